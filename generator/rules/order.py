"""The order of asking: the questions by their power over the result.

In: a calculator. Out: its steps, each the questions that are asked together.

First come those that can end an application by themselves, then those that can end it together
with another, then the others; among those alike, the ones on which most requirements rest. A
question stands after those that decide whether it is asked, and after the one that bounds its
answer. Not among the steps are the questions of the quick answer, which come before all, and
those for whom the grant was approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..models.calculator import Calculator, NumberQuestion, Question, QuestionGroup, Requirement
from ..models.expressions import facts_in


@dataclass(frozen=True, slots=True)
class Step:
    """Questions that are asked together."""

    id: str
    """The question's, or the group's where one question stands for all of it."""
    questions: tuple[str, ...]


def steps(calculator: Calculator) -> tuple[Step, ...]:
    """The steps of a calculator in the order of asking."""
    known = set(calculator.quick)
    asked = {
        question.id: (group, question)
        for group in calculator.groups
        if group.stage == "application"
        for question in group.questions
        if question.id not in known
    }
    power = _Power(calculator)
    ordered: dict[str, Step] = {}
    placed: set[str] = set()

    def place(id_: str) -> None:
        """Put the step of a question behind those of the questions that it waits for."""
        if id_ in placed or id_ not in asked:
            return
        group, question = asked[id_]
        step = _step(group, question, known)
        placed.update(step.questions)
        for member in step.questions:
            for earlier in waits_for(asked[member][1]):
                place(earlier)
        ordered[step.id] = step

    for id_ in sorted(asked, key=lambda id_: power.rank(asked[id_][1])):
        place(id_)
    return tuple(ordered.values())


def _step(group: QuestionGroup, question: Question, known: set[str]) -> Step:
    if group.at_once is None:
        return Step(question.id, (question.id,))
    return Step(group.id, tuple(q.id for q in group.questions if q.id not in known))


def waits_for(question: Question) -> Iterator[str]:
    """The questions that decide whether one is asked, or bound its answer."""
    yield from facts_in(question.asked_when or 0)
    if isinstance(question, NumberQuestion) and question.no_more_than is not None:
        yield question.no_more_than


class _Power:
    """How much each question decides."""

    def __init__(self, calculator: Calculator) -> None:
        self.quick = set(calculator.quick)
        self.rules = [r for r in calculator.requirements if r.stage == "application"]

    def rank(self, question: Question) -> tuple[bool, int, int]:
        """Its place among the others, the least first."""
        ends = 2
        weight = 0
        for rule in self.rules:
            deciding = {fact for way in rule.conditions for fact in facts_in(way)}
            resting = deciding | set(facts_in(rule.applies_when or 0))
            weight += question.id in resting
            if question.id in deciding and _can_fail(rule):
                ends = min(ends, 0 if resting - self.quick == {question.id} else 1)
        return question.optional, ends, -weight


def _can_fail(rule: Requirement) -> bool:
    """Whether a requirement can be unmet: a reading that is no condition is always met."""
    return all(reading.met_when is not None for reading in rule.readings)
