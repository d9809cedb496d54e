"""The shapes of the published data (``site/api/``); their JSON Schemas stand beside it.

Texts are ``{zh, en}`` in inline Markdown. URLs are relative to the site's root.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

from ..models.base import Date, Figure, Note, SourceRef, Text
from ..models.policy import Milestone
from ..models.registry import Location
from ..models.scheme import ChecklistPhase, Website, Window
from ..models.table import Table
from ..models.visit import Commitment, Lesson, Photograph, Section
from ..rules.published import CalculatorData


class Published(BaseModel):
    """The base of every shape: it cannot be changed, and has no members but those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Url(Published):
    """The page of a record in each language."""

    zh: str
    en: str


class Link(Published):
    """Another record: its id, what it is called, its page, and why it is linked."""

    kind: str
    id: str
    title: Text
    url: Url
    why: Text | None = None


class IndexEntry(Published):
    """A scheme, visit or policy, and where its data is."""

    id: str
    title: Text
    data: str
    """The file with everything, relative to the site's root."""
    url: Url


class Index(Published):
    """``api/index.json``: what data there is."""

    title: Text
    disclaimer: Text
    schemes: tuple[IndexEntry, ...]
    visits: tuple[IndexEntry, ...]
    policies: tuple[IndexEntry, ...]
    recommendations: str
    """The file on what became of each, relative to the site's root."""
    questions: str
    """The file of the questions, relative to the site's root."""


class ProvisionData(Published):
    """A clause, restated; ``text`` has all its paragraphs."""

    locator: str
    heading: Text | None
    text: Text
    url: Url
    notes: tuple[Note, ...]


class ExampleData(Published):
    """A worked example: facts that ``evaluate`` takes, and what it must say of them."""

    id: str
    title: Text
    story: Text
    facts: dict[str, object]
    expect: dict[str, object]
    result: dict[str, object]
    url: Url


class VersionData(Published):
    """A version of a scheme, and where all of it is."""

    version: str
    effective_from: Date | None
    """The first day in force; none where the source does not tell it."""
    effective_to: Date | None
    """The last day in force: stated, or the day before the next version begins."""
    data: str
    """The file with everything, relative to the site's root."""
    url: Url


class SchemeData(Published):
    """``api/schemes/<scheme>.json``; ``<scheme>@<effective_from>.json`` for another version."""

    id: str
    title: Text
    summary: Text
    version: str
    effective_from: Date | None
    effective_to: Date | None
    reviewed_on: Date | None
    """When it was last compared with its source."""
    review_by: Date | None
    """Past this day it may be out of date."""
    versions: tuple[VersionData, ...]
    """All of them in the order of time, this one included."""
    agency: Link
    owner: str | None
    """Whose it is: ``national``, ``local`` or ``foreign``; none where the data do not say."""
    status: tuple[Text, ...]
    """What the sources say and leave open."""
    related: tuple[Link, ...]
    """Policies that bear on it."""
    contact: Text | None
    """Whom to ask; none where the source does not tell."""
    website: Website | None
    """The agency's site; none where the data do not have it."""
    window: Window | None
    """The application period, where the rules leave it to an announcement."""
    disclaimer: Text
    url: Url
    provisions: tuple[ProvisionData, ...]
    calculator: SkipValidation[CalculatorData]
    checklist: tuple[ChecklistPhase, ...]
    examples: tuple[ExampleData, ...]
    coverage: str
    """The file on what of the rules is taken up, clause by clause, relative to the site's root."""


class Dates(Published):
    """The first and last day of a visit, and the day of its report."""

    start: Date
    end: Date
    reported: Date | None


class MemberData(Published):
    """A member of the delegation, with the unit and title held at the time."""

    person: Link
    unit: Text
    title: Text


class ItineraryItemData(Published):
    """An entry of a day; ``stop`` is the id of the stop it is about, if any."""

    text: Text
    stop: str | None


class ItineraryDayData(Published):
    """A day of the itinerary, or the days from ``date`` to ``until``."""

    date: Date
    until: Date | None
    place: Text
    items: tuple[ItineraryItemData, ...]


class AttendeeData(Published):
    """A person who was present at a stop or is named there, and in which role."""

    person: Link
    presence: str
    """``present`` or ``named``."""
    role: Text


