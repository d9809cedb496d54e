"""The answers to try: all that matter to what is worked out together, and no others."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from generator.content.catalogue import Catalogue
from generator.models.calculator import Calculator
from generator.rules.compile import compile_calculators
from generator.rules.engine import evaluate
from generator.rules.probes import probes
from tests.tools.published_form import questions, typed


def _rule(met: Any, applies: Any = None, note: Any = None) -> SimpleNamespace:
    """A requirement as far as probes look at it."""
    return SimpleNamespace(
        conditions=(typed(met),),
        applies_when=None if applies is None else typed(applies),
        notes=[] if note is None else [SimpleNamespace(when=typed(note))],
    )


def _probes(asked: list[dict[str, Any]], *rules: SimpleNamespace) -> dict[str, Any]:
    calculator = SimpleNamespace(questions=[*questions(asked).values()], requirements=rules)
    return dict(probes(cast(Calculator, calculator)))


A = {"id": "a", "type": "integer", "min": 0, "max": 99}
B = {"id": "b", "type": "integer", "min": 0, "max": 99}
X = {"id": "x", "type": "number", "min": 0, "max": 10}
YES = {"id": "yes", "type": "boolean"}
THEMES = {"id": "themes", "type": "choices", "options": [{"id": "sea"}, {"id": "city"}]}


def test_each_kind_of_question_has_the_answers_that_matter() -> None:
    found = _probes(
        [X, A, YES, THEMES],
        _rule(["at_least", "x", 2.5]),
        _rule("yes", applies=["more_than", "a", 40]),
        _rule(["any_of", "themes", ["sea"]]),
    )
    assert list(found) == ["x", "a", "yes", "themes"]
    assert found["x"] == (0, 1.25, 2.5, 6.25, 10)
    assert found["a"] == (0, 1, 39, 40, 41, 98, 99)
    assert found["yes"] == (True, False)
    assert set(found["themes"]) == {(), ("sea",), ("city",), ("sea", "city")}


def test_a_question_that_two_requirements_share_has_the_figures_of_both() -> None:
    found = _probes([A], _rule(["at_least", "a", 10]), _rule(["at_most", "a", 20]))
    assert {9, 10, 11, 19, 20, 21} <= set(found["a"])
    noted = _probes([A], _rule(["at_least", "a", 10], note=["less_than", "a", 30]))
    assert {29, 30} <= set(noted["a"])


def test_a_question_that_only_decides_whether_another_is_asked_is_tried_too() -> None:
    asked = {**YES, "asked_when": {"at_least": ["a", 5]}}
    found = _probes([A, asked], _rule("yes"))
    assert {4, 5} <= set(found["a"])


def test_a_question_on_which_no_requirement_rests_is_left_out() -> None:
    assert list(_probes([A, B, YES], _rule("yes"))) == ["yes"]


def test_numbers_are_left_out_where_trying_some_would_prove_nothing() -> None:
    # Whether whole numbers meet two lines at once is number theory.
    lines = [["equal", ["times", "a", 3], ["times", "b", 5]], ["equal", ["sum", "a", "b"], 7]]
    assert list(_probes([A, B, YES], _rule(lines[0]), _rule(lines[1]), _rule("yes"))) == ["yes"]
    assert list(_probes([A, YES], _rule(["at_least", "a", 1]), _rule("yes"))) == ["a", "yes"]


@pytest.fixture(scope="module")
def tried(catalogue: Catalogue) -> dict[str, Any]:
    return dict(probes(compile_calculators(catalogue)["virtual-production"].model))


def test_the_real_scheme_can_be_tried_whole_and_briefly(
    tried: dict[str, Any], calculator: dict[str, Any], all_met: dict[str, Any]
) -> None:
    named = json.dumps([calculator["requirements"], calculator["questions"]])
    rest = {q["id"] for q in calculator["questions"]} - set(tried)
    assert rest == {
        "production_cost_twd",
        "requested_amount_twd",
        "approved_amount_twd",
        "approval_date",
        "force_majeure_date",
    }
    assert all(f'"{fact}"' in named for fact in tried)
    for fact, answers in tried.items():
        for answer in answers:
            # Good answers, or at odds with another alone.
            facts = {"technical_heads_total": 99, fact: answer}
            assert evaluate(calculator, facts)["verdict"] in ("undetermined", "ineligible")
    assert {3, 10, 20} <= set(tried["runtime_minutes"])
    assert len(json.dumps(tried)) < 4000


def test_the_same_each_time(tried: dict[str, Any], catalogue: Catalogue) -> None:
    again = probes(compile_calculators(catalogue)["virtual-production"].model)
    assert json.dumps(again) == json.dumps(tried)
