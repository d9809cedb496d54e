"""How the units of questions may be written: with other words, and by units that they make up.

Both are lists of the interface, ``unit_spellings`` and ``unit_multiples``; between ; stands one
unit each. A multiple is written as its spellings, an equals sign, and how many of which unit it
is: ``hours, hour = 60 minutes``, ``seconds = 1/60 minutes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..languages import LANGS
from ..models.site import Interface

_GROUPS = re.compile("[;；]")
_COMMAS = re.compile("[,、]")
_ABBREVIATED = 3
"""Shorter ones are parts of other words, and stand behind digits."""
_MULTIPLE = re.compile(r"(.+?) ?[=＝] ?(\d+)(?:/(\d+))? ?(\D+)")


def with_units(question: Mapping[str, object], interface: Interface) -> Mapping[str, object]:
    """A question with all that may stand for its unit, in either language."""
    unit = question.get("unit")
    if not isinstance(unit, dict):
        return question
    spellings = set(unit.values())
    for lang in LANGS:
        for group in _GROUPS.split(interface["unit_spellings"][lang]):
            names = set(_names(group))
            if names & set(unit.values()):
                spellings |= names
    multiples = [
        {"spellings": names, "times": times, **({} if over == 1 else {"over": over})}
        for names, times, over, base in _multiples(interface)
        if base in spellings
    ]
    more = {"unit_multiples": multiples} if multiples else {}
    return {**question, "unit_spellings": sorted(spellings), **more}


def larger_units(interface: Interface) -> list[str]:
    """Every word for so many of another unit: it counts without digits: half an hour."""
    return [
        name
        for names, times, over, _ in _multiples(interface)
        if times > over
        for name in names
        if len(name) > (_ABBREVIATED if name.isascii() else 1)
    ]


def _multiples(interface: Interface) -> Iterator[tuple[list[str], int, int, str]]:
    """The spellings of each, how many parts of how many, and of which unit."""
    for lang in LANGS:
        for group in _GROUPS.split(interface["unit_multiples"][lang]):
            found = _MULTIPLE.fullmatch(group.strip())
            if found is None:
                raise ValueError(f"unit_multiples: {group.strip()} is no multiple of a unit")
            names, times, over, base = found.groups()
            yield _names(names), int(times), int(over or 1), base.strip()


def _names(group: str) -> list[str]:
    return [name.strip() for name in _COMMAS.split(group)]
