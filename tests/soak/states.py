"""States: the data of one small project as they are edited, and the site that belongs to each.

Each site is built once, from nothing and undisturbed; what its files are is what every later
build of the same data is held to.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import DATA, SMALL, contents, edit, make_project
from tests.soak.build import Build
from tests.soak.compare import Prints, differences, prints

BASE = "as it was"


@dataclass(frozen=True, slots=True)
class State:
    """What the data of the project may be."""

    data: Mapping[str, bytes]
    """Every file of the data, by its name."""
    site: Path
    prints: Prints


@dataclass(frozen=True, slots=True)
class Prepared:
    """A project to be copied, and what is known of it."""

    project: Path
    states: Mapping[str, State]
    seconds: float
    """How long a build from nothing takes."""


def _entitle(data: Path) -> None:
    edit(data / "policies/halls.yml", "en: Halls}", "en: Great halls}")


def _reword(data: Path) -> None:
    edit(data / "schemes/grant/scheme.yml", "en: Grant}", "en: Film grant}")


def _rule(data: Path) -> None:
    edit(data / "schemes/grant/calculator.yml", "[minutes, 10]", "[minutes, 11]")


def _add(data: Path) -> None:
    (data / "glossary/island.yml").write_text(
        "name: {zh: 島, en: Island}\n"
        "unlinked: {zh: 只出現在圖說, en: Only in a caption}\n"
        "definition: {zh: 水中的地, en: Land in water}\n"
        "sources:\n  - document: rules\n",
        "utf-8",
    )


def _remove(data: Path) -> None:
    (data / "commentary/on-halls.yml").unlink()
    edit(
        data / "policies/halls.yml",
        "commentary:\n  - commentary: on-halls\n    why: {zh: 評論, en: It was argued}\n",
        "",
    )


def _rename(data: Path) -> None:
    findings = data / "visits/trip-2020/findings"
    (findings / "size.yml").rename(findings / "bulk.yml")
    edit(data / "policies/halls.yml", "trip-2020/size", "trip-2020/bulk")
    edit(data / "visits/trip-2020/recommendations/build.yml", "[size]", "[bulk]")


_EDITS: Mapping[str, Callable[[Path], None]] = {
    BASE: lambda data: None,
    "with another title": _entitle,
    "with other words": _reword,
    "with another rule": _rule,
    "with a record more": _add,
    "with a record less": _remove,
    "with a record renamed": _rename,
}


def prepare(folder: Path) -> Prepared:
    """Build every state of the project from nothing, in an empty folder.

    Raises:
        RuntimeError: where a build fails, or the same data give another site.
    """
    project = folder / "project"
    shutil.copytree(SMALL, project / "data")
    shutil.copy(DATA / "interface.yml", project / "data")
    make_project(project / "data")
    before = folder / "data"
    shutil.copytree(project / "data", before)
    states: dict[str, State] = {}
    seconds: list[float] = []
    for name, change in _EDITS.items():
        shutil.rmtree(project / "data")
        shutil.copytree(before, project / "data")
        change(project / "data")
        started = time.monotonic()
        _build_anew(project)
        seconds.append(time.monotonic() - started)
        site = folder / "sites" / name
        site.parent.mkdir(exist_ok=True)
        (project / "site").rename(site)
        states[name] = State(contents(project / "data"), site, prints(site))
    shutil.rmtree(project / "data")
    shutil.copytree(before, project / "data")
    _build_anew(project)
    if wrong := differences(prints(project / "site"), states[BASE].prints):
        raise RuntimeError(f"two builds from nothing differ: {wrong[:9]}")
    return Prepared(project, states, min(seconds))


def _build_anew(project: Path) -> None:
    shutil.rmtree(project / ".build", ignore_errors=True)
    with Build(project, project.parent / "words.txt") as build:
        if code := build.wait():
            raise RuntimeError(f"a first build fails with {code}: {build.words()}")


def changed(one: State, other: State) -> list[str]:
    """The files of the data in which two states differ."""
    names = one.data.keys() | other.data.keys()
    return sorted(name for name in names if one.data.get(name) != other.data.get(name))
