"""What the tests share: the real data read once, a small whole tree, and copies of both."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from generator.api.export import export
from generator.authoring.safe_write import write_safely
from generator.build import check
from generator.content.catalogue import Catalogue
from generator.content.link import link
from generator.content.load import TRANSLATIONS, load
from generator.content.translations import Translation, confirmed_lock
from generator.content.validate import validate
from generator.pages.context import PageInputs
from generator.pages.render import render
from generator.rules.compile import compile_calculator
from generator.rules.worked_examples import RuleResults
from generator.site.page import Page
from generator.text.markdown import heading_line, heading_lines

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
SMALL = Path(__file__).parent / "trees" / "small" / "data"
TREES = Path(__file__).parent / "trees"
VERSIONS = Path(__file__).parent / "trees" / "versions"
LOCATION = Path(__file__).parent / "trees" / "location" / "data"
CASES = Path(__file__).parent / "cases"

settings.register_profile(
    "suite", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", settings.get_profile("suite"), max_examples=3000)
settings.load_profile("suite")

Results = RuleResults
Run = Callable[..., subprocess.CompletedProcess[str]]
Once = Callable[[str, Callable[[Path], None]], Path]


def edit(file: Path, old: str, new: str) -> None:
    """Replace words that stand in a file."""
    text = file.read_text("utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new, 1), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def confirm(found: Collection[Translation], chosen: Collection[Translation], data: Path) -> None:
    """Record that the English of the chosen texts says what the Chinese says now."""
    write_safely(data / TRANSLATIONS, confirmed_lock(found, chosen, data))


@pytest.fixture(scope="session")
def checked() -> tuple[Catalogue, Results]:
    """The catalogue of the real data and the results of its examples."""
    return check(DATA)


@pytest.fixture(scope="session")
def catalogue(checked: tuple[Catalogue, Results]) -> Catalogue:
    return checked[0]


@pytest.fixture(scope="session")
def pages(checked: tuple[Catalogue, Results]) -> list[Page]:
    return render(PageInputs.of(*checked))


@pytest.fixture(scope="session")
def files(checked: tuple[Catalogue, Results]) -> dict[str, str]:
    """Every published data file of the real data, by its name."""
    return export(*checked)


@pytest.fixture(scope="session")
def calculator() -> dict[str, Any]:
    """The real scheme's calculator as published: through JSON, as others read it.

    Made without the worked examples, so that a fault of the engine fails its own tests.
    """
    linked, errors = link(validate(load(DATA).records)[0])
    assert errors == []
    (scheme,) = linked.schemes()
    published: dict[str, Any] = json.loads(json.dumps(compile_calculator(scheme).data))
    return published


@pytest.fixture(scope="session")
def contract_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((CASES / "contract_cases.json").read_text("utf-8"))
    return cases


@pytest.fixture(scope="session")
def all_met(contract_cases: list[dict[str, Any]]) -> dict[str, Any]:
    """A short film that meets every requirement; tests change a copy of it."""
    facts: dict[str, Any] = contract_cases[0]["facts"]
    return facts


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the real data that a test may break."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small tree: one valid record of each kind, and the real labels."""
    shutil.copytree(SMALL, tmp_path / "data")
    shutil.copy(DATA / "interface.yml", tmp_path / "data")
    return tmp_path / "data"


def two_schemes(folder: Path) -> Path:
    """The small tree with a second scheme of another kind, in ``folder``."""
    data = folder / "data"
    shutil.copytree(SMALL, data)
    shutil.copy(DATA / "interface.yml", data)
    shutil.copytree(LOCATION, data, dirs_exist_ok=True)
    return data


SINGLE = {"points": "isles-fund", "credit": "lakeland-credit"}
"""The trees that are each a site of one scheme and of nothing else, with that scheme's id."""


def single_site(tree: str, folder: Path) -> Path:
    """One of the sites of one scheme alone, in ``folder``."""
    data = folder / "data"
    shutil.copytree(TREES / tree / "data", data)
    shutil.copy(DATA / "interface.yml", data)
    return data


def build_single(tree: str, once: Once, run: Run) -> Path:
    """The folder of such a site's project, built as a person builds it, into ``out``."""

    def build_site(folder: Path) -> None:
        project = make_project(single_site(tree, folder))
        done = run("mkdocs", "build", "-q", "-d", project / "out", cwd=project)
        assert done.returncode == 0, done.stderr

    return once(f"single-{tree}", build_site)


@pytest.fixture
def versions(small: Path) -> Path:
    """The small tree with four versions of its scheme: undated to 2017, 2020, 2024 and 2099."""
    shutil.copytree(VERSIONS, small, dirs_exist_ok=True)
    return small


@pytest.fixture
def small_project(small: Path) -> Path:
    """The small tree with the project's configuration, and a word on each hand-written page."""
    return make_project(small)


def make_project(data: Path) -> Path:
    """The folder of ``data``, made one that MkDocs builds; of ``docs/`` it has the headings."""
    root = data.parent
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "generator").symlink_to(ROOT / "generator")
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs")
        if name.parts[0] != "decisions":
            (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            parts = (line for line in heading_lines(page.read_text("utf-8")) if line.id)
            lines = [f"# {name.stem}", *(heading_line(p.level, p.words, p.id) for p in parts)]
            (root / "docs" / name).write_text("\n\n".join(lines) + "\n", "utf-8")
    return root


@pytest.fixture
def write_tree(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes a small tree of files, broken or not, and gives its folder."""

    def write(tree: Mapping[str, str]) -> Path:
        folder = tmp_path / "data"
        for name, text in tree.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


def noon(day: str) -> int:
    """Noon of a day in Taiwan, in seconds since 1970."""
    return int(datetime.fromisoformat(f"{day}T12:00+08:00").timestamp())


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs ``python -m …`` in a folder, as a person would, with text in and text out.

    ``day`` is the day that it takes for today.
    """

    def run_python(
        *arguments: str | Path, cwd: Path, stdin: str | bytes = "", day: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        epoch = {} if day is None else {"SOURCE_DATE_EPOCH": str(noon(day))}
        given = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run(
            [sys.executable, "-m", *map(str, arguments)],
            cwd=cwd,
            input=given,
            capture_output=True,
            timeout=120,
            env={
                **os.environ,
                **epoch,
                "PYTHONPATH": str(ROOT),
                "PYTHONIOENCODING": "utf-8",
                "NO_MKDOCS_2_WARNING": "1",
            },
        )
        return subprocess.CompletedProcess(
            done.args,
            done.returncode,
            done.stdout.decode("utf-8", "replace"),
            done.stderr.decode("utf-8", "replace"),
        )

    return run_python


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder once in a run of all tests, whichever worker asks for it first.

    Takes its name and what fills it. The folder is every test's to read and nobody's to change.
    """
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # that of the run, in which each worker has one

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, filled = base / f"shared-{name}", base / f"shared-{name}.filled"
        with FileLock(base / f"shared-{name}.lock"):
            if not filled.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                filled.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def real_site(once: Once, run: Run) -> tuple[Path, str]:
    """The folder of the real site, built as a person builds it, and what the build said."""

    def build_site(folder: Path) -> None:
        site, configuration = folder / "built/site", ROOT / "mkdocs.yml"
        done = run("mkdocs", "build", "--strict", "-f", configuration, "-d", site, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        (folder / "output.txt").write_text(done.stdout + done.stderr, "utf-8")

    folder = once("real-site", build_site)
    return folder / "built/site", (folder / "output.txt").read_text("utf-8")
