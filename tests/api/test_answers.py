"""What the search gets of a scheme to answer from: the words of both languages, and no more."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from generator.api.answers import answer_files
from generator.content.catalogue import Catalogue
from generator.languages import LANGS, LANGUAGES, Lang
from tests.conftest import Results

SCHEME = "virtual-production"
Checked = tuple[Catalogue, Results]
MOST = 10_000
"""Compressed bytes: a first query loads it beside the search itself."""


def _data(checked: Checked, lang: Lang) -> dict[str, Any]:
    catalogue, results = checked
    (scheme,) = catalogue.schemes()
    files = answer_files(scheme, results.calculators[scheme.id])
    text = files[f"api/schemes/{SCHEME}/answers.{LANGUAGES[lang].tag}.json"]
    assert len(gzip.compress(text.encode(), 9, mtime=0)) < MOST
    data: dict[str, Any] = json.loads(text)
    return data


@pytest.mark.parametrize("lang", LANGS)
def test_words_are_of_both_languages_and_names_of_one(checked: Checked, lang: Lang) -> None:
    data = _data(checked, lang)
    assert {"成本", "cost"} <= set(data["words"]["questions"]["production_cost_twd"])
    assert {"劇情短片組", "Short film", "短片"} <= set(
        data["words"]["options"]["category"]["short"]
    )
    assert data["names"]["runtime_minutes"] == ("片長" if lang == "zh" else "length")
    assert {"補助", "grant"} <= set(data["words"]["about"])


def test_a_label_that_is_part_of_other_words_names_no_option(checked: Checked) -> None:
    options = _data(checked, "en")["words"]["options"]
    assert "Film production" not in options["applicant_type"]["film_production"]
    assert options["plan_history"] == {
        "revoked_same_grantee": [],
        "revoked_other_applicant": [],
        "none": [],
    }


def test_the_engine_finds_the_same_rules(checked: Checked) -> None:
    rules = checked[1].calculators[SCHEME].data
    data = _data(checked, "en")["calculator"]
    assert data["hash"] == rules["hash"]
    for mine, published in zip(data["requirements"], rules["requirements"], strict=True):
        for name in ("id", "clause", "applies_when", "met_when"):
            assert mine.get(name) == published.get(name)
    assert [question["id"] for question in data["questions"]] == [
        question["id"] for question in rules["questions"]
    ]


def test_of_rules_on_which_no_query_bears_no_words_are_sent(checked: Checked) -> None:
    requirements = {item["id"]: item for item in _data(checked, "en")["calculator"]["requirements"]}
    assert "unmet" in requirements["short-runtime"]
    assert "unmet" not in requirements["director-identity"]
