"""Which of an applicant's facts count: those whose questions are asked, worked out by hand."""

from __future__ import annotations

from typing import Any

from generator.rules.engine import AnswerTable, values

Facts = dict[str, Any]


def asked(calculator: Facts, facts: Facts) -> Facts:
    """The facts whose questions are asked, given those that are asked before."""
    counted = dict(facts)
    for question in calculator["questions"]:
        when = question.get("asked_when")
        if when is not None and not _holds(when, counted):
            counted.pop(question["id"], None)
    return counted


def _holds(when: Any, facts: Facts) -> bool:
    row = tuple(facts.values())
    table: AnswerTable = {"facts": list(facts), "rows": [row], "asked": [], "expressions": [when]}
    return values([table])[0][0][0] is True
