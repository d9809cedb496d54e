"""Choices: the records that a field may name, with what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..content.load import RawRecord
from ..models.key import Key
from .workspace import Snapshot, names_of

LOCAL = "/local"


def choices_for(refs: Iterable[str], here: Key, now: Snapshot) -> dict[str, list[dict[str, str]]]:
    """For each mark ``ref`` of a schema the ids that may stand there, with both names.

    ``provision/local`` are those of the same version of the same scheme, by their short ids.
    """
    return {ref: sorted(_choices(ref, here, now), key=_place) for ref in sorted(refs)}


def _place(choice: dict[str, str]) -> list[tuple[int, str]]:
    """2.2 before 2.10."""
    parts = re.split(r"([0-9]+)", choice["id"])
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _choices(ref: str, here: Key, now: Snapshot) -> Iterable[dict[str, str]]:
    kind = ref.removesuffix(LOCAL)
    for record in now.records.values():
        key = record.key
        if key.kind != kind:
            continue
        if ref.endswith(LOCAL):
            if key == here.of(kind, key.name):
                yield _choice(key.name, record)
        elif not key.version:
            yield _choice(key.id, record)


def _choice(id_: str, record: RawRecord) -> dict[str, str]:
    names = names_of(record)
    return {"id": id_, "zh": names["zh"], "en": names["en"]}
