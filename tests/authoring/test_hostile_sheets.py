"""Spreadsheets that are meant to harm, or that came to harm: each ends in one clear word, soon."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from generator.authoring import sheet_limits
from generator.authoring.sheets import BadSheet, read_sheet
from generator.diagnostics.messages import language, speaking

_SHEET = "xl/worksheets/sheet1.xml"
_SECONDS = 20
"""Within these a file is refused, even by a busy machine; what they would unfold to takes hours."""


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["x", "y"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _with(part: str, content: bytes) -> bytes:
    """A workbook with another content of one of its parts."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_workbook())) as old,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {*old.namelist(), part}:
            new.writestr(name, content if name == part else old.read(name))
    return data.getvalue()


def _sheet(cells: str, more: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = f"<sheetData>{cells}</sheetData>{more}"
    return _with(_SHEET, f'<worksheet xmlns="{namespace}">{rows}</worksheet>'.encode())


def _laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    words = f"<!DOCTYPE sst [{entities}]><sst><si><t>&a9;</t></si></sst>"
    return _with("xl/sharedStrings.xml", words.encode())


def _lying() -> bytes:
    """An archive whose directory says that a part is small that is not."""
    data = bytearray(_with(_SHEET, b" " * 50_000_000))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(_SHEET.encode()))
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def _locked() -> bytes:
    data = bytearray(_workbook())
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    return bytes(data)


_CELL = '<c r="{}"><v>1</v></c>'
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "two hundred megabytes": ("a.csv", lambda: b"a" * 200_000_000, "megabytes"),
    "a workbook of as many": ("a.xlsx", lambda: b"P" * 200_000_000, "megabytes"),
    "a million columns": ("a.csv", lambda: b"a," * 1_000_000, "columns"),
    "a million rows": ("a.csv", lambda: b"a\n" * 1_000_000, "rows"),
    "wide and long": ("a.csv", lambda: (b"a," * 900 + b"\n") * 2_000, "cells"),
    "zip bomb": ("a.xlsx", lambda: _with(_SHEET, b" " * 150_000_000), "unpacked"),
    "bomb beside the sheet": ("a.xlsx", lambda: _with("x.bin", b"0" * 150_000_000), "unpacked"),
    "bomb that denies it": ("a.xlsx", _lying, ""),
    "the last column": ("a.xlsx", lambda: _sheet(f"<row>{_CELL.format('XFD1')}</row>"), "columns"),
    "the last row": (
        "a.xlsx",
        lambda: _sheet(f'<row r="1048576">{_CELL.format("A1048576")}</row>'),
        "rows",
    ),
    "a row of another": (
        "a.xlsx",
        lambda: _sheet(f'<row r="1">{_CELL.format("A1048576")}</row>'),
        "rows",
    ),
    "all of it merged": (
        "a.xlsx",
        lambda: _sheet(
            f"<row>{_CELL.format('A1')}</row>",
            '<mergeCells><mergeCell ref="A1:ALL50000"/></mergeCells>',
        ),
        "cells",
    ),
    "merged without end": (
        "a.xlsx",
        lambda: _sheet(
            f"<row>{_CELL.format('A1')}</row>",
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        "rows",
    ),
    "many cells": (
        "a.xlsx",
        lambda: _sheet(f"<row>{'<c/>' * 900}</row>" * 1_200),
        "cells",
    ),
    "entities": ("a.xlsx", _laughs, ""),
    "cut off": ("a.xlsx", lambda: _workbook()[:-30], ""),
    "with a password": ("a.xlsx", _locked, ""),
    "another archive": ("a.xlsx", lambda: _hello(), ""),
    "broken markup": ("a.xlsx", lambda: _with(_SHEET, b"<worksheet><sheetData>"), ""),
    "no number of a row": ("a.xlsx", lambda: _sheet('<row r="x"/>'), ""),
    "half of UTF-16": ("a.csv", lambda: "申請".encode("utf-16")[:-1], ""),
    "not a text": ("a.csv", lambda: b"a,b\n\0\1\2", ""),
    "no encoding": ("a.csv", lambda: b"a,b\n\xff\xfe\xfa\xff", ""),
    "a quote that never ends": ("a.csv", lambda: b'a\n"' + b"b" * 1_000_000, ""),
}


def _hello() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return data.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_each_ends_in_one_clear_word(tmp_path: Path, name: str) -> None:
    file, make, unit = HOSTILE[name]
    path = tmp_path / file
    path.write_bytes(make())
    begun = time.process_time()
    with pytest.raises(BadSheet) as caught:
        read_sheet(path)
    assert time.process_time() - begun < _SECONDS
    (error,) = caught.value.errors
    assert error.code == ("E170" if unit else "E321")
    if unit:
        assert dict(error.details)["unit"] == f"sheet_{unit}"


def test_what_is_just_within_the_limits_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n" * sheet_limits.MOST_ROWS, "utf-8")
    assert len(read_sheet(path).rows) == sheet_limits.MOST_ROWS
    path.write_text("," * (sheet_limits.MOST_COLUMNS - 1) + "a\n", "utf-8")
    assert len(read_sheet(path).header) == sheet_limits.MOST_COLUMNS


def test_the_limit_is_problems_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a," * 2_000)
    with pytest.raises(BadSheet) as caught:
        read_sheet(path)
    problems = {}
    for lang in ("zh", "en"):
        with speaking(lang):
            assert language() == lang
            problems[lang] = caught.value.errors[0].problem
    assert problems == {
        "zh": "這份試算表太大：最多 1,000 欄",
        "en": "this spreadsheet is too large: at most 1,000 columns",
    }


def test_a_share_is_read_as_it_is_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row, (number, shown) in enumerate(
        [(0.8, "0%"), (0.07, "0.00%"), (80, '0"%"'), (0.5, "General"), (1e15, "0")], 1
    ):
        cell = book.active.cell(row, 1, number)
        cell.number_format = shown
    book.save(tmp_path / "a.xlsx")
    cells = [row.cells[0] for row in read_sheet(tmp_path / "a.xlsx").rows]
    assert cells == ["80%", "7%", "80", "0.5", "1000000000000000"]


def test_lists_on_a_hidden_sheet_are_no_second_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    lists = book.create_sheet("lists")
    lists["A1"] = "yes"
    lists.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert read_sheet(tmp_path / "a.xlsx").header == ("x",)
    assert read_sheet(tmp_path / "a.xlsx", "lists").header == ("yes",)
