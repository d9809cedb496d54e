"""Ceilings: a limit of the amount unrolled, for all who show or publish what it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..models.calculator import ChoiceQuestion, Option, Question
from ..models.grant import Limit
from ..models.operators import By, Value

YES_OR_NO = ("true", "false")
"""How cases name the answers of a yes/no question."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a limit comes to: for an answer of the question that it goes by, or for everybody."""

    limit: Limit
    question: Question | None
    option: Option | None
    """Of a choice."""
    answer: str | None
    """The id of the option, ``true`` or ``false``."""
    value: Value
    """A number of the currency, the id of a question, or an operator."""
    clause: str


def answers(question: Question) -> tuple[tuple[str, Option | None], ...]:
    """What can be chosen of a question, in its order: the ids, and the options of a choice."""
    if isinstance(question, ChoiceQuestion):
        return tuple((option.id, option) for option in question.options)
    return tuple((id_, None) for id_ in YES_OR_NO)


def ceilings(limit: Limit, questions: Iterable[Question]) -> tuple[Ceiling, ...]:
    """One row for each answer, in the order of the question, or one for everybody.

    ``questions`` are those of the limit's calculator.
    """
    if not isinstance(limit.value, By):
        return (Ceiling(limit, None, None, None, limit.value, limit.clause),)
    by = limit.value.by
    question = next(q for q in questions if q.id == by.fact)
    return tuple(
        Ceiling(limit, question, option, id_, by.cases[id_], limit.clauses.get(id_, limit.clause))
        for id_, option in answers(question)
    )
