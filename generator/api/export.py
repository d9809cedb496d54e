"""Export: the catalogue as JSON for other programs, with a JSON Schema for each shape.

In: the frozen catalogue and the examples' results. Out: file names relative to the
site's root and their text. Nothing is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from .. import kinds
from ..content.catalogue import Catalogue, Entry, SchemeView, VisitView
from ..kinds import Kind, M
from ..languages import LANGS, LANGUAGES, Lang
from ..models.base import Text
from ..models.calculator import Calculator
from ..models.key import Key
from ..models.policy import Evidence, Policy
from ..models.scheme import Example, Provision
from ..models.visit import Finding, Recommendation, Stop
from ..rules.typecheck import Published as Expression
from ..rules.typecheck import publish
from ..site.routes import addresses
from ..text import locators
from ..text.inline import plain
from .schema import (
    SCHEMAS,
    AttendeeData,
    CalculatorData,
    ConclusionData,
    Dates,
    ExampleData,
    Index,
    IndexEntry,
    ItineraryDayData,
    ItineraryItemData,
    Link,
    MemberData,
    OnMap,
    PolicyData,
    ProvisionData,
    SchemeData,
    StatementData,
    StopData,
    Url,
    VersionData,
    VisitData,
)

ExampleResults = Mapping[Key, Mapping[str, Any]]
"""For each example its ``facts`` and ``result``."""


def export(catalogue: Catalogue, results: ExampleResults) -> dict[str, str]:
    """Every published data file by its name, in the form it is written."""
    files = dict(_schemas())
    for scheme in catalogue.versions():
        files[f"api/schemes/{scheme.id}.json"] = _dump(_scheme(scheme, results))
        for lang in LANGS:
            folder = f"api/schemes/{scheme.id}"
            for name, data in (("calculator", _embed), ("more", _more)):
                file = f"{folder}/{name}.{LANGUAGES[lang].tag}.json"
                files[file] = _json(data(scheme, lang), indent=None)
    for visit in catalogue.visits():
        files[f"api/visits/{visit.id}.json"] = _dump(_visit(visit))
    for policy in catalogue.all(kinds.POLICY):
        files[f"api/policies/{policy.key.id}.json"] = _dump(_policy(catalogue, policy))
    files["api/index.json"] = _dump(_index(catalogue))
    return files


@cache
def _schemas() -> dict[str, str]:
    return {name: _json(_schema(model.model_json_schema())) for name, model in SCHEMAS.items()}


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _json(data: Any, indent: int | None = 1) -> str:
    separators = (",", ":") if indent is None else None
    return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators) + "\n"


def _dump(model: BaseModel) -> str:
    return model.model_dump_json(by_alias=True, indent=1) + "\n"


def _url(key: Key) -> Url:
    return Url(**addresses(key))


def _link(catalogue: Catalogue, key: Key, why: Text | None = None) -> Link:
    entry = catalogue.entry(key)
    title = clause_title(entry) if key.kind == "provision" else entry.title
    return Link(kind=key.kind, id=key.id, title=title, url=_url(key), why=why)


def clause_title(entry: Entry[Provision]) -> Text:
    """A clause by its formal name, with its heading where it has one."""
    heading = entry.model.heading
    names = {lang: locators.name(entry.key.name, lang) for lang in LANGS}
    if heading is None:
        return Text(**names)
    return Text(
        **{lang: f"{names[lang]}{LANGUAGES[lang].label_gap}{heading[lang]}" for lang in LANGS}
    )


def _index(catalogue: Catalogue) -> Index:
    def entries(kind: Kind[M]) -> tuple[IndexEntry, ...]:
        return tuple(
            IndexEntry(
                id=entry.key.id,
                title=entry.title,
                data=f"api/{kind.folder}/{entry.key.id}.json",
                url=_url(entry.key),
            )
            for entry in catalogue.all(kind)
        )

    return Index(
        title=catalogue.site.title,
        disclaimer=catalogue.site.disclaimer,
        schemes=entries(kinds.SCHEME),
        visits=entries(kinds.VISIT),
        policies=entries(kinds.POLICY),
    )


# --- schemes ------------------------------------------------------------------


def _scheme(scheme: SchemeView, results: ExampleResults) -> SchemeData:
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
                version=each.model.version,
                effective_from=each.first,
                effective_to=each.last,
                data=f"api/schemes/{each.id}.json",
                url=_url(each.entry.key),
            )
            for each in scheme.all_versions
        ),
        agency=_link(catalogue, Key("organisation", model.agency)),
        contact=model.contact,
        disclaimer=catalogue.site.disclaimer,
        url=_url(scheme.entry.key),
        provisions=tuple(_provision(entry) for entry in scheme.provisions),
        calculator=CalculatorData.model_validate(calculator_data(scheme)),
        checklist=scheme.checklist.phases,
        examples=tuple(_example(entry, results[entry.key]) for entry in scheme.examples),
    )


def _provision(entry: Entry[Provision]) -> ProvisionData:
    model = entry.model
    text = Text(
        zh="\n\n".join(each.zh for each in (model.text, *model.details)),
        en="\n\n".join(each.en for each in (model.text, *model.details)),
    )
    return ProvisionData(
        locator=entry.key.name,
        heading=model.heading,
        text=text,
        url=_url(entry.key),
        notes=model.notes,
    )


def _example(entry: Entry[Example], computed: Mapping[str, Any]) -> ExampleData:
    model = entry.model
    return ExampleData(
        id=entry.key.name,
        title=model.title,
        story=model.story,
        facts=computed["facts"],
        expect=model.expect.model_dump(mode="json", exclude_unset=True),
        result=computed["result"],
        url=_url(entry.key),
    )


def calculator_data(scheme: SchemeView) -> dict[str, Any]:
    """What the engine takes: the ``calculator`` member of ``api/schemes/<scheme>.json``."""
    calculator: Calculator = scheme.calculator
    deadlines: dict[str, Expression] = {}
    published_deadlines = []
    for deadline in calculator.deadlines:
        deadlines[deadline.id] = publish(deadline.date, deadlines)
        published_deadlines.append({**_plain(deadline), "date": deadlines[deadline.id]})
    data = {
        "scheme": scheme.id,
        "version": scheme.model.version,
        "groups": [
            {**_plain(group, "questions"), "questions": [q.id for q in group.questions]}
            for group in calculator.groups
        ],
        "questions": [
            {**_plain(question, "asked_when"), **_conditions(question, "asked_when")}
            for question in calculator.questions
        ],
        "requirements": [
            {
                **_plain(each, "applies_when", "met_when", "readings"),
                **_conditions(each, "applies_when", "met_when"),
                **(
                    {
                        "readings": [
                            {**_plain(r, "met_when"), **_conditions(r, "met_when")}
                            for r in each.readings
                        ]
                    }
                    if each.readings
                    else {}
                ),
                "stage": each.stage,
            }
            for each in calculator.requirements
        ],
        "amount": {
            **_plain(calculator.amount, "limits"),
            "limits": [
                {**_plain(limit, "value"), "value": publish(limit.value)}
                for limit in calculator.amount.limits
            ],
        },
        "instalments": [_plain(each) for each in calculator.instalments],
        "deadlines": published_deadlines,
    }
    return {**data, "hash": _hash(data)}


def _hash(data: Any) -> str:
    """Names the rules as they decide: 16 hexadecimal digits that no change of wording touches."""
    rules = json.dumps(_without_words(data), sort_keys=True, separators=(",", ":"))
    return sha256(rules.encode()).hexdigest()[:16]


def _without_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: _without_words(v) for k, v in data.items() if not _is_text(v)}
    if isinstance(data, list):
        return [_without_words(each) for each in data]
    return data


def _is_text(data: Any) -> bool:
    return isinstance(data, dict) and data.keys() == set(LANGS)


def _plain(model: BaseModel, *without: str) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=set(without))


def _conditions(model: BaseModel, *names: str) -> dict[str, Expression]:
    return {
        name: publish(condition)
        for name in names
        if (condition := getattr(model, name)) is not None
    }


def _embed(scheme: SchemeView, lang: Lang) -> dict[str, Any]:
    """All that the calculator's component needs at first, in one language and one request."""
    catalogue = scheme.catalogue
    calculator = _in_language(calculator_data(scheme), lang)
    for group in calculator["groups"]:
        del group["id"]
    for requirement in calculator["requirements"]:
        if requirement["stage"] == "application":
            del requirement["stage"]
    return {
        "title": plain(scheme.model.title[lang]),
        "aid": plain(catalogue.site.aid[lang]),
        "contact": plain(scheme.model.contact[lang]),
        "page": addresses(scheme.key.of("calculator"))[lang],
        "documents": addresses(scheme.key.of("checklist"))[lang],
        "calculator": calculator,
        **_clauses(scheme, calculator, lang),
        "labels": _labels(scheme, lang, on_demand=False),
    }


