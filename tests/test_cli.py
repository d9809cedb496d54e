"""``python -m generator evaluate``: results, exit codes and messages."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import cli as command_line
from generator.commands import COMMANDS
from generator.content.catalogue import Catalogue
from generator.rules.engine import evaluate
from tests.conftest import ROOT, Results, Run

SCHEME = "virtual-production"


@pytest.fixture
def facts_file(tmp_path: Path, all_met: dict[str, Any]) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(all_met), "utf-8")
    return path


def test_a_result_from_a_file(
    run: Run, facts_file: Path, calculator: dict[str, Any], all_met: dict[str, Any]
) -> None:
    done = run("generator", "evaluate", SCHEME, facts_file, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == evaluate(calculator, all_met)


def test_the_same_result_from_standard_input(run: Run, facts_file: Path) -> None:
    from_file = run("generator", "evaluate", SCHEME, facts_file, cwd=ROOT)
    from_input = run("generator", "evaluate", SCHEME, "-", cwd=ROOT, stdin=facts_file.read_bytes())
    assert from_input.returncode == 0
    assert from_input.stdout == from_file.stdout
    assert json.loads(from_input.stdout)["verdict"] == "eligible"


@pytest.fixture
def output(
    checked: tuple[Catalogue, Results],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[[bytes], tuple[int, str, str]]:
    """Exit code, output and message for a standard input; the data is read once for all."""

    def tell(given: bytes) -> tuple[int, str, str]:
        monkeypatch.setattr(COMMANDS["evaluate"], "check", lambda data, **_: checked)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        code = command_line.main(["evaluate", SCHEME, "-"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return tell


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("{}", "undetermined"),
        ('\ufeff{"applicant_type": "other"}', "ineligible"),
        ('{"category": null}', "undetermined"),
        ('{"production_cost_twd": 9007199254740991}', "undetermined"),
        ('{"vp_ratio_percent": 2.9e1}', "ineligible"),
    ],
)
def test_any_verdict_exits_with_nought(
    output: Callable[[bytes], tuple[int, str, str]], text: str, verdict: str
) -> None:
    code, out, message = output(text.encode())
    assert (code, message) == (0, "")
    assert json.loads(out)["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["-:1:1", "not JSON"]),
        ('{"category": }', ["-:1:14", "not JSON"]),
        ('{\n  "category": "short",\n}', ["-:", "not JSON"]),
        ("{'category': 'short'}", ["-:1:2", "not JSON"]),
        ('{"vp_ratio_percent": NaN}', ["not_finite", "NaN", "vp_ratio_percent"]),
        ('{"vp_ratio_percent": -Infinity}', ["not_finite", "-Infinity", "vp_ratio_percent"]),
        ('{"vp_ratio_percent": 1e999}', ["not_finite", "vp_ratio_percent"]),
        ('{"category": "short", "category": "pilot"}', ["category", "given twice"]),
        ("[]", ["wrong_type", "an object of facts"]),
        ("null", ["wrong_type"]),
        ('{"category": "feature"}', ["unknown_option", "category", "feature", "pilot, short"]),
        ('{"runtime_minutes": "15"}', ["wrong_type", "runtime_minutes", '"15"', "a number"]),
        ('{"frame_width_px": 1920.5}', ["wrong_type", "frame_width_px", "1920.5", "whole number"]),
        ('{"approval_date": "2026-02-30"}', ["invalid_date", "2026-02-30", "YYYY-MM-DD"]),
        ('{"colour": 1}', ["unknown_fact", "colour", "category"]),
        ('{"__proto__": {"category": "short"}}', ["unknown_fact", "__proto__"]),
        (
            '{"technical_heads_total": 1, "technical_heads_roc": 2}',
            ["inconsistent", "technical_heads_roc"],
        ),
        ("[" * 100_000, ["nested too deeply"]),
        ('{"production_cost_twd": ' + "1" * 5000 + "}", ["production_cost_twd"]),
    ],
)
def test_bad_input_exits_with_two_and_says_why(
    output: Callable[[bytes], tuple[int, str, str]], text: str, words: list[str]
) -> None:
    code, out, message = output(text.encode())
    assert (code, out) == (2, "")
    for word in words:
        assert word in message


def test_text_that_is_not_utf_8(output: Callable[[bytes], tuple[int, str, str]]) -> None:
    code, _, message = output(b'{"category": "\xff"}')
    assert (code, message) == (2, "-: not UTF-8 text\n")


def test_bad_input_shows_no_traceback(run: Run) -> None:
    done = run("generator", "evaluate", SCHEME, "-", cwd=ROOT, stdin='{"category": "feature"}')
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("unknown_option: category: ")
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("generator", "evaluate", SCHEME, tmp_path / "none.json", cwd=ROOT)
    assert done.returncode == 2
    assert "none.json: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_instead_of_a_file(run: Run, tmp_path: Path) -> None:
    done = run("generator", "evaluate", SCHEME, tmp_path, cwd=ROOT)
    assert done.returncode == 2
    assert "cannot be read" in done.stderr


def test_a_scheme_that_does_not_exist(run: Run) -> None:
    done = run("generator", "evaluate", "virtual-prodution", "-", cwd=ROOT, stdin="{}")
    assert done.returncode == 2
    assert "there is no scheme virtual-prodution; there is: virtual-production" in done.stderr


def test_no_command_and_no_such_command(run: Run) -> None:
    for arguments in ((), ("evaluat",), ("evaluate",)):
        done = run("generator", *arguments, cwd=ROOT)
        assert done.returncode == 2
        assert "usage: python -m generator" in done.stderr


def test_mistakes_in_the_data_exit_with_one(run: Run, small: Path) -> None:
    (small / "people/jane-doe.yml").write_text("name: [", "utf-8")
    done = run("generator", "evaluate", "grant", "-", cwd=small.parent, stdin="{}")
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/people/jane-doe.yml:" in done.stderr


def test_another_scheme(run: Run, small: Path) -> None:
    facts = '{"category": "long", "minutes": 10, "registered": true, "cost": 101}'
    done = run("generator", "evaluate", "grant", "-", cwd=small.parent, stdin=facts)
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert (result["verdict"], result["amount"]["cap"]) == ("eligible", 50)
    assert [item["amount"] for item in result["instalments"]] == [25, 25]
