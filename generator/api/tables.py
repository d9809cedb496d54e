"""Tables: what the pages show in rows, as CSV in each language and JSON in both.

In: the catalogue. Out: each table by the name that its files bear, and the files. A table
``visits/usa-2024/members`` stands on the page ``visits/usa-2024/`` and is published as
``api/tables/visits/usa-2024/members.json``, ``….zh-Hant.csv`` and ``….en.csv``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..content.catalogue import Catalogue, Entry, Key, SchemeView, VisitView
from ..models import MODELS
from ..models.base import LANGS, Figure, Lang, Text
from ..models.base import Table as SourceTable
from ..rules.formulas import formulas
from ..site.routes import HTML_LANG, address
from ..text.inline import plain
from ..text.json_text import in_lines
from .schema import ColumnData, TableData

Cell = Text | str | int | float | None

SCHEMA = "api/tables/table.schema.json"

# What a spreadsheet would run: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a page shows it."""

    name: str
    title: Text
    columns: tuple[tuple[str, Text], ...]
    """The name of each column for programs, and its heading."""
    rows: tuple[tuple[Cell, ...], ...]


def table_name(key: Key, part: str) -> str:
    """The name of a table that belongs to a record: a finding's figures are
    ``visits/usa-2024/findings/finding-x/figures``."""
    return f"{address(key, 'zh').replace('#', '').strip('/')}/{part}"


