"""Critical answers: the finitely many cases in which a rule can come out differently.

In: questions and expressions as published. Out: for each fact the answers that matter.

A condition combines comparisons, so its truth changes only where the two sides of a
comparison meet. Where they do is found by working both sides out for two answers and
drawing the line through them: exact where each fact enters as it is or as a share,
fraction, multiple or part of a sum, and piece by piece through ``min``, ``max`` and ``by``.

This decides every rule of which at most one comparison is of more than a fact with a
constant, and that one not for equality: whether whole numbers meet several such lines at
once is number theory. Other rules are not worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, pairwise, product
from math import ceil, floor, prod
from typing import Any

from .engine import Table, values

MOST_ROWS = 5_000
"""Nor is a rule with more combinations of answers than these."""
_MOST_OPTIONS = 6
"""Of a longer list of options, the sets of at most one and of all but at most one are tried."""
_FAR = 2**1000
"""Numbers farther from nought than this are not told apart; a float cannot hold many of them."""
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
_COMPARISONS = ("at_least", "at_most", "more_than", "less_than", "equal")

Questions = Mapping[str, Mapping[str, Any]]
Answers = tuple[Any, ...]


def facts_of(node: Any, questions: Questions) -> Iterator[str]:
    """The questions that an expression names; an option may have a question's name."""
    if isinstance(node, str):
        if node in questions:
            yield node
    elif isinstance(node, list):
        operator, *operands = node
        if operator in ("one_of", "any_of", "by"):
            yield operands[0]
            operands = list(operands[1].values()) if operator == "by" else []
        for each in operands:
            yield from facts_of(each, questions)


