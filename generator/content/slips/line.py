"""A line of a file while its slips are mended: every character knows where it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...diagnostics.codes import Code, Detail

NAME = r"[A-Za-z_][A-Za-z0-9_-]*"
"""The name of a field, or the id of a question."""
_OPENS = re.compile(r"(?:^\s*(?:- +)*|[:：,，\-] *|[{｛\[［] *)([\"'])")
_WIDTH = 100
_NUMBER_OF_SPACES = re.compile(r" *")


@dataclass(frozen=True, slots=True)
class Line:
    """The words as they are by now, and the column from 0 that each had at first."""

    text: str
    columns: Sequence[int]

    @classmethod
    def typed(cls, text: str) -> Line:
        """A line as it stands in the file."""
        return cls(text, range(len(text) + 1))

    def replaced(self, start: int, end: int, new: str) -> Line:
        """With ``new`` in the place of what stands from ``start`` to ``end``."""
        at = self.columns[start]
        return Line(
            self.text[:start] + new + self.text[end:],
            (*self.columns[:start], *(at for _ in new), *self.columns[end:]),
        )

    @property
    def indent(self) -> int:
        """How many spaces it begins with."""
        match = _NUMBER_OF_SPACES.match(self.text)
        assert match is not None
        return match.end()

    @property
    def empty(self) -> bool:
        """Whether it has nothing that YAML reads."""
        return not self.text.strip() or self.text.lstrip().startswith("#")


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip and its place, counted from 1."""

    line: int
    column: int
    code: Code
    found: str | None = None
    details: tuple[tuple[str, Detail], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be wrong, and the lines by their numbers from 0 as they would be without it."""

    slips: tuple[Slip, ...]
    lines: dict[int, Line]


def quoted(text: str) -> str:
    """The text in double quotes, as YAML reads it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def excerpt(text: str) -> str:
    """A line as it is to be written, or its beginning."""
    return text.strip() if len(text.strip()) <= _WIDTH else text.strip()[:_WIDTH] + "…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A text in quotes: the places of its quotes, ``None`` where the line has no second one."""

    start: int
    end: int | None
    mark: str


def quotations(text: str) -> Iterator[Quotation]:
    """The texts in quotes on a line that begins outside of any."""
    at = 0
    while match := _OPENS.search(text, at):
        start, mark = match.start(1), match[1]
        end = start + 1
        while end < len(text) and text[end] != mark:
            end += 2 if mark == '"' and text[end] == "\\" else 1
            while mark == "'" and text[end : end + 2] == "''":
                end += 2
        yield Quotation(start, end if end < len(text) else None, mark)
        if end >= len(text):
            return
        at = end + 1


def outside(text: str) -> Callable[[int], bool]:
    """Whether a place on the line is outside of quotes."""
    spans = [(q.start, len(text) if q.end is None else q.end) for q in quotations(text)]
    return lambda at: not any(start < at < end + (end == len(text)) for start, end in spans)


def block_lines(lines: list[str]) -> set[int]:
    """The numbers of the lines within texts that begin with ``|`` or ``>``."""
    found: set[int] = set()
    indent: int | None = None
    for number, line in enumerate(lines):
        own = len(line) - len(line.lstrip(" "))
        if indent is not None:
            if not line.strip() or own > indent:
                found.add(number)
                continue
            indent = None
        if re.search(r"(?:^|[:-]) *[|>][+-]?[1-9]?[+-]? *(?:#.*)?$", line):
            indent = own
    return found
