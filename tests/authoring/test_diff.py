"""``diff``: what has changed since a commit, in readers' words, and how to undo it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.authoring.typed import Type, record_all, typist
from tests.conftest import edit

CALCULATOR = "schemes/grant/calculator.yml"


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=x", "-c", "user.email=x"]
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def type_(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """The small project in a repository of its own."""
    record_all(small)
    git(small.parent, "init", "-q")
    git(small.parent, "add", "-A")
    git(small.parent, "commit", "-qm", "First")
    return typist(small.parent, monkeypatch, capsys)


def test_nothing_has_changed(type_: Type) -> None:
    assert type_("diff", lang="zh").out == "資料沒有改過。\n"


def test_rules_come_first_and_texts_are_shown_where_they_differ(small: Path, type_: Type) -> None:
    edit(small / "people/jane-doe.yml", "zh: 局長", "zh: 副局長")
    number = (small / CALCULATOR).read_text("utf-8").count("percent: ")
    assert number
    edit(small / CALCULATOR, "percent: ", "percent: 1")
    printed = type_("diff", lang="zh")
    lines = printed.out.splitlines()
    assert lines[0] == "規則改了，試算的結果會跟著變："
    assert lines[1].startswith(f"  data/{CALCULATOR}")
    assert lines.index("內容改了：") > lines.index(lines[1])
    at = lines.index("  data/people/jane-doe.yml  杜珍")
    assert lines[at + 1 : at + 4] == [
        "    職稱 · 中文（zh）（第 2 行）",
        "      原來：局長",
        "      現在：副局長",
    ]
    assert "git restore data/" in lines[-1]
    assert lines[-1].endswith("現在的內容就沒有了。")


def test_english_has_its_words(small: Path, type_: Type) -> None:
    edit(small / "people/jane-doe.yml", "en: Director", "en: Head")
    out = type_("diff").out
    assert "  data/people/jane-doe.yml  Jane Doe\n    Role · English (en) (line 2)\n" in out
    assert "      old: Director\n      new: Head\n" in out


def test_what_undo_says_undoes_it(small: Path, type_: Type) -> None:
    file = small / "people/jane-doe.yml"
    before = file.read_bytes()
    for stage in (False, True):
        edit(file, "zh: 局長", "zh: 副局長")
        if stage:
            git(small.parent, "add", "-A")
        (line,) = (part for part in type_("diff").out.splitlines() if "git restore" in part)
        command = line.split("one file:  ")[1].split("  and")[0]
        git(small.parent, *command.split()[1:])
        assert file.read_bytes() == before


def test_entries_are_known_by_their_names(small: Path, type_: Type) -> None:
    edit(
        small / "policies/halls.yml",
        "  - clause: grant/1\n    why: {zh: 目的, en: Its purpose}\n",
        "",
    )
    edit(small / "policies/halls.yml", "zh: 條件", "zh: 前提")
    out = type_("diff").out
    assert out.count("Clauses that inform it") == 2
    assert "old: clause grant/1；why Its purpose" in out


def test_new_gone_and_renamed_records(small: Path, type_: Type) -> None:
    assert type_("rename", "person/jane-doe", "jane-d").code == 0
    (small / "people/john.yml").write_bytes((small / "people/jane-d.yml").read_bytes())
    (small / "glossary/grant.yml").unlink()
    out = type_("diff", lang="zh").out
    assert "新增的檔案 2 個：" in out
    assert "拿掉的檔案 2 個：" in out
    assert "data/people/john.yml  杜珍" in out
    git(small.parent, "add", "-A")
    assert "data/people/jane-doe.yml → data/people/j" in type_("diff", lang="zh").out


def test_since_an_earlier_commit(small: Path, type_: Type) -> None:
    edit(small / "people/jane-doe.yml", "en: Director", "en: Head")
    git(small.parent, "commit", "-qam", "Second")
    assert type_("diff").out == "Nothing in the data has changed.\n"
    out = type_("diff", "--since", "HEAD~1").out
    assert "new: Head" in out
    assert "git restore --source=HEAD~1 --staged --worktree data/people/jane-doe.yml" in out


def test_a_file_that_cannot_be_read_is_told(small: Path, type_: Type) -> None:
    (small / "people/jane-doe.yml").write_text("name: [", "utf-8")
    printed = type_("diff")
    assert printed.code == 0
    assert "data/people/jane-doe.yml: changed, but it cannot be read" in printed.out


@pytest.mark.parametrize("revision", ["nothing-such", "--all", "HEAD:data"])
def test_what_is_no_commit(type_: Type, revision: str) -> None:
    printed = type_("diff", f"--since={revision}")
    assert (printed.code, printed.out) == (2, "")
    assert printed.err == f"git knows no {revision}: give a commit, a tag or a branch\n"


def test_without_a_repository_or_git_there_is_one_message(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_ = typist(small.parent, monkeypatch, capsys)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent.parent))
    printed = type_("diff", lang="zh")
    assert (printed.code, printed.err) == (
        2,
        "這個資料夾不在 git 的儲存庫裡，沒有以前的版本可以比較。\n",
    )
    monkeypatch.setenv("PATH", "")
    printed = type_("diff")
    assert (printed.code, printed.err.count("\n")) == (2, 1)
    assert printed.err.startswith("git is not installed here")
