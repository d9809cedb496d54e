"""``cases SCHEME``: a scheme's worked examples to a spreadsheet, and back from one."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..authoring.case_sheets import CaseReader, rows_of
from ..authoring.sheets import BadSheet, write_sheet
from ..build import check
from ..diagnostics.messages import phrase
from .given import DATA, BadInput, scheme_of
from .sheet_words import read, refused, write_checked

HELP = "a scheme's worked examples as a spreadsheet, a row a case"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("scheme", help="for example virtual-production")
    parser.add_argument("--out", metavar="FILE", help="write the examples to a .csv or .xlsx file")
    parser.add_argument("--in", metavar="FILE", dest="into", help="take new and changed cases")
    parser.add_argument("--sheet", help="of a workbook with several sheets, the name of one")
    parser.add_argument(
        "--accept", action="store_true", help="let what the calculator says be what is expected"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be written, and write nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Write a sheet of cases or take one; the exit code."""
    if (options.out is None) == (options.into is None):
        raise BadInput(phrase("cases_one_way"))
    catalogue, results = check(DATA, with_drafts=True)
    scheme = scheme_of(catalogue.versions(), options.scheme)
    if options.out is not None:
        rows = rows_of(scheme, results)
        write_sheet(Path(options.out), rows, [16] * len(rows[0]))
        print(phrase("cases_out", file=options.out, count=len(rows) - 1))
        return 0
    sheet = read(options.into, options.sheet)
    try:
        found = CaseReader(scheme, results, sheet, DATA, options.accept).read()
    except BadSheet as bad:
        raise refused(bad.errors, sheet) from None
    if not options.dry_run:
        write_checked({**found.new, **found.changed})
    for id_, name, expected, actual in found.accepted:
        print(phrase("cases_accepted", id=id_, field=name, expected=expected, actual=actual))
    for path in found.new:
        print(phrase("would_write" if options.dry_run else "written", file=path.as_posix()))
    for path in found.changed:
        print(phrase("would_change" if options.dry_run else "changed", file=path.as_posix()))
    counts = {"new": len(found.new), "changed": len(found.changed), "same": found.same}
    print(phrase("cases_counts", **counts))
    return 0
