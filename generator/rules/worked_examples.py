"""Worked examples: each is run through the engine at every build and must come out as expected.

In: the catalogue and the compiled calculators. Out: for each example its facts and the
engine's result, and the errors of those that are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

from ..content.catalogue import Catalogue, Entry, SchemeView
from ..content.load import FieldPath, RawRecord
from ..content.slips.formulas import yes_or_no
from ..content.validate import written
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError, working_on
from ..models.calculator import ChoiceQuestion, NumberQuestion, Question
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
        if scheme.id not in calculators:
            continue
        calculator = calculators[scheme.id].data
        errors += _refused_at_once(scheme, calculator)
        for entry in scheme.examples:
            with working_on(entry.raw.file):
                try:
                    chain = _chain(scheme, entry)
                except _Circle:
                    errors.append(entry.raw.error(("based_on",), Code.EXAMPLE_CIRCLE))
                    continue
                if chain is None:  # what it is based on has errors of its own
                    continue
                facts = _facts(chain)
                refused = _refusals(calculator, facts)
                if refused:
                    errors += _refused(scheme, chain, calculator, refused)
                    continue
                result = evaluate(calculator, facts)
                results[entry.key] = {"facts": facts, "result": result}
                errors += _differences(entry, result)
    return results, errors


def _refused_at_once(scheme: SchemeView, calculator: CalculatorData) -> Iterator[DataError]:
    """Answers of a question that stands for its group, where the engine refuses one."""
    raw = scheme.catalogue.entry(scheme.key.of("calculator")).raw
    for g, group in enumerate(scheme.calculator.groups):
        for fact, answer in group.at_once.values.items() if group.at_once else ():
            for refused in _refusals(calculator, {fact: answer}):
                at = ("groups", g, "at_once", "values", fact)
                yield _refusal(scheme, raw, at, refused, answer)


class _Circle(Exception):
    """Examples that are based on one another."""


_Chain = tuple[Entry[Example], ...]
"""An example, the one it is based on, and so on."""


def _chain(scheme: SchemeView, entry: Entry[Example]) -> _Chain | None:
    """The examples whose facts one has, itself first; nothing where another has to be mended.

    Raises:
        _Circle: where the example is in the end based on itself.
    """
    chain = [entry]
    while (base := chain[-1].model.based_on) is not None:
        found = scheme.catalogue.find(scheme.key.of("example", base))
        if found is not None and found.key == entry.key:
            raise _Circle
        if found is None or found in chain:
            return None
        chain.append(found)
    return tuple(chain)


def _facts(chain: _Chain) -> dict[str, object]:
    facts: dict[str, object] = {}
    for entry in reversed(chain):
        facts.update(entry.model.facts)
    return {fact: answer for fact, answer in facts.items() if answer is not None}


def _refusals(calculator: CalculatorData, facts: Mapping[str, object]) -> list[FactRefused]:
    """Every fact that the engine refuses; it tells the first, so that one is left out in turn."""
    rest = dict(facts)
    refused: list[FactRefused] = []
    while True:
        try:
            evaluate(calculator, rest)
        except FactRefused as error:
            refused.append(error)
            if rest.pop(error.fact, None) is None:
                return refused
        else:
            return refused


def _refused(
    scheme: SchemeView, chain: _Chain, calculator: CalculatorData, refusals: list[FactRefused]
) -> Iterator[DataError]:
    """The errors of facts that are refused, each once: at the example that gives the fact.

    Of one that is refused in the example that gives it, nothing is told at those based on it.
    """
    entry = chain[0]
    for refused in refusals:
        owner = next(i for i, giver in enumerate(chain) if refused.fact in giver.model.facts)
        if owner and refused.fact in _refused_facts(calculator, chain[owner:]):
            continue
        found = chain[owner].model.facts[refused.fact]
        at = ("facts", *((refused.fact,) if owner == 0 else ()))
        yield _refusal(scheme, entry.raw, at, refused, found)


def _refused_facts(calculator: CalculatorData, chain: _Chain) -> set[str]:
    return {refused.fact for refused in _refusals(calculator, _facts(chain))}


def _refusal(
    scheme: SchemeView, raw: RawRecord, path: FieldPath, refused: FactRefused, found: object
) -> DataError:
    """The error of one fact, in the words of its question."""
    questions = {question.id: question for question in scheme.calculator.questions}
    question = questions.get(refused.fact)
    allowed: tuple[str, ...] = ()
    shown, wanted = written(found), "answer_none"
    if question is None:
        shown, allowed = refused.fact, tuple(questions)
    else:
        wanted = f"answer_{question.type}"
        if isinstance(question, ChoiceQuestion):
            allowed = tuple(option.id for option in question.options)
        elif question.type == "boolean":
            allowed = ("true", "false")
            if answer := yes_or_no(shown):
                return raw.error(path, Code.YES_OR_NO, found=shown, typed=shown, answer=answer)
    return raw.error(
        path,
        Code.FACT_REFUSED,
        found=shown,
        allowed=allowed,
        fact=refused.fact,
        kind=Word(refused.code),
        wanted=(Word(wanted), *_bounds(question)),
    )


def _bounds(question: Question | None) -> Iterator[str]:
    """What a number may be, in signs that every language reads."""
    if isinstance(question, NumberQuestion):
        for sign, bound in (
            ("≥", question.min),
            (">", question.above),
            ("≤", question.max),
            ("≤", question.no_more_than),
        ):
            if bound is not None:
                yield f"{sign} {bound}"


def outcome(result: Result) -> dict[str, object]:
    """All that an example can expect, by its name in ``expect``."""
    amount = result["amount"]
    decided, deadlines = result["requirements"], result["deadlines"]
    return {
        "verdict": result["verdict"],
        "cap": amount and amount["cap"],
        "binding": amount and amount["binding"],
        "exceeds_cap": amount and amount["exceeds_cap"],
        "instalments": [instalment["amount"] for instalment in result["instalments"]],
        "unanswered": result["unanswered"],
        "statuses": {rule["id"]: rule["status"] for rule in decided},
        "readings": {
            rule["id"]: {way["id"]: way["outcome"] for way in rule.get("readings", [])}
            for rule in decided
        },
        "notes": {rule["id"]: rule["notes"] for rule in decided},
        "deadlines": {deadline["id"]: deadline["date"] for deadline in deadlines},
        "office_days": {deadline["id"]: deadline["office_day"] for deadline in deadlines},
    }


def _differences(entry: Entry[Example], result: Result) -> Iterator[DataError]:
    expect: Expectation = entry.model.expect
    actual = outcome(result)
    for name, expected in expect.model_dump(mode="json", exclude_unset=True).items():
        by_id = actual[name]
        if not isinstance(by_id, dict):
            if expected != by_id:
                yield _wrong(entry, (name,), expected, by_id)
            continue
        for id_, wanted in expected.items():
            if id_ not in by_id:
                yield entry.raw.error(
                    ("expect", name, id_),
                    Code.NO_SUCH_EXPECTATION,
                    found=id_,
                    allowed=tuple(by_id),
                    field=name,
                )
            elif by_id[id_] != wanted:
                yield _wrong(entry, (name, id_), wanted, by_id[id_])


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