def _more(scheme: SchemeView, lang: Lang) -> dict[str, Any]:
    """What the component loads on demand: the checklist, and labels of the modules on demand."""
    phases = [
        {
            **_plain(phase, "items"),
            "items": [
                {**_plain(item, "needed_when"), **_conditions(item, "needed_when")}
                for item in phase.items
            ],
        }
        for phase in scheme.checklist.phases
    ]
    checklist = _in_language(phases, lang)
    return {
        "checklist": checklist,
        **_clauses(scheme, checklist, lang),
        "labels": _labels(scheme, lang, on_demand=True),
    }


def _labels(scheme: SchemeView, lang: Lang, *, on_demand: bool) -> dict[str, str]:
    """The component's labels by the name it knows them by."""
    names = scheme.catalogue.interface.in_language(lang, "calculator_")
    later = ("documents_", "changed_")
    return {name: text for name, text in names.items() if name.startswith(later) is on_demand}


def _clauses(scheme: SchemeView, data: Any, lang: Lang) -> dict[str, Any]:
    """Where the rules stand, and the formal names of the clauses that ``data`` cites."""
    said = set(_strings(data))
    names = [entry.key.name for entry in scheme.provisions]
    rules = addresses(scheme.provisions[0].key)[lang].partition("#")[0]
    return {
        "rules": rules,
        "clauses": {name: locators.name(name, lang) for name in names if name in said},
    }


