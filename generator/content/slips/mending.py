"""Mending: the slips for which a file cannot be read, found by trying what would help.

A guess counts where the parser gets further with it; so a file with several slips tells them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...diagnostics.errors import LINE_BREAK, DataError
from . import guesses
from .line import Candidate, Line, Slip, block_lines, excerpt

Failure = tuple[int, int, int]
"""Where a parser stops: line and column from 0, and the line of what it was in the middle of."""
Parse = Callable[[str], Failure | None]
_MOST = 40
"""How many slips of a file are looked for."""
_WORK = 3_000_000
"""How many characters are read in all while guesses are tried, for a second or so."""
_TRIES = 300
"""How many guesses are tried of a file however long."""
_BACK = 3
"""How many lines above the place where the parser stops an indentation is doubted."""


class Draft:
    """A file while it is mended: its lines by now, and the slips that were found in it."""

    def __init__(self, text: str) -> None:
        self._breaks = LINE_BREAK.findall(text)
        self.lines = [Line.typed(line) for line in LINE_BREAK.split(text)]
        self.slips: list[Slip] = []
        self.touched: set[int] = set()
        """The lines, counted from 1, that are no longer as they were typed."""

    @property
    def text(self) -> str:
        """The file as it would be without the slips found so far."""
        return self.text_with({})

    def text_with(self, changed: Mapping[int, Line]) -> str:
        """The file with some lines changed."""
        ends = [*self._breaks, ""]
        lines = (changed.get(n, line).text for n, line in enumerate(self.lines))
        return "".join(line + end for line, end in zip(lines, ends, strict=True))

    @property
    def full(self) -> bool:
        """Whether so much is wrong that no more is looked for."""
        return len(self.slips) >= _MOST

    def error(self, slip: Slip, file: str) -> DataError:
        """A slip with how its line is written once all is mended."""
        line = (("line", excerpt(self.lines[slip.line - 1].text)),)
        return DataError(
            file, slip.line, slip.column, slip.code, slip.found, details=(*slip.details, *line)
        )

    def apply(self, candidates: Iterable[Candidate]) -> bool:
        """Mend what was found, once a line; whether there was anything."""
        changed: set[int] = set()
        for candidate in candidates:
            if self.full or changed.intersection(candidate.lines):
                continue
            changed.update(candidate.lines)
            for number, line in candidate.lines.items():
                self.lines[number] = line
            self.slips += candidate.slips
        self.touched.update(number + 1 for number in changed)
        return bool(changed)


def mend(draft: Draft, parse: Parse) -> None:
    """Find the slips for which a file cannot be read, and mend them as far as they help."""
    tries = iter(range(max(_TRIES, _WORK // (len(draft.text) + 1))))
    while not draft.full and (failure := parse(draft.text)) is not None:
        best = _best(draft, failure, parse, tries)
        if best is None:
            return
        draft.apply([best])


def _best(draft: Draft, failure: Failure, parse: Parse, tries: Iterator[int]) -> Candidate | None:
    """The guess with which the parser gets furthest; of two that get as far, the first.

    None more is tried than there are ``tries``.
    """
    best, furthest = None, failure[:2]
    for candidate, _ in zip(_candidates(draft.lines, failure), tries, strict=False):
        after = parse(draft.text_with(candidate.lines))
        if after is None:
            return candidate
        if after[:2] > furthest:
            best, furthest = candidate, after[:2]
    return best


def _candidates(lines: list[Line], failure: Failure) -> Iterator[Candidate]:
    """From where the parser stops upwards, and then where it was in the middle of something."""
    stops = min(failure[0], len(lines) - 1)
    blocks = block_lines([line.text for line in lines])
    yield from guesses.tabs(lines, blocks)
    upwards = [n for n in range(stops, -1, -1) if n not in blocks and not lines[n].text.isspace()]
    unseen = [n for n in range(stops, max(-1, stops - _BACK), -1) if lines[n].text.strip() == ""]
    written = [n for n in upwards if not lines[n].empty]
    for number in [*written[:_BACK], *unseen]:
        yield from guesses.on_line(number, lines[number])
    near = dict.fromkeys([*written[:_BACK], failure[2]])
    for number in near:
        if number < len(lines):
            yield from guesses.indentation(lines, number, blocks)
    for number in near:
        if number < len(lines):
            yield from guesses.line_of_text(lines, number, blocks)
    for number in written[_BACK:]:
        yield from guesses.on_line(number, lines[number])
