"""Import: a sheet with a row for each record to new files, and to changes of files there.

In: the catalogue of sound data, a kind, a sheet. Out: what would be written, and which records
are there already, the same or different; or every mistake of the sheet, with its row and column.
Nothing is written here, and no record there is changed unless it is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import yaml

from ..content.catalogue import AnyEntry, Catalogue
from ..content.load import FieldPath, RawRecord
from ..content.validate import validate
from ..content.yaml_reader import Mark
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from ..kinds import HEADS, KINDS, key_of
from ..models.base import unfit_id
from ..models.key import Key
from . import plausible
from .named_records import NamedRecords
from .sheet_cells import cell_of, spread, value_of, words
from .sheet_columns import Column, columns_of, folded
from .sheets import BadSheet, Row, Sheet
from .yaml_changes import Set
from .yaml_edit import edit
from .yaml_text import plain_text

IMPORTED = ("person", "organisation", "place", "term", "source", "stop", "finding",
            "recommendation")  # fmt: skip
"""The kinds of which a row can say all that has to be said."""

_MISSING = (Code.MISSING_FIELD, Code.MISSING_LANGUAGE)
_UNLINKED = {"zh": "匯入的，還沒有別的資料連到這裡。", "en": "Imported; no record links here yet."}


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is there, and each field of which the sheet says something else."""

    key: Key
    fields: tuple[tuple[Column, str, str], ...]
    """The column, what the file says, and what the sheet says."""


@dataclass(slots=True)
class Plan:
    """What an import comes to."""

    new: dict[Path, str] = field(default_factory=dict)
    same: list[Key] = field(default_factory=list)
    different: list[Difference] = field(default_factory=list)
    changed: dict[Path, str] = field(default_factory=dict)
    """The files of those that are different, as they would be."""


@dataclass(frozen=True, slots=True)
class RowRecord(RawRecord):
    """A row in the place of a file, so that its mistakes are those of its cells."""

    row: int = 0
    columns: Mapping[FieldPath, int] = field(default_factory=dict)

    def mark(self, path: FieldPath, *, key: bool = False) -> Mark:
        """The cell of a field."""
        plain = tuple(part for part in path if isinstance(part, str))
        for length in range(len(plain), 0, -1):
            for own, column in self.columns.items():
                if tuple(part for part in own if isinstance(part, str))[:length] == plain[:length]:
                    return Mark(self.row, column)
        return Mark(self.row, 1)

    def span(self, path: FieldPath) -> tuple[int, int]:
        """The row alone, whatever the field."""
        return self.row - 1, self.row


