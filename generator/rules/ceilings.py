"""Ceilings: a limit of the amount unrolled, for all who show or publish what it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..models.calculator import ChoiceQuestion, Limit, Option, Question
from ..models.operators import By, Value


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a limit comes to: for an option of the question that it goes by, or for everybody."""

    limit: Limit
    question: ChoiceQuestion | None
    option: Option | None
    value: Value
    """A number of the currency, the id of a question, or an operator."""
    clause: str


def ceilings(limit: Limit, questions: Iterable[Question]) -> tuple[Ceiling, ...]:
    """One row for each option, in the order of the question, or one for everybody.

    ``questions`` are those of the limit's calculator.
    """
    if not isinstance(limit.value, By):
        return (Ceiling(limit, None, None, limit.value, limit.clause),)
    by = limit.value.by
    question = next(q for q in questions if q.id == by.fact)
    assert isinstance(question, ChoiceQuestion)  # the check of types has made sure
    return tuple(
        Ceiling(
            limit, question, option, by.cases[option.id], limit.clauses.get(option.id, limit.clause)
        )
        for option in question.options
    )
