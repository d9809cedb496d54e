"""Days, months and years as each language writes them, by the patterns of its locale."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date as _format

from ..languages import LANGUAGES, Lang


def format_date(day: date, lang: Lang) -> str:
    """2024 年 7 月 22 日（星期一）, or Monday 22 July 2024."""
    return _write(day, LANGUAGES[lang].day_of_week, lang)


def format_day(day: date, lang: Lang) -> str:
    """2024 年 7 月 22 日, or 22 July 2024."""
    return _write(day, LANGUAGES[lang].day, lang)


def format_day_of_year(day: date, lang: Lang) -> str:
    """7 月 22 日, or 22 July: a day of every year."""
    return _write(day, LANGUAGES[lang].day_of_year, lang)


def format_when(when: str, lang: Lang) -> str:
    """A year, a month or a day, as exact as it is given: 2024 年 7 月, or July 2024."""
    year, *rest = map(int, when.split("-"))
    if len(rest) == 2:
        return format_date(date(year, *rest), lang)
    language = LANGUAGES[lang]
    first = date(year, rest[0] if rest else 1, 1)
    return _write(first, language.month if rest else language.year, lang)


def _write(day: date, pattern: str, lang: Lang) -> str:
    return _format(day, pattern, locale=LANGUAGES[lang].locale)
