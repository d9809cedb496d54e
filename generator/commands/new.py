"""``new KIND ID…``: starts records from skeletons with comments, all of them or none."""

from __future__ import annotations

import argparse

from ..authoring.new_record import STARTABLE, keys_of, skeletons, write
from ..authoring.where_to_link import place_of
from ..build import check
from ..content.catalogue import Catalogue
from ..diagnostics.messages import phrase
from ..kinds import HEADS, KINDS
from ..models.key import Key
from .given import DATA

HELP = "start records from skeletons with comments"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("kind", choices=STARTABLE)
    parser.add_argument(
        "id",
        nargs="+",
        help="for example japan-2026; of what belongs to a visit or scheme, usa-2024/city-hall; "
        "of a clause, virtual-production/4.4, or virtual-production/4. for the next below 4",
    )
    parser.add_argument(
        "--scope", help="the visit or scheme whose source the records are given, as in usa-2024"
    )


def run(options: argparse.Namespace) -> int:
    """Write the new files; the exit code."""
    catalogue, _ = check(DATA, with_drafts=True)  # a stop of a visit that is a draft, too
    files = skeletons(catalogue, options.kind, options.id, DATA, options.scope)
    write(files)
    for path in files:
        print(phrase("written", file=path.as_posix()))
    head = _head(catalogue, options.scope)
    places: dict[tuple[str, str], list[str]] = {}
    for key in keys_of(files, options.kind, DATA):
        if (place := place_of(key, head)) is not None:
            places.setdefault((place.file, place.field), []).extend(place.lines)
    for (file, field), lines in places.items():
        print(phrase("link_from", file=(DATA / file).as_posix()))
        print("\n".join([f"{field}:", *lines]))
    return 0


def _head(catalogue: Catalogue, id_: str | None) -> Key | None:
    """The visit or scheme of an id."""
    for head in HEADS:
        for entry in catalogue.every_version(KINDS[head]):
            if entry.key.id == id_:
                return entry.key
    return None
