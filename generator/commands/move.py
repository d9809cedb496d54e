"""``move RECORD PLACE``: a stop, finding or recommendation to another visit; a clause elsewhere."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from ..authoring.named import named
from ..authoring.rename import MOVABLE, Renaming, moving, renaming
from ..content.catalogue import AnyEntry, Catalogue
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataErrors
from ..diagnostics.messages import phrase
from ..kinds import head_of
from . import rename
from .changing import add_dry_run, readable_catalogue, tell_uses
from .given import DATA, BadInput

HELP = "take a stop, finding or recommendation to another visit, or a clause to another locator"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("record", help="for example visits/usa-2024/stops/mopop")
    parser.add_argument("place", help="a visit, as in visits/tianjin-2014; of a clause, 3.2")
    parser.add_argument(
        "--date",
        action="append",
        default=[],
        metavar="DAY",
        help="of a stop, its day on the other visit; once for each day",
    )
    parser.add_argument(
        "--references",
        action="store_true",
        help="take out what can name records of its own visit only",
    )
    add_dry_run(parser)


def run(options: argparse.Namespace) -> int:
    """Move the record; the exit code."""
    catalogue = readable_catalogue()
    entry = named(catalogue, options.record)
    if entry.key.kind == "provision":
        moved = renaming(catalogue, DATA, entry, options.place)
    elif entry.key.kind in MOVABLE:
        visit = named(catalogue, options.place)
        if visit.key.kind != "visit":
            raise BadInput(phrase("not_a_visit", place=options.place))
        days = [_day(day) for day in options.date]
        moved = moving(catalogue, DATA, entry, visit.key, days, options.references)
        if moved.unreachable and moved.taken is None:
            print(phrase("own_visit_only", count=len(moved.unreachable)))
            tell_uses(moved.unreachable, catalogue)
            print(phrase("nothing_changed"))
            return 1
    else:
        raise BadInput(phrase("stays", record=options.record))
    try:
        rename.carry(moved, catalogue, dry_run=options.dry_run)
    except DataErrors as found:
        if any(error.code is Code.OUTSIDE_VISIT for error in found.errors):
            print(phrase("give_days"), file=sys.stderr)
        raise
    if moved.taken is not None and moved.unreachable:
        print(phrase("taken_out", count=len(moved.unreachable)))
        tell_uses(moved.unreachable, catalogue)
    _tell_sources(moved, entry, catalogue)
    return 0


def _tell_sources(moved: Renaming, entry: AnyEntry, catalogue: Catalogue) -> None:
    """Tell of sources that the record has and the visit to which it has come does not."""
    head = head_of(moved.keys[entry.key])
    visit = None if head is None else catalogue.find(head)
    if visit is not None and entry.key.kind in MOVABLE:
        there = {source.document for source in visit.model.sources}
        documents = (source.document for source in entry.model.sources)
        foreign = tuple(dict.fromkeys(name for name in documents if name not in there))
        if foreign:
            print(phrase("foreign_sources", sources=foreign, visit=visit.key.id))


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise BadInput(phrase("not_a_day", day=typed)) from None
