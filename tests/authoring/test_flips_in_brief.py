"""``check`` on whose result differs from the last commit's: a few lines, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring.test_diff import CALCULATOR, git
from tests.authoring.typed import Type, record_all, typist
from tests.conftest import edit


@pytest.fixture
def type_(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """The small project, in no repository yet."""
    record_all(small)
    return typist(small.parent, monkeypatch, capsys)


def _commit(data: Path) -> None:
    git(data.parent, "init", "-q")
    git(data.parent, "add", "-A")
    git(data.parent, "commit", "-qm", "Another")


def test_without_git_and_where_nothing_has_changed_nothing_is_said(
    small: Path, type_: Type
) -> None:
    alone = type_("check")
    assert alone.code == 0
    assert "last commit" not in alone.out
    _commit(small)
    assert type_("check").out == alone.out
    edit(small / "people/jane-doe.yml", "zh: 局長", "zh: 副局長")
    assert "last commit" not in type_("check").out


def test_a_changed_figure_is_told_with_whom_it_decides_otherwise(small: Path, type_: Type) -> None:
    _commit(small)
    edit(small / CALCULATOR, "[minutes, 10]", "[minutes, 12]")
    lines = type_("check").out.splitlines()
    at = lines.index("Whose result differs from the last commit’s (grant):")
    assert lines[at + 1 : at + 4] == [
        "  2.1  Length",
        "    How many minutes: 10 or more, less than 12",
        "      before: Met; now: Not met",
    ]
    assert "和上次提交比，誰的結果不同（grant）：" in type_("check", lang="zh").out


def test_it_is_told_beside_examples_that_come_out_otherwise(small: Path, type_: Type) -> None:
    _commit(small)
    edit(small / CALCULATOR, "[minutes, 10]", "[minutes, 90]")
    found = type_("check")
    assert found.code == 1
    assert "E604" in found.err
    assert "    How many minutes: 10 or more, less than 90\n" in found.out


def test_three_rules_are_told_and_the_rest_counted(small: Path, type_: Type) -> None:
    _commit(small)
    for old, new in (("[minutes, 10]", "[minutes, 9]"), ("long: 1000", "long: 1400")):
        edit(small / CALCULATOR, old, new)
    out = type_("check").out
    assert out.count("      before: ") + out.count("      at ") == 3
    assert "All of it:  python -m generator flips grant" in out


def test_words_change_nobodys_result(small: Path, type_: Type) -> None:
    _commit(small)
    edit(small / CALCULATOR, "zh: 夠長", "zh: 很長")
    assert "The rules of grant have changed; whatever is answered" in type_("check").out


def test_rules_that_cannot_be_read_any_more_are_named(small: Path, type_: Type) -> None:
    rules = (small / CALCULATOR).read_text("utf-8")
    edit(small / CALCULATOR, "met_when: {at_least: [minutes, 10]}", "met_when: {long: minutes}")
    _commit(small)
    (small / CALCULATOR).write_text(rules, "utf-8")
    found = type_("check")
    assert found.code == 0
    assert "rules of grant cannot be read as rules are written now" in found.out


def test_a_new_scheme_is_compared_with_nothing(small: Path, type_: Type) -> None:
    aside = small.parent / "aside"
    (small / "schemes").rename(aside)
    _commit(small)
    aside.rename(small / "schemes")
    found = type_("check")
    assert found.code == 0
    assert "last commit" not in found.out
