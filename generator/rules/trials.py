"""Trials: the answers to try in order to find whose result a changed figure changes.

In: a compiled calculator. Out: for each question the critical answers of every rule that rests on
it, before the change. What a changed figure adds to them, whoever changes it has to add.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..models.calculator import Question
from ..models.expressions import facts_in
from ..models.operation import Expression
from ..models.operators import Min
from .amounts import applies
from .compile import CompiledCalculator
from .critical import Critical
from .engine import Answer
from .order import waits_for
from .probes import short


def trials(compiled: CompiledCalculator) -> dict[str, list[Answer]]:
    """The answers to try, by question in the order of asking."""
    questions = {question.id: question for question in compiled.model.questions}
    found: dict[str, dict[Answer, None]] = {fact: {} for fact in questions}
    for expressions in _rules(compiled):
        facts = {fact for expression in expressions for fact in facts_in(expression)}
        while new := {by for fact in facts for by in waits_for(questions[fact])} - facts:
            facts |= new
        ordered = [fact for fact in questions if fact in facts]
        asked = [when for fact in ordered if (when := questions[fact].asked_when) is not None]
        critical = Critical(questions, ordered, [*expressions, *asked])
        for fact in ordered:
            found[fact] |= dict.fromkeys(map(short, critical.answers(fact)))
    return {
        fact: _in_order(questions[fact], list(answers))
        for fact, answers in found.items()
        if answers
    }


def _in_order(question: Question, answers: list[Answer]) -> list[Answer]:
    """Numbers and dates from the least on; others as they were found."""
    if question.type in ("integer", "number"):
        return sorted(answers, key=lambda answer: float(str(answer)))
    return sorted(answers, key=str) if question.type == "date" else answers


def _rules(compiled: CompiledCalculator) -> Iterator[list[Expression]]:
    """The expressions of each rule."""
    model = compiled.model
    for requirement in model.requirements:
        when = () if requirement.applies_when is None else (requirement.applies_when,)
        yield [*when, *requirement.conditions, *(note.when for note in requirement.notes)]
    if model.limits:
        values = tuple(limit.value for limit in model.limits)
        least: Expression = values[0] if len(values) == 1 else Min(min=values)
        yield [*map(applies, model.limits), least]
    for date in compiled.dates.values():
        yield [date]
