"""Each operator of the rule vocabulary: its published form, and what the engine makes of it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from generator.content.catalogue import Catalogue
from generator.languages import LANGS, Lang
from generator.models.expressions import OPERATORS, facts_in, replace_ids
from generator.models.operators import CONDITIONS, VALUES, Condition, Value
from generator.rules.engine import _interpreter, evaluate
from generator.rules.formulas import Formulas, Names
from generator.rules.published import publish
from tests.tools.results import amount_of

_VALUE: TypeAdapter[Any] = TypeAdapter(Value)
_CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)

QUESTIONS: list[dict[str, Any]] = [
    {"id": "kind", "type": "choice", "options": [{"id": "film"}, {"id": "series"}]},
    {"id": "themes", "type": "choices", "options": [{"id": "sea"}, {"id": "city"}]},
    {"id": "a", "type": "number"},
    {"id": "b", "type": "number"},
    {"id": "yes", "type": "boolean"},
    {"id": "also", "type": "boolean"},
    {"id": "start", "type": "date"},
]
VALUE_CASES: list[tuple[str, Any, Any, dict[str, Any], Any]] = [
    # name, as in YAML, as published, facts, what it comes to
    ("number", 5, 5, {}, 5),
    ("fact", "a", "a", {"a": 7}, 7),
    ("fact open", "a", "a", {}, None),
    (
        "share",
        {"share": {"percent": 80, "of": "a"}},
        ["share", 80, "a"],
        {"a": 1000},
        800,
    ),
    (
        "share of a decimal percent",
        {"share": {"percent": 12.5, "of": "a"}},
        ["share", 12.5, "a"],
        {"a": 1000},
        125,
    ),
    (
        "share of a hundredth of a percent",
        {"share": {"percent": 0.01, "of": "a"}},
        ["share", 0.01, "a"],
        {"a": 1_000_000},
        100,
    ),
    (
        "fraction",
        {"fraction": {"numerator": 1, "denominator": 3, "of": "a"}},
        ["fraction", 1, 3, "a"],
        {"a": 3_000_000},
        1_000_000,
    ),
    (
        "fraction rounded down",
        {"fraction": {"numerator": 2, "denominator": 3, "of": "a"}},
        ["fraction", 2, 3, "a"],
        {"a": 100},
        66,
    ),
    ("times", {"times": ["a", 500]}, ["times", "a", 500], {"a": 3}, 1500),
    ("times of three", {"times": ["a", "b", 2]}, ["times", "a", "b", 2], {"a": 3, "b": 5}, 30),
    ("sum", {"sum": ["a", "b", 1]}, ["sum", "a", "b", 1], {"a": 3, "b": 5}, 9),
    ("sum open", {"sum": ["a", "b"]}, ["sum", "a", "b"], {"a": 3}, None),
    ("min", {"min": ["a", "b", 4]}, ["min", "a", "b", 4], {"a": 3, "b": 5}, 3),
    ("max", {"max": ["a", "b", 4]}, ["max", "a", "b", 4], {"a": 3, "b": 5}, 5),
    (
        "by",
        {"by": {"fact": "kind", "cases": {"film": 10, "series": {"times": ["a", 2]}}}},
        ["by", "kind", {"film": 10, "series": ["times", "a", 2]}],
        {"kind": "series", "a": 6},
        12,
    ),
    (
        "by open",
        {"by": {"fact": "kind", "cases": {"film": 10, "series": 20}}},
        ["by", "kind", {"film": 10, "series": 20}],
        {},
        None,
    ),
    *(
        (
            f"by yes or no: {answer}",
            {"by": {"fact": "yes", "cases": {"true": 10, "false": {"times": ["a", 2]}}}},
            ["by", "yes", {"true": 10, "false": ["times", "a", 2]}],
            {"yes": answer, "a": 6},
            value,
        )
        for answer, value in ((True, 10), (False, 12), (None, None))
    ),
    (
        "later",
        {"later": {"date": "start", "years": 1, "months": 1, "days": 1}},
        ["later", "start", 1, 1, 1],
        {"start": "2024-01-31"},
        "2025-03-01",
    ),
    (
        "later by days over a leap day",
        {"later": {"date": "start", "days": 2}},
        ["later", "start", 0, 0, 2],
        {"start": "2024-02-28"},
        "2024-03-01",
    ),
    (
        "earlier by days",
        {"earlier": {"date": "start", "days": 30}},
        ["earlier", "start", 0, 0, 30],
        {"start": "2026-01-15"},
        "2025-12-16",
    ),
    (
        "earlier by years, from a leap day",
        {"earlier": {"date": "start", "years": 1}},
        ["earlier", "start", 1, 0, 0],
        {"start": "2024-02-29"},
        "2023-02-28",
    ),
    (
        "earlier by months over a year's end",
        {"earlier": {"date": "start", "months": 14}},
        ["earlier", "start", 0, 14, 0],
        {"start": "2026-01-31"},
        "2024-11-30",
    ),
    ("day", {"day": "2026-03-31"}, ["day", "2026-03-31"], {}, "2026-03-31"),
    ("year_of", {"year_of": "start"}, ["year_of", "start"], {"start": "2026-12-31"}, 2026),
    (
        "year_of a moved date",
        {"sum": [{"year_of": {"later": {"date": "start", "days": 1}}}, "a"]},
        ["sum", ["year_of", ["later", "start", 0, 0, 1]], "a"],
        {"start": "2026-12-31", "a": 1},
        2028,
    ),
    ("year_of open", {"year_of": "start"}, ["year_of", "start"], {}, None),
    (
        "moved day",
        {"later": {"date": {"day": "2026-01-31"}, "months": 1}},
        ["later", ["day", "2026-01-31"], 0, 1, 0],
        {},
        "2026-02-28",
    ),
]
CONDITION_CASES: list[tuple[str, Any, Any, dict[str, Any], bool | None]] = [
    ("fact true", "yes", "yes", {"yes": True}, True),
    ("fact false", "yes", "yes", {"yes": False}, False),
    ("fact open", "yes", "yes", {}, None),
    ("at_least at", {"at_least": ["a", 2]}, ["at_least", "a", 2], {"a": 2}, True),
    ("at_least under", {"at_least": ["a", 2]}, ["at_least", "a", 2], {"a": 1.99}, False),
    ("at_most at", {"at_most": ["a", 2]}, ["at_most", "a", 2], {"a": 2}, True),
    ("at_most over", {"at_most": ["a", 2]}, ["at_most", "a", 2], {"a": 2.01}, False),
    ("more_than at", {"more_than": ["a", 2]}, ["more_than", "a", 2], {"a": 2}, False),
    ("more_than over", {"more_than": ["a", 2]}, ["more_than", "a", 2], {"a": 2.01}, True),
    ("less_than at", {"less_than": ["a", 2]}, ["less_than", "a", 2], {"a": 2}, False),
    ("less_than under", {"less_than": ["a", 2]}, ["less_than", "a", 2], {"a": 1.99}, True),
    ("equal", {"equal": ["a", "b"]}, ["equal", "a", "b"], {"a": 2, "b": 2.0}, True),
    ("not equal", {"equal": ["a", "b"]}, ["equal", "a", "b"], {"a": 2, "b": 3}, False),
    ("equal open", {"equal": ["a", "b"]}, ["equal", "a", "b"], {"a": 2}, None),
    (
        "dates",
        {"less_than": ["start", {"day": "2026-03-31"}]},
        ["less_than", "start", ["day", "2026-03-31"]],
        {"start": "2026-03-30"},
        True,
    ),
    (
        "equal dates",
        {"equal": ["start", {"day": "2026-03-31"}]},
        ["equal", "start", ["day", "2026-03-31"]],
        {"start": "2026-03-31"},
        True,
    ),
    (
        "one_of",
        {"one_of": {"fact": "kind", "options": ["film"]}},
        ["one_of", "kind", ["film"]],
        {"kind": "film"},
        True,
    ),
    (
        "one_of another",
        {"one_of": {"fact": "kind", "options": ["film"]}},
        ["one_of", "kind", ["film"]],
        {"kind": "series"},
        False,
    ),
    (
        "any_of",
        {"any_of": {"fact": "themes", "options": ["sea"]}},
        ["any_of", "themes", ["sea"]],
        {"themes": ["city", "sea"]},
        True,
    ),
    (
        "any_of none",
        {"any_of": {"fact": "themes", "options": ["sea"]}},
        ["any_of", "themes", ["sea"]],
        {"themes": []},
        False,
    ),
    *(
        (
            f"between_days {first} {last} {day}",
            {"between_days": {"date": "start", "first": first, "last": last}},
            ["between_days", "start", int(first.replace("-", "")), int(last.replace("-", ""))],
            {"start": day} if day else {},
            truth,
        )
        for first, last, day, truth in (
            ("01-01", "04-30", "2026-01-01", True),
            ("01-01", "04-30", "2027-04-30", True),
            ("01-01", "04-30", "2026-05-01", False),
            ("01-01", "04-30", "2026-12-31", False),
            ("11-15", "02-28", "2026-11-14", False),
            ("11-15", "02-28", "2026-11-15", True),
            ("11-15", "02-28", "2028-02-28", True),
            ("11-15", "02-28", "2028-02-29", False),
            ("11-15", "02-29", "2028-02-29", True),
            ("11-15", "02-29", "2026-02-28", True),
            ("11-15", "02-29", "2026-03-01", False),
            ("02-29", "06-30", "2026-02-28", False),
            ("02-29", "06-30", "2026-03-01", True),
            ("05-05", "05-05", "2026-05-05", True),
            ("01-01", "04-30", "", None),
        )
    ),
    *(
        (
            f"enough {facts}",
            {
                "enough": {
                    "least": 3,
                    "of": [
                        {"when": "yes", "points": 2},
                        {"when": "also"},
                        {"when": {"at_least": ["a", 5]}},
                    ],
                }
            },
            ["enough", 3, [[2, "yes"], [1, "also"], [1, ["at_least", "a", 5]]]],
            facts,
            truth,
        )
        for facts, truth in (
            ({"yes": True, "also": True}, True),
            ({"yes": True, "also": False, "a": 5}, True),
            ({"yes": True, "also": False, "a": 4}, False),
            ({"yes": False}, False),
            ({"yes": True, "also": False}, None),
            ({"also": True, "a": 5}, None),
            ({}, None),
        )
    ),
    ("not", {"not": "yes"}, ["not", "yes"], {"yes": False}, True),
    ("not open", {"not": "yes"}, ["not", "yes"], {}, None),
    (
        "not any",
        {"not": {"any": ["yes", "also"]}},
        ["not", ["any", "yes", "also"]],
        {"yes": True},
        False,
    ),
]


def _scheme(
    met_when: object = "yes", limit: object = ("sum", 1, 1), date: object = None
) -> dict[str, Any]:
    """A published calculator of one requirement, one limit and one deadline."""
    return {
        "scheme": "small",
        "questions": QUESTIONS,
        "requirements": [{"id": "it", "clause": "1", "stage": "application", "met_when": met_when}],
        "amount": {
            "currency": "TWD",
            "limits": [{"id": "limit", "clause": "1", "value": limit}],
        },
        "instalments": [{"id": "all", "clause": "1", "percent": 100}],
        "deadlines": [{"id": "by", "clause": "1", "date": date or ["day", "2026-01-01"]}],
    }


def _published(expression: object, adapter: TypeAdapter[Any]) -> Any:
    return publish(adapter.validate_python(expression))


@pytest.mark.parametrize(
    ("typed", "published", "facts", "value"),
    [case[1:] for case in VALUE_CASES],
    ids=[case[0] for case in VALUE_CASES],
)
def test_a_value(typed: object, published: object, facts: dict[str, Any], value: object) -> None:
    form = _published(typed, _VALUE)
    assert form == published
    if isinstance(value, str):
        (deadline,) = evaluate(_scheme(date=form), facts)["deadlines"]
        assert deadline["date"] == value
    else:
        assert amount_of(evaluate(_scheme(limit=form), facts))["cap"] == value


@pytest.mark.parametrize(
    ("typed", "published", "facts", "truth"),
    [case[1:] for case in CONDITION_CASES],
    ids=[case[0] for case in CONDITION_CASES],
)
def test_a_condition(
    typed: object, published: object, facts: dict[str, Any], truth: bool | None
) -> None:
    form = _published(typed, _CONDITION)
    assert form == published
    (requirement,) = evaluate(_scheme(met_when=form), facts)["requirements"]
    assert requirement["status"] == {True: "met", False: "unmet", None: "unknown"}[truth]


_TRUTH = {True: "met", False: "unmet", None: "unknown"}


@pytest.mark.parametrize("first", [True, False, None])
@pytest.mark.parametrize("second", [True, False, None])
def test_kleene_tables(first: bool | None, second: bool | None) -> None:
    facts = {"yes": first, "also": second}
    both: bool | None = None
    if first is False or second is False:
        both = False
    elif first and second:
        both = True
    either: bool | None = None
    if first or second:
        either = True
    elif first is False and second is False:
        either = False
    for operator, truth in (("all", both), ("any", either)):
        form = _published({operator: ["yes", "also"]}, _CONDITION)
        assert form == [operator, "yes", "also"]
        result = evaluate(_scheme(met_when=form), facts)
        assert result["requirements"][0]["status"] == _TRUTH[truth]
        open_ = [fact for fact in ("yes", "also") if facts[fact] is None]
        assert result["unanswered"] == (open_ if truth is None else [])


def test_every_operator_has_a_case() -> None:
    def operators(node: object) -> set[str]:
        if isinstance(node, dict):
            return set(node) | {o for item in node.values() for o in operators(item)}
        if isinstance(node, list):
            return {o for item in node for o in operators(item)}
        return set()

    shown = {o for case in (*VALUE_CASES, *CONDITION_CASES) for o in operators(case[1])}
    assert set(VALUES) | set(CONDITIONS) <= shown | {"all", "any"}


@given(
    st.integers(0, 2**53 - 1) | st.integers(2**52, 2**53 - 1),
    st.integers(1, 99),
    st.integers(1, 99),
)
@example(2**53 - 1, 9, 10)
def test_a_fraction_of_money_is_exact(of: int, numerator: int, denominator: int) -> None:
    numerator = min(numerator, denominator)
    form = ["fraction", numerator, denominator, "a"]
    cap = amount_of(evaluate(_scheme(limit=form), {"a": of}))["cap"]
    assert cap == of * numerator // denominator


@given(st.integers(0, 2**53 - 1) | st.integers(2**52, 2**53 - 1), st.integers(0, 100))
@example(2**53 - 1, 80)  # a fraction of .8 that a number of that size rounds up
def test_a_share_of_money_is_exact(of: int, percent: int) -> None:
    cap = amount_of(evaluate(_scheme(limit=["share", percent, "a"]), {"a": of}))["cap"]
    assert cap == of * percent // 100


@given(st.integers(0, 10_000), st.integers(0, 10**9))
def test_a_decimal_percent_is_what_was_typed(hundredths: int, of: int) -> None:
    form = _published({"share": {"percent": hundredths / 100, "of": "a"}}, _VALUE)
    cap = amount_of(evaluate(_scheme(limit=form), {"a": of}))["cap"]
    assert cap == of * hundredths // 10_000


_MONTH_DAYS = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: f"{day:%m-%d}")


def _lies_between(day: date, first: str, last: str) -> bool:
    """By going through the year day by day, from the first day to the last."""
    at = date(2000, *map(int, first.split("-")))
    while True:
        if (at.month, at.day) == (day.month, day.day):
            return True
        if f"{at:%m-%d}" == last:
            return False
        at += timedelta(days=1)
        at = at.replace(year=2000)


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)), _MONTH_DAYS, _MONTH_DAYS)
@example(date(2028, 2, 29), "02-29", "02-29")
@example(date(2027, 3, 1), "02-29", "03-01")
@example(date(2027, 1, 1), "12-31", "01-01")
def test_a_part_of_the_year_holds_what_lies_in_it(day: date, first: str, last: str) -> None:
    window = {"between_days": {"date": "start", "first": first, "last": last}}
    form = _published(window, _CONDITION)
    (it,) = evaluate(_scheme(met_when=form), {"start": day.isoformat()})["requirements"]
    assert it["status"] == ("met" if _lies_between(day, first, last) else "unmet")


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_the_year_of_a_date_is_its_year(day: date) -> None:
    form = _published({"year_of": "start"}, _VALUE)
    cap = amount_of(evaluate(_scheme(limit=form), {"start": day.isoformat()}))["cap"]
    assert cap == day.year


def test_the_table_has_every_operator_with_what_it_comes_to() -> None:
    assert list(OPERATORS) == [*VALUES, *CONDITIONS]
    for name, operator in OPERATORS.items():
        assert (operator.result == "condition") == (name in CONDITIONS)


def test_a_fact_is_never_found_by_its_name_alone() -> None:
    """Operators and options that are called as questions: a rule rests on none of these."""
    rule = _CONDITION.validate_python(
        {
            "all": [
                {"one_of": {"fact": "kind", "options": ["sum", "a"]}},
                {"any_of": {"fact": "themes", "options": ["day"]}},
                {"at_least": [{"sum": ["b", 1]}, {"by": {"fact": "kind", "cases": {"a": "yes"}}}]},
                {"at_most": ["start", {"day": "2026-01-01"}]},
            ]
        }
    )
    found = ["kind", "themes", "b", "kind", "yes", "start"]
    assert list(facts_in(rule)) == found
    in_script = "JSON.stringify([...factsIn(dukpy.node)])"
    reply = _interpreter().evaljs(in_script, node=publish(rule))
    assert isinstance(reply, str)
    assert json.loads(reply) == list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("typed", "replaced"),
    [
        ({"later": {"date": "x", "days": 1}}, ["later", ["year_of", "start"], 0, 0, 1]),
        ({"sum": ["x", "a"]}, ["sum", ["year_of", "start"], "a"]),
        ({"year_of": "x"}, ["year_of", ["year_of", "start"]]),
        (
            {"by": {"fact": "kind", "cases": {"x": "x", "y": 1}}},
            ["by", "kind", {"x": ["year_of", "start"], "y": 1}],
        ),
        ("x", ["year_of", "start"]),
        (5, 5),
    ],
)
def test_ids_are_replaced_wherever_an_expression_stands(typed: object, replaced: object) -> None:
    year = _VALUE.validate_python({"year_of": "start"})
    assert publish(replace_ids(_VALUE.validate_python(typed), {"x": year})) == replaced


@pytest.mark.parametrize("lang", LANGS)
def test_every_value_has_a_formula(lang: Lang, catalogue: Catalogue) -> None:
    """Each operator as the guide of the vocabulary shows it, in words of the interface."""
    labels = catalogue.interface.in_language(lang)
    words = dict.fromkeys(("a", "b", "start", "kind"), "?")
    names = Names(words, {"kind": {"film": "F", "series": "S"}})
    write = Formulas(lang, labels, names, lambda amount: f"${amount}")
    shown: set[str] = set()
    for _, typed, *_ in VALUE_CASES:
        node = _VALUE.validate_python(typed)
        shown |= set(typed) if isinstance(typed, dict) else set()
        formula = write(node)
        assert formula
        assert "{" not in formula
    assert shown >= set(VALUES)


def test_a_deadline_on_an_earlier_one() -> None:
    completion = _VALUE.validate_python({"later": {"date": "start", "years": 1}})
    earlier = _VALUE.validate_python({"earlier": {"date": "completion", "months": 1}})
    form = publish(replace_ids(earlier, {"completion": completion}))
    assert form == ["earlier", ["later", "start", 1, 0, 0], 0, 1, 0]
    (deadline,) = evaluate(_scheme(date=form), {"start": "2024-02-29"})["deadlines"]
    assert deadline["date"] == "2025-01-28"


def test_open_facts_behind_a_case_are_asked_only_for_that_case() -> None:
    form = _published(
        {"by": {"fact": "kind", "cases": {"film": 10, "series": {"times": ["a", 2]}}}}, _VALUE
    )
    scheme = _scheme(limit=form)
    assert evaluate(scheme, {"yes": True})["unanswered"] == ["kind"]
    assert evaluate(scheme, {"yes": True, "kind": "film"})["unanswered"] == []
    assert evaluate(scheme, {"yes": True, "kind": "series"})["unanswered"] == ["a"]


@pytest.mark.parametrize(
    ("decided", "facts"),
    [
        (["any", "yes", "also"], {"yes": True}),
        (["not", ["all", "yes", "also"]], {"yes": False}),
    ],
)
def test_what_is_decided_asks_for_nothing_more(decided: Any, facts: dict[str, Any]) -> None:
    result = evaluate(_scheme(met_when=["all", decided, ["at_least", "a", 1]]), facts)
    assert result["requirements"][0]["status"] == "unknown"
    assert result["unanswered"] == ["a"]


def test_three_readings_of_which_one_is_open() -> None:
    scheme = _scheme()
    scheme["requirements"][0] = {
        "id": "it",
        "clause": "1",
        "stage": "application",
        "readings": [
            {"id": "one", "met_when": "yes"},
            {"id": "two", "met_when": "also"},
            {"id": "three", "met_when": ["at_least", "a", 1]},
        ],
    }
    (it,) = evaluate(scheme, {"yes": True, "also": False})["requirements"]
    assert (it["status"], [r["outcome"] for r in it["readings"]]) == (
        "unclear", ["met", "unmet", "unknown"],
    )  # fmt: skip
    (it,) = evaluate(scheme, {"yes": True, "also": True})["requirements"]
    assert it["status"] == "unknown"
    assert "readings" not in it
    (it,) = evaluate(scheme, {"yes": False, "also": False, "a": 0})["requirements"]
    assert it["status"] == "unmet"


def test_an_optional_question_is_never_counted_as_unanswered() -> None:
    scheme = _scheme(met_when=["all", "yes", "also"])
    scheme["questions"] = [
        {**question, "optional": question["id"] == "also"} for question in QUESTIONS
    ]
    result = evaluate(scheme, {})
    assert result["requirements"][0]["status"] == "unknown"
    assert result["unanswered"] == ["yes"]
