"""Critical answers: the finitely many cases in which a rule can come out differently.

In: questions and expressions. Out: for each question the answers that matter.

A condition combines comparisons, so its truth changes only where the two sides of a
comparison meet. Where they do is found by working both sides out for two answers and
drawing the line through them: exact where each fact enters as it is or as a share,
fraction, multiple or part of a sum, and piece by piece through ``min``, ``max`` and ``by``.
The year of a date grows in steps, so the days of the nearest steps are tried. Where in the
year a date lies is the same again each year, so its turns are tried in the years after every
other answer of that date.

This decides every rule of which at most one comparison is of more than a fact with a
constant, and that one not for equality: whether whole numbers meet several such lines at
once is number theory. Other rules are not worked out.
"""

from __future__ import annotations

from calendar import isleap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, count, islice, pairwise, product
from math import ceil, floor, prod
from random import Random

from ..models.calculator import ChoiceQuestion, NumberQuestion, Question
from ..models.expressions import children, facts_in, operator_of, walk
from ..models.operands import MonthDay, Role
from ..models.operation import ConditionOperation, Expression, Operation
from ..models.operators import Day, Equal
from .engine import Answer, AnswerTable, values
from .published import publish

MOST_ROWS = 5_000
"""A rule with more combinations of answers than these is not worked out."""
_MOST_OPTIONS = 6
"""Of a question with more options, only sets of none, one, all and all but one are tried."""
_FAR = 2**1000
"""Numbers farther from nought than this are not told apart; a float cannot hold many of them."""
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)

Questions = Mapping[str, Question]
Answers = tuple[Answer, ...]
_Sides = tuple[Expression, Expression]
_Turns = Mapping[str, set[MonthDay]]
"""By date question the days of the year on which something that reads its calendar can turn."""


