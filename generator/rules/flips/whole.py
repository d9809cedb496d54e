"""Whole: two calculators compared rule by rule."""

from __future__ import annotations

from ..published import CalculatorData
from .compare import for_everybody, pairs, too_many_limits
from .model import Flips, Undecided
from .order import in_order
from .ranges import ranges
from .search import search
from .states import State, States


def compared(before: CalculatorData, after: CalculatorData) -> Flips:
    """All that differs between the results of two calculators."""
    states = States(State.of(before), State.of(after))
    changes = [*ranges(states), *for_everybody(before, after)]
    examples = {(one.kind, one.rule) for one in changes if one.extent == "example"}
    undecided: list[Undecided] = []
    for pair in pairs(states):
        found, why = search(pair, states)
        changes += in_order(found, states)
        if why == "examples":
            examples.add((pair.kind, pair.rule))
        elif why is not None:
            undecided.append(Undecided(pair.kind, pair.rule, pair.clause, why))
    if too_many_limits(states):
        clause = (after["amount"] or before["amount"] or {"clause": ""})["clause"]
        undecided.append(Undecided("binding", "binding", clause, "too_many"))
    return Flips(tuple(changes), tuple(undecided), frozenset(examples))
