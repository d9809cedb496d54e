"""Links that open the calculator with answers: the fragment that ``calculator/link.js`` reads.

In: the rules as published, facts, and what they come to. Out: the fragment, which shows the result.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import get_args

from ..models.scheme import Verdict
from .published import CalculatorData
from .results import Result

_VERDICTS = get_args(Verdict)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def answer_link(rules: CalculatorData, facts: Mapping[str, object], result: Result) -> str:
    """The fragment for the calculator's address."""
    answers = {
        code: int(answer) if isinstance(answer, bool) else answer
        for code, id_ in _by_code(question["id"] for question in rules["questions"])
        if (answer := facts.get(id_)) is not None
    }
    status = {item["id"]: item["status"] for item in result["requirements"]}
    failed = [
        code
        for code, id_ in _by_code(requirement["id"] for requirement in rules["requirements"])
        if status.get(id_) in ("unmet", "unclear")
    ]
    cap = None if result["amount"] is None else result["amount"]["cap"]
    outcome = [answers, _VERDICTS.index(result["verdict"]), cap, failed]
    text = json.dumps(outcome, ensure_ascii=False, separators=(",", ":"))
    packed = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return f"#v=1&r={rules['version']}-{rules['hash'][:8]}&s=result&a={packed}"


def _by_code(ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Ids with their codes; of two with the same code the second goes by its whole id."""
    codes: dict[str, str] = {}
    for id_ in ids:
        code = _short_code(id_)
        codes[id_ if code in codes else code] = id_
    return codes.items()


def _short_code(id_: str) -> str:
    """Four characters that stay the same while the id does (FNV-1a)."""
    number = 0x811C9DC5
    for letter in id_:
        number = (number ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    code = ""
    while number:
        number, digit = divmod(number, 36)
        code = _DIGITS[digit] + code
    return code[-4:]
