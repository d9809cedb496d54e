"""``import KIND FILE``: a sheet with a row for each record into the data.

``import table FILE --into RECORD FIELD/ID`` takes the rows of one table of a record;
``import KIND --template FILE`` writes an empty sheet to fill in.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..authoring.import_records import IMPORTED, Importer, Plan, head_named
from ..authoring.sheet_columns import columns_of
from ..authoring.sheets import BadSheet, write_sheet
from ..build import check
from ..content.catalogue import Catalogue
from ..diagnostics.messages import language, phrase
from ..kinds import KINDS
from . import import_table
from .given import DATA, BadInput
from .sheet_words import read, refused, write_checked

HELP = "take people, places, stops, a table … from a spreadsheet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("kind", choices=[*IMPORTED, "table"])
    parser.add_argument("file", nargs="?", help="a .csv or .xlsx file, its header in the first row")
    parser.add_argument(
        "--template", metavar="FILE", help="write a sheet to fill in, .csv or .xlsx"
    )
    parser.add_argument("--scope", help="the visit or scheme that they belong to, as in usa-2024")
    parser.add_argument("--sheet", help="of a workbook with several sheets, the name of one")
    parser.add_argument("--update", action="store_true", help="change records that are there, too")
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be written, and write nothing"
    )
    parser.add_argument(
        "--into",
        nargs=2,
        metavar=("RECORD", "FIELD/ID"),
        help="of a table: for example  stop/usa-2024/mopop tables/halls",
    )


def run(options: argparse.Namespace) -> int:
    """Import; the exit code."""
    if (options.file is None) == (options.template is None):
        raise BadInput(phrase("import_one_file"))
    if (options.kind == "table") != (options.into is not None):
        raise BadInput(phrase("import_into"))
    catalogue, _ = check(DATA, with_drafts=True)
    if options.kind == "table":
        return import_table.run(catalogue, options)
    if options.template is not None:
        _template(options.kind, Path(options.template))
        print(phrase("written", file=options.template))
        return 0
    kind = KINDS[options.kind]
    if kind.scoped and options.scope is None:
        raise BadInput(phrase("import_scope", kind=options.kind))
    sheet = read(options.file, options.sheet)
    try:
        head = None if options.scope is None else head_named(catalogue, options.scope)
        if kind.scoped and head is not None and KINDS[head.kind].folder != kind.folder:
            raise BadInput(phrase("import_scope", kind=options.kind))
    except BadSheet as bad:
        raise refused(bad.errors) from None
    try:
        plan = Importer(catalogue, options.kind, sheet, DATA, head).plan()
    except BadSheet as bad:
        raise refused(bad.errors, sheet) from None
    files = {**plan.new, **(plan.changed if options.update else {})}
    if not options.dry_run:
        write_checked(files)
    _tell(plan, catalogue, options)
    return 0


def _template(kind: str, path: Path) -> None:
    columns = columns_of(KINDS[kind])
    zh = language() == "zh"
    header = [column.zh if zh else column.en for column in columns]
    hints = [column.hint.split("｜")[0 if zh else -1] for column in columns]
    hints[0] = f"# {hints[0]}"
    write_sheet(path, [header, hints], [max(12, 2 * len(name)) for name in header])


def _tell(plan: Plan, catalogue: Catalogue, options: argparse.Namespace) -> None:
    """Say what was written, or would be, and what is there already."""
    would = options.dry_run
    for path, text in plan.new.items():
        print(phrase("would_write" if would else "written", file=path.as_posix()))
        if would:
            print("".join(f"    {line}\n" for line in text.splitlines()[1:]), end="")
    for path, difference in zip(plan.changed, plan.different, strict=True):
        name = "is_different"
        if options.update:
            name = "would_change" if would else "changed"
        print(phrase(name, file=path.as_posix()))
        for column, old, new in difference.fields:
            title = column.zh if language() == "zh" else column.en
            print(f"    {phrase('field_differs', field=title, old=old or '—', new=new)}")
    counts = {"new": len(plan.new), "same": len(plan.same), "different": len(plan.different)}
    print(phrase("import_counts", **counts))
    if plan.different and not options.update:
        print(phrase("import_update"))
