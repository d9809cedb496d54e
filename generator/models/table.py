"""A table that a source has, and the comparable rows of it that a picture shows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from ..languages import LANGS
from .base import Id, Int, Model, Note, Text
from .quantity import quantity


def quantities(cells: Sequence[Text]) -> tuple[Decimal, ...] | None:
    """The numbers of cells that count in one unit in each language, or nothing."""
    numbers: list[tuple[Decimal, ...]] = []
    for lang in LANGS:
        read = (quantity(cell[lang]) for cell in cells)
        found = [measure for measure in read if measure is not None]
        if len(found) < len(cells) or len({unit for _, unit in found}) != 1:
            return None
        numbers.append(tuple(number for number, _ in found))
    same = numbers[0] == numbers[1] and min(numbers[0]) > 0
    return numbers[0] if same else None


class Per(Model):
    """按人口等計算：每一列都除以某一列，再乘上多少
    Per head and the like: each row is divided by one row, and multiplied by a number"""

    row: Annotated[Int, Field(ge=1)]
    """除以哪一列：從 1 起，例如人口｜Row: by which to divide, from 1; the population, say"""
    by: Annotated[Int, Field(ge=1)]
    """乘上多少：例如 100000 是每 10 萬人｜By: 100000, say, is for every 100,000 residents"""
    title: Text
    """名稱：例如「每 10 萬人」｜Title: “per 100,000 residents”, say"""


class Chart(Model):
    """比例圖：兩者相比，自己是對方的幾成
    Picture of ratios: of two things compared, what share of the other one’s own is"""

    headline: Text
    """標題：一句話說出圖上看到什麼｜Headline: in one sentence what the picture shows"""
    own: Annotated[Int, Field(ge=1)]
    """自己的欄：第幾欄，從 1 起；用主色畫
    Own: the column that is drawn in the accent colour, counted from 1"""
    rows: Annotated[tuple[Annotated[Int, Field(ge=1)], ...], Field(min_length=1)]
    """畫哪幾列：從 1 起；那一列的數字要用同一個單位
    Rows to draw: counted from 1; the numbers of such a row are in one unit"""
    per: Per | None = None
    """按人口等計算：不填就直接比｜Per head and the like: without it, the figures themselves"""


class Table(Model):
    """表格：標題列，以及格數相同的各列｜Table: a header row, then rows of as many cells"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    title: Text
    """標題｜Title"""
    columns: tuple[Text, ...]
    """標題列：各欄的名稱｜Header: the names of the columns"""
    rows: tuple[tuple[Text, ...], ...]
    """各列：每列的格數和標題列相同｜Rows: each with as many cells as the header"""
    chart: Chart | None = None
    """比例圖：要畫時才填；表格要有三欄，項目和相比的兩者
    Picture of ratios: only to draw one; of an item and the two compared, three columns in all"""
    notes: tuple[Note, ...] = ()
    """編者註：來源有誤或不清楚的地方｜Editor’s notes: what the source has wrong or unclear"""
