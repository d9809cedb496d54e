"""A scheme's worked examples to a sheet of cases, and a sheet to examples.

In: the catalogue of sound data, what its rules come to, a scheme. Out: a row for each example with
what the calculator says now; or, of a sheet, the files of new cases and of changed ones. What is
expected is never taken from the calculator unless that is asked for.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from ..content.catalogue import Entry, SchemeView
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..models.base import unfit_id
from ..models.scheme import Example
from ..rules.engine import FactRefused, evaluate
from ..rules.worked_examples import RuleResults, outcome
from .case_columns import (
    EXPECTED,
    NULL,
    STATUS,
    TEXTS,
    CaseColumns,
    NoAnswer,
    answer_cell,
    answer_of,
    outcome_cell,
    outcome_of,
    outcomes,
)
from .import_records import slug
from .sheet_cells import number
from .sheets import BadSheet, Row, Sheet
from .yaml_changes import Change, Set
from .yaml_edit import edit, same
from .yaml_text import plain_text

Fields = dict[str, object]


@dataclass(slots=True)
class Cases:
    """What a sheet of cases comes to."""

    new: dict[Path, str] = field(default_factory=dict)
    changed: dict[Path, str] = field(default_factory=dict)
    same: int = 0
    accepted: list[tuple[str, str, str, str]] = field(default_factory=list)
    """The id, the field, what was expected, and what the calculator says and is written."""


def rows_of(scheme: SchemeView, results: RuleResults) -> list[list[str]]:
    """The examples of a scheme as rows of a sheet, the header first."""
    columns = CaseColumns.of(scheme)
    return [columns.header, *(_row(columns, entry, results) for entry in scheme.examples)]


def _row(columns: CaseColumns, entry: Entry[Example], results: RuleResults) -> list[str]:
    model, found = entry.model, results.examples[entry.key]
    expect = model.expect.model_dump(mode="json", exclude_unset=True)
    now = outcome(found["result"])
    cells = {"id": entry.key.name}
    for key in TEXTS:
        name, _, lang = key.partition(".")
        cells[key] = getattr(getattr(model, name), lang)
    for id_, question in columns.questions.items():
        cells[id_] = answer_cell(question, found["facts"].get(id_))
    cells["expect.verdict"] = outcome_cell("verdict", expect.get("verdict"))
    cells["expect.cap"] = _cap(expect["cap"]) if "cap" in expect else ""
    for id_, status in expect.get("statuses", {}).items():
        cells[f"{STATUS}{id_}"] = outcome_cell("status", status)
    cells["now.verdict"] = outcome_cell("verdict", now["verdict"])
    cells["now.cap"] = _cap(now["cap"])
    return [cells.get(key, "") for key in columns.names]


def _cap(cap: object) -> str:
    return NULL if cap is None else str(cap)


class CaseReader:
    """Reads a sheet of cases; ``accept`` lets the calculator's results be what is expected."""

    def __init__(
        self, scheme: SchemeView, results: RuleResults, sheet: Sheet, data: Path, accept: bool
    ) -> None:
        self.scheme, self.results, self.sheet = scheme, results, sheet
        self.data, self.accept = data, accept
        self.columns = CaseColumns.of(scheme)
        self.at, self.errors = self.columns.read(sheet)
        self.found = Cases()

    def read(self) -> Cases:
        """What the sheet comes to.

        Raises:
            BadSheet: with every mistake in it, and every result that is otherwise than expected.
        """
        rows: dict[str, int] = {}
        for row in self.sheet.body:
            id_ = self._cell(row, "id") or slug(self._cell(row, "title.en"))
            if not id_:
                self._refuse(row, "id", Code.NO_ENGLISH_NAME)
            elif (unfit := unfit_id(id_)) is not None:
                self._refuse(row, "id", unfit, id_, name=id_)
            elif id_ in rows:
                self._refuse(row, "id", Code.ROW_TWICE, id_, first=str(rows[id_]))
            else:
                rows[id_] = row.number
                self._case(row, id_)
        if self.errors:
            raise BadSheet(*self.errors)
        return self.found

    def _case(self, row: Row, id_: str) -> None:
        before = len(self.errors)
        entry = next((e for e in self.scheme.examples if e.key.name == id_), None)
        old: Fields = {} if entry is None else dict(self.results.examples[entry.key]["facts"])
        facts = self._facts(row, old)
        expect = self._expect(row, {} if entry is None else entry)
        if len(self.errors) > before:
            return
        try:
            result = evaluate(self.results.calculators[self.scheme.id].data, facts)
        except FactRefused as refused:
            self._refuse_answer(row, refused.fact)
            return
        changes = [] if entry is None else self._changes(row, entry, old, facts, expect)
        if entry is None or changes:
            self._compare(row, id_, expect, outcome(result))
        if entry is None:
            self._add(row, id_, facts, expect)
        elif not changes:
            self.found.same += 1
        elif len(self.errors) == before:
            changes = self._changes(row, entry, old, facts, expect)
            path = self.data.parent / entry.raw.file
            self.found.changed[path] = edit(path.read_bytes().decode(), changes)

    # --- what a row says ----------------------------------------------------------------

    def _cell(self, row: Row, key: str) -> str:
        at = self.at.get(key, 0)
        return row.cells[at - 1].strip() if 0 < at <= len(row.cells) else ""

    def _facts(self, row: Row, old: Fields) -> Fields:
        facts = {id_: answer for id_, answer in old.items() if id_ not in self.at}
        for id_, question in self.columns.questions.items():
            if id_ in self.at:
                try:
                    answer = answer_of(question, self._cell(row, id_))
                except NoAnswer:
                    self._refuse_answer(row, id_)
                else:
                    facts |= {} if answer is None else {id_: answer}
        return facts

    def _expect(self, row: Row, entry: Entry[Example] | Fields) -> Fields:
        """What is expected: what the example expects, and the cells of the sheet."""
        expect: Fields = {}
        if isinstance(entry, Entry):
            expect = entry.model.expect.model_dump(mode="json", exclude_unset=True)
        statuses = cast(dict[str, str], expect.pop("statuses", {}))
        for key in self.at:
            kind, _, name = key.partition(".")
            if key not in EXPECTED and kind != "status":
                continue
            cell = self._cell(row, key)
            into: Fields = expect if kind == "expect" else cast(Fields, statuses)
            into.pop(name, None)
            try:
                if cell:
                    into[name] = _expected(kind, name, cell)
            except NoAnswer:
                allowed = () if name == "cap" else outcomes("verdict" if kind == "expect" else kind)
                self._refuse(row, key, Code.NOT_ONE_OF, cell, allowed)
        return {**expect, **({"statuses": statuses} if statuses else {})}

    def _compare(self, row: Row, id_: str, expect: Fields, actual: Fields) -> None:
        """Refuse what the calculator says otherwise, or take it over where that is accepted."""
        if not expect and not self.accept:
            self._refuse(row, "expect.verdict", Code.NOTHING_EXPECTED)
        if not expect and self.accept:
            expect |= {"verdict": None, "cap": None}
        for name, wanted in expect.items():
            pairs = [(expect, actual, name)]
            if isinstance(wanted, dict):
                pairs = [(wanted, cast(Fields, actual[name]), part) for part in wanted]
            for own, now, part in pairs:
                if part not in now or own[part] == now[part]:
                    continue
                key = f"{STATUS}{part}" if name == "statuses" else f"expect.{part}"
                if self.accept:
                    words = (_shown(name, own[part]), _shown(name, now[part]))
                    self.found.accepted.append((id_, self._name_of(key), *words))
                    own[part] = now[part]
                else:
                    self._refuse(
                        row, key, Code.EXPECTED_OTHERWISE, self._cell(row, key) or None,
                        expected=_shown(name, own[part]), actual=_shown(name, now[part]),
                    )  # fmt: skip

    def _name_of(self, key: str) -> str:
        return self.columns.names.get(key, key.partition(".")[2])

    # --- what comes of it ---------------------------------------------------------------

    def _changes(
        self, row: Row, entry: Entry[Example], old: Fields, facts: Fields, expect: Fields
    ) -> list[Change]:
        changes: list[Change] = []
        for key in TEXTS:
            name, _, lang = key.partition(".")
            cell = self._cell(row, key)
            if cell and cell != getattr(getattr(entry.model, name), lang):
                changes.append(Set((name, lang), cell))
        if not same(old, facts):
            changes.append(Set(("facts",), self._own(entry, facts)))
        before = entry.model.expect.model_dump(mode="json", exclude_unset=True)
        if not same(before, expect):
            changes.append(Set(("expect",), expect))
        return changes

    def _own(self, entry: Entry[Example], facts: Fields) -> Fields:
        """The answers that an example has to state, where it is based on another."""
        if entry.model.based_on is None:
            return facts
        base = self.results.examples[entry.key.of("example", entry.model.based_on)]["facts"]
        own = {id_: answer for id_, answer in facts.items() if base.get(id_) != answer}
        return {**own, **{id_: None for id_ in base if id_ not in facts}}

    def _add(self, row: Row, id_: str, facts: Fields, expect: Fields) -> None:
        texts: dict[str, dict[str, str]] = {"title": {}, "story": {}}
        for key in TEXTS:
            name, _, lang = key.partition(".")
            texts[name][lang] = self._cell(row, key)
            if not texts[name][lang]:
                self._refuse(row, key, Code.EMPTY_TEXT)
        last = max((e.model.order for e in self.scheme.examples), default=0)
        record = {
            "order": last + 1 + len(self.found.new),
            **texts,
            "facts": facts,
            "expect": deepcopy(expect),
            "sources": [{"document": self.scheme.model.sources[0].document}],
        }
        path = (
            self.data.parent / Path(self.scheme.entry.raw.file).parent / "examples" / f"{id_}.yml"
        )
        up = "../" * (path.relative_to(self.data.parent).as_posix().count("/"))
        first = f"# yaml-language-server: $schema={up}schemas/example.json\n"
        self.found.new[path] = first + plain_text(record)

    def _refuse_answer(self, row: Row, fact: str) -> None:
        label = self.columns.names[fact]
        self._refuse(row, fact, Code.NOT_AN_ANSWER, self._cell(row, fact), question=label)

    def _refuse(
        self,
        row: Row,
        key: str,
        code: Code,
        found: str | None = None,
        allowed: tuple[str, ...] = (),
        **details: str,
    ) -> None:
        at = self.at.get(key, 1)
        error: DataError = self.sheet.error(row.number, at, code, found, allowed, **details)
        self.errors.append(error)


def _shown(name: str, outcome: object) -> str:
    """What a message says of an outcome."""
    if name in ("verdict", "statuses") and outcome is not None:
        return outcome_cell("verdict" if name == "verdict" else "status", outcome)
    return "—" if outcome is None else str(outcome)


def _expected(kind: str, name: str, cell: str) -> object:
    if name != "cap":
        return outcome_of("verdict" if kind == "expect" else kind, cell)
    if cell == NULL:
        return None
    figure = number(cell)
    if not isinstance(figure, int):
        raise NoAnswer
    return figure
