"""Answers as people write them: random applicants, and the cells of a sheet that say the same."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

Facts = dict[str, Any]
_YES = ["是", "有", "✓", "Yes", "Y", "true"]
_NO = ["否", "無", "No", "n", "FALSE"]
_DIGITS = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def applicant(questions: list[Facts], random: Random, base: Facts | None = None) -> Facts:
    """Answers to most of the questions, each within its bounds and none contradicting another.

    With a ``base``, its answers, of which a few are others or open.
    """
    facts: Facts = dict(base or {})
    share = 0.9 if base is None else 0.06
    for question in questions:
        if random.random() < share:
            facts[question["id"]] = _answer(question, random)
        elif random.random() < share / 2:
            facts.pop(question["id"], None)
    for question in questions:
        limit = question.get("no_more_than")
        if limit in facts and question["id"] in facts:
            facts[question["id"]] = min(facts[question["id"]], facts[limit])
    return {q["id"]: facts[q["id"]] for q in questions if q["id"] in facts}


def _answer(question: Facts, random: Random) -> Any:
    match question["type"]:
        case "boolean":
            return random.random() < 0.8
        case "choice":
            return random.choice(question["options"])["id"]
        case "choices":
            return [option["id"] for option in question["options"] if random.random() < 0.5]
        case "date":
            year, month, day = (random.randint(*ends) for ends in ((2001, 2198), (1, 12), (1, 28)))
            return f"{year}-{month:02}-{day:02}"
    low = question.get("min", question.get("above", 0) + 1)
    high = question.get("max", 10 ** random.randint(1, 8))
    number = random.randint(low, max(low, int(min(high, 10**8))))
    return (
        number + 0.5
        if question["type"] == "number" and number < high and random.random() < 0.3
        else number
    )


def cell(question: Mapping[str, Any], answer: Any, random: Random) -> str:
    """One of the ways to write an answer."""
    match question["type"]:
        case "boolean":
            return random.choice(
                ["是", "有", "✓", "Yes", "Y", "true"]
                if answer
                else ["否", "無", "No", "n", "FALSE"]
            )
        case "choice":
            return _option(question, answer, random)
        case "choices":
            names = [_option(question, id_, random) for id_ in answer]
            return random.choice(["；", ";", "、", "\n"]).join(names) if names else "以上都沒有"
        case "date":
            year, month, day = str(answer).split("-")
            republic = f"民國{int(year) - 1911}年{int(month)}月{int(day)}日"
            return random.choice([f"{year}-{month}-{day}", f"{year}/{month}/{day}", republic])
    return _number(question, answer, random)


def _option(question: Mapping[str, Any], id_: str, random: Random) -> str:
    (label,) = (option["label"] for option in question["options"] if option["id"] == id_)
    zh, en = str(label["zh"]), str(label["en"])
    return random.choice([id_, zh, en, f" {en.upper()} ", f"{zh} {en}", f"{zh} [{id_}]"])


def _number(question: Mapping[str, Any], number: int | float, random: Random) -> str:
    ways = [str(number), str(number).translate(_FULL_WIDTH)]
    if isinstance(number, int):
        ways.append(f"{number:,}" if question["type"] == "integer" else f"{number}.0")
        if 0 < number < 10:
            ways.append(_DIGITS[number])
        if number >= 10_000 and number % 10_000 == 0:
            ways.append(f"{number // 10_000}萬")
    if question.get("currency"):
        ways += [f"NT${number:,}", f"新臺幣{number}元整"]
    if question.get("unit", {}).get("en") == "%":
        # 0.5 alone, and 1, may be a share of the whole as well.
        ways = ways if number == 0 or number > 1 else []
        ways += [f"{number}%", f"{number} ％", f"百分之{number}"]
    return random.choice(ways)
