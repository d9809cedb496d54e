"""Invariants: what has to be true of records beyond their fields and links, by kind.

In: the valid records by key. Out: each error with the key of the record that is at fault, which
may be another than the one in which the error shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from ..kinds import KINDS, head_of
from ..labels import LABELS
from ..models.base import Note, Reviewed, SourceRef
from ..models.key import Key
from ..models.question import FrequentQuestion
from ..models.scheme import Provision, Scheme
from ..models.site import Interface
from ..models.visit import Stop, Visit
from .load import FieldPath
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
    if not visit.start <= day <= visit.end:
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
    _parts,
    _reviews,
    _labels,
    _days_of_a_visit,
    _topics,
    _notes,
)
