"""Days, months and years as each language writes them."""

from __future__ import annotations

from datetime import date

from ..models.base import Lang

_WEEKDAYS = {
    "zh": "一二三四五六日",
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def format_date(day: date, lang: Lang) -> str:
    """2024 年 7 月 22 日（星期一）, or Monday 22 July 2024."""
    weekday = _WEEKDAYS[lang][day.weekday()]
    calendar_day = format_day(day, lang)
    return f"{calendar_day}（星期{weekday}）" if lang == "zh" else f"{weekday} {calendar_day}"


def format_day(day: date, lang: Lang) -> str:
    """2024 年 7 月 22 日, or 22 July 2024."""
    if lang == "zh":
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_when(when: str, lang: Lang) -> str:
    """A year, a month or a day, as exact as it is given: 2024 年 7 月, or July 2024."""
    year, *rest = when.split("-")
    if len(rest) == 2:
        return format_date(date.fromisoformat(when), lang)
    if not rest:
        return f"{year} 年" if lang == "zh" else year
    month = int(rest[0])
    return f"{year} 年 {month} 月" if lang == "zh" else f"{_MONTHS[month - 1]} {year}"