class Critical:
    """The answers that matter to a rule over ``facts`` with these ``expressions``."""

    def __init__(
        self, questions: Questions, facts: list[str], expressions: list[Expression]
    ) -> None:
        self.questions = questions
        self.facts = facts
        self._points: dict[str, set[Fraction]] = {fact: set() for fact in facts}
        self._limits = [
            (fact, question.no_more_than)
            for fact in facts
            if isinstance(question := questions[fact], NumberQuestion)
            and question.no_more_than is not None
        ]
        self._steps: _Turns = defaultdict(set)
        self.exact = True
        """Whether the answers decide the rule, were all of their combinations tried."""
        windows = self._read_calendar(expressions)
        easy, hard = self._sort(chain.from_iterable(map(_meetings, expressions)))
        self.exact &= not any(fact in windows for pair in hard for fact in _facts_of(pair))
        if self.exact:
            self._meet(easy)
            # Twice: points found for a fact are needed for another that must not exceed it.
            for _ in range(2 if self._limits else 1):
                self._meet([*hard, *self._limits])
            self._repeat(windows)

    def rows(self) -> list[Answers] | None:
        """Every combination of answers that the questions allow, in the order of the facts.

        ``None`` where they cannot decide the rule, or are more than ``MOST_ROWS``.
        """
        if not self.exact:
            return None
        answers = [self.answers(fact) for fact in self.facts]
        if prod(map(len, answers)) > MOST_ROWS:
            return None
        return self._allowed(product(*answers))

    def sample(self) -> list[Answers]:
        """Some of the combinations, for a rule that all of them are too many for; always the
        same ones.
        """
        answers = [self.answers(fact) for fact in self.facts]
        draw = Random(0)
        return self._allowed(tuple(map(draw.choice, answers)) for _ in range(MOST_ROWS))

    def _allowed(self, rows: Iterable[Answers]) -> list[Answers]:
        """The rows in which no answer exceeds another that bounds it."""
        places = [(self.facts.index(a), self.facts.index(b)) for a, b in self._limits]
        return [row for row in rows if all(_number(row[a]) <= _number(row[b]) for a, b in places)]

    def _read_calendar(self, expressions: list[Expression]) -> _Turns:
        """The turns of conditions on the calendar; those of values are kept as steps."""
        windows: dict[str, set[MonthDay]] = defaultdict(set)
        for node in chain.from_iterable(map(walk, expressions)):
            if isinstance(node, Operation) and (turns := operator_of(type(node)).turns):
                (day,) = children(node)
                if isinstance(day, str):
                    found = windows if isinstance(node, ConditionOperation) else self._steps
                    found[day].update(turns(node))
                elif any(facts_in(day)):  # a date moved from an answer turns on other days
                    self.exact = False
        return windows

    def _sort(
        self, meetings: Iterable[tuple[Operation, Expression, Expression]]
    ) -> tuple[list[_Sides], list[_Sides]]:
        """The pairs of values that meet, sorted into easy and hard ones.

        A rule may have any number of easy pairs, but is decided only with at most one hard
        pair. Of a fact and a constant, the constant is the point and needs no working out.
        """
        easy: list[_Sides] = []
        hard: list[_Sides] = []
        for node, a, b in meetings:
            if (threshold := _threshold(a, b)) is not None:
                fact, at = threshold
                self._points[fact].add(at)
            elif operator_of(type(node)).role is Role.SELECTS or _is_step(a, b) or _is_step(b, a):
                easy.append((a, b))
            elif any(_facts_of((a, b))):
                hard.append((a, b))
                decided = not isinstance(node, Equal) or (_is_bare(a) and _is_bare(b))
                self.exact &= decided and len(hard) == 1
        return easy, hard

    def _meet(self, pairs: list[_Sides]) -> None:
        """Adds the points at which the two sides of each pair meet, one engine call for all."""
        tables: list[AnswerTable] = []
        varied: list[str] = []
        for a, b in pairs:
            facts = sorted(set(_facts_of((a, b))))
            sides = [publish(a), publish(b)]
            for fact in facts:
                if self.questions[fact].type not in ("integer", "number", "date"):
                    continue
                names = [*(other for other in facts if other != fact), fact]
                answers = [self.answers(name) for name in names]
                if prod(map(len, answers)) > MOST_ROWS:
                    continue
                rows = list(product(*answers))
                tables.append({"facts": names, "rows": rows, "asked": [], "expressions": sides})
                varied.append(fact)
        for table, fact, outcomes in zip(tables, varied, values(tables), strict=True):
            for (row, (a0, b0)), (next_, (a1, b1)) in pairwise(
                zip(table["rows"], outcomes, strict=True)
            ):
                # The engine gives null for a number too large for a float.
                if row[:-1] == next_[:-1] and None not in (a0, b0, a1, b1):
                    x0, x1 = _number(row[-1]), _number(next_[-1])
                    gap0, gap1 = _number(a0) - _number(b0), _number(a1) - _number(b1)
                    if gap0 != gap1:
                        self._add(fact, _number(x0 - gap0 * (x1 - x0) / (gap1 - gap0)))

    def _add(self, fact: str, point: Fraction) -> None:
        """A point where two sides meet; of a date that enters by steps, the steps around it.

        The line crosses the year in which the sides are the same, give or take a leap day.
        """
        if fact in self._steps:
            years = {_day(point + days).year for days in (-2, 2)}
            years |= {year + 1 for year in years}
            self._points[fact].update(_days(years, self._steps[fact]))
        else:
            self._points[fact].add(point)

    def _repeat(self, windows: _Turns) -> None:
        """Adds the turns of every window of the year in the years after each other point.

        Within a year of a point every turn comes once, less those of a 29 February: the
        next two leap years have them.
        """
        for fact, turns in windows.items():
            for point in [*self._points[fact], _number(_FIRST_DAY), _number(_LAST_DAY)]:
                year = _day(point).year
                leap = islice(filter(isleap, count(year)), 2)
                self._points[fact].update(_days({year - 1, year, year + 1, *leap}, turns))

    def answers(self, fact: str) -> Answers:
        """The answers to one question that matter."""
        question = self.questions[fact]
        if isinstance(question, ChoiceQuestion):
            options = [option.id for option in question.options]
            return tuple(options) if question.type == "choice" else tuple(_sets(options))
        if not isinstance(question, NumberQuestion):
            if question.type == "boolean":
                return (True, False)
            days = self._whole(fact, _number(_FIRST_DAY), _number(_LAST_DAY))
            return tuple(date.fromordinal(day).isoformat() for day in days)
        most = None if question.max is None else _number(question.max)
        if question.type == "integer":
            lows = [] if question.above is None else [_number(floor(question.above) + 1)]
            lows += [] if question.min is None else [_number(question.min)]
            return tuple(self._whole(fact, max(lows, default=None), most))
        return tuple(self._real(fact, question.above, question.min, most))

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
            number
            for number in near
            if (low is None or number >= low) and (high is None or number <= high)
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
            float(number)
            for number in sorted({*points, *between})
            if (above is None or number > _number(above))
            and (least is None or number >= _number(least))
            and (high is None or number <= high)
        ]


