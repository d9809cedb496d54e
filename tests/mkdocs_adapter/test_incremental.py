"""Builds one after the other: what one takes over from the last site is what it would make."""

from __future__ import annotations

import json
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings

from tests.conftest import DATA, SMALL, VERSIONS, Once, Run, edit, make_project
from tests.soak.compare import prints

_DAYS = ("2019-06-01", "2022-06-01", "2026-06-01", "2100-06-01")
"""On each another version is in force."""
_CHINESE = re.compile(r"(?<=zh: )[一-鿿]{2,}")


@pytest.fixture
def project(once: Once, run: Run, tmp_path: Path) -> Path:
    """A site with versions of its rules, so that the day counts; it has been built."""

    def build_first(folder: Path) -> None:
        data = folder / "project/data"
        shutil.copytree(SMALL, data)
        shutil.copy(DATA / "interface.yml", data)
        shutil.copytree(VERSIONS, data, dirs_exist_ok=True)
        _build(make_project(data), run)

    project = tmp_path / "project"
    shutil.copytree(once("site-of-versions", build_first) / "project", project, symlinks=True)
    return project


def _tree(folder: Path) -> dict[str, str]:
    """The files of a folder by name, with their SHA-256, and its folders.

    Without those of earlier builds, which stay at addresses by hash.
    """
    folders = [path for path in folder.rglob("*") if path.is_dir()]
    found = {path.relative_to(folder).as_posix(): "" for path in folders}
    return {n: p for n, p in {**found, **prints(folder)}.items() if "by-hash" not in n.split("/")}


def _build(project: Path, run: Run, day: str = _DAYS[2]) -> dict[str, str]:
    done = run("mkdocs", "build", "-q", cwd=project, day=day)
    assert done.returncode == 0, done.stderr
    return _tree(project / "site")


def _clean(project: Path, run: Run, day: str = _DAYS[2]) -> dict[str, str]:
    """What a build makes that has nothing before it."""
    fresh = project.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    left = shutil.ignore_patterns("site", ".build", ".site-build")
    shutil.copytree(project, fresh, symlinks=True, ignore=left)
    return _build(fresh, run, day)


def _made(project: Path) -> dict[str, int]:
    """When the file of each page was written."""
    return {
        path.relative_to(project / "site").as_posix(): path.stat().st_mtime_ns
        for path in (project / "site").rglob("index.html")
    }


# --- whatever changes ---------------------------------------------------------------------------


def _a_text(project: Path, chance: random.Random) -> None:
    files = [p for p in (project / "data").rglob("*.yml") if _CHINESE.search(p.read_text("utf-8"))]
    file = chance.choice(sorted(files))
    text = file.read_text("utf-8")
    place = chance.choice(list(_CHINESE.finditer(text))).end()
    file.write_text(f"{text[:place]}又{text[place:]}", "utf-8")


def _a_label(project: Path, chance: random.Random) -> None:
    edit(project / "data/interface.yml", "en: Home", "en: Home page")


def _a_heading(project: Path, chance: random.Random) -> None:
    page = project / "docs/about.md"
    page.write_text(page.read_text("utf-8") + f"\n## Part {chance.random()}\n\nWords.\n", "utf-8")


def _more(project: Path, chance: random.Random) -> None:
    number = chance.randrange(10**6)
    data = project / "data"
    text = (SMALL / "people/jane-doe.yml").read_text("utf-8").replace("Jane Doe", f"No {number}")
    (data / f"people/no-{number}.yml").write_text(text, "utf-8")
    edit(data / "policies/halls.yml", "people: [", f"people: [no-{number}, ")


def _fewer(project: Path, chance: random.Random) -> None:
    for person in sorted((project / "data/people").glob("no-*.yml")):
        edit(project / "data/policies/halls.yml", f"{person.stem}, ", "")
        person.unlink()


_EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    _a_text, _a_text, _a_text, _a_text, _a_label, _a_heading, _more, _fewer,
)  # fmt: skip


def test_a_build_after_edits_is_a_clean_one(project: Path, run: Run) -> None:
    fuzz = settings().max_examples > 100
    seed, rounds = (random.randrange(10**6), 100) if fuzz else (18, 3)
    chance = random.Random(seed)
    for number in range(rounds):
        changes = chance.sample(_EDITS, k=chance.randint(1, 2))
        day = chance.choice(_DAYS)
        for change in changes:
            change(project, chance)
        if number % 3 == 1:
            person = min((project / "data/people").glob("*.yml")).stem
            done = run("generator", "rename", person, f"called-{number}", cwd=project)
            assert done.returncode == 0, done.stderr
        built, clean = _build(project, run, day), _clean(project, run, day)
        assert built == clean, (seed, number, [change.__name__ for change in changes], day)