class StatementData(Published):
    """What was said at a stop: by a person with a record, or as attributed in words."""

    speaker: Link | None
    attribution: Text | None
    text: Text


class OnMap(Published):
    """Where a map draws a stop: at its place, or at the nearest around it with a location."""

    place: Link
    location: Location


class StopData(Published):
    """A stop of a visit, with all that the report tells of it."""

    id: str
    title: Text
    kind: str
    dates: tuple[Date, ...]
    place: Link
    on_map: OnMap | None
    organisation: Link | None
    summary: Text
    lessons: tuple[Lesson, ...]
    people: tuple[AttendeeData, ...]
    figures: tuple[Figure, ...]
    background: tuple[Text, ...]
    seen: tuple[Text, ...]
    said: tuple[StatementData, ...]
    agreed: tuple[Commitment, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    photographs: tuple[Photograph, ...]
    notes: tuple[Note, ...]
    sources: tuple[SourceRef, ...]
    url: Url


class ConclusionData(Published):
    """A finding or a recommendation."""

    id: str
    title: Text
    summary: Text
    body: tuple[Text, ...]
    figures: tuple[Figure, ...]
    stops: tuple[str, ...]
    findings: tuple[str, ...] = Field(description="For a recommendation: what it rests on.")
    policies: tuple[Link, ...]
    notes: tuple[Note, ...]
    sources: tuple[SourceRef, ...]
    url: Url


class VisitData(Published):
    """``api/visits/<visit>.json``."""

    id: str
    title: Text
    destination: Text
    dates: Dates
    agency: Link
    summary: tuple[Text, ...]
    lessons: tuple[Lesson, ...]
    purpose: tuple[Text, ...]
    members: tuple[MemberData, ...]
    itinerary: tuple[ItineraryDayData, ...]
    stops: tuple[StopData, ...]
    findings: tuple[ConclusionData, ...]
    recommendations: tuple[ConclusionData, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    photographs: tuple[Photograph, ...]
    notes: tuple[Note, ...]
    sources: tuple[SourceRef, ...]
    url: Url


class PolicyData(Published):
    """``api/policies/<policy>.json``."""

    id: str
    owner: str
    """Whose it is: ``national``, ``local`` or ``foreign``."""
    title: Text
    summary: Text
    what: tuple[Text, ...]
    status: tuple[Text, ...]
    figures: tuple[Figure, ...]
    milestones: tuple[Milestone, ...]
    clauses: tuple[Link, ...]
    stops: tuple[Link, ...]
    findings: tuple[Link, ...]
    recommendations: tuple[Link, ...]
    commentary: tuple[Link, ...]
    related: tuple[Link, ...]
    reviewed_on: Date | None
    review_by: Date | None
    notes: tuple[Note, ...]
    sources: tuple[SourceRef, ...]
    url: Url


class FollowUpData(Published):
    """What a later source says became of a recommendation."""

    id: str
    outcome: str
    """``taken-up``, ``renamed``, ``not-mentioned`` or ``unknown``."""
    when: str
    """As of when: a year, a month or a day."""
    title: Text
    text: Text
    notes: tuple[Note, ...]
    sources: tuple[SourceRef, ...]
    url: Url


class LedgerLineData(Published):
    """A recommendation, and what became of it as the latest source has it."""

    recommendation: Link
    visit: Link
    reported: Date | None
    """The day of the report; none where it has no date."""
    outcome: str
    follow_ups: tuple[FollowUpData, ...]
    """The latest last."""


class LedgerData(Published):
    """``api/recommendations.json``: every recommendation of every visit."""

    recommendations: tuple[LedgerLineData, ...]


class ColumnData(Published):
    """A column of a published table: its name in the rows, and its heading."""

    name: str
    heading: Text


class TableData(Published):
    """``api/tables/….json``: a table of a page; the CSV files beside it hold the same."""

    title: Text
    columns: tuple[ColumnData, ...]
    rows: tuple[dict[str, Text | str | int | float | None], ...]
    """For each row its cells by the names of their columns."""


class ByHashFile(Published):
    """The address of a file that never changes, and what ``integrity`` of HTML compares."""

    address: str
    """Relative to the site's root. It ends as the file's name does, below its SHA-256."""
    integrity: str


class ByHash(Published):
    """``api/by-hash.json``: the files with such an address, by their names."""

    files: dict[str, ByHashFile]
