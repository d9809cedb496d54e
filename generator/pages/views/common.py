"""What the views of several kinds of pages hold: sources, notes, reviews, versions, links."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ... import kinds
from ...authoring import sheet_limits
from ...content.catalogue import SchemeView
from ...labels import Label
from ...models.base import Note, NoteKind, Reviewed, SourceRef, Text
from ...models.calculator import Requirement
from ...models.key import Key
from ...models.scheme import Status, Verdict
from ...text.json_text import compact
from ..context import Context

NOTE_LABELS: Mapping[NoteKind, Label] = {
    "contradiction": "note_contradiction",
    "ambiguity": "note_ambiguity",
    "context": "note_context",
}
VERDICT_LABELS: Mapping[Verdict, Label] = {
    "eligible": "verdict_eligible",
    "ineligible": "verdict_ineligible",
    "undetermined": "verdict_undetermined",
}
STATUS_LABELS: Mapping[Status, Label] = {
    "met": "status_met",
    "unmet": "status_unmet",
    "unknown": "status_unknown",
    "unclear": "status_unclear",
    "not_applicable": "status_not_applicable",
}


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where in a source document something stands."""

    section: Text | None
    clause: str | None
    page: str | None
    """On which page the section begins, where the contents list of the document tells."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source document, cited once, and the places in it."""

    document: Key
    title: Text
    """The short one."""
    places: tuple[SourcePlace, ...]


def sources(ctx: Context, references: Iterable[SourceRef]) -> tuple[SourceLine, ...]:
    """The line of sources of a record: each document once, with all the places in it."""
    found: dict[str, list[SourceRef]] = {}
    for reference in references:
        found.setdefault(reference.document, []).append(reference)
    lines = []
    for document, of_document in found.items():
        source = ctx.catalogue.get(kinds.SOURCE, document)
        pages = {line.section.zh: line.page for line in source.model.contents}
        places = []
        for reference in of_document:
            number = pages.get("" if reference.section is None else reference.section.zh)
            page = None if number is None else ctx.t["source_page"].replace("{n}", str(number))
            if reference.section is not None or reference.clause is not None:
                places.append(SourcePlace(reference.section, reference.clause, page))
        lines.append(SourceLine(source.key, source.model.short_title, tuple(places)))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class NoteView:
    """An editor's note, with the words for its kind."""

    label: str
    text: Text
    beside: str
    """What it stands beside, as in ``seen.2``."""

    @property
    def part(self) -> str:
        """The field that has it, as in ``seen``."""
        return self.beside.partition(".")[0]


def notes(ctx: Context, items: Iterable[Note], parts: Container[str] = ()) -> tuple[NoteView, ...]:
    """The editor's notes of a record that stand on its page: slips stand with their source.

    ``parts`` are the fields beside which its page can set notes; all others are "summary".
    """
    return tuple(
        NoteView(
            ctx.t[NOTE_LABELS[note.kind]],
            note.text,
            note.beside if note.beside and note.beside.partition(".")[0] in parts else "summary",
        )
        for note in items
        if note.kind != "slip"
    )


@dataclass(frozen=True, slots=True)
class Review:
    """When a record was compared with its source, and until when it may be taken as current."""

    reviewed_on: date | None
    review_by: date | None
    overdue: bool


def review(ctx: Context, model: Reviewed) -> Review | None:
    """The line on reviews, where the record has one."""
    if model.reviewed_on is None and model.review_by is None:
        return None
    overdue = model.review_by is not None and ctx.catalogue.day > model.review_by
    return Review(model.reviewed_on, model.review_by, overdue)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link to a record, with what its source says of the link."""

    key: Key
    why: Text | None


def taken_up_by(ctx: Context, key: Key) -> tuple[Evidence, ...]:
    """The policies that a record informs."""
    return tuple(
        Evidence(back.source, back.why)
        for back in ctx.catalogue.backlinks(key)
        if back.source.kind == "policy"
    )


@dataclass(frozen=True, slots=True)
class Siblings:
    """The pages of one section, of which this is one."""

    keys: tuple[Key, ...]
    here: Key


@dataclass(frozen=True, slots=True)
class VersionLink:
    """A version of a scheme, and the page of it that shows the same as this one."""

    version: str
    href: str
    first: date | None
    last: date | None
    current: bool


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A version that is still to begin, and what it changes."""

    day: date
    link: VersionLink
    comparison: str


@dataclass(frozen=True, slots=True)
class InForce:
    """Which version a page shows, and when each is in force: what ``dates.js`` reads."""

    version: str
    of_rules: bool
    """Whether the page is that of the rules, which an address may ask for a clause."""
    period: str
    all_versions: str | None
    """The page of all versions, where there are several."""
    upcoming: tuple[Upcoming, ...]
    in_force: bool
    today: tuple[VersionLink, ...]
    versions: tuple[VersionLink, ...]


def in_force(ctx: Context, scheme: SchemeView, part: str) -> InForce:
    """``part`` is the page's path below that of the scheme."""
    every = scheme.all_versions

    def link(view: SchemeView) -> VersionLink:
        """A version with the address of this same page of it."""
        href = ctx.url(view.key) + part
        current = view.key == scheme.key
        return VersionLink(view.model.version, href, view.first, view.last, current)

    home = f"schemes/{scheme.base}/versions/"
    upcoming = () if scheme.key.version else tuple(
        Upcoming(view.first, link(view), ctx.to(f"{home}changes/{scheme.slug}/{view.slug}/"))
        for view in every
        if view.first is not None and view.first > ctx.catalogue.day
    )  # fmt: skip
    return InForce(
        version=scheme.model.version,
        of_rules=part == "rules/",
        period=ctx.period(scheme),
        all_versions=ctx.to(home) if len(every) > 1 else None,
        upcoming=upcoming,
        in_force=scheme.in_force,
        today=tuple(link(view) for view in every if view.in_force),
        versions=tuple(link(view) for view in every),
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """A view whose page cites clauses of a version of a scheme."""

    head: Key

    def clause(self, locator: str) -> Key:
        """The clause that a locator names."""
        return self.head.of("provision", locator)


@dataclass(frozen=True, slots=True)
class Stages:
    """The requirements by when they are decided: at the application, and for payment."""

    application: tuple[Requirement, ...]
    payment: tuple[Requirement, ...]


def stages(scheme: SchemeView) -> Stages:
    """The requirements of a scheme, in their order."""
    requirements = scheme.calculator.requirements
    return Stages(
        tuple(r for r in requirements if r.stage == "application"),
        tuple(r for r in requirements if r.stage == "payment"),
    )


def limits_of_files() -> str:
    """How much of a file of applications the browser reads, as JSON: no more than commands do."""
    return compact(
        {
            "bytes": sheet_limits.MOST_BYTES,
            "unpacked": sheet_limits.MOST_UNPACKED,
            "rows": sheet_limits.MOST_ROWS,
            "columns": sheet_limits.MOST_COLUMNS,
            "cells": sheet_limits.MOST_CELLS,
        }
    )


def first_of(text: Text | tuple[Text, ...]) -> Text:
    """The first paragraph of a text that may have several."""
    return text[0] if isinstance(text, tuple) else text
