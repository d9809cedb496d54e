"""The registers: source documents, people, organisations, places and terms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import (
    Date,
    Id,
    Model,
    Note,
    OrganisationRef,
    PlaceRef,
    Record,
    Ref,
    Str,
    Text,
)


class Source(Model):
    """A source document that the data restates."""

    title: Text
    kind: Literal["rules", "report", "commentary"]
    issuer: Text
    dated: Date | None = None
    description: Text
    notes: tuple[Note, ...] = ()


class Person(Record):
    """Somebody whom a source names."""

    name: Text
    aliases: tuple[Str, ...] = ()
    role: Text
    organisation: OrganisationRef | None = None
    description: Text | None = None


class Organisation(Record):
    """A body, company or venue operator that a source names."""

    name: Text
    aliases: tuple[Str, ...] = ()
    place: PlaceRef | None = None
    description: Text


class Place(Record):
    """A city, county, park or building that a source names."""

    name: Text
    aliases: tuple[Str, ...] = ()
    within: PlaceRef | None = None
    description: Text


class Term(Record):
    """A term of the glossary, defined in both languages."""

    name: Text
    aliases: tuple[Str, ...] = ()
    definition: Text
    see: tuple[Annotated[Id, Ref("term")], ...] = Field(default=())
