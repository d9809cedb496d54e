"""The guides are right: what they tell to type is typed, and what they promise comes true.

Blocks that want a browser or a server are run by ``tests/browser/test_guides.py``; what can be
run nowhere here is listed below, with the reason and what is held instead.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.engine import FactRefused, evaluate
from generator.models.calculator import CONDITIONS, VALUES
from generator.new import KINDS
from tests.conftest import DATA, ROOT, SMALL, make_project
from tests.guides import (
    FOLDERS,
    LANGS,
    Block,
    Project,
    Section,
    pages,
    says,
    sections,
    write_into,
)

IN_A_BROWSER = {"html", "css", "js", "nginx", "csp"}
"""What ``tests/browser/test_guides.py`` runs."""

NOT_RUN = {
    "bat": "Windows; its commands are compared with those of the Makefile",
    "apache": "no Apache here; its patterns are compared with nginx's by tests/test_embed.py",
}
"""Kinds of block that nothing can run here, with the reason and what is held instead."""

NOT_TYPED = {
    "make test": "would run this test again",
    "make lint": "would look at the program, which CI does by itself",
    "make bench": "takes many minutes",
    "make lock": "asks the package index for every dependency anew",
    "git": "would change a repository, or speak to another host",
    "sudo": "would change this machine",
    "rsync": "speaks to another host",
}
"""How commands begin that are not run, with the reason. A target of make must still exist."""

BUILDS = re.compile(r"\bmake (?:site|serve)\b")
ERRORS = re.compile(r"資料有 \d+ 個錯誤|\d+ errors? in the data")


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Makes the project of a section: with the real data, or the small where it builds a site."""

    def make(lang: str, *, small: bool = False) -> Project:
        shutil.copytree(SMALL if small else DATA, tmp_path / "data")
        shutil.copy(DATA / "interface.yml", tmp_path / "data")
        make_project(tmp_path / "data")
        return Project(tmp_path, lang)

    return make


def _typed(page_sections: list[Section]) -> Iterator[Section]:
    """The sections that a reader follows at the terminal."""
    for section in page_sections:
        if any(block.lang in ("yaml", "sh", "text", "diff") for block in section.blocks):
            yield section


FOLLOWED = [
    pytest.param(lang, section, id=f"{page.parent.name}-{lang}-{page.stem}-{section.id}")
    for lang, page in pages()
    if page.stem not in ("vocabulary", "embed")
    for section in _typed(sections(page))
]


def follow(project: Project, section: Section) -> None:
    """Takes every step of a section in order. Raises where the guide promises what is not so."""
    said, status = "", 0
    for number, block in enumerate(section.blocks):
        if block.lang in ("yaml", "diff"):
            project.apply(block)
        elif block.lang == "sh":
            command = _runnable(block.text)
            done = project.type(command)
            said, status = done.stdout, done.returncode
            after = section.blocks[number + 1 : number + 2]
            fails = any(each.lang == "text" and ERRORS.search(each.text) for each in after)
            assert (status != 0) == fails, said
        elif block.lang == "text":
            assert says(said, block.text), f"line {block.line}: really it says\n{said}"


def _runnable(text: str) -> str:
    """The commands of a block less those that are not typed; each of these is looked at."""
    lines = []
    for line in text.splitlines():
        command = line.split("#")[0].strip()
        left_out = next((each for each in NOT_TYPED if command.startswith(each)), None)
        if left_out is None:
            lines.append(line)
        elif left_out.startswith("make "):
            makefile = (ROOT / "Makefile").read_text("utf-8")
            assert re.search(rf"^{left_out.split()[1]}:", makefile, re.M), command
    return "set -e\n" + "\n".join(lines)


@pytest.mark.parametrize(("lang", "section"), FOLLOWED)
def test_a_section_is_followed(
    lang: str, section: Section, project: Callable[..., Project]
) -> None:
    builds = any(BUILDS.search(each.text) for each in section.blocks if each.lang == "sh")
    place = project(lang, small=builds)
    follow(place, section)
    if any(block.lang == "yaml" for block in section.blocks):
        done = place.type(".venv/bin/python -m generator check")
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("lang", "page"), [*pages()], ids=str)
def test_every_block_is_run_somewhere(lang: str, page: Path) -> None:
    typed = {"yaml", "sh", "text", "diff"}
    here = {
        "vocabulary": {"yaml", "text"},
        "embed": IN_A_BROWSER | {"apache"},
        "data": {"sh", "text", "json", "js", "html"},
        "README": typed | {"bat"},
    }.get(page.stem, typed)
    for section in sections(page):
        for block in section.blocks:
            assert block.lang in here, f"{page.name}:{block.line}: no test runs {block.lang!r}"
        if "text" in (each.lang for each in section.blocks) and here <= typed | {"bat"}:
            assert "sh" in (each.lang for each in section.blocks), section.id


