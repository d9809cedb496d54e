"""Drafts: records that say so, and texts without English; what is held back because of them.

In: raw records. Out: the records as they are published, and as the preview shows them.

A draft is never a mistake. Of a record without some English the smallest part goes that can: an
entry of a list or a field that may be left out; where neither can, the record is a draft itself.
Nothing goes singly from what decides, from clauses and examples: a version of a scheme is
published whole or not at all. What a model accepts is asked of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..diagnostics.codes import Code, Detail, Word
from ..diagnostics.errors import DataError, working_on
from ..kinds import CHANGES, INTERFACE, KINDS, SCHEME, SEARCH, SITE
from ..models.key import Key
from .load import FieldPath, RawRecord
from .parts import (
    StandIn,
    in_data,
    texts_without_english,
    with_stand_in,
    without,
)
from .translations import with_unwritten_text
from .validate import ValidRecord, may_be_text, validated

FIELD = "draft"
"""The field by which a record says that it is a draft."""
ALWAYS_PUBLISHED = (SITE.name, INTERFACE.name, SEARCH.name)
"""The kinds of which there is one record for every page: without a word there is no site."""
WHOLE = ("calculator", "checklist", "provision", "example")
"""The kinds of whose records no part can go without the rest saying something else."""
ALONE = ("provision", "example")
"""Those of them that a version of a scheme can wait for; what names one waits with it."""

# What stands inside of these says something else without one of its fields.
_TOGETHER = (("said", "speaker"), ("said", "attribution"), ("figures", "note"))
_TABLES = "tables"

Validated = ValidRecord | list[DataError]
Taken = tuple[RawRecord, FieldPath]
"""What is left of a record, and the part that has been taken out of it."""


@dataclass(frozen=True, slots=True)
class Unready:
    """A record that is a draft or lacks English."""

    raw: RawRecord
    """As it stands in its file."""
    shown: Validated
    """What the preview shows, or what is wrong with it."""
    ready: Validated | None
    """What can be published, or what is wrong with it; nothing where it is held back whole."""
    warnings: tuple[DataError, ...]
    """What is not ready, at its place."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """What is held back of a site, or marked in the preview of it."""

    warnings: tuple[DataError, ...] = ()
    """What is not published and why, at its place."""
    mistakes: tuple[DataError, ...] = ()
    """What is wrong with drafts, which keeps nobody from publishing the rest."""
    raws: tuple[RawRecord, ...] = ()
    """The records of which something is held back, as they stand in their files."""
    whole: frozenset[Key] = frozenset()
    """The records that are held back whole, or would be."""
    parts: frozenset[Key] = frozenset()
    """The records that are published without some part."""
    leads_to: Callable[[str], Key | None] | None = field(default=None, compare=False)
    """What is held back of that which an address in the first language leads to."""


def sort_out(
    raws: Iterable[RawRecord], known: dict[str, ValidRecord], unready: dict[str, Unready]
) -> tuple[list[RawRecord], list[Unready]]:
    """The records that have nothing to do with drafts, and the others.

    ``known`` holds records found valid before, which need not be looked at again; ``unready``
    those found not to be ready. Each is by its file.
    """
    ordinary: list[RawRecord] = []
    found: list[Unready] = []
    for raw in raws:
        before = unready.get(raw.file)
        if before is not None and before.raw is raw:
            found.append(before)
            continue
        valid = known.get(raw.file)
        if (valid is not None and valid.raw is raw) or raw.key.kind in ALWAYS_PUBLISHED:
            ordinary.append(raw)
            continue
        with working_on(raw.file):
            one = _looked_at(raw)
        if one is None:
            ordinary.append(raw)
        else:
            unready[raw.file] = one
            found.append(one)
    return ordinary, found


def _looked_at(raw: RawRecord) -> Unready | None:
    """What is not ready of a record; ``None`` where all is, or where there has to be one."""
    unwritten = _unwritten(raw)
    if unwritten or _is_draft(raw):
        found = _unready(raw, unwritten)
        if found.ready is not None or raw.key.kind != CHANGES.name:
            return found
    return None


def _is_draft(raw: RawRecord) -> bool:
    return raw.data.get(FIELD) is True and FIELD in KINDS[raw.key.kind].model.model_fields


def _unwritten(raw: RawRecord) -> list[FieldPath]:
    model = KINDS[raw.key.kind].model
    found = texts_without_english(raw.data)
    return [path for path in found if may_be_text(model, path)]


def _unready(raw: RawRecord, unwritten: Sequence[FieldPath]) -> Unready:
    filled = raw
    for path in unwritten:
        filled = with_stand_in(filled, path)
    shown = validated(filled)
    if isinstance(shown, ValidRecord):
        for path in unwritten:
            shown = with_unwritten_text(shown, path)
    if _is_draft(raw):
        warnings = [raw.error((FIELD,), Code.DRAFT, kind=Word(raw.key.kind))]
        warnings += [_no_english(raw, path, None) for path in unwritten]
        return Unready(raw, shown, None, tuple(warnings))
    allowed = _places(shown)
    left: RawRecord | None = filled
    warnings = []
    while left is not None and (text := _stand_in(left.data)) is not None:
        taken = taken_out(left, text, allowed)
        warnings.append(_no_english(left, text, taken))
        left = None if taken is None else taken[0]
    if left is None:  # all of it is held back, whichever text is to be written
        warnings = [_no_english(raw, path, None) for path in unwritten]
    ready = None if left is None else validated(left)
    return Unready(raw, shown, ready, tuple(warnings))


def _places(found: Validated) -> frozenset[tuple[int, int, Code]]:
    if isinstance(found, ValidRecord):
        return frozenset()
    return frozenset((error.line, error.column, error.code) for error in found)


def _no_english(raw: RawRecord, path: FieldPath, taken: Taken | None) -> DataError:
    return raw.error(
        path, Code.UNWRITTEN_ENGLISH, field=_named(path), held=what_is_held(raw.key, taken)
    )


def what_is_held(key: Key, taken: Taken | None) -> Detail:
    """What is held back of a record, in words."""
    if taken is not None:
        return _named(taken[1])
    deciding = key.kind == SCHEME.name or (key.kind in WHOLE and key.kind not in ALONE)
    return Word("held_version" if deciding else "held_record")


def _named(path: FieldPath) -> str:
    """A path in words: ``seen.2``, entries counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _stand_in(data: object, path: FieldPath = ()) -> FieldPath | None:
    """The place of the first text with a stand-in."""
    if isinstance(data, dict):
        if any(isinstance(item, StandIn) for item in data.values()):
            return path
        items: Iterable[tuple[str | int, object]] = data.items()
    else:
        items = enumerate(data) if isinstance(data, list) else ()
    places = (_stand_in(item, (*path, part)) for part, item in items)
    return next((place for place in places if place is not None), None)


def taken_out(
    raw: RawRecord, path: FieldPath, allowed: frozenset[tuple[int, int, Code]] = frozenset()
) -> Taken | None:
    """The record without the smallest part around ``path`` that can go, and that part.

    Its model accepts what is left, but for the mistakes ``allowed``. ``None`` where no part can.
    """
    path = in_data(raw, path)
    if raw.key.kind in WHOLE:
        return None
    for end in range(len(path), 0, -1):
        part = path[:end]
        names = tuple(name for name in part if isinstance(name, str))
        if names in _TOGETHER or (_TABLES in names and len(part) > 2):
            continue
        left = without(raw, part)
        if _places(validated(left)) <= allowed:
            return left, part
    return None
