"""Applications in rows, read and decided by the desk's own script: nothing re-implements it.

In: a published calculator, the words of its answers, and rows of cells. Out: of each row what the
rules make of it, or why its cells cannot be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypedDict, cast

import dukpy

from ..assets import es_module

_ASSETS = Path(__file__).parent.parent / "assets"
_SCRIPT = "screening/rows.js"
_FOLDERS = ("parts", "calculator", "screening")
_BATCH = 500
_FIRST = 20
"""No header is looked for further down, as ``screening/columns.js`` has it."""
_FUNCTIONS = """
let scheme, words, columns;
function begin(texts) {
  ({ scheme, words } = JSON.parse(texts));
  return "null";
}
function look(rows) {
  return JSON.stringify(headerAt(JSON.parse(rows), scheme));
}
function first(rows) {
  return JSON.stringify(firstCells(JSON.parse(rows)));
}
function head(header) {
  columns = columnsOf(JSON.parse(header), scheme);
  return JSON.stringify(columns);
}
function screen(rows) {
  return JSON.stringify(JSON.parse(rows).map((cells) => {
    const { errors, outcome } = screenRow(cells, columns, scheme, words);
    if (outcome === null) return { errors, outcome };
    const { verdict, unmet, unclear, missing, cap } = outcome;
    return { errors, outcome: { verdict, unmet, unclear, missing, cap } };
  }));
}
"""


class Columns(TypedDict):
    """What the columns of a sheet ask for, as ``columnsOf`` has it."""

    facts: list[str | None]
    unknown: list[str]
    twice: list[str]


class CellError(TypedDict):
    """Why a cell is no answer, as ``factsOf`` has it."""

    column: int
    fact: str
    given: str
    code: str
    meant: list[int | float | str]


class RowOutcome(TypedDict):
    """What the rules make of a row."""

    verdict: str
    unmet: list[str]
    unclear: list[str]
    missing: list[str]
    cap: int | None


class Screened(TypedDict):
    """A row: its errors, or its outcome."""

    errors: list[CellError]
    outcome: RowOutcome | None


@cache
def script() -> str:
    """``rows.js`` with all that it imports, as a plain script."""
    modules = {
        path.relative_to(_ASSETS).as_posix(): path.read_text(encoding="utf-8")
        for folder in _FOLDERS
        for path in (_ASSETS / folder).glob("*.js")
    }
    return es_module.join(_SCRIPT, _SCRIPT, modules, {}).text()


class RowReader:
    """Reads the rows of a sheet by the rules of one version of a scheme."""

    def __init__(self, calculator: Mapping[str, object], words: Mapping[str, object]) -> None:
        self._interpreter = dukpy.JSInterpreter()
        self._interpreter.evaljs(f"{script()}\n{_FUNCTIONS}\ntrue")
        self._run("begin", {"scheme": calculator, "words": words})

    def header_at(self, rows: Iterable[tuple[int, Sequence[str]]]) -> int:
        """Which of the first rows is the header, given each with its number; -1 if none is."""
        first = [{"number": number, "cells": cells} for number, cells in islice(rows, _FIRST)]
        return cast(int, self._run("look", first))

    def first_cells(self, rows: Iterable[Sequence[str]]) -> list[str]:
        """What the first rows hold, in short."""
        return cast(list[str], self._run("first", list(islice(rows, _FIRST))))

    def columns(self, header: Sequence[str]) -> Columns:
        """What the columns ask for; rows are read by them from then on."""
        return cast(Columns, self._run("head", header))

    def screen(self, rows: Iterable[Sequence[str]]) -> Iterator[Screened]:
        """Each row's outcome, in the order of the rows."""
        rest = iter(rows)
        while batch := list(islice(rest, _BATCH)):
            yield from cast(list[Screened], self._run("screen", batch))

    def _run(self, function: str, value: object) -> object:
        reply = self._interpreter.evaljs(f"{function}(dukpy.value)", value=json.dumps(value))
        return json.loads(reply)
