"""What holds of the engine for any facts at all, drawn where the rules change their mind."""

from __future__ import annotations

import calendar
import json
import math
import re
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.engine import ENGINE_FILE, FactRefused, _interpreter, evaluate
from tests.conftest import ROOT
from tests.tools.boundaries import MOST, RANGES, Facts, cases
from tests.tools.results import amount_of

_DATES = st.sampled_from(["2000-01-01", "2024-02-29", "2025-08-31", "2026-01-31", "2199-12-31"])


def _answers(calculator: Facts) -> dict[str, st.SearchStrategy[Any]]:
    """Good answers by question; of numbers, those around the figures of the rules as well."""
    near: dict[str, list[Any]] = {}
    for case in cases(calculator):
        if not isinstance(case.expected, tuple):
            for fact, answer in case.facts.items():
                near.setdefault(fact, []).append(answer)
    found: dict[str, st.SearchStrategy[Any]] = {}
    for question in calculator["questions"]:
        id_, type_ = question["id"], question["type"]
        options = [option["id"] for option in question.get("options", ())]
        if type_ == "boolean":
            found[id_] = st.booleans()
        elif type_ == "choice":
            found[id_] = st.sampled_from(options)
        elif type_ == "choices":
            found[id_] = st.lists(st.sampled_from(options), max_size=4)
        elif type_ == "date":
            found[id_] = _DATES | st.dates().filter(lambda day: 2000 <= day.year < 2200).map(str)
        else:
            most = RANGES[id_].get("max", MOST)
            wide = (
                st.integers(1, int(most))
                if type_ == "integer"
                else st.floats(1e-9, float(most), allow_subnormal=False)
            )
            found[id_] = st.sampled_from(near[id_]) | wide
    return found


@pytest.fixture(scope="session")
def good(calculator: Facts) -> st.SearchStrategy[Facts]:
    """Facts that the engine takes, some of them unanswered or null."""

    def consistent(facts: Facts) -> Facts:
        total, roc = facts.get("technical_heads_total"), facts.get("technical_heads_roc")
        if total is not None and roc is not None:
            return {**facts, "technical_heads_roc": min(total, roc)}
        return facts

    optional = {fact: st.none() | answer for fact, answer in _answers(calculator).items()}
    return st.fixed_dictionaries({}, optional=optional).map(consistent)


@given(data=st.data())
def test_the_cap_is_the_least_limit_and_the_instalments_divide_it(
    calculator: Facts, good: st.SearchStrategy[Facts], data: st.DataObject
) -> None:
    facts = data.draw(good)
    result = evaluate(calculator, facts)
    amount = amount_of(result)
    limits = [step["amount"] for step in amount["steps"] if step["amount"] is not None]
    if amount["cap"] is None or len(limits) < len(amount["steps"]):
        assert (amount["cap"], amount["binding"], amount["exceeds_cap"]) == (None, None, None)
    else:
        assert amount["cap"] == math.floor(min(limits))
        least = [step["id"] for step in amount["steps"] if step["amount"] == min(limits)]
        assert amount["binding"] == least
        asked = facts.get("requested_amount_twd")
        assert amount["exceeds_cap"] == (None if asked is None else asked > amount["cap"])
    approved = facts.get("approved_amount_twd")
    base = amount["cap"] if approved is None else approved
    shares = [item["amount"] for item in result["instalments"]]
    if base is None:
        assert set(shares) == {None}
    else:
        amounts = [share for share in shares if isinstance(share, int) and share >= 0]
        assert amounts == shares
        assert sum(amounts) == base


@given(data=st.data(), more=st.integers(0, 10**9))
def test_a_higher_cost_never_lowers_the_cap(
    calculator: Facts, good: st.SearchStrategy[Facts], data: st.DataObject, more: int
) -> None:
    facts = data.draw(good)
    cost = facts.get("production_cost_twd")
    if cost is None:
        cost = data.draw(st.integers(0, MOST))
    lower, higher = (
        amount_of(evaluate(calculator, {**facts, "production_cost_twd": item}))["cap"]
        for item in (cost, min(cost + more, MOST))
    )
    if facts.get("category") is None:
        assert lower is higher is None
    else:
        assert lower is not None
        assert higher is not None
        assert lower <= higher


