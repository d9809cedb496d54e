"""The published calculator against figures written by hand, and no figure without the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.tools.boundaries import (
    ALL_AT_ONCE,
    BANDS,
    CEILINGS,
    COST_PERCENT,
    DEADLINES,
    INSTALMENTS,
    NOTES,
    RANGES,
    Facts,
    cases,
    wrongly_asked,
)

Place = tuple[str, str]


def _numbers(node: Any) -> Iterator[int | float]:
    if isinstance(node, dict | list):
        for item in node.values() if isinstance(node, dict) else node:
            yield from _numbers(item)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        yield node


def _published(calculator: Facts) -> dict[Place, Counter[int | float]]:
    """Every number of a published calculator, by where it stands."""
    found: dict[Place, Counter[int | float]] = {}
    for part in ("groups", "questions", "requirements", "instalments", "deadlines"):
        for item in calculator[part]:
            found[part, item["id"]] = Counter(_numbers(item))
    for limit in calculator["amount"]["limits"]:
        found["limits", limit["id"]] = Counter(_numbers(limit))
    for part in ("version", "hash", "quick", "scheme"):
        assert not list(_numbers(calculator[part]))
    amount = {name: item for name, item in calculator["amount"].items() if name != "limits"}
    assert not list(_numbers(amount))
    return {place: numbers for place, numbers in found.items() if numbers}


def _by_hand() -> dict[Place, Counter[int | float]]:
    figures: dict[Place, set[int | float]] = {}
    for bands in BANDS:
        own = bands.figures or tuple(figure for _, figure, _ in bands.steps)
        figures.setdefault(("requirements", bands.requirement), set()).update(own)
    found = {place: Counter(own) for place, own in figures.items()}
    for requirement, _, _, noted in NOTES:
        found["requirements", requirement].update(list(noted))
    for fact, limits in RANGES.items():
        found["questions", fact] = Counter(limits.values())
    found["limits", "share"] = Counter([COST_PERCENT])
    found["limits", "ceiling"] = Counter(CEILINGS.values())
    for id_, values in ALL_AT_ONCE.items():
        found["groups", id_] = Counter(values)
    for id_, percent in INSTALMENTS.items():
        found["instalments", id_] = Counter([percent])
    for id_, (_, steps) in DEADLINES.items():
        found["deadlines", id_] = Counter(abs(item) for step in steps for item in step)
    return found


def test_every_figure_of_the_calculator_is_in_the_table_and_none_besides(
    calculator: Facts,
) -> None:
    assert _published(calculator) == _by_hand()


def test_the_engine_says_what_the_table_says_on_each_side_of_every_figure(
    calculator: Facts,
) -> None:
    wrong = [
        (case.about, found, case.expected)
        for case in cases(calculator)
        if (found := case.found(calculator)) != case.expected
    ]
    assert wrong == []


def test_there_is_a_case_at_each_figure_and_on_both_sides(calculator: Facts) -> None:
    """Of each comparison of a fact with a figure, the cases see both outcomes."""
    seen: dict[str, set[str]] = {}
    for case in cases(calculator):
        if isinstance(case.expected, str) and " at " in case.about:
            seen.setdefault(case.about.partition(" at ")[0], set()).add(case.expected)
    for bands in BANDS:
        assert {bands.below, *(status for _, _, status in bands.steps)} <= seen[bands.requirement]
    assert len(seen) == len({bands.requirement for bands in BANDS})


def test_questions_are_asked_as_the_clauses_have_it(calculator: Facts) -> None:
    assert wrongly_asked(calculator) == []
