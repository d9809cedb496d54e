"""The catalogue: every record by kind and id, who refers to whom, how the English stands. Frozen.

In: what :mod:`~generator.content.link` found. Out: to :mod:`~generator.pages.render` and
:mod:`~generator.api.export`, which only read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, cast

from ..models import MODELS
from ..models.base import Note, Text
from ..models.calculator import Calculator
from ..models.scheme import Checklist, Scheme
from ..models.site import Changes, Interface, Site
from ..models.visit import Visit
from ..text import locators
from . import versions
from .load import RawRecord
from .translations import Lock, State, Translation, translations


@dataclass(frozen=True, slots=True)
class Key:
    """What a record is called everywhere: its kind and its id."""

    kind: str
    id: str

    @property
    def scope(self) -> str:
        """The scheme or visit of a nested record, or an empty string."""
        return self.id.partition("/")[0] if "/" in self.id else ""

    @property
    def version(self) -> str:
        """For a version of a scheme that is not the one shown: what names it in addresses."""
        return self.id.partition("/")[0].partition("@")[2]

    @property
    def name(self) -> str:
        """The id within its scheme or visit."""
        return self.id.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in the catalogue."""

    key: Key
    raw: RawRecord
    model: Any
    """An instance of the model of its kind."""

    @property
    def title(self) -> Text:
        """What links to this record say."""
        for name in ("title", "name", "heading"):
            if (text := getattr(self.model, name, None)) is not None:
                return cast(Text, text)
        return Text(zh=self.key.name, en=self.key.name)


@dataclass(frozen=True, slots=True)
class Backlink:
    """A reference to a record, seen from the record referred to."""

    source: Key
    field: str
    """The field of the source in which the reference stands."""
    why: Text | None = None