class Importer:
    """Reads the rows of one sheet; ``errors`` fills with what is wrong with them."""

    def __init__(
        self, catalogue: Catalogue, kind: str, sheet: Sheet, data: Path, head: Key | None
    ) -> None:
        self.catalogue, self.kind, self.sheet, self.data = catalogue, KINDS[kind], sheet, data
        self.head = head
        self.errors: list[DataError] = []
        self.columns = self._header()
        self.records = NamedRecords(catalogue, head)
        self.keys: dict[int, Key] = {}

    def plan(self) -> Plan:
        """What the sheet comes to.

        Raises:
            BadSheet: with every mistake in it.
        """
        for row in self.sheet.body:
            self._name(row)
        plan, missing = Plan(), dict[str, int]()
        fields = {row.number: self._fields(row) for row in self.sheet.body}
        referred = {
            str(item) for row in fields.values() for column, value in row.items()
            if column.ref is not None and column.ref.kind == self.kind.name
            for item in (value if isinstance(value, list) else [value])
        }  # fmt: skip
        for row in self.sheet.body:
            key = self.keys.get(row.number)
            entry = None if key is None else self.catalogue.find(key)
            values = fields[row.number]
            record = {} if entry is None else deepcopy(entry.raw.data)
            self._put(record, values)
            if key is None:
                continue
            if entry is None:
                self._complete(record, key, len(plan.new), key.name in referred)
            self._validate(row, key, record, missing)
            if entry is None:
                plan.new[self._file(key)] = self._text(key, record)
            else:
                self._compare(plan, key, entry, values)
        for column, _ in sorted(missing.items(), key=lambda item: item[1]):
            header = self.sheet.rows[0].number
            self.errors.append(self.sheet.error(header, 1, Code.MISSING_COLUMN, column=column))
        if self.errors:
            raise BadSheet(*self.errors)
        return plan

    # --- the header -------------------------------------------------------------------

    def _header(self) -> dict[int, Column]:
        known = columns_of(self.kind)
        found: dict[int, Column] = {}
        top = self.sheet.rows[0].number
        for at, name in enumerate(self.sheet.header, 1):
            if not name:
                continue
            column = next((c for c in known if folded(name) in c.names), None)
            if column is None:
                allowed = tuple(c.zh for c in known) + tuple(c.en for c in known)
                self.errors.append(
                    self.sheet.error(
                        top, at, Code.UNKNOWN_COLUMN, name, tuple(dict.fromkeys(allowed))
                    )
                )
            elif column in found.values():
                self.errors.append(self.sheet.error(top, at, Code.COLUMN_TWICE, name))
            else:
                found[at] = column
        return found

    # --- ids --------------------------------------------------------------------------

    def _name(self, row: Row) -> None:
        """Find out what a row's record is called, and let others refer to it."""
        named = {column.dotted: at for at, column in self.columns.items()}
        at = named.get("id") or named.get("name.en") or named.get("title.en") or 1
        cells = {name: _cell(row, column) for name, column in named.items()}
        id_ = cells.get("id", "").strip()
        english = cells.get("name.en") or cells.get("title.en") or ""
        id_ = id_ or slug(english)
        if not id_:
            self.errors.append(self.sheet.error(row.number, at, Code.NO_ENGLISH_NAME))
            return
        if self.head is not None and self.kind.scoped:
            id_ = id_.removeprefix(f"{self.head.scope}/")
        if (unfit := unfit_id(id_)) is not None:
            self.errors.append(self.sheet.error(row.number, at, unfit, id_, name=id_))
            return
        scoped = self.head if self.kind.scoped else None
        key = key_of(self.kind.name, id_) if scoped is None else scoped.of(self.kind.name, id_)
        first = next((number for number, other in self.keys.items() if other == key), None)
        if first is not None:
            code = Code.ROW_TWICE
            self.errors.append(self.sheet.error(row.number, at, code, id_, first=str(first)))
            return
        self.keys[row.number] = key
        names = [
            cells.get(f"{part}.{lang}", "") for part in ("name", "title") for lang in ("zh", "en")
        ]
        self.records.add(self.kind.name, id_, filter(None, names))

    # --- cells ------------------------------------------------------------------------

    def _fields(self, row: Row) -> dict[Column, object]:
        """What the cells of a row say that are not empty."""
        found: dict[Column, object] = {}
        width = len(self.sheet.header)
        for at, cell in enumerate(row.cells[width:], width + 1):
            if cell.strip():
                self.errors.append(self.sheet.error(row.number, at, Code.RAGGED_SHEET, cell))
        for at, column in self.columns.items():
            if not column.path or not (cell := _cell(row, at)).strip():
                continue

            def refuse(
                code: Code, wrong: str, allowed: tuple[str, ...], details: Mapping[str, str],
                at: int = at,
            ) -> None:  # fmt: skip
                self.errors.append(
                    self.sheet.error(row.number, at, code, wrong, allowed, **details)
                )

            found[column] = value_of(column, cell, self.records, refuse)
        return found

    def _put(self, record: dict[str, object], values: Mapping[Column, object]) -> None:
        """Write values into the fields of a record."""
        for column, value in values.items():
            *above, last = column.path
            if column.form == "paragraphs":
                _put_paragraphs(record, str(above[0]), str(last), cast(list[str], value))
                continue
            place: object = record
            for part, following in zip(above, column.path[1:], strict=True):
                empty: object = [] if isinstance(following, int) else {}
                if isinstance(place, list):
                    if not place:
                        place.append(empty)
                    place = place[0]
                elif isinstance(place, dict):
                    place = place.setdefault(part, empty)
            if isinstance(place, dict):
                place[last] = value

    def _complete(self, record: dict[str, object], key: Key, count: int, linked: bool) -> None:
        """What the sheet need not say of a new record: order, source, why it is unlinked."""
        place = plausible.Place(self.catalogue, key, count, self.head)
        fields = self.kind.model.model_fields
        if "order" in fields:
            record.setdefault("order", int(place.fill("order")))
        if "sources" in fields:
            sources = cast(list[dict[str, object]], record.setdefault("sources", [{}]))
            if "document" not in sources[0] and (self.head is not None or not sources[0]):
                sources[0] = {"document": place.fill("source"), **sources[0]}
        if self.kind.linked_from is not None and not linked:
            record.setdefault("unlinked", dict(_UNLINKED))

    def _validate(
        self, row: Row, key: Key, record: dict[str, object], missing: dict[str, int]
    ) -> None:
        where = {column.path: at for at, column in self.columns.items() if column.path}
        file = self.sheet.file
        # A row has no YAML, in which slips would be looked for: its lines are empty.
        node, text = yaml.ScalarNode("", ""), "\n" * row.number
        raw = RowRecord(key, file, record, node, text, row=row.number, columns=where)
        known = {c.dotted: c for c in columns_of(self.kind)}
        wrong = {(error.line, error.column) for error in self.errors}
        for error in validate([raw])[1]:
            if (error.line, error.column) in wrong:
                continue  # the cell names nothing that there is, which is said
            name = str(dict(error.details).get("field", ""))
            absent = [
                c for dotted, c in known.items()
                if f"{dotted}.".startswith(f"{name}.") and c not in self.columns.values()
            ] if error.code in _MISSING else []  # fmt: skip
            if absent and error.code == Code.MISSING_FIELD:
                for column in absent:
                    missing.setdefault(column.zh, row.number)
            else:
                self.errors.append(error)

    # --- what comes of it ---------------------------------------------------------------

    def _file(self, key: Key) -> Path:
        return self.data / self.kind.file.format(scope=key.scope, id=key.name)

    def _text(self, key: Key, record: dict[str, object]) -> str:
        names = [*self.kind.model.model_fields]
        last = ("unlinked", "sources")
        order = [name for name in names if name in record and name not in last]
        ordered = {name: record[name] for name in (*order, *(n for n in last if n in record))}
        up = "../" * (self._file(key).relative_to(self.data).as_posix().count("/") + 1)
        first = f"# yaml-language-server: $schema={up}schemas/{key.kind}.json\n"
        return first + plain_text(ordered)

    def _compare(
        self, plan: Plan, key: Key, entry: AnyEntry, values: Mapping[Column, object]
    ) -> None:
        fields, changes = [], []
        for column, value in values.items():
            old = next(spread(entry.record, column.path), None)
            if words(old) != words(value):
                fields.append((column, cell_of(words(old)), cell_of(value)))
                changes.append(column)
        if not fields:
            plan.same.append(key)
            return
        plan.different.append(Difference(key, tuple(fields)))
        record = deepcopy(entry.raw.data)
        self._put(record, {column: values[column] for column in changes})
        path = self.data.parent / entry.raw.file
        top = dict.fromkeys(str(column.path[0]) for column in changes)
        text = path.read_bytes().decode()
        plan.changed[path] = edit(text, [Set((name,), record[name]) for name in top])


