"""The page of worked examples: six, each of which opens in the calculator as it is told there."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import ROOTS, Lang, both_languages, open_page

EXAMPLES = "schemes/virtual-production/examples/"


@both_languages
def test_six_examples_open_in_the_calculator_with_their_facts(
    page: Page,
    scheme: dict[str, Any],
    labels: dict[Lang, dict[str, str]],
    problems: list[str],
    lang: Lang,
) -> None:
    words = labels[lang]
    open_page(page, ROOTS[lang] + EXAMPLES)
    links = page.locator(".example a[href*='#v=']")
    ids = page.locator("h2[id]").evaluate_all("all => all.map((one) => one.id)")
    addresses = links.evaluate_all("all => all.map((one) => one.href)")
    assert len(ids) == len(addresses) == 6
    examples = {example["id"]: example for example in scheme["examples"]}
    for id_, address in zip(ids, addresses, strict=True):
        result = examples[id_]["result"]
        page.evaluate("localStorage.clear()")
        page.goto("about:blank")
        page.goto(address)
        root = page.locator("subsidy-calculator")
        same = words["reopened_same"].partition("{")[0]
        expect(root.locator(".notice").filter(has_text=same)).to_have_count(1)
        expect(root.locator(".verdict").first).to_contain_text(
            words["verdict_" + result["verdict"]]
        )
    assert problems == []


@pytest.mark.parametrize("name", ["share-just-under-thirty", "origin-not-answered"])
def test_what_is_not_eligible_shows_no_grant(page: Page, name: str) -> None:
    open_page(page, EXAMPLES)
    example = page.locator(f"[id='{name}'] + .example")
    expect(example.locator(".verdict")).to_be_visible()
    expect(example).not_to_contain_text("最高補助")


def test_all_examples_stand_on_a_page_for_developers(page: Page, scheme: dict[str, Any]) -> None:
    open_page(page, EXAMPLES)
    page.locator("main a[href$='all/']").click()
    expect(page.locator("h2[id]")).to_have_count(len(scheme["examples"]))