def test_the_guides_have_the_same_blocks_in_both_languages() -> None:
    """The words around them differ, and what the terminal says; what is typed does not."""
    for page in sorted((FOLDERS["zh"] / "guide").glob("*.md")):
        zh, en = (
            [
                (block.lang, block.title, block.text if block.lang in ("yaml", "sh", "diff") else "")
                for section in sections(folder / "guide" / page.name)
                for block in section.blocks
            ]
            for folder in FOLDERS.values()
        )
        assert zh == en, page.name


# --- the editing guide -------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_there_are_ten_tasks_with_their_steps(lang: str) -> None:
    found = [s for s in sections(FOLDERS[lang] / "guide/index.md") if re.match(r"\d+\. ", s.title)]
    assert [section.title.split(". ")[0] for section in found] == [str(n) for n in range(1, 11)]
    word = {"zh": "步驟 ", "en": "Step "}[lang]
    for section in found:
        steps = re.findall(rf"^\*\*{word}(\d+)", section.text, re.M)
        assert steps == [str(n + 1) for n in range(len(steps))], section.id
        assert len(steps) >= 2, section.id
        assert section.blocks, section.id
    (listed,) = (s for s in sections(FOLDERS[lang] / "guide/index.md") if s.id == "tasks")
    assert re.findall(r"^\d+\. \[(.*)\]\(#([\w-]+)\)$", listed.text, re.M) == [
        (section.title.split(". ", 1)[1], section.id) for section in found
    ]


def test_every_kind_that_can_be_started_is_shown() -> None:
    (section,) = (s for s in sections(FOLDERS["zh"] / "guide/index.md") if s.id == "new")
    assert {line.split()[4] for line in section.blocks[0].text.splitlines()} == set(KINDS)


def test_a_new_version_is_as_the_guide_says_before_it_is_edited(
    project: Callable[..., Project],
) -> None:
    (section,) = (s for s in sections(FOLDERS["zh"] / "guide/index.md") if s.id == "version")
    command, shown, *_ = section.blocks
    place = project("zh")
    place.type(command.text)
    assert shown.title is not None
    made = yaml.safe_load((place.root / shown.title).read_text("utf-8"))
    assert made | yaml.safe_load(shown.text) == made


# --- what the tests themselves rely on -----------------------------------------------------


@pytest.mark.parametrize(
    ("file", "block", "written"),
    [
        ("a: 1\nb: 2\n", "a: 3\n", "a: 3\nb: 2\n"),
        ("a:\n  b: {c: 1}\nd: 2\n", "b: {c: 3}\n", "a:\n  b: {c: 3}\nd: 2\n"),
        ("a:\n- b: 1\n\nc: 2\n", "a:\n  - b: 3\n    d: 4\n", None),
        ("a:\n  - b: 1\n    c:\n      - 1\n", "a:\n  - b: 1\n    c:\n      - 2\n", None),
        ("a: 1\n", "b:\n  - 1\n", "a: 1\nb:\n  - 1\n"),
        ("a:\n  zh: x\n  en: y\nb: 1\n", "a:\n  zh: z\n", "a:\n  zh: z\n  en: y\nb: 1\n"),
    ],
)
def test_a_block_is_written_into_a_file(file: str, block: str, written: str | None) -> None:
    result = write_into(file, block)
    if written is None:
        there, new = yaml.safe_load(file)["a"], yaml.safe_load(block)["a"]
        found = yaml.safe_load(result)["a"]
        assert found == ([*there, *new] if "c" not in there[0] else [{"b": 1, "c": [1, 2]}])
    else:
        assert result == written


def test_what_the_terminal_says_is_compared_line_by_line() -> None:
    assert says("a\nfile: 12 b\nc", "file: … b")
    assert says("700 records and 70 worked examples: all is well.",
                "629 records and 68 worked examples: all is well.")  # fmt: skip
    assert not says("file:13:2: b", "file:12:2: b")
    assert not says("a\nx\nb", "a\nb")
    assert not says("", "a")


def test_a_block_of_an_unknown_form_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text('```yaml title="x"\na: 1\n```\n', "utf-8")
    with pytest.raises(ValueError, match="cannot read"):
        sections(tmp_path / "page.md")
