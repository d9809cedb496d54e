"""Dangling: references to records that are not there, and records that nothing refers to.

In: valid records by key, and the files that hold none. Out: errors that say where the right
record is, or where the link is to be written. Another record's name is suggested only where the
right one is nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from ..diagnostics.codes import Alternatives, Code, Word
from ..diagnostics.errors import DataError
from ..kinds import KINDS, PUBLISHED, key_of
from ..models.base import Text
from ..models.key import Key
from .load import FieldPath
from .unread import Unread
from .validate import ValidRecord

Records = Mapping[Key, ValidRecord]

_WRITTEN = {
    "source": ("data/*/*.yml", "sources: [{{document: {id}}}]"),
    "person": ("data/*/*.yml", "people: [{id}]"),
    "organisation": ("data/*/*.yml", "organisations: [{id}]"),
    "place": ("data/*/*.yml", "places: [{id}]"),
    "term": ("data/*/*.yml", "zh: …[…](term:{id})…"),
    "stop": ("data/policies/*.yml", "stops: [{{stop: {id}, why: {{zh: …, en: …}}}}]"),
    "finding": ("data/policies/*.yml", "findings: [{{finding: {id}, why: {{zh: …, en: …}}}}]"),
    "recommendation": (
        "data/policies/*.yml",
        "recommendations: [{{recommendation: {id}, why: {{zh: …, en: …}}}}]",
    ),
    "commentary": (
        "data/policies/*.yml",
        "commentary: [{{commentary: {id}, why: {{zh: …, en: …}}}}]",
    ),
}
"""By kind, in which files a link to such a record is written, and how."""


def dangling(
    missing: Iterable[tuple[ValidRecord, FieldPath, Key]], records: Records, unread: Unread
) -> Iterator[tuple[DataError, set[Key]]]:
    """The errors of references to records that are not there, each with what it seems to mean.

    A file with a wrong name is told of once, however many references wait for it.
    """
    misnamed: set[Key] = set()
    for record, path, target in missing:
        error = _dangling(record, path, target, records, unread)
        if error.code is Code.MISNAMED and target in misnamed:
            continue
        if error.code is Code.MISNAMED:
            misnamed.add(target)
        yield error, _meant(error, target)


def _meant(error: DataError, target: Key) -> set[Key]:
    if error.nearest is None or error.code is not Code.NO_SUCH_RECORD:
        return set()
    within = bool(target.scope and target.name) and "/" not in error.nearest
    return {replace(target, name=error.nearest) if within else key_of(target.kind, error.nearest)}


def _dangling(
    record: ValidRecord, path: FieldPath, target: Key, records: Records, unread: Unread
) -> DataError:
    raw, word = record.raw, Word(target.kind)
    if target.kind not in PUBLISHED:
        return raw.error(path, Code.UNKNOWN_KIND, found=target.kind, allowed=PUBLISHED)
    keys = [key for key in records if key.kind == target.kind]
    siblings = [key.name for key in keys if key.name and target == key.of(target.kind, target.name)]
    local = target == raw.key.of(target.kind, target.name) and bool(target.scope)
    found = target.name if local else target.id
    allowed = tuple(siblings) if local else tuple(key.id for key in keys if not key.version)
    if target.kind == "provision":
        return raw.error(path, Code.NO_SUCH_CLAUSE, found=found, allowed=allowed)
    if (file := unread.misnamed(target)) is not None:
        return raw.error(path, Code.MISNAMED, found=found, kind=word, file=file)
    others = [key.id for key in keys if key.name and key.name == target.name]
    if local and others and not KINDS[target.kind].versioned:
        return raw.error(
            path, Code.IN_ANOTHER, found=found, kind=word, where=tuple(others), scope=target.scope
        )
    if unread.may_hold(target):
        allowed = ()  # another would be suggested
    return raw.error(path, Code.NO_SUCH_RECORD, found=found, allowed=allowed, kind=word)


def orphans(
    records: Records, linked: Collection[Key], meant: Collection[Key], unread: Unread
) -> Iterator[DataError]:
    """Records that nothing refers to, of the kinds that something has to.

    ``linked`` are those that another record refers to as it should, ``meant`` those that a
    dangling reference seems to mean.
    """
    titles: dict[tuple[str, str], list[Key]] = {}
    for key, record in records.items():
        if title := _title(record):
            titles.setdefault((key.kind, title), []).append(key)
    for key, record in records.items():
        if (
            KINDS[key.kind].linked_from is None
            or key in linked
            or key in meant
            or getattr(record.model, "unlinked", None)
            or unread.may_link(key)
        ):
            continue
        twins = [k.id for k in titles.get((key.kind, _title(record)), ()) if k != key]
        kind = Word(key.kind)
        if twins:
            yield record.raw.error(
                (), Code.COPIED, found=key.id, kind=kind, twin=Alternatives(twins)
            )
        else:
            wanted = KINDS[key.kind].linked_from
            where, how = _WRITTEN[key.kind]
            yield record.raw.error(
                (),
                Code.UNLINKED,
                found=key.id,
                by=Word(wanted[0] if wanted else "other_record"),
                kind=kind,
                where=where,
                how=how.format(id=key.id),
            )


def _title(record: ValidRecord) -> str:
    """What a record is called in Chinese, by which a copy is known."""
    for name in ("name", "title"):
        if isinstance(text := getattr(record.model, name, None), Text):
            return text.zh
    return ""
