"""How the units of questions may be written: with other words, and by units that they make up.

The other words are a list of the interface, ``unit_spellings``, in which ; stands between units.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..languages import LANGS
from ..models.site import Interface, UnitMultiple

_GROUPS = re.compile("[;；]")
_COMMAS = re.compile("[,、]")
_ABBREVIATED = 3
"""Shorter ones are parts of other words, and stand behind digits."""


def with_units(
    question: Mapping[str, object], interface: Interface, units: Sequence[UnitMultiple]
) -> Mapping[str, object]:
    """A question with all that may stand for its unit, in either language.

    Of money without one, the unit is the currency.
    """
    currency = question.get("currency")
    unit = question.get("unit", dict.fromkeys(LANGS, currency) if currency else None)
    if not isinstance(unit, dict):
        return question
    own = {*unit.values(), *([str(currency)] if currency else [])}
    spellings = set(own)
    for lang in LANGS:
        for group in _GROUPS.split(interface["unit_spellings"][lang]):
            names = set(_names(group))
            if names & own:
                spellings |= names
    multiples = [
        {
            "spellings": _words(multiple),
            "times": multiple.times,
            **({} if multiple.over == 1 else {"over": multiple.over}),
        }
        for multiple in units
        if not spellings.isdisjoint(multiple.unit[lang] for lang in LANGS)
    ]
    more = {"unit_multiples": multiples} if multiples else {}
    return {**question, "unit": unit, "unit_spellings": sorted(spellings), **more}


def larger_units(units: Sequence[UnitMultiple]) -> list[str]:
    """Every word for so many of another unit: it counts without digits: half an hour."""
    return [
        name
        for multiple in units
        if multiple.times > multiple.over
        for name in _words(multiple)
        if len(name) > (_ABBREVIATED if name.isascii() else 1)
    ]


def _words(multiple: UnitMultiple) -> list[str]:
    return [word for lang in LANGS for word in multiple.words[lang]]


def _names(group: str) -> list[str]:
    return [name.strip() for name in _COMMAS.split(group)]
