"""``screen SCHEME FILE``: what a scheme's rules make of applications, a row of a sheet each.

The columns of the file come first, as they are, then the ids of what was found; a row with a cell
that cannot be read has an error and no verdict.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..api.row_words import row_words
from ..authoring.screening_sheets import write_template
from ..authoring.sheets import Cell, Row, Sheet, harmless, write_sheet
from ..build import check
from ..content.catalogue import SchemeView
from ..diagnostics.messages import phrase
from ..rules.rows import Columns, RowReader, Screened
from .given import DATA, BadInput, scheme_of
from .row_errors import why_not
from .sheet_words import read_applications

HELP = "decide applications that stand in the rows of a spreadsheet"
FOUND = ("verdict", "unmet", "unclear", "missing", "cap", "error")
"""The columns that are added."""
_BETWEEN = ";"
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,9})?")
_MOST_DIGITS = 15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("scheme", help="for example virtual-production")
    parser.add_argument("file", nargs="?", help="a .csv or .xlsx file of applications")
    parser.add_argument("--version", metavar="DAY", help="of the rules, by its first day")
    parser.add_argument("--sheet", help="of a workbook with several sheets, the name of one")
    parser.add_argument("--out", metavar="FILE", help="write a .csv or .xlsx file")
    parser.add_argument("--template", metavar="FILE", help="write an empty .csv or .xlsx file")


def run(options: argparse.Namespace) -> int:
    """Write what the rules make of each row, or an empty sheet; the exit code."""
    if (options.file is None) == (options.template is None):
        raise BadInput(phrase("screen_one_way"))
    catalogue, results = check(DATA, with_drafts=True)
    scheme = _version(catalogue.versions(), options.scheme, options.version)
    if options.file is None:
        write_template(Path(options.template), scheme)
        print(phrase("written", file=options.template))
        return 0
    compiled = results.calculators[scheme.id]
    reader = RowReader(compiled.data, row_words(scheme, compiled))
    sheet = read_applications(
        options.file, options.sheet, lambda rows: _header_at(reader, rows) >= 0
    )
    sheet = replace(sheet, rows=sheet.rows[max(0, _header_at(reader, sheet.rows)) :])
    header = _header(sheet)
    _objections(reader, reader.columns(header), sheet)
    counts: Counter[str] = Counter()
    rows = _rows(scheme, reader, header, sheet, counts)
    if options.out is None:
        csv.writer(sys.stdout, lineterminator="\n").writerows(map(harmless, rows))
    else:
        write_sheet(Path(options.out), rows)
    print(_summary(counts), file=sys.stderr if options.out is None else sys.stdout)
    return 0


def _version(views: Sequence[SchemeView], id_: str, day: str | None) -> SchemeView:
    scheme = scheme_of(views, id_)
    if day is None:
        return scheme
    found = next((view for view in scheme.all_versions if view.slug == day), None)
    if found is None:
        known = tuple(view.slug for view in scheme.all_versions)
        raise BadInput(phrase("screen_no_version", version=day, known=known))
    return found


def _header_at(reader: RowReader, rows: Sequence[Row]) -> int:
    """Which row of a sheet holds the questions; -1 where none does."""
    return reader.header_at((row.number, row.cells) for row in rows)


def _header(sheet: Sheet) -> list[str]:
    """The header, as wide as the widest row."""
    widest = max(len(row.cells) for row in sheet.rows)
    return [*sheet.header, *[""] * (widest - len(sheet.header))]


def _objections(reader: RowReader, columns: Columns, sheet: Sheet) -> None:
    """Refuse columns that answer a question twice, or none; tell of those that answer none."""
    if columns["twice"]:
        raise BadInput(phrase("screen_twice", file=sheet.file, columns=tuple(columns["twice"])))
    if not any(columns["facts"]):
        found = tuple(reader.first_cells(row.cells for row in sheet.rows))
        raise BadInput(phrase("screen_no_question", file=sheet.file, found=found))
    if columns["unknown"]:
        print(phrase("screen_unknown", columns=tuple(columns["unknown"])), file=sys.stderr)


def _rows(
    scheme: SchemeView, reader: RowReader, header: list[str], sheet: Sheet, counts: Counter[str]
) -> Iterator[list[Cell]]:
    yield [*header, *FOUND]
    rows = [[*row.cells, *[""] * (len(header) - len(row.cells))] for row in sheet.rows[1:]]
    for cells, screened in zip(rows, reader.screen(rows), strict=True):
        outcome = screened["outcome"]
        counts["error" if outcome is None else outcome["verdict"]] += 1
        yield [*map(_number, cells), *_found(scheme, header, screened)]


def _found(scheme: SchemeView, header: list[str], screened: Screened) -> list[Cell]:
    outcome = screened["outcome"]
    if outcome is None:
        return [*[""] * (len(FOUND) - 1), why_not(scheme, header, screened["errors"])]
    lists = (outcome["unmet"], outcome["unclear"], outcome["missing"])
    cap = outcome["cap"]
    return [outcome["verdict"], *map(_BETWEEN.join, lists), "" if cap is None else cap, ""]


def _number(text: str) -> Cell:
    """A number where the text is one as a spreadsheet writes it: a number stays one."""
    if not _NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return text
    number = float(text) if "." in text else int(text)
    return number if str(number) == text else text


def _summary(counts: Counter[str]) -> str:
    names = ("eligible", "ineligible", "undetermined", "error")
    numbers = {name: counts[name] for name in names}
    return phrase("screen_counts", rows=counts.total(), **numbers)
