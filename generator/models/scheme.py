"""A subsidy scheme: its identity, its provisions, the documents to file, worked examples."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from .base import (
    Bool,
    ClauseRef,
    Date,
    FactId,
    Figure,
    Id,
    Int,
    Model,
    OrganisationRef,
    PersonRef,
    Record,
    Ref,
    Str,
    Text,
)
from .calculator import Condition


class Scheme(Record):
    """``data/schemes/<scheme>/scheme.yml``: what the scheme is and who runs it."""

    title: Text
    short_title: Text
    summary: Text
    agency: OrganisationRef
    signed_by: PersonRef | None = None
    contact: Text
    """Whom to ask where a clause reads two ways."""
    version: Str
    """Names this state of the rules in links and saved results."""
    effective_from: Date | None = None
    figures: tuple[Figure, ...] = ()


class Provision(Record):
    """``data/schemes/<scheme>/provisions/<locator>.yml``: one clause, restated.

    The locator (point.paragraph.item.subitem) is the file name; its parent is the
    locator without its last part.
    """

    heading: Text | None = None
    text: Text
    details: tuple[Text, ...] = ()
    """Further paragraphs of the same clause."""
    organisations: tuple[OrganisationRef, ...] = ()


class ChecklistItem(Model):
    """A document to hand in, and when it is needed."""

    id: Id
    title: Text
    help: Text | None = None
    clause: ClauseRef
    needed_when: Condition | None = None
    """Only for applicants of whom this is true; for everybody where absent."""


class ChecklistPhase(Model):
    id: Id
    title: Text
    clause: ClauseRef
    aside: Bool = False
    """Not a step that everybody takes: it comes where the applicant asks for it."""
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)]


class Checklist(Record):
    """``data/schemes/<scheme>/checklist.yml``: the documents, phase by phase."""

    title: Text
    introduction: Text
    review: ClauseRef | None = None
    """The clause by which applications are judged: a step between phases, without documents."""
    phases: Annotated[tuple[ChecklistPhase, ...], Field(min_length=1)]


class Expectation(Model):
    """What the engine must say of an example; only what is given is compared."""

    verdict: Literal["eligible", "ineligible", "undetermined"] | None = None
    statuses: dict[Id, Literal["met", "unmet", "unknown", "unclear", "not_applicable"]] = Field(
        default_factory=dict
    )
    """Requirement id to its status."""
    cap: Int | None = None
    binding: Str | None = None
    exceeds_cap: bool | None = None
    instalments: tuple[Int, ...] | None = None
    deadlines: dict[FactId, Date | None] = Field(default_factory=dict)
    unanswered: tuple[FactId, ...] | None = None


class Example(Record):
    """``data/schemes/<scheme>/examples/<id>.yml``: a worked case, run at every build."""

    order: Annotated[Int, Field(ge=1)]
    title: Text
    story: Text
    based_on: Annotated[Id, Ref("example", local=True)] | None = None
    """Another example whose facts these ones change; ``null`` takes an answer away."""
    facts: dict[FactId, Any]
    expect: Expectation