@given(data=st.data())
def test_an_answer_opens_no_question_and_takes_no_amount_back(
    calculator: Facts, good: st.SearchStrategy[Facts], data: st.DataObject
) -> None:
    facts = data.draw(good)
    dropped = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    fewer = evaluate(calculator, {f: item for f, item in facts.items() if f not in dropped})
    more = evaluate(calculator, facts)
    assert set(more["unanswered"]) <= set(fewer["unanswered"])
    if amount_of(fewer)["cap"] is not None:
        assert amount_of(more)["cap"] == amount_of(fewer)["cap"]
    if facts.get("approved_amount_twd") is None or "approved_amount_twd" not in dropped:
        for before, after in zip(fewer["instalments"], more["instalments"], strict=True):
            assert before["amount"] in (None, after["amount"])


def _backwards(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _backwards(node[name]) for name in reversed(node)}
    return [_backwards(item) for item in node] if isinstance(node, list) else node


@pytest.fixture(scope="session")
def backwards(calculator: Facts) -> Facts:
    """The calculator with the keys of every object in the opposite order."""
    turned: Facts = _backwards(calculator)
    return turned


@given(data=st.data())
def test_the_order_of_the_schemes_keys_never_matters(
    calculator: Facts, backwards: Facts, good: st.SearchStrategy[Facts], data: st.DataObject
) -> None:
    facts = data.draw(good)
    assert evaluate(backwards, facts) == evaluate(calculator, facts)


@given(data=st.data())
def test_a_result_is_json_and_the_same_again(
    calculator: Facts, good: st.SearchStrategy[Facts], data: st.DataObject
) -> None:
    facts, others = data.draw(good), data.draw(good)
    result = evaluate(calculator, facts)
    text = json.dumps(result, allow_nan=False)
    assert json.loads(text) == result
    evaluate(calculator, others)
    assert json.dumps(evaluate(calculator, json.dumps(facts)), allow_nan=False) == text


_PURE = """
(() => {
  const given = { scheme: dukpy.scheme, facts: dukpy.facts };
  const before = JSON.stringify(given);
  const first = JSON.stringify(evaluate(given.scheme, given.facts));
  const again = JSON.stringify(evaluate(given.scheme, given.facts));
  return { kept: JSON.stringify(given) === before, same: first === again };
})()
"""


@given(data=st.data())
def test_the_engine_changes_neither_scheme_nor_facts(
    calculator: Facts, good: st.SearchStrategy[Facts], data: st.DataObject
) -> None:
    found = _interpreter().evaljs(_PURE, scheme=calculator, facts=data.draw(good))
    assert found == {"kept": True, "same": True}


def _documented(page: str) -> set[str]:
    """The codes in the table under the heading of errors."""
    text = (ROOT / page).read_text("utf-8").partition("{#errors ")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) - {"code"}


def test_the_documented_codes_are_those_of_the_engine() -> None:
    codes = set(
        re.findall(r'(?:FactError|refuse)\(\s*"(\w+)"', ENGINE_FILE.read_text(encoding="utf-8"))
    )
    assert _documented("docs/en/data.md") == _documented("docs/data.md") == codes


_NO_ANSWER = {
    "boolean": st.sampled_from([0, 1, "true", "", [], {}, 0.5]),
    "number": st.sampled_from(["5", "", True, [], {}, [5]]),
    "choice": st.sampled_from([0, True, [], {}, ["short"]]),
    "choices": st.sampled_from(["", "local_culture", 0, True, {}, [0], [None], [[]]]),
    "date": st.sampled_from([20260101, True, [], {}, ["2026-01-01"]]),
}
_NO_DATE = st.sampled_from(
    ["", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "1999-12-31",
     "2200-01-01", "2026-1-1", "2026-01-01T00:00", " 2026-01-01", "20260101", "2026-06-31"]
)  # fmt: skip


