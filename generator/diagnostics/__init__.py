"""Diagnostics: the codes, words and forms of every mistake that staff may meet."""
