"""The catalogue: every record by kind and id, who refers to whom, how the English stands. Frozen.

In: what :mod:`~generator.content.link` found. Out: to :mod:`~generator.pages.render` and
:mod:`~generator.api.export`, which only read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, cast

from pydantic import BaseModel

from .. import kinds
from ..kinds import KINDS, key_of
from ..models.base import Note, Text
from ..models.calculator import Calculator
from ..models.key import Key
from ..models.kind import Kind, M
from ..models.registry import Organisation, Place
from ..models.scheme import Checklist, Example, Provision, Scheme
from ..models.search import Search
from ..models.site import Changes, Interface, Site
from ..models.visit import Finding, Recommendation, Stop, Visit
from . import versions
from .drafts import Drafts
from .load import RawRecord
from .order import place_of
from .translations import State, Translation


@dataclass(frozen=True, slots=True)
class Entry(Generic[M]):
    """A record in the catalogue."""

    key: Key
    raw: RawRecord
    record: M
    on_read: Callable[[Key], None] | None = field(default=None, compare=False, repr=False)
    """Called with the key each time that what the record says is read."""

    @property
    def model(self) -> M:
        """What the record says."""
        if self.on_read is not None:
            self.on_read(self.key)
        return self.record

    @property
    def title(self) -> Text:
        """What links to this record say."""
        for name in ("title", "name", "heading", "question"):
            if (text := getattr(self.model, name, None)) is not None:
                return cast(Text, text)
        id_ = self.key.name or self.key.scope or self.key.kind
        return Text.of(zh=id_, en=id_)

    @property
    def link_title(self) -> Text:
        """The title without word of how its English stands: that is said on the record's page."""
        return Text.of(**dict(self.title))


AnyEntry = Entry[Any]
"""A record of a kind that is not known when the program is written."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A reference to a record, seen from the record referred to."""

    source: Key
    field: str
    """The field of the source in which the reference stands."""
    why: Text | None = None


