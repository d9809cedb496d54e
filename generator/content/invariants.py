"""Invariants: what has to be true of records beyond their fields and links, by kind.

In: the valid records by key. Out: each error with the key of the record that is at fault, which
may be another than the one in which the error shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from ..kinds import KINDS, head_of
from ..labels import LABELS
from ..models.base import Note, Reviewed, SourceRef
from ..models.calculator import Calculator, NumberQuestion
from ..models.key import Key
from ..models.policy import Milestone
from ..models.question import FrequentQuestion
from ..models.scheme import BeyondReason, Checklist, Provision, Scheme
from ..models.site import Interface
from ..models.table import Chart, Table, quantities
from ..models.visit import Stop, Visit
from .coverage import deciders
from .load import FieldPath, RawRecord
from .validate import ValidRecord

Records = Mapping[Key, ValidRecord]
Fault = tuple[Key, DataError]
"""The record at fault, and the error."""


def invariants(records: Records) -> Iterator[Fault]:
    """The faults of all records, in their order."""
    documents = [
        (key, source.document)
        for key, record in records.items()
        if isinstance(record.model, Scheme)
        for source in record.model.sources
    ]
    for key, record in records.items():
        for rule in _RULES:
            yield from rule(key, record, records)
        yield from _source_clauses(record, records, documents)


def above(clause: Key) -> list[Key]:
    """The clauses that a clause stands under, the nearest first."""
    found = []
    name = clause.name
    while "." in name:
        name = name.rpartition(".")[0]
        found.append(replace(clause, name=name))
    return found


def _clause_above(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    if key.kind != "provision":
        return
    for parent in above(key)[:1]:
        if parent not in records:
            yield parent, record.raw.error((), Code.MISSING_CLAUSE_ABOVE, above=parent.name)


def _says_something(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """Without a text, a clause has a heading and clauses below it."""
    model = record.model
    if not isinstance(model, Provision) or model.text is not None:
        return
    below = any(other.kind == "provision" and key in above(other)[:1] for other in records)
    if model.heading is None or not below:
        yield key, record.raw.error((), Code.EMPTY_CLAUSE, clause=key.name)


def _covered(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """Something rests on each clause, or it says why not; a bare heading is for those below."""
    checklist = records.get(key.of("checklist"))
    if not isinstance(record.model, Calculator) or checklist is None:
        return
    assert isinstance(checklist.model, Checklist)
    found = deciders(record.model, checklist.model)
    if not all(key.of("provision", clause) in records for clause in found):
        return  # the clause that is meant is not known until its number is mended
    for clause, provision in records.items():
        model = provision.model
        if not isinstance(model, Provision) or clause.of("calculator") != key:
            continue
        heading, resting = model.text is None, found.get(clause.name, ())
        if model.beyond is None and not resting and not heading:
            code, reasons = Code.UNCOVERED_CLAUSE, get_args(BeyondReason)
            yield clause, provision.raw.error((), code, allowed=reasons, clause=clause.name)
        if model.beyond is not None and (heading or (resting and model.beyond.why is None)):
            by = tuple(dict.fromkeys(decider.id for decider in resting)) or Word("heading_alone")
            yield clause, provision.raw.error(("beyond",), Code.NEEDLESS_BEYOND, by=by)


def _open_correction(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """A requirement that may be open to correction is one of the calculator."""
    calculator = records.get(key.of("calculator")) if isinstance(record.model, Scheme) else None
    if not isinstance(record.model, Scheme) or calculator is None:
        return
    assert isinstance(calculator.model, Calculator)
    correction = record.model.correction
    ids = correction.open_for.requirements if correction and correction.open_for else ()
    known = tuple(requirement.id for requirement in calculator.model.requirements)
    for i, id_ in enumerate(ids):
        if id_ not in known:
            place: FieldPath = ("correction", "open_for", "requirements", i)
            code = Code.UNKNOWN_REQUIREMENT
            yield key, record.raw.error(place, code, found=id_, allowed=known)


def _parts(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """The records of a scheme or visit without which its pages cannot be made."""
    wanted = [(key.kind, key.of(part)) for part in KINDS[key.kind].parts]
    head = head_of(key)
    if head is not None:
        wanted.append((head.kind, head))
    for kind, part in wanted:
        if part not in records:
            code = Code.MISSING_PART
            yield part, record.raw.error((), code, kind=Word(kind), id=part.id, part=part.kind)


def _reviews(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    model = record.model
    if not isinstance(model, Reviewed) or model.reviewed_on is None or model.review_by is None:
        return
    if model.review_by < model.reviewed_on:
        found, last = str(model.review_by), str(model.reviewed_on)
        code = Code.REVIEW_BEFORE_THE_LAST
        yield key, record.raw.error(("review_by",), code, found=found, last=last)


def _labels(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    if isinstance(record.model, Interface):
        for label in sorted(set(LABELS) - record.model.root.keys()):
            yield key, record.raw.error((), Code.MISSING_LABEL, label=label)


def _checklist_ids(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """Phases and documents have ids of their own, and so have the sections of a phase."""
    if not isinstance(record.model, Checklist):
        return
    found: list[tuple[FieldPath, str, object]] = []
    for p, phase in enumerate(record.model.phases):
        at: FieldPath = ("phases", p)
        found.append((at, phase.id, "phase"))
        found += (((*at, "items", i), item.id, "item") for i, item in enumerate(phase.items))
        found += (((*at, "sections", i), part.id, p) for i, part in enumerate(phase.sections))
    seen: set[tuple[str, object]] = set()
    for path, id_, group in found:
        if (id_, group) in seen:
            yield key, record.raw.error((*path, "id"), Code.ID_TWICE, what=Word("id"), id=id_)
        seen.add((id_, group))


def _ranges(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """The most that a question takes is not less than the least."""
    groups = record.model.groups if isinstance(record.model, Calculator) else ()
    for g, group in enumerate(groups):
        for q, question in enumerate(group.questions):
            if not isinstance(question, NumberQuestion) or question.max is None:
                continue
            least = max((n for n in (question.min, question.above) if n is not None), default=None)
            if least is not None and question.max < least:
                path = ("groups", g, "questions", q, "max")
                found = str(question.max)
                error = record.raw.error(path, Code.TOO_SMALL, found=found, limit=f"{least:.15g}")
                yield key, error


def _tables(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """Rows have as many cells as their header; what a picture shows of them can be compared."""
    tables: tuple[Table, ...] = getattr(record.model, "tables", ())
    for i, table in enumerate(tables):
        place: FieldPath = ("tables", i)
        wanted = len(table.columns)
        ragged = [number for number, row in enumerate(table.rows) if len(row) != wanted]
        for number in ragged:
            cells, code = len(table.rows[number]), Code.RAGGED_TABLE
            at = (*place, "rows", number)
            yield key, record.raw.error(at, code, row=number + 1, cells=cells, wanted=wanted)
        if table.chart is not None and not ragged:
            at = (*place, "chart")
            yield from ((key, error) for error in _undrawable(record.raw, at, table, table.chart))


def _undrawable(raw: RawRecord, path: FieldPath, table: Table, chart: Chart) -> Iterator[DataError]:
    columns = len(table.columns)
    if columns != 3 or chart.own not in (2, 3):
        code = Code.CHART_COLUMN
        yield raw.error((*path, "own"), code, column=chart.own, columns=columns)
        return
    drawn: list[tuple[FieldPath, int]] = [(("rows", i), row) for i, row in enumerate(chart.rows)]
    if chart.per is not None:
        drawn.append((("per", "row"), chart.per.row))
    for field, row in drawn:
        if row > len(table.rows) or quantities(table.rows[row - 1][1:]) is None:
            yield raw.error((*path, *field), Code.CHART_ROW, row=row)


def _ends(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """What has a first and a last day ends when it begins, or later."""
    model = record.model
    spans: list[tuple[FieldPath, str, str]] = []
    if isinstance(model, Visit):
        spans.append((("end",), str(model.start), str(model.end)))
        spans += [
            (("itinerary", i, "until"), str(day.date), str(day.until))
            for i, day in enumerate(model.itinerary)
            if day.until is not None
        ]
    milestones: tuple[Milestone, ...] = getattr(model, "milestones", ())
    for i, milestone in enumerate(milestones):
        if milestone.until is not None:
            # 2024 holds 2024-07: only what both tell can be compared.
            shared = min(len(milestone.when), len(milestone.until))
            span = (milestone.when[:shared], milestone.until[:shared])
            spans.append((("milestones", i, "until"), *span))
    for place, start, end in spans:
        if end < start:
            code = Code.ENDS_BEFORE_ITS_START
            yield key, record.raw.error(place, code, found=end, start=start)


def _days_of_a_visit(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """The days of an itinerary and of a stop lie within the visit."""
    if isinstance(record.model, Visit):
        for i, day in enumerate(record.model.itinerary):
            for name in ("date", "until"):
                when = getattr(day, name)
                if when is not None:
                    yield from _within(key, record, ("itinerary", i, name), when, record.model)
    head = head_of(key)
    visit = None if head is None else records.get(head)
    if isinstance(record.model, Stop) and visit is not None and isinstance(visit.model, Visit):
        for i, when in enumerate(record.model.dates):
            yield from _within(key, record, ("dates", i), when, visit.model)


def _within(
    key: Key, record: ValidRecord, path: FieldPath, day: date, visit: Visit
) -> Iterator[Fault]:
    if visit.start <= visit.end and not visit.start <= day <= visit.end:
        start, end = str(visit.start), str(visit.end)
        code = Code.OUTSIDE_VISIT
        yield key, record.raw.error(path, code, found=str(day), start=start, end=end)


def _source_clauses(
    record: ValidRecord, records: Records, documents: list[tuple[Key, str]]
) -> Iterator[Fault]:
    """A clause of a source document is one of a scheme that restates that document.

    ``documents`` names each scheme with each document that it restates.
    """
    sources: tuple[SourceRef, ...] = getattr(record.model, "sources", ())
    for i, source in enumerate(sources):
        if source.clause is None:
            continue
        clauses = [
            scheme.of("provision", source.clause)
            for scheme, document in documents
            if document == source.document
        ]
        if clauses and not any(clause in records for clause in clauses):
            place = ("sources", i, "clause")
            yield clauses[0], record.raw.error(place, Code.NO_SUCH_CLAUSE, found=source.clause)


def _topics(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """A question is of a topic that the site has."""
    site = records.get(Key("site"))
    if not isinstance(record.model, FrequentQuestion) or site is None:
        return
    topics = tuple(topic.id for topic in getattr(site.model, "question_topics", ()))
    if (topic := record.model.topic) not in topics:
        code = Code.NO_SUCH_TOPIC
        yield key, record.raw.error(("topic",), code, found=topic, allowed=topics)


def _notes(key: Key, record: ValidRecord, records: Records) -> Iterator[Fault]:
    """A note stands beside a part that its record has."""
    notes: tuple[Note, ...] = getattr(record.model, "notes", ())
    for i, note in enumerate(notes):
        name, _, number = (note.beside or "").partition(".")
        part = getattr(record.model, name, None) if name else note
        several = part if isinstance(part, tuple) else ()
        if part is None or part == () or int(number or 0) > len(several):
            place = ("notes", i, "beside")
            yield key, record.raw.error(place, Code.NO_SUCH_PART, found=note.beside)


_RULES: tuple[Callable[[Key, ValidRecord, Records], Iterator[Fault]], ...] = (
    _clause_above,
    _says_something,
    _covered,
    _open_correction,
    _parts,
    _reviews,
    _labels,
    _checklist_ids,
    _ranges,
    _tables,
    _ends,
    _days_of_a_visit,
    _topics,
    _notes,
)
