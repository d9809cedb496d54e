"""The trees of conditions: their parts, their words, and what the calculator is given of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.content.catalogue import Catalogue
from generator.languages import LANGS
from generator.models.operators import Condition
from generator.rules.conditions import conditions
from generator.rules.trees import Branch, branch

_CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)
_LONG = {"at_least": ["runtime_minutes", 20]}
_ENOUGH = {
    "enough": {"least": 3, "of": [{"when": "has_script", "points": 2}, {"when": _LONG}]},
}

# The condition, and its tree in English: each part with those below it.
CASES: list[tuple[Any, Any]] = [
    ("has_script", ("script", [])),
    (
        {"all": [_LONG, {"any": ["has_script", {"not": _LONG}]}]},
        (
            "All of these",
            [("≥ 20", []), ("Any one", [("script", []), ("not (", [])])],
        ),
    ),
    ({"not": {"any": [_LONG, "has_script"]}}, ("Not", [("Any", [("20", []), ("script", [])])])),
    (_ENOUGH, ("3 of 3 points", [("(2)", []), ("(1)", [])])),
    (
        {"enough": {"least": 1, "of": [{"when": "has_script"}, {"when": _LONG}]}},
        ("1 or more of these 2", [("script", []), ("20", [])]),
    ),
]


@pytest.mark.parametrize(("condition", "tree"), CASES)
def test_a_condition_is_drawn_part_by_part(catalogue: Catalogue, condition: Any, tree: Any) -> None:
    (scheme,) = catalogue.schemes()
    for lang in LANGS:
        t = catalogue.interface.in_language(lang)
        words = conditions(scheme.calculator, lang, t)
        drawn = branch(_CONDITION.validate_python(condition), words, t)
        _compare(drawn, tree, in_english=lang == "en")


def _compare(drawn: Branch, tree: Any, *, in_english: bool) -> None:
    words, below = tree
    assert drawn.words
    assert not in_english or words in drawn.words
    assert len(drawn.branches) == len(below)
    for part, wanted in zip(drawn.branches, below, strict=True):
        _compare(part, wanted, in_english=in_english)


def test_the_calculator_is_given_the_condition_of_each_part(
    files: dict[str, str], calculator: dict[str, Any]
) -> None:
    rules = {item["id"]: item for item in calculator["requirements"]}
    for tag in ("en", "zh-Hant"):
        trees = json.loads(files[f"api/schemes/virtual-production/conditions.{tag}.json"])
        assert [id_ in trees for id_ in ("short-runtime", "origin")] == [True, False]
        for id_, found in trees.items():
            rule = rules[id_]
            wanted = [rule.get("applies_when"), rule.get("met_when")]
            wanted += [reading.get("met_when") for reading in rule.get("readings", [])]
            assert [tree["root"]["when"] for tree in found] == [w for w in wanted if w is not None]
            for tree in found:
                _parts_are_operands(tree["root"])


def _parts_are_operands(part: dict[str, Any]) -> None:
    below = part.get("parts", [])
    if below:
        assert part["when"][1:] == [inner["when"] for inner in below]
    for inner in below:
        _parts_are_operands(inner)
