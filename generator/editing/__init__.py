"""Editing: the form of staff, beside the preview on their own machine.

``app`` answers requests, ``guard`` says which of them; ``workspace`` knows the records as they
are on the disk, ``shapes`` what each field of a form is, ``session`` changes the records.
"""
