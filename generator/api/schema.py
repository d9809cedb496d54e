"""The shapes of the published data (``site/api/``); their JSON Schemas stand beside it.

Texts are ``{zh, en}`` in inline Markdown. URLs are relative to the site's root. An expression of
the rules has a schema of its own for each result, made of the table of operators.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SkipValidation, TypeAdapter

from ..models.base import Date, FactId, Figure, Note, SourceRef, Table, Text
from ..models.expressions import OPERATORS, Kind, Operand, Operator, Result
from ..models.policy import Milestone
from ..models.registry import Location
from ..models.scheme import ChecklistPhase
from ..models.visit import Photograph, Section
from ..rules.published import EXPRESSION, CalculatorData


class Published(BaseModel):
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
    facts: dict[str, Any]
    expect: dict[str, Any]
    result: dict[str, Any]
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
    contact: Text
    disclaimer: Text
    url: Url
    provisions: tuple[ProvisionData, ...]
    calculator: SkipValidation[CalculatorData]
    checklist: tuple[ChecklistPhase, ...]
    examples: tuple[ExampleData, ...]


class Dates(Published):
    start: Date
    end: Date
    reported: Date | None


class MemberData(Published):
    person: Link
    unit: Text
    title: Text


class ItineraryItemData(Published):
    text: Text
    stop: str | None


class ItineraryDayData(Published):
    date: Date
    until: Date | None
    place: Text
    items: tuple[ItineraryItemData, ...]


class AttendeeData(Published):
    person: Link
    role: Text


class StatementData(Published):
    speaker: Link | None
    attribution: Text | None
    text: Text


class OnMap(Published):
    """Where a map draws a stop: at its place, or at the nearest around it with a location."""

    place: Link
    location: Location


class StopData(Published):
    id: str
    title: Text
    kind: str
    dates: tuple[Date, ...]
    place: Link
    on_map: OnMap | None
    organisation: Link | None
    summary: Text
    people: tuple[AttendeeData, ...]
    figures: tuple[Figure, ...]
    background: tuple[Text, ...]
    seen: tuple[Text, ...]
    said: tuple[StatementData, ...]
    agreed: tuple[Text, ...]
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


class ColumnData(Published):
    name: str
    heading: Text


class TableData(Published):
    """``api/tables/….json``: a table of a page; the CSV files beside it hold the same."""

    title: Text
    columns: tuple[ColumnData, ...]
    rows: tuple[dict[str, Text | str | int | float | None], ...]
    """For each row its cells by the names of their columns."""


SCHEMAS: dict[str, type[Published]] = {
    "api/index.schema.json": Index,
    "api/schemes/scheme.schema.json": SchemeData,
    "api/visits/visit.schema.json": VisitData,
    "api/policies/policy.schema.json": PolicyData,
}


def json_schema(model: type[Published]) -> dict[str, Any]:
    """The JSON Schema of a published file, expressions of the rules included."""
    marked = model.model_json_schema()
    schema = _expressions_by_reference(marked)
    if schema != marked:
        schema["$defs"] |= {_DEFINITIONS[result]: _expression(result) for result in Result}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


_DEFINITIONS = {
    Result.NUMBER: "NumberExpression",
    Result.DATE: "DateExpression",
    Result.CONDITION: "ConditionExpression",
}
_FACT = TypeAdapter(FactId).json_schema()


def _expressions_by_reference(schema: Any) -> Any:
    """The schema with a reference wherever an expression is wanted."""
    if isinstance(schema, dict):
        if EXPRESSION in schema:
            found = {key: value for key, value in schema.items() if key != EXPRESSION}
            return {**_reference(Result(schema[EXPRESSION])), **found}
        return {key: _expressions_by_reference(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_expressions_by_reference(item) for item in schema]
    return schema


def _reference(result: Result) -> dict[str, object]:
    return {"$ref": f"#/$defs/{_DEFINITIONS[result]}"}


def _expression(result: Result) -> dict[str, object]:
    """What comes to a result: the id of a question, a number, or a list with an operator.

    An operator is looked up by its name: a validator that tried one list after the other would
    take for ever over deep expressions.
    """
    operators = [operator for operator in OPERATORS.values() if operator.result is result]
    plain = [_FACT, {"type": "number"}] if result is Result.NUMBER else [_FACT]
    named = {"prefixItems": [{"enum": [operator.name for operator in operators]}], "minItems": 1}
    chosen = [{"if": _opens_with(operator), "then": _operands(operator)} for operator in operators]
    return {
        "if": {"type": "array"},
        "then": {**named, "allOf": chosen},
        "else": {"anyOf": plain},
    }


def _opens_with(operator: Operator) -> dict[str, object]:
    return {"prefixItems": [{"const": operator.name}]}


def _operands(operator: Operator) -> dict[str, object]:
    """The list of an operator; operands that are to be alike are all numbers or all dates."""
    if any(operand.kind is Kind.ALIKE for operand in operator.operands):
        return {"anyOf": [_list(operator, kind) for kind in (Kind.NUMBER, Kind.DATE)]}
    return _list(operator, None)


def _list(operator: Operator, alike: Kind | None) -> dict[str, object]:
    operands = [_operand(operand, alike) for operand in operator.operands]
    if not operator.least:
        number = len(operands) + 1
        return {"prefixItems": [True, *operands], "minItems": number, "maxItems": number}
    most = {} if operator.most is None else {"maxItems": operator.most + 1}
    (every,) = operands
    return {"prefixItems": [True], "items": every, "minItems": operator.least + 1, **most}


def _operand(operand: Operand, alike: Kind | None) -> dict[str, object]:
    kind = alike if alike is not None and operand.kind is Kind.ALIKE else operand.kind
    match kind:
        case Kind.NUMBER | Kind.DATE | Kind.CONDITION:
            return _reference(Result(kind.value))
        case Kind.CHOICE | Kind.CHOICES:
            return _FACT
        case Kind.OPTIONS:
            return {"type": "array", "items": _FACT, "minItems": 1}
        case Kind.CASES:
            return {
                "type": "object",
                "propertyNames": _FACT,
                "additionalProperties": _reference(Result.NUMBER),
                "minProperties": 1,
            }
    return dict(operand.schema)
