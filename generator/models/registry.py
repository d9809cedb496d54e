"""The registers: source documents, people, organisations, places and terms."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from .base import (
    Date,
    Id,
    Model,
    Note,
    Number,
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


def _gazetteer(value: str) -> str:
    if re.fullmatch(r"(GeoNames|US Census Bureau) [0-9]+", value):
        return value
    raise PydanticCustomError(
        "gazetteer",
        "name GeoNames or US Census Bureau and the place's number there, for example"
        " GeoNames 5809844, not {found}",
        {"found": value},
    )


class Location(Model):
    """Where a place is, in degrees (WGS 84), and whose figure that is."""

    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]
    source: Annotated[Str, AfterValidator(_gazetteer)]
    """The gazetteer, and the number under which it has the place."""


class Place(Record):
    """A city, county, park or building that a source names."""

    name: Text
    aliases: tuple[Str, ...] = ()
    within: PlaceRef | None = None
    location: Location | None = None
    """Not in the sources, so its origin is named. A place without one is drawn where the
    place is that it is within."""
    description: Text


class Term(Record):
    """A term of the glossary, defined in both languages."""

    name: Text
    aliases: tuple[Str, ...] = ()
    definition: Text
    see: tuple[Annotated[Id, Ref("term")], ...] = Field(default=())
