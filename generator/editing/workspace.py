"""Workspace: the records as they are on the disk now, with what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from ..build import Memory, check
from ..content.catalogue import Catalogue
from ..content.drafts import FIELD, sort_out
from ..content.load import Loaded, RawRecord, load
from ..content.reviews import overdue
from ..content.translations import Lock, State, Translation, read_lock, translations
from ..content.validate import validate
from ..diagnostics.errors import DataError, DataErrors, in_file_order
from ..kinds import KINDS
from ..labels import Labels
from ..languages import LANGS, Lang
from ..models.key import Key
from ..site import routes
from ..warnings.every import warnings_of

_NAMES = ("title", "name", "heading", "question", "term", "label")


def named(key: Key) -> str:
    """What a record is called in the form: ``person:lin-mei-ling``, ``stop:usa-2024/mopop``."""
    return f"{key.kind}:{key.id}"


def names_of(record: RawRecord) -> dict[Lang, str]:
    """What a record is called in each language, also where it is not valid."""
    for name in _NAMES:
        found = record.data.get(name)
        if isinstance(found, dict):
            return {lang: str(getattr(v, "text", v) or "") for lang, v in _both(found)}
    id_ = record.key.name or record.key.scope or record.key.kind
    return dict.fromkeys(LANGS, id_)


def _both(found: Mapping[str, object]) -> Iterable[tuple[Lang, object]]:
    return ((lang, found.get(lang, "")) for lang in LANGS)


class _ByName(dict[str, str]):
    """Words by name; one that is not there stands for itself."""

    def __missing__(self, name: str) -> str:
        return name


@dataclass(frozen=True)
class Snapshot:
    """All the data at one moment."""

    folder: Path
    loaded: Loaded
    lock: Lock
    memory: Memory

    @cached_property
    def records(self) -> dict[str, RawRecord]:
        """Every record that can be read, by what it is called in the form."""
        return {named(record.key): record for record in self.loaded.records}

    @cached_property
    def unreadable(self) -> dict[str, Key]:
        """The records that cannot."""
        return {named(key): key for key in self.loaded.unreadable}

    @cached_property
    def _checked(self) -> tuple[Catalogue | None, tuple[DataError, ...]]:
        return checked(self.folder, self.memory)

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue with its drafts, where nothing is wrong but in them."""
        return self._checked[0]

    @property
    def problems(self) -> tuple[DataError, ...]:
        """What is wrong or doubtful anywhere."""
        return self._checked[1]

    @cached_property
    def published(self) -> Catalogue | None:
        """The catalogue of what can be published, where nothing is wrong."""
        try:
            return check(self.folder, self.memory)[0]
        except DataErrors:
            return None

    @cached_property
    def _drafts(self) -> frozenset[str]:
        held_back = self.catalogue.drafts.raws if self.catalogue is not None else ()
        return frozenset(raw.file for raw in held_back)

    @cached_property
    def _wrong(self) -> frozenset[str]:
        return frozenset(error.file for error in self.problems if not error.is_warning)

    def state(self, name: str) -> str:
        """``error``, ``draft``, ``stale`` or ``ok``: what most wants looking at."""
        record = self.records[name]
        if record.data.get(FIELD) is True or record.file in self._drafts:
            return "draft"
        if record.file in self._wrong:
            return "error"
        return "stale" if any(self.untranslated(name).values()) else "ok"

    @cached_property
    def texts(self) -> dict[str, tuple[Translation, ...]]:
        """How the English of each text stands, by record."""
        return {name: translations(record, self.lock) for name, record in self.records.items()}

    @cached_property
    def labels(self) -> dict[Lang, Labels]:
        """The words of the interface by language, whatever is wrong; a missing one is its name."""
        record = self.records.get(named(Key("interface")))
        words = {
            name: texts
            for name, texts in (record.data if record else {}).items()
            if isinstance(texts, dict)
        }
        found = {
            lang: _ByName({name: str(words[name].get(lang) or name) for name in words})
            for lang in LANGS
        }
        return cast(dict[Lang, Labels], found)

    def untranslated(self, name: str) -> dict[str, int]:
        """How many texts of a record have English that is stale, or new and not recorded."""
        states = [text.state for text in self.texts.get(name, ())]
        return {state.value: states.count(state) for state in (State.STALE, State.NEW)}

    def file(self, name: str) -> Path:
        """The file of a record."""
        key = self.records[name].key if name in self.records else self.unreadable[name]
        kind = KINDS[key.kind]
        file = kind.files[-1 if key.version else 0]
        parts = {"scope": key.scope, "id": key.name, "locator": key.name, "version": key.version}
        return self.folder / file.format(**parts)

    def addresses(self, name: str) -> dict[Lang, str] | None:
        """Where the pages show a record; none for what has no page."""
        record = self.records[name]
        key = record.key
        scopes = {other.key.scope for other in self.records.values() if other.key.version}
        # What a version of a scheme is called depends on the day. A check, to know, takes a second.
        if KINDS[key.kind].versioned and key.scope in scopes and self.catalogue is not None:
            entries = self.catalogue.every_version(KINDS[key.kind])
            key = next((entry.key for entry in entries if entry.raw.file == record.file), key)
        try:
            return routes.addresses(key)
        except KeyError:
            return None


def checked(folder: Path, memory: Memory) -> tuple[Catalogue | None, tuple[DataError, ...]]:
    """The catalogue, drafts and all, where it can be made; what is wrong, and what is doubtful."""
    try:
        catalogue, results = check(folder, memory, with_drafts=True)
    except DataErrors as error:
        return None, error.errors
    drafts = catalogue.drafts
    doubts = [*overdue(catalogue), *warnings_of(catalogue, results, folder)]
    found = [*drafts.mistakes, *drafts.warnings, *doubts]
    return catalogue, in_file_order(found, folder.parent)


@dataclass
class Workspace:
    """Reads the data anew where they have changed."""

    folder: Path
    memory: Memory
    _last: tuple[object, Snapshot] | None = None

    def now(self) -> Snapshot:
        """The data as they are."""
        loaded = load(self.folder, self.memory.files)
        lock, _ = read_lock(self.folder)
        same = ([id(record) for record in loaded.records], loaded.errors, lock)
        if self._last is None or self._last[0] != same:
            self._last = (same, Snapshot(self.folder, loaded, lock, self.memory))
        return self._last[1]

    def problems_with(self, record: RawRecord, path: Path) -> tuple[DataError, ...]:
        """What would be wrong if a file held this record; the disk is left alone.

        What is wrong with its own fields comes first and alone: the rest may follow from it.
        """
        ordinary, unready = sort_out([record], {}, {})
        _, own = validate(ordinary)
        for one in unready:
            own += one.shown if isinstance(one.shown, list) else []
        if own:
            return tuple(own)
        stamp, _ = self.memory.files[path]
        files = {**self.memory.files, path: (stamp, record)}
        records, waiting = dict(self.memory.records), dict(self.memory.unready)
        return checked(self.folder, Memory(files=files, records=records, unready=waiting))[1]
