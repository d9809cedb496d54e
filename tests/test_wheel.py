"""The wheel holds all that the program reads, and its commands work where no checkout is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from generator.assets.minified import STORE
from tests.conftest import ROOT, Once

PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(once: Once) -> Path:
    """A wheel of a copy of the program; setuptools leaves its own folders beside the source."""

    def build_wheel(source: Path) -> None:
        for name in ("pyproject.toml", "LICENSE"):
            shutil.copy(ROOT / name, source)
        caches = shutil.ignore_patterns("__pycache__", STORE.name)
        shutil.copytree(ROOT / "generator", source / "generator", ignore=caches)
        build = ("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", "dist", ".")
        _run(*PIP, *build, cwd=source)

    (built,) = (once("wheel", build_wheel) / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, once: Once) -> Path:
    """The Python of an environment with the wheel and the locked packages, without the checkout.

    A ``.pth`` file lends it the packages of this environment. Those in there, one of which is
    the way to the checkout, are not followed.
    """
    name = Path("Scripts" if sys.platform == "win32" else "bin", Path(sys.executable).name)

    def install(folder: Path) -> None:
        _run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
        python = folder / "venv" / name
        where = "import sysconfig; print(sysconfig.get_path('purelib'))"
        purelib = Path(_run(python, "-c", where, cwd=folder).strip())
        (purelib / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
        _run(*PIP, "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
        found = _run(python, "-c", "import generator; print(generator.__file__)", cwd=folder)
        assert Path(found.strip()).is_relative_to(purelib)
        # What the scripts come to is the same there, and takes its time.
        store = purelib / STORE.relative_to(ROOT)
        shutil.copytree(STORE, store, ignore=shutil.ignore_patterns("*.*"))

    return once("installed", install) / "venv" / name


def test_every_file_of_the_program_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "generator").rglob("*")
        if path.is_file() and path.suffix != ".pyc" and path.parent != STORE
    }


def test_the_changelog_says_what_this_version_brings(wheel: Path) -> None:
    version = wheel.name.split("-")[1]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"(?m)^## \[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$", changes)
    assert headings[0] == ("Unreleased", "")
    assert headings[1][0] == version
    assert all(day for _, day in headings[1:])


def test_the_commands_work_without_a_checkout(python: Path, small: Path) -> None:
    project = small.parent
    checked = _run(python, "-m", "generator", "check", "--format", "json", cwd=project)
    assert json.loads(checked)["errors"] == []
    assert "E103" in _run(python, "-m", "generator", "explain", "E103", cwd=project)
    _run(python, "-m", "generator", "new", "visit", "japan-2026", cwd=project)
    assert (project / "data/visits/japan-2026/visit.yml").is_file()
    _run(python, "-m", "generator", "schemas", cwd=project)
    assert any((project / "schemas").glob("*.json"))


def test_a_site_is_built_without_a_checkout(python: Path, small_project: Path) -> None:
    (small_project / "generator").unlink()
    show = "import generator; print(generator.__path__[0])"
    package = _run(python, "-c", show, cwd=small_project).strip()
    configuration = small_project / "mkdocs.yml"
    text = configuration.read_text("utf-8")
    assert "custom_dir: generator/mkdocs_adapter/theme" in text
    configuration.write_text(text.replace("generator/", f"{package}/"), "utf-8")
    _run(python, "-m", "mkdocs", "build", "--quiet", cwd=small_project)
    assert (small_project / "site/en/index.html").is_file()
