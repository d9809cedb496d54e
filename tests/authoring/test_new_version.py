"""``python -m generator new-version``: what staff start a further version from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.authoring.new_version import new_version
from generator.build import check
from generator.content.load import TRANSLATIONS
from generator.content.translations import State
from generator.languages import LANGUAGES
from tests.conftest import DATA, Run, make_project
from tests.tools.links import check_links


def test_a_version_of_the_real_scheme_is_whole(data_copy: Path, run: Run) -> None:
    done = run("generator", "new-version", "virtual-production", "2097-01-01", cwd=data_copy.parent)
    assert (done.returncode, done.stderr) == (0, "")
    folder = data_copy / "schemes/virtual-production/versions/2097-01-01"
    assert f"data/{folder.relative_to(data_copy)}" in done.stdout
    old = DATA / "schemes/virtual-production"
    assert {path.relative_to(folder) for path in folder.rglob("*.yml")} == {
        path.relative_to(old) for path in old.rglob("*.yml")
    }
    for path in folder.rglob("*.yml"):
        (schema,) = re.findall(r"\$schema=(\S+)", path.read_text("utf-8"))
        assert (path.parent / schema).resolve().parent == (data_copy.parent / "schemas").resolve()
    (scheme,) = check(data_copy)[0].schemes()
    assert [
        (item.model.version, item.first, len(item.provisions), len(item.examples))
        for item in scheme.all_versions
    ] == [("1", None, 134, 80), ("2", date(2097, 1, 1), 134, 80)]


@pytest.mark.parametrize(
    ("tree", "scheme", "first", "day", "shown"),
    [
        ("data_copy", "virtual-production", "2027-01-01", "2026-12-31", "undated"),
        ("data_copy", "virtual-production", "2027-01-01", "2027-01-01", "2027-01-01"),
        ("small", "grant", "2027-01-01", "2028-02-29", "2027-01-01"),
        ("small", "grant", "2020-01-01", "2026-11-21", "2020-01-01"),
    ],
)
def test_a_site_is_built_with_a_further_version(
    request: pytest.FixtureRequest,
    run: Run,
    tree: str,
    scheme: str,
    first: str,
    day: str,
    shown: str,
) -> None:
    """Before its first day, on it and after it; every page and file of every version is there.

    The real site stands for the two states that there are, the small tree for further days.
    """
    root = make_project(request.getfixturevalue(tree))
    done = run("generator", "new-version", scheme, first, cwd=root)
    assert done.returncode == 0, done.stderr
    done = run("mkdocs", "build", "-q", cwd=root, day=day)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    site = root / "site"
    check_links(site)
    (listed,) = json.loads((site / "api/index.json").read_text("utf-8"))["schemes"]
    published = json.loads((site / listed["data"]).read_text("utf-8"))
    assert published["effective_from"] == (None if shown == "undated" else shown)
    assert {item["effective_from"] for item in published["versions"]} == {None, first}
    for version in published["versions"]:
        assert json.loads((site / version["data"]).read_text("utf-8"))["provisions"]
        for lang, url in version["url"].items():
            assert (site / url / "rules/index.html").is_file()
            files = set(_figures(site / url / "index.html", LANGUAGES[lang].tag))
            assert files == ({"CSV", "JSON"} if tree == "data_copy" else set())  # has no figures


def _figures(page: Path, lang: str) -> Iterator[str]:
    """The kinds of files beside a page's figures, each of which is there."""
    for href in re.findall(r'href="([^"]*/figures\.[^"]*)"', page.read_text("utf-8")):
        kind = {f"figures.{lang}.csv": "CSV", "figures.json": "JSON"}[Path(href).name]
        assert (page.parent / href).is_file()
        yield kind


@pytest.mark.parametrize(
    ("names", "wanted"),
    [(["1", "2", "3", "4"], "5"), (["1", "2", "5", "4"], "6"), (["1", "2", "3", "new"], "new-1")],
)
def test_it_starts_from_the_newest_and_tells_no_dates_but_its_own(
    versions: Path, names: list[str], wanted: str
) -> None:
    files = sorted((versions / "schemes/grant").rglob("scheme.yml"))
    for path, old, new in zip(files, ["1", "2", "3", "4"], names, strict=True):
        text = path.read_text("utf-8")
        path.write_text(text.replace(f'version: "{old}"', f'version: "{new}"'), "utf-8")
    newest = files[-1]
    newest.write_text(
        newest.read_text("utf-8")
        + "effective_to: 2100-12-31\nreviewed_on: 2026-01-01\nreview_by: 2026-02-01\n",
        "utf-8",
    )
    (scheme,) = check(versions)[0].schemes()
    new_version(scheme.all_versions[-1], date(2101, 1, 1), versions)
    result = next(iter(check(versions)[0].schemes())).all_versions[-1]
    assert (result.model.version, result.first, result.last) == (wanted, date(2101, 1, 1), None)
    assert (result.model.reviewed_on, result.model.review_by) == (None, None)
    assert "local" in [question.id for question in result.calculator.questions]


@pytest.mark.parametrize(
    ("scheme", "day", "words"),
    [
        ("grant", "2024-02-30", "2024-02-30 is not a day"),
        ("grant", "../x", "../x is not a day"),
        ("grant", "2024-01-01", "there is a version from 2024-01-01 already"),
        ("gramt", "2101-01-01", "there is no scheme gramt; there is: grant"),
    ],
)
def test_what_cannot_be_made(versions: Path, run: Run, scheme: str, day: str, words: str) -> None:
    before = sorted(versions.rglob("*"))
    done = run("generator", "new-version", scheme, day, cwd=versions.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert sorted(versions.rglob("*")) == before


def test_copied_texts_keep_what_is_recorded_of_their_english(data_copy: Path, run: Run) -> None:
    """Current ones and stale ones alike; nothing that is word for word the same is new."""
    file = data_copy / "schemes/virtual-production/provisions/1.yml"
    text = file.read_text("utf-8")
    before = len(check(data_copy)[0].translations)
    file.write_text(
        re.sub(r"(zh: .*?)(。?)$", r"\1改\2", text, count=1, flags=re.MULTILINE), "utf-8"
    )
    run("generator", "new-version", "virtual-production", "2097-01-01", cwd=data_copy.parent)
    found = check(data_copy)[0].translations
    assert len(found) > before + 800
    changed = [(item.raw.file.rpartition("/")[2], item.state) for item in found
               if item.state is not State.CURRENT]  # fmt: skip
    assert changed == [("1.yml", State.STALE)] * 2


def test_without_a_lock_none_is_made(small: Path, run: Run) -> None:
    assert run("generator", "new-version", "grant", "2097-01-01", cwd=small.parent).returncode == 0
    assert not (small / TRANSLATIONS).exists()