@given(data=st.data())
def test_one_bad_answer_among_good_ones_is_refused_by_its_name(
    calculator: Facts, good: st.SearchStrategy[Facts], data: st.DataObject
) -> None:
    facts = data.draw(good)
    question = data.draw(st.sampled_from(calculator["questions"]))
    fact, type_ = question["id"], question["type"]
    bad: list[tuple[str, st.SearchStrategy[Any]]] = [
        ("wrong_type", _NO_ANSWER["number" if type_ == "integer" else type_])
    ]
    if type_ in ("integer", "number"):
        bad.append(("not_finite", st.sampled_from([math.inf, -math.inf, math.nan])))
        for kind, figure in RANGES[fact].items():
            sign = 1 if kind == "max" else -1
            steps = [0, *range(1, 5)] if kind == "above" else range(1, 5)
            bad.append(("out_of_range", st.sampled_from([figure + sign * step for step in steps])))
    if type_ == "integer":
        bad.append(("wrong_type", st.sampled_from([0.5, 1.5, 1e-9, -0.5])))
    if type_ == "date":
        bad.append(("invalid_date", _NO_DATE))
    if type_ in ("choice", "choices"):
        options = {option["id"] for option in question["options"]}
        word = st.text(max_size=9).filter(lambda word: word not in options)
        bad.append(("unknown_option", word if type_ == "choice" else st.tuples(word).map(list)))
    code, answers = data.draw(st.sampled_from(bad))
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, {**facts, fact: data.draw(answers)})
    assert (refused.value.code, refused.value.fact) == (code, fact)
    assert code in _documented("docs/en/data.md")


@given(data=st.data(), name=st.text(max_size=9))
def test_an_unknown_fact_is_refused_by_its_name_even_when_null(
    calculator: Facts, good: st.SearchStrategy[Facts], data: st.DataObject, name: str
) -> None:
    facts = data.draw(good)
    assert name not in {question["id"] for question in calculator["questions"]}
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, {**facts, name: data.draw(st.sampled_from([None, 1, "x", []]))})
    assert (refused.value.code, refused.value.fact) == ("unknown_fact", name)


@given(total=st.integers(1, 10**6), more=st.integers(1, 10**6))
def test_a_part_is_never_more_than_the_whole(calculator: Facts, total: int, more: int) -> None:
    heads = {"technical_heads_total": total, "technical_heads_roc": total + more}
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, heads)
    assert (refused.value.code, refused.value.fact) == ("inconsistent", "technical_heads_roc")


_MESSAGE = """
(() => {
  try { evaluate(%s, %s); } catch (error) { return [error.name, error.code, error.message]; }
})()
"""
_ONE = '{ questions: [{ id: "it", type: "choice", options: [{ id: "a" }, { id: "b" }] }] }'


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ("{ it: 'x'.repeat(78) }", '"' + "x" * 78 + '"'),
        ("{ it: 'x'.repeat(79) }", '"' + "x" * 78 + "…"),
        ("{ it: -0.5 }", "-0.5"),
        ("{ it: 1 / 0 }", "Infinity"),
        ("{ it: NaN }", "NaN"),
        ("{ it: [1 / 0] }", "[null]"),
        ("{ it: true }", "true"),
        ("{ other: undefined }", "undefined"),
        ("{ other: 5 }", "5"),
        ("{ it: () => 1 }", "() => 1"),
    ],
)
def test_a_message_shows_what_was_given_in_80_characters(facts: str, shown: str) -> None:
    """Also what no JSON can hold, but another program's facts may."""
    reply = _interpreter().evaljs(_MESSAGE % (_ONE, facts))
    assert isinstance(reply, list)
    name, _, message = reply
    assert name == "FactError"
    assert message.partition(": ")[2].startswith(f"{shown} given; allowed: ")


