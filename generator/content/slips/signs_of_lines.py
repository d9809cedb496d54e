"""Slips of single characters on a line: full-width signs, missing spaces, other blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from ...diagnostics.codes import Code, Detail
from .line import NAME, Candidate, Line, Slip, excerpt, outside
from .signs import BLANKS, DASHES, HALF_WIDTH, ZERO_WIDTH, code_point, name_of, width

_INDENT = re.compile(rf"[ {BLANKS}{ZERO_WIDTH}]*")
_DASH = re.compile(rf"( *(?:- +)*)([{DASHES}])([ {BLANKS}]*)(?=\S)")
_HEAD = rf"^ *(?:- +)*[\"']?{NAME}[\"']?"
_COLON = re.compile(rf"({_HEAD}) *(：)[ {BLANKS}]*")
_NO_SPACE = re.compile(rf"({_HEAD})(:)(?=[^\s/:])")
_NO_SPACE_AFTER_DASH = re.compile(rf"^( *(?:- +)*)(-)(?={NAME}:(?: |$))")
_BLANK_AFTER_SIGN = re.compile(
    rf"({_HEAD} *: *|^ *(?:- +)*- *|[{{,\[] *(?:{NAME}: *)?)([{BLANKS}{ZERO_WIDTH}]+)"
)
_BRACKET = re.compile(r"(?:(?<=: )|(?<=- )|(?<=：)|(?<=[\[{,] )|(?<=[\[{｛［，]))[｛［]")
_ENDING = re.compile(r"[｝］](?=[\s,，}\]｝］]*$|[,，] ?[a-z_]+[:：])")
_COLON_IN_BRACES = re.compile(rf"(?<=[{{,])( *{NAME}) *(：)[ {BLANKS}]*")
_NO_SPACE_IN_BRACES = re.compile(rf"(?<=[{{,])( *{NAME})(:)(?=[^\s:/,}}])")
_COMMA_IN_BRACES = re.compile(rf"([，、]) *(?={NAME}[:：])")


_NAME = re.compile(NAME)
_OTHER_HALF = {"｝": "｛", "］": "［"}


class _Scan:
    """One line, and the slips found in it so far."""

    def __init__(self, number: int, line: Line) -> None:
        self.number = number
        self.line = line
        self.slips: list[Slip] = []

    def note(self, at: int, code: Code, **details: Detail) -> None:
        """A slip at a place, unless the line has the same already."""
        column = self.line.columns[at] + 1
        slip = Slip(self.number + 1, column, code, None, tuple(details.items()))
        if not any(s.code is code and s.details == slip.details for s in self.slips):
            self.slips.append(slip)

    def sign(self, at: int) -> None:
        """A full-width sign; of brackets, the first one stands for its other half."""
        sign = self.line.text[at]
        if any(_OTHER_HALF.get(sign) == dict(slip.details).get("sign") for slip in self.slips):
            return
        wanted = HALF_WIDTH[sign]
        self.note(at, Code.FULL_WIDTH_SIGN, sign=sign, name=name_of(sign), wanted=wanted)

    def unseen(self, at: int) -> None:
        """A character that is not seen, or not seen as what it is."""
        sign = self.line.text[at]
        self.note(at, Code.UNSEEN_CHARACTER, name=name_of(sign), point=code_point(sign))

    def every(
        self, pattern: re.Pattern[str], mend: Callable[[re.Match[str]], tuple[int, int, str] | None]
    ) -> None:
        """Mend every match outside of quotes; what a mend changes, its place and the new words."""
        at = 0
        while match := pattern.search(self.line.text, at):
            at = match.start() + 1
            place = match.start(match.lastindex or 0)
            if not outside(self.line.text)(place):
                continue
            if (change := mend(match)) is not None:
                self.line = self.line.replaced(*change)


def signs_on(number: int, line: Line) -> Candidate | None:
    """All slips of single characters on a line, mended together."""
    scan = _Scan(number, line)
    _indentation(scan)
    if match := _DASH.match(scan.line.text):
        dash = match[2]
        scan.note(match.start(2), Code.WORD_DASH, sign=dash, point=code_point(dash))
        scan.line = scan.line.replaced(match.start(2), match.end(3), "- ")

    def blank(match: re.Match[str]) -> tuple[int, int, str]:
        scan.unseen(match.start(2))
        return match.start(2), match.end(2), " " * min(1, sum(map(width, match[2])))

    def colon(match: re.Match[str]) -> tuple[int, int, str]:
        scan.sign(match.start(2))
        return match.end(1), match.end(), ": " if match.end() < len(match.string) else ":"

    def space(match: re.Match[str]) -> tuple[int, int, str]:
        after = _NAME.match(match.string, match.end())
        name = match[1].strip(" -") or (after[0] if after else "")
        scan.note(match.start(2), Code.NO_SPACE, sign=match[2], name=name)
        return match.end(2), match.end(2), " "

    def one(match: re.Match[str]) -> tuple[int, int, str]:
        scan.sign(match.start())
        wanted = HALF_WIDTH[match.string[match.start()]]
        return match.start(), match.end(), f"{wanted} " if wanted == "," else wanted

    scan.every(_BLANK_AFTER_SIGN, blank)
    scan.every(_COLON, colon)
    scan.every(_NO_SPACE, space)
    scan.every(_NO_SPACE_AFTER_DASH, space)
    scan.every(_BRACKET, one)
    if re.search(r"[{\[]", scan.line.text):
        scan.every(_ENDING, one)
        scan.every(_COMMA_IN_BRACES, one)
        scan.every(_COLON_IN_BRACES, colon)
        scan.every(_NO_SPACE_IN_BRACES, space)
    return Candidate(tuple(scan.slips), {number: scan.line}) if scan.slips else None


def _indentation(scan: _Scan) -> None:
    match = _INDENT.match(scan.line.text)
    assert match is not None
    blanks = match[0]
    other = next((i for i, c in enumerate(blanks) if c != " "), None)
    if other is not None:
        scan.unseen(other)
        empty = match.end() == len(scan.line.text)
        new = "" if empty else " " * sum(map(width, blanks))
        scan.line = scan.line.replaced(0, match.end(), new)


def structure_slips(lines: list[str], numbers: Iterable[int]) -> list[Slip]:
    """The slips of single characters on some lines of a file that can be read all the same."""
    found: list[Slip] = []
    for number in numbers:
        if number < len(lines) and (candidate := signs_on(number, Line.typed(lines[number]))):
            line = excerpt(candidate.lines[number].text)
            found += (
                replace(slip, details=(*slip.details, ("line", line))) for slip in candidate.slips
            )
    return found
