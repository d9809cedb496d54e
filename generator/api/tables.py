"""Tables: what pages show in rows and programs download, described once for both.

In: the catalogue. Out: each table by the name that its files bear. A table
``visits/usa-2024/delegation`` stands on the page ``visits/usa-2024/`` and is published by
:mod:`~generator.api.table_files`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from .. import kinds
from ..content.catalogue import Catalogue, SchemeView, VisitView
from ..content.extent import has_page
from ..content.reader import Recorded, recorded
from ..kinds import KINDS
from ..labels import Label
from ..languages import LANGS
from ..models.base import Figure
from ..models.calculator import Calculator
from ..models.expressions import facts_in
from ..models.key import Key
from ..models.operators import Value
from ..models.table import Table as SourceTable
from ..models.visit import CommitmentKind
from ..rules.ceilings import ceilings
from ..rules.formulas import formulas
from .coverage import coverage_table
from .ledger_table import ledger_table
from .page_table import (
    Cell,
    Column,
    Money,
    PageTable,
    Words,
    joined,
    name_cell,
    table_name,
    table_of,
    titled,
)
from .questions import questions_table
from .register_tables import REGISTER_TABLES
from .scheme_words import for_whom, limit_name, payment

COMMITMENT_LABELS: Mapping[CommitmentKind, Label] = {
    "agreement": "commitment_agreement",
    "invitation": "commitment_invitation",
    "promise": "commitment_promise",
    "intention": "commitment_intention",
}

Maker: TypeAlias = Callable[[Catalogue], PageTable]

_OF_PAGES: Mapping[str, Maker] = {
    **REGISTER_TABLES,
    "recommendations": ledger_table,
    "questions": questions_table,
}
"""The table of each page that is one list, where there is the page."""


def tables(catalogue: Catalogue) -> dict[str, Recorded[PageTable]]:
    """Every table by its name, with the records from which it is made."""
    every = (recorded(catalogue, maker) for maker in _makers(catalogue))
    return {table.value.name: table for table in every}


def _makers(catalogue: Catalogue) -> Iterator[Maker]:
    """What makes each table; each by itself, so that it is known from which records."""
    for scheme in catalogue.versions():
        for of_scheme, has_rows in _SCHEME_TABLES.items():
            if has_rows(scheme.calculator):
                yield partial(_of_scheme, of_scheme, scheme.key)
    for visit in catalogue.visits():
        for of_visit in _VISIT_TABLES:
            if of_visit is not _commitments or any(stop.model.agreed for stop in visit.stops):
                yield partial(_of_visit, of_visit, visit.key)
    for stop in catalogue.all(kinds.STOP):
        for number in range(len(stop.model.tables)):
            yield partial(_of_source, stop.key, number)
    yield from (make for name, make in _OF_PAGES.items() if has_page(catalogue, name))
    for kind in KINDS.values():
        for entry in catalogue.every_version(kind):  # a version not in force has its page, too
            if getattr(entry.model, "figures", ()):
                yield partial(_figures, entry.key)


def _of_scheme(
    make: Callable[[SchemeView], PageTable], key: Key, catalogue: Catalogue
) -> PageTable:
    return make(SchemeView(catalogue, catalogue.entry(key)))


def _of_visit(make: Callable[[VisitView], PageTable], key: Key, catalogue: Catalogue) -> PageTable:
    return make(VisitView(catalogue, catalogue.entry(key)))


# --- schemes ------------------------------------------------------------------------------


def _amounts(scheme: SchemeView) -> PageTable:
    t, calculator = scheme.catalogue.interface, scheme.calculator
    amount = calculator.amount
    write = {lang: formulas(calculator, lang, t.in_language(lang)) for lang in LANGS}

    def worth(value: Value) -> Cell:
        """A sum of money as such; anything else as a formula."""
        if amount is not None and isinstance(value, int | float):
            return Cell(Money(value, amount.currency))
        return Cell(Words.of(**{lang: write[lang](value) for lang in LANGS}))

    every = [row for limit in calculator.limits for row in ceilings(limit, calculator.questions)]
    whom = [for_whom(scheme, row) for row in every]
    some = any(words is not None for words in whom)
    asked = {row.question.id for row in every if row.question is not None}
    for limit in calculator.limits:
        asked |= set() if limit.applies_when is None else set(facts_in(limit.applies_when))
    # The heading is that of categories where all that limits go by is what names the categories.
    heading = t["category" if asked == {calculator.category} else "applies_to"]
    rows = (
        (
            Cell(limit_name(scheme, row.limit)),
            *((Cell(words),) if some else ()),
            worth(row.value),
            _clause(scheme, row.clause),
        )
        for row, words in zip(every, whom, strict=True)
    )
    columns = (
        Column("limit", t["limit"], names_rows=True),
        *((Column("category", heading),) if some else ()),
        Column("cap", t["cap"], numeric=True),
        Column("clause", t["clause"]),
    )
    return table_of(scheme.entry, "amounts", t["amounts"], columns, rows)


def _instalments(scheme: SchemeView) -> PageTable:
    t = scheme.catalogue.interface
    rows = (
        (Cell(i.title), Cell(f"{i.percent}%"), Cell(i.needs), _clause(scheme, i.clause))
        for i in scheme.calculator.instalments
    )
    columns = (
        Column("instalment", t["instalment"], names_rows=True),
        Column("share", t["share_of_grant"], numeric=True),
        Column("needs", t["needs"]),
        Column("clause", t["clause"]),
    )
    return table_of(scheme.entry, "instalments", payment(scheme), columns, rows)


def _timeline(scheme: SchemeView) -> PageTable:
    t = scheme.catalogue.interface
    rows = (
        (Cell(d.title), Cell(d.rule), _clause(scheme, d.clause))
        for d in scheme.calculator.deadlines
    )
    columns = (
        Column("deadline", t["table_deadline"], names_rows=True),
        Column("rule", t["table_rule"]),
        Column("clause", t["clause"]),
    )
    return table_of(scheme.entry, "timeline", t["timeline"], columns, rows)


def _provisions(scheme: SchemeView) -> PageTable:
    t = scheme.catalogue.interface
    return PageTable(
        f"schemes/{scheme.id}/rules/clauses",
        titled(scheme.entry, t["rules"]),
        (
            Column("clause", t["clause"], names_rows=True),
            Column("heading", t["table_heading"]),
            Column("text", t["table_text"]),
        ),
        tuple(
            (
                Cell(entry.key.name, entry.key),
                Cell(entry.model.heading),
                Cell(joined(*entry.model.texts)),
            )
            for entry in scheme.provisions
        ),
    )


def _documents(scheme: SchemeView) -> PageTable:
    t = scheme.catalogue.interface
    return PageTable(
        f"schemes/{scheme.id}/documents/documents",
        titled(scheme.entry, t["documents"]),
        (
            Column("phase", t["table_phase"]),
            Column("document", t["table_document"], names_rows=True),
            Column("help", t["table_help"]),
            Column("when", t["table_when"]),
            Column("clause", t["clause"]),
        ),
        tuple(
            (
                Cell(phase.title),
                Cell(item.title),
                Cell(item.help),
                Cell(t["table_always" if item.needed_when is None else "checklist_some"]),
                _clause(scheme, item.clause),
            )
            for phase in scheme.checklist.phases
            for item in phase.items
        ),
    )


_SCHEME_TABLES: Mapping[Callable[[SchemeView], PageTable], Callable[[Calculator], bool]] = {
    _amounts: lambda calculator: bool(calculator.limits),
    _instalments: lambda calculator: bool(calculator.instalments),
    _timeline: lambda calculator: bool(calculator.deadlines),
    _provisions: lambda _: True,
    _documents: lambda _: True,
    coverage_table: lambda _: True,
}
"""The tables of a scheme, and of which calculators there is each."""


def _clause(scheme: SchemeView, locator: str) -> Cell:
    return Cell(locator, scheme.key.of("provision", locator))


# --- visits -------------------------------------------------------------------------------


def _delegation(visit: VisitView) -> PageTable:
    t = visit.catalogue.interface
    rows = (
        (
            Cell(number),
            name_cell(visit.catalogue, kinds.PERSON, member.person),
            Cell(member.title),
            Cell(member.unit),
        )
        for number, member in enumerate(visit.model.members, start=1)
    )
    columns = (
        Column("number", t["number"], numeric=True),
        Column("name", t["name"], names_rows=True),
        Column("title", t["title"]),
        Column("unit", t["unit"]),
    )
    return table_of(visit.entry, "delegation", t["delegation"], columns, rows)


def _itinerary(visit: VisitView) -> PageTable:
    t = visit.catalogue.interface

    def stop(name: str | None) -> Cell:
        """The cell of a stop by its name; an empty one where the entry is of no stop."""
        reference = None if name is None else f"{visit.id}/{name}"
        return name_cell(visit.catalogue, kinds.STOP, reference)

    rows = (
        (
            Cell(day.date),
            Cell(day.until or day.date),
            Cell(day.place),
            Cell(item.text),
            stop(item.stop),
        )
        for day in visit.model.itinerary
        for item in day.items
    )
    columns = (
        Column("date", t["table_from"], names_rows=True),
        Column("until", t["table_until"]),
        Column("place", t["place"]),
        Column("text", t["table_what"]),
        Column("stop", t["stops"]),
    )
    return table_of(visit.entry, "itinerary", t["itinerary"], columns, rows)


def _commitments(visit: VisitView) -> PageTable:
    t = visit.catalogue.interface
    rows = (
        (
            Cell(t[COMMITMENT_LABELS[item.kind]]),
            Cell(item.who),
            Cell(item.text),
            Cell(stop.link_title, stop.key),
        )
        for stop in visit.stops
        for item in stop.model.agreed
    )
    columns = (
        Column("kind", t["commitment_kind"]),
        Column("who", t["commitment_who"], names_rows=True),
        Column("what", t["commitment_what"]),
        Column("stop", t["commitment_stop"]),
    )
    return table_of(visit.entry, "commitments", t["commitments"], columns, rows)


_VISIT_TABLES = (_delegation, _itinerary, _commitments)


def _of_source(stop: Key, number: int, catalogue: Catalogue) -> PageTable:
    """A table that a source has, as the record of a stop restates it."""
    table: SourceTable = catalogue.entry(stop).model.tables[number]
    columns = (
        Column(f"column-{at}", words, names_rows=at == 1)
        for at, words in enumerate(table.columns, start=1)
    )
    rows = tuple(tuple(map(Cell, row)) for row in table.rows)
    return PageTable(table_name(stop, table.id), table.title, tuple(columns), rows)


# --- what several have --------------------------------------------------------------------


def _figures(key: Key, catalogue: Catalogue) -> PageTable:
    t, entry = catalogue.interface, catalogue.entry(key)
    figures: tuple[Figure, ...] = entry.model.figures
    columns = (
        Column("label", t["table_figure"], names_rows=True),
        Column("value", t["table_value"]),
        Column("note", t["table_note"]),
    )
    rows = ((Cell(f.label), Cell(f.value), Cell(f.note)) for f in figures)
    return table_of(entry, "figures", t["facts_and_figures"], columns, rows)
