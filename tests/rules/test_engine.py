"""The browser's engine on the published calculator: the contract, bad input, every boundary."""

from __future__ import annotations

import gzip
import random
from datetime import date, timedelta
from typing import Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assets import assets
from generator.rules.engine import FactRefused, evaluate
from generator.rules.results import Result
from tests.conftest import ROOT
from tests.tools.asked import asked
from tests.tools.results import amount_of

Facts = dict[str, Any]
MOST = 9_007_199_254_740_991  # 2^53 - 1


def _status(result: Result) -> dict[str, str]:
    return {item["id"]: item["status"] for item in result["requirements"]}


def _dates(result: Result) -> dict[str, str | None]:
    return {item["id"]: item["date"] for item in result["deadlines"]}


def _office_days(result: Result) -> dict[str, str | None]:
    return {item["id"]: item["office_day"] for item in result["deadlines"]}


def _notes(result: Result) -> dict[str, list[str]]:
    return {item["id"]: item["notes"] for item in result["requirements"] if item["notes"]}


def _amounts(result: Result) -> list[int | None]:
    return [item["amount"] for item in result["instalments"]]


# --- the contract's cases -------------------------------------------------------


def test_the_contract_cases(calculator: Facts, contract_cases: list[Facts]) -> None:
    for case in contract_cases:
        expect = dict(case["expect"])
        if names := expect.pop("error_names", None):
            with pytest.raises(FactRefused) as refused:
                evaluate(calculator, case["facts"])
            assert [refused.value.fact] == names, case["name"]
            continue
        result = evaluate(calculator, case["facts"])
        by_clause: dict[str, set[str]] = {}
        for item in result["requirements"]:
            by_clause.setdefault(item["clause"], set()).add(item["status"])
        assert result["verdict"] == expect.pop("verdict"), case["name"]
        for name in ("unmet", "met", "unknown", "unclear"):
            for clause in expect.pop(name, ()):
                assert name in by_clause[clause], case["name"]
        noted = {item["clause"] for item in result["requirements"] if item["notes"]}
        assert noted == set(expect.pop("noted", ())), case["name"]
        for clause, status in expect.pop("payment", {}).items():
            assert by_clause[clause] == {status}, case["name"]
        for fact in expect.pop("unanswered_includes", ()):
            assert fact in result["unanswered"], case["name"]
        for id_, day in expect.pop("deadlines", {}).items():
            assert _dates(result)[id_] == day, case["name"]
        for id_, day in expect.pop("office_days", {}).items():
            assert _office_days(result)[id_] == day, case["name"]
        actual = {
            "cap": amount_of(result)["cap"],
            "exceeds_cap": amount_of(result)["exceeds_cap"],
            "instalments": _amounts(result),
        }
        for name in list(expect):
            assert actual[name] == expect.pop(name), case["name"]
        assert not expect


def test_the_shape_of_a_result(calculator: Facts, all_met: Facts) -> None:
    result = evaluate(calculator, all_met)
    assert list(result) == [
        "scheme", "verdict", "requirements", "unanswered", "amount", "instalments", "deadlines",
    ]  # fmt: skip
    assert result["scheme"] == "virtual-production"
    assert {"currency", "cap", "binding", "exceeds_cap", "steps"} == set(amount_of(result))
    for requirement in result["requirements"]:
        assert {"id", "clause", "status", "stage", "notes"} <= set(requirement)
    assert len({item["id"] for item in result["requirements"]}) == len(result["requirements"])


@pytest.mark.parametrize("page", ["docs/data.md", "docs/en/data.md"])
def test_the_published_engine_is_as_small_as_its_readers_are_told(page: str) -> None:
    most = 3650
    assert len(gzip.compress(assets()["assets/calculator/engine.js"], 9)) <= most
    assert f"{most:,} " in (ROOT / page).read_text("utf-8")


# --- bad input ------------------------------------------------------------------

