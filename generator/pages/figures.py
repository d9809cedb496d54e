"""What a page draws: records to the pictures of ``charts/`` in one language, with the rows
that stand beside each as a list or a table.

In: views of the catalogue, and how the page says a title, a label and an address. Out: SVG
as safe markup, and rows that the templates write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from markupsafe import Markup

from .. import kinds
from ..api.ledger_table import OUTCOME_LABELS
from ..charts import (
    NARROW,
    WIDE,
    Column,
    Course,
    Edge,
    MapStop,
    Node,
    Point,
    Ratio,
    Region,
    graph,
    ratios,
    region_map,
    river,
    stop_map,
)
from ..content.catalogue import Catalogue, Entry, SchemeView, VisitView
from ..content.ledger import LedgerLine
from ..content.relations import ColumnName, Relations
from ..labels import Label, Labels
from ..languages import LANGUAGES, Lang
from ..models import visit
from ..models.base import Owner, Text
from ..models.calculator import Deadline
from ..models.key import Key
from ..models.registry import Location, Organisation
from ..models.scheme import ChecklistPhase
from ..models.table import Chart, Table, quantities
from ..site.needs import Need
from ..text import locators
from ..text.dates import format_when
from ..text.inline import plain

GRAPH_LABELS: Mapping[ColumnName, Label] = {
    "rules": "graph_rules",
    "policies": "graph_policies",
    "recommendations": "graph_recommendations",
    "findings": "graph_findings",
    "stops": "graph_stops",
}
SITE_GRAPH = 1160.0  # units across
OWNERS: tuple[Owner, ...] = get_args(Owner)
LEAST_DOTS = 3
"""Of how many places there is a map: fewer say more in words."""
LEAST_REGIONS = 2
MOST_VISITS = 10


@dataclass(frozen=True, slots=True)
class PlacedStop:
    """A stop, its place, and the place at which the map draws it; nothing where there is none."""

    entry: Entry[visit.Stop]
    place: Key
    drawn_at: Key | None


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step of the procedure with what else the data say of it; a review has no phase."""

    clause: str
    title: Text
    phase: ChecklistPhase | None
    percent: int | None
    deadlines: tuple[Deadline, ...]

    @property
    def aside(self) -> bool:
        """Whether it comes only where the applicant asks for it."""
        return self.phase is not None and self.phase.aside


@dataclass(frozen=True, slots=True)
class Comparison:
    """A picture of ratios, what it shows in a sentence, and by which row it was divided."""

    picture: Markup
    headline: Text
    per: Text | None
    divisor: Text | None