class Catalogue:
    """Frozen after it is made; every list is in a settled order."""

    def __init__(
        self,
        records: Mapping[Key, tuple[RawRecord, Any]],
        backlinks: Mapping[Key, tuple[Backlink, ...]],
        day: date,
        lock: Lock = MappingProxyType({}),
    ) -> None:
        self.day = day
        """The day for which it is made: each scheme is as the version shown on that day."""
        entries: dict[str, dict[str, Entry]] = {kind: {} for kind in MODELS}
        for key, (raw, model) in sorted(
            records.items(), key=lambda item: _order(item[0], item[1][1])
        ):
            entries[key.kind][key.id] = Entry(key, raw, model)
        self._entries = MappingProxyType({k: MappingProxyType(v) for k, v in entries.items()})
        self._backlinks = MappingProxyType(dict(backlinks))
        self._lock = lock

    @property
    def site(self) -> Site:
        return cast(Site, self._entries["site"]["site"].model)

    @property
    def interface(self) -> Interface:
        return cast(Interface, self._entries["interface"]["interface"].model)

    @property
    def changes(self) -> Changes:
        return cast(Changes, self._entries["changes"]["changes"].model)

    def get(self, kind: str, id_: str) -> Entry:
        return self._entries[kind][id_]

    def find(self, kind: str, id_: str) -> Entry | None:
        return self._entries[kind].get(id_)

    def all(self, kind: str, scope: str | None = None) -> tuple[Entry, ...]:
        """The records of a kind, of one scheme or visit where ``scope`` is given.

        Without it, of schemes only those of the version shown.
        """
        entries = self._entries[kind].values()
        if scope is None:
            return tuple(e for e in entries if not e.key.version)
        return tuple(e for e in entries if e.key.scope == scope)

    def backlinks(self, key: Key) -> tuple[Backlink, ...]:
        """Who refers to a record, in catalogue order."""
        return self._backlinks.get(key, ())

    @cached_property
    def translations(self) -> tuple[Translation, ...]:
        """How the English of each text stands."""
        entries = (entry for kind in self._entries.values() for entry in kind.values())
        return translations(((entry.raw, entry.model) for entry in entries), self._lock)

    @cached_property
    def _stale(self) -> frozenset[int]:
        return frozenset(id(each.text) for each in self.translations if each.state is State.STALE)

    def is_stale(self, text: Text) -> bool:
        """Whether the Chinese of a record's text has changed since its English was made."""
        return id(text) in self._stale

    def has_stale_calculator(self, scheme: str) -> bool:
        """Whether any English that the scheme's calculator shows is stale."""
        return any(
            each.state is State.STALE
            and each.raw.kind in ("calculator", "checklist")
            and each.raw.scope == scheme
            for each in self.translations
        )

    def schemes(self) -> tuple[SchemeView, ...]:
        """Each as the version shown."""
        return tuple(SchemeView(self, entry) for entry in self.all("scheme"))

    def versions(self) -> tuple[SchemeView, ...]:
        """Every version of every scheme."""
        return tuple(SchemeView(self, entry) for entry in self._entries["scheme"].values())

    def visits(self) -> tuple[VisitView, ...]:
        return tuple(VisitView(self, entry) for entry in self.all("visit"))

    def located(self, stop: Entry) -> Key | None:
        """The place of a stop, or the nearest around it, that has a location."""
        place: str | None = stop.model.place
        passed: set[str] = set()
        while place is not None and place not in passed:
            passed.add(place)
            model = self.get("place", place).model
            if model.location is not None:
                return Key("place", place)
            place = model.within
        return None

    def notes(self) -> tuple[tuple[Entry, Note], ...]:
        """Every editor's note with the record that it stands in."""
        found: list[tuple[Entry, Note]] = []
        for kind in MODELS:
            for entry in self.all(kind):
                found += [(entry, note) for note in getattr(entry.model, "notes", ())]
                for table in getattr(entry.model, "tables", ()):
                    found += [(entry, note) for note in table.notes]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One version of a scheme with the records that belong to it."""

    catalogue: Catalogue
    entry: Entry

    @property
    def id(self) -> str:
        return self.entry.key.id

    @property
    def base(self) -> str:
        """The id of the scheme, whatever the version."""
        return self.id.partition("@")[0]

    @property
    def slug(self) -> str:
        """What names the version in addresses."""
        return versions.slug(self.model)

    @property
    def all_versions(self) -> tuple[SchemeView, ...]:
        """The scheme's versions in the order of time."""
        mine = (each for each in self.catalogue.versions() if each.base == self.base)
        return tuple(sorted(mine, key=lambda each: versions.order(each.model)))

    @property
    def first(self) -> date | None:
        """The first day in force, where the source tells it."""
        return self.model.effective_from

    @property
    def last(self) -> date | None:
        """The last day in force; none for one without an end."""
        every = self.all_versions
        at = [each.id for each in every].index(self.id)
        return versions.last_day([each.model for each in every], at)

    @property
    def in_force(self) -> bool:
        """Whether it is in force on the day of the catalogue, as far as the source tells."""
        day, last = self.catalogue.day, self.last
        return versions.order(self.model) <= day and (last is None or day <= last)

    @property
    def model(self) -> Scheme:
        return cast(Scheme, self.entry.model)

    @property
    def calculator(self) -> Calculator:
        return cast(Calculator, self.catalogue.get("calculator", self.id).model)

    @property
    def checklist(self) -> Checklist:
        return cast(Checklist, self.catalogue.get("checklist", self.id).model)

    @property
    def examples(self) -> tuple[Entry, ...]:
        return self.catalogue.all("example", self.id)

    @property
    def provisions(self) -> tuple[Entry, ...]:
        """In the order of the rules."""
        return self.catalogue.all("provision", self.id)

    @property
    def points(self) -> tuple[Entry, ...]:
        """The clauses of the first level."""
        return tuple(entry for entry in self.provisions if "." not in entry.key.name)


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with the records that belong to it."""

    catalogue: Catalogue
    entry: Entry

    @property
    def id(self) -> str:
        return self.entry.key.id

    @property
    def model(self) -> Visit:
        return cast(Visit, self.entry.model)

    @property
    def stops(self) -> tuple[Entry, ...]:
        return self.catalogue.all("stop", self.id)

    @property
    def findings(self) -> tuple[Entry, ...]:
        return self.catalogue.all("finding", self.id)

    @property
    def recommendations(self) -> tuple[Entry, ...]:
        return self.catalogue.all("recommendation", self.id)


def _order(key: Key, model: Any) -> tuple[Any, ...]:
    if key.kind == "provision":
        return (key.kind, key.scope, locators.parts(key.name))
    if key.kind == "visit":
        return (key.kind, model.start.toordinal() * -1)
    return (key.kind, key.scope, getattr(model, "order", 0), key.id)
