"""The views of policies, the list and each, of commentary, and of the web of the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ... import kinds
from ...api.page_table import PageTable
from ...content.catalogue import Catalogue, Entry
from ...content.relations import ColumnName
from ...labels import Label
from ...models import policy as models
from ...models.base import Text
from ...models.key import Key
from ...models.policy import Commentary, Policy
from ..context import Context
from ..figures import GRAPH_LABELS
from .common import (
    Evidence,
    NoteView,
    Review,
    Siblings,
    SourceLine,
    notes,
    review,
    sources,
    taken_up_by,
)

EVIDENCE_LABELS: Mapping[str, Label] = {
    "clauses": "evidence_clauses",
    "stops": "evidence_stops",
    "findings": "evidence_findings",
    "recommendations": "evidence_recommendations",
    "commentary": "evidence_commentary",
}
"""The fields of a policy that hold evidence, with their headings."""


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """A policy in the list, with how many records inform it."""

    key: Key
    model: Policy
    count: int


@dataclass(frozen=True, slots=True)
class PoliciesPage:
    """What the list of policies shows."""

    policies: tuple[PolicyCard, ...]


def policies_page(ctx: Context) -> PoliciesPage:
    """The view of the list of policies."""
    return PoliciesPage(
        tuple(
            PolicyCard(
                entry.key,
                entry.model,
                sum(len(getattr(entry.model, field)) for field in EVIDENCE_LABELS),
            )
            for entry in ctx.catalogue.all(kinds.POLICY)
        )
    )


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """Records of one kind that inform a policy."""

    field: str
    heading: str
    links: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened on a day, in a month or in a year: words, or the records dated by it."""

    when: str
    until: str | None = None
    text: Text | None = None
    keys: tuple[Key, ...] = ()
    visit: Key | None = None
    report: bool = False
    """The day of the report, not of the visit."""


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A moment, with the words for the visit that its records are of."""

    moment: Moment
    visit: Text | None


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """What the page of a policy shows."""

    model: Policy
    review: Review | None
    figures: PageTable | None
    graph: Markup | None
    """How what informs it came about, where anything does."""
    evidence: tuple[EvidenceGroup, ...]
    timeline: tuple[DatedLine, ...]
    notes: tuple[NoteView, ...]
    related: tuple[Key, ...]
    sources: tuple[SourceLine, ...]
    siblings: Siblings


def policy_page(ctx: Context, key: Key, siblings: tuple[Key, ...]) -> PolicyPage:
    """The view of one policy; ``siblings`` are all policies."""
    entry: Entry[Policy] = ctx.catalogue.entry(key)
    model = entry.model
    web = ctx.web_around(key)
    return PolicyPage(
        model=model,
        review=review(ctx, model),
        figures=ctx.figures(key),
        graph=None if web is None else ctx.draw().policy_graph(web, key),
        evidence=tuple(_evidence(ctx, model)),
        timeline=tuple(
            DatedLine(
                moment,
                None
                if moment.visit is None
                else ctx.catalogue.entry(moment.visit).model.short_title,
            )
            for moment in moments(ctx.catalogue, entry)
        ),
        notes=notes(ctx, model.notes),
        related=tuple(Key("policy", id_) for id_ in model.related),
        sources=sources(ctx, model.sources),
        siblings=Siblings(siblings, key),
    )


def _evidence(ctx: Context, model: Policy) -> Iterator[EvidenceGroup]:
    for field, label in EVIDENCE_LABELS.items():
        items: tuple[models.Evidence, ...] = getattr(model, field)
        if items:
            links = tuple(Evidence(item.target, item.why) for item in items)
            yield EvidenceGroup(field, ctx.t[label], links)


def moments(catalogue: Catalogue, policy: Entry[Policy]) -> tuple[Moment, ...]:
    """The dates of a policy and of what informs it, in order; a year comes before its days."""
    dated = [Moment(m.when, m.until, m.text) for m in policy.model.milestones]
    stops: dict[tuple[date, str], list[Key]] = {}
    for evidence in policy.model.stops:
        entry = catalogue.get(kinds.STOP, evidence.stop)
        stops.setdefault((entry.model.dates[0], entry.key.scope), []).append(entry.key)
    for (day, scope), keys in stops.items():
        dated.append(Moment(day.isoformat(), keys=tuple(keys), visit=Key("visit", scope=scope)))
    reports: dict[str, list[Key]] = {}
    conclusions: tuple[models.Evidence, ...] = (
        *policy.model.findings, *policy.model.recommendations,
    )  # fmt: skip
    for conclusion in conclusions:
        reports.setdefault(conclusion.target.scope, []).append(conclusion.target)
    for scope, keys in reports.items():
        visit = catalogue.get(kinds.VISIT, scope)
        if (reported := visit.model.reported) is not None:
            day_of_report = reported.isoformat()
            dated.append(Moment(day_of_report, keys=tuple(keys), visit=visit.key, report=True))
    return tuple(sorted(dated, key=lambda moment: moment.when))


@dataclass(frozen=True, slots=True)
class CommentaryPage:
    """What the page of a commentary shows."""

    model: Commentary
    figures: PageTable | None
    people: tuple[Key, ...]
    notes: tuple[NoteView, ...]
    policies: tuple[Evidence, ...]
    sources: tuple[SourceLine, ...]


def commentary_page(ctx: Context, key: Key) -> CommentaryPage:
    """The view of one commentary."""
    model: Commentary = ctx.catalogue.entry(key).model
    return CommentaryPage(
        model=model,
        figures=ctx.figures(key),
        people=tuple(Key("person", id_) for id_ in model.people),
        notes=notes(ctx, model.notes, ("body", "figures")),
        policies=taken_up_by(ctx, key),
        sources=sources(ctx, model.sources),
    )


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A record by the name that it has in the graph."""

    key: Key
    name: str


@dataclass(frozen=True, slots=True)
class WebRecord:
    """A record of the graph, with those that it is joined to, by column."""

    link: NamedLink
    joined: tuple[tuple[str, tuple[NamedLink, ...]], ...]


@dataclass(frozen=True, slots=True)
class WebColumn:
    """The records of one kind, with the column's heading."""

    name: ColumnName
    heading: str
    records: tuple[WebRecord, ...]


@dataclass(frozen=True, slots=True)
class GraphPage:
    """What the page of the graph shows: the picture, and the same as lists."""

    picture: Markup
    columns: tuple[WebColumn, ...]


def graph_page(ctx: Context) -> GraphPage:
    """The view of the web of the whole site."""
    drawings, web = ctx.draw(), ctx.web()

    def link(key: Key) -> NamedLink:
        """A record with the name that its node has."""
        return NamedLink(key, drawings.name(key))

    return GraphPage(
        drawings.site_graph(web),
        tuple(
            WebColumn(
                column,
                ctx.t[GRAPH_LABELS[column]],
                tuple(
                    WebRecord(
                        link(key),
                        tuple(
                            (heading, tuple(map(link, keys)))
                            for heading, keys in drawings.joined(web, key)
                        ),
                    )
                    for key in keys
                ),
            )
            for column, keys in web.columns.items()
        ),
    )
