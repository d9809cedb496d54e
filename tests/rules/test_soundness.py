"""The critical answers of a rule: as many as decide it, checked against every answer there is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.build import check
from generator.content.catalogue import Catalogue
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors
from generator.models.expressions import facts_in
from generator.rules.compile import compile_calculators
from generator.rules.critical import MOST_ROWS, Critical
from generator.rules.engine import values
from generator.rules.soundness import check_soundness
from tests.tools.published_form import questions, typed

QUESTIONS = questions(
    [
        {"id": "a", "type": "integer", "min": 0, "max": 12},
        {"id": "b", "type": "integer", "above": 0, "max": 12},
        {"id": "part", "type": "integer", "min": 0, "max": 12, "no_more_than": "b"},
        {"id": "kind", "type": "choice", "options": [{"id": "film"}, {"id": "series"}]},
        {"id": "themes", "type": "choices", "options": [{"id": "sea"}, {"id": "city"}]},
        {"id": "x", "type": "number"},
        {"id": "above", "type": "number", "above": 0, "max": 10},
        {"id": "day", "type": "date"},
        {"id": "other_day", "type": "date"},
    ]
)
SETS = [(), ("sea",), ("city",), ("sea", "city")]
EVERY = {"a": range(13), "b": range(1, 13), "part": range(13), "kind": ("film", "series")} | {
    "themes": SETS
}


def _worked_out(facts: list[str], rows: list[tuple[Any, ...]], node: Any) -> set[Any]:
    (outcomes,) = values([{"facts": facts, "rows": rows, "asked": [], "expressions": [node]}])
    return {outcome[0] for outcome in outcomes}


def _critical(node: Any) -> tuple[list[str], list[tuple[Any, ...]] | None]:
    found = set(facts_in(typed(node))) | ({"b"} if "part" in str(node) else set())
    facts = [fact for fact in QUESTIONS if fact in found]
    return facts, Critical(QUESTIONS, facts, [typed(node)]).rows()


_NUMBER: st.SearchStrategy[Any] = st.sampled_from(["a", "b", "part"]) | st.integers(-1, 14)
_VALUE = st.one_of(
    _NUMBER,
    st.tuples(st.just("share"), st.sampled_from([25, 50, 80]), _NUMBER).map(list),
    st.tuples(st.just("fraction"), st.just(1), st.just(3), _NUMBER).map(list),
    st.tuples(st.sampled_from(["sum", "min", "max"]), _NUMBER, _NUMBER).map(list),
    st.tuples(st.just("times"), st.sampled_from(["a", "part"]), st.integers(1, 4)).map(list),
    st.fixed_dictionaries({"film": _NUMBER, "series": _NUMBER}).map(lambda c: ["by", "kind", c]),
)
_COMPARISON = st.tuples(
    st.sampled_from(["at_least", "at_most", "more_than", "less_than", "equal"]), _VALUE, _VALUE
).map(list)
_MEMBERSHIP = st.sampled_from(
    [["one_of", "kind", ["film"]], ["any_of", "themes", ["sea"]], ["any_of", "themes", ["city"]]]
)


@given(st.data(), st.sampled_from(["all", "any"]))
def test_critical_answers_find_what_every_answer_finds(data: st.DataObject, joined: str) -> None:
    """One comparison of two values, with conditions on the options beside it."""
    parts = [data.draw(_COMPARISON), *data.draw(st.lists(_MEMBERSHIP, max_size=2))]
    node = [joined, *(["not", part] if data.draw(st.booleans()) else part for part in parts)]
    facts, rows = _critical(node)
    assume(rows is not None)
    assert rows is not None
    every: list[tuple[Any, ...]] = [()]
    for fact in facts:
        every = [(*row, answer) for row in every for answer in EVERY[fact]]
    if {"part", "b"} <= set(facts):
        part, whole = facts.index("part"), facts.index("b")
        every = [row for row in every if row[part] <= row[whole]]
    assert set(rows) <= set(every)
    assert _worked_out(facts, rows, node) == _worked_out(facts, every, node)


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(-1, 14)), max_size=5), st.data())
def test_any_number_of_thresholds(limits: list[tuple[str, int]], data: st.DataObject) -> None:
    operators = st.sampled_from(["at_least", "at_most", "more_than", "less_than"])
    node = ["all", ["at_least", "a", 0], *([data.draw(operators), *limit] for limit in limits)]
    facts, rows = _critical(node)
    assert rows is not None
    every = [(a, b)[: len(facts)] for a in EVERY["a"] for b in EVERY["b"]]
    assert _worked_out(facts, rows, node) == _worked_out(facts, every, node)


@pytest.mark.parametrize(
    ("node", "found"),
    [
        # A number with a fraction has answers in every gap, however narrow.
        (["all", ["more_than", "x", 3], ["less_than", "x", 3.0000001]], {True, False}),
        (["all", ["at_least", "x", 3], ["less_than", "x", 3]], {False}),
        (["at_least", "x", -(10**9)], {True, False}),
        (["more_than", "above", 0], {True}),
        (["at_most", "above", 10], {True}),
        (["less_than", "above", 0.001], {True, False}),
        # Only just the one pair of answers: half of b against the least of part.
        (["all", ["at_least", ["share", 50, "b"], 6], ["at_most", "b", 12]], {True, False}),
        (["all", ["at_least", ["times", "a", "b"], 144]], {True, False}),
        (["at_least", ["times", "a", "b"], 145], {False}),
        (["more_than", "part", "b"], {False}),
        (["at_least", "part", "b"], {True, False}),
        (["any_of", "themes", ["sea", "city"]], {True, False}),
        (["all", ["any_of", "themes", ["sea"]], ["any_of", "themes", ["city"]]], {True, False}),
        (["equal", "day", ["day", "2026-02-28"]], {True, False}),
        (["at_least", "day", ["day", "2000-01-01"]], {True}),
        (["more_than", "day", ["day", "2199-12-31"]], {False}),
        (["more_than", "other_day", ["later", "day", 1, 0, 0]], {True, False}),
        (["at_least", ["earlier", "day", 0, 0, 1], "day"], {False}),
        # Too large for a number: no answer is lost, and none is wrong.
        (["at_least", "x", 10**400], {False}),
        (["at_most", ["times", "x", 10**300, 10**300], 0], {True, False}),
    ],
)
def test_what_a_condition_can_come_to(node: Any, found: set[bool | None]) -> None:
    facts, rows = _critical(node)
    assert rows is not None
    assert _worked_out(facts, rows, node) == found


@pytest.mark.parametrize(
    "node",
    [
        # True of 4 and 5 alone, and of their multiples.
        ["equal", "a", ["share", 80, "b"]],
        ["all", ["at_least", "a", ["share", 80, "b"]], ["at_most", "a", ["share", 80, "b"]]],
    ],
)
def test_what_only_some_whole_numbers_meet_is_not_worked_out(node: Any) -> None:
    assert _critical(node)[1] is None


_DAYS = [date(2019, 1, 1) + timedelta(days) for days in range(365 * 12)]
_MONTH_DAY = st.sampled_from([101, 228, 229, 301, 430, 615, 1115, 1231])
_DAY_RULE = st.one_of(
    st.tuples(st.just("between_days"), st.just("day"), _MONTH_DAY, _MONTH_DAY).map(list),
    st.tuples(
        st.sampled_from(["at_least", "at_most", "more_than", "less_than"]),
        st.just("day"),
        st.sampled_from(_DAYS[400:-400]).map(lambda day: ["day", day.isoformat()]),
    ).map(list),
    st.tuples(
        st.sampled_from(["at_least", "at_most", "equal"]),
        st.just(["year_of", "day"]),
        st.integers(2020, 2029),
    ).map(list),
)


@settings(max_examples=60)
@given(st.lists(_DAY_RULE, min_size=1, max_size=4), st.sampled_from(["all", "any"]), st.data())
def test_what_reads_the_calendar_is_found_on_the_days_that_matter(
    parts: list[Any], joined: str, data: st.DataObject
) -> None:
    """Beside every day of twelve years: years, parts of the year and fixed days of one date."""
    node = [joined, *(["not", part] if data.draw(st.booleans()) else part for part in parts)]
    facts, rows = _critical(node)
    assert rows is not None
    found = _worked_out(facts, rows, node)
    assert found >= _worked_out(facts, [(day.isoformat(),) for day in _DAYS], node)
    assert found <= {True, False}


@given(
    st.sampled_from(["at_least", "more_than", "equal"]),
    st.lists(st.integers(2001, 2020), min_size=4, max_size=4),
)
def test_the_years_of_two_dates_are_compared(operator: str, years: list[int]) -> None:
    node = [
        "all",
        ["at_least", "day", ["day", f"{years[0]}-03-01"]],
        ["at_most", "day", ["day", f"{years[1]}-09-30"]],
        ["at_least", "other_day", ["day", f"{years[2]}-05-01"]],
        ["at_most", "other_day", ["day", f"{years[3]}-07-31"]],
        [operator, ["year_of", "day"], ["year_of", "other_day"]],
    ]
    facts, rows = _critical(node)
    assert rows is not None
    possible = any(
        {"at_least": a >= b, "more_than": a > b, "equal": a == b}[operator]
        for a in range(years[0], years[1] + 1)
        for b in range(years[2], years[3] + 1)
    )
    assert _worked_out(facts, rows, node) == ({True, False} if possible else {False})


@pytest.mark.parametrize(
    "node",
    [
        ["between_days", ["later", "day", 0, 1, 0], 101, 430],
        ["at_least", ["year_of", ["later", "day", 0, 1, 0]], 2026],
        ["all", ["between_days", "day", 101, 430], ["at_least", "day", "other_day"]],
    ],
)
def test_a_moved_or_compared_date_in_a_part_of_the_year_is_not_worked_out(node: Any) -> None:
    assert _critical(node)[1] is None


def test_a_part_of_the_year_that_a_fixed_day_excludes_is_refused(small: Path) -> None:
    path = small / "schemes/grant/calculator.yml"
    text = path.read_text("utf-8")
    rule = "    met_when: registered\n"
    assert rule in text
    window = "{between_days: {date: approved_on, first: 05-01, last: 06-30}}"
    fixed = [f"{{{op}: [approved_on, {{day: {day}}}]}}" for op, day in (
        ("at_least", "2026-07-01"), ("at_most", "2027-04-30")
    )]  # fmt: skip
    text = text.replace(rule, f"    met_when: {{all: [{window}, {', '.join(fixed)}]}}\n")
    path.write_text(text, "utf-8")
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert Code.ALWAYS_THE_SAME in {error.code for error in caught.value.errors}


def test_too_many_combinations_are_not_worked_out() -> None:
    many = questions({"id": f"q{i}", "type": "boolean"} for i in range(13))
    assert 2**12 <= MOST_ROWS < 2**13
    assert Critical(many, list(many), []).rows() is None
    some = list(many)[:12]
    rows = Critical(many, some, []).rows()
    assert rows is not None
    assert len(set(rows)) == 2**12


def test_of_many_options_the_smallest_and_the_largest_sets_are_tried() -> None:
    options = [{"id": f"o{i}"} for i in range(8)]
    many = questions([{"id": "q", "type": "choices", "options": options}])
    rows: Any = Critical(many, ["q"], []).rows()
    assert sorted(len(row[0]) for row in rows) == [0, *[1] * 8, *[7] * 8, 8]


def test_the_real_scheme_is_sound(catalogue: Catalogue) -> None:
    assert check_soundness(catalogue, compile_calculators(catalogue)) == []


def test_a_question_of_an_unjudged_rule_is_left_alone(small: Path) -> None:
    """13 yes/no questions in one requirement are too many combinations to refuse any."""
    path = small / "schemes/grant/calculator.yml"
    text = path.read_text("utf-8")
    question = (
        "      - id: {id}\n        type: boolean\n        optional: true\n"
        "        clause: 3\n        label: {{zh: 嗎？, en: Is it?}}\n"
    )
    ids = [f"extra_{chr(97 + i)}" for i in range(13)]
    text = text.replace(
        "requirements:\n", "".join(question.format(id=id_) for id_ in ids) + "requirements:\n"
    ).replace(
        "    met_when: registered\n", f"    met_when: {{any: [registered, {', '.join(ids)}]}}\n"
    )
    path.write_text(text, "utf-8")
    assert len(check(small)[1].examples) == 5


@pytest.mark.parametrize(
    "ceiling",
    [
        "{min: [cost, 900]}",
        "{max: [400, {share: {percent: 10, of: 900}}]}",
        "{by: {fact: category, cases: {long: {min: [cost, 900]}, short: 500}}}",
    ],
)
def test_a_fixed_figure_in_any_form_is_a_ceiling(small: Path, ceiling: str) -> None:
    path = small / "schemes/grant/calculator.yml"
    text = path.read_text("utf-8")
    old = "value: {by: {fact: category, cases: {long: 1000, short: 500}}}"
    assert old in text
    text = text.replace(old, f"value: {ceiling}").replace(
        "    met_when: registered\n",
        "    applies_when: {one_of: {fact: category, options: [short]}}\n"
        "    met_when: registered\n",
    )
    path.write_text(text, "utf-8")
    assert len(check(small)[1].examples) == 5
