"""Lines: where along one question's answers, the others being fixed, a rule can turn.

With one number left open every value is a line, piece by piece, so two values meet where their
lines do: exact fractions, found without trying answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import TypeAlias

from ...models.expressions import OPERATORS
from ...models.operands import Result
from ..engine import Answer
from .published_form import Plain, children

_Line = tuple[Fraction, Fraction]
"""Its slope, and what it is at nought."""
_Lines: TypeAlias = list[tuple[Fraction | None, _Line]]
"""A value's lines from left to right, each with the point where it begins; ``None`` is far left."""


class Curved(Exception):
    """A value is no line: an answer is multiplied by itself."""


def points(expressions: Iterable[Plain], fact: str, answers: Mapping[str, Answer]) -> set[Fraction]:
    """The answers to ``fact`` at which one of the expressions turns.

    Raises:
        Curved: where they cannot be worked out so.
    """
    found: set[Fraction] = set()
    for node in expressions:
        _Finder(fact, answers, found).look(node)
    return found


class _Finder:
    def __init__(self, fact: str, answers: Mapping[str, Answer], found: set[Fraction]) -> None:
        self._fact = fact
        self._answers = answers
        self._found = found

    def look(self, node: Plain) -> None:
        """Add the points at which an expression turns."""
        if isinstance(node, str) or not isinstance(node, list):
            return
        operator = OPERATORS[node[0]]
        if operator.result is Result.NUMBER:
            self._found.update(start for start, _ in self._lines(node) or () if start is not None)
        elif operator.role is not None:
            one, other = map(self._lines, node[1:])
            if one is not None and other is not None:
                for _, _, meeting in _pieces(one, other):
                    self._found.update(meeting)
                self._found.update(start for start, _ in [*one, *other] if start is not None)
        elif operator.result is Result.CONDITION:
            for child in children(node):
                self.look(child)

    def _lines(self, node: Plain) -> _Lines | None:
        """The lines of a value; ``None`` where it is unknown, or a date."""
        if not isinstance(node, str | list):
            return _constant(Fraction(str(node)))
        if isinstance(node, str):
            if node == self._fact:
                return [(None, (Fraction(1), Fraction(0)))]
            answer = self._answers.get(node)
            number = isinstance(answer, int | float) and not isinstance(answer, bool)
            return _constant(Fraction(str(answer))) if number else None
        operator, *operands = node
        match operator:
            case "share":
                return self._scaled(operands[1], Fraction(str(operands[0])) / 100)
            case "fraction":
                return self._scaled(operands[2], Fraction(operands[0], operands[1]))
            case "by":
                answer = self._answers.get(operands[0])
                case = str(answer).lower() if isinstance(answer, bool) else answer
                return self._lines(operands[1][case]) if case in operands[1] else None
            case "year_of":
                return self._year(operands[0])
            case "times" | "sum" | "min" | "max":
                lines = [self._lines(operand) for operand in operands]
                if None in lines:
                    return None
                return reduce(_JOINTS[operator], filter(None, lines))
        return None

    def _scaled(self, node: Plain, by: Fraction) -> _Lines | None:
        lines = self._lines(node)
        return lines and [(start, (slope * by, at * by)) for start, (slope, at) in lines]

    def _year(self, node: Plain) -> _Lines | None:
        answer = self._answers.get(node) if isinstance(node, str) else None
        if isinstance(node, list):  # of a date that is moved, which is not worked out here
            raise Curved
        return _constant(Fraction(int(answer[:4]))) if isinstance(answer, str) else None


def _constant(number: Fraction) -> _Lines:
    return [(None, (Fraction(0), number))]


def _pieces(
    one: _Lines, other: _Lines
) -> Iterator[tuple[Fraction | None, tuple[_Line, _Line], list[Fraction]]]:
    """Where both values are lines: from where, which, and where in it they meet."""
    starts = sorted({start for start, _ in [*one, *other] if start is not None})
    for start, end in pairwise([None, *starts, None]):
        a, b = _at(one, start), _at(other, start)
        meeting: list[Fraction] = []
        if a[0] != b[0]:
            point = (b[1] - a[1]) / (a[0] - b[0])
            if (start is None or point > start) and (end is None or point < end):
                meeting = [point]
        yield start, (a, b), meeting


def _at(lines: _Lines, start: Fraction | None) -> _Line:
    """The line that a value is from a point on."""
    found = lines[0][1]
    for begins, line in lines[1:]:
        if start is not None and begins is not None and begins <= start:
            found = line
    return found


def _joined(join: Callable[[_Line, _Line], _Line]) -> Callable[[_Lines, _Lines], _Lines]:
    def joined(one: _Lines, other: _Lines) -> _Lines:
        """The lines of both values joined."""
        return [(start, join(*both)) for start, both, _ in _pieces(one, other)]

    return joined


def _product(a: _Line, b: _Line) -> _Line:
    if a[0] and b[0]:
        raise Curved
    return a[0] * b[1] + b[0] * a[1], a[1] * b[1]


def _chosen(sign: int) -> Callable[[_Lines, _Lines], _Lines]:
    """The lower (1) or higher (-1) of two values."""

    def chosen(one: _Lines, other: _Lines) -> _Lines:
        """The lines of both values joined."""
        found: _Lines = []
        for start, (a, b), meeting in _pieces(one, other):
            point = meeting[0] if meeting else start
            # Left of where they meet the steeper line is the lower one.
            before = (
                (a if (a[0] - b[0]) * sign > 0 else b) if meeting else _lower(a, b, point, sign)
            )
            found.append((start, before))
            if meeting:
                found.append((point, b if before == a else a))
        return found

    return chosen


def _lower(a: _Line, b: _Line, start: Fraction | None, sign: int) -> _Line:
    """The lower of two lines that do not cross within a piece."""
    if a[0] == b[0]:
        return a if (a[1] - b[1]) * sign <= 0 else b
    crossing = (b[1] - a[1]) / (a[0] - b[0])
    right = start is not None and start >= crossing
    return a if ((a[0] - b[0]) * sign < 0) == right else b


_JOINTS: Mapping[str, Callable[[_Lines, _Lines], _Lines]] = {
    "times": _joined(_product),
    "sum": _joined(lambda a, b: (a[0] + b[0], a[1] + b[1])),
    "min": _chosen(1),
    "max": _chosen(-1),
}
