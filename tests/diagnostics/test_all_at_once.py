"""All errors in one run, each once, at the field that is wrong, with the mend that is right.

Each test edits the small tree as a person would and looks at everything that ``check`` tells.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.build import check
from generator.diagnostics import messages
from generator.diagnostics.errors import DataError, DataErrors
from tests.conftest import edit

CALCULATOR = "schemes/grant/calculator.yml"
BASE = "schemes/grant/examples/base.yml"
SHORT = "schemes/grant/examples/too-short.yml"
VISIT = "visits/trip-2020/visit.yml"
HALL = "visits/trip-2020/stops/hall.yml"
POLICY = "policies/halls.yml"


def _told(data: Path) -> list[DataError]:
    with pytest.raises(DataErrors) as caught:
        check(data)
    return list(caught.value.errors)


def _places(data: Path) -> list[tuple[str, int, str]]:
    return [(e.file.removeprefix("data/"), e.line, e.code.value) for e in _told(data)]


def test_a_broken_link_hides_no_example_and_no_unsound_rule(small: Path) -> None:
    edit(small / "people/jane-doe.yml", "organisation: bureau", "organisation: burau")
    edit(small / BASE, "cap: 150", "cap: 151")
    edit(small / SHORT, "verdict: ineligible", "verdict: eligible")
    edit(small / CALCULATOR, "at_least: [minutes, 10]", "at_least: [minutes, 0]")
    assert {code for _, _, code in _places(small)} == {"E302", "E504", "E506", "E604"}
    assert [file for file, _, code in _places(small) if code == "E604"] == [BASE, SHORT]


def test_a_broken_record_hides_no_unlinked_one(small: Path) -> None:
    shutil.copy(small / "places/town.yml", small / "places/isle.yml")
    edit(small / "places/isle.yml", "name: {zh: 小鎮, en: Town}", "name: {zh: 島, en: Isle}")
    edit(small / "people/jane-doe.yml", "role:", "age: 40\nrole:")
    assert [(file, code) for file, _, code in _places(small)] == [
        ("people/jane-doe.yml", "E103"),
        ("places/isle.yml", "E304"),
    ]


def test_what_a_broken_record_links_to_is_not_called_unlinked(small: Path) -> None:
    edit(small / POLICY, "owner: local", "owner: lokal")
    assert [(file, code) for file, _, code in _places(small)] == [(POLICY, "E115")]


def test_rules_that_do_not_fit_hide_no_rule_of_another_scheme(small: Path) -> None:
    location = Path(__file__).parents[1] / "trees/location/data"
    shutil.copytree(location, small, dirs_exist_ok=True)
    edit(small / CALCULATOR, "at_least: [minutes, 10]", "at_least: [minuts, 10]")
    other = "schemes/location-shooting/examples/feature.yml"
    edit(small / other, "verdict: eligible", "verdict: ineligible")
    assert {(file, code) for file, _, code in _places(small)} == {
        (CALCULATOR, "E409"),
        (other, "E604"),
    }


# --- examples ---------------------------------------------------------------------------


def test_a_refused_answer_is_told_once_where_it_stands(small: Path) -> None:
    edit(small / BASE, "registered: true", "registered: 否")
    (error,) = _told(small)
    assert (error.file, error.line, error.code) == (f"data/{BASE}", 7, "E136")
    messages.speak("zh")
    try:
        text = str(error)
    finally:
        messages.speak(None)
    assert "「否」要寫成 false" in text
    assert "given" not in text


def test_an_answer_of_the_wrong_type_is_told_with_what_is_wanted(small: Path) -> None:
    edit(small / BASE, "registered: true", "registered: 已登記")
    (error,) = _told(small)
    assert (error.file, error.line, error.code) == (f"data/{BASE}", 7, "E601")
    assert error.found == "已登記"
    messages.speak("zh")
    try:
        text = str(error)
    finally:
        messages.speak(None)
    assert "答案的類型不對（要填的是：true（是）或 false（否））" in text
    assert "given" not in text


def test_every_refused_answer_is_told_in_one_run(small: Path) -> None:
    edit(small / BASE, "registered: true", "registered: 否")
    edit(small / BASE, "category: short", "category: shrot")
    edit(small / SHORT, "minutes: 9.5", 'minutes: "9.5"')
    errors = _told(small)
    assert [(e.file.removeprefix("data/"), e.line) for e in errors] == [
        (BASE, 5),
        (BASE, 7),
        (SHORT, 6),
    ]
    assert errors[0].nearest == "short"


def test_an_answer_that_only_contradicts_here_is_told_here(small: Path) -> None:
    edit(
        small / CALCULATOR,
        "label: {zh: 成本？, en: What does it cost?}",
        "label: {zh: 成本？, en: Cost?}\n        no_more_than: minutes",
    )
    edit(small / BASE, "minutes: 12", "minutes: 12000")
    (error,) = [e for e in _told(small) if e.code == "E601"]
    assert (error.file, error.line) == (f"data/{SHORT}", 6)


def test_examples_based_on_a_broken_one_are_not_called_wrong(small: Path) -> None:
    edit(small / BASE, "order: 1", "order: one")
    assert [(file, code) for file, _, code in _places(small)] == [(BASE, "E106")]


# --- dates, rows, instalments -------------------------------------------------------------


def test_an_end_before_the_start_is_told_once_at_the_end(small: Path) -> None:
    edit(small / VISIT, "end: 2020-03-01", "end: 2020-02-01")
    assert _places(small) == [(VISIT, 5, "E315")]


def test_every_ragged_row_is_told_with_its_line(small: Path) -> None:
    table = """tables:
  - id: sizes
    title: {zh: 大小, en: Sizes}
    columns: [{zh: 名, en: Name}, {zh: 坪, en: Size}]
    rows:
      - [{zh: 會堂, en: Hall}]
      - [{zh: 會堂, en: Hall}, {zh: "9", en: "9"}]
      - [{zh: 小廳, en: Small hall}]