_ASKED = [
    ("wrong_type", "applicant_registered_in_roc", "true"),
    ("wrong_type", "applicant_registered_in_roc", 1),
    ("wrong_type", "vp_ratio_percent", "45"),
    ("wrong_type", "vp_ratio_percent", True),
    ("wrong_type", "vp_ratio_percent", [45]),
    ("wrong_type", "technical_heads_total", 4.5),
    ("wrong_type", "frame_width_px", 1920.5),
    ("wrong_type", "production_cost_twd", 0.5),
    ("wrong_type", "category", 1),
    ("wrong_type", "category", ["short"]),
    ("wrong_type", "themes", "local_culture"),
    ("wrong_type", "themes", {"local_culture": True}),
    ("wrong_type", "themes", [1]),
    ("wrong_type", "themes", [None]),
    ("wrong_type", "approval_date", 20260315),
    ("wrong_type", "approval_date", ["2026-03-15"]),
    ("out_of_range", "vp_ratio_percent", -0.1),
    ("out_of_range", "vp_ratio_percent", 100.1),
    ("out_of_range", "runtime_minutes", 0),
    ("out_of_range", "technical_heads_total", 0),
    ("out_of_range", "technical_heads_roc", -1),
    ("out_of_range", "frame_width_px", 0),
    ("out_of_range", "frame_height_px", -1080),
    ("out_of_range", "frame_rate_fps", 0),
    ("out_of_range", "audio_bit_depth", 0),
    ("out_of_range", "audio_sample_rate_khz", 0),
    ("out_of_range", "production_cost_twd", -1),
    ("out_of_range", "production_cost_twd", MOST + 1),
    ("out_of_range", "requested_amount_twd", -1),
    ("out_of_range", "requested_amount_twd", MOST + 1),
    ("out_of_range", "approved_amount_twd", -1),
    ("out_of_range", "approved_amount_twd", MOST + 1),
    ("out_of_range", "delivered_vp_ratio_percent", 100.5),
    ("unknown_option", "category", "feature"),
    ("unknown_option", "category", ""),
    ("unknown_option", "category", "Short"),
    ("unknown_option", "category", "constructor"),
    ("unknown_option", "applicant_type", "hasOwnProperty"),
    ("unknown_option", "themes", ["local_culture", "space"]),
    ("unknown_option", "themes", ["__proto__"]),
    ("invalid_date", "approval_date", "2026-02-29"),
    ("invalid_date", "approval_date", "2026-13-01"),
    ("invalid_date", "approval_date", "2026-00-10"),
    ("invalid_date", "approval_date", "2026-01-00"),
    ("invalid_date", "approval_date", "2026-04-31"),
    ("invalid_date", "approval_date", "1999-12-31"),
    ("invalid_date", "approval_date", "2200-01-01"),
    ("invalid_date", "approval_date", "2026-3-5"),
    ("invalid_date", "approval_date", "15/03/2026"),
    ("invalid_date", "approval_date", "2026-03-15T00:00:00Z"),
    ("invalid_date", "approval_date", "2026-03-15\n"),
    ("invalid_date", "approval_date", "２０２６-03-15"),
    ("invalid_date", "approval_date", ""),
    ("invalid_date", "force_majeure_date", "2100-02-29"),
    ("unknown_fact", "colour", True),
    ("unknown_fact", "Category", "short"),
    ("unknown_fact", "__proto__", {"category": "short"}),
    ("unknown_fact", "constructor", 1),
    ("unknown_fact", "toString", None),
    ("unknown_fact", "", 1),
    ("inconsistent", "technical_heads_roc", 5),
]
_NOT_ASKED = [  # for a short that is no cinema short
    ("unknown_option", "trailer_kind", "play"),
    ("wrong_type", "trailer_kind", True),
    ("wrong_type", "has_series_outline", "no"),
    ("wrong_type", "has_feature_screenplay", 0),
    ("wrong_type", "qualifies_as_national_film", []),
]


@pytest.mark.parametrize(("code", "fact", "given_"), [*_ASKED, *_NOT_ASKED])
def test_bad_input_names_the_fact(
    calculator: Facts, all_met: Facts, code: str, fact: str, given_: object
) -> None:
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, {**all_met, fact: given_})
    assert (refused.value.code, refused.value.fact) == (code, fact)
    message = str(refused.value)
    assert message.startswith(f"{fact}: ")
    assert " given; allowed: " in message or code == "inconsistent"


@pytest.mark.parametrize("word", ["1e999", "-1e999"])
@pytest.mark.parametrize("fact", ["vp_ratio_percent", "technical_heads_total", "frame_rate_fps"])
def test_an_infinite_number_is_refused(calculator: Facts, fact: str, word: str) -> None:
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, f'{{"{fact}": {word}}}')
    assert (refused.value.code, refused.value.fact) == ("not_finite", fact)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_no_number_is_refused_from_python_too(calculator: Facts, number: float) -> None:
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, {"vp_ratio_percent": number})
    assert (refused.value.code, refused.value.fact) == ("not_finite", "vp_ratio_percent")


@pytest.mark.parametrize("text", ["[]", "null", '"short"', "5", "true"])
def test_facts_that_are_no_object_are_refused(calculator: Facts, text: str) -> None:
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, text)
    assert refused.value.code == "wrong_type"


def test_a_message_says_what_was_given_and_what_is_allowed(calculator: Facts) -> None:
    with pytest.raises(FactRefused, match=r"feature.*pilot, short, trailer"):
        evaluate(calculator, {"category": "feature"})
    with pytest.raises(FactRefused, match=r"101.*0 or more, at most 100"):
        evaluate(calculator, {"vp_ratio_percent": 101})
    with pytest.raises(FactRefused, match=r"0 given.*more than 0"):
        evaluate(calculator, {"runtime_minutes": 0})
    with pytest.raises(FactRefused, match=r"5 given.*technical_heads_total, which is 4"):
        evaluate(calculator, {"technical_heads_total": 4, "technical_heads_roc": 5})


def test_a_long_answer_is_cut_short_in_the_message(calculator: Facts) -> None:
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, {"category": "x" * 5000})
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("vp_ratio_percent", 0),
        ("vp_ratio_percent", 100),
        ("runtime_minutes", 0.001),
        ("technical_heads_total", 1),
        ("technical_heads_roc", 0),
        ("production_cost_twd", 0),
        ("production_cost_twd", MOST),
        ("requested_amount_twd", MOST),
        ("approval_date", "2000-01-01"),
        ("approval_date", "2199-12-31"),
        ("approval_date", "2000-02-29"),
        ("themes", []),
        ("technical_heads_total", 4.0),
    ],
)
def test_the_ends_of_what_is_allowed_are_allowed(
    calculator: Facts, fact: str, answer: object
) -> None:
    assert evaluate(calculator, {fact: answer})["verdict"] in ("undetermined", "ineligible")


# --- conditions at their boundaries -----------------------------------------------


