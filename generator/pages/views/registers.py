"""The view of a register: every person, organisation, place or term on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from ... import kinds
from ...api.page_table import PageTable
from ...content.catalogue import AnyEntry
from ...labels import Label
from ...models.base import Reviewed, Text
from ...models.key import Key
from ...models.registry import Location, Organisation, Person, Place, Term
from ...text.initials import initial, sort_key
from ..context import Context
from .common import NoteView, Review, SourceLine, notes, review, sources

INTRODUCTIONS: Mapping[Label, Label] = {
    "people": "people_introduction",
    "organisations": "organisations_introduction",
    "places": "places_introduction",
    "glossary": "glossary_introduction",
}
"""What opens each register, by the label that is its title."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A record of a register, with what a record of its kind has."""

    id: str
    name: Text
    role: Text | None
    organisation: Key | None
    """To which a person belongs."""
    description: Text | None
    see: tuple[Key, ...]
    """Other terms."""
    location: Location | None
    place: Key | None
    """The place of an organisation, or around a place."""
    aliases: tuple[str, ...]
    reviewable: bool
    """Whether a record of its kind can go out of date."""
    review: Review | None
    notes: tuple[NoteView, ...]
    appears_in: tuple[Key, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Initial:
    """The entries under one heading."""

    id: str
    heading: str
    """A letter, or a number of strokes."""
    entries: tuple[RegisterEntry, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """What the page of a register shows."""

    introduction: str
    table: PageTable
    initials: tuple[Initial, ...]


def register_page(ctx: Context, name: Label) -> RegisterPage:
    """The view of the register whose page has this label."""
    entries = sorted(
        ctx.catalogue.all(kinds.REGISTERS[name]), key=lambda entry: sort_key(entry.title[ctx.lang])
    )
    groups = groupby(entries, key=lambda entry: initial(entry.title[ctx.lang]))
    return RegisterPage(
        ctx.t[INTRODUCTIONS[name]],
        ctx.table(f"{name}/{name}"),
        tuple(_initial(ctx, first, group) for first, group in groups),
    )


def _initial(ctx: Context, first: int | str, entries: Iterable[AnyEntry]) -> Initial:
    strokes = isinstance(first, int)
    heading = ctx.t["strokes"].replace("{n}", str(first)) if strokes else str(first)
    id_ = "initial-other" if first == "#" else f"initial-{first}".lower()
    return Initial(id_, heading, tuple(_entry(ctx, entry) for entry in entries))


def _entry(ctx: Context, entry: AnyEntry) -> RegisterEntry:
    model: Person | Organisation | Place | Term = entry.model
    organisation = place = None
    if isinstance(model, Person) and model.organisation is not None:
        organisation = Key("organisation", model.organisation)
    around = model.place if isinstance(model, Organisation) else None
    if isinstance(model, Place):
        around = model.within
    if around is not None:
        place = Key("place", around)
    return RegisterEntry(
        id=entry.key.id,
        name=model.name,
        role=model.role if isinstance(model, Person) else None,
        organisation=organisation,
        description=model.definition if isinstance(model, Term) else model.description,
        see=tuple(Key("term", id_) for id_ in model.see) if isinstance(model, Term) else (),
        location=model.location if isinstance(model, Place) else None,
        place=place,
        aliases=model.aliases,
        reviewable=isinstance(model, Reviewed),
        review=review(ctx, model) if isinstance(model, Reviewed) else None,
        notes=notes(ctx, model.notes),
        appears_in=tuple(dict.fromkeys(b.source for b in ctx.catalogue.backlinks(entry.key))),
        sources=sources(ctx, model.sources),
    )