people:"""
    edit(small / HALL, "people:", table)
    first = (small / HALL).read_text("utf-8").split("\n").index("    rows:") + 2
    assert _places(small) == [(HALL, first, "E204"), (HALL, first + 2, "E204")]


def test_instalments_are_told_at_the_percents_with_the_rest(small: Path) -> None:
    edit(small / CALCULATOR, "at_least: [minutes, 10]", "at_least: [minuts, 10]")
    edit(
        small / CALCULATOR, "percent: 50\n    title: {zh: 第二", "percent: 40\n    title: {zh: 第二"
    )
    errors = {error.code.value: error for error in _told(small)}
    assert set(errors) == {"E407", "E409"}
    assert errors["E407"].source == "    percent: 50"
    assert errors["E407"].found == "50 + 40"


# --- records that are elsewhere -------------------------------------------------------------


def test_a_stop_that_has_moved_is_suggested_not_another(small: Path) -> None:
    shutil.copytree(small / "visits/trip-2020", small / "visits/trip-2021")
    for path in (small / "visits/trip-2021").rglob("*.yml"):
        edit(
            small / path.relative_to(small).as_posix(),
            "sources:",
            "unlinked: {zh: 一, en: A}\nsources:",
        )
        path.write_text(path.read_text("utf-8").replace("2020-0", "2021-0"), "utf-8")
    edit(small / "visits/trip-2021/visit.yml", "2021-02-29", "2021-02-28")
    edit(small / "visits/trip-2021/stops/hall.yml", "2021-02-29", "2021-02-28")
    shutil.copy(
        small / "visits/trip-2020/stops/hall.yml", small / "visits/trip-2020/stops/halls.yml"
    )
    (small / "visits/trip-2020/stops/hall.yml").unlink()
    errors = _told(small)
    by_policy = [e for e in errors if e.file.endswith(POLICY)]
    assert [e.nearest for e in by_policy] == ["trip-2021/hall"]
    local = [e for e in errors if "/trip-2020/" in e.file and e.code == "E318"]
    assert local
    assert all(e.nearest is None and "trip-2021/hall" in e.problem for e in local)


@pytest.mark.parametrize(
    "name", ["people/Jane_Doe.yml", "people/jane-doe.yaml", "people/jane-doe - 複製.yml"]
)
def test_a_misnamed_file_is_named_and_nobody_else_suggested(small: Path, name: str) -> None:
    (small / "people/jane-doe.yml").rename(small / name)
    other = (small / name).read_text("utf-8").replace("杜珍", "杜真")
    (small / "people/john-doe.yml").write_text(other + "unlinked: {zh: 一, en: A}\n", "utf-8")
    (error,) = _told(small)
    assert (error.file, error.code) == (f"data/{name}", "E030")
    assert "jane-doe.yml" in error.mend
    assert "john-doe" not in str(error)


def test_a_file_in_the_wrong_folder_is_named(small: Path) -> None:
    (small / "people/jane-doe.yml").rename(small / "places/jane-doe.yml")
    errors = _told(small)
    (error,) = [error for error in errors if error.code == "E317"]
    assert "data/places/jane-doe.yml" in error.problem


def test_a_dangling_link_makes_no_other_record_unlinked(small: Path) -> None:
    edit(small / POLICY, "stop: trip-2020/hall", "stop: trip-2020/hal")
    assert [code for _, _, code in _places(small)] == ["E302"]


def test_a_reference_to_a_deleted_record_may_be_taken_out(small: Path) -> None:
    (small / "policies/halls.yml").rename(small / "policies/houses.yml")
    (small / "commentary/on-halls.yml").unlink()
    error = next(error for error in _told(small) if error.code == "E302")
    assert "take the reference out here" in error.mend


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("glossary", "term:isle"),
        ("sources", "sources: [{document: isle}]"),
        ("people", "people: [isle]"),
        ("organisations", "organisations: [isle]"),
        ("places", "places: [isle]"),
        ("commentary", "commentary: [{commentary: isle, why: {zh: …, en: …}}]"),
    ],
)
def test_where_to_link_is_shown_for_every_kind(small: Path, kind: str, how: str) -> None:
    model = next(path for path in sorted((small / kind).glob("*.yml")) if path.stem != "town")
    text = model.read_text("utf-8")
    name = next(line for line in text.split("\n") if line.startswith(("name:", "title:")))
    field = name.partition(":")[0]
    (small / kind / "isle.yml").write_text(
        text.replace(name, f"{field}: {{zh: 島, en: Isle}}"), "utf-8"
    )
    (error,) = _told(small)
    assert error.code == "E304"
    assert how in error.mend
