"""Conditions typed as formulas, such as ``minutes >= 20``, as the rules write them."""

from __future__ import annotations

import re
import unicodedata

from .numbers import plain_number

_OPERATORS = {
    ">=": "at_least",
    "=>": "at_least",
    "≥": "at_least",
    "≧": "at_least",
    "<=": "at_most",
    "=<": "at_most",
    "≤": "at_most",
    "≦": "at_most",
    ">": "more_than",
    "<": "less_than",
    "==": "equal",
    "=": "equal",
}
_MIRRORED = {
    "at_least": "at_most",
    "at_most": "at_least",
    "more_than": "less_than",
    "less_than": "more_than",
    "equal": "equal",
}
_OPERATOR = re.compile("(>=|=>|<=|=<|==|!=|[≥≧≤≦<>=])")
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YES = {"true", "yes", "y", "是", "有", "對", "真", "○", "√", "v"}
NO = {"false", "no", "n", "否", "不", "無", "沒有", "不是", "假", "非", "✗", "x"}


def yes_or_no(typed: str) -> str | None:
    """``true`` or ``false`` where a word for one of them was typed."""
    word = unicodedata.normalize("NFKC", typed).strip("\"'“”‘’「」 .。").lower()
    return "true" if word in YES else "false" if word in NO else None


def condition(typed: str) -> str | None:
    """The YAML of a comparison typed as a formula, or ``None``."""
    sides = _OPERATOR.split(unicodedata.normalize("NFKC", typed).replace("≧", ">="))
    sides = [side.strip() for side in sides]
    if len(sides) == 3:
        return _comparison(*sides)
    if len(sides) == 5:
        both = _comparison(*sides[:3]), _comparison(*sides[2:])
        return "{all: [" + ", ".join(filter(None, both)) + "]}" if all(both) else None
    return None


def _comparison(left: str, operator: str, right: str) -> str | None:
    if operator == "!=":
        same = _comparison(left, "=", right)
        return same and f"{{not: {same}}}"
    name = _OPERATORS[operator]
    if not _ID.fullmatch(left):
        left, right, name = right, left, _MIRRORED[name]
    if not _ID.fullmatch(left):
        return None
    answer = yes_or_no(right) if name == "equal" else None
    if answer is not None:
        return left if answer == "true" else f"{{not: {left}}}"
    if _DAY.fullmatch(right):
        return f"{{{name}: [{left}, {{day: {right}}}]}}"
    number = plain_number(right)
    if number is not None:
        return f"{{{name}: [{left}, {number}]}}"
    if not _ID.fullmatch(right):
        return None
    if name == "equal":
        return f"{{one_of: {{fact: {left}, options: [{right}]}}}}"
    return f"{{{name}: [{left}, {right}]}}"
