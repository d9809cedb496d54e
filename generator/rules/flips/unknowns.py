"""Unknowns: the answers of an applicant, as the solver looks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import z3

from ..engine import Answer
from .days import FIRST, LAST
from .formulas import Day, Formula, Question, both, exact


class Unknowns:
    """The answers of an applicant, as both states of the rules can be given them."""

    def __init__(self, questions: Mapping[str, tuple[Question | None, Question | None]]) -> None:
        """``questions`` has for each fact how each state asks it."""
        self.given: dict[str, Formula] = {}
        """Whether a question is answered."""
        self.answers: dict[str, Formula] = {}
        """The answer: of several options whether each is among those chosen, of one its place."""
        self.options: dict[str, list[str]] = {}
        self.types: dict[str, str] = {}
        self.rules: list[Formula] = []
        """What holds of any answers."""
        for fact, ways in questions.items():
            self._declare(fact, [way for way in ways if way is not None])

    def _declare(self, fact: str, ways: list[Question]) -> None:
        given = self.given[fact] = z3.Bool(f"{fact}?")
        types = {way["type"] for way in ways}
        if types == {"integer", "number"}:
            types = {"integer"}
        (type_, *others) = sorted(types)
        self.types[fact] = type_
        if type_ == "boolean":
            self.answers[fact] = z3.Bool(fact)
        elif type_ in ("choice", "choices"):
            known = [[option["id"] for option in way["options"]] for way in ways]
            options = [o for o in known[0] if all(o in other for other in known)]
            self.options[fact] = options
            if type_ == "choices":
                self.answers[fact] = {o: z3.Bool(f"{fact}:{o}") for o in options}
            else:
                place = self.answers[fact] = z3.Int(fact)
                self.rules += [place >= 0, place < max(1, len(options))]
                if not options:
                    self.rules.append(z3.Not(given))
        elif type_ == "date":
            day = z3.Int(fact)
            self.answers[fact] = Day(day)
            self.rules += [day >= FIRST.toordinal(), day <= LAST.toordinal()]
        else:
            number = self.answers[fact] = z3.Int(fact) if type_ == "integer" else z3.Real(fact)
            for way in ways:
                self.rules += _bounds(given, number, way)
        if others:  # whatever answer one state takes, the other refuses
            self.rules.append(z3.Not(given))

    def is_(self, fact: str, answer: Answer) -> Formula:
        """Whether a question has this answer; of several options, these and maybe others."""
        found = self.answers[fact]
        if isinstance(answer, tuple):
            return both([self.given[fact], *(found[option] for option in answer)])
        if isinstance(answer, bool):
            return z3.And(self.given[fact], found == answer)
        if isinstance(found, Day):
            day = date.fromisoformat(str(answer)).toordinal()
            return z3.And(self.given[fact], found.ordinal == day)
        if isinstance(answer, str):
            return z3.And(self.given[fact], found == self.options[fact].index(answer))
        return z3.And(self.given[fact], found == exact(answer))

    def measure(self, fact: str) -> Formula:
        """The number that an answer is, or that of its day since the year 1."""
        answer = self.answers[fact]
        return answer.ordinal if isinstance(answer, Day) else answer

    def facts(self, model: Formula) -> dict[str, Answer]:
        """The answers that a model of the solver has."""
        return {
            fact: self._answer(fact, model)
            for fact, given in self.given.items()
            if z3.is_true(model.eval(given, model_completion=True))
        }

    def _answer(self, fact: str, model: Formula) -> Answer:
        def came_to(term: Formula) -> Formula:
            """What a term is in the model."""
            return model.eval(term, model_completion=True)

        answer = self.answers[fact]
        match self.types[fact]:
            case "boolean":
                return bool(z3.is_true(came_to(answer)))
            case "choice":
                place: int = came_to(answer).as_long()
                return self.options[fact][place]
            case "choices":
                return tuple(o for o, chosen in answer.items() if z3.is_true(came_to(chosen)))
            case "date":
                return date.fromordinal(came_to(answer.ordinal).as_long()).isoformat()
            case "integer":
                return int(came_to(answer).as_long())
        number = came_to(answer)
        if not z3.is_rational_value(number):  # a root, of answers that are multiplied
            number = number.approx(20)
        fraction = number.as_fraction()
        return int(fraction) if fraction.denominator == 1 else float(fraction)


def _bounds(given: Formula, number: Formula, way: Question) -> Iterator[Formula]:
    if "min" in way:
        yield z3.Implies(given, number >= exact(way["min"]))
    if "above" in way:
        yield z3.Implies(given, number > exact(way["above"]))
    if "max" in way:
        yield z3.Implies(given, number <= exact(way["max"]))
