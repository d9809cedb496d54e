"""Amounts: what follows from what the engine makes of each limit, for the check of soundness.

An outcome has for each limit whether it applies and what it comes to, in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from ..models.expressions import children, walk
from ..models.grant import Limit
from ..models.operation import Expression, Operation
from ..models.operators import By, Equal, Min
from .engine import Outcome

ALWAYS = Equal(equal=(0, 0))


def applies(limit: Limit) -> Expression:
    """When a limit counts."""
    return ALWAYS if limit.applies_when is None else limit.applies_when


def cap(outcome: Sequence[Outcome]) -> list[Outcome]:
    """The least of the limits that apply, as text; empty where none does."""
    amounts = [
        amount
        for counts, amount in zip(outcome[::2], outcome[1::2], strict=True)
        if counts is not False
    ]
    if None in outcome[::2] or None in amounts:
        return [None]
    return [str(min(Fraction(str(amount)) for amount in amounts)) if amounts else ""]


def exceeds(outcome: Sequence[Outcome]) -> list[Outcome]:
    """Whether the last of the outcome, the amount asked for, is more than the cap."""
    *limits, asked = outcome
    (most,) = cap(limits)
    return [None if not most or asked is None else Fraction(str(asked)) > Fraction(str(most))]


def chosen_by(limits: Iterable[Limit]) -> list[str]:
    """The questions by whose options limits differ."""
    inside = (inner for limit in limits for inner in walk(limit.value))
    return sorted({inner.by.fact for inner in inside if isinstance(inner, By)})


def without_ceiling(
    limits: Sequence[Limit], outcomes: Iterable[Sequence[Outcome]]
) -> Iterator[tuple[str, ...]]:
    """The options of ``chosen_by`` with which no limit that applies is a fixed figure.

    An outcome has here whether each limit applies, then the options.
    """
    facts = chosen_by(limits)
    for outcome in outcomes:
        if None in outcome:
            continue
        chosen = tuple(map(_as_case, outcome[len(limits) :]))
        case = dict(zip(facts, chosen, strict=True))
        if not any(
            counts and _fixed(limit.value, case)
            for counts, limit in zip(outcome, limits, strict=False)
        ):
            yield chosen


def _as_case(answer: Outcome) -> str:
    """An answer as the cases of a value name it."""
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def _fixed(value: Expression, case: Mapping[str, str]) -> bool:
    """Whether a value cannot grow beyond a figure of the rules, given the options chosen."""
    if not isinstance(value, Operation):
        return not isinstance(value, str)
    if isinstance(value, By):
        return _fixed(value.by.cases[case[value.by.fact]], case)
    inner = [_fixed(child, case) for child in children(value)]
    return any(inner) if isinstance(value, Min) else all(inner)
