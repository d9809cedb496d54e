"""Worked examples: each is run through the engine at every build and must come out as expected.

In: the catalogue. Out: for each example its facts and the engine's result, and the errors
of those that are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..api.export import calculator_data
from ..content.catalogue import Catalogue, Entry, SchemeView
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError, working_on
from ..models.key import Key
from ..models.scheme import Example, Expectation
from .engine import FactRefused, evaluate


def run_examples(
    catalogue: Catalogue,
) -> tuple[dict[Key, dict[str, Any]], list[DataError]]:
    """``{"facts": …, "result": …}`` by example, and what differs from what was expected."""
    results: dict[Key, dict[str, Any]] = {}
    errors: list[DataError] = []
    for scheme in catalogue.versions():
        calculator = calculator_data(scheme)
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


class _Circle(Exception):
    """Examples that are based on one another."""


def _facts(scheme: SchemeView, entry: Entry[Example], seen: tuple[Key, ...]) -> dict[str, Any]:
    if entry.key in seen:
        raise _Circle
    facts: dict[str, Any] = {}
    if entry.model.based_on is not None:
        base = scheme.catalogue.entry(scheme.key.of("example", entry.model.based_on))
        facts = _facts(scheme, base, (*seen, entry.key))
    facts.update(entry.model.facts)
    return {fact: answer for fact, answer in facts.items() if answer is not None}


def _refusal(scheme: SchemeView, entry: Entry[Example], refused: FactRefused) -> DataError:
    allowed: tuple[str, ...] = ()
    found = str(entry.model.facts.get(refused.fact))
    if refused.code == "unknown_fact":
        found, allowed = refused.fact, tuple(each.id for each in scheme.calculator.questions)
    return entry.raw.error(
        ("facts", refused.fact),
        Code.FACT_REFUSED,
        found=found,
        allowed=allowed,
        fact=refused.fact,
        kind=Word(refused.code),
        reason=str(refused),
    )


def _differences(entry: Entry[Example], result: dict[str, Any]) -> Iterator[DataError]:
    expect: Expectation = entry.model.expect
    given = expect.model_dump(mode="json", exclude_unset=True)
    amount = result["amount"]
    actual: dict[str, Any] = {
        "verdict": result["verdict"],
        "cap": amount["cap"],
        "binding": amount["binding"],
        "exceeds_cap": amount["exceeds_cap"],
        "instalments": [each["amount"] for each in result["instalments"]],
        "unanswered": result["unanswered"],
    }
    for name in given.keys() & actual.keys():
        if given[name] != actual[name]:
            yield _wrong(entry, (name,), given[name], actual[name])
    nested = {
        "statuses": {each["id"]: each["status"] for each in result["requirements"]},
        "deadlines": {each["id"]: each["date"] for each in result["deadlines"]},
    }
    for name in given.keys() & nested.keys():
        for id_, expected in given[name].items():
            if id_ not in nested[name]:
                yield entry.raw.error(
                    ("expect", name, id_),
                    Code.NO_SUCH_EXPECTATION,
                    found=id_,
                    allowed=tuple(nested[name]),
                    field=name,
                )
            elif nested[name][id_] != expected:
                yield _wrong(entry, (name, id_), expected, nested[name][id_])


def _wrong(entry: Entry[Example], path: tuple[str, ...], expected: Any, actual: Any) -> DataError:
    return entry.raw.error(
        ("expect", *path),
        Code.WRONG_EXAMPLE,
        field=" ".join(path),
        expected=str(expected),
        actual=str(actual),
    )
