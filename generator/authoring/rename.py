"""Rename and move: a record gets another id or another visit, and all that names it follows.

In: the catalogue of sound data. Out: the change of all files, and what has to be told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from .. import kinds
from ..content.catalogue import AnyEntry, Catalogue
from ..content.load import key_at
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError, GeneratorError
from ..diagnostics.messages import phrase
from ..kinds import HEADS, KINDS
from ..languages import LANGS
from ..models.base import ID, LOCATOR, reserved_in
from ..models.key import Key
from ..site.routes import language, path_of
from .change_set import ChangeSet, State
from .lock_lines import settle
from .mend import CannotReach, Edit, Mended, mended, name_of, text_of, written_as
from .taking_out import Taken, take_out
from .uses import Form, Use, address_fields, records_of, uses
from .yaml_changes import Change, Insert, Set
from .yaml_edit import edit

MOVABLE = ("stop", "finding", "recommendation")


class CannotRename(GeneratorError):
    """The record cannot be called so, or cannot go there."""


@dataclass
class Renaming:
    """What renaming a record comes to."""

    change: ChangeSet
    keys: Mapping[Key, Key]
    """Each record that gets another key, and that key."""
    mended: Mended
    """The places that name them by their new keys."""
    taken: Taken | None = None
    unreachable: list[Use] = field(default_factory=list)
    """Places that cannot name the record any more."""


def renaming(catalogue: Catalogue, data_dir: Path, entry: AnyEntry, new_id: str) -> Renaming:
    """The change that gives a record another id within its scheme or visit, or among its kind.

    Raises:
        CannotRename: where ids are not written so, there is such a record, or the kind has none.
    """
    key = entry.key
    known = KINDS[key.kind]
    scope, _, name = new_id.rpartition("/")
    pattern = LOCATOR if "{locator}" in known.file else ID
    head = key.kind in HEADS
    if known.single and not head:
        raise CannotRename(phrase("no_id", file=entry.raw.file))
    if (scope and (head or scope != key.scope)) or not re.fullmatch(pattern, name):
        raise CannotRename(phrase("not_an_id", id=new_id))
    new = replace(key, scope=name) if head else replace(key, name=name)
    result = _change(catalogue, data_dir, entry, new)
    settle(data_dir, result.change, {}, result.mended.fingerprints)
    return result


def moving(
    catalogue: Catalogue,
    data_dir: Path,
    entry: AnyEntry,
    visit: Key,
    days: Sequence[date],
    with_references: bool,
) -> Renaming:
    """The change that takes a stop, finding or recommendation to another visit, as its last.

    Where ``with_references``, what can name records of its own visit only does so no more.

    Raises:
        CannotRename: where it is there already, or such a record is there.
        CannotTakeOut: where something has to name it, and could not.
    """
    key = entry.key
    new = key.of(key.kind, key.name)
    new = replace(new, scope=visit.scope)
    result = _change(catalogue, data_dir, entry, new)
    file = name_of(entry.raw)
    outward = [
        use
        for use in uses(records_of(catalogue))
        if use.raw.key == key and use.form is Form.LOCAL and use.target.kind in MOVABLE
    ]
    result.unreachable += outward
    if result.unreachable and not with_references:
        return result
    result.taken = take_out(result.unreachable, result.change.texts, data_dir)
    text = result.change.texts.get(file) or text_of(data_dir, entry.raw)
    there = (other for other in catalogue.all(KINDS[key.kind]) if other.key.scope == new.scope)
    orders = [other.model.order for other in there]
    changes: list[Change] = [Set(("order",), max(orders, default=0) + 1)]
    if days:
        changes.append(Set(("dates",), [day.isoformat() for day in days]))
    result.change.texts[file] = edit(text, changes)
    before = {name_of(use.raw): use.raw.data for use in result.unreachable}
    prints = result.mended.fingerprints | result.taken.fingerprints
    settle(data_dir, result.change, before, prints)
    return result


def _change(catalogue: Catalogue, data_dir: Path, entry: AnyEntry, new: Key) -> Renaming:
    key = entry.key
    if new == key:
        raise CannotRename(phrase("same_id", id=key.id))
    keys = dict(_keys(catalogue, key, new))
    change = ChangeSet(moves=_moves(entry, keys, catalogue))
    for target in change.moves.values():
        if (name := reserved_in(target)) is not None:
            details = (("name", name),)
            file = f"{data_dir.name}/{target}"
            error = DataError(file, 1, 1, Code.RESERVED_NAME, name, details=details)
            raise CannotRename(str(error))
        if (data_dir / target).exists():
            raise CannotRename(phrase("name_taken", file=f"{data_dir.name}/{target}"))
    edits, unreachable = _edits(catalogue, keys)
    result = mended(data_dir, edits + _addresses(catalogue, keys))
    change.texts.update(result.texts)
    return Renaming(change, keys, result, unreachable=unreachable)


def _edits(catalogue: Catalogue, keys: Mapping[Key, Key]) -> tuple[list[Edit], list[Use]]:
    """What names the records by their old keys, and what cannot name them by the new ones."""
    edits: list[Edit] = []
    unreachable: list[Use] = []
    for use in uses(records_of(catalogue)):
        here = keys.get(use.raw.key, use.raw.key)
        target = keys.get(use.target, use.target)
        if use.form is Form.ADDRESS or (target == use.target and here == use.raw.key):
            continue
        if target == use.target and use.form is not Form.LOCAL:
            continue
        try:
            named = written_as(use, target, here)
        except CannotReach:
            if target != use.target:  # its own names of others are its mover's to look at
                unreachable.append(use)
            continue
        if named != use.written:
            edits.append((use.record, use.path, use.written, named))
    return edits, unreachable


def _keys(catalogue: Catalogue, key: Key, new: Key) -> Iterator[tuple[Key, Key]]:
    """The record, and those that go with it: all of a scheme or visit, the clauses below one."""
    for kind in KINDS.values():
        for entry in catalogue.every_version(kind):
            other = entry.key
            if other == key:
                yield key, new
            elif key.kind in HEADS:
                if kind.folder == KINDS[key.kind].folder and other.scope == key.scope:
                    yield other, replace(other, scope=new.scope)
            elif key.kind == "provision" and other == key.of("provision", other.name):
                below = other.name.removeprefix(key.name)
                if below.startswith(".") and other.name.startswith(key.name):
                    yield other, replace(other, name=new.name + below)


def _moves(entry: AnyEntry, keys: Mapping[Key, Key], catalogue: Catalogue) -> dict[str, str]:
    """Which files become which."""
    key = entry.key
    if key.kind in HEADS:
        folder = KINDS[key.kind].folder
        return {f"{folder}/{key.scope}": f"{folder}/{keys[key].scope}"}
    moves = {}
    for old, new in keys.items():
        file = name_of(catalogue.entry(old).raw)
        at = key_at(file)
        assert at is not None, file
        parts = file.split("/")
        if new.scope != old.scope:
            parts[1] = new.scope
        parts[-1] = f"{new.name}.yml"
        moves[file] = "/".join(parts)
    return moves


def _addresses(catalogue: Catalogue, keys: Mapping[Key, Key]) -> list[Edit]:
    """Addresses of pages that change with the records, where the data has them."""
    paths = address_changes(keys)
    edits: list[Edit] = []
    for record in records_of(catalogue):
        for path, address in address_fields(record):
            new_one = new_address(address, paths)
            if new_one != address:
                edits.append((record, path, address, new_one))
    return edits


def address_changes(keys: Mapping[Key, Key]) -> dict[str, str]:
    """The old and the new address of each record that has one, the longest first."""
    pairs = {
        path_of(old): path_of(new)
        for old, new in keys.items()
        if KINDS[old.kind].route is not None and not old.version
    }
    return dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


def new_address(address: str, paths: Mapping[str, str]) -> str:
    """What an address becomes: that of a record, or of a page below one of a head."""
    if address in paths:
        return paths[address]
    for old, new in paths.items():
        if old.endswith("/") and address.startswith(old):
            return new + address.removeprefix(old)
    return address


def lead_on(
    renamed: Renaming, catalogue: Catalogue, before: State, after: State, data_dir: Path
) -> list[str]:
    """Let the old addresses of pages lead to the new ones, as ``moved`` in ``site.yml`` says.

    The old addresses, in the site's first language.
    """
    paths = address_changes(renamed.keys)
    gone = sorted(a for a in before.addresses - after.addresses if language(a) == LANGS[0])
    pages = {address: new_address(address, paths) for address in gone}
    pages = {old: new for old, new in pages.items() if new in after.addresses}
    if pages:
        entry = catalogue.get(kinds.SITE)
        text = renamed.change.texts.get("site.yml") or text_of(data_dir, entry.raw)
        count = len(entry.model.moved)
        entries = [{"old": old, "new": new} for old, new in pages.items()]
        renamed.change.texts["site.yml"] = edit(
            text, [Insert(("moved",), count + i, item) for i, item in enumerate(entries)]
        )
    return list(pages)