def _meetings(expression: Expression) -> Iterator[tuple[Operation, Expression, Expression]]:
    """Every two values whose order matters with their operator, innermost first."""
    inner = children(expression)
    for child in inner:
        yield from _meetings(child)
    if isinstance(expression, Operation) and operator_of(type(expression)).role is not None:
        for a, b in combinations(inner, 2):
            yield expression, a, b


def _facts_of(sides: _Sides) -> Iterator[str]:
    return chain.from_iterable(map(facts_in, sides))


def _threshold(a: Expression, b: Expression) -> tuple[str, Fraction] | None:
    """The fact and the constant, where that is all that is compared."""
    for fact, constant in ((a, b), (b, a)):
        if isinstance(fact, str) and isinstance(constant, int | float | Day):
            return fact, _number(constant.day if isinstance(constant, Day) else constant)
    return None


def _is_bare(side: Expression) -> bool:
    """Whether it is a fact as it is, or a step of one: the year of a date."""
    if isinstance(side, Operation) and operator_of(type(side)).turns:
        (side,) = children(side)
    return isinstance(side, str)


def _is_step(side: Expression, other: Expression) -> bool:
    """Whether a step of a fact is compared with a constant."""
    return _is_bare(side) and isinstance(other, int | float)


def _days(years: Iterable[int], turns: Iterable[MonthDay]) -> Iterator[Fraction]:
    """The days of these years, as numbers; 29 February in leap years alone."""
    for year, (month, day) in product(years, turns):
        if 0 < year < 9999 and (isleap(year) or (month, day) != (2, 29)):
            yield _number(date(year, month, day))


def _day(point: Fraction) -> date:
    """The day at or before a point, or the nearest that an answer can be."""
    first, last = _FIRST_DAY.toordinal(), _LAST_DAY.toordinal()
    return date.fromordinal(max(first, min(last, floor(point))))


def _sets(options: list[str]) -> Iterator[tuple[str, ...]]:
    sizes: Iterable[int] = range(len(options) + 1)
    if len(options) > _MOST_OPTIONS:
        sizes = (0, 1, len(options) - 1, len(options))
    return chain.from_iterable(combinations(options, size) for size in sizes)


def _number(value: object) -> Fraction:
    """A number as it is written; a date, or ISO 8601 text of one, as its day since the year 1."""
    if isinstance(value, str) and "/" not in value:
        value = date.fromisoformat(value)
    if isinstance(value, date):
        return Fraction(value.toordinal())
    assert isinstance(value, int | float | str | Fraction)
    number = Fraction(str(value) if isinstance(value, float) else value)
    return max(Fraction(-_FAR), min(Fraction(_FAR), number))
