"""Records by what people call them: a cell may name one by its id or by its name.

In: the catalogue, and what a sheet adds. Out: the id of a record that a cell names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from ..content.catalogue import AnyEntry, Catalogue
from ..kinds import KINDS
from ..models.base import Ref
from ..models.key import Key


class NamedRecords:
    """What can be referred to from a sheet; ``head`` is the visit or scheme that it is for."""

    def __init__(self, catalogue: Catalogue, head: Key | None) -> None:
        self.catalogue, self.head = catalogue, head
        self._added: dict[str, dict[str, set[str]]] = {}

    def add(self, kind: str, id_: str, names: Iterable[str]) -> None:
        """Let a record of the sheet be referred to, too."""
        by_name = self._added.setdefault(kind, {})
        for name in (id_, *names):
            by_name.setdefault(folded(name), set()).add(id_)

    def ids(self, ref: Ref, name: str) -> set[str]:
        """The ids of the records that a name can mean; of an id, that alone."""
        by_name: dict[str, set[str]] = {}
        for entry in self._entries(ref):
            id_ = entry.key.name if ref.local else entry.key.id
            if id_ == name:
                return {id_}
            for other in names_of(entry):
                by_name.setdefault(folded(other), set()).add(id_)
        added = self._added.get(ref.kind, {}).get(folded(name), set())
        return {name} if name in added else by_name.get(folded(name), set()) | added

    def known(self, ref: Ref) -> tuple[str, ...]:
        """What a cell may name, for a message: names and ids."""
        entries = self._entries(ref)
        ids = [entry.key.name if ref.local else entry.key.id for entry in entries]
        return tuple(dict.fromkeys((*ids, *(n for e in entries for n in names_of(e)))))

    def _entries(self, ref: Ref) -> tuple[AnyEntry, ...]:
        kind = KINDS[ref.kind]
        if not ref.local:
            return self.catalogue.all(kind)
        return () if self.head is None else self.catalogue.within(kind, self.head)


def names_of(entry: AnyEntry) -> list[str]:
    """What a record is called, in both languages, and its other names."""
    return [entry.title.zh, entry.title.en, *getattr(entry.record, "aliases", ())]


def folded(name: str) -> str:
    """A name without what does not tell two apart: width, case, blanks, and 台 for 臺."""
    name = unicodedata.normalize("NFKC", name).casefold().replace("台", "臺")
    return "".join(name.split())
