"""Search: all ways in which one rule's outcome differs between two states.

The solver is asked for an applicant for whom it does. The engine decides the applicant again,
edges are found around, and the solver is asked for another who differs in another way or by
other options, until it proves that there is none. Then for whom each of what was found holds, and
whether all are named (:mod:`.claims`). It may work so long, counted in its own steps, so that
every machine finds the same; then the rule is left undecided.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import z3

from .claims import UNDECIDED, Claims
from .deadlines import DeadlinePair, OfficeDayPair
from .edges import Edges
from .formulas import FALSE, Formula, both, either, exact
from .model import Change, Partly
from .pairs import FALLS, RISES, Encoded, Facts, Key, Pair
from .states import States
from .terms import Terms
from .unknowns import Unknowns

STEPS = 1_000_000
"""How long the solver may work at one question."""
MOST = 200
"""A rule of which more cases differ is told by the ways in which it does."""


def search(pair: Pair, states: States) -> tuple[list[Change], Partly | None]:
    """The changes of a pair, and why there may be others."""
    if isinstance(pair, DeadlinePair | OfficeDayPair):
        return _tried(pair, states)
    found = _Search(pair, states)
    return found.changes, found.why


def _tried(
    pair: DeadlinePair | OfficeDayPair, states: States
) -> tuple[list[Change], Partly | None]:
    """The changes of a deadline, all of whose days are tried, and whether all are named."""
    edges = Edges(pair, states)
    rows = list(pair.examples())
    found: dict[Key, Facts] = {}
    for facts, key in zip(rows, edges.keys(rows), strict=True):
        if key is not None:
            found.setdefault(key, facts)
    changes = [(key, one) for key, facts in found.items() for one in edges.changes(facts, key)]
    return pair.judged(changes)


class _Search:
    def __init__(self, pair: Pair, states: States) -> None:
        self.changes: list[Change] = []
        self._found: list[tuple[Key, Change]] = []
        self.why: Partly | None = None
        self._pair = pair
        self._edges = Edges(pair, states)
        self._unknowns = Unknowns(states.questions(pair.facts))
        terms = [
            Terms(state.questions.values(), self._unknowns, name)
            for state, name in zip(states.both, ("before", "after"), strict=True)
        ]
        self._sides = [
            pair.encoded(of, part)
            for of, part in zip(terms, (pair.before, pair.after), strict=True)
        ]
        possible = [self._unknowns.rules]
        for of in terms:
            bounded = [of.exceeds(fact) for fact in pair.facts if not pair.may_exceed(fact)]
            possible += [[~either(bounded)], of.rules]
        every = [formula for some in possible for formula in some]
        self._solver = z3.Solver()
        self._solver.set("rlimit", STEPS)
        self._solver.add(self._differs(), *every)
        self._claims = Claims(pair, self._unknowns, every, self._where, STEPS)
        while self._next():
            pass
        self._judge()

    def _judge(self) -> None:
        """Say for whom each change holds, and whether all who differ are named."""
        level = self._level()
        self.changes = [
            replace(change, extent=self._claims.extent(change, key, level))
            for key, change in self._found
        ]
        if self.why is not None or not self.changes:
            return
        if self._pair.scattered:
            self.why = "examples"
            return
        waits = either(self._waits(side) for side in self._sides)
        self.why = self._claims.unnamed(self.changes, self._differs() & ~waits)

    @staticmethod
    def _waits(side: Encoded) -> Formula:
        """When a state waits for an answer."""
        return either(side.tokens.get(token, FALSE) for token in UNDECIDED)

    def _level(self) -> Formula:
        """When both states come to the same figure."""
        before, after = self._sides
        return _known(before) & _known(after) & (_number(before) == _number(after))

    def _differs(self) -> Formula:
        before, after = self._sides
        alike = [
            before.tokens[token] & after.tokens[token] & ~self._moves(token)
            for token in before.tokens
            if token in after.tokens
        ]
        return ~either(alike)

    def _moves(self, token: Hashable) -> Formula:
        """Whether, the token being the same, the figures are not."""
        before, after = (side.number for side in self._sides)
        if token != "known" or before is None or after is None:
            return FALSE
        return before != after

    def _where(self, key: Key) -> Formula:
        """Where a rule differs in one way."""
        before, after = self._sides
        if key in (RISES, FALLS):
            known = _known(before) & _known(after)
            gap = _number(after) - _number(before)
            return known & (gap > 0 if key == RISES else gap < 0)
        return before.tokens.get(key[0], FALSE) & after.tokens.get(key[1], FALSE)

    def _next(self) -> bool:
        """Take one more applicant; whether there may be others."""
        outcome = self._solver.check()
        if outcome != z3.sat:
            if outcome == z3.unknown:
                self.why = "too_hard"
            return False
        model = self._solver.model()
        facts: Facts = self._unknowns.facts(model)
        key = self._edges.key(facts)
        if key is None or not _holds(model, self._where(key)):
            # An answer that nobody can type, such as a third: what else differs is still told.
            self.why = "not_shown"
            self._solver.add(~(self._where(self._key(model)) & self._like(facts)))
            return True
        facts = self._least(facts, key)
        self._found += ((key, change) for change in self._edges.changes(facts, key))
        self._solver.add(~(self._where(key) & self._like(facts)))
        return True

    def _least(self, facts: Facts, key: Key) -> Facts:
        """The fewest answers with which everybody differs so, where what is not answered counts;
        else with which the result does.
        """
        if self._pair.of_gaps and self._claims.holds(facts, key):
            return self._edges.least(facts, key, self._claims.holds)
        return self._edges.least(facts, key)

    def _key(self, model: Formula) -> Key:
        """In which way, by the solver's own word, an applicant differs."""
        before, after = (
            next(token for token, when in side.tokens.items() if _holds(model, when))
            for side in self._sides
        )
        if before != after:
            return before, after
        return RISES if _holds(model, self._where(RISES)) else FALLS

    def _like(self, facts: Facts) -> Formula:
        """Whether an applicant chooses the same options."""
        if self._pair.scattered or len(self._found) > MOST:
            return both(())
        chosen = {f: a for f, a in facts.items() if self._unknowns.types[f] not in _MEASURED}
        return both(self._unknowns.is_(fact, answer) for fact, answer in chosen.items())


_MEASURED = ("integer", "number", "date")


def _known(side: Encoded) -> Formula:
    return side.tokens.get("known", FALSE)


def _number(side: Encoded) -> Formula:
    return exact(0) if side.number is None else side.number


def _holds(model: Formula, when: Formula) -> bool:
    return bool(z3.is_true(model.eval(when, model_completion=True)))
