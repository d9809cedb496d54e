"""Link: ids to references, backlinks and orphans.

In: valid records. Out: the :class:`~generator.content.catalogue.Catalogue`, or every dangling id
and every record that nothing refers to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from ..models.base import LANGS, Ref, Reviewed, Text
from ..models.scheme import Scheme
from ..models.site import Interface
from ..models.visit import Stop, Visit
from ..site.routes import KINDS
from . import versions
from .catalogue import Backlink, Catalogue, Key
from .labels import required_labels
from .load import FieldPath
from .translations import Lock
from .validate import ValidRecord

_TEXT_LINK = re.compile(r"\]\s*\(([a-z]+):([^)\s/][^)\s]*)\)")
_EXTERNAL = {"http", "https", "mailto"}

# What must be referred to, and by which kinds for it to count (any kind where empty).
_MUST_BE_LINKED: dict[str, tuple[str, ...]] = {
    "source": (),
    "person": (),
    "organisation": (),
    "place": (),
    "term": (),
    "stop": ("policy",),
    "finding": ("policy",),
    "recommendation": ("policy",),
    "commentary": ("policy",),
    "provision": (),
}
# The records without which the pages of a scheme cannot be made.
_PARTS = {"scheme": ("calculator", "checklist")}


class Reference:
    """A reference as found in a record: where it stands and what it names."""

    __slots__ = ("kind", "path", "target", "why")

    def __init__(self, path: FieldPath, kind: str, target: str, why: Text | None) -> None:
        self.path, self.kind, self.target, self.why = path, kind, target, why


def link(
    records: Iterable[ValidRecord],
    broken: Collection[Key] = (),
    day: date | None = None,
    lock: Lock | None = None,
) -> tuple[Catalogue, list[DataError]]:
    """The catalogue of ``records`` as of ``day`` or today, and the errors that their links have.

    ``broken`` are records with errors of their own: a reference to one is not dangling,
    and while there are any, nothing is called unlinked. ``lock`` says which English is stale.
    """
    day = day or versions.today()
    records = list(records)
    names = versions.names(records, day, {key.id for key in broken if key.kind == "scheme"})
    records = [_named(record, names) for record in records]
    broken = {Key(key.kind, _renamed(key.id, names)) for key in broken}
    by_key = {Key(record.raw.kind, record.raw.id): record for record in records}
    documents = [
        (key.id, source.document)
        for key, record in by_key.items()
        if isinstance(record.model, Scheme)
        for source in record.model.sources
    ]
    errors: list[DataError] = []
    backlinks: dict[Key, dict[Backlink, None]] = {}  # a set that keeps its order
    for key, record in by_key.items():
        for reference in references(record):
            target = Key(reference.kind, reference.target)
            if target in by_key and target.kind in KINDS:
                field = next(str(part) for part in reference.path if isinstance(part, str))
                back = Backlink(key, field, reference.why)
                backlinks.setdefault(target, {})[back] = None
            elif target not in broken:
                errors.append(_dangling(record, reference, by_key))
        own = chain(_own_rules(key, record, by_key), _source_clauses(record, by_key, documents))
        errors += (error for at_fault, error in own if at_fault not in broken)
    for name in ("site", "interface", "changes"):
        if Key(name, name) not in by_key and Key(name, name) not in broken:
            errors.append(DataError(f"data/{name}.yml", 1, 1, Code.MISSING_FILE))
    if not broken:
        errors += _orphans(by_key, backlinks)
    catalogue = Catalogue(
        {key: (record.raw, record.model) for key, record in by_key.items()},
        {key: _of_today(key, links) for key, links in backlinks.items()},
        day,
        lock or {},
    )
    return catalogue, errors


def _named(record: ValidRecord, names: dict[str, str]) -> ValidRecord:
    """The record under what its version of the scheme is called."""
    raw = record.raw
    id_ = _renamed(raw.id, names) if raw.kind in versions.OF_A_VERSION else raw.id
    if id_ == raw.id:
        return record
    return replace(record, raw=replace(raw, id=id_, scope=_renamed(raw.scope, names)))


def _renamed(id_: str, names: dict[str, str]) -> str:
    scope, slash, name = id_.partition("/")
    return f"{names.get(scope, scope)}{slash}{name}"


def _of_today(target: Key, links: Iterable[Backlink]) -> tuple[Backlink, ...]:
    """Who refers to a record; other versions of a scheme only where none else does."""
    every = tuple(links)
    return tuple(back for back in every if back.source.version == target.version) or every


def references(record: ValidRecord) -> Iterator[Reference]:
    """Every reference in a record: typed fields, and ``[words](kind:id)`` in its texts."""
    return _in_model(record.model, (), record.raw.scope)


def _in_model(model: BaseModel, path: FieldPath, scope: str) -> Iterator[Reference]:
    if isinstance(model, Text):
        for lang in LANGS:
            if "]" not in getattr(model, lang):  # most texts have no link
                continue
            for kind, target in _TEXT_LINK.findall(getattr(model, lang)):
                if kind not in _EXTERNAL:
                    target = versions.own(kind, target, scope)
                    yield Reference((*path, lang), kind, target, None)
        return
    why = getattr(model, "why", None)
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is None:
            continue
        ref = next((each for each in field.metadata if isinstance(each, Ref)), None)
        at = (*path, field.alias or name)
        if ref is not None:
            yield _reference(at, ref, value, why, scope)
        else:
            yield from _in_value(value, field.annotation, at, scope)


def _in_value(value: Any, annotation: Any, path: FieldPath, scope: str) -> Iterator[Reference]:
    if isinstance(value, BaseModel):
        yield from _in_model(value, path, scope)
    elif isinstance(value, tuple):
        item = next(iter(_arguments(annotation, tuple)), None)
        for i, each in enumerate(value):
            yield from _in_item(each, item, (*path, i), scope)
    elif isinstance(value, dict):
        item = next(iter(_arguments(annotation, dict)[1:]), None)
        for name, each in value.items():
            yield from _in_item(each, item, (*path, name), scope)
    else:
        yield from _in_item(value, annotation, path, scope)


def _in_item(value: Any, annotation: Any, path: FieldPath, scope: str) -> Iterator[Reference]:
    ref = _ref_of(annotation)
    if ref is not None and isinstance(value, str):
        yield _reference(path, ref, value, None, scope)
    elif isinstance(value, BaseModel | tuple | dict):
        yield from _in_value(value, annotation, path, scope)


def _ref_of(annotation: Any) -> Ref | None:
    """The mark on ``PersonRef`` or on ``PersonRef | None``."""
    if get_origin(annotation) is Annotated:
        return next((each for each in get_args(annotation) if isinstance(each, Ref)), None)
    return next(
        (ref for each in get_args(annotation) if (ref := _ref_of(each)) is not None),
        None,
    )


def _arguments(annotation: Any, origin: type) -> tuple[Any, ...]:
    if get_origin(annotation) is origin:
        return get_args(annotation)
    for each in get_args(annotation):
        if found := _arguments(each, origin):
            return found
    return ()


def _reference(path: FieldPath, ref: Ref, value: str, why: Text | None, scope: str) -> Reference:
    return Reference(path, ref.kind, f"{scope}/{value}" if ref.local else value, why)


def _dangling(
    record: ValidRecord, reference: Reference, by_key: dict[Key, ValidRecord]
) -> DataError:
    if reference.kind not in KINDS:
        return record.raw.error(
            reference.path,
            Code.UNKNOWN_KIND,
            found=reference.kind,
            allowed=KINDS,
        )
    scope = reference.target.rpartition("/")[0]
    ids = [key for key in by_key if key.kind == reference.kind]
    same = [key.name for key in ids if scope and key.id.startswith(f"{scope}/")]
    local = bool(same) and scope == record.raw.scope
    found = reference.target.rpartition("/")[2] if local else reference.target
    allowed = tuple(same) if local else tuple(key.id for key in ids if not key.version)
    if reference.kind == "provision":
        return record.raw.error(reference.path, Code.NO_SUCH_CLAUSE, found=found, allowed=allowed)
    return record.raw.error(
        reference.path,
        Code.NO_SUCH_RECORD,
        found=found,
        allowed=allowed,
        kind=Word(reference.kind),
    )


def _own_rules(
    key: Key, record: ValidRecord, by_key: dict[Key, ValidRecord]
) -> Iterator[tuple[Key, DataError]]:
    """What a record of one kind must be beyond its fields: the record at fault, the error."""
    if key.kind == "provision" and "." in key.name:
        above = Key("provision", key.id.rpartition(".")[0])
        if above not in by_key:
            yield above, record.raw.error((), Code.MISSING_CLAUSE_ABOVE, above=above.name)
    head = "visit" if record.raw.file.split("/")[1] == "visits" else "scheme"
    parts = [(key.kind, part, key.id) for part in _PARTS.get(key.kind, ())]
    if record.raw.scope:
        parts.append((head, head, record.raw.scope))
    for kind, part, id_ in parts:
        if Key(part, id_) not in by_key:
            error = record.raw.error((), Code.MISSING_PART, kind=Word(kind), id=id_, part=part)
            yield Key(part, id_), error
    if isinstance(record.model, Reviewed):
        last, by = record.model.reviewed_on, record.model.review_by
        if last is not None and by is not None and by < last:
            yield (
                key,
                record.raw.error(
                    ("review_by",), Code.REVIEW_BEFORE_THE_LAST, found=str(by), last=str(last)
                ),
            )
    if isinstance(record.model, Interface):
        for label in sorted(required_labels() - record.model.root.keys()):
            yield key, record.raw.error((), Code.MISSING_LABEL, label=label)
    if isinstance(record.model, Visit):
        for i, when in enumerate(record.model.itinerary):
            for name in ("date", "until"):
                value = getattr(when, name)
                if value is not None:
                    path = ("itinerary", i, name)
                    yield from _within(key, record, path, value, record.model)
    visit = by_key.get(Key("visit", key.scope))
    if isinstance(record.model, Stop) and visit is not None and isinstance(visit.model, Visit):
        for i, day in enumerate(record.model.dates):
            yield from _within(key, record, ("dates", i), day, visit.model)


def _within(
    key: Key, record: ValidRecord, path: FieldPath, day: date, visit: Visit
) -> Iterator[tuple[Key, DataError]]:
    if not visit.start <= day <= visit.end:
        yield (
            key,
            record.raw.error(
                path,
                Code.OUTSIDE_VISIT,
                found=str(day),
                start=str(visit.start),
                end=str(visit.end),
            ),
        )


def _source_clauses(
    record: ValidRecord, by_key: dict[Key, ValidRecord], documents: list[tuple[str, str]]
) -> Iterator[tuple[Key, DataError]]:
    """A clause of a source document is one of a scheme that restates that document.

    ``documents`` names each scheme with each document that it restates.
    """
    for i, source in enumerate(getattr(record.model, "sources", ())):
        if source.clause is None:
            continue
        clauses = [
            Key("provision", f"{scheme}/{source.clause}")
            for scheme, document in documents
            if document == source.document
        ]
        if clauses and not any(clause in by_key for clause in clauses):
            place = ("sources", i, "clause")
            yield clauses[0], record.raw.error(place, Code.NO_SUCH_CLAUSE, found=source.clause)


def _orphans(
    by_key: dict[Key, ValidRecord], backlinks: dict[Key, dict[Backlink, None]]
) -> Iterator[DataError]:
    """Records that nothing refers to; a clause counts as linked where one above it is."""
    for key, record in by_key.items():
        if key.kind not in _MUST_BE_LINKED or getattr(record.model, "unlinked", None):
            continue
        if key.version:  # what is not in force is linked from the versions of its scheme
            continue
        kinds = _MUST_BE_LINKED[key.kind]
        names = [key.id]
        while key.kind == "provision" and "." in names[-1]:
            names.append(names[-1].rpartition(".")[0])
        links = [back for name in names for back in backlinks.get(Key(key.kind, name), ())]
        if not any(
            back.source != key and (not kinds or back.source.kind in kinds) for back in links
        ):
            by = Word(kinds[0] if kinds else "other_record")
            yield record.raw.error((), Code.UNLINKED, found=key.id, by=by, kind=Word(key.kind))