def test_a_page_stands_that_has_nothing_of_a_changed_record(project: Path, run: Run) -> None:
    before = _made(project)
    edit(project / "data/people/jane-doe.yml", "zh: ", "zh: 新")
    assert _build(project, run) == _clean(project, run)
    after = _made(project)
    again = {name for name in before if before[name] != after[name]}
    assert "people/index.html" in again
    assert "schemes/grant/rules/index.html" not in again
    assert len(again) < len(before) / 2


def test_another_day_makes_pages_anew_that_go_by_it(project: Path, run: Run) -> None:
    _build(project, run, _DAYS[1])
    assert _build(project, run, _DAYS[2]) == _clean(project, run, _DAYS[2])


def test_english_that_was_confirmed_loses_its_notice(project: Path, run: Run) -> None:
    done = run("generator", "translated", "--stale", "data", cwd=project)
    assert done.returncode == 0, done.stderr
    edit(project / "data/policies/halls.yml", "zh: ", "zh: 新")
    stale = _build(project, run)
    done = run("generator", "translated", "--stale", "data/policies/halls.yml", cwd=project)
    assert done.returncode == 0, done.stderr
    assert (confirmed := _build(project, run)) == _clean(project, run)
    assert confirmed["en/policies/halls/index.html"] != stale["en/policies/halls/index.html"]


def test_words_of_the_search_are_folded_anew(project: Path, run: Run) -> None:
    edit(project / "data/search.yml", "variants: {", "variants: {好: 大, ")
    assert _build(project, run) == _clean(project, run)


# --- what is remembered is lost, or wrong -------------------------------------------------------


def _flip(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(40):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def _cut(file: Path, chance: random.Random) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: chance.randrange(len(content))])


def _fill(file: Path, chance: random.Random) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _other(file: Path, chance: random.Random) -> None:
    file.write_bytes(b"no database at all")


@pytest.mark.parametrize("damage", [_flip, _cut, _fill, _other])
def test_a_damaged_cache_costs_time_alone(
    project: Path, run: Run, damage: Callable[[Path, random.Random], None]
) -> None:
    built = _tree(project / "site")
    for name in ("pages.db", "records.db"):
        damage(project / ".build" / name, random.Random(name + damage.__name__))
    assert _build(project, run) == built


def test_rows_under_other_names_are_not_believed(project: Path, run: Run) -> None:
    built = _tree(project / "site")
    with sqlite3.connect(project / ".build/pages.db") as rows:
        names = [name for (name,) in rows.execute("SELECT name FROM row WHERE name LIKE 'en/%'")]
        contents = dict(rows.execute("SELECT name, content FROM row"))
        for name, other in pairwise(names):
            new = (contents[other], name)
            rows.execute("UPDATE row SET content = ? WHERE name = ?", new)
    assert _build(project, run) == built


def test_a_file_of_the_site_that_was_changed_is_made_anew(project: Path, run: Run) -> None:
    built = _build(project, run)  # from now on, files of the site and of the spare one are one
    site = project / "site"
    page, picture = site / "people/index.html", site / "assets/cards/en/people.png"
    edit(page, "<main", "<main data-x")
    picture.unlink()
    (site / "places/index.html").unlink()
    (site / "places/index.html").mkdir()
    assert _build(project, run) == built


def test_a_build_that_fails_harms_no_file_of_the_last_site(project: Path, run: Run) -> None:
    built = _build(project, run)
    about = project / "docs/about.md"
    text = about.read_text("utf-8")
    edit(project / "data/people/jane-doe.yml", "zh: ", "zh: 新")
    about.write_text(f'{text}\n<a href="../nowhere/">x</a>\n', "utf-8")
    done = run("mkdocs", "build", "-q", cwd=project, day=_DAYS[2])
    assert done.returncode == 1
    assert _tree(project / "site") == built
    about.write_text(text, "utf-8")
    assert _build(project, run) == _clean(project, run)


def test_a_page_that_is_gone_stays_whole_for_whoever_reads_it(project: Path, run: Run) -> None:
    """The file of the last site, which a reader may just be given, stays as it is."""
    _build(project, run)
    stop = project / "site/visits/trip-2020/findings/size/index.html"
    before = stop.read_bytes()
    held = stop.open("rb")
    done = run("generator", "rename", "finding/trip-2020/size", "scale", cwd=project)
    assert done.returncode == 0, done.stderr
    _build(project, run)
    with held:
        assert held.read() == before
    assert json.loads((project / "site/api/visits/trip-2020.json").read_text("utf-8"))
