"""A table of a record to a sheet and back: a row of the sheet is a row of the table.

A cell holds both languages, ``一館｜Hall 1``. What has no Chinese, such as a number, is the same
in both; Chinese alone has the English that the table had for it before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..content.catalogue import AnyEntry, Catalogue
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..kinds import KINDS, key_of
from ..models.base import ID, Text
from ..models.table import Table
from .sheets import BadSheet, Row, Sheet
from .yaml_changes import Change, Insert, Set
from .yaml_edit import edit

_BAR = re.compile(r"[｜|]")
_HAN = re.compile("[\u3400-\u9fff]")
_TITLE = {"zh": "待填：表格名稱", "en": "To be filled in: title of the table"}


def record_with_tables(catalogue: Catalogue, name: str) -> AnyEntry | None:
    """The record that ``stop/usa-2024/mopop`` names, if there is one that can have tables."""
    kind, _, reference = name.partition("/")
    if kind not in KINDS or "tables" not in KINDS[kind].model.model_fields:
        return None
    return catalogue.find(key_of(kind, reference))


def with_tables(catalogue: Catalogue) -> tuple[str, ...]:
    """The records that can have tables, as they are named."""
    return tuple(
        f"{kind.name}/{entry.key.id}"
        for kind in KINDS.values()
        if "tables" in kind.model.model_fields
        for entry in catalogue.all(kind)
    )


def table_id(field: str) -> str | None:
    """The id in ``tables/halls``; nothing where it is not written so."""
    name, _, id_ = field.partition("/")
    return id_ if name == "tables" and re.fullmatch(ID, id_) else None


def table_of(entry: AnyEntry, id_: str) -> Table | None:
    """The table of a record that has this id."""
    tables: Sequence[Table] = entry.record.tables
    return next((table for table in tables if table.id == id_), None)


def rows_of(table: Table) -> list[list[str]]:
    """A table as the rows of a sheet, its header first."""
    return [[_cell(text) for text in row] for row in (table.columns, *table.rows)]


def _cell(text: Text) -> str:
    return text.zh if text.zh == text.en else f"{text.zh}｜{text.en}"


def changed(entry: AnyEntry, id_: str, sheet: Sheet, data: Path) -> str:
    """The file of a record with the table of the sheet: a new one, or the one of this id.

    Raises:
        BadSheet: with every cell that lacks its English, or stands beyond the header.
    """
    old = table_of(entry, id_)
    english = {text.zh: text.en for row in (old.columns, *old.rows) for text in row} if old else {}
    errors: list[DataError] = []
    width = max((n for n, cell in enumerate(sheet.header, 1) if cell), default=0)
    rows = [
        list(_texts(sheet, row, width, english, errors)) for row in (sheet.rows[0], *sheet.body)
    ]
    if errors:
        raise BadSheet(*errors)
    changes: list[Change] = []
    if old is None:
        table = {"id": id_, "title": _TITLE, "columns": rows[0], "rows": rows[1:]}
        changes.append(Insert(("tables",), len(entry.record.tables), table))
    else:
        at = [table.id for table in entry.record.tables].index(id_)
        changes.append(Set(("tables", at, "columns"), rows[0]))
        changes.append(Set(("tables", at, "rows"), rows[1:]))
    return edit((data.parent / entry.raw.file).read_bytes().decode(), changes)


def _texts(
    sheet: Sheet, row: Row, width: int, english: dict[str, str], errors: list[DataError]
) -> Iterator[dict[str, str]]:
    for at, cell in enumerate(row.cells[width:], width + 1):
        if cell.strip():
            errors.append(sheet.error(row.number, at, Code.RAGGED_SHEET, cell))
    for at in range(width):
        cell = row.cells[at].strip() if at < len(row.cells) else ""
        zh, *en = (part.strip() for part in _BAR.split(cell, maxsplit=1))
        if en and zh and en[0]:
            yield {"zh": zh, "en": en[0]}
            continue
        known = english.get(zh) or ("" if _HAN.search(zh) else zh)
        if en or not known:
            code = Code.ONE_LANGUAGE if zh else Code.EMPTY_TEXT
            errors.append(sheet.error(row.number, at + 1, code, cell or None))
        yield {"zh": zh, "en": known}
