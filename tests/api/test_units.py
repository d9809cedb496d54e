"""Units of questions: other words for them, and units that they make up."""

from __future__ import annotations

import pytest

from generator.api.units import larger_units, with_units
from generator.languages import Lang
from generator.models.site import Interface


def _interface(multiples: str) -> Interface:
    words: dict[str, dict[Lang, str]] = {
        "unit_spellings": {"zh": "公尺、米；人、位", "en": "metres, m; people"},
        "unit_multiples": {"zh": "公里＝1000 公尺；公分＝1/100 公尺", "en": multiples},
    }
    return Interface.model_validate(words)


def test_a_unit_has_its_other_words_and_those_that_it_makes_up() -> None:
    interface = _interface("kilometres, km = 1000 metres")
    question = {"id": "length", "unit": {"zh": "公尺", "en": "metres"}}
    assert with_units(question, interface) == {
        **question,
        "unit_spellings": ["m", "metres", "公尺", "米"],
        "unit_multiples": [
            {"spellings": ["公里"], "times": 1000},
            {"spellings": ["公分"], "times": 1, "over": 100},
            {"spellings": ["kilometres", "km"], "times": 1000},
        ],
    }
    assert larger_units(interface) == ["公里", "kilometres"]


def test_another_unit_has_none_of_them() -> None:
    interface = _interface("kilometres = 1000 metres")
    people = {"id": "people", "unit": {"zh": "人", "en": "people"}}
    assert "unit_multiples" not in with_units(people, interface)
    assert with_units({"id": "category"}, interface) == {"id": "category"}


def test_what_is_no_multiple_is_named() -> None:
    with pytest.raises(ValueError, match="kilometres 1000 is no multiple"):
        larger_units(_interface("kilometres 1000"))
