"""Import: a row a record; nothing is lost, nothing overwritten, and every mistake has its cell."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from generator.authoring.import_records import IMPORTED
from generator.authoring.sheet_columns import columns_of, folded
from generator.build import check
from generator.kinds import KINDS, ORGANISATION, PERSON, PLACE, STOP
from tests.conftest import Run, contents

HEADER = "姓名（中文）,姓名（英文）,職稱（中文）,職稱（英文）,所屬單位\n"
ROW = "林美華,Lin Mei-hua,導覽員,Guide,文化局\n"


def _import(
    small: Path, run: Run, text: str, *more: str, kind: str = "person", lang: str = "en"
) -> tuple[int, str]:
    (small.parent / "a.csv").write_text(text, "utf-8")
    command = ("generator", "import", kind, "a.csv", *more, "--lang", lang)
    done = run(*command, cwd=small.parent)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_row_is_a_record_that_passes_the_check(small: Path, run: Run) -> None:
    code, words = _import(small, run, HEADER + ROW, "--scope", "trip-2020")
    assert code == 0, words
    assert words.splitlines() == ["added data/people/lin-mei-hua.yml",
                                  "new: 1; the same: 0; different: 0."]  # fmt: skip
    person = check(small)[0].get(PERSON, "lin-mei-hua").model
    assert (person.name.zh, person.role.en, person.organisation) == ("林美華", "Guide", "bureau")
    assert person.sources[0].document == "rules"


@pytest.mark.parametrize(
    "header",
    [
        "name.zh,name.en,role.zh,role.en,organisation",
        "Name (Chinese),Name (English),Role (Chinese),Role (English),Organisation",
        "姓名,英文姓名,職稱,職稱英文,所屬單位",
        " 姓名(中文) ,NAME.EN,職稱 （中文）,role.EN,所屬單位",
    ],
)
def test_headers_by_field_by_title_in_either_language(small: Path, run: Run, header: str) -> None:
    assert _import(small, run, f"{header}\n{ROW}")[0] == 0
    assert check(small)[0].get(PERSON, "lin-mei-hua").model.role.zh == "導覽員"


@pytest.mark.parametrize("kind", IMPORTED)
def test_no_header_names_two_columns(kind: str) -> None:
    columns = columns_of(KINDS[kind])
    for name in (name for column in columns for name in (column.zh, column.en, column.dotted)):
        assert len([c for c in columns if folded(name) in c.names]) == 1, name


def test_twice_changes_nothing(small: Path, run: Run) -> None:
    _import(small, run, HEADER + ROW)
    before = contents(small)
    code, words = _import(small, run, HEADER + ROW, "--update")
    assert (code, words) == (0, "new: 0; the same: 1; different: 0.\n")
    assert contents(small) == before


def test_what_differs_is_told_and_changed_only_when_asked(small: Path, run: Run) -> None:
    before = contents(small)
    text = HEADER + "杜珍,Jane Doe,副局長,,\n"
    code, words = _import(small, run, text)
    assert code == 0
    assert "Role (Chinese): 局長 → 副局長" in words
    assert "--update" in words
    assert contents(small) == before
    _import(small, run, text, "--update")
    after = contents(small)
    name = "people/jane-doe.yml"
    assert after.pop(name) == before.pop(name).replace("局長".encode(), "副局長".encode())
    assert after == before


def test_a_dry_run_shows_and_writes_nothing(small: Path, run: Run) -> None:
    before = contents(small)
    code, words = _import(small, run, HEADER + ROW, "--dry-run")
    assert code == 0
    assert "would add data/people/lin-mei-hua.yml" in words
    assert "    organisation: bureau" in words
    assert contents(small) == before


def test_every_mistake_at_once_with_row_column_and_mend(small: Path, run: Run) -> None:
    before = contents(small)
    text = (
        "姓名（中文）,姓名（英文）,姓名,職務,所屬單位,簡介（中文）,簡介（英文）\n"
        "甲,A,,x,沒有這個,<b>,y\n,,,,,,\n乙,,,,bureau,,\n丙,A,,,,,,多\n"
    )
    code, words = _import(small, run, text, lang="zh")
    assert code == 2
    found = re.findall(r"第 (\d+) 列 (\w+) 欄「.*?」：(\w+)", words)
    assert [(int(row), *rest) for row, *rest in found] == [
        (1, "A", "E324"), (1, "A", "E324"), (1, "C", "E323"), (1, "D", "E322"),
        (2, "E", "E302"), (2, "F", "E201"), (4, "B", "E326"), (5, "B", "E327"),
        (5, "H", "E332"),
    ]  # fmt: skip
    assert words.count("怎麼改：") == len(found)
    assert "職稱（中文）" in words
    assert contents(small) == before


def test_a_name_of_two_records_is_not_guessed(small: Path, run: Run) -> None:
    twin = (small / "organisations/bureau.yml").read_text("utf-8") + "unlinked: {zh: 無, en: No}\n"
    (small / "organisations/bureau-2.yml").write_text(twin, "utf-8")
    code, words = _import(small, run, HEADER + ROW)
    assert code == 2
    assert "E325" in words
    assert "bureau, bureau-2" in words


def test_rows_refer_to_one_another_and_台_is_臺(small: Path, run: Run) -> None:
    text = (
        "名稱（中文）,名稱（英文）,別名,位於,緯度,經度,座標：出處,簡介（中文）,簡介（英文）\n"
        "臺南,Tainan,府城；台南市,,23.0,120.2,GeoNames 1,城市,A city\n"
        "安平,Anping,,台南,,,,區,A district\n"
    )
    code, words = _import(small, run, text, kind="place")
    assert code == 0, words
    catalogue = check(small)[0]
    assert catalogue.get(PLACE, "anping").model.within == "tainan"
    tainan = catalogue.get(PLACE, "tainan").model
    assert (tainan.aliases, tainan.unlinked) == (("府城", "台南市"), None)
    assert tainan.location is not None
    assert tainan.location.lat == 23


def test_stops_with_days_choices_and_paragraphs_of_a_workbook(small: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.append(
        ["名稱", "英文名稱", "類別", "日期", "地點", "摘要", "英文摘要", "看到什麼", "seen.en"]
    )
    book.active.append(
        ["一", "One", "會議", "2020/2/29；2020/3/1", "小鎮", "甲", "A", "子\n丑", "C\nD"]
    )
    book.active.append(["二", "Two", "meeting", "2020-03-01", "town", "乙", "B", None, None])
    book.save(small.parent / "a.xlsx")
    done = run("generator", "import", "stop", "a.xlsx", "--scope", "trip-2020", cwd=small.parent)
    assert done.returncode == 0, done.stderr
    stops = [entry.model for entry in check(small)[0].all(STOP)][1:]
    assert [(s.order, s.kind, len(s.dates), len(s.seen)) for s in stops] == [
        (2, "meeting", 2, 2),
        (3, "meeting", 1, 0),
    ]
    assert [(text.zh, text.en) for text in stops[0].seen] == [("子", "C"), ("丑", "D")]


def test_data_that_would_not_pass_is_not_written(small: Path, run: Run) -> None:
    before = contents(small)
    header = "title.zh,title.en,kind,dates,place,summary.zh,summary.en\n"
    text = f"{header}一,One,會議,2021-01-01,town,a,b\n"
    code, words = _import(small, run, text, "--scope", "trip-2020", kind="stop")
    assert code == 1
    assert "E309" in words
    assert contents(small) == before


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
@pytest.mark.parametrize("kind", IMPORTED)
def test_a_template_has_headers_hints_and_no_rows(
    small: Path, run: Run, kind: str, name: str
) -> None:
    command = ("generator", "import", kind)
    assert run(*command, "--template", name, "--lang", "zh", cwd=small.parent).returncode == 0
    scope = ("--scope", "trip-2020")
    done = run(*command, name, *scope, "--lang", "en", cwd=small.parent)
    assert (done.returncode, done.stdout) == (0, "new: 0; the same: 0; different: 0.\n"), (
        done.stderr
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("person",),
        ("person", "none.csv"),
        ("person", "a.csv", "--template", "b.csv"),
        ("person", "a.csv", "--scope", "trip-2002"),
        ("person", "a.csv", "--into", "stop/trip-2020/hall", "tables/x"),
        ("stop", "a.csv"),
        ("stop", "a.csv", "--scope", "grant"),
        ("table", "a.csv"),
        ("table", "a.csv", "--into", "stop/trip-2020/hell", "tables/x"),
        ("table", "a.csv", "--into", "person/jane-doe", "tables/x"),
        ("table", "a.csv", "--into", "stop/trip-2020/hall", "x"),
    ],
)
def test_what_cannot_be_meant_is_told(small: Path, run: Run, arguments: tuple[str, ...]) -> None:
    (small.parent / "a.csv").write_text(HEADER + ROW, "utf-8")
    before = contents(small)
    done = run("generator", "import", *arguments, cwd=small.parent)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert contents(small) == before


# --- tables ---------------------------------------------------------------------------------


def _table(small: Path, run: Run, text: str, *more: str) -> tuple[int, str]:
    into = ("--into", "stop/trip-2020/hall", "tables/area")
    return _import(small, run, text, *into, *more, kind="table")


def test_a_table_is_added_changed_and_written_out(small: Path, run: Run) -> None:
    first = '館別｜Hall,面積｜Area\n一館｜Hall 1,"1,200"\n'
    assert _table(small, run, first)[0] == 0
    (table,) = check(small)[0].get(STOP, "trip-2020/hall").model.tables
    assert [cell.en for row in (table.columns, *table.rows) for cell in row] == [
        "Hall", "Area", "Hall 1", "1,200",
    ]  # fmt: skip
    command = ("generator", "import", "table", "--into", "stop/trip-2020/hall", "tables/area")
    run(*command, "--template", "a.csv", cwd=small.parent)
    before = contents(small)
    out = (small.parent / "a.csv").read_text("utf-8-sig")
    assert "as the sheet has it" in _table(small, run, out)[1]
    # A further column: the English of what was there need not be typed again.
    wider = '館別,面積,座位｜Seats\n一館,"1,200",80\n'
    assert "differs" in _table(small, run, wider)[1]
    assert contents(small) == before
    assert _table(small, run, wider, "--update")[0] == 0
    (table,) = check(small)[0].get(STOP, "trip-2020/hall").model.tables
    assert [cell.en for cell in table.rows[0]] == ["Hall 1", "1,200", "80"]


def test_a_cell_of_a_table_without_its_english_is_told(small: Path, run: Run) -> None:
    before = contents(small)
    code, words = _table(small, run, "館別｜Hall,面積\n,二｜\n")
    assert code == 2
    assert re.findall(r"row (\d), column (\w).*?: (E\d+)", words) == [
        ("1", "B", "E328"), ("2", "A", "E114"), ("2", "B", "E328"),
    ]  # fmt: skip
    assert contents(small) == before


def test_organisations_too(small: Path, run: Run) -> None:
    text = "id,名稱,name.en,所在地,簡介,description.en\nfilm,影片館,Film Hall,小鎮,館,A hall\n"
    assert _import(small, run, text, kind="organisation")[0] == 0
    assert check(small)[0].get(ORGANISATION, "film").model.place == "town"
