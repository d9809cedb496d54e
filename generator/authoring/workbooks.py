"""Workbooks (XLSX) to rows of texts, whatever a file claims to be.

In: the bytes of a file. Out: a sheet's title and its cells as staff see them. Before the library
that reads workbooks has one, every part of the archive is looked through once: for how much it
holds, for what refers to more than stands there, and for formulas that nobody has worked out.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.etree import ElementTree
from xml.parsers import expat

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel, to_excel

from .sheet_limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_UNPACKED,
    TooLarge,
    bytes_within,
    within,
)

_SHEETS = "xl/worksheets/"
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_AROUND = re.compile(r'"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|General|E[+-]', re.I)
"""In a number format, what only stands around the number, as ``screening/workbook.js`` has it."""
_EAST_ASIAN = {*range(27, 37), *range(50, 59)}
"""Numbers of formats for days and times that a workbook need not define, and the library lacks."""
_DECLARATION = b"<!DOCTYPE"


class NotAWorkbook(Exception):
    """A file cannot be read: ``reason`` is a word of the messages; ``at`` its row and column."""

    def __init__(
        self, reason: str, at: tuple[int, int] = (1, 1), titles: tuple[str, ...] = ()
    ) -> None:
        self.reason, self.at, self.titles = reason, at, titles
        super().__init__(reason)


@dataclass(slots=True)
class _Part:
    """What a look through a sheet's part finds."""

    filled: bool = False
    unresolved: tuple[int, int] | None = None
    """The first formula without a result: its row and column."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First column and row, last column and row."""


Cells = list[list[str]]


