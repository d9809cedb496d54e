"""Changes: what differs between two versions of a scheme.

In: the two versions and what their rules come to. Out: the clauses of either, and the worked
examples that come out otherwise. Nothing is worked out but by the engine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..content.catalogue import Entry, SchemeView
from ..models.scheme import Example, Provision, Verdict
from ..text import locators
from .engine import FactRefused, evaluate
from .published import CalculatorData
from .worked_examples import RuleResults

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.,:'’-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ClausePair:
    """A clause in both versions; ``None`` in the one that lacks it."""

    locator: str
    before: Entry[Provision] | None
    after: Entry[Provision] | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one version says of an example."""

    verdict: Verdict | None
    cap: int | None
    currency: str | None
    """``None`` where that version states no amount."""
    refused: str | None = None
    """The question to which that version knows no such answer; then there is no verdict."""


@dataclass(frozen=True, slots=True)
class ExamplePair:
    """An example's facts under both versions."""

    example: Entry[Example]
    before: Outcome
    after: Outcome

    @property
    def flips(self) -> bool:
        """Whether the two versions decide the example differently."""
        return self.before != self.after


def clause_pairs(older: SchemeView, newer: SchemeView) -> list[ClausePair]:
    """Every clause of either version, in the order of the rules."""
    before = {entry.key.name: entry for entry in older.provisions}
    after = {entry.key.name: entry for entry in newer.provisions}
    names = sorted(before.keys() | after.keys(), key=locators.parts)
    return [ClausePair(name, before.get(name), after.get(name)) for name in names]


def example_pairs(older: SchemeView, newer: SchemeView, results: RuleResults) -> list[ExamplePair]:
    """Every example of either version; one with the same facts in both stands there once."""
    both = (*newer.examples, *older.examples)
    facts = {entry.key: results.examples[entry.key]["facts"] for entry in both}
    texts = {key: json.dumps(answers, sort_keys=True) for key, answers in facts.items()}
    known = {(entry.key.name, texts[entry.key]) for entry in newer.examples}
    examples = [
        *newer.examples,
        *(e for e in older.examples if (e.key.name, texts[e.key]) not in known),
    ]
    # One version after the other: the engine parses a scheme anew whenever it changes.
    before, after = (
        [_outcome(results.calculators[version.id].data, facts[e.key]) for e in examples]
        for version in (older, newer)
    )
    return [ExamplePair(*pair) for pair in zip(examples, before, after, strict=True)]


def _outcome(calculator: CalculatorData, facts: Mapping[str, object]) -> Outcome:
    """What a version says of facts; to a question that it does not ask, the answer is left out."""
    asked = {question["id"] for question in calculator["questions"]}
    known = {fact: answer for fact, answer in facts.items() if fact in asked}
    currency = calculator["amount"] and calculator["amount"]["currency"]
    try:
        result = evaluate(calculator, known)
    except FactRefused as refused:
        return Outcome(None, None, currency, refused.fact)
    cap = result["amount"] and result["amount"]["cap"]
    return Outcome(result["verdict"], cap, currency)


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words of both texts in order, each with ``same``, ``del`` or ``ins``.

    A Han character is a word of its own, and so is a figure with its separators.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            yield "same", "".join(old[i:j])
            continue
        if i < j:
            yield "del", "".join(old[i:j])
        if k < m:
            yield "ins", "".join(new[k:m])
