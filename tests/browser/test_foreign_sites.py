"""Sites of one scheme alone, of kinds that are not the real one's: data alone, in a browser.

One tests by points and leaves the amount to a panel. The other gives a share without a ceiling
for some, a limit in principle for others, and names what all applicants share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import serving
from tests.browser.kinds import ROOTS, Lang, both_languages, open_page
from tests.browser.questionnaire import Questionnaire
from tests.browser.shown import expected
from tests.browser.test_print import pages_of, plain, printed
from tests.conftest import SINGLE, TREES, Once, Run, build_single

Labels = dict[Lang, dict[str, str]]
EXAMPLES = [
    pytest.param(tree, file.stem, id=f"{tree}-{file.stem}")
    for tree, scheme in SINGLE.items()
    for file in sorted((TREES / tree / "data/schemes" / scheme / "examples").iterdir())
]
OTHERS = ("NT$", "新臺幣", "None", "null", "undefined", "NaN", "{", "}")
"""What no page of these sites says: the real scheme's currency, and what is not for readers."""


@pytest.fixture(scope="module", params=list(SINGLE))
def tree(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def site(tree: str, once: Once, run: Run) -> Path:
    return build_single(tree, once, run) / "out"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def scheme(site: Path, tree: str) -> dict[str, Any]:
    published: dict[str, Any] = json.loads(
        (site / f"api/schemes/{SINGLE[tree]}.json").read_text("utf-8")
    )
    return published


def facts_of(scheme: dict[str, Any], name: str) -> dict[str, Any]:
    facts: dict[str, Any] = next(e for e in scheme["examples"] if e["id"] == name)["facts"]
    return facts


def opened(page: Page, scheme: dict[str, Any], lang: Lang, name: str) -> Questionnaire:
    """The result of an example."""
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    asked.give(facts_of(scheme, name))
    asked.go_to_result()
    expect(asked.root.locator("section.record .toolbar")).to_be_attached()
    return asked


@both_languages
@pytest.mark.parametrize(("tree", "name"), EXAMPLES, indirect=["tree"])
def test_each_example_filled_in_by_hand_is_shown_as_the_engine_decides(
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
    asked.answer_all({fact: value for fact, value in example["facts"].items() if value is not None})
    shown = expected(scheme, example["facts"], example["result"], labels[lang], lang)
    assert asked.shown() == shown
    assert problems == []


@both_languages
def test_a_result_says_what_the_rules_leave_open_and_nothing_else(
    page: Page, scheme: dict[str, Any], labels: Labels, tree: str, lang: Lang
) -> None:
    first = scheme["examples"][0]["id"]
    asked = opened(page, scheme, lang, first)
    words = asked.root.locator(".calculator").inner_text()
    assert [other for other in OTHERS if other in words] == []
    left = scheme["calculator"]["left_open"]
    most = labels[lang]["up_to"].partition("{")[0].strip()
    if tree == "points":
        assert left["amount"][lang] in words
        assert left["instalments"][lang] in words
        assert most not in words
        assert "%" not in words
    else:
        pot = scheme["calculator"]["amount"]["pot"]
        assert f"USD {pot['value']:,}" in words
        assert pot["text"][lang] in words
        # One limit alone is not the lowest of several, and no day is set where there are none.
        assert labels[lang]["lowest"] not in words
        assert labels[lang]["no_day"] not in words


@both_languages
@pytest.mark.parametrize("tree", ["points"], indirect=True)
def test_enough_points_are_enough_before_all_is_answered(
    page: Page, scheme: dict[str, Any], lang: Lang
) -> None:
    asked = Questionnaire(page, scheme, lang)
    asked.open()

    def status(**facts: bool) -> Any:
        asked.give(facts)
        return asked.shown()["requirements"]["cultural-test"]

    assert status(isles_story=True) == "unknown"
    assert status(isles_story=True, isles_language=True) == "met"
    assert status(isles_story=False, isles_language=False) == "unmet"


@both_languages
@pytest.mark.parametrize("tree", ["points"], indirect=True)
def test_of_a_yearly_window_the_nearest_day_is_advised(
    page: Page, scheme: dict[str, Any], lang: Lang
) -> None:
    asked = opened(page, scheme, lang, "too-late")
    ways = asked.root.locator("ul.ways").first
    expect(ways).to_contain_text({"zh": "2027年4月30日", "en": "30 April 2027"}[lang])


@both_languages
@pytest.mark.parametrize("tree", ["credit"], indirect=True)
def test_a_limit_in_principle_is_said_to_be_one_where_it_applies(
    page: Page, scheme: dict[str, Any], labels: Labels, lang: Lang
) -> None:
    limit = scheme["calculator"]["amount"]["limits"][1]
    name = labels[lang]["in_principle"].format(label=limit["label"][lang])
    asked = opened(page, scheme, lang, "short-series")
    expect(asked.root.locator("p.conclusion")).to_contain_text(name)
    expect(asked.root.locator(".head .sentence")).to_contain_text(name)
    asked.give(facts_of(scheme, "film"))
    expect(asked.root.locator(".head .sentence strong")).to_have_text("USD 1,000,000")
    expect(asked.root.locator(".report")).not_to_contain_text(limit["label"][lang])


@both_languages
@pytest.mark.parametrize("tree", ["credit"], indirect=True)
def test_where_no_limit_is_left_that_is_said(
    page: Page, site: Path, scheme: dict[str, Any], labels: Labels, problems: list[str], lang: Lang
) -> None:
    """The rules of the film's share taken away: of a film, no limit counts any more."""

    def without_share(route: Route) -> None:
        file = site / urlsplit(route.request.url).path.lstrip("/")
        data = json.loads(file.read_text("utf-8"))
        data["calculator"]["amount"]["limits"].pop(0)
        route.fulfill(json=data)

    for part in ("calculator", "more"):
        page.route(f"**/api/schemes/{scheme['id']}/{part}.*.json", without_share)
    asked = opened(page, scheme, lang, "film")
    expect(asked.root.locator(".report .chain .total .figure")).to_have_text(
        labels[lang]["no_ceiling"]
    )
    open_words = scheme["calculator"]["left_open"]["ceiling"][lang]
    expect(asked.root.locator(".head .sentence")).to_contain_text(open_words)
    expect(asked.root.locator("p.conclusion")).to_have_count(0)
    assert problems == []


@both_languages
def test_what_a_scheme_has_none_of_has_no_part_and_no_page(
    page: Page, site: Path, scheme: dict[str, Any], lang: Lang
) -> None:
    """Nothing is asked first, and nobody with a grant is asked anything: no tool is for that."""
    asked = opened(page, scheme, lang, scheme["examples"][0]["id"])
    expect(asked.root.locator("section.compare")).to_have_count(0)
    folder = site / ROOTS[lang].strip("/")
    parts = {path.name for path in (folder / "schemes" / scheme["id"]).iterdir()}
    assert "after-approval" not in parts
    pages = {path.name for path in folder.iterdir() if path.is_dir()}
    none = {"visits", "policies", "recommendations", "graph", "questions", "people", "places"}
    assert pages & (none | {"glossary", "commentary"}) == set()
    assert {"notes", "sources", "organisations", "search", "sitemap", "embed"} <= pages


@both_languages
def test_on_paper_stands_what_the_screen_says(
    page: Page, scheme: dict[str, Any], tree: str, lang: Lang
) -> None:
    opened(page, scheme, lang, scheme["examples"][0]["id"])
    text = plain("".join(text for text, _, _ in pages_of(printed(page))))
    calculator = scheme["calculator"]
    if tree == "points":
        assert plain(calculator["left_open"]["amount"][lang]) in text
    else:
        assert plain("USD 1,000,000") in text
        assert plain(calculator["amount"]["pot"]["text"][lang]) in text
    assert [other for other in OTHERS if other in text] == []


@both_languages
def test_it_is_embedded(
    page: Page, scheme: dict[str, Any], labels: Labels, problems: list[str], lang: Lang
) -> None:
    page.goto(f"{ROOTS[lang]}embed/{scheme['id']}/")
    asked = Questionnaire(page, scheme, lang)
    expect(asked.form).to_be_visible()
    for example in scheme["examples"]:
        asked.give(example["facts"])
        shown = expected(scheme, example["facts"], example["result"], labels[lang], lang)
        assert asked.shown() == shown, example["id"]
    assert problems == []


@both_languages
def test_code_for_portals_offers_no_first_amount_that_nothing_gives(page: Page, lang: Lang) -> None:
    open_page(page, ROOTS[lang] + "embed/")
    form = page.locator("form.embed-builder")
    expect(form.locator("[name=form]").first).to_be_visible()
    expect(form.locator("[name=mode]").first).to_be_hidden()


@both_languages
def test_the_search_finds_the_scheme_and_begins_with_it(
    page: Page, scheme: dict[str, Any], problems: list[str], lang: Lang
) -> None:
    open_page(page, ROOTS[lang] + "search/")
    begin = page.locator("[data-help]").get_by_role("link", name=scheme_name(page, scheme, lang))
    expect(begin).to_be_visible()
    open_page(page, f"{ROOTS[lang]}search/?q={scheme['title'][lang]}")
    first = page.locator("site-search").get_by_role("link", name=re.compile(".")).first
    expect(first).to_be_visible()
    assert problems == []


def scheme_name(page: Page, scheme: dict[str, Any], lang: Lang) -> str:
    """The scheme's one name on every page."""
    tag = {"zh": "zh-Hant", "en": "en"}[lang]
    answers = page.request.get(f"/api/schemes/{scheme['id']}/answers.{tag}.json").json()
    name: str = answers["title"]
    return name