def _small(**parts: Any) -> Facts:
    """A published calculator of two numbers, a date and a choice, with these parts."""
    questions = [
        {"id": "a", "type": "number"},
        {"id": "b", "type": "number"},
        {"id": "start", "type": "date"},
        {"id": "kind", "type": "choice", "options": [{"id": "film"}, {"id": "series"}]},
        {"id": "themes", "type": "choices", "options": [{"id": "sea"}, {"id": "city"}]},
    ]
    return {
        "scheme": "small",
        "questions": questions,
        "requirements": [],
        "amount": {"currency": "TWD", "limits": [{"id": "it", "clause": "1", "value": 1}]},
        "instalments": [],
        "deadlines": [],
        **parts,
    }


def _limit(value: Any) -> Facts:
    limits = [{"id": "it", "clause": "1", "value": value}]
    return _small(amount={"currency": "TWD", "limits": limits})


@pytest.mark.parametrize(
    "value",
    [
        ["share", 50, "a"],
        ["fraction", 1, 2, "a"],
        *(
            [operator, *operands]
            for operator in ("times", "sum", "min", "max")
            for operands in (("a", 1), (1, "a"), (1, "a", 1), (1, 1, "a"))
        ),
        ["by", "kind", {"film": 1, "series": 2}],
        ["year_of", "start"],
    ],
)
@pytest.mark.parametrize("comparison", ["at_least", "at_most", "more_than", "less_than", "equal"])
def test_an_open_operand_leaves_all_that_rests_on_it_open(value: Any, comparison: str) -> None:
    met_when = [comparison, value, 1]
    requirement = {"id": "it", "clause": "1", "stage": "application", "met_when": met_when}
    (it,) = evaluate(_small(requirements=[requirement]), {"b": 1})["requirements"]
    assert it["status"] == "unknown"
    amount = amount_of(evaluate(_limit(value), {"b": 1}))
    assert amount["cap"] is None
    assert amount["steps"][0]["amount"] is None


# --- exact decimals -----------------------------------------------------------------

_DECIMALS = st.decimals(0, 10**7, places=3).map(str) | st.integers(0, 2**53 - 1).map(str)
_ANSWER = st.sampled_from(["a", "b"])


def _values() -> st.SearchStrategy[Any]:
    """Values that rules can be made of, with decimals in them."""
    constants = st.decimals(0, 100, places=2).map(float) | st.integers(0, 1000)
    percent = st.decimals(0, 100, places=1).map(float) | st.integers(0, 100)
    return st.recursive(
        _ANSWER | constants,
        lambda inner: st.one_of(
            st.tuples(st.just("share"), percent, inner).map(list),
            st.tuples(st.just("fraction"), st.integers(1, 9), st.integers(1, 9), inner).map(list),
            st.tuples(
                st.sampled_from(["times", "sum", "min", "max"]),
                st.lists(inner, min_size=2, max_size=3),
            ).map(lambda item: [item[0], *item[1]]),
        ),
        max_leaves=6,
    )


def _reckoned(node: Any, facts: dict[str, Fraction]) -> Fraction:
    """The same by fractions, which round nothing."""
    if isinstance(node, str):
        return facts[node]
    if not isinstance(node, list):
        return Fraction(str(node))
    operator, *operands = node
    if operator == "share":
        return Fraction(str(operands[0])) / 100 * _reckoned(operands[1], facts)
    if operator == "fraction":
        return Fraction(operands[0], operands[1]) * _reckoned(operands[2], facts)
    parts = [_reckoned(item, facts) for item in operands]
    if operator == "times":
        return math.prod(parts, start=Fraction(1))
    if operator == "sum":
        return Fraction(sum(parts))
    return min(parts) if operator == "min" else max(parts)


@given(_values(), _values(), _DECIMALS, _DECIMALS)
def test_numbers_are_reckoned_with_as_the_decimals_that_were_typed(
    one: Any, other: Any, a: str, b: str
) -> None:
    facts = {"a": Fraction(a), "b": Fraction(b)}
    exact, second = _reckoned(one, facts), _reckoned(other, facts)
    comparisons = {
        "at_least": exact >= second,
        "at_most": exact <= second,
        "more_than": exact > second,
        "less_than": exact < second,
        "equal": exact == second,
    }
    requirements = [
        {"id": operator, "clause": "1", "met_when": [operator, one, other]}
        for operator in comparisons
    ]
    answers = {"a": json.loads(a), "b": json.loads(b)}
    result = evaluate({**_limit(one), "requirements": requirements}, answers)
    found = {item["id"]: item["status"] == "met" for item in result["requirements"]}
    assert found == comparisons
    if exact < 2**53:
        assert amount_of(result)["cap"] == math.floor(exact)
        (step,) = amount_of(result)["steps"]
        assert step["amount"] is not None
        assert math.floor(step["amount"]) == math.floor(exact)