class Drawings:
    """The pictures of one page, in its language."""

    def __init__(
        self,
        catalogue: Catalogue,
        lang: Lang,
        labels: Labels,
        url: Callable[[Key], str],
        needs: set[Need],
    ) -> None:
        """``url`` links to a record; what the pictures load is added to ``needs``."""
        self._catalogue, self._lang, self._t, self._url = catalogue, lang, labels, url
        self._needs = needs

    def _picture(self, svg: str, *needs: Need) -> Markup:
        self._needs.update({Need.PICTURES, *needs})
        return Markup(svg)

    def _say(self, text: Text) -> str:
        return plain(text[self._lang])

    def name(self, key: Key) -> str:
        """What a record is called in a picture; a clause with the heading that it has."""
        entry = self._catalogue.entry(key)
        if key.kind != "provision":
            return self._say(entry.title)
        name = locators.name(key.name, self._lang)
        name = name[0].upper() + name[1:]
        heading = entry.model.heading
        gap = LANGUAGES[self._lang].label_gap
        return name if heading is None else f"{name}{gap}{self._say(heading)}"

    def _listed(self, parts: Sequence[str]) -> str:
        return LANGUAGES[self._lang].listed(parts)

    # --- the map of a visit -----------------------------------------------------------

    def placed(self, visit: VisitView) -> tuple[PlacedStop, ...]:
        """The stops in their order, with their places."""
        return tuple(
            PlacedStop(stop, Key("place", stop.model.place), self._located(stop))
            for stop in visit.stops
        )

    def _located(self, stop: Entry[visit.Stop]) -> Key | None:
        place = self._catalogue.located(stop)
        return None if place is None else place.key

    def map(self, visit: VisitView) -> Markup:
        """The stops on a map, in a form for phones and one for wide windows; or nothing."""
        points = self._points(visit)
        if len(points) < LEAST_DOTS:
            return Markup()
        description = self._listed(
            [f"{p.name}: {', '.join(f'{s.number} {s.title}' for s in p.stops)}" for p in points]
        )
        title = self._t["map_of_stops"]
        forms = {"map": NARROW, "map-wide": WIDE}
        svgs = [stop_map(id_, title, description, points, form) for id_, form in forms.items()]
        return self._picture("".join(svgs))

    def _points(self, visit: VisitView) -> list[Point]:
        """Where the stops of a visit are, each place once."""
        at: dict[Key, list[MapStop]] = {}
        for placed in self.placed(visit):
            if placed.drawn_at is not None:
                stop = MapStop(placed.entry.model.order, self._say(placed.entry.title))
                at.setdefault(placed.drawn_at, []).append(stop)
        return [self._point(key, stops) for key, stops in at.items()]

    def _point(self, key: Key, stops: Sequence[MapStop] = ()) -> Point:
        where: Location = self._catalogue.entry(key).model.location
        return Point(self.name(key), where.lat, where.lon, tuple(stops))

    def regions(self) -> Markup:
        """Where the visits went, and where they set out from; nothing where that is not known."""
        visits = self._catalogue.visits()[:MOST_VISITS]
        homes = dict.fromkeys(
            place.key
            for visit in visits
            if (place := self._catalogue.located(self._agency(visit))) is not None
        )
        home = self._t["map_home"]
        regions = [Region(self.name(key), home, (self._point(key),)) for key in homes]
        for view in reversed(visits):
            if points := self._points(view):
                about = f"{self._t['stops']}{LANGUAGES[self._lang].colon}{len(view.stops)}"
                name = self._say(view.model.short_title)
                regions.append(Region(name, about, tuple(points)))
        if len(regions) < LEAST_REGIONS:
            return Markup()
        description = self._listed(
            [f"{r.name}: {', '.join(point.name for point in r.points)}" for r in regions]
        )
        title = self._t["map_of_visits"]
        if len(self._catalogue.visits()) > MOST_VISITS:
            title = self._t["map_of_latest_visits"].format(count=MOST_VISITS)
        return self._picture(region_map("regions", title, description, regions))

    def _agency(self, visit: VisitView) -> Entry[Organisation]:
        return self._catalogue.get(kinds.ORGANISATION, visit.model.agency)

    def origins(self, visit: VisitView) -> set[str]:
        """Whose locations the map of a visit shows."""
        places = [self._catalogue.located(stop) for stop in visit.stops]
        locations = [place.model.location for place in places if place is not None]
        return {where.source.rpartition(" ")[0] for where in locations if where is not None}

    # --- tables as charts ---------------------------------------------------------------

    def chart(self, table: Table) -> Comparison | None:
        """The rows of a table that its record names, as ratios; or nothing."""
        chart = table.chart
        if chart is None:
            return None
        rows = [self._ratio(table, chart, number) for number in chart.rows]
        names = (
            self._say(table.columns[chart.own - 1]),
            self._say(table.columns[_other(chart.own) - 1]),
        )
        description = self._listed(
            [f"{r.label}: {names[0]} {r.own}, {names[1]} {r.other}, {r.shown}" for r in rows]
        )
        title = self._say(table.title)
        return Comparison(
            self._picture(ratios(f"chart-{table.id}", title, description, names, rows)),
            chart.headline,
            None if chart.per is None else chart.per.title,
            None if chart.per is None else table.rows[chart.per.row - 1][0],
        )

    def _ratio(self, table: Table, chart: Chart, number: int) -> Ratio:
        label, *cells = table.rows[number - 1]
        figures, words = quantities(cells) or (), [self._say(cell) for cell in cells]
        if chart.per is not None:
            heads = quantities(table.rows[chart.per.row - 1][1:]) or ()
            by = chart.per.by
            figures = tuple(f * by / n for f, n in zip(figures, heads, strict=True))
            words = [_short(figure) for figure in figures]
        own, other = chart.own - 2, _other(chart.own) - 2
        share = float(figures[own] / figures[other])
        return Ratio(self._say(label), words[own], words[other], share)

    # --- graphs -------------------------------------------------------------------------

    def site_graph(self, web: Relations) -> Markup:
        """The whole web."""
        columns = [
            Column(
                self._t[GRAPH_LABELS[name]],
                tuple(self._node(key) for key in keys),
                fixed=name == "rules",
            )
            for name, keys in web.columns.items()
        ]
        edges = [Edge(_id(a), _id(b)) for a, b in web.pairs]
        description = self._listed([f"{c.title}: {len(c.nodes)}" for c in columns if c.nodes])
        owners = {owner: self._say(getattr(self._catalogue.site.owners, owner)) for owner in OWNERS}
        title = self._t["graph_title"]
        svg = graph("site-graph", title, description, columns, edges, SITE_GRAPH, owners)
        return self._picture(svg, Need.GRAPH)

    def _node(self, key: Key) -> Node:
        marked = {"provision": key.of("scheme"), "policy": key}.get(key.kind)
        owner = None if marked is None else self._catalogue.entry(marked).model.owner
        return Node(_id(key), self.name(key), self._url(key), owner)

    def joined(self, relations: Relations, key: Key) -> list[tuple[str, list[Key]]]:
        """The neighbours of a record by the column that they are in."""
        return [(self._t[GRAPH_LABELS[name]], keys) for name, keys in relations.by_column(key)]

    # --- the ledger of recommendations ---------------------------------------------------

    def river(self, lines: Sequence[LedgerLine], day: date) -> Markup:
        """The recommendations from their reports towards ``day``, or nothing without any."""
        if not lines:
            return Markup()
        courses = [
            Course(
                self.name(line.recommendation.key),
                line.proposed,
                line.outcome,
                line.known or day,
                self._t[OUTCOME_LABELS[line.outcome]],
            )
            for line in lines
        ]
        reports = {line.proposed.year: line.proposed for line in reversed(lines)}
        years = [(first, format_when(str(y), self._lang)) for y, first in sorted(reports.items())]
        ticks = [*years, (max(day, *reports.values()), self._t["today"])]
        description = self._listed(
            [f"{c.name}{LANGUAGES[self._lang].comma}{c.word}" for c in courses]
        )
        return self._picture(river("river", self._t["ledger_picture"], description, courses, ticks))


