"""The checklists for developers: each is followed in a copy of the project, and then it works.

A step that is left out is found by the check of the data, by mypy or by a test.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL
from tests.tools.guides import FOLDERS, LANGS, Block, Project, Section, sections

PARTS = ("generator", "data", "docs", "schemas", "tests", "frontend", "bench/search")
"""What the checklists change, and what the tests of a copy read."""
FILES = ("mkdocs.yml", "package.json", "README.md", "CONTRIBUTING.md")
FIND_A_FORGOTTEN_STEP = (
    "tests/test_labels.py tests/test_kinds.py tests/authoring/test_editor_schemas.py"
)
"""The tests of the copy that say what neither the check of the data nor mypy does."""
FORGETTABLE = ("kind", "label")
"""The checklists of which each step is left out once."""

PRINT_SITE = """
import json, pathlib, sys
from generator.build import build
site = build(pathlib.Path("data"))
pages = {page.address: page.markdown for page in site.pages}
json.dump({"pages": pages, "files": site.files}, sys.stdout)
"""


class Copy(Project):
    """A copy of the project with its program, which its commands run."""

    def environment(self) -> dict[str, str]:
        return super().environment() | {"PYTHONPATH": str(self.root)}

    def python(self, arguments: str) -> str:
        """What ``python …`` says in the copy. Fails where it does."""
        done = self.type(f".venv/bin/python {arguments}")
        assert done.returncode == 0, done.stdout
        return done.stdout

    def site(self) -> tuple[dict[str, str], dict[str, str]]:
        """Every page by its address, and every other file by its name."""
        (self.root / "print_site.py").write_text(PRINT_SITE, "utf-8")
        found = json.loads(self.python("print_site.py"))
        return found["pages"], found["files"]

    def files(self) -> dict[str, bytes]:
        """What the checklists may change, by the names of the files."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for part in PARTS
            for path in (self.root / part).rglob("*")
            if path.is_file() and not {"__pycache__", ".build"} & {*path.parts}
        }


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the project, in which a checklist begins."""
    root = tmp_path / "project"
    root.mkdir()
    left_out = shutil.ignore_patterns("node_modules", "__pycache__", "pictures")
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part, ignore=left_out)
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    modules = "generator/node_modules"  # what a build of the site takes from npm
    shutil.copytree(ROOT / modules, root / modules)
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", root / ".mypy_cache")
    return Copy(root, "en")


def _checklist(name: str, lang: str = "en") -> Section:
    found = sections(FOLDERS[lang] / "guide/developers.md")
    return next(section for section in found if section.id == name)


def _takes(place: Copy, block: Block) -> bool:
    """Takes a step: writes a block into its file, or types it. Whether the command succeeds."""
    if block.lang == "sh":
        return place.type(block.text).returncode == 0
    place.apply(block)
    return True


def _follow(place: Copy, blocks: Sequence[Block]) -> None:
    for block in blocks:
        assert _takes(place, block), block


def _operator_decides(place: Copy) -> None:
    place.python(
        "-m pytest -q -p no:cacheprovider tests/rules/test_typecheck.py"
        " tests/guides/test_guides.py -k 'difference or every_operator or formula or comes_to_what'"
    )
    calculator = place.root / "data/schemes/virtual-production/calculator.yml"
    text = calculator.read_text("utf-8")
    share = "{share: {percent: 80, of: production_cost_twd}}"
    assert share in text
    less = f"{{difference: [{share}, 1000]}}"
    calculator.write_text(text.replace(share, less), "utf-8")
    facts = '{"category": "short", "production_cost_twd": 100000}'
    (place.root / "facts.json").write_text(facts, "utf-8")
    shutil.rmtree(place.root / "data/schemes/virtual-production/examples")
    result = json.loads(place.python("-m generator evaluate virtual-production facts.json"))
    assert result["amount"]["cap"] == 79_000


def _kind_is_there_and_found(place: Copy) -> None:
    pages, files = place.site()
    name = {"": "絕攝臺中最佳影片", "en/": "Best Film of Absolutely Taichung"}
    for prefix, words in name.items():
        assert 'id="absolutely-taichung-best-film"><dt><a href' in pages[f"{prefix}awards/"]
        assert words in pages[f"{prefix}awards/"]
    assert "absolutely-taichung-best-film" in files["api/tables/awards/awards.en.csv"]
    # The search reads finished pages, so a site is built, of the small data.
    awards = place.root / "data/awards"
    award = (awards / "absolutely-taichung-best-film.yml").read_text("utf-8").partition("sources")
    shutil.rmtree(place.root / "data")
    shutil.copytree(SMALL, place.root / "data")
    shutil.copy(place.root / "interface.yml", place.root / "data")
    awards.mkdir()
    text = f"{award[0]}sources:\n  - document: rules\n"
    (awards / "absolutely-taichung-best-film.yml").write_text(text, "utf-8")
    for page in (place.root / "docs").rglob("*.md"):
        page.write_text(f"# {page.stem}\n", "utf-8")
    place.python("-m mkdocs build --quiet --strict")
    site = place.root / "site"
    index = (site / "assets/search").glob("*/*/*/*.json")
    texts = "".join(map(_read, index))
    assert all(words in texts for words in name.values())


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _field_is_shown(place: Copy) -> None:
    pages, files = place.site()
    assert "<div><dt>頁數</dt><dd>56</dd></div>" in pages["sources/"]
    assert "<div><dt>Pages</dt><dd>56</dd></div>" in pages["en/sources/"]
    assert ",56," in files["api/tables/sources/sources.en.csv"]


def _page_is_in_both_languages(place: Copy) -> None:
    pages, _ = place.site()
    stops = [*(place.root / "data/visits").glob("*/stops/*.yml")]
    for prefix in ("", "en/"):
        assert pages[f"{prefix}stops/"].count("<li>") == len(stops)
        assert f'{prefix}stops/">' in pages[f"{prefix}sitemap/"]


def _label_is_shown(place: Copy) -> None:
    pages, _ = place.site()
    assert "文件若有出入，以較新的為準。" in pages["sources/"]
    assert "Where they differ the newer document prevails." in pages["en/sources/"]


WORKS: Mapping[str, Callable[[Copy], None]] = {
    "operator": _operator_decides,
    "kind": _kind_is_there_and_found,
    "field": _field_is_shown,
    "page": _page_is_in_both_languages,
    "label": _label_is_shown,
}


@pytest.mark.parametrize("name", WORKS)
def test_a_checklist_is_followed_and_works(name: str, copy: Copy) -> None:
    before = copy.files()
    _follow(copy, _checklist(name).blocks)
    after = copy.files()
    shutil.copy(copy.root / "data/interface.yml", copy.root)
    copy.python("-m generator check")
    changed = {file for file, content in after.items() if before.get(file) != content}
    written = {file for file in changed if file.startswith("schemas/")} | (
        {"generator/labels.py"} & changed
    )
    for lang, words in (
        ("en", r"\*\*(\d+) files, (\d+) of them made by a command\.\*\*"),
        ("zh", r"\*\*(\d+) 個檔案，其中 (\d+) 個由指令產生。\*\*"),
    ):
        (counted,) = re.findall(words, _checklist(name, lang).text)
        assert counted == (str(len(changed)), str(len(written))), sorted(changed)
    if name in FORGETTABLE:  # whose forgotten steps these tests find: they pass when none is
        copy.python(f"-m pytest -q -p no:cacheprovider {FIND_A_FORGOTTEN_STEP}")
    WORKS[name](copy)


def _steps(name: str) -> dict[str, list[Block]]:
    """The blocks of a checklist by the numbers of its steps."""
    text = _read(FOLDERS["en"] / "guide/developers.md").splitlines()
    steps: dict[str, list[Block]] = {}
    for block in _checklist(name).blocks:
        above = reversed(text[: block.line])
        number = next(found[1] for line in above if (found := re.match(r"\*\*(\d+)\. ", line)))
        steps.setdefault(number, []).append(block)
    return steps


@pytest.mark.parametrize(
    ("name", "left_out"), [(name, step) for name in FORGETTABLE for step in _steps(name)]
)
def test_a_step_that_is_left_out_is_found(name: str, left_out: str, copy: Copy) -> None:
    # Where the program does not even start without the step, a command of the list fails.
    rest = [b for number, blocks in _steps(name).items() if number != left_out for b in blocks]
    if not all(_takes(copy, block) for block in rest):
        return
    commands = (
        "-m generator check",
        f"-m pytest -q -x -p no:cacheprovider {FIND_A_FORGOTTEN_STEP}",
        "-m mypy generator",
    )
    assert any(copy.type(f".venv/bin/python {command}").returncode for command in commands)


@pytest.mark.parametrize("lang", LANGS)
def test_every_checklist_is_numbered(lang: str) -> None:
    found = [s.id for s in sections(FOLDERS[lang] / "guide/developers.md") if s.id]
    assert found == list(WORKS)
    for name in found:
        numbers = re.findall(r"^\*\*(\d+)\. ", _checklist(name, lang).text, re.M)
        assert numbers == [str(n + 1) for n in range(len(numbers))]
        assert set(numbers) == set(_steps(name))
