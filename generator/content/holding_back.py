"""Holding back: what cannot be published without a draft, until nothing more follows.

In: valid records, and those that are drafts. Out: the records that can be published, each link of
which leads to another of them.

What refers to a draft goes as the part of a record without English does: the entry, the field, or
the record. ``[words](kind:id)`` in a text becomes its words. A record that a scheme or visit needs
holds all of that back; one to which only drafts link waits for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from ..diagnostics.codes import Code, Detail, Word
from ..diagnostics.errors import DataError
from ..kinds import HEADS, KINDS, PUBLISHED, QUESTION, SEARCH, SITE, head_of
from ..languages import LANGS
from ..models.key import Key
from ..models.question import PAGE
from . import versions
from .drafts import ALONE, FIELD, WHOLE, Drafts, taken_out, what_is_held
from .link import Reference, references
from .load import FieldPath, RawRecord
from .parts import in_data, mentions, value_at, without, without_links
from .validate import ValidRecord, validated


class HoldingBack:
    """Holds records back, and then all that cannot stay without them."""

    def __init__(self, records: Iterable[ValidRecord], day: date) -> None:
        self.records = {record.raw.key: record for record in records}
        self.held: dict[Key, RawRecord] = {}
        """By key as the folders call the versions."""
        self.parts: dict[Key, RawRecord] = {}
        """The records of which parts are taken out."""
        self.warnings: list[DataError] = []
        self.day = day
        self._mentioned: set[str] = set()
        """What is named in all that is held back."""
        self._paths: tuple[tuple[int, int], dict[str, Key]] = (0, 0), {}
        self._references: dict[Key, tuple[RawRecord, tuple[Reference, ...]]] = {}

    def hold(self, raw: RawRecord, warning: DataError | None = None) -> None:
        """Hold a record back whole."""
        self.records.pop(raw.key, None)
        self.parts.pop(raw.key, None)
        self.held[raw.key] = raw
        self._mentioned.update(mentions(raw.as_written))
        if warning is not None:
            self.warnings.append(warning)

    def note(self, raw: RawRecord, part: object) -> None:
        """Take note of a record a part of which has been taken out."""
        self.parts[raw.key] = raw
        self._mentioned.update(mentions(part))

    def hold_for(self, errors: Iterable[DataError]) -> bool:
        """Hold the records back that errors are in, and what follows; whether there were any."""
        by_file = {record.raw.file: record.raw for record in self.records.values()}
        before = len(self.held)
        for error in errors:
            raw = by_file.get(error.file)
            if raw is not None and FIELD in KINDS[raw.key.kind].model.model_fields:
                self.hold(raw, replace(error, in_draft=True))
        self.settle()
        return len(self.held) > before

    @property
    def files(self) -> frozenset[str]:
        """The files of all that is not published, or not whole."""
        return frozenset(raw.file for raw in (*self.held.values(), *self.parts.values()))

    def settle(self) -> None:
        """Hold back all that cannot stay."""
        if not self.held and not self.parts:
            return
        while True:
            before = len(self.held), len(self.warnings)
            self._whole_schemes_and_visits()
            self._links_to_what_is_gone()
            self._addresses_of_what_is_gone()
            if before == (len(self.held), len(self.warnings)):
                self._unlinked()
            if before == (len(self.held), len(self.warnings)):
                return

    # --- schemes and visits ------------------------------------------------------------

    def _whole_schemes_and_visits(self) -> None:
        for key in tuple(self.held):
            head = head_of(key)
            needed = head is not None and (key.kind in WHOLE or key.kind in KINDS[head.kind].parts)
            if head is None or key.kind in ALONE or not needed:
                continue
            if (record := self.records.get(head)) is not None:
                words = Word("held_version" if head.kind == "scheme" else "held_record")
                self.hold(record.raw, _needs(record.raw, (), key, words))
        heads = {key for key in self.held if key.kind in HEADS}
        for key, record in tuple(self.records.items()):
            if head_of(key) in heads:
                self.hold(record.raw)

    # --- links -------------------------------------------------------------------------

    def _links_to_what_is_gone(self) -> None:
        called = versions.names(self.records.values(), self.day)
        shown = {scope: version for (scope, version), name in called.items() if not name}
        gone = {_any_version(key) for key in self.held}
        for key in tuple(self.records):
            while (record := self.records.get(key)) is not None:
                absent = (
                    reference
                    for reference in self._of(record)
                    if self._meant(key, reference.target, shown) not in self.records
                    and _any_version(reference.target) in gone
                )
                if (reference := next(absent, None)) is None:
                    break
                self._take_out(record.raw, reference)

    def _of(self, record: ValidRecord) -> tuple[Reference, ...]:
        raw, found = self._references.get(record.raw.key, (None, ()))
        if raw is not record.raw:
            found = tuple(references(record))
            self._references[record.raw.key] = record.raw, found
        return found

    @staticmethod
    def _meant(key: Key, target: Key, shown: dict[str, str]) -> Key:
        """The record that is meant, by what the folders call the versions."""
        kind = KINDS.get(target.kind)
        if kind is None or not kind.versioned:
            return target
        if KINDS[key.kind].versioned and key.scope == target.scope:
            return replace(target, version=key.version)
        return replace(target, version=shown.get(target.scope, ""))

    def _take_out(self, raw: RawRecord, reference: Reference) -> None:
        path = in_data(raw, reference.path)
        if path[-1] in LANGS:
            targets = {reference.target, _any_version(reference.target)}
            self.warnings.append(_needs(raw, path, reference.target, Word("held_link")))
            self._put(without_links(raw, path[:-1], targets))
        else:
            self._take(raw, path, reference.target)

    def _take(self, raw: RawRecord, path: FieldPath, because: Key) -> None:
        """Take out the smallest part around a path that can go, or hold the record back."""
        taken = taken_out(raw, path)
        warning = _needs(raw, path, because, what_is_held(raw.key, taken))
        if taken is None:
            self.hold(raw, warning)
        else:
            self.warnings.append(warning)
            self.note(raw, value_at(raw.data, taken[1]))
            self._put(taken[0])

    def _put(self, raw: RawRecord) -> None:
        valid = validated(raw)
        assert isinstance(valid, ValidRecord)
        self.records[raw.key] = valid
        self.parts[raw.key] = raw

    # --- addresses -----------------------------------------------------------------------

    def _addresses_of_what_is_gone(self) -> None:
        """Addresses in the vocabulary of the search, in questions and of pages that moved."""
        for key, record in tuple(self.records.items()):
            if key.kind in (SITE.name, SEARCH.name):
                self._take_addresses(record.raw)
            elif key.kind == QUESTION.name:
                while (now := self.records.get(key)) and (found := self._absent(now.raw)):
                    self._take(now.raw, *found[0])

    def _absent(self, raw: RawRecord) -> list[tuple[FieldPath, Key]]:
        places = ((path, self.leads_to(address)) for path, address in _addresses(raw.data))
        return [(path, target) for path, target in places if target is not None]

    def _take_addresses(self, raw: RawRecord) -> None:
        """Take each entry out whose address leads to nothing, from the last to the first."""
        left = raw
        for path, target in reversed(self._absent(raw)):
            several = path[-2] == "leads_to" and len(_list(left.data, path[:-1])) > 1
            if raw.key.kind == SITE.name:
                self.warnings.append(_needs(raw, path, target, Word("held_link")))
            left = without(left, path if several else path[:2])
        if left is not raw:
            valid = validated(left)
            assert isinstance(valid, ValidRecord)
            self.records[raw.key] = valid

    def leads_to(self, address: str) -> Key | None:
        """What is held back and stands at an address in the first language, or below it."""
        page, _, anchor = address.partition("#")
        state = len(self.held), len(self.parts)
        if self._paths[0] != state:
            self._paths = state, self._standing()
        paths = self._paths[1]
        above = [page[: end.end()] for end in re.finditer("/", page)]
        if anchor:
            above += [address, f"{page}#"]
        if not page.endswith("/"):  # a file, as api/schemes/grant.json
            above += [f"file {part.partition('.')[0]}" for part in page.split("/") if part]
        return next((paths[path] for path in reversed(above) if path in paths), None)

    def _standing(self) -> dict[str, Key]:
        """By its address, what is held back; what is not whole, by its page as ``page#``.

        What has a page of its own has files, too, which are called by its name.
        """
        there = {_any_version(key) for key in self.records if KINDS[key.kind].versioned}
        paths: dict[str, Key] = {}
        for key in self.parts:
            if path := _path(key, set()):
                paths[f"{path}#"] = key
        for key in self.held:
            if path := _path(key, there):
                paths[path] = key
                if path.endswith("/"):
                    paths[f"file {key.name or key.scope}"] = key
        return paths

    # --- what nothing links to -------------------------------------------------------------

    def _unlinked(self) -> None:
        """Records to which something had to link that is held back."""
        called = versions.names(self.records.values(), self.day)
        shown = {scope: version for (scope, version), name in called.items() if not name}
        linked: dict[Key, set[Key]] = {}
        for key, record in self.records.items():
            for reference in self._of(record):
                target = self._meant(key, reference.target, shown)
                linked.setdefault(target, set()).add(key)
        for key, record in tuple(self.records.items()):
            wanted = KINDS[key.kind].linked_from
            if wanted is None or getattr(record.model, "unlinked", None):
                continue
            sources = linked.get(key, set()) - {key}
            if any(not wanted or source.kind in wanted for source in sources):
                continue
            if {key.name, key.id} & self._mentioned:
                by = Word(wanted[0] if wanted else "other_record")
                code = Code.ONLY_DRAFTS_LINK_HERE
                self.hold(record.raw, record.raw.error((), code, by=by, kind=Word(key.kind)))


def drafts_of(
    holding: HoldingBack, mistakes: Iterable[DataError], shown: HoldingBack | None = None
) -> Drafts:
    """What is held back; where it is ``shown`` all the same, its keys are as that calls them."""
    records = holding.records if shown is None else shown.records
    called = versions.names(records.values(), holding.day)
    return Drafts(
        warnings=tuple(holding.warnings),
        mistakes=tuple(replace(error, in_draft=True) for error in mistakes),
        raws=(*holding.held.values(), *holding.parts.values()),
        whole=frozenset(versions.renamed(key, called) for key in holding.held),
        parts=frozenset(versions.renamed(key, called) for key in holding.parts),
        leads_to=holding.leads_to if shown is None else None,
    )


def _any_version(key: Key) -> Key:
    return replace(key, version="") if key.version else key


def _needs(raw: RawRecord, path: FieldPath, because: Key, words: Detail) -> DataError:
    other = because.id or because.kind
    return raw.error(path, Code.NEEDS_A_DRAFT, other=other, kind=Word(because.kind), held=words)


def _path(key: Key, there: Collection[Key]) -> str | None:
    """Where a record that is held back would stand, in the first language.

    Nowhere where ``there`` is another version of it.
    """
    route = KINDS[key.kind].route
    if key.kind not in PUBLISHED or route is None:
        return None
    if Key("scheme", scope=key.scope) in there and ("#" not in route or _any_version(key) in there):
        return None
    return route.format(scope=key.scope, name=key.name)


_AT = re.compile(rf"{PAGE}/")


def _addresses(data: dict[str, object]) -> Iterator[tuple[FieldPath, str]]:
    """The addresses of this site in site.yml, search.yml or a question, and their places."""
    for list_, name in (("moved", "new"), ("pages", "page")):
        for i, item in enumerate(_list(data, (list_,))):
            yield from _words((list_, i, name), value_at(item, (name,)))
    for i, item in enumerate(_list(data, ("expected",))):
        for j, address in enumerate(_list(item, ("leads_to",))):
            yield from _words(("expected", i, "leads_to", j), address)
    for i, link in enumerate(_list(data, ("links",))):
        if isinstance(link, str) and _AT.match(link):
            yield ("links", i), link.removeprefix(f"{PAGE}/")


def _list(data: object, path: FieldPath) -> list[object]:
    found = value_at(data, path)
    return found if isinstance(found, list) else []


def _words(path: FieldPath, address: object) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(address, str):
        yield path, address
