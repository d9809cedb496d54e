"""The tables of the registers: people, organisations, places, terms and sources, one a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from .. import kinds
from ..content.catalogue import Catalogue, Entry
from ..models.kind import Kind, M
from ..models.registry import Organisation, Person, Place, Source, Term
from .page_table import Cell, Column, PageTable, listed, name_cell


def _register(
    kind: Kind[M],
    columns: Callable[[Catalogue], Iterable[Column]],
    cells: Callable[[Catalogue, Entry[M]], tuple[Cell, ...]],
    catalogue: Catalogue,
) -> PageTable:
    assert kind.page is not None
    t = catalogue.interface
    return PageTable(
        f"{kind.page}/{kind.page}",
        t[kind.page],
        (Column("id", t["table_id"]), *columns(catalogue)),
        tuple((Cell(e.key.id), *cells(catalogue, e)) for e in catalogue.all(kind)),
    )


def _person_columns(catalogue: Catalogue) -> Iterator[Column]:
    t = catalogue.interface
    yield Column("name", t["name"], names_rows=True)
    yield Column("role", t["table_role"])
    yield Column("organisation", t["organisation"])
    yield Column("aliases", t["also_called"])
    yield Column("description", t["table_description"])


def _person(catalogue: Catalogue, entry: Entry[Person]) -> tuple[Cell, ...]:
    model = entry.model
    organisation = name_cell(catalogue, kinds.ORGANISATION, model.organisation)
    aliases = Cell(listed(model.aliases))
    return Cell(model.name), Cell(model.role), organisation, aliases, Cell(model.description)


def _place_columns(around: str, catalogue: Catalogue) -> Iterator[Column]:
    """``around`` names the column of the place in which something is."""
    t = catalogue.interface
    yield Column("name", t["table_name"], names_rows=True)
    yield Column(around, t["place"])
    yield Column("aliases", t["also_called"])
    yield Column("description", t["table_description"])


def _organisation(catalogue: Catalogue, entry: Entry[Organisation]) -> tuple[Cell, ...]:
    model = entry.model
    place = name_cell(catalogue, kinds.PLACE, model.place)
    return Cell(model.name), place, Cell(listed(model.aliases)), Cell(model.description)


def _place(catalogue: Catalogue, entry: Entry[Place]) -> tuple[Cell, ...]:
    model = entry.model
    within = name_cell(catalogue, kinds.PLACE, model.within)
    return Cell(model.name), within, Cell(listed(model.aliases)), Cell(model.description)


def _term_columns(catalogue: Catalogue) -> Iterator[Column]:
    t = catalogue.interface
    yield Column("name", t["table_name"], names_rows=True)
    yield Column("definition", t["table_definition"])
    yield Column("aliases", t["also_called"])


def _term(catalogue: Catalogue, entry: Entry[Term]) -> tuple[Cell, ...]:
    model = entry.model
    return Cell(model.name), Cell(model.definition), Cell(listed(model.aliases))


def _source_columns(catalogue: Catalogue) -> Iterator[Column]:
    t = catalogue.interface
    yield Column("title", t["table_name"], names_rows=True)
    yield Column("issuer", t["issuer"])
    yield Column("dated", t["dated"])
    yield Column("description", t["table_description"])


def _source(catalogue: Catalogue, entry: Entry[Source]) -> tuple[Cell, ...]:
    model = entry.model
    return Cell(model.title), Cell(model.issuer), Cell(model.dated), Cell(model.description)


REGISTER_TABLES: Mapping[str, Callable[[Catalogue], PageTable]] = {
    "people": partial(_register, kinds.PERSON, _person_columns, _person),
    "organisations": partial(
        _register, kinds.ORGANISATION, partial(_place_columns, "place"), _organisation
    ),
    "places": partial(_register, kinds.PLACE, partial(_place_columns, "within"), _place),
    "glossary": partial(_register, kinds.TERM, _term_columns, _term),
    "sources": partial(_register, kinds.SOURCE, _source_columns, _source),
}
"""By the addresses of their pages."""
