"""Dates as people type them, with the year of the Republic or other separators: 113/5/1."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from .numbers import chinese_number

_REPUBLIC = 1911
"""How many years before its first year lies."""
_FIGURES = "[0-9〇零一二三四五六七八九十百元]"
_DAY = re.compile(
    rf"(?P<era>(?:中華)?民國)? ?(?P<year>{_FIGURES}{{1,5}}) ?[年/.\-–—−] ?"
    rf"(?P<month>{_FIGURES}{{1,3}}) ?[月/.\-–—−] ?(?P<day>{_FIGURES}{{1,3}}) ?[日號]?"
)
_DIGITS = re.compile(r"(?P<era>)(?P<year>[0-9]{3,4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_WORDS = re.compile(
    r"(?:(?P<d1>[0-9]{1,2})(?:st|nd|rd|th)? )?(?P<month>[A-Za-z]{3,9})\.?"
    r"(?: (?P<d2>[0-9]{1,2})(?:st|nd|rd|th)?)?,? (?P<year>[0-9]{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_meant(typed: str) -> date | None:
    """The day that was typed, or ``None``."""
    text = " ".join(unicodedata.normalize("NFKC", typed).split()).strip("\"'“”‘’")
    if len(text) > 40:
        return None
    if match := _DAY.fullmatch(text) or _DIGITS.fullmatch(text):
        year = 1 if match["year"] == "元" else chinese_number(match["year"])
        republic = bool(match["era"]) or (year is not None and 10 < year < 200)
        western = None if year is None else year + _REPUBLIC * republic
        return _day(western, chinese_number(match["month"]), chinese_number(match["day"]))
    if match := _WORDS.fullmatch(text):
        month = match["month"].lower()[:3]
        number = match["d1"] or match["d2"]
        if month in _MONTHS and number:
            return _day(int(match["year"]), _MONTHS.index(month) + 1, int(number))
    return None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or year < 1000:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