def table_files(tables: Iterable[Table]) -> dict[str, str]:
    """Every table's files by name, and their text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= TableData.model_json_schema()
    files = {SCHEMA: in_lines(schema)}
    for table in tables:
        for lang in LANGS:
            files[csv_file(table.name, lang)] = to_csv(table, lang)
        files[json_file(table.name)] = _data(table).model_dump_json(indent=1) + "\n"
    return files


def csv_file(name: str, lang: Lang) -> str:
    return f"api/tables/{name}.{HTML_LANG[lang]}.csv"


def json_file(name: str) -> str:
    return f"api/tables/{name}.json"


def to_csv(table: Table, lang: Lang) -> str:
    """RFC 4180, with a byte order mark, without which spreadsheets misread Chinese.

    A cell that a spreadsheet would take for a formula opens with an apostrophe.
    """

    def word(cell: Cell) -> str:
        text = plain(cell[lang]) if isinstance(cell, Text) else "" if cell is None else str(cell)
        return f"'{text}" if text.startswith(_FORMULA) else text

    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(word(heading) for _, heading in table.columns)
    writer.writerows([word(cell) for cell in row] for row in table.rows)
    return file.getvalue()


def _data(table: Table) -> TableData:
    names = [name for name, _ in table.columns]
    return TableData(
        title=table.title,
        columns=tuple(ColumnData(name=name, heading=heading) for name, heading in table.columns),
        rows=tuple(dict(zip(names, row, strict=True)) for row in table.rows),
    )


def tables(catalogue: Catalogue) -> dict[str, Table]:
    """Every table by its name."""
    made = _Tables(catalogue)
    return {table.name: table for table in made.all()}


class _Tables:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.t = catalogue.interface

    def all(self) -> Iterator[Table]:
        for scheme in self.catalogue.versions():
            yield from self._scheme(scheme)
        for visit in self.catalogue.visits():
            yield from self._visit(visit)
        for stop in self.catalogue.all("stop"):
            for each in stop.model.tables:
                yield self._of_source(stop, each)
        yield from self._registers()
        for kind in MODELS:
            for entry in self.catalogue.all(kind):
                if figures := getattr(entry.model, "figures", ()):
                    yield self._figures(entry, figures)

    def _scheme(self, scheme: SchemeView) -> Iterator[Table]:
        t, calculator, page = self.t, scheme.calculator, scheme.entry
        clause = ("clause", t["clause"])
        write = {
            lang: formulas(calculator, lang, {k: text[lang] for k, text in t.root.items()})
            for lang in LANGS
        }

        def worth(value: Any) -> Cell:
            """A sum of money as a number; anything else as pages show it."""
            if isinstance(value, int | float):
                return value
            return Text(**{lang: write[lang](value) for lang in LANGS})

        amounts: list[tuple[Cell, ...]] = []
        for limit in calculator.amount.limits:
            by = getattr(limit.value, "by", None)
            if by is None:
                amounts.append((limit.label, None, worth(limit.value), limit.clause))
                continue
            question = next(q for q in calculator.questions if q.id == by.fact)
            for option in getattr(question, "options", ()):
                at = limit.clauses.get(option.id, limit.clause)
                amounts.append((limit.label, option.label, worth(by.cases[option.id]), at))
        yield self._table(
            page, "amounts", t["amounts"],
            [("limit", t["limit"]), ("category", t["category"]), ("cap", t["cap"]), clause],
            amounts,
        )  # fmt: skip
        yield self._table(
            page, "instalments", t["instalments"],
            [
                ("instalment", t["instalment"]), ("share", t["share_of_grant"]),
                ("needs", t["needs"]), clause,
            ],
            [(i.title, f"{i.percent}%", i.needs, i.clause) for i in calculator.instalments],
        )  # fmt: skip
        if calculator.deadlines:
            yield self._table(
                page, "timeline", t["timeline"],
                [("deadline", t["table_deadline"]), ("rule", t["table_rule"]), clause],
                [(d.title, d.rule, d.clause) for d in calculator.deadlines],
            )  # fmt: skip
        yield Table(
            f"schemes/{scheme.id}/rules/clauses",
            self._titled(page, t["rules"]),
            (clause, ("heading", t["table_heading"]), ("text", t["table_text"])),
            tuple(
                (each.key.name, each.model.heading, _joined(each.model.text, *each.model.details))
                for each in scheme.provisions
            ),
        )
        yield Table(
            f"schemes/{scheme.id}/documents/documents",
            self._titled(page, t["documents"]),
            (
                ("phase", t["table_phase"]), ("document", t["table_document"]),
                ("help", t["table_help"]), ("when", t["table_when"]), clause,
            ),
            tuple(
                (
                    phase.title, item.title, item.help,
                    t["table_always"] if item.needed_when is None else t["checklist_some"],
                    item.clause,
                )
                for phase in scheme.checklist.phases
                for item in phase.items
            ),
        )  # fmt: skip

    def _visit(self, visit: VisitView) -> Iterator[Table]:
        t, page = self.t, visit.entry
        yield self._table(
            page, "delegation", t["delegation"],
            [
                ("number", t["number"]), ("name", t["name"]), ("title", t["title"]),
                ("unit", t["unit"]),
            ],
            [
                (number, self._name("person", each.person), each.title, each.unit)
                for number, each in enumerate(visit.model.members, start=1)
            ],
        )  # fmt: skip
        yield self._table(
            page, "itinerary", t["itinerary"],
            [
                ("date", t["table_from"]), ("until", t["table_until"]), ("place", t["place"]),
                ("text", t["table_what"]), ("stop", t["stops"]),
            ],
            [
                (
                    _day(day.date), _day(day.until or day.date), day.place, item.text,
                    self._name("stop", f"{visit.id}/{item.stop}") if item.stop else None,
                )
                for day in visit.model.itinerary
                for item in day.items
            ],
        )  # fmt: skip

    def _registers(self) -> Iterator[Table]:
        t = self.t
        aliases = ("aliases", t["also_called"])
        description = ("description", t["table_description"])
        for path, kind, columns, cells in (
            ("people", "person", [("name", t["name"]), ("role", t["table_role"]),
             ("organisation", t["organisation"]), aliases, description], self._person),
            ("organisations", "organisation",
             [("name", t["table_name"]), ("place", t["place"]), aliases, description],
             self._organisation),
            ("places", "place",
             [("name", t["table_name"]), ("within", t["place"]), aliases, description],
             self._place),
            ("glossary", "term", [("name", t["table_name"]),
             ("definition", t["table_definition"]), aliases], self._term),
            ("sources", "source", [("title", t["table_name"]), ("issuer", t["issuer"]),
             ("dated", t["dated"]), description], self._source),
        ):  # fmt: skip
            yield Table(
                f"{path}/{path}",
                t[path],
                (("id", t["table_id"]), *columns),
                tuple((e.key.id, *cells(e)) for e in self.catalogue.all(kind)),
            )

    def _person(self, entry: Entry) -> tuple[Cell, ...]:
        model = entry.model
        organisation = self._name("organisation", model.organisation)
        return model.name, model.role, organisation, _listed(model.aliases), model.description

    def _organisation(self, entry: Entry) -> tuple[Cell, ...]:
        model = entry.model
        place = self._name("place", model.place)
        return model.name, place, _listed(model.aliases), model.description

    def _place(self, entry: Entry) -> tuple[Cell, ...]:
        model = entry.model
        within = self._name("place", model.within)
        return model.name, within, _listed(model.aliases), model.description

    def _term(self, entry: Entry) -> tuple[Cell, ...]:
        return entry.model.name, entry.model.definition, _listed(entry.model.aliases)

    def _source(self, entry: Entry) -> tuple[Cell, ...]:
        model = entry.model
        dated = None if model.dated is None else _day(model.dated)
        return model.title, model.issuer, dated, model.description

    def _figures(self, entry: Entry, figures: Iterable[Figure]) -> Table:
        t = self.t
        return self._table(
            entry, "figures", t["facts_and_figures"],
            [
                ("label", t["table_figure"]), ("value", t["table_value"]),
                ("note", t["table_note"]),
            ],
            [(each.label, each.value, each.note) for each in figures],
        )  # fmt: skip

    def _of_source(self, entry: Entry, table: SourceTable) -> Table:
        return Table(
            table_name(entry.key, table.id),
            table.title,
            tuple((f"column-{n}", words) for n, words in enumerate(table.columns, start=1)),
            table.rows,
        )

    def _table(
        self,
        entry: Entry,
        part: str,
        what: Text,
        columns: Iterable[tuple[str, Text]],
        rows: Iterable[tuple[Cell, ...]],
    ) -> Table:
        title = self._titled(entry, what)
        return Table(table_name(entry.key, part), title, tuple(columns), tuple(rows))

    def _titled(self, entry: Entry, what: Text) -> Text:
        return Text(
            zh=f"{plain(entry.title.zh)}：{what.zh}", en=f"{plain(entry.title.en)}: {what.en}"
        )

    def _name(self, kind: str, id_: str | None) -> Text | None:
        return None if id_ is None else self.catalogue.get(kind, id_).title


def _day(day: date) -> str:
    return day.isoformat()


def _listed(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


def _joined(*texts: Text) -> Text:
    return Text(
        zh="".join(plain(each.zh) for each in texts), en=" ".join(plain(each.en) for each in texts)
    )
