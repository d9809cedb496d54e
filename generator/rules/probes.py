"""Probes: the finitely many answers to try in order to find out what would change a result.

In: a calculator. Out: for each question on which a requirement rests the answers that matter.

Requirements that share a question are worked out together, with what decides whether their
questions are asked. Where the critical answers do not decide them (``critical`` says when),
their numbers and dates are left out: that none of some answers helps would prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..models.calculator import Calculator, Requirement
from ..models.expressions import facts_in
from ..models.operation import Expression
from .critical import Answers, Critical, Questions
from .engine import Answer
from .order import waits_for


def probes(calculator: Calculator) -> dict[str, Answers]:
    """The answers to try, by question in the order of asking."""
    questions = {question.id: question for question in calculator.questions}
    found: dict[str, Answers] = {}
    for facts, expressions in _groups(calculator.requirements, questions):
        ordered = [fact for fact in questions if fact in facts]
        critical = Critical(questions, ordered, expressions)
        for fact in ordered:
            if critical.exact or questions[fact].type in ("boolean", "choice", "choices"):
                found[fact] = tuple(map(short, critical.answers(fact)))
    return {fact: found[fact] for fact in questions if fact in found}


def _groups(
    requirements: Iterable[Requirement], questions: Questions
) -> list[tuple[set[str], list[Expression]]]:
    """The questions and conditions of requirements, together where they share a question."""
    groups: list[tuple[set[str], list[Expression]]] = []
    for requirement in requirements:
        expressions = list(_conditions(requirement))
        facts = {fact for expression in expressions for fact in facts_in(expression)}
        while new := {by for fact in facts for by in waits_for(questions[fact])} - facts:
            facts |= new
        for group in [group for group in groups if group[0] & facts]:
            groups.remove(group)
            facts |= group[0]
            expressions = [*group[1], *expressions]
        groups.append((facts, expressions))
    return [(facts, [*rules, *_askings(facts, questions)]) for facts, rules in groups]


def _conditions(requirement: Requirement) -> Iterator[Expression]:
    if requirement.applies_when is not None:
        yield requirement.applies_when
    yield from requirement.conditions
    for note in requirement.notes:
        yield note.when


def _askings(facts: set[str], questions: Questions) -> Iterator[Expression]:
    for fact, question in questions.items():
        if fact in facts and question.asked_when is not None:
            yield question.asked_when


def short(answer: Answer) -> Answer:
    """A whole number without the nought behind its point."""
    return int(answer) if isinstance(answer, float) and answer.is_integer() else answer
