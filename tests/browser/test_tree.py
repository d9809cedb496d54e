"""The trees of conditions: on the page of the rules, and in the calculator with what decided."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.kinds import ROOTS, RULES, Lang, both_languages, open_page
from tests.browser.questionnaire import Questionnaire

DECIDES: dict[Lang, str] = {"zh": "結果由此決定", "en": "decides the result"}
SHORT = {"category": "short", "runtime_minutes": 8}
"""Too short: of the two bounds of its length, one decides."""


@both_languages
def test_an_opened_tree_marks_what_decided(
    page: Page, axe: str, problems: list[str], scheme: dict[str, Any], lang: Lang
) -> None:
    asked = Questionnaire(page, scheme, lang)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    asked.open()
    asked.give(SHORT)
    asked.go_to_result()
    tree = asked.root.locator("#requirement-short-runtime details.conditions")
    assert not any("tree.js" in url or "conditions." in url for url in requests)
    tree.locator("summary").press("Enter")
    marked = tree.locator("li", has=page.locator("b")).filter(has_not=page.locator("ul"))
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("≥ 10")
    expect(marked).to_contain_text(DECIDES[lang])
    assert violations(axe, page) == []
    # Another answer draws it anew, as open as it was.
    asked.give({**SHORT, "runtime_minutes": 25})
    expect(marked).to_contain_text("≤ 20")
    assert problems == []


@pytest.mark.chromium  # the request is refused for it alone
def test_a_tree_that_cannot_be_loaded_says_so_and_is_tried_again(
    page: Page, scheme: dict[str, Any]
) -> None:
    asked = Questionnaire(page, scheme, "en")
    asked.open()
    asked.give(SHORT)
    asked.go_to_result()
    page.route("**/conditions.en.json", lambda route: route.abort())
    tree = asked.root.locator("#requirement-short-runtime details.conditions")
    summary = tree.locator("summary")
    summary.press("Enter")
    expect(tree.locator("p")).to_be_visible()
    expect(tree.locator("ul")).to_have_count(0)
    page.unroute("**/conditions.en.json")
    summary.press("Enter")
    summary.press("Enter")
    expect(tree.locator("ul").first).to_be_visible()


@both_languages
def test_the_rules_draw_a_tree_without_scripts(page: Page, problems: list[str], lang: Lang) -> None:
    open_page(page, ROOTS[lang] + RULES)
    tree = page.locator("[id='3.2.2.1'] details.conditions")
    tree.evaluate("(fold) => { fold.closest('details.point').open = true; fold.open = true; }")
    expect(tree.locator("ul.tree ul > li")).to_have_count(2)
    assert problems == []
