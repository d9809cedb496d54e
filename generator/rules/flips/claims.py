"""Claims: for whom each change of a rule holds, and whether all who differ are named.

A change names the applicants with some answers. The solver is asked for one of them whose outcome
does not differ so, and, of all changes together, for somebody who differs and is not named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import z3

from ..engine import Answer
from .formulas import Formula, both, either, exact
from .model import Change, Extent, Partly, Span
from .pairs import FALLS, RISES, Facts, Key, Pair
from .unknowns import Unknowns

UNDECIDED = ("unknown", None)
"""Outcomes that wait for an answer."""


class Claims:
    """What is said of one pair."""

    def __init__(
        self,
        pair: Pair,
        unknowns: Unknowns,
        possible: Sequence[Formula],
        where: Callable[[Key], Formula],
        steps: int,
    ) -> None:
        """``possible`` is what holds of anybody's answers, ``where`` when the rule differs in
        one way; the solver may take so many steps for each question.
        """
        self._pair = pair
        self._unknowns = unknowns
        self._where = where
        self._solver = z3.Solver()
        self._solver.set("rlimit", steps)
        self._solver.add(*possible)

    def holds(self, facts: Facts, key: Key) -> bool:
        """Whether everybody with these answers differs in one way."""
        return self._never(self._with(facts), ~self._where(key))

    def extent(self, change: Change, key: Key, level: Formula) -> Extent:
        """For whom a change holds; ``level`` is when both states come to the same figure."""
        if self._pair.scattered:
            return "example"
        if any(token in UNDECIDED for token in key):
            return "alone"
        named, otherwise = self._named(change), ~self._where(key)
        if self._never(named, otherwise):
            return "all"
        if key in (RISES, FALLS) and self._never(named, otherwise, ~level):
            return "rounded"
        return "alone" if self._never(named, self._alone(change), otherwise) else "example"

    def unnamed(self, changes: Sequence[Change], differs: Formula) -> Partly | None:
        """Why it is not known that whoever differs is named; ``None`` where it is."""
        outcome = self._ask(differs, ~either(map(self._those, changes)))
        if outcome == z3.unsat:
            return None
        return "examples" if outcome == z3.sat else "too_hard"

    def _those(self, change: Change) -> Formula:
        """Whom a change names."""
        if change.extent in ("alone", "example"):
            return both([self._with(change.facts), self._alone(change)])
        return self._named(change)

    def _ask(self, *formulas: Formula) -> Formula:
        self._solver.push()
        self._solver.add(*formulas)
        outcome = self._solver.check()
        self._solver.pop()
        return outcome

    def _never(self, *formulas: Formula) -> bool:
        return bool(self._ask(*formulas) == z3.unsat)

    def _named(self, change: Change) -> Formula:
        """Everybody with the answers of a change, or with one of its span."""
        span = change.span
        others = {f: a for f, a in change.facts.items() if span is None or f != span.fact}
        return both([self._with(others), *(self._within(span) if span is not None else ())])

    def _alone(self, change: Change) -> Formula:
        """Whether no other question of the rule is answered."""
        others = (fact for fact in self._pair.facts if fact not in change.facts)
        return both(z3.Not(self._unknowns.given[fact]) for fact in others)

    def _with(self, facts: Facts) -> Formula:
        return both(self._unknowns.is_(fact, answer) for fact, answer in facts.items())

    def _within(self, span: Span) -> Iterator[Formula]:
        yield self._unknowns.given[span.fact]
        term = self._unknowns.measure(span.fact)
        for end, holds in (
            (span.first, term.__ge__),
            (span.last, term.__le__),
            (span.after, term.__gt__),
            (span.until, term.__lt__),
        ):
            if end is not None:
                yield holds(_measure(end))


def _measure(answer: Answer) -> Formula:
    if isinstance(answer, str):
        return z3.IntVal(date.fromisoformat(answer).toordinal())
    assert isinstance(answer, int | float)
    return exact(answer)
