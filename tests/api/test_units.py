"""Units of questions: other words for them, and units that they make up."""

from __future__ import annotations

from generator.api.units import larger_units, with_units
from generator.models.site import Interface, UnitMultiple

METRE = {"zh": "公尺", "en": "metres"}
INTERFACE = Interface.model_validate(
    {"unit_spellings": {"zh": "公尺、米；人、位", "en": "metres, m; people"}}
)
UNITS = [
    UnitMultiple.model_validate(unit)
    for unit in (
        {"words": {"zh": ["公里"], "en": ["kilometres", "km"]}, "times": 1000, "unit": METRE},
        {"words": {"zh": ["公分"]}, "times": 1, "over": 100, "unit": METRE},
    )
]


def test_a_unit_has_its_other_words_and_those_that_it_makes_up() -> None:
    question = {"id": "length", "unit": METRE}
    assert with_units(question, INTERFACE, UNITS) == {
        **question,
        "unit_spellings": ["m", "metres", "公尺", "米"],
        "unit_multiples": [
            {"spellings": ["公里", "kilometres", "km"], "times": 1000},
            {"spellings": ["公分"], "times": 1, "over": 100},
        ],
    }
    assert larger_units(UNITS) == ["公里", "kilometres"]


def test_another_unit_has_none_of_them() -> None:
    people = {"id": "people", "unit": {"zh": "人", "en": "people"}}
    assert "unit_multiples" not in with_units(people, INTERFACE, UNITS)
    assert with_units({"id": "category"}, INTERFACE, UNITS) == {"id": "category"}
