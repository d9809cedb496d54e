"""Headings as lines of Markdown, which templates write: made here and read again here.

The words of a heading are plain; in Markdown every sign of its own is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

_SIGN = re.compile(r"([\\`*_{}\[\]()>#+\-.!])")
_ESCAPED = re.compile(r"\\(.)")
_HEADING = re.compile(r"^(#{1,6}) (.*?)(?: \{#(.+)\})?$", re.MULTILINE)


class HeadingLine(NamedTuple):
    """A heading in a text of Markdown, and between which characters it stands."""

    level: int
    words: str
    id: str | None
    start: int
    end: int


def escaped(words: str) -> str:
    """Plain words for a place where Markdown is read, such as a heading."""
    return _SIGN.sub(r"\\\1", escape(words, quote=False))


def heading_line(level: int, words: str, id_: str | None) -> str:
    """The line of a heading; without an id it gets one of Markdown's own."""
    return f"{'#' * level} {escaped(words)}" + (f" {{#{id_}}}" if id_ else "")


def heading_lines(text: str) -> Iterator[HeadingLine]:
    """The headings of ``text``, in order."""
    for line in _HEADING.finditer(text):
        words = unescape(_ESCAPED.sub(r"\1", line[2]))
        yield HeadingLine(len(line[1]), words, line[3], line.start(), line.end())