@pytest.mark.parametrize(
    ("value", "a", "cap"),
    [
        (["sum", ["share", 60, "a"], ["share", 30, "a"], ["share", 10, "a"]], 1_000_007, 1_000_007),
        (["sum", ["share", 70, "a"], ["share", 20, "a"], ["share", 10, "a"]], 16, 16),
        (["times", ["fraction", 1, 9, "a"], 9], 15, 15),
        (["share", 33.3, "a"], 1000, 333),
        (["times", "a", 100], 0.29, 29),
        (["share", 100, "a"], MOST, MOST),
    ],
)
def test_parts_that_make_a_whole_make_it_exactly(value: Any, a: float, cap: int) -> None:
    assert amount_of(evaluate(_limit(value), {"a": a}))["cap"] == cap


@pytest.mark.parametrize(
    ("met_when", "facts"),
    [
        (["equal", ["sum", "a", "b"], 0.3], {"a": 0.1, "b": 0.2}),
        (["at_least", "b", ["share", 30, "a"]], {"a": 10.3, "b": 3.09}),
        (["at_most", "b", ["share", 30, "a"]], {"a": 10.3, "b": 3.09}),
        (["equal", ["times", "a", "b"], 0.02], {"a": 0.1, "b": 0.2}),
        (["equal", ["sum", "a", -0.5], -0.25], {"a": 0.25}),
        (["equal", ["times", "a", 1e-7], 1e-8], {"a": 0.1}),
        (["equal", ["times", "a", 1.5], 1.5e21], {"a": 1e21}),
        (["equal", ["times", ["fraction", 1, 3, "a"], 3], 1], {"a": 1}),
        # The product of the two as floats would be 3.
        (["more_than", ["times", "a", 10], 3], {"a": 0.30000000000000004}),
    ],
)
def test_decimals_meet_where_they_do_on_paper(met_when: Any, facts: Facts) -> None:
    requirement = {"id": "it", "clause": "1", "met_when": met_when}
    (it,) = evaluate(_small(requirements=[requirement]), facts)["requirements"]
    assert it["status"] == "met"


