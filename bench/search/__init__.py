"""Measures the search: how well it finds, and what it costs on a large site."""
