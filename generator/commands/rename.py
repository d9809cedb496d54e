"""``rename KIND/ID NEW-ID``: another id for a record; what names it is mended in every file."""

from __future__ import annotations

import argparse

from ..authoring.mentions import mentions
from ..authoring.named import named
from ..authoring.rename import Renaming, address_changes, lead_on, renaming
from ..content.catalogue import Catalogue
from ..diagnostics.messages import phrase
from ..languages import LANGS
from .changing import add_dry_run, carry_out, readable_catalogue, tell_outcome, tell_places
from .given import DATA

HELP = "give a record another id, and mend what names it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("record", help="person/lin-yi-rong, a file of data, or a name")
    parser.add_argument("id", help="the new id; of a clause, its new locator")
    add_dry_run(parser)


def run(options: argparse.Namespace) -> int:
    """Rename the record; the exit code."""
    catalogue = readable_catalogue()
    entry = named(catalogue, options.record)
    carry(renaming(catalogue, DATA, entry, options.id), catalogue, dry_run=options.dry_run)
    return 0


def carry(renamed: Renaming, catalogue: Catalogue, *, dry_run: bool) -> None:
    """Carry a renaming out and tell what it has changed, and what is left."""
    pages: list[str] = []
    carry_out(
        renamed.change,
        dry_run=dry_run,
        then=lambda before, after: pages.extend(lead_on(renamed, catalogue, before, after, DATA)),
    )
    for old, new in renamed.change.moves.items():
        print(phrase("renamed", old=f"{DATA.name}/{old}", new=f"{DATA.name}/{new}"))
    places = sorted(set(renamed.mended.places))
    if places:
        print(phrase("mended", count=len(places)))
        tell_places(places)
    left = list(mentions(renamed.keys, DATA))
    if dry_run:  # what would be mended is still there
        left = [place for place in left if place not in places]
    if left:
        print(phrase("mentioned", count=len(left)))
        tell_places(left)
    if pages:
        print(phrase("pages_moved", count=len(pages) * len(LANGS)))
    anchors = [old for old in address_changes(renamed.keys) if "#" in old]
    if anchors:
        print(phrase("anchors_lost", count=len(anchors) * len(LANGS), first=anchors[0]))
    tell_outcome(dry_run=dry_run)
