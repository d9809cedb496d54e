"""Coverage: what of a scheme decides each clause, found in its calculator and its checklist.

In: the two records. Out: by the locator of a clause, all that rests on it. A clause on which
nothing rests says why in its own record (``beyond``); :mod:`~generator.content.invariants` holds
every clause to one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..models.base import Text
from ..models.calculator import Calculator
from ..models.scheme import Checklist

Role: TypeAlias = Literal[
    "requirement",
    "related",
    "question",
    "amount",
    "instalment",
    "deadline",
    "document",
    "phase",
]
"""How something rests on a clause; ``related`` is a requirement that names it beside its own,
``phase`` are documents that are due together."""


@dataclass(frozen=True, slots=True)
class Decider:
    """What rests on a clause: a requirement, a limit of the amount, a document to hand in."""

    role: Role
    id: str
    title: Text


def deciders(calculator: Calculator, checklist: Checklist) -> Mapping[str, tuple[Decider, ...]]:
    """What rests on each clause, by its locator; the calculator first."""
    found: dict[str, dict[Decider, None]] = {}
    for clause, decider in (*_of_calculator(calculator), *_of_checklist(checklist)):
        found.setdefault(clause, {})[decider] = None
    return {clause: tuple(of_clause) for clause, of_clause in found.items()}


def _of_calculator(calculator: Calculator) -> Iterator[tuple[str, Decider]]:
    for requirement in calculator.requirements:
        decider = Decider("requirement", requirement.id, requirement.title)
        yield requirement.clause, decider
        related = Decider("related", requirement.id, requirement.title)
        yield from ((clause, related) for clause in requirement.see)
    if calculator.amount is not None:
        amount = calculator.amount
        yield amount.clause, Decider("amount", "amount", amount.label)
        if amount.pot is not None:
            yield amount.pot.clause, Decider("amount", "pot", amount.pot.text)
        for limit in amount.limits:
            decider = Decider("amount", limit.id, limit.label)
            yield from ((clause, decider) for clause in (limit.clause, *limit.clauses.values()))
    for instalment in calculator.instalments:
        yield instalment.clause, Decider("instalment", instalment.id, instalment.title)
    for deadline in calculator.deadlines:
        yield deadline.clause, Decider("deadline", deadline.id, deadline.title)
    for question in calculator.questions:
        yield question.clause, Decider("question", question.id, question.label)


def _of_checklist(checklist: Checklist) -> Iterator[tuple[str, Decider]]:
    for phase in checklist.phases:
        yield phase.clause, Decider("phase", phase.id, phase.title)
        for item in phase.items:
            yield item.clause, Decider("document", item.id, item.title)
