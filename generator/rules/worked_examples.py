"""Worked examples: each is run through the engine at every build and must come out as expected.

In: the catalogue and the compiled calculators. Out: for each example its facts and the
engine's result, and the errors of those that are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

from ..content.catalogue import Catalogue, Entry, SchemeView
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError, working_on
from ..models.key import Key
from ..models.scheme import Example, Expectation
from .compile import Calculators
from .engine import FactRefused, evaluate
from .published import CalculatorData
from .results import Result


class ExampleResult(TypedDict):
    """A worked example's facts, those of the one it is based on included, and the result."""

    facts: dict[str, object]
    result: Result


ExampleResults = Mapping[Key, ExampleResult]


@dataclass(frozen=True, slots=True)
class RuleResults:
    """What a build has worked out from the rules once, for all pages and files."""

    calculators: Calculators
    examples: ExampleResults


def run_examples(
    catalogue: Catalogue, calculators: Calculators
) -> tuple[ExampleResults, list[DataError]]:
    """The results of the worked examples of all versions, and what is not as expected."""
    results: dict[Key, ExampleResult] = {}
    errors: list[DataError] = []
    for scheme in catalogue.versions():
        calculator = calculators[scheme.id].data
        errors += _refused_at_once(scheme, calculator)
        for entry in scheme.examples:
            with working_on(entry.raw.file):
                try:
                    facts = _facts(scheme, entry, ())
                    result = evaluate(calculator, facts)
                except FactRefused as refused:
                    errors.append(_refusal(scheme, entry, refused))
                except _Circle:
                    errors.append(entry.raw.error(("based_on",), Code.EXAMPLE_CIRCLE))
                else:
                    results[entry.key] = {"facts": facts, "result": result}
                    errors += _differences(entry, result)
    return results, errors


def _refused_at_once(scheme: SchemeView, calculator: CalculatorData) -> Iterator[DataError]:
    """Answers of a question that stands for its group, where the engine refuses one."""
    raw = scheme.catalogue.entry(scheme.key.of("calculator")).raw
    for g, group in enumerate(scheme.calculator.groups):
        for fact, answer in group.at_once.values.items() if group.at_once else ():
            try:
                evaluate(calculator, {fact: answer})
            except FactRefused as refused:
                yield raw.error(
                    ("groups", g, "at_once", "values", fact),
                    Code.FACT_REFUSED,
                    found=str(answer),
                    fact=fact,
                    kind=Word(refused.code),
                    reason=str(refused),
                )


class _Circle(Exception):
    """Examples that are based on one another."""


def _facts(scheme: SchemeView, entry: Entry[Example], seen: tuple[Key, ...]) -> dict[str, object]:
    if entry.key in seen:
        raise _Circle
    facts: dict[str, object] = {}
    if entry.model.based_on is not None:
        base = scheme.catalogue.entry(scheme.key.of("example", entry.model.based_on))
        facts = _facts(scheme, base, (*seen, entry.key))
    facts.update(entry.model.facts)
    return {fact: answer for fact, answer in facts.items() if answer is not None}


def _refusal(scheme: SchemeView, entry: Entry[Example], refused: FactRefused) -> DataError:
    allowed: tuple[str, ...] = ()
    found = str(entry.model.facts.get(refused.fact))
    if refused.code == "unknown_fact":
        found, allowed = refused.fact, tuple(q.id for q in scheme.calculator.questions)
    return entry.raw.error(
        ("facts", refused.fact),
        Code.FACT_REFUSED,
        found=found,
        allowed=allowed,
        fact=refused.fact,
        kind=Word(refused.code),
        reason=str(refused),
    )


def _differences(entry: Entry[Example], result: Result) -> Iterator[DataError]:
    expect: Expectation = entry.model.expect
    expected = expect.model_dump(mode="json", exclude_unset=True)
    amount = result["amount"]
    actual = {
        "verdict": result["verdict"],
        "cap": amount["cap"],
        "binding": amount["binding"],
        "exceeds_cap": amount["exceeds_cap"],
        "instalments": [instalment["amount"] for instalment in result["instalments"]],
        "unanswered": result["unanswered"],
    }
    for name in expected.keys() & actual.keys():
        if expected[name] != actual[name]:
            yield _wrong(entry, (name,), expected[name], actual[name])
    decided, deadlines = result["requirements"], result["deadlines"]
    by_id: dict[str, Mapping[str, object]] = {
        "statuses": {rule["id"]: rule["status"] for rule in decided},
        "readings": {
            rule["id"]: {way["id"]: way["outcome"] for way in rule.get("readings", [])}
            for rule in decided
        },
        "notes": {rule["id"]: rule["notes"] for rule in decided},
        "deadlines": {deadline["id"]: deadline["date"] for deadline in deadlines},
        "office_days": {deadline["id"]: deadline["office_day"] for deadline in deadlines},
    }
    for name in expected.keys() & by_id.keys():
        for id_, outcome in expected[name].items():
            if id_ not in by_id[name]:
                yield entry.raw.error(
                    ("expect", name, id_),
                    Code.NO_SUCH_EXPECTATION,
                    found=id_,
                    allowed=tuple(by_id[name]),
                    field=name,
                )
            elif by_id[name][id_] != outcome:
                yield _wrong(entry, (name, id_), outcome, by_id[name][id_])


def _wrong(
    entry: Entry[Example], path: tuple[str, ...], expected: object, actual: object
) -> DataError:
    return entry.raw.error(
        ("expect", *path),
        Code.WRONG_EXAMPLE,
        field=" ".join(path),
        expected=str(expected),
        actual=str(actual),
    )
