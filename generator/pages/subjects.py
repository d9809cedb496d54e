"""Subjects: what pages are about, so that each page of the site map is made once for each.

A subject holds keys, not records: a page reads its records through its own context.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from .. import kinds
from ..content.catalogue import Catalogue, SchemeView
from ..content.extent import has_page
from ..labels import Label
from ..models.base import Text
from ..models.key import Key
from ..models.kind import Kind, M
from ..site.routes import path_of
from ..text.inline import plain
from .context import Context

S = TypeVar("S", bound="Subject")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about."""

    base: str
    """The path, in the source language, below which the pages about it stand."""
    within: Subject | None
    """What it is a part of."""

    @property
    def head(self) -> Key:
        """The version of a scheme from which the links of its texts are seen, or no record."""
        return Key("")

    @property
    def record(self) -> Key | None:
        """The record that has its own page."""
        return None

    def title(self, ctx: Context) -> str:
        """The title of its own page."""
        raise NotImplementedError

    def name(self, ctx: Context) -> str:
        """What it is called in titles and trails of other pages; nothing for the site."""
        return self.title(ctx)

    def about(self, catalogue: Catalogue) -> tuple[Key, ...]:
        """The records that its own page is the place of."""
        return () if self.record is None else (self.record,)

    def lineage(self) -> Iterator[Subject]:
        """It, and what it is a part of, from the inside outwards."""
        subject: Subject | None = self
        while subject is not None:
            yield subject
            subject = subject.within


@dataclass(frozen=True, slots=True)
class TheSite(Subject):
    """The whole site."""

    def title(self, ctx: Context) -> str:
        """The title of the site."""
        return ctx.catalogue.site.title[ctx.lang]

    def name(self, ctx: Context) -> str:
        """Nothing: titles and trails need not name the site."""
        return ""


SITE = TheSite(base="", within=None)


@dataclass(frozen=True, slots=True)
class OfScheme(Subject):
    """A scheme, as the version that is shown."""

    key: Key

    @property
    def head(self) -> Key:
        """The scheme itself."""
        return self.key

    @property
    def record(self) -> Key:
        """The scheme."""
        return self.key

    def title(self, ctx: Context) -> str:
        """The short title, its one name on every page."""
        return _short_title(ctx, self.key)[ctx.lang]


@dataclass(frozen=True, slots=True)
class OfVersion(Subject):
    """A version at its permanent address."""

    key: Key
    shown: Key
    """The version that is shown at the scheme's own address."""

    @property
    def head(self) -> Key:
        """The version itself."""
        return self.key

    @property
    def record(self) -> Key:
        """The version."""
        return self.key

    def title(self, ctx: Context) -> str:
        """The scheme's short title with the number of the version."""
        name = _short_title(ctx, self.shown)[ctx.lang]
        number = ctx.scheme(self.key).model.version
        return ctx.language.labelled(name, f"{ctx.t['version']} {number}")

    def about(self, catalogue: Catalogue) -> tuple[Key, ...]:
        """None: for machines the scheme's own pages are the place of its records."""
        return ()


class OfVersionShown(OfVersion):
    """The version that is shown, at its permanent address: its pages lead on."""

    __slots__ = ()


def _short_title(ctx: Context, scheme: Key) -> Text:
    return ctx.scheme(scheme).model.short_title


@dataclass(frozen=True, slots=True)
class OfPair(Subject):
    """Two versions of a scheme."""

    older: Key
    newer: Key
    shown: Key

    @property
    def head(self) -> Key:
        """The version that is shown."""
        return self.shown

    def numbers(self, ctx: Context) -> str:
        """Which versions they are."""
        older, newer = ctx.scheme(self.older), ctx.scheme(self.newer)
        return f"{older.model.version} → {newer.model.version}"

    def name(self, ctx: Context) -> str:
        """The scheme's short title with both numbers."""
        return f"{_short_title(ctx, self.shown)[ctx.lang]} {self.numbers(ctx)}"


@dataclass(frozen=True, slots=True)
class OfMoved(Subject):
    """An address that has moved."""

    new: str
    """The address of the page that took its place, in the first language."""

    def title(self, ctx: Context) -> str:
        """That it has moved."""
        return ctx.t["page_moved"]


@dataclass(frozen=True, slots=True)
class OfVisit(Subject):
    """A visit, all of it."""

    key: Key

    @property
    def record(self) -> Key:
        """The visit."""
        return self.key

    def title(self, ctx: Context) -> str:
        """The full title, without Markdown."""
        return plain(ctx.visit(self.key).model.title[ctx.lang])

    def name(self, ctx: Context) -> str:
        """The short title."""
        return ctx.visit(self.key).model.short_title[ctx.lang]


@dataclass(frozen=True, slots=True)
class OfRecord(Subject):
    """A record with a page of its own among others of its kind."""

    key: Key
    siblings: tuple[Key, ...]
    """All of them in order, it among them."""

    @property
    def record(self) -> Key:
        """The record."""
        return self.key

    def title(self, ctx: Context) -> str:
        """The title of the record, without Markdown."""
        return plain(ctx.catalogue.entry(self.key).title[ctx.lang])


