"""Whose result changes: whoever differs is named, and whoever is named differs."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.rules.engine import values
from generator.rules.flips import Flips, flips
from generator.rules.flips.days import EVERY, shift
from tests.tools.flips import changed, decided, drawn_pair, overclaimed, tried, unnamed, untrue

Facts = dict[str, Any]
MANY = settings().max_examples // 25
"""Pairs to be tried: a few in the suite, and many in `make fuzz`."""


def _rule(calculator: Facts, id_: str) -> Facts:
    """The requirement, question or deadline of an id."""
    lists = (calculator[name] for name in ("requirements", "questions", "deadlines"))
    found: Facts = next(one for some in lists for one in some if one["id"] == id_)
    return found


def _told(found: Flips) -> list[tuple[str, Facts, Any, Any]]:
    return [(one.rule, dict(one.facts), one.before, one.after) for one in found.changes]


@pytest.fixture
def after(calculator: Facts) -> Facts:
    """The real scheme, to be changed."""
    return copy.deepcopy(calculator)


def test_the_same_rules_change_nobodys_result(calculator: Any, after: Any) -> None:
    assert flips(calculator, after) == Flips((), ())
    after["requirements"][0]["title"] = {"zh": "別的", "en": "Another"}
    assert flips(calculator, after) == Flips((), ())


def test_a_longer_pilot(calculator: Any, after: Any) -> None:
    _rule(after, "pilot-runtime")["met_when"] = ["at_least", "runtime_minutes", 22]
    found = flips(calculator, after)
    assert found.undecided == ()
    assert _told(found) == [
        ("pilot-runtime", {"category": "pilot", "runtime_minutes": 20}, "met", "unmet"),
        ("pilot-runtime", {"category": "pilot", "runtime_minutes": 21}, "met", "unmet"),
    ]
    (change, _) = found.changes
    assert change.clause == "3.2.1.1"
    assert change.span is not None
    assert (change.span.first, change.span.last, change.span.until) == (20, None, 22)


def test_a_higher_ceiling_tells_where_it_begins_to_matter_and_where_in_full(
    calculator: Any, after: Any
) -> None:
    after["amount"]["limits"][1]["value"][2]["pilot"] = 9000000
    found = flips(calculator, after)
    assert found.undecided == ()
    changes = _told(found)
    pilot = {"category": "pilot"}
    assert changes[0] == ("ceiling", pilot, 8000000, 9000000)
    assert [one for one in changes if one[0] == "amount"] == [
        ("amount", {**pilot, "production_cost_twd": 10000002}, 8000000, 8000001),
        ("amount", {**pilot, "production_cost_twd": 11250000}, 8000000, 9000000),
    ]
    binding = [one for one in changes if one[0] == "binding"]
    costs = {one[1]["production_cost_twd"] for one in binding}
    assert costs == {10000000, 10000001, 11249999, 11250000}


def test_answers_that_are_compared_with_each_other(calculator: Any, after: Any) -> None:
    heads = ["at_least", "technical_heads_roc", ["fraction", 2, 3, "technical_heads_total"]]
    _rule(after, "technical-heads")["met_when"] = heads
    found = flips(calculator, after)
    assert found.undecided == ()
    assert found.examples == {("requirement", "technical-heads")}
    facts = {"technical_heads_total": 2, "technical_heads_roc": 1}
    assert _told(found) == [("technical-heads", facts, "met", "unmet")]


def test_answers_that_are_multiplied(calculator: Any, after: Any) -> None:
    _rule(after, "resolution")["readings"][1]["met_when"][2] = 2211840
    found = flips(calculator, after)
    assert found.undecided == ()
    assert {(one.before, one.after) for one in found.changes} == {
        ("met", "unclear"),
        ("unclear", "unmet"),
    }


def test_a_figure_that_no_answer_can_reach_changes_nobodys_result(
    calculator: Any, after: Any
) -> None:
    """Half of so many people is reached by the same numbers of people as 50.0 per cent."""
    half = ["at_least", ["times", 2, "technical_heads_roc"], "technical_heads_total"]
    _rule(after, "technical-heads")["met_when"] = half
    assert flips(calculator, after) == Flips((), ())


def test_what_a_question_takes_for_an_answer(calculator: Any, after: Any) -> None:
    _rule(after, "vp_ratio_percent")["max"] = 90
    _rule(after, "applicant_type")["options"].pop()
    _rule(after, "audio_bit_depth")["type"] = "number"
    changes = _told(flips(calculator, after))
    assert ("vp_ratio_percent", {"vp_ratio_percent": 100}, "accepted", "refused") in changes
    assert ("applicant_type", {"applicant_type": "other"}, "accepted", "refused") in changes
    assert [one[2:] for one in changes if one[0] == "audio_bit_depth"] == [("refused", "accepted")]


def test_rules_that_come_and_go(calculator: Any, after: Any) -> None:
    gone = after["requirements"].pop()
    after["deadlines"].pop()
    found = flips(calculator, after)
    assert found.undecided == ()
    assert {(one.rule, one.after) for one in found.changes} == {
        (gone["id"], "absent"),
        (f"{gone['id']}/point-three", "not_shown"),
        ("force_majeure_request", "absent"),
    }
    back = flips(after, calculator)
    assert {one.before for one in back.changes} == {"absent", "not_shown"}


def test_what_differs_for_everybody(calculator: Any, after: Any) -> None:
    _rule(after, "origin")["stage"] = "payment"
    after["instalments"][0]["percent"] = 30
    after["instalments"][1]["percent"] = 50
    changes = _told(flips(calculator, after))
    assert ("origin", {}, "application", "payment") in changes
    assert ("first", {}, 40, 30) in changes
    assert ("second", {}, 40, 50) in changes
    # What is left for the last differs by what the others' rounding leaves.
    assert {(one[2] < one[3]) for one in changes if one[0] == "third"} == {True, False}


def test_an_earlier_deadline(calculator: Any, after: Any) -> None:
    _rule(after, "force_majeure_request")["date"][3] = 2
    ((rule, facts, was, is_),) = _told(flips(calculator, after))
    assert rule == "force_majeure_request"
    assert list(facts) == ["force_majeure_date"]
    assert was > is_


def test_the_next_working_day(calculator: Any, after: Any) -> None:
    del _rule(after, "force_majeure_request")["office_day"]
    ((rule, _, was, is_),) = _told(flips(calculator, after))
    assert (rule, is_) == ("force_majeure_request", None)
    assert date.fromisoformat(was).weekday() < 5


def test_more_limits_than_are_compared_are_named(calculator: Any, after: Any) -> None:
    share = after["amount"]["limits"][0]
    after["amount"]["limits"] += [{**share, "id": f"more-{i}"} for i in range(5)]
    undecided = flips(calculator, after).undecided
    assert [(one.rule, one.why) for one in undecided] == [("binding", "too_many")]


def test_what_is_too_hard_is_named(after: Any) -> None:
    """Whether numbers are the sum of three cubes is number theory."""
    cost, asked, width = "production_cost_twd", "requested_amount_twd", "frame_width_px"
    cubes = [["times", fact, fact, fact] for fact in (cost, asked, width)]
    before = copy.deepcopy(after)
    for question in (*before["questions"], *after["questions"]):
        question.pop("max", None)
    rule = ["equal", ["sum", *cubes[:2]], ["sum", cubes[2], 33]]
    _rule(after, "origin")["met_when"] = rule
    found = flips(before, after)
    assert ("origin", "too_hard") in [(one.rule, one.why) for one in found.undecided]


@settings(max_examples=MANY)
@given(st.integers(0, 10**9))
def test_whoever_differs_between_drawn_rules_is_named(seed: int) -> None:
    draw = Random(seed)
    found = tried(*drawn_pair(draw), 60, draw)
    assert (found.unnamed, found.untrue, found.overclaimed) == ([], [], [])


@settings(max_examples=MANY)
@given(st.integers(0, 10**9), st.integers(1, 3))
def test_whoever_differs_between_versions_of_the_real_scheme_is_named(
    calculator: Facts, seed: int, times: int
) -> None:
    draw = Random(seed)
    found = tried(*changed(draw, calculator, times), 60, draw)
    assert (found.unnamed, found.untrue, found.overclaimed) == ([], [], [])


def test_an_unnamed_applicant_would_be_found(calculator: Any, after: Any) -> None:
    """The trial itself: it finds whom no change names, and a change that is not so."""
    _rule(after, "pilot-runtime")["met_when"] = ["at_least", "runtime_minutes", 30]
    changes = flips(calculator, after)
    row = {"category": "pilot", "runtime_minutes": 25}
    (found,) = decided(calculator, after, [row])
    assert unnamed(found, changes, row) == []
    assert unnamed(found, Flips((), ()), row) == found
    (change,) = {one.span: one for one in changes.changes}.values()
    assert change.span is not None
    shorter = replace(change, span=replace(change.span, last=24, until=None))
    assert unnamed(found, Flips((shorter,), ()), row) == found
    longer = Flips((replace(change, span=replace(change.span, until=None)),), ())
    (others,) = decided(calculator, after, [{**row, "runtime_minutes": 35}])
    assert overclaimed(others, longer, {**row, "runtime_minutes": 35}) == list(longer.changes)
    assert untrue(changes.changes, calculator, calculator) == list(changes.changes)


@pytest.mark.parametrize(("months", "days"), [(12, 0), (-1, 0), (6, 30), (-13, -1), (25, 0)])
def test_days_are_moved_as_the_engine_moves_them(months: int, days: int) -> None:
    some = [date.fromordinal(day) for day in [*EVERY[20000:21500], *EVERY[36400:36700]]]
    operator = "later" if months > 0 else "earlier"
    node: Any = [operator, "day", 0, abs(months), abs(days)]
    rows: Any = [(day.isoformat(),) for day in some]
    (found,) = values([{"facts": ["day"], "rows": rows, "asked": [], "expressions": [node]}])
    assert [one for (one,) in found] == [shift(day, months, days).isoformat() for day in some]


@pytest.mark.parametrize("months", [*range(-14, 15), 24, 48, -48])
def test_a_later_day_is_never_moved_to_an_earlier_one(months: int) -> None:
    some = (date.fromordinal(day) for day in EVERY[20000:23000])
    moved = [shift(day, months, 0) for day in some]
    assert all(one <= other for one, other in pairwise(moved))
