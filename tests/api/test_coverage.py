"""What the rules cover: every clause once, by what it is taken up, and by whom it is tested."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.api.export import export
from generator.api.table_files import csv_file, to_csv
from generator.api.tables import tables
from generator.build import check
from generator.content.catalogue import Catalogue
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors
from generator.languages import LANGS
from generator.site.page import Page
from tests.conftest import DATA, edit

RULES = DATA / "schemes/virtual-production"


@pytest.fixture(scope="module")
def covered(files: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files["api/schemes/virtual-production/coverage.json"])
    return data


def _clause(covered: dict[str, Any], locator: str) -> dict[str, Any]:
    (found,) = (line for line in covered["clauses"] if line["locator"] == locator)
    return dict(found)


def test_every_clause_stands_there_once_and_is_counted(
    covered: dict[str, Any], files: dict[str, str]
) -> None:
    schema = json.loads(files["api/schemes/coverage.schema.json"])
    Draft202012Validator(schema).validate(covered)
    names = [line["locator"] for line in covered["clauses"]]
    assert sorted(names) == sorted(path.stem for path in (RULES / "provisions").glob("*.yml"))
    assert sum(covered["counts"].values()) == len(names)
    for line in covered["clauses"]:
        taken = line["taken_up"] in ("calculator", "checklist")
        assert taken == bool(line["rests"]), line["locator"]


def test_a_clause_names_what_rests_on_it_and_what_tests_it(covered: dict[str, Any]) -> None:
    ceiling = _clause(covered, "4.1")
    assert [(item["role"], item["id"]) for item in ceiling["rests"]] == [("amount", "ceiling")]
    tested = {
        clause: {item["id"] for item in _clause(covered, clause)["examples"]}
        for clause in ("4", "4.1", "4.3")
    }
    assert "pilot-ceiling-binds" in tested["4.1"] - tested["4.3"]
    assert "series-trailer" in tested["4.3"] - tested["4.1"]
    assert "both-limits-bind" in tested["4"]
    assert {item["role"] for item in _clause(covered, "5.1.1")["rests"]} == {"document"}
    resolution = _clause(covered, "3.5")
    assert (resolution["two_ways"], ceiling["two_ways"]) == (True, False)
    assert "frame-too-small" in {item["id"] for item in resolution["examples"]}
    third = _clause(covered, "8.1.3")
    assert {"instalment", "deadline", "phase", "question"} == {r["role"] for r in third["rests"]}


def test_every_clause_that_reads_two_ways_says_so_and_where(
    covered: dict[str, Any], catalogue: Catalogue, pages: list[Page]
) -> None:
    (scheme,) = catalogue.schemes()
    noted = {
        entry.key.name
        for entry in scheme.provisions
        if any(note.kind == "ambiguity" for note in entry.model.notes)
    }
    shown = {rule.clause for rule in scheme.calculator.requirements if rule.readings}
    assert {"2", "3.1", "5.2", "7.1", "10.1"} <= noted - shown
    for line in covered["clauses"]:
        name = line["locator"]
        places = [("calculator", shown), ("rules", noted)]
        assert line["readings_in"] == [place for place, names in places if name in names], name
        assert line["two_ways"] == (name in noted | shown), name
    (page,) = (p.markdown for p in pages if p.address == "en/schemes/virtual-production/coverage/")
    assert f"<strong>{len(noted | shown)}</strong> Reads two ways" in page
    assert page.count('class="tag">Reads two ways<') == len(noted | shown)
    assert page.count("<small>said in a note on the page of the rules</small>") == len(
        noted - shown
    )


def test_what_is_left_out_says_why(covered: dict[str, Any]) -> None:
    panel = _clause(covered, "7.4.2")
    assert panel["taken_up"] == panel["left_out"]["reason"] == "judgement"
    partly = _clause(covered, "3.6")
    assert partly["taken_up"] == "calculator"
    assert partly["left_out"]["why"]["en"].startswith("The deduction")
    for line in covered["clauses"]:
        if line["taken_up"] not in ("calculator", "checklist", "heading", "information"):
            assert all(line["left_out"]["why"].values()), line["locator"]


def test_the_table_has_the_same_rows(catalogue: Catalogue, covered: dict[str, Any]) -> None:
    table = tables(catalogue)["schemes/virtual-production/coverage/clauses"].value
    for lang in LANGS:
        assert csv_file(table.name, lang)
        rows = list(csv.reader(io.StringIO(to_csv(table, lang).removeprefix("\ufeff"))))[1:]
        assert [row[0] for row in rows] == [line["locator"] for line in covered["clauses"]]


def test_a_clause_that_loses_its_last_mention_has_to_say_why(small: Path) -> None:
    calculator = small / "schemes/grant/calculator.yml"
    calculator.write_text(calculator.read_text().replace("clause: 2.2", "clause: 2.1"))
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert [(e.code, Path(e.file).name) for e in caught.value.errors] == [
        (Code.UNCOVERED_CLAUSE, "2.2.yml")
    ]
    clause = small / "schemes/grant/provisions/2.2.yml"
    edit(clause, "sources:", "beyond: {reason: duty}\nsources:")
    files = export(*check(small))
    covered = json.loads(files["api/schemes/grant/coverage.json"])
    assert _clause(covered, "2.2")["taken_up"] == "duty"


def test_a_clause_that_is_taken_up_may_say_which_part_is_not(small: Path) -> None:
    clause = small / "schemes/grant/provisions/2.2.yml"
    why = "{zh: 後段沒有處理。, en: The rest is left out.}"
    edit(clause, "sources:", f"beyond: {{reason: duty, why: {why}}}\nsources:")
    covered = json.loads(export(*check(small))["api/schemes/grant/coverage.json"])
    line = _clause(covered, "2.2")
    assert line["taken_up"] == "calculator"
    assert line["left_out"]["why"]["en"] == "The rest is left out."


def test_a_mistyped_clause_is_told_alone(small: Path) -> None:
    calculator = small / "schemes/grant/calculator.yml"
    calculator.write_text(calculator.read_text().replace("clause: 2.2", "clause: 2.9"))
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert {e.code for e in caught.value.errors} == {Code.NO_SUCH_CLAUSE}
