"""``refs KIND/ID``: every place that names a record, with its line, its record and its field."""

from __future__ import annotations

import argparse

from ..authoring.named import NotNamed, named, reference, title_of
from ..authoring.uses import part_uses, records_of, uses
from ..diagnostics import messages
from ..diagnostics.messages import phrase
from .changing import readable_catalogue, tell_uses

HELP = "every place that names a record"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument(
        "record",
        help="person/lin-yi-rong, a file of data, or a name; scheme/ID#PART for a question, an "
        "option, a requirement or a limit of its calculator",
    )


def run(options: argparse.Namespace) -> int:
    """Print the places; the exit code."""
    catalogue = readable_catalogue()
    typed, _, part = options.record.partition("#")
    entry = named(catalogue, typed)
    records = records_of(catalogue)
    if part:
        if entry.key.kind not in ("scheme", "calculator"):
            raise NotNamed(phrase("no_parts", record=options.record))
        found = list(part_uses(records, entry.key.of("scheme"), part))
    else:
        keys = {entry.key}
        found = [use for use in uses(records) if use.target in keys]
    name = f"{reference(entry.key)}#{part}" if part else reference(entry.key)
    title = title_of(catalogue, entry.key)[messages.language()]
    if not found:
        print(phrase("no_refs", record=name, title=title))
        return 0
    print(phrase("refs", record=name, title=title, count=len(found)))
    tell_uses(sorted(found, key=lambda use: (use.raw.file, use.line)), catalogue)
    return 0
