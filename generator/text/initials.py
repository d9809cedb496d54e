"""Initials: under which heading of an index a name stands, and where.

A Chinese name goes by the strokes of its first character, as an index in Taiwan has it: the
characters in common use stand in that order in the code Big5. Any other name goes by its letter.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

_FIRST_OF_STROKES = (
    (1, 0xA440), (2, 0xA442), (3, 0xA454), (4, 0xA4A1), (5, 0xA4FE), (6, 0xA5E0), (7, 0xA6EA),
    (8, 0xA8C3), (9, 0xAB45), (10, 0xADBC), (11, 0xB0AE), (12, 0xB3C3), (13, 0xB6C4),
    (14, 0xB9AC), (15, 0xBBF5), (16, 0xBEA7), (17, 0xC075), (18, 0xC24F), (19, 0xC35F),
    (20, 0xC455), (21, 0xC4D7), (22, 0xC56B), (23, 0xC5C8), (24, 0xC5F1), (25, 0xC655),
)  # fmt: skip
"""The first code of each number of strokes."""
_CODES = [code for _, code in _FIRST_OF_STROKES]
_LAST = 0xC67E
"""Of the characters in common use."""


def strokes(character: str) -> int | None:
    """How many strokes a Chinese character in common use has; of any other, nothing."""
    code = int.from_bytes(character.encode("big5", "ignore"), "big")
    if not _CODES[0] <= code <= _LAST:
        return None
    return _FIRST_OF_STROKES[bisect_right(_CODES, code) - 1][0]


def initial(name: str) -> int | str:
    """The strokes of its first character, or its first letter; "#" where it has neither."""
    count = strokes(name[0])
    if count is not None:
        return count
    letter = unicodedata.normalize("NFD", name)[0].upper()
    return letter if "A" <= letter <= "Z" else "#"


def sort_key(name: str) -> tuple[int, int, bytes]:
    """Strokes first, then letters, then the rest; within these by the code."""
    first = initial(name)
    kind = 0 if isinstance(first, int) else 1 if first != "#" else 2
    plain = unicodedata.normalize("NFD", name).lower()
    return kind, first if isinstance(first, int) else 0, plain.encode("big5", "replace")
