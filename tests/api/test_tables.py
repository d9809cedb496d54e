"""Tables to download: the same rows as CSV and JSON, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator

from generator import kinds
from generator.api.page_table import Cell, CellValue, Column, PageTable
from generator.api.table_files import SCHEMA, csv_file, json_file, table_files, to_csv
from generator.api.tables import tables
from generator.content.catalogue import Catalogue
from generator.kinds import KINDS
from generator.languages import LANGS, Lang
from generator.models.base import Text


@pytest.fixture(scope="module")
def result(catalogue: Catalogue) -> dict[str, PageTable]:
    return {name: table.value for name, table in tables(catalogue).items()}


def _table(heading: Text, *cells: CellValue) -> PageTable:
    """A table of one column."""
    rows = tuple((Cell(cell),) for cell in cells)
    return PageTable("a/b", _both("t"), (Column("x", heading),), rows)


def _both(text: str) -> Text:
    return Text.model_construct(zh=text, en=text)


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_tables_that_there_are(result: dict[str, PageTable]) -> None:
    assert {
        "schemes/virtual-production/amounts",
        "schemes/virtual-production/instalments",
        "schemes/virtual-production/timeline",
        "schemes/virtual-production/rules/clauses",
        "schemes/virtual-production/documents/documents",
        "visits/usa-2024/delegation",
        "visits/tianjin-2014/itinerary",
        *(f"{name}/{name}" for name in ("people", "organisations", "places", "glossary")),
        "questions/questions",
    } <= set(result)


def test_every_figure_and_table_of_a_record_is_there(
    result: dict[str, PageTable], catalogue: Catalogue
) -> None:
    stops = catalogue.all(kinds.STOP)
    for stop in stops:
        for table in stop.model.tables:
            assert result[f"visits/{stop.key.scope}/stops/{stop.key.name}/{table.id}"].rows
    figures = [t for name, t in result.items() if name.endswith("/figures")]
    for kind in ("visit", "stop", "finding", "recommendation", "policy", "commentary", "scheme"):
        for entry in catalogue.all(KINDS[kind]):
            values = tuple(figure.value for figure in entry.model.figures)
            assert not values or values in [tuple(row[1].value for row in t.rows) for t in figures]


def test_a_question_is_a_row_with_its_topic_and_clauses(result: dict[str, PageTable]) -> None:
    rows = {row[0]: row[1:] for row in _rows(to_csv(result["questions/questions"], "en"))}
    assert rows["Id"] == ["Topic", "Question", "Answer", "Clauses"]
    topic, question, answer, clauses = rows["extension"]
    assert topic == "After approval"
    assert question.endswith("?")
    assert answer
    assert clauses.startswith("point 10")
    assert rows["official"][-1] == ""


def test_a_row_holds_what_the_data_hold(result: dict[str, PageTable], catalogue: Catalogue) -> None:
    first, *_ = _rows(to_csv(result["visits/usa-2024/delegation"], "en"))[1:]
    member = catalogue.get(kinds.VISIT, "usa-2024").model.members[0]
    person = catalogue.get(kinds.PERSON, member.person).model
    assert first == ["1", person.name.en, member.title.en, member.unit.en]
    amounts = _rows(to_csv(result["schemes/virtual-production/amounts"], "en"))
    assert ["Ceiling of the category", "Pilot", "8000000", "4.1"] in amounts


def test_csv_and_json_hold_the_same_and_the_json_is_valid(result: dict[str, PageTable]) -> None:
    files = table_files(result.values())
    validator = Draft202012Validator(json.loads(files[SCHEMA]))
    assert len(files) == 1 + 3 * len(result)
    for name, table in result.items():
        data = json.loads(files[json_file(name)])
        assert list(validator.iter_errors(data)) == [], name
        for lang in LANGS:
            heads, *rows = _rows(files[csv_file(name, lang)])
            assert heads == [column["heading"][lang] for column in data["columns"]]
            assert len(rows) == len(data["rows"]) == len(table.rows) > 0
            assert {len(row) for row in rows} == {len(heads)}, name


def test_csv_opens_in_a_spreadsheet() -> None:
    table = _table(_both("甲"), _both('say "yes", now'))
    text = to_csv(table, "zh")
    assert text == '\ufeff甲\r\n"say ""yes"", now"\r\n'


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "－1", "\n=1", " \n@a"]
)
@pytest.mark.parametrize("lang", LANGS)
def test_no_cell_is_a_formula(cell: str, lang: Lang) -> None:
    table = _table(_both(cell), cell, "a=1", None)
    heads, first, second, none = _rows(to_csv(table, lang))
    assert heads[0].startswith("'")
    assert first == [f"'{cell}"]
    assert second == ["a=1"]
    assert none == [""]


def test_no_part_of_a_cell_is_a_formula_where_lists_are_parted_by_semicolons() -> None:
    _, first, second = _rows(to_csv(_table(_both("甲"), "a;=1+1;@b", "a; -1"), "zh"))
    assert (first, second) == (["a;'=1+1;'@b"], ["a; -1"])


def test_texts_come_without_their_marks() -> None:
    table = _table(_both("h"), _both("**a** [b](term:c) 1 < 2"))
    assert _rows(to_csv(table, "en"))[1] == ["a b 1 < 2"]
