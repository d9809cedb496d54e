"""Cases: examples out to a sheet and in again; nothing is expected that nobody has written."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from generator import kinds
from generator.build import check
from tests.conftest import Run

NEW = {"title.zh": "新的", "title.en": "New one", "story.zh": "經過", "story.en": "Story",
       "category": "長片", "minutes": "12", "registered": "是", "cost": "300"}  # fmt: skip


def _cases(data: Path, run: Run, *arguments: str, lang: str = "en") -> tuple[int, str]:
    command = ("generator", "cases", "grant", *arguments, "--lang", lang)
    done = run(*command, cwd=data.parent)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def _key(header: str) -> str:
    return header.rstrip("]").rpartition("[")[2]


def _rows(data: Path) -> list[dict[str, str]]:
    with (data.parent / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return [dict(zip(map(_key, header), row, strict=True)) for row in rows]


def _write(data: Path, rows: list[dict[str, str]]) -> None:
    names = dict.fromkeys(name for row in rows for name in row)
    with (data.parent / "c.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(name if name == "id" else f"… [{name}]" for name in names)
        writer.writerows([row.get(name, "") for name in names] for row in rows)


def _files(data: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in data.rglob("*.yml")}


def _out(data: Path, run: Run) -> list[dict[str, str]]:
    assert _cases(data, run, "--out", "c.csv")[0] == 0
    return _rows(data)


@pytest.mark.parametrize("name", ["c.csv", "c.xlsx"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_out_and_in_changes_nothing(data_copy: Path, run: Run, name: str, lang: str) -> None:
    before = _files(data_copy)
    command = ("generator", "cases", "virtual-production")
    assert run(*command, "--out", name, "--lang", lang, cwd=data_copy.parent).returncode == 0
    done = run(*command, "--in", name, "--accept", "--lang", "en", cwd=data_copy.parent)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"new: 0; changed: 0; the same: \d+\.\n", done.stdout)
    assert _files(data_copy) == before


def test_a_row_says_what_is_answered_expected_and_comes_out(small: Path, run: Run) -> None:
    base, short, *_ = _out(small, run)
    assert (base["category"], base["registered"], base["cost"]) == ("Short", "yes", "300")
    assert (base["expect.verdict"], base["expect.cap"], base["now.cap"]) == (
        "eligible",
        "150",
        "150",
    )
    assert short["minutes"] == "9.5"
    assert short["category"] == "Short"  # of the example that it is based on
    assert (short["status.length"], short["status.registration"]) == ("unmet", "")


def test_a_new_row_is_a_new_example(small: Path, run: Run) -> None:
    rows = _out(small, run)
    _write(small, [*rows, {**NEW, "expect.verdict": "符合", "expect.cap": "150"}])
    code, words = _cases(small, run, "--in", "c.csv")
    assert code == 0, words
    example = check(small)[0].get(kinds.EXAMPLE, "grant/new-one").model
    last = len(rows) + 1
    assert (example.order, example.facts["category"], example.facts["cost"]) == (last, "long", 300)
    assert (example.expect.verdict, example.expect.cap) == ("eligible", 150)


def test_what_is_expected_is_never_the_calculator_s_unasked(small: Path, run: Run) -> None:
    before = _files(small)
    there = _out(small, run)
    rows = [{**NEW, "expect.verdict": "ineligible", "expect.cap": "1"}, {**NEW, "title.en": "B"}]
    _write(small, [*there, *rows])
    first, second = (str(len(there) + row) for row in (2, 3))  # below the header
    code, words = _cases(small, run, "--in", "c.csv")
    assert code == 2
    assert re.findall(r"row (\d), column \w+ .*?: (E\d+)", words) == [
        (first, "E330"), (first, "E330"), (second, "E331"),
    ]  # fmt: skip
    assert "expected is ineligible; the calculator says eligible" in words
    assert _files(small) == before
    code, words = _cases(small, run, "--in", "c.csv", "--accept")
    assert code == 0, words
    assert "new-one: Expected cap, expected 1, is now what the calculator says: 150" in words
    expect = check(small)[0].get(kinds.EXAMPLE, "grant/b").model.expect
    assert (expect.verdict, expect.cap) == ("eligible", 150)


def test_a_changed_row_changes_those_lines_alone(small: Path, run: Run) -> None:
    rows = _out(small, run)
    path = small / "schemes/grant/examples/too-short.yml"
    before = path.read_text("utf-8")
    rows[1] |= {"minutes": "9", "expect.cap": "150", "story.en": "An even shorter film"}
    _write(small, rows)
    assert _cases(small, run, "--in", "c.csv")[0] == 0
    after = path.read_text("utf-8")
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    assert gone == ["story: {zh: 更短的片, en: A shorter film}", "  minutes: 9.5"]
    example = check(small)[0].get(kinds.EXAMPLE, "grant/too-short").model
    assert example.facts == {"minutes": 9}
    assert example.expect.cap == 150


def test_an_answer_is_taken_away_and_given_back(small: Path, run: Run) -> None:
    rows = _out(small, run)
    _write(small, [rows[0], rows[1] | {"cost": ""}])
    assert _cases(small, run, "--in", "c.csv")[0] == 0
    facts = check(small)[0].get(kinds.EXAMPLE, "grant/too-short").model.facts
    assert facts == {"minutes": 9.5, "cost": None}
    _write(small, rows)
    assert _cases(small, run, "--in", "c.csv")[0] == 0
    assert check(small)[0].get(kinds.EXAMPLE, "grant/too-short").model.facts == {"minutes": 9.5}


def test_a_rule_s_change_shows_what_is_otherwise_and_which_examples_it_breaks(
    small: Path, run: Run
) -> None:
    rows = _out(small, run)
    rows[0]["cost"] = "200"
    _write(small, rows)
    code, words = _cases(small, run, "--in", "c.csv")
    assert code == 2
    assert "expected is 150; the calculator says 100" in words


def test_every_cell_that_is_wrong_is_told(small: Path, run: Run) -> None:
    before = _files(small)
    wrong = {
        "category": "短篇",
        "minutes": "十二",
        "registered": "大概",
        "cost": "-1",
        "approved_on": "x",
    }
    rows = [{**NEW, **{key: value}, "title.en": f"N {n}", "expect.verdict": "eligible"}
            for n, (key, value) in enumerate(wrong.items())]  # fmt: skip
    rows.append({**NEW, "expect.verdict": "maybe", "story.en": "", "bad": "x"})
    _write(small, rows)
    code, words = _cases(small, run, "--in", "c.csv")
    assert code == 2
    assert re.findall(r"row (\d), column \w+ “… \[(.*?)\]”: (E\d+)", words) == [
        ("1", "bad", "E322"),
        *((str(n), key, "E329") for n, key in enumerate(wrong, 2)),
        ("7", "expect.verdict", "E115"),
    ]
    assert _files(small) == before


def test_one_way_is_named(small: Path, run: Run) -> None:
    assert _cases(small, run)[0] == 2
    assert _cases(small, run, "--in", "none.csv")[0] == 2
    assert run("generator", "cases", "none", "--out", "x.csv", cwd=small.parent).returncode == 2
