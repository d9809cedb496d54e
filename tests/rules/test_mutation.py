"""Every change to a figure, operator or option of the rules is caught by what checks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest

from generator.content.catalogue import Catalogue
from generator.rules.engine import ENGINE_FILE
from generator.rules.published import CalculatorData
from generator.rules.worked_examples import run_examples
from tests.conftest import Results
from tests.tools.boundaries import Facts, cases, wrongly_asked
from tests.tools.mutation import EQUIVALENT, EQUIVALENT_RULES, engine_mutants, scheme_mutants


def _decides(calculator: Facts) -> Facts:
    """The calculator without its words, which only cost time here."""

    def without(node: Any) -> Any:
        if isinstance(node, dict):
            return {k: without(v) for k, v in node.items() if not _is_text(v)}
        return [without(item) for item in node] if isinstance(node, list) else node

    decides: Facts = without(calculator)
    return decides


def _is_text(node: Any) -> bool:
    return isinstance(node, dict) and set(node) == {"zh", "en"}


@pytest.fixture
def caught(calculator: Facts, checked: tuple[Catalogue, Results]) -> Callable[[Facts, str], bool]:
    """Whether a boundary case or a worked example of the catalogue fails with a calculator."""
    every = list(cases(calculator))
    catalogue, results = checked
    known = results.calculators.items()

    def fails(mutant: Facts, about: str = "") -> bool:
        changed = {id_: replace(item, data=cast(CalculatorData, mutant)) for id_, item in known}
        near = [case for case in every if about in case.about]
        far = [case for case in every if about not in case.about]
        return (
            any(case.found(mutant) != case.expected for case in near)
            or bool(wrongly_asked(mutant))
            or bool(run_examples(catalogue, changed)[1])
            or any(case.found(mutant) != case.expected for case in far)
        )

    return fails


def test_every_mutant_of_the_scheme_is_caught(
    calculator: Facts, caught: Callable[[Facts, str], bool]
) -> None:
    decides = _decides(calculator)
    assert not caught(decides, "")
    survivors = [
        mutant.change for mutant in scheme_mutants(decides) if not caught(mutant.scheme, mutant.id)
    ]
    assert survivors == list(EQUIVALENT_RULES)


def test_the_mutants_of_the_engine_are_changes_of_its_code() -> None:
    source = ENGINE_FILE.read_bytes()
    mutants = engine_mutants(source)
    changed = {source[: m.start] + m.after.encode() + source[m.end :] for m in mutants}
    assert len(changed) == len(mutants)
    assert source not in changed
    assert {m.before for m in mutants} >= {">=", "<", "===", "&&", "||", "+", "*", "floor", "null"}


def test_the_equivalent_mutants_are_mutants_and_have_a_reason() -> None:
    mutants = {(m.code, m.before, m.after) for m in engine_mutants(ENGINE_FILE.read_bytes())}
    assert set(EQUIVALENT) <= mutants
    assert all(EQUIVALENT.values())
