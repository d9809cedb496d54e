"""Rules that state no amount, no ceiling, no instalments or no deadline: all is built of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.api.json_schema import json_schema
from generator.api.schema import SchemeData
from generator.build import build, check
from generator.diagnostics.errors import DataErrors
from tests.tools.results import amount_of

Rules = dict[str, Any]
_WORDS = {"zh": "由評選委員會決定。", "en": "A panel decides."}


def _no_deadlines(rules: Rules) -> None:
    del rules["deadlines"]
    rules["groups"][0]["questions"] = [
        question for question in rules["groups"][0]["questions"] if question["id"] != "approved_on"
    ]


def _no_amount(rules: Rules) -> None:
    """A duty takes the place of the amount, for which the questions were asked."""
    del rules["amount"], rules["instalments"]
    _no_deadlines(rules)
    rules["left_open"] = {"amount": _WORDS}
    rules["requirements"][1]["applies_when"] = {
        "one_of": {"fact": "category", "options": ["short"]}
    }
    rules["requirements"][0]["met_when"] = {
        "enough": {
            "least": 2,
            "of": [{"when": {"at_least": ["minutes", 10]}}, {"when": {"more_than": ["cost", 5]}}],
        }
    }


def _no_ceiling(rules: Rules) -> None:
    rules["left_open"] = {"ceiling": _WORDS, "instalments": _WORDS, "deadlines": _WORDS}
    del rules["instalments"]
    _no_deadlines(rules)
    del rules["amount"]["limits"]
    rules["amount"]["pot"] = {"clause": "3", "value": 9000, "text": _WORDS}
    rules["requirements"][1]["applies_when"] = {
        "one_of": {"fact": "category", "options": ["short"]}
    }
    rules["requirements"][0]["met_when"] = {
        "all": [{"at_least": ["minutes", 10]}, {"more_than": ["cost", 5]}]
    }


def _some_ceilings(rules: Rules) -> None:
    """A ceiling for those who are registered, none for the others."""
    rules["left_open"] = {"ceiling": _WORDS}
    rules["category"] = "category"
    share, ceiling = rules["amount"]["limits"]
    share["applies_when"] = ceiling["applies_when"] = "registered"
    share["in_principle"] = True
    rules["requirements"][1]["met_when"] = {"any": ["registered", {"at_least": ["minutes", 11]}]}


def _by_yes_or_no(rules: Rules) -> None:
    rules["category"] = "registered"
    rules["amount"]["limits"][1]["value"] = {
        "by": {"fact": "registered", "cases": {"true": 1000, "false": 500}}
    }
    rules["requirements"][1]["applies_when"] = {
        "one_of": {"fact": "category", "options": ["short"]}
    }


def _write(data: Path, change: Callable[[Rules], None]) -> None:
    scheme = data / "schemes/grant"
    rules = yaml.load((scheme / "calculator.yml").read_text("utf-8"), yaml.CSafeLoader)
    for requirement in rules["requirements"]:
        requirement["clause"] = str(requirement["clause"])
    for question in rules["groups"][0]["questions"]:
        question["clause"] = str(question["clause"])
    change(rules)
    (scheme / "calculator.yml").write_text(json.dumps(rules, ensure_ascii=False), "utf-8")
    for path in (scheme / "examples").glob("*.yml"):
        text = path.read_text("utf-8").replace("  cap: 150\n", "")
        path.write_text(text, "utf-8")
    head = (scheme / "scheme.yml").read_text("utf-8")
    (scheme / "scheme.yml").write_text(
        head.replace("contact: {zh: 問文化局, en: Ask the bureau}\n", ""), "utf-8"
    )


@pytest.mark.parametrize(
    ("change", "amount"),
    [
        (_no_amount, None),
        (_no_ceiling, (None, [])),
        (_some_ceilings, (150, ["share"])),
        (_by_yes_or_no, (150, ["share"])),
    ],
)
def test_all_is_built_of_rules_that_leave_something_out(
    small: Path, change: Callable[[Rules], None], amount: tuple[int | None, list[str]] | None
) -> None:
    _write(small, change)
    site = build(small, day=date(2026, 1, 1))
    published = json.loads(site.files["api/schemes/grant.json"])
    Draft202012Validator(json_schema(SchemeData)).validate(published)
    (first,) = (e for e in published["examples"] if e["id"] == "base")
    result = first["result"]
    if amount is None:
        assert published["calculator"]["amount"] is None
        assert result["amount"] is None
    else:
        granted = amount_of(result)
        assert (granted["cap"], granted["binding"]) == amount
    assert published["contact"] is None
    for lang in ("zh-Hant", "en"):
        component = json.loads(site.files[f"api/schemes/grant/calculator.{lang}.json"])
        shown = component["calculator"]["amount"]
        assert shown is None if amount is None else isinstance(shown["limits"], list)
        assert "contact" not in json.loads(site.files[f"api/schemes/grant/more.{lang}.json"])


def test_no_ceiling_is_a_mistake_only_where_the_rules_are_not_said_to_leave_it_open(
    small: Path,
) -> None:
    def silent(rules: Rules) -> None:
        _some_ceilings(rules)
        del rules["left_open"]

    _write(small, silent)
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert {error.code.value for error in caught.value.errors} == {"E507"}
    assert len(caught.value.errors) == 2  # for either category