@pytest.mark.parametrize(
    ("requirement", "facts", "status"),
    [
        ("virtual-studio-share", {"vp_ratio_percent": 30}, "met"),
        ("virtual-studio-share", {"vp_ratio_percent": 29.999999}, "unmet"),
        ("virtual-studio-share", {"vp_ratio_percent": 30.000001}, "met"),
        ("pilot-runtime", {"category": "pilot", "runtime_minutes": 20}, "met"),
        ("pilot-runtime", {"category": "pilot", "runtime_minutes": 19.99}, "unmet"),
        ("pilot-runtime", {"category": "pilot", "runtime_minutes": 600}, "met"),
        ("short-runtime", {"category": "short", "runtime_minutes": 10}, "met"),
        ("short-runtime", {"category": "short", "runtime_minutes": 9.99}, "unmet"),
        ("short-runtime", {"category": "short", "runtime_minutes": 20}, "met"),
        ("short-runtime", {"category": "short", "runtime_minutes": 20.01}, "unmet"),
        ("trailer-runtime", {"category": "trailer", "runtime_minutes": 3}, "met"),
        ("trailer-runtime", {"category": "trailer", "runtime_minutes": 2.99}, "unmet"),
        ("trailer-runtime", {"category": "trailer", "runtime_minutes": 10}, "met"),
        ("trailer-runtime", {"category": "trailer", "runtime_minutes": 10.01}, "unmet"),
        ("technical-heads", {"technical_heads_total": 4, "technical_heads_roc": 2}, "met"),
        ("technical-heads", {"technical_heads_total": 4, "technical_heads_roc": 1}, "unmet"),
        ("technical-heads", {"technical_heads_total": 5, "technical_heads_roc": 2}, "unmet"),
        ("technical-heads", {"technical_heads_total": 5, "technical_heads_roc": 3}, "met"),
        ("technical-heads", {"technical_heads_total": 1, "technical_heads_roc": 0}, "unmet"),
        ("technical-heads", {"technical_heads_total": 199, "technical_heads_roc": 99}, "unmet"),
        ("technical-heads", {"technical_heads_total": 199, "technical_heads_roc": 100}, "met"),
        ("resolution", {"frame_width_px": 1920, "frame_height_px": 1080}, "met"),
        ("resolution", {"frame_width_px": 1919, "frame_height_px": 1080}, "unmet"),
        ("resolution", {"frame_width_px": 1920, "frame_height_px": 1079}, "unmet"),
        ("resolution", {"frame_width_px": 2560, "frame_height_px": 1066}, "unclear"),
        ("resolution", {"frame_width_px": 1080, "frame_height_px": 1920}, "unclear"),
        ("resolution", {"frame_width_px": 1919, "frame_height_px": 1081}, "unclear"),
        ("resolution", {"frame_width_px": 1280, "frame_height_px": 720}, "unmet"),
        ("resolution", {"frame_width_px": 1920}, "unknown"),
        ("resolution", {"frame_height_px": 1079}, "unknown"),
        ("frame-rate", {"frame_rate_fps": 24}, "met"),
        ("frame-rate", {"frame_rate_fps": 60}, "met"),
        ("frame-rate", {"frame_rate_fps": 23.999}, "unclear"),
        ("frame-rate", {"frame_rate_fps": 23.976}, "unclear"),
        ("frame-rate", {"frame_rate_fps": 23.97}, "unclear"),
        ("frame-rate", {"frame_rate_fps": 23.9699}, "unmet"),
        ("audio-bit-depth", {"audio_bit_depth": 16}, "met"),
        ("audio-bit-depth", {"audio_bit_depth": 15}, "unmet"),
        ("audio-bit-depth", {"audio_bit_depth": 17}, "met"),
        ("audio-sample-rate", {"audio_sample_rate_khz": 48}, "met"),
        ("audio-sample-rate", {"audio_sample_rate_khz": 47.999}, "unmet"),
        ("audio-sample-rate", {"audio_sample_rate_khz": 96}, "met"),
        ("delivered-share-second", {"delivered_vp_ratio_percent": 27}, "met"),
        ("delivered-share-second", {"delivered_vp_ratio_percent": 26.9}, "unclear"),
        ("delivered-share-second", {"delivered_vp_ratio_percent": 20}, "unclear"),
        ("delivered-share-second", {"delivered_vp_ratio_percent": 19.9}, "unmet"),
        ("delivered-share-third", {"delivered_vp_ratio_percent": 30}, "met"),
        ("delivered-share-third", {"delivered_vp_ratio_percent": 26.9}, "unclear"),
        ("delivered-share-third", {"delivered_vp_ratio_percent": 20}, "unclear"),
        ("delivered-share-third", {"delivered_vp_ratio_percent": 19.9}, "unmet"),
        ("delivered-share-third", {}, "unknown"),
        ("theme", {"themes": []}, "unmet"),
        ("theme", {"themes": ["historical_event"]}, "met"),
        ("theme", {"themes": ["shared_memory_or_contemporary_society"]}, "met"),
        ("theme", {"themes": ["local_culture", "local_culture"]}, "met"),
        ("applicant-trade", {"applicant_type": "film_vfx"}, "met"),
        ("applicant-trade", {"applicant_type": "tv_program_production"}, "met"),
        ("applicant-trade", {"applicant_type": "other"}, "unmet"),
    ],
)
def test_a_requirement_at_its_boundary(
    calculator: Facts, requirement: str, facts: Facts, status: str
) -> None:
    assert _status(evaluate(calculator, facts))[requirement] == status


_YES = {
    "applicant-registered": "applicant_registered_in_roc",
    "producer-identity": "producer_has_roc_id",
    "director-identity": "director_has_roc_id",
    "origin": "origin_is_roc",
    "hd-camera": "shot_on_hd_digital_camera",
    "sharing-event": "will_hold_sharing_event",
    "personal-data-consent": "consents_to_personal_data_use",
}
_NO = {
    "no-ministry-grant": "has_moc_production_grant",
    "no-reapplication-ban": "in_reapplication_ban",
    "no-outstanding-repayment": "owes_subsidy_repayment",
}


