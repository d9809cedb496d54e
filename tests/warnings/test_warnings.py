"""Warnings: what staff are told of slips that are allowed, each once, and of nothing else.

Each test makes one slip in the small tree, which has none, or in a copy of the real data.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from unittest.mock import Mock

import pytest

from generator.build import check
from generator.content.catalogue import Catalogue
from generator.diagnostics import messages
from generator.diagnostics.errors import DataError
from generator.languages import LANGS
from generator.mkdocs_adapter.preview import Preview
from generator.warnings.every import warnings_of
from generator.warnings.spellings import pattern
from tests.conftest import DATA, Results, Run, edit

CALCULATOR = "schemes/grant/calculator.yml"
SHORT = "schemes/grant/examples/too-short.yml"
BASE = "schemes/grant/examples/base.yml"
STORY = "places/town.yml"
PILOT = "schemes/virtual-production"


def _warned(data: Path) -> list[DataError]:
    found = list(warnings_of(*check(data), data))
    assert all(item.is_warning and item.problem and item.mend for item in found)
    return found


def _places(data: Path) -> list[tuple[str, int, str]]:
    return sorted((w.file.removeprefix("data/"), w.line, w.code.value) for w in _warned(data))


def test_sound_data_is_warned_of_nothing(small: Path, checked: tuple[Catalogue, Results]) -> None:
    assert _warned(small) == []
    assert list(warnings_of(*checked, DATA)) == []


# --- texts ------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["待填", "待譯", "TBD", "TODO", "To be filled in: it", "xxx"])
def test_words_to_come_are_told_once_for_a_record(small: Path, word: str) -> None:
    listed = "placeholders: {zh: [待填, 待譯], en: [TBD, TODO, To be filled in, xxx]}\nshort_title:"
    edit(small / "site.yml", "short_title:", listed)
    edit(small / STORY, "en: Town", f"en: {json.dumps(word)}")
    assert [(w.code, w.file) for w in _warned(small) if w.code != "W902"] == [
        ("W901", f"data/{STORY}")
    ]


def test_a_word_to_come_is_no_part_of_another(small: Path) -> None:
    edit(small / STORY, "en: Town", "en: Todos Santos and the TBDs")
    assert _warned(small) == []


def test_the_lines_of_what_is_still_to_be_written_are_named(small: Path) -> None:
    edit(small / "site.yml", "short_title:", "placeholders: {zh: [待填]}\nshort_title:")
    edit(small / BASE, "zh: 都符合", "zh: 待填")
    edit(small / BASE, "zh: 一部短片", "zh: 待填")
    (warning,) = _warned(small)
    assert "lines: 2, 3" in warning.problem


def test_texts_in_the_other_language_are_told(small: Path) -> None:
    edit(small / STORY, "en: Town", "en: 臺中的小鎮 town")
    edit(small / BASE, "zh: 一部短片", "zh: It is a short film about nothing")
    assert _places(small) == [
        (STORY, _line(small, STORY, "name"), "W902"),
        (BASE, _line(small, BASE, "story"), "W902"),
    ]


def test_a_name_in_latin_letters_is_chinese_enough(small: Path) -> None:
    edit(small / BASE, "zh: 一部短片", 'zh: "Netflix, HBO Max & Disney+"')
    assert _warned(small) == []


def _line(data: Path, file: str, field: str) -> int:
    lines = (data / file).read_text("utf-8").split("\n")
    return next(i for i, line in enumerate(lines, 1) if line.startswith(f"{field}:"))


# --- doubles ----------------------------------------------------------------------------


def test_two_examples_in_one_place_are_told(small: Path) -> None:
    edit(small / SHORT, "order: 2", "order: 1")
    assert _places(small) == [(SHORT, 1, "W903")]


def test_a_record_that_a_list_names_twice_is_told(small: Path) -> None:
    edit(small / "policies/halls.yml", "people: [jane-doe]", "people: [jane-doe, jane-doe]")
    edit(
        small / "policies/halls.yml",
        "findings:",
        "  - stop: trip-2020/hall\n    why: {zh: 又看過, en: Seen again}\nfindings:",
    )
    warned = [(w.file, w.code, w.found) for w in _warned(small)]
    assert warned == [
        ("data/policies/halls.yml", "W904", "trip-2020/hall"),
        ("data/policies/halls.yml", "W904", "jane-doe"),
    ]


def test_two_parts_of_one_document_are_no_double(small: Path) -> None:
    both = '  - {document: rules, clause: "1"}\n  - {document: rules, clause: "2"}'
    edit(small / STORY, "  - document: rules", both)
    assert _warned(small) == []


def test_a_copied_example_is_told(small: Path) -> None:
    edit(small / "schemes/grant/examples/cheap-long.yml", "facts:\n  category: long", "facts: {}")
    warned = [(w.code, w.file) for w in _warned(small) if w.code == "W905"]
    assert len(warned) == 1


def test_two_of_one_name_are_told_once(small: Path) -> None:
    copy = (small / "people/jane-doe.yml").read_text("utf-8")
    (small / "people/jane-dow.yml").write_text(copy + "unlinked: {zh: 一, en: A}\n", "utf-8")
    assert [(w.code, w.found) for w in _warned(small)] == [("W906", "杜珍")]


def test_two_records_of_the_same_words_are_told(small: Path) -> None:
    shutil.copy(small / "policies/halls.yml", small / "policies/houses.yml")
    edit(small / "policies/houses.yml", "order: 1", "order: 2")
    assert _places(small) == [("policies/houses.yml", 1, "W907")]


# --- examples ---------------------------------------------------------------------------


def test_a_scheme_without_examples_is_told(small: Path) -> None:
    shutil.rmtree(small / "schemes/grant/examples")
    assert [(w.file, w.code) for w in _warned(small)] == [(f"data/{CALCULATOR}", "W908")]


def test_a_threshold_that_no_example_fails_is_told_by_its_side(small: Path) -> None:
    edit(small / SHORT, "minutes: 9.5", "minutes: 11")
    edit(small / SHORT, "verdict: ineligible", "verdict: eligible")
    edit(small / SHORT, "{length: unmet}", "{length: met}")
    (warning,) = [w for w in _warned(small) if w.code == "W909"]
    assert warning.line == _at(small, "  - id: length")
    assert "length" in warning.problem
    assert "No example reaches: (none missing)" in warning.problem
    assert "No example fails: at_least: [minutes, 10]" in warning.problem


def _at(data: Path, text: str) -> int:
    return (data / CALCULATOR).read_text("utf-8").split("\n").index(text) + 1


def test_a_ceiling_is_tried_on_both_sides_of_each_option(small: Path) -> None:
    (small / "schemes/grant/examples/dear-long.yml").unlink()
    (warning,) = _warned(small)
    assert warning.code == "W910"
    assert "decide the amount: long. In none does another limit: (none" in warning.problem
    (small / "schemes/grant/examples/cheap-long.yml").unlink()
    edit(
        small / "schemes/grant/examples/dear-short.yml",
        "cost: 3000",
        "cost: 3000\n  category: long",
    )
    (warning,) = _warned(small)
    assert "decide the amount: short. In none does another limit: long" in warning.problem


# --- old figures ------------------------------------------------------------------------


@pytest.fixture
def committed(data_copy: Path) -> Path:
    """A copy of the real data in a repository, all of it committed."""
    root = data_copy.parent
    for arguments in (
        ["init", "-q"],
        ["add", "data"],
        ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-q", "-m", "All"],
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return data_copy


def _raise_the_ceiling(data: Path) -> None:
    edit(data / f"{PILOT}/calculator.yml", "pilot: 8000000", "pilot: 9000000")
    file = f"{PILOT}/examples/pilot-ceiling-binds.yml"
    edit(data / file, "cap: 8000000", "cap: 9000000")
    edit(data / file, "[3200000, 3200000, 1600000]", "[3600000, 3600000, 1800000]")


def test_texts_with_a_figure_that_the_last_commit_had_are_told(committed: Path) -> None:
    assert _warned(committed) == []
    _raise_the_ceiling(committed)
    warned = {w.file.removeprefix("data/"): w for w in _warned(committed) if w.code == "W911"}
    assert {
        f"{PILOT}/scheme.yml",
        f"{PILOT}/provisions/4.yml",
        f"{PILOT}/provisions/4.1.yml",
        f"{PILOT}/examples/pilot-ceiling-binds.yml",
        "policies/film-subsidy-and-location-support.yml",
        "questions/how-much.yml",
        "glossary/pilot.yml",
    } <= warned.keys()
    assert not any(file.startswith("visits/") for file in warned)
    clause = warned[f"{PILOT}/provisions/4.1.yml"]
    assert "still says 八百萬, 8 million, the rules now have 9,000,000" in clause.problem


def test_a_text_that_tells_of_the_change_stays(committed: Path) -> None:
    _raise_the_ceiling(committed)
    edit(committed / f"{PILOT}/provisions/4.1.yml", "八百萬元", "九百萬元（原為八百萬元）")
    edit(committed / f"{PILOT}/provisions/4.1.yml", "NT$8 million", "NT$9 million, once 8 million")
    warned = {w.file for w in _warned(committed) if w.code == "W911"}
    assert f"data/{PILOT}/provisions/4.1.yml" not in warned
    assert f"data/{PILOT}/provisions/4.yml" in warned


def test_without_a_repository_nothing_is_said_of_old_figures(data_copy: Path) -> None:
    _raise_the_ceiling(data_copy)
    assert _warned(data_copy) == []


def test_texts_with_a_figure_of_the_version_before_are_told(versions: Path) -> None:
    later = "schemes/grant/versions/2099-01-01"
    for folder in (later, "schemes/grant/versions/2024-01-01"):
        edit(versions / f"{folder}/provisions/3.yml", "八百元", "八百元，長片一千元")
    edit(versions / f"{later}/calculator.yml", "long: 1000", "long: 1200")
    found = warnings_of(*check(versions, day=date(2026, 1, 1)), versions)
    warned = [warning for warning in found if warning.code == "W911"]
    assert [w.file for w in warned] == [f"data/{later}/provisions/3.yml"]
    assert "still says 一千, the rules now have 1,200" in warned[0].problem


_SPELLINGS = {
    (8_000_000, ""): (
        ["8,000,000", "8000000", "800 萬", "800萬", "八百萬", "8 million", "NT$8m", "八百萬元"],
        ["18,000,000", "80 萬", "一千八百萬", "9.8 million", "8 miles", "800 萬億", "8,000,000.5"],
    ),
    (40, "%"): (
        ["40 %", "40%", "百分之四十", "40 per cent", "四成", "40 percent"],
        ["40", "140 %", "百分之四十五", "四成五", "40 minutes", "0.40 %", "組成四至七人", "成 4"],
    ),
    (50, "%"): (["五成", "百分之五十"], ["組成五至七人", "成五", "一成五", "組成 5 人"]),
    (20, "minutes"): (
        ["20 分鐘", "20分鐘", "二十分鐘", "20 minutes", "20-minute"],
        ["20", "120 分鐘", "二十五分鐘", "20 people"],
    ),
    (12_500, ""): (["12,500", "1.25 萬", "一萬兩千五百", "一萬二千五百"], ["12,5000", "2,500"]),
    (10_050, ""): (["一萬零五十"], ["一萬零五百"]),
}


@pytest.mark.parametrize("figure", _SPELLINGS, ids=str)
def test_a_figure_is_found_however_it_is_written(
    checked: tuple[Catalogue, Results], figure: tuple[int, str]
) -> None:
    value, name = figure
    unit = {"": None, "%": {"zh": "%", "en": "%"}, "minutes": {"zh": "分鐘", "en": "minutes"}}[name]
    catalogue, _ = checked
    found = pattern(Decimal(value), unit, catalogue.interface, catalogue.site.units)
    assert found is not None
    meant, others = _SPELLINGS[figure]
    assert [words for words in meant if not found.search(f"最多 {words}，at")] == []
    assert [words for words in others if found.search(f"最多 {words}，at")] == []


# --- how they are shown -------------------------------------------------------------------


def test_a_warning_blocks_nothing_and_is_shown_in_each_form(small: Path, run: Run) -> None:
    edit(small / SHORT, "order: 2", "order: 1")
    done = run("generator", "check", cwd=small.parent)
    assert (done.returncode, done.stdout.startswith("20 records")) == (0, True)
    assert re.search(rf"^data/{SHORT}:1:8: W903 ", done.stderr, re.MULTILINE)
    assert "1 warning; the site can be published." in done.stderr
    done = run("generator", "check", "--format", "json", cwd=small.parent)
    (warning,) = json.loads(done.stdout)["warnings"]
    assert (done.returncode, warning["code"], warning["line"]) == (0, "W903", 1)
    done = run("generator", "check", "--format", "github", cwd=small.parent)
    assert done.stdout.startswith(f"::warning file=data/{SHORT},line=1,col=8,title=W903::")


@pytest.mark.parametrize("lang", LANGS)
def test_every_warning_is_worded_in_both_languages(committed: Path, lang: str) -> None:
    _raise_the_ceiling(committed)
    messages.speak(lang)  # type: ignore[arg-type]
    try:
        texts = [str(warning) for warning in _warned(committed)]
    finally:
        messages.speak(None)
    assert len(texts) > 5
    assert not any("$" in text.partition("\n")[0].replace("NT$", "") for text in texts)


def test_the_preview_tells_a_warning_once_and_again_when_it_is_back(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    edit(small / SHORT, "order: 2", "order: 1")
    warned = _warned(small)
    preview = Preview(dict, Mock())
    caplog.set_level("INFO")
    for found in (warned, warned, [], warned):
        preview.warn(found)
    assert [record.levelname for record in caplog.records] == ["INFO", "INFO"]
    assert all(f"data/{SHORT}:1:8: W903 " in record.message for record in caplog.records)
