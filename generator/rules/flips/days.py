"""Days: what rules make of one date, worked out for every day that an answer can be.

A date is moved here as the engine's ``shift`` moves it; ``tests/rules/test_flips.py`` holds
both side by side, and shows that a later date is never moved to an earlier one.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import isleap
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from json import dumps, loads
from typing import TypeAlias

from .published_form import Plain, facts_in

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
EVERY = range(FIRST.toordinal(), LAST.toordinal() + 1)
Moved: TypeAlias = Callable[[date], date]
_COMPARE: dict[str, Callable[[Plain, Plain], bool]] = {
    "at_least": lambda a, b: a >= b,
    "at_most": lambda a, b: a <= b,
    "more_than": lambda a, b: a > b,
    "less_than": lambda a, b: a < b,
    "equal": lambda a, b: a == b,
}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MIRRORED = {
    "at_least": "at_most",
    "at_most": "at_least",
    "more_than": "less_than",
    "less_than": "more_than",
    "equal": "equal",
}


def shift(day: date, months: int, days: int) -> date:
    """A date moved by months and days, as the engine does it."""
    month = day.year * 12 + day.month - 1 + months
    year, place = divmod(month, 12)
    last = _length(year, place + 1)
    ends = months > 0 and day.day > 27 and day.day == _length(day.year, day.month)
    return date(year, place + 1, last if ends else min(day.day, last)) + timedelta(days)


def _length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _LENGTHS[month - 1]


def moved(node: Plain) -> Moved:
    """What an expression makes of the one date that it rests on."""
    if isinstance(node, str):
        return lambda day: day
    operator, inner, *operands = node
    if operator == "day":
        fixed = date.fromisoformat(inner)
        return lambda day: fixed
    of, sign = moved(inner), 1 if operator == "later" else -1
    months, days = sign * (operands[0] * 12 + operands[1]), sign * operands[2]
    return lambda day: shift(of(day), months, days)


def ranges(node: Plain) -> list[tuple[int, int]]:
    """The first and last days of all runs of days for which a condition on one date holds."""
    return _ranges(dumps(node))


@cache
def _ranges(node: str) -> list[tuple[int, int]]:
    condition = loads(node)
    if (ends := _ends(condition)) is not None:
        return [(first, last) for first, last in ends if first <= last]
    holds = _condition(condition)
    found: list[tuple[int, int]] = []
    for is_true, group in groupby(EVERY, key=lambda day: holds(date.fromordinal(day))):
        days = list(group)
        if is_true:
            found.append((days[0], days[-1]))
    return found


def _ends(node: Plain) -> list[tuple[int, int]] | None:
    """The runs of a date that is compared with a fixed one."""
    operator, one, other, *_ = node
    if operator not in _COMPARE or not all(map(_is_date, (one, other))):
        return None
    if next(facts_in(one), None) is None:
        one, other, operator = other, one, _MIRRORED[operator]
    if next(facts_in(other), None) is not None:
        return None
    of, fixed = moved(one), moved(other)(FIRST)
    first, last = FIRST.toordinal(), LAST.toordinal()
    here, over = _since(of, fixed), _since(of, fixed + timedelta(1))
    return {
        "at_least": [(here, last)],
        "at_most": [(first, over - 1)],
        "more_than": [(over, last)],
        "less_than": [(first, here - 1)],
        "equal": [(here, over - 1)],
    }[operator]


def _since(of: Moved, fixed: date) -> int:
    """The first day that is moved to a fixed one or beyond; or the one after the last."""
    return bisect_left(EVERY, fixed, key=lambda day: of(date.fromordinal(day))) + EVERY[0]


def _is_date(node: Plain) -> bool:
    return isinstance(node, str) or (isinstance(node, list) and node[0] != "year_of")


def _condition(node: Plain) -> Callable[[date], bool]:
    operator, one, *others = node
    if operator == "between_days":
        of, (first, last) = moved(one), others
        if first > last:
            return lambda day: not last < _in_year(of(day)) < first
        return lambda day: first <= _in_year(of(day)) <= last
    compare, (other,) = _COMPARE[operator], others
    a, b = _value(one), _value(other)
    return lambda day: compare(a(day), b(day))


def _value(node: Plain) -> Callable[[date], Plain]:
    """Of a date, or of its year, or a number."""
    if isinstance(node, int | float):
        return lambda day: node
    if isinstance(node, list) and node[0] == "year_of":
        of = moved(node[1])
        return lambda day: of(day).year
    return moved(node)


def _in_year(day: date) -> int:
    return day.month * 100 + day.day


def is_of_one_date(*nodes: Plain) -> bool:
    """Whether values are dates, years of dates or numbers that rest on one answer together."""
    facts = {fact for node in nodes for fact in facts_in(node)}
    return len(facts) == 1 and all(map(_is_plain, nodes))


def _is_plain(node: Plain) -> bool:
    if isinstance(node, list) and node[0] == "year_of":
        node = node[1]
    return not isinstance(node, list) or node[0] in ("day", "later", "earlier")


def years(node: Plain) -> Iterator[int]:
    """For each year after the first to which a date is moved the first day that it is moved to
    that year or a later one.
    """
    of = moved(node)
    first, last = of(FIRST).year, of(LAST).year
    for year in range(first + 1, last + 1):
        yield _since(of, date(year, 1, 1))