def _strings(data: Any) -> Iterator[str]:
    """Every string in ``data`` that is no key."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _strings(each)


def _in_language(data: Any, lang: Lang) -> Any:
    """The same data with every bilingual text as a plain string of one language."""
    if isinstance(data, dict):
        if _is_text(data):
            return plain(data[lang])
        return {key: _in_language(value, lang) for key, value in data.items()}
    if isinstance(data, list):
        return [_in_language(value, lang) for value in data]
    return data


# --- visits -------------------------------------------------------------------


def _visit(visit: VisitView) -> VisitData:
    catalogue, model = visit.catalogue, visit.model
    return VisitData(
        id=visit.id,
        title=model.title,
        destination=model.destination,
        dates=Dates(start=model.start, end=model.end, reported=model.reported),
        agency=_link(catalogue, Key("organisation", model.agency)),
        summary=model.summary,
        purpose=model.purpose,
        members=tuple(
            MemberData(person=_link(catalogue, Key("person", m.person)), unit=m.unit, title=m.title)
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
        url=_url(visit.entry.key),
    )


def _stop(catalogue: Catalogue, entry: Entry[Stop]) -> StopData:
    model = entry.model
    return StopData(
        id=entry.key.name,
        title=model.title,
        kind=model.kind,
        dates=model.dates,
        place=_link(catalogue, Key("place", model.place)),
        on_map=_on_map(catalogue, entry),
        organisation=(
            None
            if model.organisation is None
            else _link(catalogue, Key("organisation", model.organisation))
        ),
        summary=model.summary,
        people=tuple(
            AttendeeData(person=_link(catalogue, Key("person", p.person)), role=p.role)
            for p in model.people
        ),
        figures=model.figures,
        background=model.background,
        seen=model.seen,
        said=tuple(
            StatementData(
                speaker=None if s.speaker is None else _link(catalogue, Key("person", s.speaker)),
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
        url=_url(entry.key),
    )


def _on_map(catalogue: Catalogue, stop: Entry[Stop]) -> OnMap | None:
    place = catalogue.located(stop)
    if place is None or place.model.location is None:
        return None
    return OnMap(place=_link(catalogue, place.key), location=place.model.location)


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
                _link(catalogue, back.source, back.why)
                for back in catalogue.backlinks(entry.key)
                if back.source.kind == "policy"
            ),
            notes=entry.model.notes,
            sources=entry.model.sources,
            url=_url(entry.key),
        )
        for entry in entries
    )


# --- policies -----------------------------------------------------------------


def _policy(catalogue: Catalogue, entry: Entry[Policy]) -> PolicyData:
    model = entry.model

    def links(evidence: Iterable[Evidence]) -> tuple[Link, ...]:
        return tuple(_link(catalogue, link.target, link.why) for link in evidence)

    return PolicyData(
        id=entry.key.id,
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
        related=tuple(_link(catalogue, Key("policy", id_)) for id_ in model.related),
        reviewed_on=model.reviewed_on,
        review_by=model.review_by,
        notes=model.notes,
        sources=model.sources,
        url=_url(entry.key),
    )