class Critical:
    """The answers that matter to a rule over ``facts`` with these ``expressions``."""

    def __init__(self, questions: Questions, facts: list[str], expressions: Iterable[Any]) -> None:
        self.questions = questions
        self.facts = facts
        self._points: dict[str, set[Fraction]] = {fact: set() for fact in facts}
        limits = [(fact, questions[fact].get("no_more_than")) for fact in facts]
        self._limits = [(fact, limit) for fact, limit in limits if limit is not None]
        folds: list[tuple[Any, Any]] = []
        comparisons: list[tuple[Any, Any]] = []
        self._exact = True
        for node in expressions:
            for operator, a, b in _meetings(node):
                if (point := self._plain(a, b)) is not None:
                    fact, at = point
                    self._points[fact].add(at)
                elif operator not in _COMPARISONS:
                    folds.append((a, b))
                elif [*facts_of(a, questions), *facts_of(b, questions)]:
                    comparisons.append((a, b))
                    bare = isinstance(a, str) and isinstance(b, str)
                    self._exact &= len(comparisons) == 1 and (operator != "equal" or bare)
        if self._exact:
            self._meet(folds)
            # What bounds a fact in one round bounds the fact that is no more than it in the next.
            for _ in range(2 if self._limits else 1):
                self._meet([*comparisons, *self._limits])

    def rows(self) -> list[Answers] | None:
        """Every combination that the questions allow, or ``None`` where these do not decide."""
        if not self._exact:
            return None
        answers = [self._answers(fact) for fact in self.facts]
        if prod(map(len, answers)) > MOST_ROWS:
            return None
        places = [(self.facts.index(a), self.facts.index(b)) for a, b in self._limits]
        return [row for row in product(*answers) if all(row[a] <= row[b] for a, b in places)]

    def _plain(self, a: Any, b: Any) -> tuple[str, Fraction] | None:
        """The fact and the constant, where that is all that is compared."""
        for fact, other in ((a, b), (b, a)):
            if isinstance(fact, str) and (
                isinstance(other, int | float) or (isinstance(other, list) and other[0] == "day")
            ):
                return fact, _number(other[1] if isinstance(other, list) else other)
        return None

    def _meet(self, pairs: list[tuple[Any, Any]]) -> None:
        """Adds the points at which the two sides of each pair meet, one engine call for all."""
        tables: list[Table] = []
        varied: list[str] = []
        for a, b in pairs:
            facts = sorted({*facts_of(a, self.questions), *facts_of(b, self.questions)})
            for fact in facts:
                if self.questions[fact]["type"] not in ("integer", "number", "date"):
                    continue
                others = [self._answers(other) for other in facts if other != fact]
                own = self._answers(fact)
                if len(own) * prod(map(len, others)) > MOST_ROWS:
                    continue
                names = [*(other for other in facts if other != fact), fact]
                rows = [(*row, answer) for row in product(*others) for answer in own]
                tables.append({"facts": names, "rows": rows, "asked": [], "expressions": [a, b]})
                varied.append(fact)
        for table, fact, sides in zip(tables, varied, values(tables), strict=True):
            for (row, (a0, b0)), (next_, (a1, b1)) in pairwise(
                zip(table["rows"], sides, strict=True)
            ):
                # What is too large for a number comes back as null.
                if row[:-1] == next_[:-1] and None not in (a0, b0, a1, b1):
                    x0, x1 = _number(row[-1]), _number(next_[-1])
                    gap0, gap1 = _number(a0) - _number(b0), _number(a1) - _number(b1)
                    if gap0 != gap1:
                        self._points[fact].add(_number(x0 - gap0 * (x1 - x0) / (gap1 - gap0)))

    def _answers(self, fact: str) -> Answers:
        question = self.questions[fact]
        type_ = question["type"]
        if type_ == "boolean":
            return (True, False)
        if type_ in ("choice", "choices"):
            options = [option["id"] for option in question["options"]]
            return tuple(options) if type_ == "choice" else tuple(_sets(options))
        if type_ == "date":
            days = self._whole(fact, _number(_FIRST_DAY), _number(_LAST_DAY))
            return tuple(date.fromordinal(day).isoformat() for day in days)
        above, least = question.get("above"), question.get("min")
        most = None if "max" not in question else _number(question["max"])
        if type_ == "integer":
            lows = [] if above is None else [_number(floor(above) + 1)]
            lows += [] if least is None else [_number(least)]
            return tuple(self._whole(fact, max(lows, default=None), most))
        return tuple(self._real(fact, above, least, most))

    def _whole(self, fact: str, low: Fraction | None, high: Fraction | None) -> list[int]:
        """Each point, the numbers beside it, and the ends."""
        ends = [end for end in (low, high) if end is not None] or [Fraction(0)]
        near = {
            whole + step
            for point in (*self._points[fact], *ends)
            for whole in (floor(point), ceil(point))
            for step in (-1, 0, 1)
        }
        return sorted(
            each for each in near if (low is None or each >= low) and (high is None or each <= high)
        )

    def _real(
        self, fact: str, above: float | None, least: float | None, high: Fraction | None
    ) -> list[float]:
        """Each point, one number between every two, one beyond the last, and the ends."""
        low = max((_number(end) for end in (above, least) if end is not None), default=None)
        ends = {end for end in (low, high) if end is not None}
        points = sorted(self._points[fact] | ends) or [Fraction(0)]
        points = [points[0] - 1, *points, points[-1] + 1]
        between = [(a + b) / 2 for a, b in pairwise(points)]
        return [
            float(each)
            for each in sorted({*points, *between})
            if (above is None or each > _number(above))
            and (least is None or each >= _number(least))
            and (high is None or each <= high)
        ]


def _meetings(node: Any) -> Iterator[tuple[str, Any, Any]]:
    """Every two values whose order matters, innermost first."""
    if not isinstance(node, list):
        return
    operator, *operands = node
    if operator == "by":
        operands = list(operands[1].values())
    if operator not in ("one_of", "any_of"):
        for each in operands:
            yield from _meetings(each)
    if operator in _COMPARISONS or operator in ("min", "max"):
        for a, b in combinations(operands, 2):
            yield operator, a, b


def _sets(options: list[str]) -> Iterator[tuple[str, ...]]:
    sizes: Iterable[int] = range(len(options) + 1)
    if len(options) > _MOST_OPTIONS:
        sizes = (0, 1, len(options) - 1, len(options))
    return chain.from_iterable(combinations(options, size) for size in sizes)


def _number(value: Any) -> Fraction:
    """A number as it is; a date, or ISO 8601 text of one, as its day since the year 1."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    number = value.toordinal() if isinstance(value, date) else value
    return Fraction(max(-_FAR, min(_FAR, number)))
