"""Pairs: one rule in both states, what the engine makes of it, and its formulas.

For each kind of rule: the part of a calculator that decides it, how its outcome is read from
the engine's result, and when it comes to which outcome in the solver's terms.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from ..engine import Answer, FactRefused, results
from .formulas import FALSE, TRUE, Formula, either
from .model import Kind, Shown
from .published_form import Plain
from .states import Part
from .terms import Terms

Facts = Mapping[str, Answer]
Key = tuple[Hashable, ...]
"""In which way an outcome differs: from what to what, or whether a figure rises or falls."""
RISES: Key = ("rises",)
FALLS: Key = ("falls",)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule comes to."""

    token: Hashable
    number: Fraction | None = None
    """Of a figure or a date that is known."""
    shown: Shown = None
    clause: str | None = None
    """Where an outcome has a clause of its own."""


ABSENT = Outcome("absent", shown="absent")


@dataclass(slots=True)
class Encoded:
    """When a rule comes to which token, and its number where it has one."""

    tokens: Mapping[Hashable, Formula]
    number: Formula | None = None


def key_of(before: Outcome, after: Outcome) -> Key | None:
    """In which way two outcomes differ; ``None`` where they are the same."""
    if before.token != after.token:
        return before.token, after.token
    if before.number is None or after.number is None or before.number == after.number:
        return None
    return RISES if after.number > before.number else FALLS


@dataclass
class Pair:
    """A rule in both states; ``None`` is the part of one that has no such rule."""

    kind: Kind
    rule: str
    clause: str
    facts: Sequence[str]
    before: Part | None
    after: Part | None
    expressions: Sequence[Plain] = field(default_factory=list)
    """Those in which the outcome can turn, and values whose order matters."""

    def read(self, result: Plain) -> Outcome | None:
        """The outcome in a result of the engine; ``None`` where it says nothing of the rule."""
        raise NotImplementedError

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """The outcome in the solver's terms."""
        raise NotImplementedError

    @property
    def same(self) -> bool:
        """Whether both states are written alike."""
        return self.before == self.after

    def outcomes(self, rows: Sequence[Facts]) -> list[tuple[Outcome, Outcome] | None]:
        """What the engine makes of the rule in both states; ``None`` where it takes no such
        answers."""
        sides = [self._outcomes(part, rows) for part in (self.before, self.after)]
        return [
            None if before is None or after is None else (before, after)
            for before, after in zip(*sides, strict=True)
        ]

    scattered: ClassVar[bool] = False
    """Whether it differs here and there, as by rounding, so that one applicant stands for all."""
    of_gaps: ClassVar[bool] = False
    """Whether an outcome may rest on a question that is not answered."""
    absent: ClassVar[Outcome] = ABSENT
    """The outcome of a state that has no such rule."""

    def encoded(self, terms: Terms, part: Part | None) -> Encoded:
        """The outcome in the solver's terms, be there such a rule or not."""
        return Encoded({self.absent.token: TRUE}) if part is None else self.encode(terms, part)

    def _outcomes(self, part: Part | None, rows: Sequence[Facts]) -> list[Outcome | None]:
        if part is None:
            return [self.absent] * len(rows)
        asked = {question["id"] for question in part["questions"]}
        known = [{f: answer for f, answer in row.items() if f in asked} for row in rows]
        return [self.settle(result) for result in results(part, known)]

    def key(self, outcomes: tuple[Outcome, Outcome] | None) -> Key | None:
        """In which way two outcomes differ."""
        return None if outcomes is None else key_of(*outcomes)

    def settle(self, result: Plain) -> Outcome | None:
        """The outcome of what the engine says, be it a result or that it refuses the answers."""
        return None if isinstance(result, FactRefused) else self.read(result)

    def may_exceed(self, fact: str) -> bool:
        """Whether an answer may be more than the one that bounds it."""
        return False


