"""``flips``: whose result changes since a commit or another version, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.authoring.test_diff import CALCULATOR, git
from tests.authoring.typed import Type, typist
from tests.conftest import edit


@pytest.fixture
def type_(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """The small project in a repository of its own."""
    git(small.parent, "init", "-q")
    git(small.parent, "add", "-A")
    git(small.parent, "commit", "-qm", "First")
    return typist(small.parent, monkeypatch, capsys)


def test_nobodys_result_changes_by_words(small: Path, type_: Type) -> None:
    edit(small / CALCULATOR, "zh: 夠長", "zh: 很長")
    assert type_("flips", "grant").out == "Whatever is answered, the result is the same.\n"


def test_a_figure_is_told_in_words(small: Path, type_: Type) -> None:
    edit(small / CALCULATOR, "[minutes, 10]", "[minutes, 12.5]")
    printed = type_("flips", "grant", lang="zh")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.splitlines()[0] == "2.1  長度"
    assert printed.out.splitlines()[1].endswith("：10 以上、未滿 12.5")
    assert printed.out.splitlines()[2] == "      原來：符合；現在：不符合"


def test_an_amount_is_told_where_it_begins_and_where_in_full(small: Path, type_: Type) -> None:
    edit(small / CALCULATOR, "long: 1000", "long: 1200")
    out = type_("flips", "grant").out
    assert "before: NT$1,000; now: NT$1,001" in out
    assert "before: NT$1,000; now: NT$1,200" in out


def test_json_has_what_is_promised(small: Path, type_: Type) -> None:
    edit(small / CALCULATOR, "[minutes, 10]", "[minutes, 12]")
    printed = json.loads(type_("flips", "grant", "--format", "json").out)
    assert list(printed) == [
        "scheme", "from", "to", "changes", "examples", "undecided",
    ]  # fmt: skip
    assert (printed["scheme"], len(printed["from"]), printed["undecided"]) == ("grant", 40, [])
    assert printed["changes"] == [
        {
            "rule": "length",
            "clause": "2.1",
            "facts": {"minutes": minutes},
            "before": "met",
            "after": "unmet",
            "extent": "all",
            "range": {"fact": "minutes", "from": 10, "below": 12},
        }
        for minutes in (10, 11)
    ]


def test_two_versions_are_compared(versions: Path, type_: Type) -> None:
    printed = json.loads(type_("flips", "grant", "--from", "2020-01-01", "--format", "json").out)
    assert printed["from"] == "grant@2020-01-01"
    assert [change["facts"] for change in printed["changes"] if change["rule"] == "length"] == [
        {"minutes": 5},
        {"minutes": 8},
    ]
    brief = json.loads(
        type_("flips", "grant@2099-01-01", "--from", "grant", "--format", "json").out
    )
    refused = [change for change in brief["changes"] if change["rule"] == "category"]
    assert {(one["before"], one["after"]) for one in refused} == {
        ("accepted", "refused"),
        ("refused", "accepted"),
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("grant", "--from", "nothing"), "git knows no nothing"),
        (("no-grant",), "there is no scheme no-grant"),
    ],
)
def test_what_is_not_there_is_named(arguments: tuple[str, ...], words: str, type_: Type) -> None:
    printed = type_("flips", *arguments)
    assert (printed.code, printed.out) == (2, "")
    assert words in printed.err
    assert printed.err.count("\n") == 1


def test_without_a_repository_there_is_nothing_to_compare_with(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent.parent))
    printed = typist(small.parent, monkeypatch, capsys)("flips", "grant")
    assert (printed.code, printed.out) == (2, "")
    assert "no git repository" in printed.err


def test_earlier_rules_in_other_words_are_one_clear_message(small: Path, type_: Type) -> None:
    edit(small / CALCULATOR, "at_least: [minutes", "minimum: [minutes")
    git(small.parent, "commit", "-qam", "In an older vocabulary")
    edit(small / CALCULATOR, "minimum: [minutes", "at_least: [minutes")
    printed = type_("flips", "grant")
    assert (printed.code, printed.out) == (2, "")
    assert "cannot be read as rules are written now" in printed.err
    assert "minimum" in printed.err


def test_what_else_is_wrong_with_an_earlier_state_is_no_hindrance(small: Path, type_: Type) -> None:
    """A later program may ask for more; only the calculator has to be right."""
    provision = small / "schemes/grant/provisions/1.yml"
    text = provision.read_text("utf-8")
    provision.write_text("nonsense: 1\n", "utf-8")
    git(small.parent, "commit", "-qam", "Wrong")
    provision.write_text(text, "utf-8")
    edit(small / CALCULATOR, "[minutes, 10]", "[minutes, 12]")
    assert "Length" in type_("flips", "grant").out


def test_mistakes_in_the_rules_as_they_are_are_told(small: Path, type_: Type) -> None:
    edit(small / CALCULATOR, "at_least: [minutes", "minimum: [minutes")
    printed = type_("flips", "grant")
    assert (printed.code, printed.out) == (1, "")
    assert CALCULATOR in printed.err


def test_a_scheme_that_was_not_there_then(small: Path, type_: Type) -> None:
    (small / "schemes/grant").rename(small / "schemes/other")
    printed = type_("flips", "other")
    assert printed.code == 2
    assert "that commit has no folder data/schemes/other" in printed.err
