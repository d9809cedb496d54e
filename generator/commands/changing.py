"""What commands that change several files of the data share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..authoring.change_set import ChangeSet, State, refuse_new_errors, tried
from ..authoring.field_words import field_words
from ..authoring.named import title_of
from ..authoring.uses import Use
from ..build import build
from ..content.catalogue import Catalogue
from ..content.link import link
from ..content.load import load
from ..content.translations import read_lock
from ..content.validate import validate
from ..diagnostics import messages
from ..diagnostics.errors import DataErrors
from ..diagnostics.messages import phrase
from ..kinds import KINDS
from .given import DATA

_SHOWN = 40


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Let a command only tell what it would do."""
    parser.add_argument(
        "--dry-run", action="store_true", help="only tell what would change; write nothing"
    )


def readable_catalogue() -> Catalogue:
    """The catalogue of data in which every field is sound; links and rules may be wrong.

    Raises:
        DataErrors: where a file cannot be read whole, so that what it names is not known.
    """
    loaded = load(DATA)
    records, errors = validate(loaded.records)
    lock, lock_errors = read_lock(DATA)
    errors = [*loaded.errors, *errors, *lock_errors]
    if errors:
        raise DataErrors(errors, DATA.parent)
    return link(records, lock=lock)[0]


def state_of(data_dir: Path) -> State:
    """What a build makes of the data, or its mistakes."""
    try:
        return State(frozenset(page.address for page in build(data_dir).pages), ())
    except DataErrors as found:
        return State(frozenset(), found.errors)


def carry_out(
    change: ChangeSet, *, dry_run: bool, then: Callable[[State, State], None] | None = None
) -> None:
    """Make a change that brings no mistake; ``then`` may add to it, knowing both states.

    Raises:
        DataErrors: with the mistakes that it would bring; nothing is written then.
    """
    before = state_of(DATA)
    with tried(DATA, change) as copy:
        after = state_of(copy)
        try:
            refuse_new_errors(before.errors, after.errors, change, copy)
        except DataErrors:
            print(phrase("would_break"), file=sys.stderr)
            raise
    if then is not None:
        then(before, after)
    if not dry_run:
        change.apply(DATA)


def tell_outcome(*, dry_run: bool) -> None:
    """Say at the end that nothing was written, where that is so."""
    if dry_run:
        print(phrase("dry_run"))


def tell_uses(found: Iterable[Use], catalogue: Catalogue) -> None:
    """Print places that name a record: file and line, record, field."""
    lang = messages.language()
    for use in found:
        title = title_of(catalogue, use.raw.key)[lang]
        field = field_words(KINDS[use.raw.key.kind].model, use.path, lang, use.raw.data)
        print(phrase("use", place=f"{use.raw.file}:{use.line}", title=title, field=field))


def tell_places(places: Sequence[tuple[str, int]]) -> None:
    """Print files with lines, and how many more there are."""
    for file, line in places[:_SHOWN]:
        print(f"    {file}:{line}")
    if len(places) > _SHOWN:
        print(f"    {phrase('and_more', count=len(places))}")
