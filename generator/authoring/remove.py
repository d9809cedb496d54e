"""Remove: a record goes, with all that belongs to it, and what names it does so no more.

In: the catalogue of sound data. Out: the places that name it, and the change of all files.
"""

from __future__ import annotations

from pathlib import Path

from ..content.catalogue import AnyEntry, Catalogue
from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase
from ..kinds import HEADS, KINDS
from ..models.key import Key
from ..site.routes import addresses
from .change_set import ChangeSet
from .lock_lines import settle
from .mend import name_of
from .taking_out import Taken, take_out
from .uses import Use, records_of, uses


class CannotRemove(GeneratorError):
    """The record cannot go."""


def going(catalogue: Catalogue, entry: AnyEntry) -> set[Key]:
    """The record, and those that go with it: all of a scheme, of a version, or of a visit."""
    key = entry.key
    if key.kind not in HEADS:
        return {key}
    return {
        other.key
        for kind in KINDS.values()
        if kind.folder == KINDS[key.kind].folder
        for other in catalogue.every_version(kind)
        if other.key.scope == key.scope
    }


def named_by(catalogue: Catalogue, keys: set[Key]) -> tuple[Use, ...]:
    """The places that name one of the records and stand in none of them."""
    return tuple(
        use for use in uses(records_of(catalogue)) if use.target in keys and use.raw.key not in keys
    )


def removal(
    catalogue: Catalogue, data_dir: Path, entry: AnyEntry, places: tuple[Use, ...]
) -> tuple[ChangeSet, Taken]:
    """The change that takes the record away, and out of the places that name it.

    Raises:
        CannotRemove: for a part without which a scheme or visit, or the site, cannot be.
        CannotTakeOut: where something has to name it.
    """
    kind = KINDS[entry.key.kind]
    head = entry.key.kind in HEADS
    if kind.single and not head:
        raise CannotRemove(phrase("needed_record", file=entry.raw.file))
    change = ChangeSet()
    taken = take_out(places, change.texts, data_dir)
    change.removals.append(f"{kind.folder}/{entry.key.scope}" if head else name_of(entry.raw))
    before = {name_of(use.raw): use.raw.data for use in places}
    settle(data_dir, change, before, taken.fingerprints)
    return change, taken


def anchors_of(keys: set[Key]) -> list[str]:
    """The addresses of the records that stand within a page, in every language."""
    addressed = (key for key in keys if KINDS[key.kind].route is not None)
    every = (address for key in addressed for address in addresses(key).values())
    return [address for address in every if "#" in address]
