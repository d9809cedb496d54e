"""``import table``: a table of a record from a sheet, and to a sheet as its template."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..authoring.import_tables import (
    changed,
    record_with_tables,
    rows_of,
    table_id,
    table_of,
    with_tables,
)
from ..authoring.sheets import BadSheet, write_sheet
from ..content.catalogue import Catalogue
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from ..diagnostics.messages import phrase
from ..models.base import is_reserved
from .given import DATA, BadInput
from .sheet_words import read, refused, write_checked


def run(catalogue: Catalogue, options: argparse.Namespace) -> int:
    """Import a table, or write the sheet of one; the exit code."""
    name, field = options.into
    entry, id_ = record_with_tables(catalogue, name), table_id(field)
    if entry is None:
        known = with_tables(catalogue)
        details = (("kind", Word("stop")),)
        raise refused([DataError("--into", 1, 1, Code.NO_SUCH_RECORD, name, known, details)])
    if id_ is None:
        raise BadInput(phrase("import_into"))
    if is_reserved(id_):
        reserved = (("name", id_),)
        raise refused([DataError("--into", 1, 1, Code.RESERVED_NAME, id_, details=reserved)])
    table = table_of(entry, id_)
    if options.template is not None:
        rows = [["項目｜Item", "數量｜Number"]] if table is None else rows_of(table)
        write_sheet(Path(options.template), rows, [20] * len(rows[0]))
        print(phrase("written", file=options.template))
        return 0
    sheet = read(options.file, options.sheet)
    try:
        text = changed(entry, id_, sheet, DATA)
    except BadSheet as bad:
        raise refused(bad.errors, sheet) from None
    path = Path(entry.raw.file)
    old = path.read_bytes().decode()
    if text == old:
        print(phrase("table_same", file=path.as_posix()))
    elif table is not None and not options.update:
        print(phrase("table_differs", file=path.as_posix(), table=id_))
        print(phrase("import_update"))
    elif options.dry_run:
        print(phrase("would_change", file=path.as_posix()))
        before = set(old.splitlines())
        print("".join(f"    {x}\n" for x in text.splitlines() if x not in before), end="")
    else:
        write_checked({path: text})
        print(phrase("table_written", file=path.as_posix(), table=id_))
    return 0
