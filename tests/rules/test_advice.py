"""What the calculator's page finds in the rules: facts, never words that look like them."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import dukpy
import pytest

from generator.assets import FOLDER

_MODULES = ("engine", "answers", "advice", "verdict", "money", "timeline")
_AROUND = re.compile(r"^import .*;\n|^export ", re.M)

QUESTIONS: list[dict[str, Any]] = [
    {"id": "kind", "type": "choice", "options": [{"id": "cost"}, {"id": "sum"}]},
    {"id": "cost", "type": "number"},
    {"id": "sum", "type": "number"},
    {"id": "day", "type": "date"},
    {"id": "start", "type": "date"},
]
"""Questions that are called as options and as operators are."""


@cache
def _interpreter() -> Any:
    """The modules as plain scripts; what would draw a page is not called."""
    interpreter = dukpy.JSInterpreter()
    source = "\n".join(
        _AROUND.sub("", (FOLDER / f"calculator/{name}.js").read_text("utf-8")) for name in _MODULES
    )
    interpreter.evaljs(f"const h = () => null;\n{source}\ntrue")
    return interpreter


def _run(code: str, **given: Any) -> Any:
    return json.loads(_interpreter().evaljs(f"JSON.stringify({code})", **given))


def test_a_requirement_rests_on_the_questions_of_its_rule_alone() -> None:
    requirement = {
        "id": "it",
        "applies_when": ["one_of", "kind", ["cost"]],
        "met_when": ["at_least", "start", ["day", "2026-01-01"]],
    }
    assert _run("factsOf(dukpy.it)", it=requirement) == ["start"]
    assert _run("[...restsOn(dukpy.it)]", it=requirement) == ["start", "kind"]
    readings = [{"met_when": ["at_least", ["sum", 1, 2], 3]}, {"met_when": ["not", "cost"]}]
    assert _run("factsOf(dukpy.it)", it={"readings": readings}) == ["cost"]


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        (["by", "kind", {"cost": 1, "sum": 2}], ["kind"]),
        (["by", "kind", {"cost": "sum", "sum": 2}], ["kind", "sum"]),
        (["sum", 1, ["share", 10, "cost"]], ["cost"]),
    ],
)
def test_a_limit_asks_for_the_questions_that_it_rests_on(value: Any, asked: list[str]) -> None:
    rule = {"limits": [{"id": "it", "value": value}]}
    ids = [question["id"] for question in QUESTIONS]
    assert _run("dukpy.ids.filter((id) => inLimits(dukpy.rule, id))", rule=rule, ids=ids) == asked


def test_a_deadline_starts_from_its_questions() -> None:
    deadline = {"id": "due", "date": ["later", "start", 0, 1, 0]}
    fixed = {"id": "end", "date": ["day", "2026-01-31"]}
    view = {
        "wording": {"data": {"calculator": {"deadlines": [deadline, fixed]}}},
        "result": {"deadlines": [{"date": None}, {"date": "2026-01-31"}]},
    }
    starts = _run("deadlines(dukpy.view).map((each) => each.starts)", view=view)
    assert starts == [["start"], []]


def test_the_next_question_is_the_one_on_which_most_rests() -> None:
    """Two requirements name the option that is called ``cost``; one rests on the question."""
    requirements = [
        {"id": "a", "met_when": ["one_of", "kind", ["cost"]]},
        {"id": "b", "met_when": ["one_of", "kind", ["cost"]]},
        {"id": "c", "met_when": ["at_least", "cost", 1]},
    ]
    found = _run(
        """(() => {
          const { requirements, questions } = dukpy;
          const asked = [];
          const wording = {
            requirements: new Map(requirements.map((each) => [each.id, each])),
            questions: { get: (id) => { asked.push(id); return { label: id }; } },
            text: (key) => key,
          };
          const result = {
            verdict: "undetermined",
            unanswered: ["cost", "kind"],
            requirements: requirements.map(({ id }) => (
              { id, stage: "application", status: "unknown" })),
          };
          nextQuestion({ wording, result, asks: () => true, jump: () => {} });
          return asked;
        })()""",
        requirements=requirements,
        questions=QUESTIONS,
    )
    assert found == ["kind"]


def test_nothing_is_searched_for_in_the_text_of_a_rule() -> None:
    for path in (FOLDER / "calculator").glob("*.js"):
        text = path.read_text("utf-8")
        for call in re.findall(r"JSON\.stringify\((.*)", text):
            assert not re.search(r"\)\.(?:includes|match|indexOf|search)\(", call), path.name
