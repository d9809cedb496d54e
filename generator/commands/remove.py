"""``remove KIND/ID``: what names a record; with ``--references`` it goes from all that does."""

from __future__ import annotations

import argparse

from ..authoring.mentions import mentions
from ..authoring.named import named
from ..authoring.remove import anchors_of, going, named_by, removal
from ..diagnostics.messages import phrase
from .changing import (
    add_dry_run,
    carry_out,
    readable_catalogue,
    tell_outcome,
    tell_places,
    tell_uses,
)
from .given import DATA

HELP = "take a record away, and out of all that names it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument(
        "record", help="policy/international-cooperation, a file of data, or a name"
    )
    parser.add_argument(
        "--references", action="store_true", help="take it out of all that names it, too"
    )
    add_dry_run(parser)


def run(options: argparse.Namespace) -> int:
    """Remove the record; the exit code."""
    catalogue = readable_catalogue()
    entry = named(catalogue, options.record)
    keys = going(catalogue, entry)
    places = named_by(catalogue, keys)
    if places and not options.references:
        print(phrase("still_named", count=len(places)))
        tell_uses(places, catalogue)
        print(phrase("remove_references"))
        return 1
    change, _ = removal(catalogue, DATA, entry, places)
    lost: list[str] = []
    carry_out(
        change,
        dry_run=options.dry_run,
        then=lambda before, after: lost.extend(before.addresses - after.addresses),
    )
    for file in change.removals:
        print(phrase("removed", file=f"{DATA.name}/{file}"))
    if places:
        print(phrase("taken_out", count=len(places)))
        tell_uses(places, catalogue)
    lost += anchors_of(keys)
    if lost:
        print(phrase("addresses_lost", count=len(lost), first=min(lost)))
    left = [place for place in mentions(keys, DATA) if place[0] != entry.raw.file]
    if left and not options.dry_run:
        print(phrase("mentioned", count=len(left)))
        tell_places(left)
    tell_outcome(dry_run=options.dry_run)
    return 0
