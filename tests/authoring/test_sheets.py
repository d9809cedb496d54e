"""Spreadsheets: what Excel writes in Taiwan is read, and nothing that is written runs there."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.authoring.sheets import BadSheet, read_sheet, write_sheet

ROWS = [("姓名（中文）", "職稱"), ("林美華", "導覽員")]
DANGEROUS = [
    "=1+1",
    "+886",
    "-5",
    "@SUM(A1)",
    "\tx",
    "＝1",
    "'=x",
    "''@y",
    "'普通",
    "=cmd|' /C calc'!A0",
]


def _cells(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet(path).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_encoding_and_delimiter_of_excel(
    tmp_path: Path, encoding: str, delimiter: str, ends: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("".join(delimiter.join(row) + ends for row in ROWS).encode(encoding))
    assert _cells(path) == ROWS


def test_excel_s_own_line_of_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\na,b;c\n", "utf-8")
    assert _cells(path) == [("a,b", "c")]


def test_a_cell_of_several_lines_and_empty_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n,\n\n"x\ny","say ""z"""\n# hint,\n', "utf-8")
    sheet = read_sheet(path)
    assert [(row.number, row.cells) for row in sheet.body] == [(4, ("x\ny", 'say "z"'))]


def _saved(path: Path, fill: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def test_days_numbers_and_merged_cells_of_a_workbook(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (["單位", "日期", "數", "是非"], ["文化局", datetime(2024, 7, 22), 3.0, True],
                    [None, "2024/7/23", 9.5, False]):  # fmt: skip
            sheet.append(row)
        sheet.merge_cells("A2:A3")

    assert _cells(_saved(tmp_path / "a.xlsx", fill))[1:] == [
        ("文化局", "2024-07-22", "3", "true"),
        ("文化局", "2024/7/23", "9.5", "false"),
    ]


def test_one_of_several_sheets_is_named(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"] = "x"
        book.create_sheet("人員")["A1"] = "y"
        book.create_sheet("空白")

    path = _saved(tmp_path / "a.xlsx", fill)
    assert read_sheet(path, "人員").rows[0].cells == ("y",)
    for name in (None, "空白", "沒有"):
        with pytest.raises(BadSheet) as caught:
            read_sheet(path, name)
        (error,) = caught.value.errors
        assert error.allowed == ("Sheet", "人員")


def test_a_formula_without_a_result_is_told_at_its_cell(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"] = "x"
        book.active["B3"] = "=1+1"

    with pytest.raises(BadSheet) as caught:
        read_sheet(_saved(tmp_path / "a.xlsx", fill))
    (error,) = caught.value.errors
    assert (error.line, error.column, error.code) == (3, 2, "E321")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("a.csv", b" , \n"),
        ("a.csv", b"\xff\xff\xfe\x00a"),
        ("a.csv", b"a\n\xa4\xff\x80"),
        ("a.csv", b'a,b\n"c,d\n'),
        ("a.xls", b"\xd0\xcf\x11\xe0\0\0"),
        ("a.xlsx", b"PK\x03\x04 damaged"),
        ("a.xlsx", b"a,b\n"),
        ("a.xls", b"<html><table><tr><td>a</td></tr></table></html>"),
        ("a.csv", b"%PDF-1.7\n1 0 obj\n"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadSheet) as caught:
        read_sheet(tmp_path / name)
    assert [error.code for error in caught.value.errors] == ["E321"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_nothing_that_is_written_is_a_formula_and_all_is_read_back(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    write_sheet(path, [["x"], *([text] for text in DANGEROUS)])
    assert [row.cells[0] for row in read_sheet(path).rows[1:]] == DANGEROUS
    if name == "a.csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [row[0] for row in csv.reader(file)]
        assert not any(cell.startswith(tuple("=+-@\t＝")) for cell in cells)
    else:
        sheet = openpyxl.load_workbook(path).active
        assert {cell.data_type for (cell,) in sheet.iter_rows()} == {"s"}
        quoted = [cell.value for (cell,) in sheet.iter_rows() if cell.quotePrefix]
        assert set(quoted) == set(DANGEROUS) - {"'普通"}


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@given(rows=st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=4))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(tmp_path: Path, name: str, rows: list[tuple[str, str]]) -> None:
    write_sheet(tmp_path / name, [("a", "b"), *rows])
    read = [row.cells for row in read_sheet(tmp_path / name).rows[1:]]
    assert read == [row for row in rows if any(map(str.strip, row))]
