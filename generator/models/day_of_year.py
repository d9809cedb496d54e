"""A day of every year, as rules name it: ``04-30`` for 30 April."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from ..diagnostics.codes import Code
from .base import Str, mistake

_DAY_OF_YEAR = re.compile(r"([0-9]{2})-([0-9]{2})")


def month_and_day(day_of_year: str) -> tuple[int, int]:
    """The month and the day of ``04-30``.

    Raises:
        ValueError: where it is not written as ``04-30``, or no leap year has that day.
    """
    if (found := _DAY_OF_YEAR.fullmatch(day_of_year)) is None:
        raise ValueError(day_of_year)
    day = date(2000, int(found[1]), int(found[2]))
    return day.month, day.day


def _day_of_year(value: str) -> str:
    try:
        month_and_day(value)
    except ValueError:
        raise mistake(Code.NOT_A_DAY_OF_YEAR) from None
    return value


DayOfYear = Annotated[
    Str,
    AfterValidator(_day_of_year),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY_OF_YEAR.pattern}$"}),
]
