"""The records of decisions: an index that names all of them as they are, and true references."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "docs/decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_index_has_every_decision_by_its_title_and_status(path: Path) -> None:
    text = path.read_text("utf-8")
    title = re.match(r"# (\d{4}) (.+)\n", text)
    status = re.search(r"(?m)^Status: (.+)\.$", text)
    assert title is not None
    assert status is not None
    assert title[1] == path.name[:4]
    row = f"| [{title[1]}]({path.name}) | {title[2]} | {status[1]} | "
    assert row in (FOLDER / "README.md").read_text("utf-8")


def test_the_index_has_nothing_else_and_is_in_order() -> None:
    rows = re.findall(r"(?m)^\| \[\d{4}\]\((.+?)\)", (FOLDER / "README.md").read_text("utf-8"))
    assert rows == [path.name for path in RECORDS]
    assert [path.name[:4] for path in RECORDS] == [f"{n:04}" for n in range(1, len(RECORDS) + 1)]


def test_a_decision_named_elsewhere_exists_under_that_name() -> None:
    files = [path for folder in ("generator", "docs") for path in (ROOT / folder).rglob("*")]
    named = set()
    for path in [*files, *ROOT.glob("*.md"), ROOT / "pyproject.toml"]:
        if path.is_file() and path.suffix in (".py", ".js", ".css", ".j2", ".html", ".md", ".toml"):
            named |= set(re.findall(r"docs/decisions/\d{4}[^`') ]*", path.read_text("utf-8")))
    assert {name for name in named if not (ROOT / name).is_file()} == set()