class Catalogue:
    """Frozen once ``build`` has put in what is held back; every list is in a settled order."""

    def __init__(
        self,
        records: Mapping[Key, tuple[RawRecord, BaseModel]],
        backlinks: Mapping[Key, tuple[Backlink, ...]],
        day: date,
        translations: Mapping[Key, tuple[Translation, ...]],
    ) -> None:
        self._day = day
        self.drafts = Drafts()
        entries: dict[str, dict[Key, AnyEntry]] = {kind: {} for kind in KINDS}
        for key, (raw, model) in sorted(
            records.items(), key=lambda item: place_of(item[0], item[1][1])
        ):
            entries[key.kind][key] = Entry(key, raw, model)
        self._entries = MappingProxyType({k: MappingProxyType(v) for k, v in entries.items()})
        within: dict[Key, list[AnyEntry]] = defaultdict(list)
        for of_kind in entries.values():
            for key, entry in of_kind.items():
                within[key.of(key.kind)].append(entry)
        self._within = {head: tuple(found) for head, found in within.items()}
        self._backlinks = MappingProxyType(dict(backlinks))
        self._translations = tuple(
            translation
            for of_kind in self._entries.values()
            for key in of_kind
            for translation in translations.get(key, ())
        )

    @property
    def day(self) -> date:
        """The day for which it is made: each scheme is as the version shown on that day."""
        return self._day

    @property
    def translations(self) -> tuple[Translation, ...]:
        """How the English of each text stands."""
        return self._translations

    @property
    def site(self) -> Site:
        """The site's name and the texts that are on every page."""
        return self.get(kinds.SITE).model

    @property
    def interface(self) -> Interface:
        """The labels of pages and calculators, in both languages."""
        return self.get(kinds.INTERFACE).model

    @property
    def search(self) -> Search:
        """The vocabulary of the search."""
        return self.get(kinds.SEARCH).model

    @property
    def changes(self) -> Changes:
        """The log of what has changed on the site."""
        return self.get(kinds.CHANGES).model

    def entry(self, key: Key) -> AnyEntry:
        """The record of a key.

        Raises:
            KeyError: where there is none.
        """
        return self._entries[key.kind][key]

    def find(self, key: Key) -> AnyEntry | None:
        """The record of a key, or nothing."""
        return self._entries[key.kind].get(key)

    def get(self, kind: Kind[M], reference: str = "") -> Entry[M]:
        """The record that ``reference`` names as in the data: ``taichung``, ``grant/3.1``.

        Raises:
            KeyError: where there is none.
        """
        return self.entry(key_of(kind.name, reference))

    def all(self, kind: Kind[M]) -> tuple[Entry[M], ...]:
        """The records of a kind in catalogue order; of schemes those of the version shown."""
        entries = self._entries[kind.name].values()
        return tuple(entry for entry in entries if not entry.key.version)

    def within(self, kind: Kind[M], head: Key) -> tuple[Entry[M], ...]:
        """The records of a kind that belong to a version of a scheme, or to a visit."""
        return self._within.get(head.of(kind.name), ())

    def every_version(self, kind: Kind[M]) -> tuple[Entry[M], ...]:
        """The records of a kind in catalogue order, of every version of every scheme."""
        return tuple(self._entries[kind.name].values())

    def backlinks(self, key: Key) -> tuple[Backlink, ...]:
        """Who refers to a record, in catalogue order."""
        return self._backlinks.get(key, ())

    def has_stale_calculator(self, scheme: Key) -> bool:
        """Whether any English that the calculator of a version of a scheme shows is stale."""
        shown = (scheme.of("calculator"), scheme.of("checklist"))
        return any(
            translation.state is State.STALE and translation.raw.key in shown
            for translation in self.translations
        )

    def schemes(self) -> tuple[SchemeView, ...]:
        """Every scheme, as its version shown."""
        return tuple(SchemeView(self, entry) for entry in self.all(kinds.SCHEME))

    def versions(self) -> tuple[SchemeView, ...]:
        """Every version of every scheme."""
        return tuple(SchemeView(self, entry) for entry in self.every_version(kinds.SCHEME))

    def visits(self) -> tuple[VisitView, ...]:
        """Every visit, the latest first."""
        return tuple(VisitView(self, entry) for entry in self.all(kinds.VISIT))

    def located(self, entry: Entry[Stop] | Entry[Organisation]) -> Entry[Place] | None:
        """The place of a stop or a body, or the nearest around it, that has a location."""
        place: str | None = entry.model.place
        passed: set[str] = set()
        while place is not None and place not in passed:
            passed.add(place)
            around = self.get(kinds.PLACE, place)
            if around.model.location is not None:
                return around
            place = around.model.within
        return None

    def notes(self) -> tuple[tuple[AnyEntry, Note], ...]:
        """Every editor's note with the record that it stands in."""
        found: list[tuple[AnyEntry, Note]] = []
        for kind in KINDS.values():
            for entry in self.all(kind):
                found += [(entry, note) for note in getattr(entry.model, "notes", ())]
                for table in getattr(entry.model, "tables", ()):
                    found += [(entry, note) for note in table.notes]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One version of a scheme with the records that belong to it."""

    catalogue: Catalogue
    entry: Entry[Scheme]

    @property
    def key(self) -> Key:
        """The key of the version's head, the record of ``scheme.yml``."""
        return self.entry.key

    @property
    def id(self) -> str:
        """What the version is called in published data: ``grant``, or ``grant@2020-01-01``."""
        return self.key.id

    @property
    def base(self) -> str:
        """The id of the scheme, whatever the version."""
        return self.key.scope

    @property
    def slug(self) -> str:
        """What names the version in addresses."""
        return versions.slug(self.model)

    @property
    def all_versions(self) -> tuple[SchemeView, ...]:
        """The scheme's versions in the order of time."""
        mine = (view for view in self.catalogue.versions() if view.base == self.base)
        return tuple(sorted(mine, key=lambda view: versions.order(view.model)))

    @property
    def first(self) -> date | None:
        """The first day in force, or ``None`` where the source does not tell it."""
        return self.model.effective_from

    @property
    def last(self) -> date | None:
        """The last day in force, or ``None`` where no end is set."""
        every = self.all_versions
        at = [view.key for view in every].index(self.key)
        return versions.last_day([view.model for view in every], at)

    @property
    def in_force(self) -> bool:
        """Whether it is in force on the day of the catalogue, as far as the source tells."""
        day, last = self.catalogue.day, self.last
        return versions.order(self.model) <= day and (last is None or day <= last)

    @property
    def model(self) -> Scheme:
        """What ``scheme.yml`` says."""
        return self.entry.model

    @property
    def calculator(self) -> Calculator:
        """The version's questions and rules."""
        model: Calculator = self.catalogue.entry(self.key.of("calculator")).model
        return model

    @property
    def asks_grantees(self) -> bool:
        """Whether there are questions for those whose grant was approved."""
        return any(group.stage == "payment" for group in self.calculator.groups)

    @property
    def checklist(self) -> Checklist:
        """The documents to hand in, phase by phase."""
        model: Checklist = self.catalogue.entry(self.key.of("checklist")).model
        return model

    @property
    def examples(self) -> tuple[Entry[Example], ...]:
        """The worked examples, in the order in which they are shown."""
        return self.catalogue.within(kinds.EXAMPLE, self.key)

    @property
    def provisions(self) -> tuple[Entry[Provision], ...]:
        """In the order of the rules."""
        return self.catalogue.within(kinds.PROVISION, self.key)

    @property
    def points(self) -> tuple[Entry[Provision], ...]:
        """The clauses of the first level."""
        return tuple(entry for entry in self.provisions if "." not in entry.key.name)


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with the records that belong to it."""

    catalogue: Catalogue
    entry: Entry[Visit]

    @property
    def key(self) -> Key:
        """The key of the visit's head, the record of ``visit.yml``."""
        return self.entry.key

    @property
    def id(self) -> str:
        """The name of the visit's folder, as in ``usa-2024``."""
        return self.key.id

    @property
    def model(self) -> Visit:
        """What ``visit.yml`` says."""
        return self.entry.model

    @property
    def stops(self) -> tuple[Entry[Stop], ...]:
        """The places visited and meetings held, in their order."""
        return self.catalogue.within(kinds.STOP, self.key)

    @property
    def findings(self) -> tuple[Entry[Finding], ...]:
        """What the delegation learnt, in the report's order."""
        return self.catalogue.within(kinds.FINDING, self.key)

    @property
    def recommendations(self) -> tuple[Entry[Recommendation], ...]:
        """What the report proposes, in its order."""
        return self.catalogue.within(kinds.RECOMMENDATION, self.key)