class RequirementPair(Pair):
    """Whether a requirement is met, and how its readings come out."""

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        (decided,) = result["requirements"]
        readings = {one["id"]: one["outcome"] for one in decided.get("readings", ())}
        if not readings:
            return Outcome(decided["status"], shown=decided["status"])
        return Outcome(("unclear", *readings.items()), shown=readings)

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        (rule,) = part["requirements"]
        counts, not_ = applies(terms, rule)
        tokens: dict[Hashable, Formula] = {"not_applicable": not_}
        if "readings" in rule:
            decided: dict[Hashable, Formula] = dict(_readings(terms, rule["readings"]))
        else:
            met, unmet = terms.truth(rule["met_when"])
            decided = {"met": met, "unmet": unmet}
        tokens |= {token: counts & when for token, when in decided.items()}
        return Encoded({**tokens, "unknown": ~either(tokens.values())})


def _readings(terms: Terms, readings: Iterable[Plain]) -> Iterator[tuple[Hashable, Formula]]:
    ways = [
        (one["id"], (TRUE, FALSE) if "met_when" not in one else terms.truth(one["met_when"]))
        for one in readings
    ]
    combinations: list[tuple[tuple[tuple[str, str], ...], Formula]] = [((), TRUE)]
    for id_, (met, unmet) in ways:
        outcomes = {"met": met, "unmet": unmet, "unknown": ~(met | unmet)}
        combinations = [
            ((*so_far, (id_, outcome)), when & holds)
            for so_far, when in combinations
            for outcome, holds in outcomes.items()
        ]
    for outcomes_of, when in combinations:
        found = {outcome for _, outcome in outcomes_of}
        if found == {"met"}:
            yield "met", when
        elif found == {"unmet"}:
            yield "unmet", when
        elif found >= {"met", "unmet"}:
            yield ("unclear", *outcomes_of), when


class NotePair(Pair):
    """Whether a note is shown."""

    of_gaps: ClassVar[bool] = True

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        (decided,) = result["requirements"]
        token = "shown" if decided["notes"] else "not_shown"
        return Outcome(token, shown=token)

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        (rule,) = part["requirements"]
        shown = either(terms.truth(note["when"])[0] for note in rule["notes"])
        return Encoded({"shown": shown, "not_shown": ~shown})


class AskedPair(Pair):
    """Whether a question is asked."""

    of_gaps: ClassVar[bool] = True
    absent: ClassVar[Outcome] = Outcome("not_asked", shown="absent")

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        (decided,) = result["requirements"]
        token = "asked" if decided["status"] == "met" else "not_asked"
        return Outcome(token, shown=token)

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        (rule,) = part["requirements"]
        asked = terms.truth(rule["met_when"])[0]
        return Encoded({"asked": asked, "not_asked": ~asked})


class AnswerPair(Pair):
    """Whether an answer is refused because it is more than the one that bounds it."""

    def settle(self, result: Plain) -> Outcome | None:
        """The outcome, or that the answer is refused."""
        if not isinstance(result, FactRefused):
            return Outcome("accepted", shown="accepted")
        return Outcome("refused", shown="refused") if result.fact == self.rule else None

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        refused = terms.exceeds(self.rule)
        return Encoded({"refused": refused, "accepted": ~refused})

    def may_exceed(self, fact: str) -> bool:
        """Whether the answer that is compared may exceed the one that bounds it."""
        return fact == self.rule


class LimitPair(Pair):
    """What one limit of the amount comes to."""

    absent: ClassVar[Outcome] = Outcome("not_applicable", shown="absent")

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        steps = result["amount"]["steps"]
        if not steps:
            return Outcome("not_applicable", shown="not_applicable")
        return figure(steps[0]["amount"], steps[0]["clause"])

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        (limit,) = part["amount"]["limits"]
        counts, not_ = applies(terms, limit)
        known, number = terms.number(limit["value"])
        tokens: dict[Hashable, Formula] = {"not_applicable": not_, "known": counts & known}
        return Encoded({**tokens, "unknown": ~either(tokens.values())}, number)


def figure(number: float | None, clause: str | None = None) -> Outcome:
    """An amount, or that it is not known."""
    if number is None:
        return Outcome("unknown", clause=clause)
    return Outcome("known", Fraction(str(number)), number, clause)


def applies(terms: Terms, rule: Mapping[str, Plain]) -> tuple[Formula, Formula]:
    """When a requirement or a limit applies, and when it does not."""
    return (TRUE, FALSE) if "applies_when" not in rule else terms.truth(rule["applies_when"])
