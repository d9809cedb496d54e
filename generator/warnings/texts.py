"""Every text in both languages of the records as it is typed, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..content.catalogue import Catalogue
from ..content.load import FieldPath
from ..kinds import KINDS
from ..languages import LANGS, Lang
from ..models.key import Key


@dataclass(frozen=True, slots=True)
class Typed:
    """A text of a record: where it stands, and its words in each language."""

    path: FieldPath
    words: dict[Lang, str]


TextsOf = Mapping[Key, tuple[Typed, ...]]
"""The texts of every record; phrases for the search alone are none."""


def texts_of(catalogue: Catalogue) -> TextsOf:
    """The texts of all records, of every version."""
    return {
        entry.key: tuple(_texts(entry.raw.data, ()))
        for kind in KINDS.values()
        for entry in catalogue.every_version(kind)
    }


def _texts(data: object, path: FieldPath) -> Iterator[Typed]:
    if isinstance(data, dict):
        if data.keys() == set(LANGS):
            words = {lang: data[lang] for lang in LANGS}
            if not any(isinstance(word, list | dict) for word in words.values()):
                yield Typed(path, {k: str(getattr(w, "text", w)) for k, w in words.items()})
            return
        for name, item in data.items():
            yield from _texts(item, (*path, name))
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield from _texts(item, (*path, i))