@pytest.mark.parametrize(
    ("requirement", "fact", "wanted"),
    [*((r, f, True) for r, f in _YES.items()), *((r, f, False) for r, f in _NO.items())],
)
def test_a_yes_or_no_decides_one_requirement_and_the_verdict(
    calculator: Facts, all_met: Facts, requirement: str, fact: str, wanted: bool
) -> None:
    met = evaluate(calculator, {**all_met, fact: wanted})
    unmet = evaluate(calculator, {**all_met, fact: not wanted})
    open_ = evaluate(calculator, {**all_met, fact: None})
    assert (met["verdict"], unmet["verdict"], open_["verdict"]) == (
        "eligible", "ineligible", "undetermined",
    )  # fmt: skip
    changed = {k: v for k, v in _status(unmet).items() if v != _status(met)[k]}
    assert changed == {requirement: "unmet"}
    assert {k: v for k, v in _status(open_).items() if v != _status(met)[k]} == {
        requirement: "unknown"
    }
    assert open_["unanswered"] == [fact]


def test_every_application_requirement_can_fail_by_itself(
    calculator: Facts, all_met: Facts
) -> None:
    trailers: list[tuple[str, str, bool, Facts]] = [
        ("film", "has_feature_screenplay", False, {}),
        ("series", "has_series_outline", False, {}),
        ("film", "has_feature_screenplay", True, {"has_script": False}),
        ("film", "has_feature_screenplay", True, {"runtime_minutes": 11}),
    ]
    failing: list[Facts] = [
        {"applicant_type": "other"},
        *({fact: False} for fact in _YES.values()),
        *({fact: True} for fact in _NO.values()),
        {"applicant_government_tie": "budget_funded"},
        {"government_involvement": "agency_commission"},
        {"plan_history": "revoked_same_grantee"},
        {"vp_ratio_percent": 1},
        {"themes": []},
        {"category": "pilot", "runtime_minutes": 19, "has_series_outline": True},
        {"category": "pilot", "runtime_minutes": 24, "has_series_outline": False},
        {
            "category": "pilot",
            "runtime_minutes": 24,
            "has_series_outline": True,
            "has_script": False,
        },
        {"runtime_minutes": 9},
        {"has_script": False},
        *(
            {"category": "trailer", "runtime_minutes": 5, "trailer_kind": kind, fact: yes, **more}
            for kind, fact, yes, more in trailers
        ),
        {"technical_heads_roc": 1},
        {"is_cinema_short": True, "qualifies_as_national_film": False},
        {"frame_width_px": 1280, "frame_height_px": 720},
        {"frame_rate_fps": 23},
        {"audio_bit_depth": 8},
        {"audio_sample_rate_khz": 44.1},
    ]
    alone = []
    for change in failing:
        result = evaluate(calculator, {**all_met, **change})
        assert result["verdict"] == "ineligible"
        alone.append([id_ for id_, status in _status(result).items() if status == "unmet"])
    assert all(len(item) == 1 for item in alone), alone
    application = {r["id"] for r in calculator["requirements"] if r["stage"] == "application"}
    # A reading of point 1 takes the tone for no condition, so nobody fails by it.
    assert {id_ for item in alone for id_ in item} == application - {"realistic-tone"}


def test_readings_are_told_where_they_disagree(calculator: Facts, all_met: Facts) -> None:
    wide = evaluate(calculator, {**all_met, "frame_width_px": 2560, "frame_height_px": 1066})
    (resolution,) = (r for r in wide["requirements"] if r["id"] == "resolution")
    assert resolution["readings"] == [
        {"id": "each-side", "outcome": "unmet"},
        {"id": "pixels-in-all", "outcome": "met"},
    ]
    assert wide["verdict"] == "undetermined"
    assert wide["unanswered"] == []
    words = {r["id"] for item in calculator["requirements"] for r in item.get("readings", ())}
    assert {"each-side", "pixels-in-all", "exact", "nominal"} <= words


def test_unclear_and_unmet_is_ineligible(calculator: Facts, all_met: Facts) -> None:
    result = evaluate(calculator, {**all_met, "frame_rate_fps": 23.976, "has_script": False})
    assert result["verdict"] == "ineligible"
    assert _status(result)["frame-rate"] == "unclear"


@pytest.mark.parametrize("share", [None, 0, 19.9, 20, 26.9, 27])
def test_a_payment_stage_requirement_never_changes_the_verdict(
    calculator: Facts, all_met: Facts, share: float | None
) -> None:
    result = evaluate(calculator, {**all_met, "delivered_vp_ratio_percent": share})
    assert result["verdict"] == "eligible"
    assert result["unanswered"] == []


# --- what does not apply, what is unknown -------------------------------------------


@pytest.mark.parametrize(
    ("facts", "applies"),
    [
        ({"category": "pilot"}, {"pilot-runtime", "pilot-script", "pilot-outline"}),
        ({"category": "short"}, {"short-runtime", "short-script"}),
        (
            {"category": "trailer", "trailer_kind": "film"},
            {"trailer-runtime", "trailer-script", "trailer-screenplay"},
        ),
        (
            {"category": "trailer", "trailer_kind": "series"},
            {"trailer-runtime", "trailer-script", "trailer-outline"},
        ),
    ],
)
def test_other_categories_do_not_apply(calculator: Facts, facts: Facts, applies: set[str]) -> None:
    result = evaluate(calculator, facts)
    of_a_category = {
        id_ for id_ in _status(result) if id_.startswith(("pilot-", "short-", "trailer-"))
    }
    assert {id_ for id_ in of_a_category if _status(result)[id_] != "not_applicable"} == applies


def test_questions_of_what_does_not_apply_are_not_asked(calculator: Facts) -> None:
    unanswered = evaluate(calculator, {"category": "short", "is_cinema_short": False})["unanswered"]
    of_others = {"trailer_kind", "has_series_outline", "has_feature_screenplay"}
    assert not {*of_others, "qualifies_as_national_film"} & set(unanswered)
    assert "has_script" in unanswered


