"""The views of policies, the list and each, of commentary, and of the web of the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from ... import kinds
from ...api.page_table import PageTable
from ...content.catalogue import Catalogue, Entry
from ...content.relations import ColumnName
from ...labels import Label
from ...models import policy as models
from ...models.base import Owner, Text
from ...models.key import Key
from ...models.policy import Commentary, Policy
from ...models.scheme import Scheme
from ...text.dates import format_when
from ..context import Context
from ..figures import GRAPH_LABELS
from .common import (
    Evidence,
    NoteView,
    Review,
    SourceLine,
    notes,
    review,
    sources,
    taken_up_by,
)

EVIDENCE_LABELS: Mapping[str, Label] = {
    "recommendations": "evidence_recommendations",
    "findings": "evidence_findings",
    "stops": "evidence_stops",
    "commentary": "evidence_commentary",
    "clauses": "evidence_clauses",
}
"""The fields of a policy that hold what is related to it, with their headings."""
_SHOWN = 5
"""How many related records stand open, before the rest is folded."""


OWNER_LABELS: Mapping[Owner, Label] = {
    "local": "policies_local",
    "national": "policies_national",
    "foreign": "policies_foreign",
}


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """A policy, or a scheme, in the list."""

    key: Key
    summary: Text


@dataclass(frozen=True, slots=True)
class OwnerGroup:
    """The policies and schemes of one owner."""

    owner: Owner
    heading: str
    cards: tuple[PolicyCard, ...]


@dataclass(frozen=True, slots=True)
class PoliciesPage:
    """What the list of policies shows."""

    groups: tuple[OwnerGroup, ...]


def policies_page(ctx: Context) -> PoliciesPage:
    """The view of the list of policies."""
    return PoliciesPage(policies_by_owner(ctx))


def policies_by_owner(ctx: Context) -> tuple[OwnerGroup, ...]:
    """The policies by whose they are; a scheme stands before the policies of its owner.

    One whose owner goes by another name than the site's is not among these.
    """
    cards: dict[Owner, list[PolicyCard]] = {}
    every: tuple[Entry[Scheme] | Entry[Policy], ...] = (
        *ctx.catalogue.all(kinds.SCHEME), *ctx.catalogue.all(kinds.POLICY),
    )  # fmt: skip
    for entry in every:
        elsewhere = isinstance(entry.model, Scheme) and entry.model.owner_label is not None
        if (owner := entry.model.owner) is not None and not elsewhere:
            cards.setdefault(owner, []).append(PolicyCard(entry.key, entry.model.summary))
    return tuple(
        OwnerGroup(owner, ctx.t[label], tuple(cards[owner]))
        for owner, label in OWNER_LABELS.items()
        if owner in cards
    )


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """Records of one kind that are related to a policy."""

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
    years: str
    """The years of the reports that it is told from."""
    latest: str
    """The month after which nothing was checked; empty where no source has a date."""
    shown: tuple[EvidenceGroup, ...]
    folded: tuple[EvidenceGroup, ...]
    count: int
    """How many records are related."""
    timeline: tuple[DatedLine, ...]
    notes: tuple[NoteView, ...]
    related: tuple[Key, ...]
    sources: tuple[SourceLine, ...]


def policy_page(ctx: Context, key: Key) -> PolicyPage:
    """The view of one policy."""
    entry: Entry[Policy] = ctx.catalogue.entry(key)
    model = entry.model
    evidence = tuple(_evidence(ctx, model))
    dates = source_dates(ctx.catalogue)
    years = {dates[s.document].year for s in model.sources if s.document in dates}
    return PolicyPage(
        model=model,
        review=review(ctx, model),
        figures=ctx.figures(key),
        years=ctx.language.enumeration.join(map(str, sorted(years))),
        latest=format_when(f"{max(dates.values()):%Y-%m}", ctx.lang) if dates else "",
        shown=tuple(_part(evidence, 0, _SHOWN)),
        folded=tuple(_part(evidence, _SHOWN, None)),
        count=sum(len(group.links) for group in evidence),
        timeline=tuple(
            DatedLine(
                moment,
                None
                if moment.visit is None
                else ctx.catalogue.entry(moment.visit).model.short_title,
            )
            for moment in moments(ctx.catalogue, entry)
        ),
        notes=notes(ctx, model.notes, ("status", "what", "figures", "milestones")),
        related=tuple(Key("policy", id_) for id_ in model.related),
        sources=sources(ctx, model.sources),
    )


def source_dates(catalogue: Catalogue) -> Mapping[str, date]:
    """The day of each source, or the last day of the visit that it reports; where known."""
    dates = {
        reference.document: visit.model.reported or visit.model.end
        for visit in catalogue.visits()
        for reference in visit.model.sources
    }
    for entry in catalogue.all(kinds.SOURCE):
        if entry.model.dated is not None:
            dates[entry.key.id] = entry.model.dated
    return dates


def _part(
    groups: tuple[EvidenceGroup, ...], first: int, last: int | None
) -> Iterator[EvidenceGroup]:
    """The related records from one place to another, counted over all groups."""
    every = [(group.heading, link) for group in groups for link in group.links][first:last]
    for heading, pairs in groupby(every, lambda pair: pair[0]):
        yield EvidenceGroup(heading, tuple(link for _, link in pairs))


def _evidence(ctx: Context, model: Policy) -> Iterator[EvidenceGroup]:
    for field, label in EVIDENCE_LABELS.items():
        items: tuple[models.Evidence, ...] = getattr(model, field)
        if items:
            links = tuple(Evidence(item.target, item.why) for item in items)
            yield EvidenceGroup(ctx.t[label], links)


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
