"""The views of visits: the list, and a visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from ...api.page_table import Cell, PageTable
from ...content.catalogue import VisitView
from ...labels import Label
from ...models.base import Text
from ...models.key import Key
from ...models.visit import Presence, StopKind, Visit
from ..context import Context
from .common import NoteView, SourceLine, notes, sources
from .conclusions import ConclusionGroup, LessonView, conclusions, lessons

STOP_LABELS: Mapping[StopKind, Label] = {
    "site-visit": "kind_site_visit",
    "meeting": "kind_meeting",
    "forum": "kind_forum",
    "business": "kind_business",
    "reception": "kind_reception",
    "travel": "kind_travel",
}
_NOTED = frozenset(
    ("summary", "purpose", "members", "itinerary", "figures", "sections", "photographs")
)
"""The parts of a visit beside which its page sets notes."""


@dataclass(frozen=True, slots=True)
class VisitCard:
    """A visit in a list: when it was, and what the city learnt on it."""

    key: Key
    model: Visit
    findings: tuple[Key, ...]
    stops: int
    recommendations: int


def visit_cards(ctx: Context) -> tuple[VisitCard, ...]:
    """Every visit, the latest first."""
    return tuple(
        VisitCard(
            visit.key,
            visit.model,
            tuple(finding.key for finding in visit.findings),
            len(visit.stops),
            len(visit.recommendations),
        )
        for visit in ctx.catalogue.visits()
    )


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """What the list of visits shows."""

    visits: tuple[VisitCard, ...]
    regions: Markup
    """Where they went, on one map."""
    origins: tuple[Text, ...]
    """Whose locations it shows."""


def visits_page(ctx: Context) -> VisitsPage:
    """The view of the list of visits."""
    drawings = ctx.draw()
    shown = set().union(*(drawings.origins(visit) for visit in ctx.catalogue.visits()))
    return VisitsPage(visit_cards(ctx), drawings.regions(), _origins(ctx, shown))


@dataclass(frozen=True, slots=True)
class Day:
    """The rows of an itinerary that are of one day, or of days in a row."""

    first: date
    last: date | None
    """None for a single day."""
    place: Cell
    items: tuple[tuple[Cell, Cell], ...]
    """What was done, and the stop."""


@dataclass(frozen=True, slots=True)
class PlacedStop:
    """A stop in the list beside the map, its place, and the place at which it is drawn."""

    key: Key
    order: int
    title: Text
    place: Key
    drawn: bool
    drawn_at: Key | None
    """Where it is not its own place."""


@dataclass(frozen=True, slots=True)
class VisitMap:
    """The map of a visit, and what stands beside and below it."""

    picture: Markup
    stops: tuple[PlacedStop, ...]
    origins: tuple[Text, ...]
    """Whose locations it shows."""


@dataclass(frozen=True, slots=True)
class StopCard:
    """A stop in the list of a visit."""

    key: Key
    order: int
    first: date
    """The day on which it began."""
    kind: str
    title: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class PersonOfVisit:
    """Somebody present or named at stops: in which role, at which of them."""

    key: Key
    at: tuple[tuple[Key, Text], ...]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """What the page of a visit shows."""

    model: Visit
    agency: Key
    lessons: tuple[LessonView, ...]
    figures: PageTable | None
    delegation: PageTable
    itinerary: PageTable
    days: tuple[Day, ...]
    map: VisitMap | None
    stops: tuple[StopCard, ...]
    commitments: PageTable | None
    present: tuple[PersonOfVisit, ...]
    named: tuple[PersonOfVisit, ...]
    conclusions: tuple[ConclusionGroup, ...]
    notes: tuple[NoteView, ...]
    sources: tuple[SourceLine, ...]


def visit_page(ctx: Context, key: Key) -> VisitPage:
    """The view of one visit."""
    visit = ctx.visit(key)
    itinerary = ctx.table_of(key, "itinerary")
    return VisitPage(
        model=visit.model,
        agency=Key("organisation", visit.model.agency),
        lessons=lessons(key, visit.model.lessons),
        figures=ctx.figures(key),
        delegation=ctx.table_of(key, "delegation"),
        itinerary=itinerary,
        days=tuple(_days(itinerary)),
        map=_map(ctx, visit),
        stops=tuple(
            StopCard(
                stop.key,
                stop.model.order,
                stop.model.dates[0],
                ctx.t[STOP_LABELS[stop.model.kind]],
                stop.title,
                stop.model.summary,
            )
            for stop in visit.stops
        ),
        commitments=(
            ctx.table_of(key, "commitments")
            if any(stop.model.agreed for stop in visit.stops)
            else None
        ),
        present=people_at_stops(visit, "present"),
        named=people_at_stops(visit, "named"),
        conclusions=conclusions(ctx, visit),
        notes=notes(ctx, visit.model.notes, _NOTED),
        sources=sources(ctx, visit.model.sources),
    )


def _days(itinerary: PageTable) -> Iterator[Day]:
    """The rows of an itinerary by their dates and place."""
    for (first, until, place), rows in groupby(itinerary.rows, lambda row: row[:3]):
        assert isinstance(first.value, date)
        assert isinstance(until.value, date)
        last = None if until.value == first.value else until.value
        yield Day(first.value, last, place, tuple((text, stop) for *_, text, stop in rows))


def _map(ctx: Context, visit: VisitView) -> VisitMap | None:
    drawings = ctx.draw()
    picture = drawings.map(visit)
    if not picture:
        return None
    return VisitMap(
        picture,
        tuple(
            PlacedStop(
                placed.entry.key,
                placed.entry.model.order,
                placed.entry.title,
                placed.place,
                drawn=placed.drawn_at is not None,
                drawn_at=None if placed.drawn_at == placed.place else placed.drawn_at,
            )
            for placed in drawings.placed(visit)
        ),
        _origins(ctx, drawings.origins(visit)),
    )


def _origins(ctx: Context, shown: set[str]) -> tuple[Text, ...]:
    """Words for the gazetteers of a map, and for its coastlines."""
    t = ctx.catalogue.interface
    known = {"GeoNames": t["map_origin_geonames"], "US Census Bureau": t["map_origin_census"]}
    return (*(words for name, words in known.items() if name in shown), t["map_origin_land"])


def people_at_stops(visit: VisitView, presence: Presence) -> tuple[PersonOfVisit, ...]:
    """Whom the stops have as present, or name, beside the delegation."""
    members = {member.person for member in visit.model.members}
    found: dict[Key, list[tuple[Key, Text]]] = {}
    for stop in visit.stops:
        for attendee in stop.model.people:
            if attendee.presence == presence and attendee.person not in members:
                key = Key("person", attendee.person)
                found.setdefault(key, []).append((stop.key, attendee.role))
    return tuple(PersonOfVisit(person, tuple(at)) for person, at in found.items())
