"""An official visit: the visit itself, its stops, findings and recommendations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import (
    Date,
    Figure,
    Id,
    Int,
    Model,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Record,
    Ref,
    Table,
    Text,
)

StopRef = Annotated[Id, Ref("stop", local=True)]


class Member(Model):
    """A member of the delegation, in the order and with the title of the report's list."""

    person: PersonRef
    unit: Text
    title: Text


class ItineraryItem(Model):
    text: Text
    stop: StopRef | None = None


class ItineraryDay(Model):
    """A day (or the days from ``date`` to ``until``) of the itinerary."""

    date: Date
    until: Date | None = None
    place: Text
    items: Annotated[tuple[ItineraryItem, ...], Field(min_length=1)]


class Photograph(Model):
    """The caption of a picture in the report; the picture itself is not reproduced."""

    caption: Text


class Section(Model):
    """A titled part of a report's text."""

    title: Text
    body: Annotated[tuple[Text, ...], Field(min_length=1)]


class Visit(Record):
    """``data/visits/<visit>/visit.yml``."""

    title: Text
    short_title: Text
    destination: Text
    start: Date
    end: Date
    reported: Date | None = None
    agency: OrganisationRef
    summary: Annotated[tuple[Text, ...], Field(min_length=1)]
    purpose: Annotated[tuple[Text, ...], Field(min_length=1)]
    members: Annotated[tuple[Member, ...], Field(min_length=1)]
    itinerary: Annotated[tuple[ItineraryDay, ...], Field(min_length=1)]
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    photographs: tuple[Photograph, ...] = ()
    organisations: tuple[OrganisationRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()


class Attendee(Model):
    """Somebody met or present, in the role that the report gives."""

    person: PersonRef
    role: Text


class Statement(Model):
    """What somebody said, reported in our words."""

    speaker: PersonRef | None = None
    attribution: Text | None = None
    """Who said it, where the report names no person ("the guide")."""
    text: Text


class Stop(Record):
    """``data/visits/<visit>/stops/<id>.yml``: one place visited or meeting held."""

    order: Annotated[Int, Field(ge=1)]
    title: Text
    kind: Literal["site-visit", "meeting", "forum", "business", "reception", "travel"]
    dates: Annotated[tuple[Date, ...], Field(min_length=1)]
    place: PlaceRef
    organisation: OrganisationRef | None = None
    summary: Text
    people: tuple[Attendee, ...] = ()
    figures: tuple[Figure, ...] = ()
    background: tuple[Text, ...] = ()
    seen: tuple[Text, ...] = ()
    said: tuple[Statement, ...] = ()
    agreed: tuple[Text, ...] = ()
    """Agreements, invitations and intentions that the report records."""
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    photographs: tuple[Photograph, ...] = ()
    organisations: tuple[OrganisationRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()


class _Conclusion(Record):
    order: Annotated[Int, Field(ge=1)]
    title: Text
    summary: Text
    body: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    stops: tuple[StopRef, ...] = ()
    people: tuple[PersonRef, ...] = ()
    organisations: tuple[OrganisationRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()


class Finding(_Conclusion):
    """``data/visits/<visit>/findings/<id>.yml``: what the delegation learnt."""


class Recommendation(_Conclusion):
    """``data/visits/<visit>/recommendations/<id>.yml``: what the report proposes."""

    findings: tuple[Annotated[Id, Ref("finding", local=True)], ...] = ()
