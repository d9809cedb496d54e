"""Conditions in words, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.content.catalogue import Catalogue
from generator.languages import LANGS
from generator.models.operators import CONDITIONS, Condition
from generator.rules.conditions import conditions

_CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)
_LONG = {"at_least": ["runtime_minutes", 20]}
_PILOT = {"one_of": {"fact": "category", "options": ["pilot", "short"]}}
_PERIOD = {"between_days": {"date": "approval_date", "first": "01-15", "last": "04-30"}}

CASES: list[tuple[Any, str, str]] = [
    ("has_script", "？」：是", "?”: Yes"),
    ({"not": "has_script"}, "？」：否", "?”: No"),
    ({"not": _LONG}, "並非（", "not (length"),
    (_LONG, "片長 ≥ 20 分鐘", "length ≥ 20 minutes"),
    ({"at_most": ["runtime_minutes", 20]}, " ≤ 20 分鐘", " ≤ 20 minutes"),
    ({"more_than": ["production_cost_twd", 5000]}, " > 新臺幣 5,000 元", " > NT$5,000"),
    ({"less_than": ["runtime_minutes", 20]}, " < 20 分鐘", " < 20 minutes"),
    (
        {"equal": ["approval_date", {"day": "2026-03-31"}]},
        "= 2026 年 3 月 31 日",
        "= 31 March 2026",
    ),
    (_PILOT, "：", ", "),
    ({"any_of": {"fact": "themes", "options": ["local_culture"]}}, "？」：", "?”: "),
    (_PERIOD, "在每年 1 月 15 日到 4 月 30 日", "from 15 January to 30 April of any year"),
    (
        {"all": ["has_script", {"any": [_LONG, _PILOT]}]},
        "？」：是，而且（片長",
        "?”: Yes and (length",
    ),
    ({"any": ["has_script", _LONG]}, "？」：是，或片長", "?”: Yes or length"),
    (
        {
            "enough": {
                "least": 6,
                "of": [{"when": _LONG, "points": 8}, {"when": _PILOT, "points": 2}],
            }
        },
        "下列條件合計至少 6 分（滿分 10 分）：片長",
        "at least 6 of 10 points of: length",
    ),
    (
        {"enough": {"least": 2, "of": [{"when": "has_script"}, {"when": _LONG}, {"when": _PILOT}]}},
        "下列 3 項至少符合 2 項：「",
        "at least 2 of these 3: “",
    ),
]


@pytest.mark.parametrize(("typed", "zh", "en"), CASES, ids=[str(case[0]) for case in CASES])
def test_a_condition_has_words(catalogue: Catalogue, typed: Any, zh: str, en: str) -> None:
    (scheme,) = catalogue.schemes()
    node = _CONDITION.validate_python(typed)
    for lang, expected in zip(LANGS, (zh, en), strict=True):
        labels = catalogue.interface.in_language(lang)
        words = conditions(scheme.calculator, lang, labels)(node)
        assert expected in words
        assert "{" not in words


def test_every_operator_of_a_condition_has_a_case() -> None:
    assert {name for typed, _, _ in CASES if isinstance(typed, dict) for name in typed} == set(
        CONDITIONS
    )
