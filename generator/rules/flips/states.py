"""States: the two states of the rules, and the part of each that decides one thing.

A part is a calculator of its own, of nothing but the questions that matter: what the engine
says of it is what it says of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..published import CalculatorData
from .published_form import Plain, facts_in

Part: TypeAlias = Mapping[str, Plain]
"""A calculator for the engine, with as little in it as decides one thing."""

_DECISIVE = ("id", "type", "min", "above", "max", "no_more_than", "asked_when")


@dataclass(frozen=True, slots=True)
class State:
    """One state of the rules, less its words."""

    questions: Mapping[str, Mapping[str, Plain]]
    data: CalculatorData

    @classmethod
    def of(cls, data: CalculatorData) -> State:
        """The state that a published calculator is in."""
        questions = {question["id"]: _decisive(question) for question in data["questions"]}
        return cls(questions, data)

    def rests_on(self, fact: str) -> Iterator[str]:
        """The questions that decide whether one is asked, or bound its answer."""
        question = self.questions.get(fact, {})
        yield from facts_in(question.get("asked_when", 0))
        if "no_more_than" in question:
            yield question["no_more_than"]

    def part(self, facts: Iterable[str], **rules: object) -> Part:
        """A calculator with these of its questions, and with these rules alone."""
        wanted = set(facts)
        nothing: dict[str, object] = {
            "requirements": [],
            "amount": None,
            "instalments": [],
            "deadlines": [],
        }
        asked = [question for fact, question in self.questions.items() if fact in wanted]
        return {"scheme": "", "questions": asked, **nothing, **rules}


def _decisive(question: Plain) -> dict[str, Plain]:
    found = {name: question[name] for name in _DECISIVE if name in question}
    if "options" in question:
        found["options"] = [{"id": option["id"]} for option in question["options"]]
    return found


@dataclass(frozen=True, slots=True)
class States:
    """The two states that are compared."""

    before: State
    after: State

    @property
    def both(self) -> tuple[State, State]:
        """The earlier and the later one."""
        return self.before, self.after

    def clause_of(self, fact: str) -> str:
        """The clause for which a question is asked."""
        asked = [*self.before.data["questions"], *self.after.data["questions"]]
        return {question["id"]: question["clause"] for question in asked}[fact]

    def closure(self, expressions: Iterable[Plain]) -> list[str]:
        """The questions on which expressions rest in either state, in the order of asking."""
        found = {fact for expression in expressions for fact in facts_in(expression)}
        facts: set[str] = set()
        while found - facts:
            facts |= found
            for fact, state in ((fact, state) for fact in facts for state in self.both):
                found = found | set(state.rests_on(fact))
        order = {**self.after.questions, **self.before.questions}
        return [fact for fact in order if fact in facts]

    def questions(
        self, facts: Iterable[str]
    ) -> dict[str, tuple[Mapping[str, Plain] | None, Mapping[str, Plain] | None]]:
        """How each state asks these questions."""
        return {
            fact: (self.before.questions.get(fact), self.after.questions.get(fact))
            for fact in facts
        }
