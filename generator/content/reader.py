"""Reader: the catalogue as one page or table reads it, with a list of what it has read.

A record counts as read when what it says is looked at, not when its key or its place is.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from ..models.key import Key
from ..models.kind import Kind, M
from .catalogue import AnyEntry, Backlink, Catalogue, Entry
from .translations import Translation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recorded(Generic[T]):
    """What was made from a catalogue, and the records that were read for it."""

    value: T
    read: frozenset[Key]
    dated: bool
    """Whether the day was asked for."""


def recorded(catalogue: Catalogue, make: Callable[[Catalogue], T]) -> Recorded[T]:
    """What ``make`` makes of the catalogue, with the records that it reads."""
    reader = Reader(catalogue)
    return Recorded(make(reader), frozenset(reader.read), reader.dated)


class Reader(Catalogue):
    """Reads a catalogue; ``read`` holds the key of every record whose content was looked at, or of
    which was asked who refers to it, and ``dated`` says whether the day was.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._whole = catalogue
        self._entries_read: dict[Key, AnyEntry] = {}
        self.dated = False
        self.drafts = catalogue.drafts
        self.read: set[Key] = set()

    @property
    def day(self) -> date:
        """The day for which the catalogue is made."""
        self.dated = True
        return self._whole.day

    def also_read(self, read: Set[Key], dated: bool) -> None:
        """Count as read what was read for something that is used here."""
        self.read |= read
        self.dated |= dated

    def entry(self, key: Key) -> AnyEntry:
        """As in the catalogue, with a watch on what it says; so is every entry given here.

        Raises:
            KeyError: where there is no such record.
        """
        return self._watched(self._whole.entry(key))

    def find(self, key: Key) -> AnyEntry | None:
        """The record of a key, or ``None``."""
        entry = self._whole.find(key)
        return None if entry is None else self._watched(entry)

    def all(self, kind: Kind[M]) -> tuple[Entry[M], ...]:
        """The records of a kind, none of them read yet."""
        return tuple(map(self._watched, self._whole.all(kind)))

    def within(self, kind: Kind[M], head: Key) -> tuple[Entry[M], ...]:
        """The records of a kind under a version or visit, none of them read yet."""
        return tuple(map(self._watched, self._whole.within(kind, head)))

    def every_version(self, kind: Kind[M]) -> tuple[Entry[M], ...]:
        """The records of a kind in all versions, none of them read yet."""
        return tuple(map(self._watched, self._whole.every_version(kind)))

    def backlinks(self, key: Key) -> tuple[Backlink, ...]:
        """Who refers to a record; these records count as read only when looked up."""
        self.read.add(key)
        return self._whole.backlinks(key)

    @property
    def translations(self) -> tuple[Translation, ...]:
        """How the English of each text stands: every record is read for it."""
        self.read.update(translation.raw.key for translation in self._whole.translations)
        return self._whole.translations

    def has_stale_calculator(self, scheme: Key) -> bool:
        """As in the catalogue; the calculator and the checklist count as read."""
        self.read.update((scheme.of("calculator"), scheme.of("checklist")))
        return self._whole.has_stale_calculator(scheme)

    def _watched(self, entry: Entry[M]) -> Entry[M]:
        watched = self._entries_read.get(entry.key)
        if watched is None:
            watched = self._entries_read[entry.key] = replace(entry, on_read=self.read.add)
        return watched