def test_an_unanswered_decider_leaves_its_requirements_unknown(calculator: Facts) -> None:
    status = _status(evaluate(calculator, {"runtime_minutes": 15}))
    assert status["pilot-runtime"] == status["short-runtime"] == "unknown"
    kind_open = _status(evaluate(calculator, {"category": "trailer"}))
    assert kind_open["trailer-screenplay"] == kind_open["trailer-outline"] == "unknown"


@pytest.mark.parametrize("empty", [{}, {"category": None, "themes": None, "approval_date": None}])
def test_null_is_as_good_as_absent(calculator: Facts, empty: Facts) -> None:
    assert evaluate(calculator, empty) == evaluate(calculator, {})


def test_nothing_answered(calculator: Facts) -> None:
    result = evaluate(calculator, {})
    assert result["verdict"] == "undetermined"
    assert set(_status(result).values()) == {"unknown"}
    assert amount_of(result)["cap"] is None
    assert amount_of(result)["binding"] is None
    assert _amounts(result) == [None, None, None]
    assert set(_dates(result).values()) == {None}
    assert set(_dates(result)) == {
        "completion", "extension_request", "extended_completion", "force_majeure_request",
    }  # fmt: skip


def test_kleene_a_part_that_decides_needs_no_rest(calculator: Facts, all_met: Facts) -> None:
    """A half is false (or the whole is true) whatever the unanswered rest may be."""
    facts = {**all_met, "frame_width_px": None, "frame_height_px": None}
    assert _status(evaluate(calculator, facts))["resolution"] == "unknown"
    # While it is open whether a question is asked, an answer to it does not count.
    film = {**all_met, "category": "trailer", "runtime_minutes": 5, "has_series_outline": True}
    result = evaluate(calculator, {**film, "trailer_kind": None})
    assert result["unanswered"] == [
        "trailer_kind", "is_cinema_short", "has_series_outline", "has_feature_screenplay",
        "qualifies_as_national_film",
    ]  # fmt: skip


# --- unanswered ---------------------------------------------------------------------


def test_unanswered_is_in_the_order_of_asking_deciders_first(calculator: Facts) -> None:
    unanswered = evaluate(calculator, {})["unanswered"]
    order = [question["id"] for question in calculator["questions"]]
    assert unanswered == sorted(unanswered, key=order.index)
    assert unanswered[-1] == "production_cost_twd"
    deciders = ("category", "trailer_kind", "is_cinema_short")
    assert set(unanswered[:3]) == set(deciders)
    optional = {q["id"] for q in calculator["questions"] if q.get("optional")}
    assert optional == {
        "requested_amount_twd", "approved_amount_twd", "delivered_vp_ratio_percent",
        "approval_date", "force_majeure_date",
    }  # fmt: skip
    assert set(unanswered) == set(order) - optional


def test_facts_that_decide_others_are_asked_before_them(calculator: Facts) -> None:
    order = [question["id"] for question in calculator["questions"]]

    def facts_of(node: object) -> set[str]:
        if isinstance(node, str):
            return {node} & set(order)
        if isinstance(node, list):
            return {fact for item in node for fact in facts_of(item)}
        return set()

    for question in calculator["questions"]:
        for decider in facts_of(question.get("asked_when")):
            assert order.index(decider) < order.index(question["id"])


def test_what_is_still_relevant_stays_after_ineligible(calculator: Facts, all_met: Facts) -> None:
    facts = {**all_met, "applicant_type": "other", "origin_is_roc": None, "has_script": None}
    result = evaluate(calculator, facts)
    assert result["verdict"] == "ineligible"
    assert result["unanswered"] == ["has_script", "origin_is_roc"]


def test_the_cost_is_asked_for_the_amount_alone(calculator: Facts, all_met: Facts) -> None:
    result = evaluate(calculator, {**all_met, "production_cost_twd": None})
    assert result["verdict"] == "eligible"
    assert result["unanswered"] == ["production_cost_twd"]
    assert amount_of(result)["cap"] is None
    assert amount_of(result)["binding"] is None
    assert amount_of(result)["exceeds_cap"] is None
    assert _amounts(result) == [None, None, None]


def test_answering_everything_asked_comes_to_an_end(calculator: Facts, all_met: Facts) -> None:
    facts: Facts = {}
    answers = {**all_met, "category": "trailer", "trailer_kind": "film", "runtime_minutes": 5}
    answers |= {"has_feature_screenplay": True}
    order = []
    while unanswered := evaluate(calculator, facts)["unanswered"]:
        order.append(unanswered[0])
        facts[unanswered[0]] = answers[unanswered[0]]
    assert evaluate(calculator, facts)["verdict"] == "eligible"
    assert len(order) == len(set(order))
    assert "qualifies_as_national_film" not in order
    assert "has_series_outline" not in order


# --- money ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "cost", "cap", "binding"),
    [
        ("short", 6_250_000, 5_000_000, ["share", "ceiling"]),
        ("short", 6_249_999, 4_999_999, ["share"]),
        ("short", 6_250_001, 5_000_000, ["ceiling"]),
        ("pilot", 10_000_000, 8_000_000, ["share", "ceiling"]),
        ("pilot", 9_999_999, 7_999_999, ["share"]),
        ("pilot", 10_000_001, 8_000_000, ["ceiling"]),
        ("trailer", 6_250_000, 5_000_000, ["share", "ceiling"]),
        ("trailer", 1, 0, ["share"]),
        ("short", 0, 0, ["share"]),
        ("short", 3, 2, ["share"]),
        ("short", MOST, 5_000_000, ["ceiling"]),
    ],
)
def test_cap_and_binding(
    calculator: Facts, category: str, cost: int, cap: int, binding: list[str]
) -> None:
    amount = amount_of(evaluate(calculator, {"category": category, "production_cost_twd": cost}))
    assert (amount["cap"], amount["binding"], amount["currency"]) == (cap, binding, "TWD")
    assert isinstance(amount["cap"], int)


