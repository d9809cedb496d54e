"""The days on which offices are closed: of which country, for which years."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import holidays
from pydantic import AfterValidator, Field, Strict, WithJsonSchema, model_validator

from ..diagnostics.codes import Code
from .base import Int, Model, Text, mistake


def _known_country(code: str) -> str:
    if code not in holidays.list_supported_countries(include_aliases=False):
        raise mistake(Code.NO_HOLIDAYS_KNOWN, found=code)
    return code


class OfficeDays(Model):
    """上班日：哪裡的假日、算到哪一年
    Office days: by which country’s public holidays, and for which years"""

    country: Annotated[
        str,
        Strict(),
        AfterValidator(_known_country),
        WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"}),
    ]
    """國家或地區：ISO 3166 的兩個大寫字母｜Country: two capital letters, as in ISO 3166"""
    first_year: Annotated[Int, Field(ge=2000, le=2199)]
    """第一年：西元年｜First year"""
    last_year: Annotated[Int, Field(ge=2000, le=2199)]
    """最後一年：西元年；之後的假日還不知道，就不推算
    Last year: beyond it holidays are not known, and no working day is told"""
    note: Text
    """說明：依什麼法律順延、由誰決定｜Note: by which law, and who decides whether it applies"""

    @model_validator(mode="after")
    def _in_order(self) -> OfficeDays:
        if self.last_year < self.first_year:
            raise mistake(Code.LAST_BEFORE_FIRST, first=self.first_year, last=self.last_year)
        return self

    @property
    def holidays(self) -> tuple[date, ...]:
        """The public holidays that do not fall on a weekend, in order of time."""
        years = range(self.first_year, self.last_year + 1)
        days = holidays.country_holidays(self.country, years=years)
        return tuple(sorted(day for day in days if day.weekday() < 5 and day.year in years))
