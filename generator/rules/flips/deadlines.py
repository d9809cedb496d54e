"""Deadlines: the pairs of last days, which rest on one date each.

A deadline is tried for every day that the date can be, and so are dates of both states at the
ends of what they can be, where the states go by different ones: a later date makes no earlier
deadline.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import ClassVar

from .days import EVERY, FIRST, LAST, moved
from .edges import YEARS
from .model import Change, Extent, Partly
from .pairs import FALLS, RISES, Facts, Key, Outcome, Pair
from .published_form import Plain


class DeadlinePair(Pair):
    """The last day for something."""

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        (found,) = result["deadlines"]
        if found["date"] is None:
            return Outcome("unknown")
        day = date.fromisoformat(found["date"])
        return Outcome("known", Fraction(day.toordinal()), found["date"])

    def examples(self) -> Iterator[Facts]:
        """Applicants among whom is one of each way in which the deadline differs."""
        yield {}
        if len(self.facts) > 1:
            for days in product((FIRST, LAST), repeat=len(self.facts)):
                yield dict(zip(self.facts, (day.isoformat() for day in days), strict=True))
        elif self.facts and len(self.expressions) > 1:
            (fact,) = self.facts
            found = self._ways()
            yield from ({fact: day.isoformat()} for day in found.values())
        yield from ({fact: FIRST.isoformat()} for fact in self.facts)

    def _ways(self) -> dict[Key, date]:
        """For each way in which the dates differ a day, of the years shown where there is one."""
        return {
            key: next((day for day in days if day.year in YEARS), days[0])
            for key, days in self._days.items()
        }

    @cached_property
    def _days(self) -> dict[Key, list[date]]:
        """For each way in which the dates differ every day for which they do."""
        before, after = map(moved, self.expressions)
        found: dict[Key, list[date]] = {RISES: [], FALLS: []}
        for day in map(date.fromordinal, EVERY):
            old, new = before(day), after(day)
            if old != new:
                found[RISES if new > old else FALLS].append(day)
        return {key: days for key, days in found.items() if days}

    def judged(self, found: Sequence[tuple[Key, Change]]) -> tuple[list[Change], Partly | None]:
        """The changes, each with for whom it holds, and why others may differ, too."""
        if len(self.facts) > 1 and found:
            return [_example(change) for _, change in found], "examples"
        days = self._days if self.facts and len(self.expressions) > 1 else {}
        changes = [replace(one, extent=_extent(one, key, days.get(key))) for key, one in found]
        ends = list(map(_ends, (one for one in changes if one.extent == "all")))
        missing = (
            day
            for some in days.values()
            for day in some
            if not any(first <= day <= last for first, last in ends)
        )
        return changes, None if next(missing, None) is None else "examples"


def _extent(change: Change, key: Key, days: Sequence[date] | None) -> Extent:
    """For whom a change holds, given every day for which it does where that is not plain."""
    if days is None or change.span is None:
        return "alone" if "unknown" in key else "all"
    first, last = _ends(change)
    there = bisect_right(days, last) - bisect_left(days, first)
    return "all" if there == (last - first).days + 1 else "example"


def _ends(change: Change) -> tuple[date, date]:
    """The first day and the last that a change names."""
    span = change.span
    ends = (None, None) if span is None else (span.first, span.last)
    first, last = (None if end is None else date.fromisoformat(str(end)) for end in ends)
    return first or FIRST, last or LAST


def _example(change: Change) -> Change:
    return replace(change, extent="example")


class OfficeDayPair(Pair):
    """The next working day after a last day that is the same in both states."""

    scattered: ClassVar[bool] = True

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        (found,) = result["deadlines"]
        return Outcome(f"{found['date']}/{found['office_day']}", shown=found["office_day"])

    def key(self, outcomes: tuple[Outcome, Outcome] | None) -> Key | None:
        """Whether a working day is there before and after, where the last day is the same."""
        if outcomes is None or outcomes[0].token == outcomes[1].token:
            return None
        days = [str(one.token).partition("/")[0] for one in outcomes]
        shown = [one.shown is None for one in outcomes]
        return tuple(shown) if days[0] == days[1] else None

    def judged(self, found: Sequence[tuple[Key, Change]]) -> tuple[list[Change], Partly | None]:
        """The changes, which are examples: holidays are of days here and there."""
        return [_example(change) for _, change in found], "examples" if found else None

    def examples(self) -> Iterator[Facts]:
        """Every day that leads to a year whose holidays a state knows."""
        known = [part["office_days"] for part in (self.before, self.after) if part]
        years = [day[end] for day in known if day for end in ("first_year", "last_year")]
        if len(self.facts) != 1 or not years:
            return
        (fact,), of = self.facts, moved(self.expressions[-1])
        reached = range(min(years), max(years) + 1)
        days = [day for day in map(date.fromordinal, EVERY) if of(day).year in reached]
        for day in sorted(days, key=lambda day: day.year not in YEARS):
            yield {fact: day.isoformat()}
