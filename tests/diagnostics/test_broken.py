"""Mistakes in the data: one broken file a fault, with the words that the message must hold.

Each file of ``tests/trees/broken/`` opens with comments: ``file`` is where it is put in the small
tree, ``code`` what kind of mistake it holds, ``at`` its line and column, ``says`` words of the
message, ``errors`` how many errors it makes where that is not one.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator import kinds
from generator.build import check
from generator.diagnostics import messages
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors
from generator.models.key import Key
from tests.conftest import TREES, Run

BROKEN = sorted((TREES / "broken").glob("*.yml"))
_HEADER = re.compile(r"^# (file|code|at|says|errors): (.*)$", re.MULTILINE)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_the_message_says_where_and_what(broken: Path, small: Path) -> None:
    header: dict[str, list[str]] = {}
    for name, value in _HEADER.findall(broken.read_bytes().decode("utf-8", "replace")):
        header.setdefault(name, []).append(value)
    target = small / header["file"][0]
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(broken, target)

    with pytest.raises(DataErrors) as caught:
        check(small)

    place = f"data/{header['file'][0]}:{header['at'][0]}: {header['code'][0]} "
    found = [str(error) for error in caught.value.errors]
    matching = [text for text in found if text.startswith(place)]
    assert len(matching) == 1, found
    for words in header["says"]:
        assert words in matching[0]
    messages.speak("zh")
    try:
        in_chinese = list(map(str, caught.value.errors))
    finally:
        messages.speak(None)
    assert all("怎麼改：" in text for text in in_chinese)
    assert len(found) == int(header.get("errors", ["1"])[0]), found


def test_every_broken_file_names_its_place_and_its_words() -> None:
    for path in BROKEN:
        names = {n for n, _ in _HEADER.findall(path.read_bytes().decode("utf-8", "replace"))}
        assert names >= {"file", "code", "at", "says"}, path.name


# No file that stands in its place could hold these: tests of their own are below; of what has no
# code of its own in test_errors, of new records in test_new, of translations in test_translation,
# of files that are elsewhere in test_all_at_once, of addresses in the vocabulary of the search in
# test_pages, of versions and reviews in test_versions, of what is doubted in test_slips, of drafts
# in test_drafts, of other warnings in test_warnings.
NOT_IN_A_FILE = {
    Code.NO_DATA,
    Code.UNREADABLE_FILE,
    Code.MISSING_FILE,
    Code.MISSING_LABEL,
    Code.NO_SUCH_PAGE,
    Code.NOT_ALLOWED,
    Code.VERSIONS_OVERLAP,
    Code.VERSION_TWICE,
    Code.REVIEW_OVERDUE,
    Code.ALREADY_THERE,
    Code.NOTHING_TO_NAME,
    Code.MISNAMED,
    Code.IN_ANOTHER,
    # Of spreadsheets, which are no files of the data: tests/authoring has them.
    Code.BAD_SHEET,
    Code.SHEET_TOO_LARGE,
    Code.UNKNOWN_COLUMN,
    Code.COLUMN_TWICE,
    Code.MISSING_COLUMN,
    Code.AMBIGUOUS_NAME,
    Code.NO_ENGLISH_NAME,
    Code.ROW_TWICE,
    Code.ONE_LANGUAGE,
    Code.NOT_AN_ANSWER,
    Code.EXPECTED_OTHERWISE,
    Code.NOTHING_EXPECTED,
    Code.RAGGED_SHEET,
    Code.STALE_ENGLISH,
    Code.PERCENT_BELOW_ONE,
    Code.SIMPLIFIED,
    Code.OTHER_SPELLING,
    Code.DRAFT,
    Code.UNWRITTEN_ENGLISH,
    Code.NEEDS_A_DRAFT,
    Code.ONLY_DRAFTS_LINK_HERE,
    *(code for code in Code if code.startswith("W9")),
}


def test_every_code_has_a_broken_file() -> None:
    texts = (path.read_bytes().decode("utf-8", "replace") for path in BROKEN)
    raised = {value for text in texts for name, value in _HEADER.findall(text) if name == "code"}
    assert raised == set(Code) - NOT_IN_A_FILE


def test_the_small_tree_is_whole(small: Path) -> None:
    catalogue, results = check(small)
    assert len(results.examples) == 5
    assert catalogue.get(kinds.PERSON, "jane-doe").title.en == "Jane Doe"


def test_all_errors_of_a_run_come_at_once_in_file_order(small: Path) -> None:
    edits = {
        "people/jane-doe.yml": ("organisation: bureau", "organisation: burau\nage: 40"),
        "places/town.yml": ("within: county", "within: [county"),
        "policies/halls.yml": ("people: [jane-doe]", "people: [jane-dow, john-dow]"),
        "visits/trip-2020/stops/hall.yml": ("[2020-02-29]", "[2020-13-01]"),
        "schemes/grant/calculator.yml": ("at_least: [minutes, 10]", "at_least: [minuts, 10]"),
    }
    for name, (old, new) in edits.items():
        text = (small / name).read_text("utf-8")
        assert old in text
        (small / name).write_text(text.replace(old, new), "utf-8")

    with pytest.raises(DataErrors) as caught:
        check(small)

    errors = caught.value.errors
    assert [error.file for error in errors] == [
        "data/people/jane-doe.yml",
        "data/places/town.yml",
        "data/policies/halls.yml",
        "data/policies/halls.yml",
        "data/schemes/grant/calculator.yml",
        "data/visits/trip-2020/stops/hall.yml",
    ]
    columns = [error.column for error in errors if error.file == "data/policies/halls.yml"]
    assert columns == sorted(columns)
    assert str(caught.value).endswith("6 errors in the data. The site was not changed.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("places/town.yml", "name: [unclosed\nwithin: county\n"),
        ("places/town.yml", "name: {zh: 小鎮, en: Town}\n"),
        ("people/jane-doe.yml", "\ttab"),
        ("visits/trip-2020/visit.yml", "title: nothing else\n"),
        ("visits/trip-2020/stops/hall.yml", "!tag {}\n"),
        ("schemes/grant/scheme.yml", "title: 1\n"),
        ("schemes/grant/calculator.yml", "groups: []\n"),
        ("schemes/grant/checklist.yml", ""),
        ("schemes/grant/provisions/2.yml", "text: {en: Two}\n"),
        ("schemes/grant/examples/base.yml", "order: one\n"),
        ("sources/rules.yml", "kind: law\n"),
    ],
)
def test_a_broken_file_makes_no_other_record_wrong(small: Path, name: str, text: str) -> None:
    (small / name).write_text(text, "utf-8")
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert {error.file for error in caught.value.errors} == {f"data/{name}"}


def test_a_broken_clause_is_no_missing_one_of_its_document(small: Path) -> None:
    term = small / "glossary/grant.yml"
    term.write_text(term.read_text("utf-8") + '    clause: "2.1"\n', "utf-8")
    check(small)
    (small / "schemes/grant/provisions/2.1.yml").write_text("text: {en: Two}\n", "utf-8")
    with pytest.raises(DataErrors) as caught:
        check(small)
    files = {error.file for error in caught.value.errors}
    assert files == {"data/schemes/grant/provisions/2.1.yml"}


def test_a_record_that_is_not_there_is_dangling(small: Path) -> None:
    (small / "places/town.yml").unlink()
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert {error.file for error in caught.value.errors} == {
        "data/organisations/bureau.yml",
        "data/visits/trip-2020/stops/hall.yml",
        "data/places/county.yml",  # only the town was within it
    }


@pytest.mark.parametrize("name", ["site.yml", "interface.yml", "schemes/grant/checklist.yml"])
def test_a_file_that_every_site_needs_is_missed(small: Path, name: str) -> None:
    (small / name).unlink()
    with pytest.raises(DataErrors, match=re.escape(Path(name).name)) as caught:
        check(small)
    assert {error.code for error in caught.value.errors} <= {Code.MISSING_FILE, Code.MISSING_PART}


def test_a_label_that_is_not_there_is_missed(small: Path) -> None:
    file = small / "interface.yml"
    text = re.sub(r"^home: .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    with pytest.raises(DataErrors, match=r"home: \{zh: …, en: …\}") as caught:
        check(small)
    assert [error.code for error in caught.value.errors] == [Code.MISSING_LABEL]


def test_examples_that_go_round_in_a_circle(small: Path) -> None:
    base = small / "schemes/grant/examples/base.yml"
    base.write_text(base.read_text("utf-8") + "based_on: too-short\n", "utf-8")
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert {(error.file, error.code) for error in caught.value.errors} == {
        ("data/schemes/grant/examples/base.yml", Code.EXAMPLE_CIRCLE),
        ("data/schemes/grant/examples/too-short.yml", Code.EXAMPLE_CIRCLE),
    }


def test_hidden_and_backup_files_are_passed_over(small: Path) -> None:
    (small / ".DS_Store").write_bytes(b"\xff")
    (small / "people" / "jane-doe.yml~").write_text("old: [", "utf-8")
    catalogue, _ = check(small)
    assert len(catalogue.all(kinds.PERSON)) == 1


def test_check_tells_every_error_and_exits_with_one(
    write_tree: Callable[[Mapping[str, str]], Path], run: Run, tmp_path: Path
) -> None:
    write_tree({"people/a.yml": "name: [\n", "people/b.yml": "a: 1\na: 2\n", "odd.txt": ""})
    done = run("generator", "check", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    places = re.findall(r"^data/[^ ]+:\d+:\d+: ", done.stderr, re.MULTILINE)
    assert "data/odd.txt:1:1: " in places
    assert {"data/people/a.yml", "data/people/b.yml"} <= {p.split(":")[0] for p in places}
    assert "The site was not changed." in done.stderr
    assert "Traceback" not in done.stderr


def test_check_of_sound_data_exits_with_nought(small: Path, run: Run) -> None:
    done = run("generator", "check", cwd=small.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert "all is well" in done.stdout


def test_check_without_data(run: Run, tmp_path: Path) -> None:
    done = run("generator", "check", cwd=tmp_path)
    assert done.returncode == 1
    assert "data:1:1: E001 there is no such folder of data" in done.stderr


@pytest.mark.parametrize("target", ["jane-doe.yml", "nowhere.yml"])
def test_a_link_in_a_circle_or_to_nowhere_cannot_be_read(small: Path, target: str) -> None:
    (small / "people/jane-doe.yml").unlink()
    (small / "people/jane-doe.yml").symlink_to(target)
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert [(error.file, error.code) for error in caught.value.errors] == [
        ("data/people/jane-doe.yml", Code.UNREADABLE_FILE)
    ]


def test_a_link_to_a_file_is_that_file(small: Path, tmp_path: Path) -> None:
    (small / "people/jane-doe.yml").rename(tmp_path / "elsewhere.yml")
    (small / "people/jane-doe.yml").symlink_to(tmp_path / "elsewhere.yml")
    assert check(small)[0].find(Key("person", "jane-doe")) is not None
