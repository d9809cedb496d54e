"""Policies, the hubs that tie rules, visits and commentary together; and the commentary."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, Strict

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