def read_workbook(
    data: bytes, name: str | None, wanted: Callable[[Cells], bool] | None = None
) -> tuple[str, Cells]:
    """The title and the cells of the one sheet that holds anything, or of that called ``name``.

    Of several, it is the only one that is ``wanted``. Sheets that are hidden hold lists to choose
    from; they are read only where they are named.

    Raises:
        NotAWorkbook: where it cannot be read.
        TooLarge: where it holds too much.
    """
    try:
        parts, titles = _looked_through(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (TooLarge, NotAWorkbook):
        raise
    except Exception:  # the libraries promise nothing of a damaged file
        raise NotAWorkbook("sheet_damaged") from None
    filled = [title for title, part in titles.items() if part in parts and parts[part].filled]
    open_ = [title for title in filled if book[title].sheet_state == "visible"]
    found = open_ if name is None else [title for title in filled if title == name]
    if len(found) > 1 and wanted is not None:
        holding = [t for t in found if wanted(_cells(book, t, parts[titles[t]].merged))]
        found = holding or found
    if len(found) != 1:
        among = found if len(found) > 1 and wanted is not None else filled
        raise NotAWorkbook("sheet_which" if filled else "sheet_empty", titles=tuple(among))
    part = parts[titles[found[0]]]
    if part.unresolved is not None:
        raise NotAWorkbook("sheet_formula", part.unresolved)
    return found[0], _cells(book, found[0], part.merged)


def _cells(book: openpyxl.Workbook, title: str, merged: list[tuple[int, int, int, int]]) -> Cells:
    try:
        sheet = book[title]
        sheet.reset_dimensions()
        rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    except Exception:
        raise NotAWorkbook("sheet_damaged") from None
    _fill_merged(rows, merged)
    return rows


def _looked_through(data: bytes) -> tuple[dict[str, _Part], dict[str, str]]:
    """What each sheet's part holds, and the part of each title."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        within(len(entries), MOST_PARTS, "sheet_parts")
        # The library reads no more of a part than is declared here.
        bytes_within(sum(entry.file_size for entry in entries), MOST_UNPACKED, "sheet_unpacked")
        names = [entry.filename for entry in entries]
        plain = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if len(set(names)) < len(names) or {entry.compress_type for entry in entries} - plain:
            raise NotAWorkbook("sheet_damaged")
        parts: dict[str, _Part] = {}
        for name in names:
            if not name.endswith((".xml", ".rels")):
                continue
            content = archive.read(name)
            # Entities could stand for gigabytes; no workbook declares any.
            if _DECLARATION in content.replace(b"\0", b""):
                raise NotAWorkbook("sheet_damaged")
            if name.startswith(_SHEETS) and name.endswith(".xml"):
                parts[name] = _look(content)
        return parts, dict(_titles(archive.read(_BOOK), archive.read(_RELATIONS)))


def _titles(book: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    targets = {
        item.get("Id"): posixpath.normpath(posixpath.join("/xl", item.get("Target", "")))[1:]
        for item in ElementTree.fromstring(relations)
    }
    for item in ElementTree.fromstring(book).iterfind(".//{*}sheets/{*}sheet"):
        key = next((value for name, value in item.items() if name.endswith("}id")), "")
        yield item.get("name", ""), targets.get(key, "")


class _Look:
    """Looks through a sheet's part: the rows and columns it speaks of, not what they hold."""

    def __init__(self) -> None:
        self.part = _Part()
        self.cells = self.row = self.column = 0
        self._formula = self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        match name.rpartition(":")[2]:
            case "row":
                self.finish()
                self.row = int(attributes.get("r", self.row + 1))
                self.column = 0
                within(self.row, MOST_ROWS, "sheet_rows")
            case "c":
                self._cell(attributes.get("r"))
            case "f":
                self._formula = True
            case "v" | "t":
                self._inside = True
            case "mergeCell":
                self._merge(attributes["ref"])

    def text(self, _: str) -> None:
        """A text, maybe a part of one: within a cell it is its value."""
        if self._inside:
            self.part.filled = True
            self._formula = False

    def end(self, _: str) -> None:
        """An element ends; those that hold values hold no others."""
        self._inside = False

    def finish(self) -> None:
        """A cell is over: a formula without a value in it has no result."""
        if self._formula and self.part.unresolved is None:
            self.part.unresolved = (self.row, self.column)
        self.part.filled |= self._formula
        self._formula = False

    def _cell(self, at: str | None) -> None:
        self.finish()
        self.cells += 1
        self.column += 1
        if at is not None:
            found = _CELL.fullmatch(at)
            if found is None:
                raise NotAWorkbook("sheet_damaged")
            self.column = column_index_from_string(found[1])
            within(int(found[2]), MOST_ROWS, "sheet_rows")
        within(self.column, MOST_COLUMNS, "sheet_columns")
        within(self.cells, MOST_CELLS, "sheet_cells")

    def _merge(self, ref: str) -> None:
        left, top, right, bottom = range_boundaries(ref)
        within(bottom, MOST_ROWS, "sheet_rows")
        within(right, MOST_COLUMNS, "sheet_columns")
        self.cells += (right - left + 1) * (bottom - top + 1)
        within(self.cells, MOST_CELLS, "sheet_cells")
        self.part.merged.append((left, top, right, bottom))


def _look(content: bytes) -> _Part:
    look = _Look()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = look.start
    parser.CharacterDataHandler = look.text
    parser.EndElementHandler = look.end
    parser.Parse(content, True)
    look.finish()
    return look.part


def _fill_merged(rows: list[list[str]], merged: list[tuple[int, int, int, int]]) -> None:
    """Give every cell of merged ones the text that stands in the first."""
    for left, top, right, bottom in merged:
        rows.extend([] for _ in range(bottom - len(rows)))
        for row in rows[top - 1 : bottom]:
            row.extend([""] * (right - len(row)))
        first = rows[top - 1][left - 1]
        for row in rows[top - 1 : bottom]:
            row[left - 1 : right] = [first] * (right - left + 1)


def _text(cell: ReadOnlyCell) -> str:
    """A cell as staff see it: 80% where it is shown so, no ``.0``, 2024-07-22, 00:24:00."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float) and cell.style_array.numFmtId in _EAST_ASIAN:
        with suppress(ValueError, OverflowError):
            value = from_excel(value, cell.parent.parent.epoch)
    if isinstance(value, int | float):
        if "%" in _AROUND.sub("", cell.number_format):
            return f"{_plain(Decimal(str(value)) * 100)}%"
        return _plain(Decimal(str(value)))
    if isinstance(value, date | time | timedelta):
        return _day_or_time(value, cell)
    return str(value)


def _day_or_time(value: date | time | timedelta, cell: ReadOnlyCell) -> str:
    """A day, a time or both, as the cell shows it; midnight is no time."""
    shown = _AROUND.sub("", cell.number_format).partition(";")[0].lower()
    has_time = re.search(r"[hs]|\[m", shown) is not None
    if isinstance(value, datetime):
        if has_time and not re.search("[yde]", shown):
            return _clock(timedelta(to_excel(value, cell.parent.parent.epoch)))
        moment = value + timedelta(milliseconds=500)
        midnight = moment.time().replace(microsecond=0) == time()
        if midnight or not has_time:
            return moment.date().isoformat()
        return moment.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        value = datetime.combine(datetime.min, value) - datetime.min
    return _clock(value)


def _clock(length: timedelta) -> str:
    """A time, or how long something takes: 00:24:00."""
    seconds = round(length.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def _plain(number: Decimal) -> str:
    """A number with its digits, as many as it has."""
    return f"{number.normalize():f}" if number.is_finite() else str(number)
