"""Numbers as people type them, with separators, units and Chinese figures: 8,000,000, 八百萬."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_SCALES = {
    "萬": 10**4,
    "万": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "千": 10**3,
    "百": 10**2,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "billion": 10**9,
}
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "兩": 2} | {c: i for i, c in enumerate("零壹貳參肆伍陸柒捌玖")}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_GREAT = {"萬": 10**4, "億": 10**8}

_MONEY = r"(?:[A-Z]{0,3}[$€£¥￥]|[A-Z]{3}|新[臺台]幣|[臺台]幣|美[元金]|人民幣)"
# A unit of any name: no id holds a Chinese character or a space.
_UNIT = rf"(?: ?(?:{_MONEY}|%|[\u4e00-\u9fff]{{1,4}})| [a-z]+(?: [a-z]+)?)"
_GROUPED = r"[0-9]{1,3}(?:[,，' ][0-9]{3})+|[0-9]{1,4}(?:,[0-9]{4})+|[0-9]+"
_PART = (
    rf"({_GROUPED})(\.[0-9]+)?"
    r"(?: ?((?:[萬万億亿千百]|(?i:k|m|thousand|million|billion)(?![A-Za-z]))))?"
)
_WHOLE = re.compile(rf"{_MONEY}? ?(?P<sign>-?)(?P<parts>{_PART}(?: ?{_PART})*){_UNIT}?")
_PARTS = re.compile(_PART)
_CHINESE = re.compile(
    rf"(?:百分之|{_MONEY})?(?P<figures>[{''.join(_DIGITS)}{''.join(_TENS)}萬億]+){_UNIT}?"
)


_TENTHS = re.compile(
    rf"(?P<tens>[0-9{''.join(_DIGITS)}])成(?:(?P<ones>[0-9{''.join(_DIGITS)}])|(?P<half>半))?"
)


def percent_meant(typed: str) -> str | None:
    """The percentage that tenths stand for: 80 for 八成, 55 for 五成五."""
    match = _TENTHS.fullmatch(unicodedata.normalize("NFKC", typed).strip("\"'“”‘’ "))
    if match is None:
        return None
    tens, ones = (_DIGITS.get(c, c) if c else 0 for c in (match["tens"], match["ones"]))
    return str(int(tens) * 10 + (5 if match["half"] else int(ones)))


def fraction(typed: str) -> str | None:
    """What per cent, with four decimals, 三分之一 or 1/3 comes to."""
    text = unicodedata.normalize("NFKC", typed).strip("\"'“”‘’ ")
    of, named, part = text.partition("分之")
    if not named:
        part, _, of = text.partition("/")
    above, below = chinese_number(part.strip()), chinese_number(of.strip())
    if above is None or not below or below == 100:  # 百分之五十 is a number
        return None
    return _as_text(round(Decimal(100 * above) / below, 4))


def plain_number(typed: str) -> str | None:
    """The number as YAML reads it, or ``None`` where what was typed is no number for certain."""
    text = unicodedata.normalize("NFKC", typed).strip().strip("\"'“”‘’").strip()
    if len(text) > 60 or fraction(text) is not None:
        return None
    if (match := _WHOLE.fullmatch(text)) and not text.endswith("成"):
        total = Decimal(0)
        parts = list(_PARTS.finditer(match["parts"]))
        for i, (digits, decimals, scale) in enumerate(part.groups() for part in parts):
            if scale is None and i < len(parts) - 1:
                return None
            number = Decimal(re.sub(r"[^0-9]", "", digits) + (decimals or ""))
            total += number * _SCALES[(scale or "").lower()] if scale else number
        return match["sign"] + _as_text(total)
    if match := _CHINESE.fullmatch(text):
        if text.endswith("成"):
            return None  # tenths: of a percentage alone they are a number
        value = _chinese(match["figures"])
        return None if value is None else str(value)
    return None


def _as_text(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))


def _chinese(figures: str) -> int | None:
    """八百萬 as 8,000,000; 二〇二六 as 2,026."""
    if all(c in _DIGITS for c in figures):
        return int("".join(str(_DIGITS[c]) for c in figures))
    total = section = digit = 0
    for c in figures:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section += (digit or 1) * _TENS[c]
            digit = 0
        else:
            total += (section + digit) * _GREAT[c]
            section = digit = 0
            if not total:
                return None
    return total + section + digit


def chinese_number(figures: str) -> int | None:
    """A number in Chinese or other digits, such as the day of a date."""
    text = unicodedata.normalize("NFKC", figures)
    if re.fullmatch("[0-9]+", text):
        return int(text)
    known = set(_DIGITS) | set(_TENS)
    return _chinese(text) if text and all(c in known for c in text) else None
