"""The small tree as a built site; of the queries in its list some are not answered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import DATA, SMALL, Once, Run, make_project

EXPECTED = """
  - query: halls
    lang: en
    leads_to: [policies/halls/]
  - query: xylophone
    lang: en
    leads_to: [policies/halls/]
  - query: town hall
    lang: en
    leads_to: [glossary/#grant, policies/]
"""


@pytest.fixture(scope="session")
def searched(once: Once, run: Run) -> Path:
    """The project's folder."""

    def build_site(folder: Path) -> None:
        data = folder / "data"
        shutil.copytree(SMALL, data)
        shutil.copy(DATA / "interface.yml", data)
        file = data / "search.yml"
        file.write_text(file.read_text("utf-8").rstrip() + EXPECTED, "utf-8")
        make_project(data)
        done = run("mkdocs", "build", "-q", cwd=folder)
        assert done.returncode == 0, done.stderr

    return once("searched", build_site)
