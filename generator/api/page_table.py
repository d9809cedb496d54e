"""A table that a page shows and that is published: one value for both.

A cell says what a program reads and what a page writes: a sum has its currency, a name the
record to which it leads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ..content.catalogue import AnyEntry, Catalogue
from ..languages import LANGS, LANGUAGES, SOURCE
from ..models.base import Text
from ..models.key import Key
from ..models.kind import Kind, M
from ..site.routes import address
from ..text.inline import plain


class Words(Text):
    """Plain words: what looks like a mark of Markdown in them is a sign that readers see."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum: programs read its number, a page writes its currency too."""

    amount: int | float
    currency: str


CellValue: TypeAlias = Text | Money | date | str | int | float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and the record to which it leads on a page."""

    value: CellValue
    target: Key | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column, the same in the page, the CSV file and the JSON file."""

    name: str
    """By which programs know it."""
    heading: Text
    numeric: bool = False
    """Whether a page sets its cells to the right, as figures to be compared."""
    names_rows: bool = False
    """Whether its cells say what each row is about."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table that a page shows, and that is published."""

    name: str
    title: Text
    """With what it is of, for a file that stands by itself."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_name(key: Key, part: str) -> str:
    """The name of a table that belongs to a record: a finding's figures are
    ``visits/usa-2024/findings/finding-x/figures``."""
    return f"{address(key, SOURCE).replace('#', '').strip('/')}/{part}"


def table_of(
    entry: AnyEntry,
    part: str,
    what: Text,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Cell, ...]],
) -> PageTable:
    """A table that belongs to a record: ``part`` ends its name, ``what`` its title."""
    return PageTable(table_name(entry.key, part), titled(entry, what), columns, tuple(rows))


def titled(entry: AnyEntry, what: Text) -> Words:
    """What a record is called, and which of its tables this is."""
    labelled = {lang: LANGUAGES[lang].labelled for lang in LANGS}
    words = {lang: labelled[lang](plain(entry.title[lang]), what[lang]) for lang in LANGS}
    return Words.of(**words)


def name_cell(catalogue: Catalogue, kind: Kind[M], reference: str | None) -> Cell:
    """The name of another record, and the link to it."""
    if reference is None:
        return Cell(None)
    entry = catalogue.get(kind, reference)
    return Cell(entry.link_title, entry.key)


def listed(names: Iterable[str]) -> str | None:
    """Names in one cell; nothing where there is none."""
    return "; ".join(names) or None


def joined(*texts: Text) -> Words:
    """Paragraphs in one cell."""
    spaces = {lang: LANGUAGES[lang].space for lang in LANGS}
    return Words.of(**{lang: spaces[lang].join(plain(t[lang]) for t in texts) for lang in LANGS})
