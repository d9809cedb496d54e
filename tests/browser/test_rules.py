"""The rules page: an anchor for every clause, both languages beside each other, permalinks."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import TIMEOUT, NewPage
from tests.browser.kinds import HTML_LANG, ROOTS, RULES, Lang, both_languages, open_page

# Where a clause begins, nothing may cover it: neither the header nor the switch that sticks.
IN_SIGHT = """(name) => {
  const clause = document.getElementById(name);
  const { left, top, height } = clause.getBoundingClientRect();
  if (top < 0 || top > innerHeight * 0.6) return false;
  const seen = document.elementFromPoint(left + 8, top + Math.min(8, height / 2));
  return clause.contains(seen) || clause.closest("section, h2")?.contains(seen);
}"""


def seen(all_of: Locator) -> list[bool]:
    shown: list[bool] = all_of.evaluate_all("all => all.map((each) => each.checkVisibility())")
    return shown


@both_languages
def test_every_clause_has_its_anchor(page: Page, scheme: dict[str, Any], lang: Lang) -> None:
    open_page(page, ROOTS[lang] + RULES)
    links = page.locator("a.locator[href^='#']")
    hrefs = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert len(hrefs) == 134
    assert hrefs == ["#" + each["locator"] for each in scheme["provisions"]]
    ids = page.locator("[id]").evaluate_all("all => all.map((each) => each.id)")
    assert [ids.count(href[1:]) for href in hrefs] == [1] * 134


@both_languages
def test_the_switch_shows_the_other_language(
    page: Page, scheme: dict[str, Any], lang: Lang
) -> None:
    other: Lang = "en" if lang == "zh" else "zh"
    open_page(page, ROOTS[lang] + RULES)
    beside = page.locator(".both__other")
    expect(beside).to_have_count(134)
    assert seen(beside) == [False] * 134
    switch = page.get_by_role(
        "checkbox", name="並列英文" if lang == "zh" else "Show Chinese beside it"
    )
    switch.check()
    texts = beside.evaluate_all("all => all.map((each) => [each.lang, each.innerText])")
    for (given, text), clause in zip(texts, scheme["provisions"], strict=True):
        assert given == HTML_LANG[other]
        first = clause["text"][other].split("\n")[0][:12]
        assert first in text
    assert seen(beside) == [True] * 134
    switch.uncheck()
    expect(beside.first).to_be_hidden()


@both_languages
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("clause", ["8", "8.1.3.3"])
def test_a_permalink_goes_to_its_clause(
    new_page: NewPage, clause: str, width: int, lang: Lang
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    open_page(page, ROOTS[lang] + RULES + "#" + clause)
    page.wait_for_function(IN_SIGHT, arg=clause, timeout=TIMEOUT)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY === 0")
    page.locator("a.locator[href='#10.1']").click()
    page.wait_for_function("location.hash === '#10.1'")
    page.wait_for_function(IN_SIGHT, arg="10.1", timeout=TIMEOUT)
