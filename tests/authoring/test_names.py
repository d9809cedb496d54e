"""A name that no record can have is refused before anything is written, by every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.authoring.change_set import ChangeSet
from tests.authoring.typed import Type, typist
from tests.conftest import contents

PEOPLE = "id,name.zh,name.en,role.zh,role.en,organisation\n{0},林美華,Lin,導覽員,Guide,bureau\n"
UNNAMED = "name.zh,name.en,role.zh,role.en,organisation\n林美華,{0},導覽員,Guide,bureau\n"
CASES = """\
id,[title.zh],[title.en],[story.zh],[story.en],[category],[minutes],[registered],[cost],\
[expect.verdict],[expect.cap]
{0},新的,New,經過,Story,長片,12,是,300,符合,150
"""
TABLE = "館別｜Hall\n一館｜Hall 1\n"
HALL = ("--into", "stop/trip-2020/hall")
COMMANDS = {
    "new": (("new", "person", "{0}"), ""),
    "new-visit": (("new", "visit", "{0}"), ""),
    "new-stop": (("new", "stop", "trip-2020/{0}"), ""),
    "import": (("import", "person", "a.csv"), PEOPLE),
    "import-scoped": (
        ("import", "stop", "a.csv", "--scope", "trip-2020"),
        "id,title.zh,title.en,kind,dates,place,summary.zh,summary.en\n"
        "{0},一,One,會議,2020-02-29,town,甲,A\n",
    ),
    "import-dry": (("import", "person", "a.csv", "--dry-run"), PEOPLE),
    "import-table": (("import", "table", "a.csv", *HALL, "tables/{0}"), TABLE),
    "import-table-dry": (("import", "table", "a.csv", *HALL, "tables/{0}", "--dry-run"), TABLE),
    "cases": (("cases", "grant", "--in", "a.csv"), CASES),
    "cases-dry": (("cases", "grant", "--in", "a.csv", "--dry-run"), CASES),
    "rename": (("rename", "person/jane-doe", "{0}"), ""),
    "rename-dry": (("rename", "person/jane-doe", "{0}", "--dry-run"), ""),
    "rename-visit": (("rename", "visit/trip-2020", "{0}"), ""),
    "rename-scheme": (("rename", "scheme/grant", "{0}"), ""),
    "rename-stop": (("rename", "stop/trip-2020/hall", "{0}"), ""),
}


@pytest.fixture
def type_(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Commands in the small project; Windows could not even try a change with such a name."""

    def refuse(_: ChangeSet, data_dir: Path) -> None:
        raise AssertionError(f"written to {data_dir}")

    monkeypatch.setattr(ChangeSet, "apply", refuse)
    return typist(small.parent, monkeypatch, capsys)


def _given(small: Path, command: str, name: str) -> list[str]:
    arguments, sheet = COMMANDS[command]
    (small.parent / "a.csv").write_text(sheet.replace("{0}", name), "utf-8")
    return [part.replace("{0}", name) for part in arguments]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_a_system_keeps_for_itself(small: Path, type_: Type, command: str) -> None:
    before = contents(small)
    printed = type_(*_given(small, command, "nul"))
    assert (printed.code, printed.out) == (2, "")
    assert "E149 “nul” is a name that Windows or browsers keep for themselves" in printed.err
    assert "to mend: choose another" in printed.err
    assert printed.err.count("E149") == 1
    assert contents(small) == before


def test_an_id_that_is_made_of_an_english_name_is_no_other(small: Path, type_: Type) -> None:
    (small.parent / "a.csv").write_text(UNNAMED.replace("{0}", "Con"), "utf-8")
    printed = type_("import", "person", "a.csv")
    assert printed.code == 2
    assert "row 2, column B" in printed.err
    assert "E149 “con” is" in printed.err


@pytest.mark.parametrize("name", ["../../../../x", "/x", "sub/x", "A b", "X"])
@pytest.mark.parametrize("command", ["import", "cases", "cases-dry"])
def test_an_id_of_a_sheet_is_no_path(small: Path, type_: Type, command: str, name: str) -> None:
    before = contents(small.parent)
    given = _given(small, command, name)
    printed = type_(*given)
    assert (printed.code, printed.out) == (2, "")
    assert "E116" in printed.err
    assert contents(small.parent).keys() - before.keys() == {"a.csv"}
