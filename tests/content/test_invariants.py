"""Invariants: which record is at fault, and where the error shows, on the small tree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.content.invariants import above, invariants
from generator.content.load import load
from generator.content.validate import ValidRecord, validate
from generator.diagnostics.codes import Code
from generator.kinds import key_of
from generator.models.key import Key

Records = dict[Key, ValidRecord]


@pytest.fixture
def records(small: Path) -> Records:
    return {record.raw.key: record for record in validate(load(small).records)[0]}


def _faults(records: Records) -> list[tuple[Key, str, Code]]:
    """Each with the key at fault and the file in which the error shows."""
    return [(key, error.file, error.code) for key, error in invariants(records)]


def _change(records: Records, key: Key, **fields: Any) -> None:
    record = records[key]
    model = type(record.model).model_validate({**record.raw.data, **fields})
    records[key] = replace(record, model=model)


def test_sound_records_have_no_fault(records: Records) -> None:
    assert _faults(records) == []


def test_the_clauses_above_a_clause_the_nearest_first() -> None:
    clause = Key("provision", "3.2.1", "grant", "2020-01-01")
    assert [key.name for key in above(clause)] == ["3.2", "3"]
    assert {key.version for key in above(clause)} == {"2020-01-01"}
    assert above(key_of("provision", "grant/3")) == []


def test_the_clause_that_is_not_there_is_at_fault(records: Records) -> None:
    del records[key_of("provision", "grant/2")]
    file = "data/schemes/grant/provisions/{}.yml"
    assert [fault for fault in _faults(records) if fault[2] is Code.MISSING_CLAUSE_ABOVE] == [
        (key_of("provision", "grant/2"), file.format(name), Code.MISSING_CLAUSE_ABOVE)
        for name in ("2.1", "2.2")
    ]


@pytest.mark.parametrize("part", ["calculator", "checklist"])
def test_a_part_that_a_scheme_lacks_is_at_fault(records: Records, part: str) -> None:
    del records[Key(part, scope="grant")]
    assert _faults(records) == [
        (Key(part, scope="grant"), "data/schemes/grant/scheme.yml", Code.MISSING_PART)
    ]


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        (
            Key("scheme", scope="grant"),
            {"calculator", "checklist", "provision", "example", "terms"},
        ),
        (Key("visit", scope="trip-2020"), {"stop", "finding", "recommendation"}),
    ],
)
def test_a_head_that_is_not_there_is_at_fault_in_all_that_belongs_to_it(
    records: Records, head: Key, parts: set[str]
) -> None:
    del records[head]
    found = [(key, file) for key, file, code in _faults(records) if code is Code.MISSING_PART]
    assert {key for key, _ in found} == {head}
    files = {record.raw.file: key.kind for key, record in records.items()}
    assert {files[file] for _, file in found} == parts


def test_a_review_is_not_before_the_last(records: Records) -> None:
    key = Key("scheme", scope="grant")
    _change(records, key, reviewed_on="2024-07-22", review_by="2024-07-22")
    assert _faults(records) == []
    _change(records, key, reviewed_on="2024-07-22", review_by="2024-07-21")
    assert _faults(records) == [(key, "data/schemes/grant/scheme.yml", Code.REVIEW_BEFORE_THE_LAST)]


@pytest.mark.parametrize(
    "label",
    ["official_prevails", "people", "sources_introduction", "commentary", "search_kind_about"],
)
def test_a_label_that_the_pages_need(records: Records, label: str) -> None:
    key = Key("interface")
    labels = {name: text for name, text in records[key].raw.data.items() if name != label}
    assert len(labels) < len(records[key].raw.data)
    records[key] = replace(records[key], model=type(records[key].model).model_validate(labels))
    ((at_fault, error),) = invariants(records)
    assert (at_fault, error.code) == (key, Code.MISSING_LABEL)
    assert dict(error.details)["label"] == label


def test_a_stop_is_within_its_visit(records: Records) -> None:
    visit, stop = Key("visit", scope="trip-2020"), Key("stop", "hall", "trip-2020")
    first, last = records[visit].model.start, records[visit].model.end  # type: ignore[attr-defined]
    _change(records, stop, dates=[first, last])
    assert _faults(records) == []
    _change(records, stop, dates=[first, last.replace(year=last.year + 1)])
    ((at_fault, error),) = invariants(records)
    assert (at_fault, error.code) == (stop, Code.OUTSIDE_VISIT)
    # Of a visit that is not there it is said that it is missing, and no more.
    del records[visit]
    assert Code.OUTSIDE_VISIT not in {code for _, _, code in _faults(records)}


def test_a_day_of_an_itinerary_is_within_the_visit(records: Records) -> None:
    key = Key("visit", scope="trip-2020")
    _change(records, key, end=records[key].model.start)  # type: ignore[attr-defined]
    _change(records, key, start="1999-01-01", end="1999-01-02")
    found = _faults(records)
    assert {code for _, _, code in found} == {Code.OUTSIDE_VISIT}
    assert {at_fault for at_fault, _, _ in found} == {key, Key("stop", "hall", "trip-2020")}


def test_a_clause_of_a_source_is_one_of_the_scheme_that_restates_it(records: Records) -> None:
    person = Key("person", "jane-doe")
    _change(records, person, sources=[{"document": "rules", "clause": "2.1"}])
    assert _faults(records) == []
    _change(records, person, sources=[{"document": "rules", "clause": "9"}])
    assert _faults(records) == [
        (key_of("provision", "grant/9"), "data/people/jane-doe.yml", Code.NO_SUCH_CLAUSE)
    ]
    # Of a document that no scheme restates, nobody knows the clauses.
    del records[Key("scheme", scope="grant")]
    assert Code.NO_SUCH_CLAUSE not in {code for _, _, code in _faults(records)}
