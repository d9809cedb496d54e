"""Policies, the hubs that tie rules, visits and commentary together; and the commentary."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, Strict
from pydantic_core import PydanticCustomError

from .base import (
    Figure,
    Int,
    Model,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    PolicyRef,
    Record,
    Ref,
    Text,
    _words,
)

ScopedId = Annotated[
    str,
    BeforeValidator(_words),
    Strict(),
    Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+([.-][a-z0-9]+)*$"),
]


class ClauseEvidence(Model):
    clause: Annotated[ScopedId, Ref("provision")]
    """``<scheme>/<locator>``, for example ``virtual-production/4``."""
    why: Text


class StopEvidence(Model):
    stop: Annotated[ScopedId, Ref("stop")]
    """``<visit>/<stop>``, for example ``usa-2024/mopop``."""
    why: Text


class FindingEvidence(Model):
    finding: Annotated[ScopedId, Ref("finding")]
    why: Text


class RecommendationEvidence(Model):
    recommendation: Annotated[ScopedId, Ref("recommendation")]
    why: Text


class CommentaryEvidence(Model):
    commentary: Annotated[str, Ref("commentary")]
    why: Text


def _day(value: str) -> str:
    """A day, a month or a year that there is."""
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        raise PydanticCustomError(
            "no_such_day",
            "not a day of the calendar: write 2024, 2024-07 or 2024-07-22, not {found}",
            {"found": value},
        ) from None
    return value


When = Annotated[
    str,
    BeforeValidator(_words),
    Strict(),
    Field(pattern=r"^\d{4}(-\d{2}){0,2}$"),
    AfterValidator(_day),
]
"""``2024``, ``2024-07`` or ``2024-07-22``: as exact as the source is."""


class Milestone(Model):
    """What a source dates: something done, begun or planned."""

    when: When
    until: When | None = None
    text: Text


class Policy(Record):
    """``data/policies/<id>.yml``: what it is, where it stands, and what informs it."""

    order: Annotated[Int, Field(ge=1)]
    title: Text
    summary: Text
    what: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What the policy is."""
    status: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Where it stands, as of the sources and dated by them."""
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    clauses: tuple[ClauseEvidence, ...] = ()
    stops: tuple[StopEvidence, ...] = ()
    findings: tuple[FindingEvidence, ...] = ()
    recommendations: tuple[RecommendationEvidence, ...] = ()
    commentary: tuple[CommentaryEvidence, ...] = ()
    related: tuple[PolicyRef, ...] = ()
    people: tuple[PersonRef, ...] = ()
    organisations: tuple[OrganisationRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()


class Commentary(Record):
    """``data/commentary/<id>.yml``: an opinion piece that informs a policy."""

    title: Text
    summary: Text
    body: Annotated[tuple[Text, ...], Field(min_length=1)]
    figures: tuple[Figure, ...] = ()
    people: tuple[PersonRef, ...] = ()
    organisations: tuple[OrganisationRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
