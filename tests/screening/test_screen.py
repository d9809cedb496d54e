"""``screen``: applications in rows, decided as the engine and the desk's page decide them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from generator import cli as command_line
from generator.api.row_words import row_words
from generator.authoring.screening_sheets import header_of
from generator.authoring.sheets import read_sheet
from generator.commands import COMMANDS
from generator.content.catalogue import Catalogue
from generator.rules.engine import evaluate
from tests.conftest import ROOT, Results, Run
from tests.tools.written import applicant, cell

SCHEME = "virtual-production"
FOUND = ["verdict", "unmet", "unclear", "missing", "cap", "error"]
APPLICANTS = 2_000
Screen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def screen(
    checked: tuple[Catalogue, Results],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Screen:
    """Exit code, output and message of the command; the data is read once for all."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(COMMANDS["screen"], "check", lambda data, **_: checked)
        code = command_line.main(["screen", SCHEME, *map(str, arguments), "--lang", "en"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def _file(path: Path, *rows: list[str], encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_random_applicants_are_decided_alike_by_all(
    screen: Screen,
    checked: tuple[Catalogue, Results],
    calculator: dict[str, Any],
    all_met: dict[str, Any],
    tmp_path: Path,
) -> None:
    """By the command, by the page's script in another interpreter, and by the engine itself."""
    random = Random(17)
    questions = calculator["questions"]
    bases = [None, all_met, all_met]
    applicants = [applicant(questions, random, bases[n % 3]) for n in range(APPLICANTS)]
    header = [random.choice([q["id"], q["label"]["zh"], q["label"]["en"]]) for q in questions]
    rows = [
        [cell(q, facts[q["id"]], random) if q["id"] in facts else "" for q in questions]
        for facts in applicants
    ]
    code, output, _ = screen(_file(tmp_path / "a.csv", header, *rows))
    assert code == 0
    found = _rows(output)
    catalogue, results = checked
    (scheme,) = (view for view in catalogue.versions() if view.id == SCHEME)
    words = row_words(scheme, results.calculators[SCHEME])
    asked = {"scheme": calculator, "words": words, "header": header, "rows": rows}
    done = subprocess.run(
        ["node", "tests/javascript/screened.js"],
        cwd=ROOT, input=json.dumps(asked), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    verdicts = set()
    for facts, row, page in zip(applicants, found, json.loads(done.stdout), strict=True):
        result = evaluate(calculator, facts)
        amount = result["amount"]
        assert amount is not None
        those = {
            status: [rule["id"] for rule in result["requirements"] if rule["status"] == status]
            for status in ("unmet", "unclear")
        }
        cap = amount["cap"]
        verdicts.add(result["verdict"])
        assert [row[name] for name in FOUND] == [
            result["verdict"], ";".join(those["unmet"]), ";".join(those["unclear"]),
            ";".join(result["unanswered"]), "" if cap is None else str(cap), "",
        ], facts  # fmt: skip
        assert page["facts"] == facts
        outcome = page["outcome"]
        assert (outcome["verdict"], outcome["unmet"], outcome["unclear"]) == (
            result["verdict"], those["unmet"], those["unclear"],
        )  # fmt: skip
        assert (outcome["missing"], outcome["cap"]) == (result["unanswered"], cap)
        for name in ("instalments", "deadlines", "requirements"):
            assert outcome[name] == result[name]
    assert verdicts == {"eligible", "ineligible", "undetermined"}


def test_a_row_that_cannot_be_read_has_an_error_and_the_others_go_on(
    screen: Screen, tmp_path: Path
) -> None:
    path = _file(
        tmp_path / "a.csv",
        ["name", "category", "runtime_minutes", "production_cost_twd", "technical_heads_total",
         "technical_heads_roc", "approval_date"],
        ["A", "長片組", "20", "1,000", "", "", ""],
        ["B", "試播帶組", "20 分", "12k", "2", "3", "2026-02-30"],
        ["C", "試播帶組", "-1", "一百二十萬", "", "", "民國115年3月1日"],
    )  # fmt: skip
    code, output, message = screen(path)
    assert code == 0
    first, second, third = _rows(output)
    assert list(first)[-6:] == FOUND
    assert (
        first["error"]
        == ("“category”: “長片組” is none of the answers: Pilot, Short film, Trailer")
        or "“長片組” is none of the answers" in first["error"]
    )
    assert second["error"] == (
        "“production_cost_twd”: does “12k” mean 12000?; "
        "“approval_date”: the calendar has no day “2026-02-30”; "
        "“technical_heads_roc”: “3” is more than the answer to “How many technical heads are there "
        "in all?”"
    )
    assert "“-1” is out of range" in third["error"]
    assert {row["verdict"] for row in (first, second, third)} == {""}
    assert "these columns are no questions, and stay as they are: name" in message
    assert "applications: 3; eligible: 0; not eligible: 0;" in message


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_nothing_runs_in_a_spreadsheet_and_numbers_stay_numbers(
    screen: Screen, tmp_path: Path, name: str
) -> None:
    harmful = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "＝1"]
    path = _file(
        tmp_path / "a.csv",
        ["=cmd|' /C calc'!A0", "runtime_minutes", "note", "day"],
        *([text, "20", "-5", "0912"] for text in harmful),
        ["z", "=1+1", "2.50", "1e5"],
    )
    code, _, _ = screen(path, "--out", tmp_path / name)
    assert code == 0
    if name.endswith(".csv"):
        data = (tmp_path / name).read_text("utf-8-sig")
        cells = [text for row in csv.reader(io.StringIO(data)) for text in row]
        began = tuple("=+-@\t\r＝")
        assert {text for text in cells if text.startswith(began)} == {"-5"}
        assert f"'{harmful[0]}" in cells
    else:
        sheet = openpyxl.load_workbook(tmp_path / name).active
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        values = [cell.value for cell in sheet[2]]
        assert values[:4] == ["=1+1", 20, -5, "0912"]
        assert sheet["A2"].quotePrefix
    again = [row.cells[: len(FOUND) + 4] for row in read_sheet(tmp_path / name).rows]
    assert [row[0] for row in again[1:8]] == harmful
    assert again[8][:4] == ("z", "=1+1", "2.50", "1e5")
    assert "“=1+1” is not a number" in again[8][9]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp950", "utf-16"])
def test_files_as_excel_writes_them(screen: Screen, tmp_path: Path, encoding: str) -> None:
    path = _file(
        tmp_path / "a.csv", ["要申請哪一組？", "製作成本總金額是多少？"],
        ["試播帶組", "一百萬"], encoding=encoding,
    )  # fmt: skip
    (row,) = _rows(screen(path)[1])
    assert (row["verdict"], row["cap"]) == ("undetermined", "800000")


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_an_empty_sheet_asks_every_question_and_its_lists_are_answers(
    screen: Screen,
    checked: tuple[Catalogue, Results],
    calculator: dict[str, Any],
    tmp_path: Path,
    name: str,
) -> None:
    path = tmp_path / name
    assert screen("--template", path)[0] == 0
    (scheme,) = (view for view in checked[0].versions() if view.id == SCHEME)
    assert list(read_sheet(path).header) == header_of(scheme)
    if name.endswith(".csv"):
        return
    book = openpyxl.load_workbook(path)
    sheet, lists = book.worksheets
    assert lists.sheet_state == "hidden"
    listed = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            column = str(rule.sqref).partition("2")[0]
            area = lists[rule.formula1.partition("!")[2].replace("$", "")]
            listed[column] = [cell.value for (cell,) in area]
    answers = max(map(len, listed.values()))
    for column, options in listed.items():
        for row in range(answers):
            sheet[f"{column}{row + 2}"] = options[row % len(options)]
    for row in range(answers):
        sheet[f"A{row + 2}"] = "A"
    book.save(path)
    kinds = ("boolean", "choice", "choices")
    assert len(listed) == sum(q["type"] in kinds for q in calculator["questions"])
    rows = _rows(screen(path)[1])
    assert [row["error"] for row in rows] == [""] * answers
    assert rows[0]["verdict"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [["name"], ["A"]],
            "holds a question (they begin: name, A). Delete the lines",
        ),
        ([["category", "要申請哪一組？"], ["pilot", "short"]], "keep one of them: 要申請哪一組？"),
    ],
)
def test_a_header_that_cannot_be_used(
    screen: Screen, tmp_path: Path, rows: list[list[str]], words: str
) -> None:
    code, output, message = screen(_file(tmp_path / "a.csv", *rows))
    assert (code, output) == (2, "")
    assert words in message


def _book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_note_and_titles_stand_before_the_applications(screen: Screen, tmp_path: Path) -> None:
    note: list[list[object]] = [["請填第二張"], ["謝謝"]]
    cases: list[list[object]] = [
        ["115 年度"], [], ["案號", "片子"], ["No.", "category"], ["A-1", "short"],
    ]  # fmt: skip
    path = _book(tmp_path / "a.xlsx", {"說明": note, "申請案": cases})
    (row,) = _rows(screen(path)[1])
    assert (row["No."], row["category"], row["error"]) == ("A-1", "short", "")
    path = _book(tmp_path / "b.xlsx", {"說明": note, "甲": cases, "乙": cases})
    code, output, message = screen(path)
    assert (code, output) == (2, "")
    assert "allowed: 甲, 乙" in message
    assert _rows(screen(path, "--sheet", "乙")[1])[0]["No."] == "A-1"


def test_answers_that_say_nothing_or_two_things(screen: Screen, tmp_path: Path) -> None:
    unknown = ["待補", "待定", "未定", "未填", "N/A", "n/a", "-", "–", "—", "？", "TBD", "——", "──"]
    path = _file(
        tmp_path / "a.csv", ["category", "runtime_minutes", "vp_ratio_percent", "approval_date"],
        *([text] * 4 for text in unknown),
        ["short", "00:24:00", "", ""],
        ["short", "", "0.35", ""],
        ["short", "", "三成五", "2026-10-05 00:00:00"],
    )  # fmt: skip
    *open_, clock, fraction, good = _rows(screen(path)[1])
    assert [row["error"] for row in open_] == [""] * len(unknown)
    assert {row["verdict"] for row in open_} == {"undetermined"}
    assert "“00:24:00” is not a number" in clock["error"]
    assert "does “0.35” mean 35% or 0.35%?" in fraction["error"]
    assert good["error"] == ""


def test_a_file_that_cannot_be_read_is_refused_in_words_of_this_command(
    screen: Screen, tmp_path: Path
) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\0\0")
    path = _book(tmp_path / "b.xlsx", {"a": [["category"], ["short"], [None, "=1+1"]]})
    for file, words in ((tmp_path / "a.xls", "a.xls: E321"), (path, "b.xlsx, B3: E321")):
        code, output, message = screen(file)
        assert (code, output) == (2, "")
        assert words in message
        assert "No application was decided." in message
        assert "people.xlsx" not in message
        assert "written into the data" not in message


def test_what_is_asked_for_is_one_thing(screen: Screen, tmp_path: Path) -> None:
    for arguments in ((), (tmp_path / "a.csv", "--template", tmp_path / "t.csv")):
        code, _, message = screen(*arguments)
        assert code == 2
        assert "--template FILE" in message
    code, _, message = screen(_file(tmp_path / "a.csv", ["category"]), "--version", "1999-01-01")
    assert code == 2
    assert "there is no version “1999-01-01”" in message
    assert screen(tmp_path / "none.csv")[0] == 2


def test_a_zip_bomb_ends_the_command_in_a_clear_word(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a," * 1_000_000)
    code, output, message = screen(tmp_path / "a.csv")
    assert (code, output) == (2, "")
    assert "too large: at most 1,000 columns" in message
    assert "Traceback" not in message


def test_a_version_is_screened_by_its_own_rules(versions: Path, run: Run) -> None:
    root = versions.parent
    _file(root / "a.csv", ["minutes", "category", "cost"], ["12", "short", "1,000,000"])
    caps = {}
    for day in ("2020-01-01", "2024-01-01"):
        done = run("generator", "screen", "grant", "a.csv", "--version", day, cwd=root)
        assert done.returncode == 0, done.stderr
        caps[day] = _rows(done.stdout)[0]["cap"]
    assert caps == {"2020-01-01": "500", "2024-01-01": "800"}
