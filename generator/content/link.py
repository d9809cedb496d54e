"""Link: ids to references, backlinks and orphans.

In: valid records. Out: the :class:`~generator.content.catalogue.Catalogue`, or every dangling id,
every broken invariant, and every record that nothing refers to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Annotated, get_args, get_origin

from pydantic import BaseModel

from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError, working_on
from ..kinds import KINDS, PUBLISHED, key_of
from ..languages import LANGS
from ..models.base import Ref, Text
from ..models.key import Key
from ..models.question import PAGE, FrequentQuestion
from . import versions
from .catalogue import Backlink, Catalogue
from .dangling import dangling, orphans
from .invariants import invariants
from .load import FieldPath
from .translations import Lock, translations, with_stale_texts
from .unread import Unread
from .validate import ValidRecord

_TEXT_LINK = re.compile(r"\]\s*\(([a-z]+):([^)\s/][^)\s]*)\)")
_EXTERNAL = {"http", "https", "mailto"}
_NONE_UNREAD = Unread()


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as found in a record: where it stands and what it names."""

    path: FieldPath
    target: Key
    why: Text | None


def link(
    records: Iterable[ValidRecord],
    broken: Collection[Key] = (),
    day: date | None = None,
    lock: Lock | None = None,
    unread: Unread = _NONE_UNREAD,
) -> tuple[Catalogue, list[DataError]]:
    """The catalogue of ``records`` as of ``day`` or today, and the errors that their links have.

    ``broken`` are records with errors of their own: a reference to one is not dangling.
    ``unread`` are the files with errors: what they may link to is not called unlinked, and while
    it is not known what ``broken`` records link to, nothing is. ``lock`` says which English is
    stale; without one the catalogue knows nothing of translations.
    """
    day = day or versions.today()
    records = list(records)
    unreliable = {key.scope for key in broken if key.kind == "scheme"}
    called = versions.names(records, day, unreliable)
    records = [_named(record, called) for record in records]
    found = {}
    if lock is not None:
        found = {record.raw.key: translations(record.raw, lock) for record in records}
        records = [with_stale_texts(record, found[record.raw.key]) for record in records]
    broken = {versions.renamed(key, called) for key in broken}
    by_key = {record.raw.key: record for record in records}
    errors: list[DataError] = []
    missing: list[tuple[ValidRecord, FieldPath, Key]] = []
    backlinks: dict[Key, dict[Backlink, None]] = {}  # a set that keeps its order
    for key, record in by_key.items():
        with working_on(record.raw.file):
            for reference in references(record):
                target = reference.target
                if target in by_key and target.kind in PUBLISHED:
                    field = next(str(part) for part in reference.path if isinstance(part, str))
                    back = Backlink(key, field, reference.why)
                    backlinks.setdefault(target, {})[back] = None
                elif target not in broken:
                    missing.append((record, reference.path, target))
    meant: set[Key] = set()
    for error, near in dangling(missing, by_key, unread):
        errors.append(error)
        meant.update(near)
    errors += (error for at_fault, error in invariants(by_key) if at_fault not in broken)
    for kind in KINDS.values():
        key = Key(kind.name)
        if kind.single and not kind.scoped and key not in by_key and key not in broken:
            errors.append(DataError(f"data/{kind.file}", 1, 1, Code.MISSING_FILE))
    linked = {target for target, links in backlinks.items() if _is_linked(target, links)}
    if unread.texts or not broken:
        errors += orphans(by_key, linked, meant, unread)
    catalogue = Catalogue(
        {key: (record.raw, record.model) for key, record in by_key.items()},
        {key: _of_today(key, links) for key, links in backlinks.items()},
        day,
        found,
    )
    return catalogue, errors


def _named(record: ValidRecord, called: versions.Names) -> ValidRecord:
    """The record under what its version of the scheme is called."""
    key = versions.renamed(record.raw.key, called)
    return record if key is record.raw.key else replace(record, raw=replace(record.raw, key=key))


def _is_linked(target: Key, links: Iterable[Backlink]) -> bool:
    """Whether another record refers to one, of a kind that has to."""
    wanted = KINDS[target.kind].linked_from
    return any(
        back.source != target and (not wanted or back.source.kind in wanted) for back in links
    )


def _of_today(target: Key, links: Iterable[Backlink]) -> tuple[Backlink, ...]:
    """Who refers to a record: those of the same version or, where there are none, all others."""
    every = tuple(links)
    return tuple(back for back in every if back.source.version == target.version) or every


def references(record: ValidRecord) -> Iterator[Reference]:
    """Every reference in a record: typed fields, and ``[words](kind:id)`` in its texts."""
    yield from _in_model(record.model, (), record.raw.key)
    if isinstance(record.model, FrequentQuestion):
        for i, (kind, reference) in enumerate(record.model.linked):
            if kind != PAGE:
                yield Reference(("links", i), key_of(kind, reference), None)


def _in_model(model: BaseModel, path: FieldPath, here: Key) -> Iterator[Reference]:
    if isinstance(model, Text):
        for lang in LANGS:
            if "]" not in getattr(model, lang):  # most texts have no link
                continue
            for kind, target in _TEXT_LINK.findall(getattr(model, lang)):
                if kind not in _EXTERNAL:
                    named = versions.own(key_of(kind, target), here)
                    yield Reference((*path, lang), named, None)
        return
    why = getattr(model, "why", None)
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is None:
            continue
        ref = next((mark for mark in field.metadata if isinstance(mark, Ref)), None)
        at = (*path, field.alias or name)
        if ref is not None:
            yield _reference(at, ref, value, why, here)
        else:
            yield from _in_value(value, field.annotation, at, here)


def _in_value(value: object, annotation: object, path: FieldPath, here: Key) -> Iterator[Reference]:
    if isinstance(value, BaseModel):
        yield from _in_model(value, path, here)
    elif isinstance(value, tuple):
        item = next(iter(_arguments(annotation, tuple)), None)
        for i, element in enumerate(value):
            yield from _in_item(element, item, (*path, i), here)
    elif isinstance(value, dict):
        item = next(iter(_arguments(annotation, dict)[1:]), None)
        for name, element in value.items():
            yield from _in_item(element, item, (*path, name), here)
    else:
        yield from _in_item(value, annotation, path, here)


def _in_item(value: object, annotation: object, path: FieldPath, here: Key) -> Iterator[Reference]:
    ref = _ref_of(annotation)
    if ref is not None and isinstance(value, str):
        yield _reference(path, ref, value, None, here)
    elif isinstance(value, BaseModel | tuple | dict):
        yield from _in_value(value, annotation, path, here)


@cache
def _ref_of(annotation: object) -> Ref | None:
    """The mark on ``PersonRef`` or on ``PersonRef | None``."""
    if get_origin(annotation) is Annotated:
        return next(
            (argument for argument in get_args(annotation) if isinstance(argument, Ref)), None
        )
    return next(
        (ref for argument in get_args(annotation) if (ref := _ref_of(argument)) is not None),
        None,
    )


@cache
def _arguments(annotation: object, origin: type) -> tuple[object, ...]:
    if get_origin(annotation) is origin:
        return get_args(annotation)
    for argument in get_args(annotation):
        if found := _arguments(argument, origin):
            return found
    return ()


def _reference(path: FieldPath, ref: Ref, value: str, why: Text | None, here: Key) -> Reference:
    target = here.of(ref.kind, value) if ref.local else key_of(ref.kind, value)
    return Reference(path, target, why)