class OfStop(OfRecord):
    """A stop among those of its visit."""

    __slots__ = ()


class OfConclusion(OfRecord):
    """A finding or recommendation among those of its visit."""

    __slots__ = ()


class OfPolicy(OfRecord):
    """A policy among all policies."""

    __slots__ = ()


class OfCommentary(OfRecord):
    """A commentary among all commentaries."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OfRegister(Subject):
    """All records of a kind, on one page."""

    label: Label

    def title(self, ctx: Context) -> str:
        """The register's label."""
        return ctx.t[self.label]

    def about(self, catalogue: Catalogue) -> tuple[Key, ...]:
        """Every record of the kind."""
        return tuple(entry.key for entry in catalogue.all(kinds.REGISTERS[self.label]))


# --- all there are --------------------------------------------------------------------------


def schemes(catalogue: Catalogue, within: Subject) -> Iterator[OfScheme]:
    """Every scheme."""
    for scheme in catalogue.schemes():
        yield OfScheme(path_of(scheme.key), within, scheme.key)


def with_grantees(catalogue: Catalogue, within: S) -> Iterator[S]:
    """A scheme or a version, where it asks anything of those whose grant was approved."""
    if SchemeView(catalogue, catalogue.entry(within.head)).asks_grantees:
        yield within


def schemes_with_versions(catalogue: Catalogue, within: OfScheme) -> Iterator[OfScheme]:
    """A scheme, where it has several versions."""
    if len(_versions(catalogue, within)) > 1:
        yield within


def versions_not_shown(catalogue: Catalogue, within: OfScheme) -> Iterator[OfVersion]:
    """Every version of a scheme that has pages of its own."""
    for version in _versions(catalogue, within):
        if version.key != within.key:
            base = f"{within.base}versions/{version.slug}/"
            yield OfVersion(base, within, version.key, within.key)


def version_shown(catalogue: Catalogue, within: OfScheme) -> Iterator[OfVersionShown]:
    """The version of a scheme whose pages are the scheme's own."""
    for version in _versions(catalogue, within):
        if version.key == within.key:
            base = f"{within.base}versions/{version.slug}/"
            yield OfVersionShown(base, within, version.key, within.key)


def pairs_of_versions(catalogue: Catalogue, within: OfScheme) -> Iterator[OfPair]:
    """Each two versions of a scheme."""
    for older, newer in combinations(_versions(catalogue, within), 2):
        base = f"{within.base}versions/changes/{older.slug}/{newer.slug}/"
        yield OfPair(base, within, older.key, newer.key, within.key)


def _versions(catalogue: Catalogue, scheme: OfScheme) -> tuple[SchemeView, ...]:
    return SchemeView(catalogue, catalogue.entry(scheme.key)).all_versions


def moved(catalogue: Catalogue, within: Subject) -> Iterator[OfMoved]:
    """Every address that has moved."""
    for page in catalogue.site.moved:
        yield OfMoved(page.old, within, page.new)


def visits(catalogue: Catalogue, within: Subject) -> Iterator[OfVisit]:
    """Every visit."""
    for visit in catalogue.visits():
        yield OfVisit(path_of(visit.key), within, visit.key)


def stops(catalogue: Catalogue, within: OfVisit) -> Iterator[OfStop]:
    """Every stop of a visit."""
    for key in (keys := _keys_within(catalogue, kinds.STOP, within)):
        yield OfStop(path_of(key), within, key, keys)


def conclusions(catalogue: Catalogue, within: OfVisit) -> Iterator[OfConclusion]:
    """Every finding of a visit, then every recommendation."""
    for kind in (kinds.FINDING, kinds.RECOMMENDATION):
        for key in (keys := _keys_within(catalogue, kind, within)):
            yield OfConclusion(path_of(key), within, key, keys)


def _keys_within(catalogue: Catalogue, kind: Kind[M], visit: OfVisit) -> tuple[Key, ...]:
    return tuple(entry.key for entry in catalogue.within(kind, visit.key))


def policies(catalogue: Catalogue, within: Subject) -> Iterator[OfPolicy]:
    """Every policy."""
    for key in (keys := _keys(catalogue, kinds.POLICY)):
        yield OfPolicy(path_of(key), within, key, keys)


def commentaries(catalogue: Catalogue, within: Subject) -> Iterator[OfCommentary]:
    """Every commentary."""
    for key in (keys := _keys(catalogue, kinds.COMMENTARY)):
        yield OfCommentary(path_of(key), within, key, keys)


def _keys(catalogue: Catalogue, kind: Kind[M]) -> tuple[Key, ...]:
    return tuple(entry.key for entry in catalogue.all(kind))


def registers(catalogue: Catalogue, within: Subject) -> Iterator[OfRegister]:
    """Every register that has an entry."""
    for label in (label for label in kinds.REGISTERS if has_page(catalogue, label)):
        yield OfRegister(f"{label}/", within, label)
