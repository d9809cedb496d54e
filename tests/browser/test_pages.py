"""What holds for every page: axe is content, it asks nobody else, and it fits its window."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from generator.languages import LANGUAGES
from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.fits import outside
from tests.browser.kinds import (
    CALCULATOR,
    KINDS,
    NOT_FOUND,
    ROOTS,
    RULES,
    Lang,
    both_languages,
    every_page,
    open_page,
)

pytestmark = pytest.mark.chromium

NAMES: dict[Lang, str] = {"zh": "English", "en": "繁體中文"}
"""How a page of each language names the other."""


def assert_languages(page: Page, path: str) -> None:
    """The page says its language, and the header leads to the same page in the other."""
    lang: Lang = "en" if path.startswith("en/") else "zh"
    other = "en/" + path if lang == "zh" else path.removeprefix("en/")
    expect(page.locator("html")).to_have_attribute("lang", LANGUAGES[lang].tag)
    link = page.get_by_role("banner").get_by_role("link", name=NAMES[lang], exact=True)
    assert link.evaluate("link => link.href") == urljoin(page.url, "/" + other)


@every_page
def test_a_page_is_sound(page: Page, problems: list[str], axe: str, path: str) -> None:
    """One visit for all of it: axe, widths, requests, cookies and what the console says."""
    open_page(page, path)
    if path != NOT_FOUND:
        assert_languages(page, path)
    found = {"axe": violations(axe, page)}
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found["outside"] = outside(page)
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
    found["cookies"] = [str(cooky) for cooky in page.context.cookies()]
    assert {name: item for name, item in found.items() if item} == {}
    assert problems == []


@both_languages
def test_a_missing_address_shows_a_page_that_is_whole(
    page: Page, problems: list[str], lang: Lang
) -> None:
    response = page.goto(ROOTS[lang] + "no/such/page/", wait_until="networkidle")
    assert response is not None
    assert response.status == 404
    for words, home in (("首頁", ""), ("home page", "en/")):
        link = page.get_by_role("main").get_by_role("link", name=words, exact=True)
        assert urlsplit(link.evaluate("link => link.href")).path == "/" + home
    # The browser reports the page itself, which is missing, and nothing that the page asks for.
    assert len(problems) == 1
    assert "404" in problems[0]


@pytest.mark.parametrize("kind", ["home", "calculator", "rules", "stop", "guide"])
def test_the_other_language_is_the_same_page_and_back(new_page: NewPage, kind: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(KINDS[kind])
    here = page.url
    page.get_by_role("banner").get_by_role("link", name=NAMES["zh"], exact=True).click()
    expect(page).to_have_url(urljoin(here, "/en/" + KINDS[kind]))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("banner").get_by_role("link", name=NAMES["en"], exact=True).click()
    expect(page).to_have_url(here)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_the_page_not_found_speaks_both_languages(page: Page) -> None:
    page.goto(NOT_FOUND)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("main [lang=en]")).to_contain_text("Page not found")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@both_languages
def test_both_languages_side_by_side_fit_the_window(page: Page, lang: Lang) -> None:
    open_page(page, ROOTS[lang] + RULES)
    page.locator("#side-by-side").check()
    assert outside(page) == []


@both_languages
def test_without_javascript_the_page_is_a_checklist(
    new_page: NewPage, scheme: dict[str, Any], lang: Lang
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(ROOTS[lang] + CALCULATOR)
    words = "逐項對照" if lang == "zh" else "JavaScript"
    expect(page.locator("noscript p")).to_contain_text(words)
    expect(page.locator("noscript p")).to_be_visible()
    requirements = scheme["calculator"]["requirements"]
    rows = page.locator("ul.requirements > li[id]")
    assert rows.evaluate_all("rows => rows.map((row) => row.id)") == [r["id"] for r in requirements]
    for row, requirement in zip(rows.all(), requirements, strict=True):
        title = row.get_by_text(requirement["title"][lang], exact=True)
        expect(title).to_be_visible()
        expect(row.locator("p").first).to_have_text(requirement["rule"][lang])
        link = row.get_by_role("link", name=requirement["clause"], exact=True)
        expect(link).to_be_visible()
        target = f"/{ROOTS[lang]}schemes/virtual-production/rules/#{requirement['clause']}"
        assert link.evaluate("link => link.href").endswith(target)
