"""Fingerprints: what of each record shows in a page, as few bytes that tell whether it changed.

Beside what its file says they cover how its English stands and who refers to it; beside single
records, which there are and in what order. Two builds with the same fingerprints make the same.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256

from ..kinds import KINDS
from ..models.key import Key
from .catalogue import Catalogue
from .translations import State


def name_of(key: Key) -> str:
    """What a record is called here: in one line."""
    return "\t".join((key.kind, key.name, key.scope, key.version))


class Fingerprints:
    """Those of a catalogue, each taken when it is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.day = catalogue.day
        self._keys = {
            name_of(entry.key): entry.key
            for kind in KINDS.values()
            for entry in catalogue.every_version(kind)
        }
        self._known: dict[str, bytes] = {}
        self._english: dict[Key, list[object]] = defaultdict(list)
        for text in catalogue.translations:
            if text.state is not State.CURRENT:
                self._english[text.raw.key].append((text.path, text.state.value))

    def of(self, name: str) -> bytes:
        """That of the record of this name; of one that is not there, empty."""
        known = self._known.get(name)
        if known is None:
            key = self._keys.get(name)
            known = self._known[name] = b"" if key is None else self._of_entry(key)
        return known

    def of_order(self) -> bytes:
        """That of which records there are, of which kind, in their order."""
        order = sha256()
        for kind in KINDS.values():
            for entry in self._catalogue.every_version(kind):
                order.update(repr((entry.key, entry.raw.file)).encode())
        return order.digest()

    def _of_entry(self, key: Key) -> bytes:
        raw = self._catalogue.entry(key).raw
        effective = raw.text if raw.written is None else raw.data
        beside = (self._english.get(key), self._catalogue.backlinks(key))
        return sha256(repr((key, effective, beside)).encode()).digest()
