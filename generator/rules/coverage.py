"""Coverage: of each clause of a version, who takes it up, and which worked examples test it.

In: a version of a scheme. Out: a line for every clause, in the order of the rules. What the
records name is found; of what none names, the clause itself says why (``beyond``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..content.catalogue import Entry, SchemeView
from ..content.coverage import Decider, Role, deciders
from ..models.expressions import walk
from ..models.grant import Limit
from ..models.operators import By
from ..models.scheme import BeyondReason, Example, Provision

TakenUp: TypeAlias = Literal["calculator", "checklist", "heading"] | BeyondReason
"""Who takes a clause up; a heading stands for the clauses below it."""
Tested: TypeAlias = tuple[Role, str, str | None]
"""What an example tests: the role, the id, and the clause where it is of one alone."""
ReadingsIn: TypeAlias = Literal["calculator", "rules"]
"""Where a reader finds that a clause reads two ways: the calculator shows what comes of each, or
a note on the page of the rules says so."""
WAYS: tuple[TakenUp, ...] = (
    "calculator",
    "checklist",
    "information",
    "judgement",
    "agency",
    "duty",
    "consequence",
    "other",
    "heading",
)
"""All of them in the order in which they are counted."""


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """A clause, who takes it up, by what, and what of it is left out."""

    entry: Entry[Provision]
    taken_up: TakenUp
    deciders: tuple[Decider, ...]
    examples: tuple[Entry[Example], ...]
    """The worked examples that say what must come of it."""
    readings: tuple[ReadingsIn, ...]
    """Where its readings are told; empty of a clause that reads one way."""


def coverage(scheme: SchemeView) -> tuple[ClauseCoverage, ...]:
    """A line for each clause of a version."""
    found = deciders(scheme.calculator, scheme.checklist)
    tests = _tests(scheme)
    doubtful = {item.id for item in scheme.calculator.requirements if item.readings}
    lines = []
    for entry in scheme.provisions:
        rests = found.get(entry.key.name, ())
        named = {
            example
            for decider in rests
            for clause in (entry.key.name, None)
            for example in tests.get((decider.role, decider.id, clause), ())
        }
        lines.append(
            ClauseCoverage(
                entry=entry,
                taken_up=_taken_up(entry.model, rests),
                deciders=rests,
                examples=tuple(e for e in scheme.examples if e.key.name in named),
                readings=tuple(_readings(entry.model, rests, doubtful)),
            )
        )
    return tuple(lines)


def _readings(
    model: Provision, rests: tuple[Decider, ...], doubtful: set[str]
) -> Iterator[ReadingsIn]:
    if any(decider.role == "requirement" and decider.id in doubtful for decider in rests):
        yield "calculator"
    if any(note.kind == "ambiguity" for note in model.notes):
        yield "rules"


def counts(lines: tuple[ClauseCoverage, ...]) -> tuple[tuple[TakenUp, int], ...]:
    """How many clauses each takes up, where there are any."""
    found = Counter(line.taken_up for line in lines)
    return tuple((way, found[way]) for way in WAYS if found[way])


def _taken_up(model: Provision, rests: tuple[Decider, ...]) -> TakenUp:
    if any(decider.role not in ("document", "phase") for decider in rests):
        return "calculator"
    if rests:
        return "checklist"
    return "heading" if model.beyond is None else model.beyond.reason


def _tests(scheme: SchemeView) -> Mapping[Tested, list[str]]:
    """The examples that expect something of a requirement, an amount, a payment or a deadline."""
    found: dict[Tested, list[str]] = {}
    for entry in scheme.examples:
        for tested in dict.fromkeys(_tested(scheme, entry.model)):
            found.setdefault(tested, []).append(entry.key.name)
    return found


def _tested(scheme: SchemeView, example: Example) -> Iterator[Tested]:
    expect, calculator = example.expect, scheme.calculator
    for id_ in (*expect.statuses, *expect.readings, *expect.notes):
        yield "requirement", id_, None
    if expect.cap is not None:
        yield "amount", "amount", None
    for limit in calculator.limits:
        if limit.id in (expect.binding or ()):
            yield "amount", limit.id, _clause_of_answer(scheme, example, limit)
    if expect.instalments is not None:
        yield from (("instalment", item.id, None) for item in calculator.instalments)
    yield from (("deadline", id_, None) for id_ in (*expect.deadlines, *expect.office_days))


def _clause_of_answer(scheme: SchemeView, example: Example, limit: Limit) -> str | None:
    """The clause of a limit for the answer of an example, where each answer has its own."""
    by = next((node.by for node in walk(limit.value) if isinstance(node, By)), None)
    if by is None or not limit.clauses:
        return None
    answer = _answer(scheme, example, by.fact)
    case = str(answer).lower() if isinstance(answer, bool) else str(answer)
    return limit.clauses.get(case, limit.clause)


def _answer(scheme: SchemeView, example: Example, fact: str) -> object:
    """The answer of an example, or of the one that it is based on."""
    by_name = {entry.key.name: entry.model for entry in scheme.examples}
    while fact not in example.facts and example.based_on is not None:
        example = by_name[example.based_on]
    return example.facts.get(fact)