def _cell(row: Row, at: int) -> str:
    return row.cells[at - 1] if at <= len(row.cells) else ""


def _put_paragraphs(record: dict[str, object], name: str, lang: str, lines: list[str]) -> None:
    old = cast(list[dict[str, str]], record.get(name, []))
    others = [{k: v for k, v in item.items() if k != lang} for item in old]
    others += [{} for _ in range(len(lines) - len(others))]
    texts = [
        {**other, **({lang: line} if line is not None else {})}
        for other, line in zip(others, [*lines, *[None] * (len(others) - len(lines))], strict=True)
    ]
    record[name] = [
        {part: text[part] for part in ("zh", "en") if part in text} for text in texts if text
    ]


def slug(name: str) -> str:
    """An id made of an English name: ``Lin Mei-hua`` is ``lin-mei-hua``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def head_named(catalogue: Catalogue, id_: str) -> Key:
    """The visit or scheme of an id.

    Raises:
        BadSheet: where there is none.
    """
    heads = {e.key.id: e.key for head in HEADS for e in catalogue.every_version(KINDS[head])}
    if id_ not in heads:
        details = (("kind", Word("visit")),)
        raise BadSheet(DataError("--scope", 1, 1, Code.NO_SUCH_RECORD, id_, tuple(heads), details))
    return heads[id_]