@pytest.mark.parametrize("facts", [{"category": "short"}, {"production_cost_twd": 100}])
def test_no_cap_while_category_or_cost_is_open(calculator: Facts, facts: Facts) -> None:
    result = evaluate(calculator, {**facts, "requested_amount_twd": MOST})
    assert (amount_of(result)["cap"], amount_of(result)["binding"]) == (None, None)
    assert amount_of(result)["exceeds_cap"] is None
    assert _amounts(result) == [None, None, None]


@pytest.mark.parametrize(
    ("requested", "exceeds"), [(None, None), (0, False), (4_800_000, False), (4_800_001, True)]
)
def test_asking_for_more_than_the_cap_never_changes_the_verdict(
    calculator: Facts, all_met: Facts, requested: int | None, exceeds: bool | None
) -> None:
    result = evaluate(calculator, {**all_met, "requested_amount_twd": requested})
    assert amount_of(result)["exceeds_cap"] is exceeds
    assert result["verdict"] == "eligible"


def test_the_amount_is_computed_whatever_the_verdict(calculator: Facts, all_met: Facts) -> None:
    result = evaluate(calculator, {**all_met, "origin_is_roc": False})
    assert (result["verdict"], amount_of(result)["cap"]) == ("ineligible", 4_800_000)


@pytest.mark.parametrize("approved", [0, 1, 2, 3, 99, 101, 4_999_999, MOST - 1, MOST])
def test_instalments_of_the_approved_amount(calculator: Facts, approved: int) -> None:
    result = evaluate(calculator, {"approved_amount_twd": approved})
    tenth = approved * 40 // 100
    assert _amounts(result) == [tenth, tenth, approved - 2 * tenth]
    assert [item["percent"] for item in result["instalments"]] == [40, 40, 20]
    assert [item["id"] for item in result["instalments"]] == ["first", "second", "third"]


def test_the_approved_amount_goes_before_the_cap(calculator: Facts, all_met: Facts) -> None:
    result = evaluate(calculator, {**all_met, "approved_amount_twd": 1_000_003})
    assert amount_of(result)["cap"] == 4_800_000
    assert _amounts(result) == [400_001, 400_001, 200_001]


@given(st.integers(0, MOST))
def test_instalments_sum_exactly_to_the_approved_amount(calculator: Facts, approved: int) -> None:
    amounts = _amounts(evaluate(calculator, {"approved_amount_twd": approved}))
    assert amounts[0] == amounts[1] == approved * 40 // 100
    assert sum(amount for amount in amounts if amount is not None) == approved


@given(st.integers(0, 20_000_000), st.sampled_from(["pilot", "short", "trailer"]))
def test_instalments_sum_exactly_to_the_cap(calculator: Facts, cost: int, category: str) -> None:
    result = evaluate(calculator, {"category": category, "production_cost_twd": cost})
    ceiling = 8_000_000 if category == "pilot" else 5_000_000
    cap = min(cost * 80 // 100, ceiling)
    assert amount_of(result)["cap"] == cap
    assert sum(amount or 0 for amount in _amounts(result)) == cap
    share = ["share"] if cost * 80 <= ceiling * 100 else []
    assert amount_of(result)["binding"] == share + ["ceiling"] * (cost * 80 >= ceiling * 100)


# --- deadlines --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("approved", "completion", "ask_by", "extended"),
    [
        ("2026-03-15", "2027-03-15", "2027-02-15", "2027-09-15"),
        ("2024-02-29", "2025-02-28", "2025-01-28", "2025-08-31"),
        ("2023-02-28", "2024-02-29", "2024-01-29", "2024-08-31"),
        ("2024-02-28", "2025-02-28", "2025-01-28", "2025-08-31"),
        ("2026-06-30", "2027-06-30", "2027-05-30", "2027-12-31"),
        ("2023-03-31", "2024-03-31", "2024-02-29", "2024-09-30"),
        ("2025-03-31", "2026-03-31", "2026-02-28", "2026-09-30"),
        ("2026-08-31", "2027-08-31", "2027-07-31", "2028-02-29"),
        ("2026-01-31", "2027-01-31", "2026-12-31", "2027-07-31"),
        ("2025-12-31", "2026-12-31", "2026-11-30", "2027-06-30"),
        ("2199-12-31", "2200-12-31", "2200-11-30", "2201-06-30"),
    ],
)
def test_deadlines(
    calculator: Facts, approved: str, completion: str, ask_by: str, extended: str
) -> None:
    dates = _dates(evaluate(calculator, {"approval_date": approved}))
    assert dates == {
        "completion": completion,
        "extension_request": ask_by,
        "extended_completion": extended,
        "force_majeure_request": None,
    }


@pytest.mark.parametrize(
    ("event", "last"),
    [
        ("2026-01-15", "2026-04-15"),
        ("2027-04-30", "2027-07-31"),
        ("2027-02-28", "2027-05-31"),
        ("2028-02-28", "2028-05-28"),
        ("2026-11-30", "2027-02-28"),
        ("2027-11-30", "2028-02-29"),
        ("2026-10-31", "2027-01-31"),
        ("2026-03-31", "2026-06-30"),
    ],
)
def test_force_majeure(calculator: Facts, event: str, last: str) -> None:
    result = evaluate(calculator, {"force_majeure_date": event})
    assert _dates(result)["force_majeure_request"] == last
    assert _dates(result)["completion"] is None


