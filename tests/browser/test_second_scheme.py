"""The calculator of a second scheme, of another kind: data alone, filled in by a reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving
from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire
from tests.browser.shown import expected
from tests.browser.typed import Typing
from tests.conftest import Once, Run, make_project, two_schemes

Labels = dict[Lang, dict[str, str]]


@pytest.fixture(scope="module")
def site(once: Once, run: Run) -> Path:
    """The site of the small tree with the scheme for shooting on location."""

    def build_site(folder: Path) -> None:
        project = make_project(two_schemes(folder))
        done = run("mkdocs", "build", "-q", "-d", project / "out", cwd=project)
        assert done.returncode == 0, done.stderr

    return once("two-schemes", build_site) / "out"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def scheme(site: Path) -> dict[str, Any]:
    published: dict[str, Any] = json.loads(
        (site / "api/schemes/location-shooting.json").read_text("utf-8")
    )
    return published


@both_languages
def test_units_that_no_list_knows_may_be_typed(
    page: Page, scheme: dict[str, Any], lang: Lang
) -> None:
    asked = Typing(page, scheme, lang)
    asked.open()
    assert asked.units_are_read() >= 8


@both_languages
@pytest.mark.parametrize("name", ["series-of-six", "documentary", "foreign-alone", "report-due"])
def test_answering_with_the_pointer(
    page: Page,
    scheme: dict[str, Any],
    labels: Labels,
    problems: list[str],
    name: str,
    lang: Lang,
) -> None:
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    example = next(item for item in scheme["examples"] if item["id"] == name)
    asked.answer_all(example["facts"])
    expect(asked.status).to_contain_text(asked.words[example["result"]["verdict"]])
    assert asked.shown() == expected(
        scheme, example["facts"], example["result"], labels[lang], lang
    )
    assert problems == []


@both_languages
def test_every_example_is_shown_as_the_engine_decides(
    page: Page, scheme: dict[str, Any], labels: Labels, problems: list[str], lang: Lang
) -> None:
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    assert len(scheme["examples"]) == 15
    for example in scheme["examples"]:
        asked.give(example["facts"])
        shown = expected(scheme, example["facts"], example["result"], labels[lang], lang)
        assert asked.shown() == shown, example["id"]
    assert problems == []


@pytest.mark.parametrize("same", [False, True])
def test_where_two_limits_grow_with_one_answer_none_is_said_to_turn(
    page: Page, site: Path, scheme: dict[str, Any], same: bool
) -> None:
    file = "api/schemes/location-shooting/calculator.en.json"
    text = (site / file).read_text("utf-8")
    other = '["fraction",1,3,"budget_jpy"]'
    assert other in text
    if same:
        text = text.replace(other, other.replace("budget_jpy", "spent_here_jpy"))
    page.route(f"**/{file}", lambda route: route.fulfill(body=text))
    asked = Questionnaire(page, scheme, "en")
    asked.open()
    asked.give({"project_kind": "feature", "budget_jpy": 80_000_000, "spent_here_jpy": 30_000_000})
    asked.go_to("result")
    expect(asked.root.locator("p.conclusion")).to_be_visible()
    expect(asked.root.get_by_text("would bind")).to_have_count(0 if same else 1)
