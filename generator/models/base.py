"""What every record shares: bilingual text, identifiers, references, sources and notes.

Models are frozen and refuse unknown fields. Scalars are strict: a number is never
taken for a text by accident, except that the words of a plain YAML scalar are kept
(``clause: 3.10`` is the locator "3.10", not the number 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    model_validator,
)
from pydantic_core import PydanticCustomError

from ..quantity import quantity

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

# Markup in a text would run in the reader's browser, and an attribute list
# (``{: onclick=…}``) or a script link would too.
_RAW_HTML = re.compile(r"<[A-Za-z/!?]")
_ATTRIBUTE_LIST = re.compile(r"\{:")
_LINK = re.compile(r"\]\s*\(([^)]*)\)?")
_ALLOWED_LINK = re.compile(
    r"https?://[^\s<>\"']+|mailto:[^\s<>\"']+|(?!(?:javascript|vbscript|data|file|blob):)[a-z]+:[a-z0-9][a-z0-9./-]*"
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

# YAML folds a long Chinese text with spaces that nobody typed.
_HAN = r"\u3000-\u303f\u3400-\u9fff\uff01-\uffef"
_FOLD = re.compile(rf"(?<=[{_HAN}])[ \n]+(?=[{_HAN}])")


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose value is the id of another record.

    ``kind`` is the kind of the target; ``local`` ids are relative to the scheme or
    visit that the record belongs to (``3.1`` for ``virtual-production/3.1``).
    """

    kind: str
    local: bool = False


def _words(value: Any) -> Any:
    """The words of a plain scalar as typed, where the loader has kept them."""
    return getattr(value, "text", value)


def _bare_number(value: Any) -> Any:
    """The number without the words that the loader keeps with it."""
    for type_ in (int, float):
        if isinstance(value, type_) and not isinstance(value, bool):
            return type_(value)
    return value


def _no_markup(value: str) -> str:
    if found := _RAW_HTML.search(value):
        raise PydanticCustomError(
            "raw_html",
            "raw HTML is not allowed in a text (found {found})",
            {"found": value[found.start() : found.start() + 20]},
        )
    if _ATTRIBUTE_LIST.search(value):
        raise PydanticCustomError(
            "attribute_list", "attribute lists ({{: … }}) are not allowed in a text", {}
        )
    for target in _LINK.findall(value):
        if not _ALLOWED_LINK.fullmatch(target):
            raise PydanticCustomError(
                "bad_link",
                "a link in a text goes to https://…, mailto:… or kind:id, not to {found}",
                {"found": target},
            )
    return value


def _zh(value: str) -> str:
    return _FOLD.sub("", value)


Str = Annotated[str, BeforeValidator(_words), Strict(), Field(min_length=1)]
Int = Annotated[int, Strict()]
Number = Annotated[int, Strict()] | Annotated[float, Strict(), Field(allow_inf_nan=False)]
Bool = Annotated[bool, Strict()]


def _iso_date(value: Any) -> Any:
    value = _words(value)
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError(
        "bad_date",
        "not a calendar date: write it as YYYY-MM-DD, for example 2024-07-22",
        {},
    )


Date = Annotated[date, BeforeValidator(_iso_date)]

Inline = Annotated[Str, AfterValidator(_no_markup)]
Id = Annotated[str, BeforeValidator(_words), Strict(), Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
FactId = Annotated[
    str,
    BeforeValidator(_words),
    Strict(),
    Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"),
]
Locator = Annotated[
    str,
    BeforeValidator(_words),
    Strict(),
    Field(pattern=r"^[1-9][0-9]*(\.[1-9][0-9]*){0,3}$"),
]

PersonRef = Annotated[Id, Ref("person")]
OrganisationRef = Annotated[Id, Ref("organisation")]
PlaceRef = Annotated[Id, Ref("place")]
SourceDocumentRef = Annotated[Id, Ref("source")]
PolicyRef = Annotated[Id, Ref("policy")]
ClauseRef = Annotated[Locator, Ref("provision", local=True)]


class Model(BaseModel):
    """Frozen; an unknown field is an error that names the fields there are."""

    # Built when first used: most models are only ever parts of a record's.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Text(Model):
    """What a reader reads, in both languages; one paragraph of inline Markdown."""

    zh: Annotated[Inline, AfterValidator(_zh)]
    en: Inline

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


class SourceRef(Model):
    """Where in which source document a record comes from."""

    document: SourceDocumentRef
    section: Text | None = None
    clause: Locator | None = None


class Note(Model):
    """An editor's note: what the source has wrong, unclear or contradictory.

    The value beside it stays as the source has it.
    """

    kind: Literal["contradiction", "slip", "ambiguity", "context"]
    text: Text


class Figure(Model):
    """A figure that the source names, as it names it."""

    label: Text
    value: Text
    note: Text | None = None


def quantities(cells: Sequence[Text]) -> tuple[Decimal, ...] | None:
    """The numbers of cells that count in one unit in each language, or nothing."""
    numbers: list[tuple[Decimal, ...]] = []
    for lang in LANGS:
        found = [each for cell in cells if (each := quantity(cell[lang])) is not None]
        if len(found) < len(cells) or len({unit for _, unit in found}) != 1:
            return None
        numbers.append(tuple(number for number, _ in found))
    same = numbers[0] == numbers[1] and min(numbers[0]) > 0
    return numbers[0] if same else None


class Table(Model):
    """A table of the source: a header row, then rows of as many cells."""

    id: Id
    title: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    chart: tuple[Annotated[Int, Field(ge=1)], ...] = ()
    """The rows, counted from 1, that are drawn as bars: all their cells count in one unit."""
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _rectangular(self) -> Table:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise PydanticCustomError(
                    "ragged_table",
                    "row {row} has {cells} cells, the header has {wanted}",
                    {"row": number, "cells": len(row), "wanted": len(self.columns)},
                )
        for number in self.chart:
            if number > len(self.rows) or quantities(self.rows[number - 1][1:]) is None:
                raise PydanticCustomError(
                    "chart_row",
                    "row {row} cannot be drawn: each of its cells but the first must be a"
                    " number above 0, all in one unit, and the same in both languages",
                    {"row": number},
                )
        return self


class Record(Model):
    """A file under ``data/``. Its id is its file name and is never typed again."""

    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)]
    notes: tuple[Note, ...] = ()
    unlinked: Text | None = None
    """Why no other record links here, where that is right."""
