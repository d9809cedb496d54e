"""Cells of workbooks: the desk's page reads them as the commands do, and both as staff see them."""

from __future__ import annotations

import json
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from generator.authoring.sheets import read_sheet
from tests.conftest import ROOT

CELLS: list[tuple[object, str, str]] = [
    (time(0, 24), "h:mm:ss", "00:24:00"),
    (time(0, 24), "h:mm", "00:24:00"),
    (time(13, 5, 30), "h:mm:ss AM/PM", "13:05:30"),
    (timedelta(minutes=24), "[m]:ss", "00:24:00"),
    (timedelta(minutes=24), "[h]:mm:ss", "00:24:00"),
    (timedelta(hours=26, seconds=5), "[h]:mm:ss", "26:00:05"),
    (24 / 1440, "mm:ss", "00:24:00"),
    (1.5, "h:mm:ss", "36:00:00"),
    (24 / 1440, '[$-404]hh"時"mm"分"', "00:24:00"),
    (date(2026, 10, 5), "yyyy-mm-dd", "2026-10-05"),
    (datetime(2026, 10, 5), "yyyy-mm-dd h:mm:ss", "2026-10-05"),
    (datetime(2026, 10, 5, 14, 30), "yyyy/m/d h:mm", "2026-10-05 14:30:00"),
    (datetime(2026, 10, 5, 14, 30), "yyyy/m/d", "2026-10-05"),
    (datetime(2026, 10, 5), "[$-404]e/m/d;@", "2026-10-05"),
    (datetime(2026, 10, 5), "mmm", "2026-10-05"),
    (0.35, "0%", "35%"),
    (0.35, "General", "0.35"),
    (24, '0"m"', "24"),
    (24, "0_h", "24"),
    (1200000, "0.00E+00", "1200000"),
    (1200000, "[Red]#,##0", "1200000"),
    (1200000, '_-[$NT$-404]* #,##0_-;-* "-"??_-', "1200000"),
    (True, "General", "true"),
]


def _read_by_the_page(path: Path) -> list[list[str]]:
    command = ["node", "tests/javascript/read.js", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return list(json.loads(done.stdout))


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_a_cell_is_read_alike_by_the_page_and_the_commands(tmp_path: Path, epoch: int) -> None:
    book = openpyxl.Workbook()
    if epoch == 1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row, (value, shown, _) in enumerate(CELLS, 1):
        cell = book.active.cell(row, 1, value)
        cell.number_format = shown
    path = tmp_path / "a.xlsx"
    book.save(path)
    texts = [text for _, _, text in CELLS]
    assert [row.cells[0] for row in read_sheet(path).rows] == texts
    assert [cell for (cell,) in _read_by_the_page(path)] == texts


@pytest.mark.parametrize(("id_", "text"), [(32, "00:24:00"), (31, "2026-10-05"), (46, "00:24:00")])
def test_formats_that_a_workbook_need_not_define(tmp_path: Path, id_: int, text: str) -> None:
    """Among them those of East Asia, by their numbers alone."""
    book = openpyxl.Workbook()
    cell = book.active["A1"]
    cell.value = 46300 if text.startswith("2026") else 24 / 1440
    cell.number_format = "0.00"
    path = tmp_path / "a.xlsx"
    cell._style.numFmtId = id_
    book.save(path)
    assert read_sheet(path).rows[0].cells == (text,)
    assert _read_by_the_page(path) == [[text]]
