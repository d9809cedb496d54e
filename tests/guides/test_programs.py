"""The guide for other programs: its scripts run as they stand, with the packages alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tests.conftest import ROOT, Once
from tests.packages.built import TSC, real_packages, run
from tests.tools.guides import FOLDERS, LANGS, Block, sections

SCHEME = "api/schemes/virtual-production.json"
RUN = {"py": [sys.executable], "js": ["node"]}
LONGEST = 30
"""Lines of a script."""


@pytest.fixture(scope="module")
def packages(once: Once) -> Path:
    return real_packages(once)


@pytest.fixture(scope="module")
def scheme(packages: Path) -> dict[str, Any]:
    published: dict[str, Any] = json.loads((packages / "site" / SCHEME).read_text("utf-8"))
    return published


def _script(lang: str, kind: str, name: str = "ask") -> Block:
    """The script of a name and kind in the guide of a language."""
    page = FOLDERS[lang] / "guide/programs.md"
    blocks = [b for section in sections(page) for b in section.blocks if b.lang == kind]
    (block,) = (b for b in blocks if b.title and b.title.partition(".")[0] == name)
    return block


def _typed(answer: object) -> str:
    """An answer as somebody types it."""
    return answer if isinstance(answer, str) else json.dumps(answer)


def _answer(
    packages: Path, script: Path, facts: Mapping[str, object]
) -> tuple[list[str], list[str]]:
    """What a script asks when it is answered by facts, and what it says at the end."""
    running = subprocess.Popen(
        [*RUN[script.suffix.lstrip(".").replace("mjs", "js")], script.name],
        cwd=script.parent,
        env={**os.environ, "PYTHONPATH": str(packages / "python"), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    # A script that waits for what it is never told fails its test, not the whole run.
    watch = Timer(60, running.kill)
    watch.start()
    assert running.stdin is not None
    assert running.stdout is not None
    asked: list[str] = []
    with running:
        for line in running.stdout:
            name, *words = line.rstrip("\n").split(" | ")
            if not words:
                closing = [name, *running.stdout.read().splitlines()]
                watch.cancel()
                return asked, closing
            asked.append(line.rstrip("\n"))
            running.stdin.write(_typed(facts[name]) + "\n" if name in facts else "\n")
            running.stdin.flush()
    pytest.fail("the script ends without a word")


@pytest.mark.parametrize("kind", RUN)
@pytest.mark.parametrize("lang", LANGS)
def test_a_script_asks_and_decides_as_the_site_does(
    packages: Path, scheme: dict[str, Any], lang: str, kind: str
) -> None:
    block = _script(lang, kind)
    assert block.title is not None
    assert len(block.text.splitlines()) <= LONGEST
    script = packages / "node" / f"{lang}-{block.title}"
    script.write_text(block.text, "utf-8")
    questions = {item["id"]: item["label"][lang] for item in scheme["calculator"]["questions"]}
    titles = {item["id"]: item["title"][lang] for item in scheme["calculator"]["requirements"]}
    verdicts = set()
    for example in scheme["examples"][::8]:
        asked, (decision, *unmet) = _answer(packages, script, example["facts"])
        result = example["result"]
        verdict, cap = decision.split()
        verdicts.add(verdict)
        assert verdict == result["verdict"], example["id"]
        shown = {"py": "None", "js": "null"}[kind]
        assert cap == (shown if result["amount"]["cap"] is None else str(result["amount"]["cap"]))
        assert unmet == [
            f"{item['clause']} {titles[item['id']]}"
            for item in result["requirements"]
            if item["status"] in ("unmet", "unclear")
        ]
        assert asked[0].startswith(f"category | {questions['category']} | pilot | ")
        for line in asked:
            name, title, *_ = line.split(" | ")
            assert title == questions[name]
    assert len(verdicts) > 1


@pytest.mark.parametrize("kind", RUN)
@pytest.mark.parametrize("lang", LANGS)
def test_the_short_example_prints_what_its_comment_says(
    packages: Path, lang: str, kind: str
) -> None:
    block = _script(lang, kind, "pilot")
    assert block.title is not None
    lines = block.text.splitlines()
    assert len(lines) == 5
    (packages / "node" / block.title).write_text(block.text, "utf-8")
    here = {"PYTHONPATH": str(packages / "python")}
    shown = run(*RUN[kind], block.title, cwd=packages / "node", environment=here)
    assert shown.rstrip() == re.split("  # | // ", lines[-1])[-1]


@pytest.mark.parametrize("lang", LANGS)
def test_mypy_and_tsc_find_nothing_in_the_scripts(packages: Path, lang: str) -> None:
    for kind in RUN:
        for name in ("pilot", "ask"):
            block = _script(lang, kind, name)
            file = packages / "node" / f"{lang}-checked-{block.title}"
            file.write_text(block.text, "utf-8")
    mypy = (sys.executable, "-m", "mypy", "--strict", "--disable-error-code", "import-untyped")
    here = {"MYPYPATH": str(packages / "python")}
    for name in ("pilot", "ask"):
        run(*mypy, f"{lang}-checked-{name}.py", cwd=packages / "node", environment=here)
    types = ("--types", "node", "--typeRoots", ROOT / "node_modules/@types")
    tsc = (ROOT / "node_modules/.bin/tsc", *TSC, "--allowJs", "--checkJs", *types)
    run(*tsc, *(f"{lang}-checked-{name}.mjs" for name in ("pilot", "ask")), cwd=packages / "node")


@pytest.mark.parametrize("kind", RUN)
def test_a_script_says_what_does_not_fit_and_asks_again(packages: Path, kind: str) -> None:
    block = _script("en", kind)
    assert block.title is not None
    script = packages / "node" / f"wrong-{block.title}"
    script.write_text(block.text, "utf-8")
    done = subprocess.run(
        [*RUN[kind], script.name],
        cwd=script.parent,
        env={**os.environ, "PYTHONPATH": str(packages / "python"), "PYTHONIOENCODING": "utf-8"},
        input="feature\nshort\n" + 50 * "\n",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    first, refused, again, *_ = done.stdout.splitlines()
    assert first == again
    assert refused.startswith('category: "feature" given; allowed: one of: pilot, short')


def test_the_files_that_the_guide_names_are_published(packages: Path) -> None:
    for folder in FOLDERS.values():
        text = (folder / "guide/programs.md").read_text("utf-8")
        named = re.findall(r"^\| `((?:api|assets)/[^`]+)`", text, re.M)
        assert len(named) == 6
        for name in named:
            path = name.replace("<id>", "virtual-production")
            assert (packages / "site" / path).is_file(), name


def test_what_the_guide_says_of_the_packages_is_in_them(packages: Path) -> None:
    python = (packages / "python/taichung_screen_policy/virtual_production.py").read_text("utf-8")
    types = packages / "node/node_modules/taichung-screen-policy/schemes/virtual-production.d.ts"
    javascript = types.read_text("utf-8")
    for folder in FOLDERS.values():
        text = (folder / "guide/programs.md").read_text("utf-8")
        (table,) = re.findall(r"^\| .* \| Python \| JavaScript \|\n(?:\|.*\n)+", text, re.M)
        rows = [re.split(r" \| ", row) for row in table.splitlines()[3:-1]]
        assert len(rows) == 6
        for _, in_python, in_javascript in rows:
            for source, names in ((python, in_python), (javascript, in_javascript)):
                for name in re.findall(r"`([A-Za-z_]+)(?:\(.*?\))?`", names):
                    assert re.search(rf"\b{name}\b", source + "code fact data"), name


def test_the_targets_that_the_guide_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search("^packages: site$", makefile, re.M)
