"""Applications as the sheets that the desk reads."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl

Rows = list[list[Any]]
WATCH = """() => {
  let last = performance.now();
  window.longest = 0;
  setInterval(() => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
  }, 5);
}"""
"""Keeps in ``longest`` how many milliseconds a turn of the page's own thread waited at most."""


def csv_of(rows: Rows) -> bytes:
    """Rows as a file of comma-separated values."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def xlsx_of(rows: Rows) -> bytes:
    """Rows as a workbook of one sheet."""
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def _cell(answer: Any) -> Any:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ";".join(answer) or "none" if isinstance(answer, list) else answer


def examples_as_rows(scheme: dict[str, Any]) -> tuple[Rows, list[dict[str, Any]]]:
    """Every worked example as a row, and what the engine made of each."""
    ids = [question["id"] for question in scheme["calculator"]["questions"]]
    rows: Rows = [["No.", *ids]]
    for number, example in enumerate(scheme["examples"], 1):
        rows.append([f"A-{number}", *(_cell(example["facts"].get(id_)) for id_ in ids)])
    return rows, [example["result"] for example in scheme["examples"]]