def test_deadlines_name_their_clauses(calculator: Facts) -> None:
    clauses = {item["id"]: item["clause"] for item in evaluate(calculator, {})["deadlines"]}
    assert clauses == {
        "completion": "8.1.3",
        "extension_request": "10.1",
        "extended_completion": "10.1",
        "force_majeure_request": "10.2",
    }


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_periods_run_from_the_next_day_to_the_day_before_the_corresponding_one(
    calculator: Facts, day: date
) -> None:
    """As articles 119 to 121 of the Civil Code have it, counted here day by day."""
    dates = _dates(evaluate(calculator, {"approval_date": day.isoformat()}))
    completion = date.fromisoformat(str(dates["completion"]))
    assert completion == _end_of_period(day, 12)
    assert date.fromisoformat(str(dates["extended_completion"])) == _end_of_period(completion, 6)
    back = date.fromisoformat(str(dates["extension_request"]))
    assert (completion.year * 12 + completion.month) - (back.year * 12 + back.month) == 1
    ends = (back + timedelta(days=1)).month != back.month
    assert back.day == completion.day or (ends and back.day < completion.day)


def _end_of_period(event: date, months: int) -> date:
    first = event + timedelta(days=1)
    month = first.year * 12 + first.month - 1 + months
    try:
        return date(month // 12, month % 12 + 1, first.day) - timedelta(days=1)
    except ValueError:  # the last month lacks that day: its own last
        return date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)


_MOVING = ("completion", "extended_completion", "force_majeure_request")


_KNOWN = st.dates(date(2025, 1, 1), date(2031, 1, 1))


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)) | _KNOWN)
def test_the_next_office_day_is_the_first_that_is_neither_weekend_nor_holiday(
    calculator: Facts, day: date
) -> None:
    facts = {"approval_date": day.isoformat(), "force_majeure_date": day.isoformat()}
    result = evaluate(calculator, facts)
    known = calculator["office_days"]
    closed = holidays.country_holidays(
        "TW", years=range(known["first_year"], known["last_year"] + 2)
    )
    assert _office_days(result)["extension_request"] is None
    for id_ in _MOVING:
        last = date.fromisoformat(str(_dates(result)[id_]))
        open_ = last
        while open_.weekday() >= 5 or open_ in closed:
            open_ += timedelta(days=1)
        is_known = known["first_year"] <= last.year and open_.year <= known["last_year"]
        expected = open_.isoformat() if open_ != last and is_known else None
        assert _office_days(result)[id_] == expected


def test_the_holidays_are_published_with_the_years_that_they_cover(calculator: Facts) -> None:
    known = calculator["office_days"]
    years = {int(day[:4]) for day in known["holidays"]}
    assert years == set(range(known["first_year"], known["last_year"] + 1))
    assert known["holidays"] == sorted(set(known["holidays"]))
    assert all(date.fromisoformat(day).weekday() < 5 for day in known["holidays"])
    assert {"2027-02-08", "2028-02-28"} <= set(known["holidays"])


# --- doubt ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "requirement", "status", "verdict", "notes"),
    [
        ({"realistic_tone": True}, "realistic-tone", "met", "eligible", {}),
        ({"realistic_tone": False}, "realistic-tone", "unclear", "undetermined", {}),
        ({"realistic_tone": None}, "realistic-tone", "unknown", "undetermined", {}),
        (
            {"applicant_government_tie": "project_grant_only"},
            "applicant-not-government-funded",
            "met",
            "eligible",
            {"applicant-not-government-funded": ["project-grants"]},
        ),
        (
            {"applicant_government_tie": "endowed_or_established"},
            "applicant-not-government-funded",
            "unmet",
            "ineligible",
            {},
        ),
        (
            {"applicant_government_tie": "budget_funded"},
            "applicant-not-government-funded",
            "unmet",
            "ineligible",
            {},
        ),
        (
            {"government_involvement": "agency_coproduction"},
            "not-commissioned",
            "unclear",
            "undetermined",
            {},
        ),
        (
            {"government_involvement": "agency_commission"},
            "not-commissioned",
            "unmet",
            "ineligible",
            {},
        ),
        (
            {"government_involvement": "funded_body"},
            "not-commissioned",
            "unmet",
            "ineligible",
            {},
        ),
        (
            {"plan_history": "revoked_other_applicant"},
            "plan-not-revoked",
            "unclear",
            "undetermined",
            {},
        ),
        (
            {"plan_history": "revoked_same_grantee"},
            "plan-not-revoked",
            "unmet",
            "ineligible",
            {},
        ),
        (
            {"audio_bit_depth": 20},
            "audio-bit-depth",
            "met",
            "eligible",
            {"audio-bit-depth": ["other-depth"]},
        ),
        ({"audio_bit_depth": 16}, "audio-bit-depth", "met", "eligible", {}),
        ({"audio_bit_depth": 8}, "audio-bit-depth", "unmet", "ineligible", {}),
        (
            {"audio_sample_rate_khz": 96},
            "audio-sample-rate",
            "met",
            "eligible",
            {"audio-sample-rate": ["higher-rate"]},
        ),
    ],
)
def test_doubt_is_an_answer_in_its_measure(
    calculator: Facts,
    all_met: Facts,
    facts: Facts,
    requirement: str,
    status: str,
    verdict: str,
    notes: dict[str, list[str]],
) -> None:
    result = evaluate(calculator, {**all_met, **facts})
    assert (_status(result)[requirement], result["verdict"]) == (status, verdict)
    assert _notes(result) == notes


@pytest.mark.parametrize("share", [0, 19.9, 20, 26.9, 27, 29.999999])
def test_a_share_under_thirty_points_to_the_thirty_at_every_status(
    calculator: Facts, all_met: Facts, share: float
) -> None:
    both = ("delivered-share-second", "delivered-share-third")
    under = evaluate(calculator, {**all_met, "delivered_vp_ratio_percent": share})
    assert _notes(under) == {id_: ["point-three"] for id_ in both}
    at = evaluate(calculator, {**all_met, "delivered_vp_ratio_percent": 30})
    assert _notes(at) == {}


