"""Export: the catalogue as JSON for other programs, with a JSON Schema for each shape.

In: the frozen catalogue and what its rules come to. Out: file names relative to the
site's root and their text. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from .. import kinds
from ..content.catalogue import Catalogue, Entry, SchemeView, VisitView
from ..content.ledger import ledger
from ..diagnostics.errors import working_on
from ..models.base import Text
from ..models.key import Key
from ..models.kind import Kind, M
from ..models.policy import Evidence, Policy
from ..models.scheme import Example, Provision
from ..models.visit import Finding, Recommendation, Stop
from ..rules.worked_examples import ExampleResult, RuleResults
from .links import link, url
from .questions import questions_data
from .schema import (
    AttendeeData,
    ConclusionData,
    Dates,
    ExampleData,
    FollowUpData,
    Index,
    IndexEntry,
    ItineraryDayData,
    ItineraryItemData,
    LedgerData,
    LedgerLineData,
    Link,
    MemberData,
    OnMap,
    PolicyData,
    ProvisionData,
    SchemeData,
    StatementData,
    StopData,
    VersionData,
    VisitData,
)
from .schema_files import schema_files
from .scheme_files import scheme_files

LEDGER, QUESTIONS = "api/recommendations.json", "api/questions.json"


def export(catalogue: Catalogue, results: RuleResults) -> dict[str, str]:
    """Every published data file by its name, in the form it is written."""
    files = dict(schema_files())
    for scheme in catalogue.versions():
        with working_on(scheme.entry.raw.file):
            files[f"api/schemes/{scheme.id}.json"] = _dump(_scheme(scheme, results))
            files |= scheme_files(scheme, results)
    for visit in catalogue.visits():
        with working_on(visit.entry.raw.file):
            files[f"api/visits/{visit.id}.json"] = _dump(_visit(visit))
    for policy in catalogue.all(kinds.POLICY):
        with working_on(policy.raw.file):
            files[f"api/policies/{policy.key.id}.json"] = _dump(_policy(catalogue, policy))
    files[LEDGER] = _dump(_ledger(catalogue))
    files[QUESTIONS] = _dump(questions_data(catalogue))
    files["api/index.json"] = _dump(_index(catalogue))
    return files


def _dump(model: BaseModel) -> str:
    return model.model_dump_json(by_alias=True, indent=1) + "\n"


def _index(catalogue: Catalogue) -> Index:
    def entries(kind: Kind[M]) -> tuple[IndexEntry, ...]:
        """Every record of a kind with the address of its file."""
        return tuple(
            IndexEntry(
                id=entry.key.id,
                title=entry.title,
                data=f"api/{kind.folder}/{entry.key.id}.json",
                url=url(entry.key),
            )
            for entry in catalogue.all(kind)
        )

    return Index(
        title=catalogue.site.title,
        disclaimer=catalogue.site.disclaimer,
        schemes=entries(kinds.SCHEME),
        visits=entries(kinds.VISIT),
        policies=entries(kinds.POLICY),
        recommendations=LEDGER,
        questions=QUESTIONS,
    )


# --- schemes ------------------------------------------------------------------


def _scheme(scheme: SchemeView, results: RuleResults) -> SchemeData:
    catalogue, model = scheme.catalogue, scheme.model
    return SchemeData(
        id=scheme.id,
        title=model.title,
        summary=model.summary,
        version=model.version,
        effective_from=scheme.first,
        effective_to=scheme.last,
        reviewed_on=model.reviewed_on,
        review_by=model.review_by,
        versions=tuple(
            VersionData(
                version=version.model.version,
                effective_from=version.first,
                effective_to=version.last,
                data=f"api/schemes/{version.id}.json",
                url=url(version.entry.key),
            )
            for version in scheme.all_versions
        ),
        agency=link(catalogue, Key("organisation", model.agency)),
        owner=model.owner,
        status=model.status,
        related=tuple(link(catalogue, Key("policy", id_)) for id_ in model.related),
        contact=model.contact,
        website=model.website,
        window=model.window,
        disclaimer=catalogue.site.disclaimer,
        url=url(scheme.entry.key),
        provisions=tuple(_provision(entry) for entry in scheme.provisions),
        calculator=results.calculators[scheme.id].data,
        checklist=scheme.checklist.phases,
        examples=tuple(_example(entry, results.examples[entry.key]) for entry in scheme.examples),
        coverage=f"api/schemes/{scheme.id}/coverage.json",
    )


def _provision(entry: Entry[Provision]) -> ProvisionData:
    model = entry.model
    text = Text.of(
        zh="\n\n".join(paragraph.zh for paragraph in model.texts),
        en="\n\n".join(paragraph.en for paragraph in model.texts),
    )
    return ProvisionData(
        locator=entry.key.name,
        heading=model.heading,
        text=text,
        url=url(entry.key),
        notes=model.notes,
    )


def _example(entry: Entry[Example], computed: ExampleResult) -> ExampleData:
    model = entry.model
    return ExampleData(
        id=entry.key.name,
        title=model.title,
        story=model.story,
        facts=computed["facts"],
        expect=model.expect.model_dump(mode="json", exclude_unset=True),
        result=dict(computed["result"]),
        url=url(entry.key),
    )


# --- visits -------------------------------------------------------------------


def _visit(visit: VisitView) -> VisitData:
    catalogue, model = visit.catalogue, visit.model
    return VisitData(
        id=visit.id,
        title=model.title,
        destination=model.destination,
        dates=Dates(start=model.start, end=model.end, reported=model.reported),
        agency=link(catalogue, Key("organisation", model.agency)),
        summary=model.summary,
        lessons=model.lessons,
        purpose=model.purpose,
        members=tuple(
            MemberData(person=link(catalogue, Key("person", m.person)), unit=m.unit, title=m.title)
            for m in model.members
        ),
        itinerary=tuple(
            ItineraryDayData(
                date=day.date,
                until=day.until,
                place=day.place,
                items=tuple(ItineraryItemData(text=i.text, stop=i.stop) for i in day.items),
            )
            for day in model.itinerary
        ),
        stops=tuple(_stop(catalogue, entry) for entry in visit.stops),
        findings=_conclusions(catalogue, visit.findings),
        recommendations=_conclusions(catalogue, visit.recommendations),
        figures=model.figures,
        sections=model.sections,
        photographs=model.photographs,
        notes=model.notes,
        sources=model.sources,
        url=url(visit.entry.key),
    )


def _stop(catalogue: Catalogue, entry: Entry[Stop]) -> StopData:
    model = entry.model
    return StopData(
        id=entry.key.name,
        title=model.title,
        kind=model.kind,
        dates=model.dates,
        place=link(catalogue, Key("place", model.place)),
        on_map=_on_map(catalogue, entry),
        organisation=(
            None
            if model.organisation is None
            else link(catalogue, Key("organisation", model.organisation))
        ),
        summary=model.summary,
        lessons=model.lessons,
        people=tuple(
            AttendeeData(
                person=link(catalogue, Key("person", p.person)), presence=p.presence, role=p.role
            )
            for p in model.people
        ),
        figures=model.figures,
        background=model.background,
        seen=model.seen,
        said=tuple(
            StatementData(
                speaker=None if s.speaker is None else link(catalogue, Key("person", s.speaker)),
                attribution=s.attribution,
                text=s.text,
            )
            for s in model.said
        ),
        agreed=model.agreed,
        sections=model.sections,
        tables=model.tables,
        photographs=model.photographs,
        notes=model.notes,
        sources=model.sources,
        url=url(entry.key),
    )


def _on_map(catalogue: Catalogue, stop: Entry[Stop]) -> OnMap | None:
    place = catalogue.located(stop)
    if place is None or place.model.location is None:
        return None
    return OnMap(place=link(catalogue, place.key), location=place.model.location)


def _conclusions(
    catalogue: Catalogue, entries: Iterable[Entry[Finding] | Entry[Recommendation]]
) -> tuple[ConclusionData, ...]:
    return tuple(
        ConclusionData(
            id=entry.key.name,
            title=entry.model.title,
            summary=entry.model.summary,
            body=entry.model.body,
            figures=entry.model.figures,
            stops=entry.model.stops,
            findings=getattr(entry.model, "findings", ()),
            policies=tuple(
                link(catalogue, back.source, back.why)
                for back in catalogue.backlinks(entry.key)
                if back.source.kind == "policy"
            ),
            notes=entry.model.notes,
            sources=entry.model.sources,
            url=url(entry.key),
        )
        for entry in entries
    )


def _ledger(catalogue: Catalogue) -> LedgerData:
    return LedgerData(
        recommendations=tuple(
            LedgerLineData(
                recommendation=link(catalogue, line.recommendation.key),
                visit=link(catalogue, line.visit.key),
                reported=line.visit.model.reported,
                outcome=line.outcome,
                follow_ups=tuple(
                    FollowUpData(
                        id=later.key.id,
                        url=url(later.key),
                        outcome=later.model.outcome,
                        when=later.model.when,
                        title=later.model.title,
                        text=later.model.text,
                        notes=later.model.notes,
                        sources=later.model.sources,
                    )
                    for later in line.follow_ups
                ),
            )
            for line in ledger(catalogue)
        )
    )


# --- policies -----------------------------------------------------------------


def _policy(catalogue: Catalogue, entry: Entry[Policy]) -> PolicyData:
    model = entry.model

    def links(evidence: Iterable[Evidence]) -> tuple[Link, ...]:
        """Each piece of evidence as a link that says why it counts."""
        return tuple(link(catalogue, item.target, item.why) for item in evidence)

    return PolicyData(
        id=entry.key.id,
        owner=model.owner,
        title=model.title,
        summary=model.summary,
        what=model.what,
        status=model.status,
        figures=model.figures,
        milestones=model.milestones,
        clauses=links(model.clauses),
        stops=links(model.stops),
        findings=links(model.findings),
        recommendations=links(model.recommendations),
        commentary=links(model.commentary),
        related=tuple(link(catalogue, Key("policy", id_)) for id_ in model.related),
        reviewed_on=model.reviewed_on,
        review_by=model.review_by,
        notes=model.notes,
        sources=model.sources,
        url=url(entry.key),
    )