@pytest.mark.parametrize(
    ("value", "of", "amount"),
    [
        (["share", 80, "a"], 1, 0.8),
        (["share", 80, "a"], 6_200_001, 4_960_000.8),
        (["fraction", 1, 3, "a"], 1, 1 / 3),
        (["fraction", 1, 2, "a"], 2**34 + 1, 2**33 + 0.5),
        (["sum", "a", -10.5], 10, -0.5),
        # Too large for a number to hold its decimals: they are left out, never rounded up.
        (["fraction", 3, 4, "a"], 2**53 - 1, 2**53 * 3 // 4 - 1),
    ],
)
def test_a_step_shows_the_amount_that_decides(value: Any, of: int, amount: float) -> None:
    (step,) = amount_of(evaluate(_limit(value), {"a": of}))["steps"]
    assert step["amount"] == amount


def test_a_scheme_without_a_limit_has_no_cap() -> None:
    amount = amount_of(evaluate(_small(amount={"currency": "TWD", "limits": []}), {}))
    assert (amount["cap"], amount["binding"], amount["steps"]) == (None, [], [])


@pytest.mark.parametrize(
    ("fact", "answer", "allowed"),
    [
        ("kind", "play", "one of: film, series"),
        ("kind", ["film"], "one of: film, series"),
        ("themes", ["play"], "a list of any of: sea, city"),
        ("themes", "sea", "a list of any of: sea, city"),
        ("a", "1", "a number"),
        ("start", 1, "a calendar date from 2000-01-01 to 2199-12-31, as YYYY-MM-DD"),
        ("other", 1, "the facts a, b, start, kind, themes"),
    ],
)
def test_a_message_says_what_is_allowed(fact: str, answer: Any, allowed: str) -> None:
    with pytest.raises(FactRefused) as refused:
        evaluate(_small(), {fact: answer})
    assert str(refused.value).endswith(f"; allowed: {allowed}")


def test_an_operator_is_not_taken_for_the_question_of_its_name() -> None:
    questions = [*_small()["questions"], {"id": "sum", "type": "number"}]
    requirement = {"id": "it", "clause": "1", "met_when": ["at_least", ["sum", "a", "b"], 1]}
    result = evaluate(_small(questions=questions, requirements=[requirement]), {})
    assert result["unanswered"] == ["a", "b"]


@pytest.mark.parametrize(
    ("facts", "cap", "binding"),
    [
        ({"a": 30, "b": 10}, 10, ["second", "third"]),
        ({"a": 20, "b": 10}, 10, ["first", "second", "third"]),
        ({"a": 20.2, "b": 10.1}, 10, ["third"]),
        # Half of 19.9 is 9.95: rounded down it is 9, and 9 is lower before rounding.
        ({"a": 19.9, "b": 9}, 9, ["second"]),
        ({"a": 19.9, "b": 9.95}, 9, ["first", "second"]),
        ({"a": 30}, None, None),
        ({}, None, None),
    ],
)
def test_every_limit_that_is_lowest_binds(
    facts: Facts, cap: int | None, binding: list[str] | None
) -> None:
    values = {"first": ["share", 50, "a"], "second": "b", "third": 10}
    limits = [{"id": id_, "clause": "1", "value": value} for id_, value in values.items()]
    amount = amount_of(evaluate(_small(amount={"currency": "TWD", "limits": limits}), facts))
    assert (amount["cap"], amount["binding"]) == (cap, binding)


_SOME = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from([True, False, None])), min_size=1, max_size=6
)


@given(_SOME, st.integers(1, 16))
def test_enough_is_settled_exactly_where_no_answer_can_change_it(
    some: list[tuple[int, bool | None]], least: int
) -> None:
    """By every way to answer what is open."""
    facts = {f"q{i}": answer for i, (_, answer) in enumerate(some)}
    open_ = [fact for fact, answer in facts.items() if answer is None]
    outcomes = set()
    for answers in product([True, False], repeat=len(open_)):
        full = {**facts, **dict(zip(open_, answers, strict=True))}
        points = sum(worth for i, (worth, _) in enumerate(some) if full[f"q{i}"])
        outcomes.add(points >= least)
    form = ["enough", least, [[worth, f"q{i}"] for i, (worth, _) in enumerate(some)]]
    questions = [{"id": fact, "type": "boolean"} for fact in facts]
    requirement = {"id": "it", "clause": "1", "met_when": form}
    result = evaluate(_small(questions=questions, requirements=[requirement]), facts)
    settled = outcomes.pop() if len(outcomes) == 1 else None
    assert (
        result["requirements"][0]["status"]
        == {True: "met", False: "unmet", None: "unknown"}[settled]
    )
    assert result["unanswered"] == (open_ if settled is None else [])


@pytest.mark.parametrize(
    ("facts", "cap", "binding", "unanswered"),
    [
        ({"kind": "film", "a": 100}, 40, ["film-only"], []),
        ({"kind": "series", "a": 100}, 50, ["share"], []),
        ({"kind": "series"}, None, None, ["a"]),
        # Whether the second limit applies is not known, nor what the first comes to.
        ({}, None, None, ["a", "kind"]),
    ],
)
def test_a_limit_counts_only_while_it_applies(
    facts: Facts, cap: int | None, binding: list[str] | None, unanswered: list[str]
) -> None:
    limits = [
        {
            "id": "film-only",
            "clause": "1",
            "value": 40,
            "applies_when": ["one_of", "kind", ["film"]],
        },
        {"id": "share", "clause": "1", "value": ["share", 50, "a"]},
    ]
    result = evaluate(_small(amount={"currency": "TWD", "limits": limits}), facts)
    amount = amount_of(result)
    assert (amount["cap"], amount["binding"]) == (cap, binding)
    assert result["unanswered"] == unanswered
    applying = ["share"] if facts.get("kind") == "series" else ["film-only", "share"]
    assert [step["id"] for step in amount["steps"]] == applying


