"""The lock of translations: what is stale, where it is told, and how it is confirmed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from generator.build import build, check
from generator.content.link import link
from generator.content.load import TRANSLATIONS, load
from generator.content.translations import (
    StaleText,
    State,
    Translation,
    translations,
    warnings,
)
from generator.content.validate import validate
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors
from generator.kinds import KINDS
from generator.models.base import Text
from generator.site.page import Page
from tests.conftest import DATA, SMALL, Run, confirm, edit

PERSON = "people/jane-doe.yml"
STOP = "visits/trip-2020/stops/hall.yml"
CALCULATOR = "schemes/grant/calculator.yml"
NOTICE = "this English may be out of date"


@pytest.fixture
def locked(small: Path) -> Path:
    """The small tree with every text recorded."""
    found = check(small)[0].translations
    confirm(found, found, small)
    return small


def _states(data: Path, name: str) -> dict[str, list[State]]:
    found: dict[str, list[State]] = {}
    for translation in check(data)[0].translations:
        if translation.raw.file == f"data/{name}":
            found.setdefault(translation.field, []).append(translation.state)
    return found


def _stale(data: Path) -> list[Translation]:
    return [
        translation
        for translation in check(data)[0].translations
        if translation.state is State.STALE
    ]


def _page(data: Path, address: str) -> Page:
    return next(page for page in build(data).pages if page.address == address)


def test_the_real_data_is_recorded_and_nothing_is_stale() -> None:
    """After an edit: ``python -m generator translated PATH``, once the English is right."""
    found = check(DATA)[0].translations
    assert len(found) > 5000
    assert [item.raw.file for item in found if item.state is not State.CURRENT] == []


def test_without_a_lock_every_english_text_is_new(small: Path) -> None:
    assert {translation.state for translation in check(small)[0].translations} == {State.NEW}


def test_a_text_that_was_recorded_is_current(locked: Path) -> None:
    assert {translation.state for translation in check(locked)[0].translations} == {State.CURRENT}


def test_english_is_stale_when_its_chinese_changes(locked: Path) -> None:
    edit(locked / PERSON, "zh: 局長", "zh: 副局長")
    assert _states(locked, PERSON) == {"name": [State.CURRENT], "role": [State.STALE]}
    (warning,) = warnings(check(locked)[0].translations)
    assert (warning.file, warning.line, warning.column) == (f"data/{PERSON}", 2, 21)
    assert warning.code is Code.STALE_ENGLISH
    assert f"translated --stale data/{PERSON}:2" in str(warning)


def test_a_change_of_english_alone_makes_nothing_stale(locked: Path) -> None:
    edit(locked / PERSON, "en: Director", "en: Head")
    assert _stale(locked) == []


def test_a_stale_text_stays_stale_while_only_its_english_is_edited(locked: Path) -> None:
    edit(locked / PERSON, "zh: 局長, en: Director", "zh: 副局長, en: Directr")
    assert [item.field for item in _stale(locked)] == ["role"]


def test_the_chinese_of_before_is_current_again(locked: Path) -> None:
    edit(locked / PERSON, "zh: 局長", "zh: 副局長")
    edit(locked / PERSON, "zh: 副局長", "zh: 局長")
    assert _stale(locked) == []


def test_another_layout_of_the_same_chinese_is_no_change(locked: Path) -> None:
    edit(locked / STOP, "summary: {zh: 很大, en: It is large}",
          "summary:\n  zh: >-\n    很\n    大\n  en: It is large")  # fmt: skip
    assert _stale(locked) == []


def test_one_more_entry_leaves_the_others_alone(locked: Path) -> None:
    edit(locked / "policies/halls.yml", "status: [", "status: [{zh: 先, en: First}, ")
    states = _states(locked, "policies/halls.yml")
    assert states["status"] == [State.NEW, State.CURRENT]


def test_another_order_is_no_change(locked: Path) -> None:
    edit(locked / "policies/halls.yml", "status: [", "status: [{zh: 先, en: First}, ")
    found = check(locked)[0].translations
    confirm(found, found, locked)
    edit(locked / "policies/halls.yml", "status: [{zh: 先, en: First}, {zh: 規劃中, en: Planned}]",
          "status: [{zh: 規劃中, en: Planned}, {zh: 先, en: First}]")  # fmt: skip
    assert _states(locked, "policies/halls.yml")["status"] == [State.CURRENT, State.CURRENT]


# --- the lock -----------------------------------------------------------------------


def test_the_lock_is_sorted_and_a_change_touches_one_line(locked: Path) -> None:
    before = (locked / TRANSLATIONS).read_text("utf-8").splitlines()
    assert before[2:] == sorted(before[2:])
    edit(locked / PERSON, "zh: 局長", "zh: 副局長")
    found = check(locked)[0].translations
    confirm(found, found, locked)
    after = (locked / TRANSLATIONS).read_text("utf-8").splitlines()
    (gone,), (come,) = set(before) - set(after), set(after) - set(before)
    assert re.fullmatch(r"people/jane-doe\.yml role [0-9a-f]{10}", gone)
    assert come.startswith("people/jane-doe.yml role ")


def test_one_text_is_confirmed_and_the_others_stay_stale(locked: Path) -> None:
    for old in ("zh: 目的", "zh: 條件", "zh: 金額"):
        edit(locked / "policies/halls.yml", old, f"{old}改")
    first, *others = _stale(locked)
    confirm(check(locked)[0].translations, [], locked)
    assert len(_stale(locked)) == 3
    found = check(locked)[0].translations
    confirm(found, [item for item in found if item.path == first.path
                    and item.raw.file == first.raw.file], locked)  # fmt: skip
    assert [item.path for item in _stale(locked)] == [other.path for other in others]


def test_lines_of_a_file_that_is_gone_are_left_out(locked: Path) -> None:
    edit(locked / "policies/halls.yml", "people: [jane-doe]\n", "")
    lock = locked / TRANSLATIONS
    lock.write_text(lock.read_text("utf-8") + "people/gone.yml role 0123456789\n", "utf-8")
    confirm(check(locked)[0].translations, [], locked)
    assert "people/gone.yml" not in lock.read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"people/jane-doe.yml role \n", Code.LOCK_LINE),
        (b"=======\n", Code.LOCK_LINE),
        (b"\xff", Code.NOT_UTF8),
    ],
)
def test_a_lock_that_cannot_be_read_is_an_error_of_its_file(
    small: Path, content: bytes, code: Code
) -> None:
    (small / TRANSLATIONS).write_bytes(content)
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert [(error.file, error.line, error.code) for error in caught.value.errors] == [
        ("data/translations.lock", 1, code)
    ]


def test_a_folder_in_the_place_of_the_lock_is_an_error(small: Path) -> None:
    (small / TRANSLATIONS).mkdir()
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert caught.value.errors[0].code is Code.UNREADABLE_FILE


# --- the command line ----------------------------------------------------------------


def test_check_warns_and_exits_with_nought(locked: Path, run: Run) -> None:
    edit(locked / PERSON, "zh: 局長", "zh: 副局長")
    done = run("generator", "check", cwd=locked.parent)
    assert done.returncode == 0
    assert done.stderr.startswith(f"data/{PERSON}:2:21: W802 ")
    assert "has changed since: 1." in done.stdout

    output = json.loads(run("generator", "check", "--format", "json", cwd=locked.parent).stdout)
    assert output["errors"] == []
    assert [(item["code"], item["line"]) for item in output["warnings"]] == [("W802", 2)]

    github = run("generator", "check", "--format", "github", cwd=locked.parent).stdout
    assert github.startswith(f"::warning file=data/{PERSON},line=2,col=21,title=W802::")


@pytest.mark.parametrize(
    "path",
    [
        *(f"data/{PERSON}{place}" for place in ("", ":2", ":2:21", ":2:21:")),
        "data",
        "./data/people/",
    ],
)
def test_translated_confirms_a_file_a_folder_or_a_line(locked: Path, run: Run, path: str) -> None:
    edit(locked / PERSON, "zh: 局長", "zh: 副局長")
    done = run("generator", "translated", "--stale", path, cwd=locked.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Recorded that ")
    assert done.stdout.splitlines()[1] == f"    data/{PERSON}:2  Role: Director"
    assert _stale(locked) == []
    assert run("generator", "check", cwd=locked.parent).stderr == ""


def test_translated_confirms_nothing_else(locked: Path, run: Run) -> None:
    edit(locked / PERSON, "zh: 局長", "zh: 副局長")
    edit(locked / STOP, "zh: 很大", "zh: 很小")
    done = run("generator", "translated", "--stale", f"data/{STOP}", cwd=locked.parent)
    assert done.returncode == 0
    assert [item.raw.file for item in _stale(locked)] == [f"data/{PERSON}"]


def test_what_the_check_proposes_wipes_no_warning(locked: Path, run: Run) -> None:
    """New texts in two folders: it proposes the whole of the data, where one text is stale."""
    edit(locked / PERSON, "zh: 局長", "zh: 副局長")
    for name in (STOP, "policies/halls.yml"):
        figures = "figures: [{label: {zh: 新, en: New}, value: {zh: 一, en: One}}]"
        edit(locked / name, "sources:", f"{figures}\nsources:")
    proposed = re.search(
        r"-m generator (translated .*)", run("generator", "check", cwd=locked.parent).stdout
    )
    assert proposed is not None
    done = run("generator", *proposed[1].split(), "--lang", "en", cwd=locked.parent)
    assert proposed[1] == "translated data"
    assert "Texts: 4." in done.stdout
    assert f"    data/{STOP}:11  Figures 1 › Label: New" in done.stdout
    assert "Not recorded, for their Chinese has changed: 1." in done.stdout
    assert f"    data/{PERSON}:2  Role: Director" in done.stdout
    assert [item.raw.file for item in _stale(locked)] == [f"data/{PERSON}"]


def test_twenty_texts_are_listed_and_the_rest_counted(small: Path, run: Run) -> None:
    out = run("generator", "translated", "data", "--lang", "zh", cwd=small.parent).stdout
    assert len(out.splitlines()) == 22
    assert re.search(r"…（共 \d+ 個）$", out.strip())


@pytest.mark.parametrize("path", ["data/people/nobody.yml", "elsewhere", f"data/{PERSON}:99", ""])
def test_a_path_without_a_text_is_bad_input(locked: Path, run: Run, path: str) -> None:
    before = (locked / TRANSLATIONS).read_bytes()
    done = run("generator", "translated", path, cwd=locked.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no text is here" in done.stderr
    assert (locked / TRANSLATIONS).read_bytes() == before


# --- the pages -------------------------------------------------------------------------


def test_the_notice_stands_at_the_stale_text_of_the_english_page_alone(locked: Path) -> None:
    assert NOTICE not in "".join(page.markdown for page in build(locked).pages)
    edit(locked / STOP, "zh: 很大", "zh: 很小")
    address = "visits/trip-2020/stops/hall/"
    english = _page(locked, f"en/{address}").markdown
    assert re.search(r"It is large <small class=\"stale\" lang=\"en\">[^<]*out of date", english)
    assert english.count(NOTICE) == 1
    assert NOTICE not in _page(locked, address).markdown


def test_a_stale_heading_has_its_notice_below(locked: Path) -> None:
    edit(locked / STOP, "zh: 會堂", "zh: 大會堂")
    assert 'class="stale"' not in _page(locked, "visits/trip-2020/stops/hall/").markdown
    english = _page(locked, "en/visits/trip-2020/stops/hall/").markdown
    assert re.search(r'# The hall\n+<p class="stale"><small>[^<]*out of date', english)


def test_a_link_to_a_record_has_no_notice(locked: Path) -> None:
    edit(locked / PERSON, "zh: 杜珍", "zh: 杜真")
    assert NOTICE in _page(locked, "en/people/").markdown
    assert NOTICE not in _page(locked, "en/visits/trip-2020/stops/hall/").markdown


def test_the_calculator_and_its_frame_say_that_their_english_is_stale(locked: Path) -> None:
    edit(locked / CALCULATOR, "zh: 幾分鐘？", "zh: 多長？")
    site = build(locked)
    pages = {page.address: page.markdown for page in site.pages}
    words = "some of the English in this calculator may be out of date"
    assert words in pages["en/schemes/grant/calculator/"]
    in_chinese = site.catalogue.interface["stale_calculator"].zh
    assert in_chinese not in pages["schemes/grant/calculator/"]
    assert words in site.files["en/embed/grant/index.html"]
    assert in_chinese not in site.files["embed/grant/index.html"]


def test_the_coverage_by_section(locked: Path) -> None:
    edit(locked / PERSON, "zh: 局長", "zh: 副局長")
    edit(locked / STOP, "summary:", "background: [{zh: 新, en: New}]\nsummary:")
    markdown = _page(locked, "en/translations/").markdown
    rows = {
        re.sub("<[^>]*>", "", name): re.findall(r'<td class="num">([^<]*)</td>', cells)
        for name, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', markdown)
    }
    assert rows["People"] == ["2", "1", "1", "0", "50%"]
    assert rows["Visit"][2:4] == ["0", "1"]
    assert rows["Grant"][2:] == ["0", "0", "100%"]
    assert f"data/{PERSON}:2" in markdown
    in_chinese = _page(locked, "translations/").markdown
    assert re.findall(r'<td class="num">([^<]*)', in_chinese) == re.findall(
        r'<td class="num">([^<]*)', markdown
    )


# --- every text ------------------------------------------------------------------------


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        yield from (text for _, part in value for text in _texts(part))
    elif isinstance(value, tuple):
        yield from (text for part in value for text in _texts(part))
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _texts(part))


@pytest.mark.parametrize("data", [DATA, SMALL], ids=["real", "small"])
def test_every_text_of_every_record_can_be_found_stale(data: Path) -> None:
    records = validate(load(data).records)[0]
    lock = {
        (translation.raw.file.partition("/")[2], translation.field): frozenset({"0123456789"})
        for record in records
        for translation in translations(record.raw, {})
    }
    catalogue, _ = link(records, lock=lock)
    models = [entry.model for kind in KINDS.values() for entry in catalogue.every_version(kind)]
    texts = [text for model in models for text in _texts(model)]
    assert texts
    assert len(texts) == len(catalogue.translations)
    assert all(isinstance(text, StaleText) for text in texts)
    # Nothing else of the records is another.
    assert {record.model.model_dump_json() for record in records} == {
        model.model_dump_json() for model in models
    }
    assert not any(isinstance(text, StaleText) for r in records for text in _texts(r.model))
