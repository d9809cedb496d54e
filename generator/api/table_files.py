"""The files of tables: CSV in each language for people, JSON in both for programs.

In: tables. Out: file names relative to the site's root and their text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from ..languages import LANGS, LANGUAGES, Lang
from ..models.base import Text
from ..text.inline import plain
from ..text.json_text import in_lines
from .page_table import CellValue, Money, PageTable, Words
from .schema import ColumnData, TableData

SCHEMA = "api/tables/table.schema.json"

# What a spreadsheet would run: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
# Where lists are parted by ";", as in much of Europe, a cell begins behind it.
_WITHIN = re.compile(r"(?<=;)(?=[=+\-@＝＋－＠])")


def table_files(tables: Iterable[PageTable]) -> dict[str, str]:
    """Every table's files by name, and their text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= TableData.model_json_schema()
    files = {SCHEMA: in_lines(schema)}
    for table in tables:
        for lang in LANGS:
            files[csv_file(table.name, lang)] = to_csv(table, lang)
        files[json_file(table.name)] = _data(table).model_dump_json(indent=1) + "\n"
    return files


def csv_file(name: str, lang: Lang) -> str:
    """The CSV file of the table ``name`` in a language."""
    return f"api/tables/{name}.{LANGUAGES[lang].tag}.csv"


def json_file(name: str) -> str:
    """The JSON file of the table ``name``."""
    return f"api/tables/{name}.json"


def to_csv(table: PageTable, lang: Lang) -> str:
    """RFC 4180, with a byte order mark, without which spreadsheets misread Chinese.

    A cell that a spreadsheet would take for a formula opens with an apostrophe.
    """
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(_word(column.heading, lang) for column in table.columns)
    writer.writerows([_word(cell.value, lang) for cell in row] for row in table.rows)
    return file.getvalue()


def _word(value: CellValue, lang: Lang) -> str:
    value = _bare(value)
    if isinstance(value, Words):
        text = value[lang]
    elif isinstance(value, Text):
        text = plain(value[lang])
    else:
        text = "" if value is None else str(value)
    text = _WITHIN.sub("'", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _data(table: PageTable) -> TableData:
    names = [column.name for column in table.columns]
    return TableData(
        title=table.title,
        columns=tuple(ColumnData(name=c.name, heading=c.heading) for c in table.columns),
        rows=tuple(
            dict(zip(names, (_bare(cell.value) for cell in row), strict=True)) for row in table.rows
        ),
    )


def _bare(value: CellValue) -> Text | str | int | float | None:
    """A value as programs read it: a sum as its number, a day as ``2024-07-22``."""
    if isinstance(value, Money):
        return value.amount
    return value.isoformat() if isinstance(value, date) else value