# --- only what is asked counts ------------------------------------------------------------


@given(st.data())
def test_answers_left_over_from_another_branch_decide_nothing(
    calculator: Facts, data: st.DataObject
) -> None:
    facts = _valid(calculator, data)
    result = evaluate(calculator, facts)
    assert evaluate(calculator, asked(calculator, facts)) == result


def test_an_answer_that_is_not_asked_is_still_checked(calculator: Facts) -> None:
    left_over = {"category": "short", "trailer_kind": "film", "has_feature_screenplay": False}
    assert evaluate(calculator, left_over) == evaluate(calculator, {"category": "short"})
    with pytest.raises(FactRefused) as refused:
        evaluate(calculator, {"category": "short", "trailer_kind": "play"})
    assert refused.value.code == "unknown_option"


# --- properties ---------------------------------------------------------------------------

_THEMES = ["historical_event", "shared_memory_or_contemporary_society", "local_culture"]


def _finite(least: float, most: float) -> st.SearchStrategy[float]:
    return st.one_of(
        st.integers(int(least) + 1, int(most)), st.floats(least, most, exclude_min=True)
    )


def _answers(calculator: Facts) -> dict[str, st.SearchStrategy[Any]]:
    strategies: dict[str, st.SearchStrategy[Any]] = {}
    for question in calculator["questions"]:
        id_, type_ = question["id"], question["type"]
        if type_ == "boolean":
            strategies[id_] = st.booleans()
        elif type_ == "choice":
            strategies[id_] = st.sampled_from([item["id"] for item in question["options"]])
        elif type_ == "choices":
            strategies[id_] = st.lists(st.sampled_from(_THEMES), max_size=4)
        elif type_ == "date":
            strategies[id_] = st.dates(date(2000, 1, 1), date(2199, 12, 31)).map(str)
        elif id_.endswith("_twd"):
            strategies[id_] = st.one_of(st.integers(0, 20_000_000), st.integers(0, MOST))
        elif type_ == "integer":
            strategies[id_] = st.integers(1, 8 if "heads" in id_ else 5000)
        else:
            strategies[id_] = _finite(0, 100)
    return strategies


def _valid(calculator: Facts, data: st.DataObject) -> Facts:
    optional = {id_: st.none() | item for id_, item in _answers(calculator).items()}
    facts: Facts = data.draw(st.fixed_dictionaries({}, optional=optional))
    total, roc = facts.get("technical_heads_total"), facts.get("technical_heads_roc")
    if total is not None and roc is not None and roc > total:
        facts["technical_heads_roc"] = total
    return facts


@given(st.data())
def test_valid_facts_always_have_a_result(calculator: Facts, data: st.DataObject) -> None:
    facts = _valid(calculator, data)
    result = evaluate(calculator, facts)
    application = [r["status"] for r in result["requirements"] if r["stage"] == "application"]
    if "unmet" in application:
        assert result["verdict"] == "ineligible"
    elif set(application) <= {"met", "not_applicable"}:
        assert result["verdict"] == "eligible"
    else:
        assert result["verdict"] == "undetermined"
    counted = asked(calculator, facts)
    assert all(counted.get(fact) is None for fact in result["unanswered"])
    if "unknown" in application:
        assert result["unanswered"]
    cap = amount_of(result)["cap"]
    known = facts.get("category") is not None and facts.get("production_cost_twd") is not None
    assert (cap is not None) == known
    base = facts.get("approved_amount_twd")
    base = cap if base is None else base
    assert _amounts(result) == [None] * 3 or sum(amount or 0 for amount in _amounts(result)) == base


@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_never_matters(
    calculator: Facts, data: st.DataObject, shuffle: random.Random
) -> None:
    facts = _valid(calculator, data)
    keys = list(facts)
    shuffle.shuffle(keys)
    assert evaluate(calculator, {key: facts[key] for key in keys}) == evaluate(calculator, facts)


@given(st.data())
def test_answering_more_only_ever_settles_more(calculator: Facts, data: st.DataObject) -> None:
    facts = {k: v for k, v in _valid(calculator, data).items() if v is not None}
    remaining = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    fewer = evaluate(calculator, {fact: facts[fact] for fact in sorted(remaining)})
    more = evaluate(calculator, facts)
    for id_, status in _status(fewer).items():
        assert status == "unknown" or _status(more)[id_] == status
    if fewer["verdict"] in ("ineligible", "eligible"):
        assert more["verdict"] == fewer["verdict"]
    for id_, day in _dates(fewer).items():
        assert day is None or _dates(more)[id_] == day


_FLAT = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
)
_JSON = st.one_of(
    _FLAT,
    st.lists(_FLAT, max_size=3),
    st.dictionaries(st.text(max_size=6), _FLAT, max_size=3),
)


@given(st.data())
def test_any_facts_have_a_result_or_are_refused_by_name(
    calculator: Facts, data: st.DataObject
) -> None:
    ids = [question["id"] for question in calculator["questions"]]
    names = st.one_of(st.sampled_from(ids), st.text(max_size=10), st.just("__proto__"))
    facts = data.draw(st.dictionaries(names, _JSON, max_size=5))
    codes = {
        "wrong_type", "out_of_range", "not_finite", "unknown_option", "invalid_date",
        "unknown_fact", "inconsistent",
    }  # fmt: skip
    refused: FactRefused | None = None
    try:
        result = evaluate(calculator, facts)
    except FactRefused as error:
        refused = error
    if refused is not None:
        assert refused.code in codes
        assert refused.fact in facts
    else:
        assert set(facts) <= set(ids)
        assert result["verdict"] in ("eligible", "ineligible", "undetermined")
