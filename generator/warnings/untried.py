"""Limits and thresholds of which the worked examples show one side alone.

A figure that is typed wrong shows where an example lies on each of its sides. Only examples to
which a requirement applies count for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import cast

from ..content.catalogue import Catalogue, SchemeView
from ..diagnostics.codes import Code, Detail, Word
from ..diagnostics.errors import DataError
from ..models.expressions import children, facts_in, operator_of, walk
from ..models.operands import Role
from ..models.operation import Expression, Operation
from ..models.operators import By, Day
from ..rules.compile import CompiledCalculator
from ..rules.engine import Answer, AnswerTable, values
from ..rules.published import publish
from ..rules.worked_examples import ExampleResult, RuleResults

_DECIDED = ("met", "unmet", "unclear")


def untried(catalogue: Catalogue, results: RuleResults) -> Iterator[DataError]:
    """A warning for each requirement and each limit with a side that no example shows."""
    for scheme in catalogue.versions():
        examples = [
            results.examples[entry.key]
            for entry in scheme.examples
            if entry.key in results.examples
        ]
        if examples:
            compiled = results.calculators[scheme.id]
            yield from _thresholds(scheme, compiled, examples)
            yield from _limits(scheme, compiled, examples)


def _thresholds(
    scheme: SchemeView, compiled: CompiledCalculator, examples: list[ExampleResult]
) -> Iterator[DataError]:
    raw = scheme.catalogue.entry(scheme.key.of("calculator")).raw
    calculator = compiled.model
    comparisons = [
        list(dict.fromkeys(chain.from_iterable(map(_comparisons, requirement.conditions))))
        for requirement in calculator.requirements
    ]
    facts = [question.id for question in calculator.questions]
    # The engine takes null for an answer that is not given.
    rows = [tuple(cast(Answer, e["facts"].get(fact)) for fact in facts) for e in examples]
    table: AnswerTable = {
        "facts": facts,
        "rows": rows,
        "asked": [
            (question.id, publish(question.asked_when))
            for question in calculator.questions
            if question.asked_when is not None
        ],
        "expressions": [publish(node) for nodes in comparisons for node in nodes],
    }
    (outcomes,) = values([table])
    at = 0
    for i, (requirement, nodes) in enumerate(
        zip(calculator.requirements, comparisons, strict=True)
    ):
        missing: dict[bool, list[str]] = {True: [], False: []}
        applying = [
            row
            for row, example in zip(outcomes, examples, strict=True)
            if example["result"]["requirements"][i]["status"] in _DECIDED
        ]
        for node in nodes:
            shown = {row[at] for row in applying}
            for side, names in missing.items():
                if side not in shown:
                    names.append(_typed(node))
            at += 1
        if any(missing.values()):
            yield raw.error(
                ("requirements", i, "id"),
                Code.UNTRIED_THRESHOLD,
                id=requirement.id,
                true=_listed(missing[True]),
                false=_listed(missing[False]),
            )


def _comparisons(expression: Expression) -> Iterator[Operation]:
    """The comparisons with a figure or a day of the rules."""
    for node in walk(expression):
        if isinstance(node, Operation) and operator_of(type(node)).role is Role.COMPARES:
            sides = children(node)
            constants = [side for side in sides if isinstance(side, int | float | Day)]
            if constants and any(facts_in(node)):
                yield node


def _binding(example: ExampleResult) -> list[str]:
    """The limits that bind in an example; empty where there is no amount, or none yet."""
    amount = example["result"]["amount"]
    return [] if amount is None else amount["binding"] or []


def _case(answer: object) -> object:
    """What the case of an answer is called in a rule."""
    return str(answer).lower() if isinstance(answer, bool) else answer


def _limits(
    scheme: SchemeView, compiled: CompiledCalculator, examples: list[ExampleResult]
) -> Iterator[DataError]:
    """Limits that bind in no example, and ceilings that bind in all: by the options they differ by.

    A limit that grows with an answer binds in all where no other binds, which is told of those.
    """
    raw = scheme.catalogue.entry(scheme.key.of("calculator")).raw
    limits = compiled.model.limits
    decided = [(example, _binding(example)) for example in examples if _binding(example)]
    for i, limit in enumerate(limits):
        by = next((node.by for node in walk(limit.value) if isinstance(node, By)), None)
        options = [None] if by is None else list(by.cases)
        is_ceiling = by is not None or not any(facts_in(limit.value))
        binding: list[str] = []
        slack: list[str] = []
        for option in options:
            name = limit.id if option is None else f"{option}"
            binds = {
                limit.id in binding_here
                for example, binding_here in decided
                if by is None or _case(example["facts"].get(by.fact)) == option
            }
            if True not in binds:
                binding.append(name)
            if binds == {True} and is_ceiling and len(limits) > 1:
                slack.append(name)
        if binding or slack:
            yield raw.error(
                ("amount", "limits", i, "id"),
                Code.UNTRIED_LIMIT,
                id=limit.id,
                binds=_listed(binding),
                slack=_listed(slack),
            )


def _typed(node: Operation) -> str:
    """A comparison as it is typed: ``at_least: [minutes, 20]``."""
    published = publish(node)
    assert isinstance(published, list)
    name, *operands = published
    return f"{name}: {json.dumps(operands, ensure_ascii=False)}".replace('"', "")


def _listed(names: list[str]) -> Detail:
    return tuple(names) if names else Word("all_shown")
