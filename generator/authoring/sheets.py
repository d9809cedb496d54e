"""Spreadsheets as staff keep them: CSV of any Excel, and XLSX, to rows of texts and back.

In: a file. Out: its rows, each with its number, every cell a text on its own; or why it cannot be
read. A cell that a spreadsheet would run as a formula is written so that it does not, and is read
back as it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from .safe_write import write_bytes_safely
from .sheet_limits import (
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TooLarge,
    bytes_within,
    within,
)
from .workbooks import NotAWorkbook, read_workbook

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# What Excel writes in Taiwan where it is not asked for UTF-8.
_ENCODINGS = ("utf-8", "cp950", "big5hkscs")
_DELIMITERS = ",;\t"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
# What spreadsheets take for the beginning of a formula, some in its full width, too.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
# How a page of the web, a PDF or another document begins, whatever the file is called.
_DOCUMENT = re.compile(
    r"\ufeff?\s*(<(!doctype|html|head|body|table|meta|\?xml)\b|%PDF-|\{\\rtf)", re.IGNORECASE
)
XLSX = ".xlsx"


class BadSheet(Exception):
    """A spreadsheet cannot be used: ``errors`` say why, each with the row and column."""

    def __init__(self, *errors: DataError) -> None:
        self.errors = errors
        super().__init__(errors)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number as spreadsheets count, and the text of each cell."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file that hold anything, the header first."""

    file: str
    name: str
    """What the sheet is called in a workbook; empty for a file of one sheet."""
    rows: tuple[Row, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(cell.strip() for cell in self.rows[0].cells)

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows below the header, without those that begin with ``#``."""
        return tuple(row for row in self.rows[1:] if not _is_remark(row))

    def error(
        self,
        row: int,
        at: int,
        code: Code,
        found: str | None = None,
        allowed: tuple[str, ...] = (),
        **details: str,
    ) -> DataError:
        """An error at the cell of a row in the column ``at``; both count from 1."""
        return DataError(self.file, row, at, code, found, allowed, tuple(details.items()))


def letters(column: int) -> str:
    """What spreadsheets call a column: ``A`` for 1."""
    letter: str = get_column_letter(column)
    return letter


def _is_remark(row: Row) -> bool:
    return next(cell.strip() for cell in row.cells if cell.strip()).startswith("#")


def read_sheet(
    path: Path, name: str | None = None, wanted: Callable[[Sequence[Row]], bool] | None = None
) -> Sheet:
    """The sheet of a file; of a workbook with several, the one called ``name``, or ``wanted``.

    Raises:
        BadSheet: where it cannot be read, or holds nothing.
        OSError: where the file is not there.
    """
    try:
        data = _bytes(path)
        if path.suffix.lower() == XLSX:
            choice = None if wanted is None else lambda cells: wanted(_rows(cells))
            title, cells = read_workbook(data, name, choice)
        else:
            title, cells = "", _csv(path, data)
    except TooLarge as error:
        details = (("most", f"{error.most:,}"), ("unit", Word(error.unit)))
        raise BadSheet(
            DataError(path.name, 1, 1, Code.SHEET_TOO_LARGE, None, (), details)
        ) from None
    except NotAWorkbook as error:
        raise _unreadable(path, error.reason, error.at, error.titles) from None
    rows = _rows(cells)
    if not rows:
        raise _unreadable(path, "sheet_empty")
    return Sheet(path.name, title, rows)


def _rows(cells: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    return tuple(
        Row(number, tuple(row)) for number, row in enumerate(cells, 1) if any(map(str.strip, row))
    )


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    bytes_within(len(data), MOST_BYTES, "sheet_megabytes")
    return data


def _unreadable(
    path: Path, reason: str, at: tuple[int, int] = (1, 1), allowed: tuple[str, ...] = ()
) -> BadSheet:
    details = (("reason", Word(reason)),)
    return BadSheet(DataError(path.name, *at, Code.BAD_SHEET, None, allowed, details))


# --- CSV ----------------------------------------------------------------------------------


def _csv(path: Path, data: bytes) -> list[list[str]]:
    text = _decoded(path, data)
    delimiter = None
    if mark := _SEPARATOR_LINE.match(text):
        delimiter, text = mark[1], text[mark.end(1) :]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True
    )
    rows: list[list[str]] = []
    count = 0
    try:
        for row in reader:
            count += len(row)
            within(len(rows) + 1, MOST_ROWS, "sheet_rows")
            within(len(row), MOST_COLUMNS, "sheet_columns")
            within(count, MOST_CELLS, "sheet_cells")
            rows.append([_read_back(cell) for cell in row])
    except csv.Error:
        raise _unreadable(path, "sheet_quotes", (reader.line_num, 1)) from None
    return rows


def _decoded(path: Path, data: bytes) -> str:
    if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _unreadable(path, "sheet_format")
    found = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in _ENCODINGS if found is None else (found,):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _DOCUMENT.match(text):
            raise _unreadable(path, "sheet_format")
        return text
    raise _unreadable(path, "sheet_encoding")


def _delimiter(text: str) -> str:
    """What stands most often between the cells of the first line that holds anything."""
    lines = (line for line in text.splitlines() if line.strip())
    line = re.sub(r'"[^"]*"', "", next(lines, ""))
    return max(_DELIMITERS, key=line.count)


def _read_back(cell: str) -> str:
    return cell[1:] if _ESCAPED.match(cell) else cell


# --- writing --------------------------------------------------------------------------------

Cell = str | int | float
"""A text, which stays one, or a number."""


def write_sheet(path: Path, rows: Iterable[Sequence[Cell]], widths: Sequence[int] = ()) -> None:
    """Write rows as the file's name ends: XLSX, or else CSV that Excel opens rightly.

    Raises:
        OSError: where it cannot be written.
    """
    if path.suffix.lower() == XLSX:
        save_book(path, _book(rows, widths))
        return
    text = io.StringIO(newline="")
    csv.writer(text).writerows(map(harmless, rows))
    write_bytes_safely(path, codecs.BOM_UTF8 + text.getvalue().encode())


def save_book(path: Path, book: openpyxl.Workbook) -> None:
    """Write a workbook, all of it or nothing.

    Raises:
        OSError: where it cannot be written.
    """
    data = io.BytesIO()
    book.save(data)
    write_bytes_safely(path, data.getvalue())


def harmless(row: Iterable[Cell]) -> list[Cell]:
    """The cells of a row for CSV, of which no spreadsheet runs any."""
    return [f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in row]


def _book(rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in enumerate(rows, 1):
        for column, content in enumerate(row, 1):
            if content == "":
                continue
            cell = sheet.cell(number, column)
            cell.value = content
            if isinstance(content, str):
                # A text, whatever it begins with; the prefix keeps it one when somebody edits it.
                cell.data_type = "s"
                cell.number_format = "@"
                if _FORMULA.match(content):
                    cell.quotePrefix = True
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    return book