def flow_steps(scheme: SchemeView) -> tuple[FlowStep, ...]:
    """The phases in their order, the review where its clause stands among theirs.

    An instalment belongs to the phase of its clause, a deadline to that of its clause or of
    the clause above.
    """
    calculator, checklist = scheme.calculator, scheme.checklist
    percents = {instalment.clause: instalment.percent for instalment in calculator.instalments}
    steps = [
        FlowStep(
            phase.clause,
            phase.title,
            phase,
            percents.get(phase.clause),
            tuple(
                deadline
                for deadline in calculator.deadlines
                if f"{deadline.clause}.".startswith(f"{phase.clause}.")
            ),
        )
        for phase in checklist.phases
    ]
    if checklist.review is not None:
        entry = scheme.catalogue.entry(scheme.key.of("provision", checklist.review))
        at = locators.parts(checklist.review)
        place = next(
            (i for i, step in enumerate(steps) if locators.parts(step.clause) > at), len(steps)
        )
        title = entry.model.heading or scheme.catalogue.interface["flow_review"]
        steps.insert(place, FlowStep(checklist.review, title, None, None, ()))
    return tuple(steps)


def _other(column: int) -> int:
    """Of the second and the third column the other."""
    return 5 - column


def _short(figure: Decimal) -> str:
    """A figure that was worked out, to three digits that count."""
    rounded = round(figure, 2 - figure.adjusted())
    return f"{rounded:,.{max(2 - figure.adjusted(), 0)}f}"


def _id(key: Key) -> str:
    return f"{key.kind}:{key.id}"