def test_where_no_limit_applies_there_is_no_ceiling_and_nothing_left_to_ask() -> None:
    limit = {"id": "it", "clause": "1", "value": "a", "applies_when": ["one_of", "kind", ["film"]]}
    amount = {"currency": "TWD", "limits": [limit], "requested": "b"}
    result = evaluate(_small(amount=amount), {"kind": "series", "b": 5})
    assert result["amount"] == {
        "currency": "TWD", "cap": None, "binding": [], "exceeds_cap": None, "steps": []
    }  # fmt: skip
    assert result["unanswered"] == []


def test_of_rules_without_an_amount_there_is_none() -> None:
    half = [{"id": id_, "clause": "1", "percent": 50} for id_ in ("first", "second")]
    result = evaluate(_small(amount=None, instalments=half), {})
    assert result["amount"] is None
    assert [instalment["amount"] for instalment in result["instalments"]] == [None, None]
    bare = evaluate(_small(amount=None, instalments=[], deadlines=[]), {})
    assert (bare["amount"], bare["instalments"], bare["deadlines"]) == (None, [], [])


def test_an_approved_amount_is_paid_in_instalments_though_there_is_no_limit() -> None:
    amount = {"currency": "TWD", "limits": [], "approved": "a"}
    half = [{"id": id_, "clause": "1", "percent": 50} for id_ in ("first", "second")]
    result = evaluate(_small(amount=amount, instalments=half), {"a": 101})
    assert [instalment["amount"] for instalment in result["instalments"]] == [50, 51]


@pytest.mark.parametrize(
    ("facts", "clause"), [({"kind": "film"}, "1.1"), ({"kind": "series"}, "1"), ({}, "1")]
)
def test_a_limit_names_the_clause_of_the_case(facts: Facts, clause: str) -> None:
    value = ["by", "kind", {"film": 1, "series": 2}]
    limits = [{"id": "it", "clause": "1", "value": value, "clauses": {"film": "1.1"}}]
    result = evaluate(_small(amount={"currency": "TWD", "limits": limits}), facts)
    assert amount_of(result)["steps"][0]["clause"] == clause


def test_nothing_given_is_not_more_than_a_figure_below_zero() -> None:
    questions = [{"id": "a", "type": "number", "no_more_than": "b"}, {"id": "b", "type": "number"}]
    assert evaluate(_small(questions=questions), {"b": -5})["verdict"] == "eligible"
    with pytest.raises(FactRefused):
        evaluate(_small(questions=questions), {"a": 0, "b": -5})


def test_a_period_from_the_last_day_of_a_month_ends_on_the_last_day_of_one() -> None:
    ends = {1: "2027-05-31", 2: "2027-06-30", 10: "2028-02-29", 22: "2029-02-28"}
    deadlines = [
        {"id": f"after_{n}", "clause": "1", "date": ["later", ["day", "2027-04-30"], 0, n, 0]}
        for n in ends
    ]
    found = evaluate(_small(deadlines=deadlines), {})["deadlines"]
    assert [item["date"] for item in found] == list(ends.values())


def test_a_month_after_january_ends_february_ends_in_every_year() -> None:
    years = range(2000, 2200)
    deadlines = [
        {"id": str(year), "clause": "1", "date": ["later", ["day", f"{year}-01-31"], 0, 1, 0]}
        for year in years
    ]
    dates = [item["date"] for item in evaluate(_small(deadlines=deadlines), {})["deadlines"]]
    assert dates == [f"{year}-02-{calendar.monthrange(year, 2)[1]}" for year in years]
