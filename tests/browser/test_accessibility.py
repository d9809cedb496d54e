"""axe finds nothing wrong with any page, in light and in dark."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import (
    CALCULATOR,
    KINDS,
    ROOTS,
    RULES,
    Lang,
    both_languages,
    every_page,
    open_page,
)
from tests.browser.questionnaire import Questionnaire

DARK = ("home", "scheme", "rules", "calculator", "stop", "people")


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe."""
    script: str = Axe().axe_script
    return script


def violations(axe: str, page: Page) -> list[str]:
    """Each violation with the first of its places; of all that axe tells, only this is fetched."""
    page.evaluate(axe + ";0")
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((all) => all.violations)")
    return [
        f"{each['id']} at {len(each['nodes'])} places, first {each['nodes'][0]['target']}:"
        f" {each['nodes'][0]['failureSummary']}"
        for each in found
    ]


@every_page
def test_axe_finds_nothing(page: Page, axe: str, path: str) -> None:
    open_page(page, path)
    assert violations(axe, page) == []


@both_languages
@pytest.mark.parametrize("kind", DARK)
def test_axe_finds_nothing_in_the_dark(new_page: NewPage, axe: str, kind: str, lang: Lang) -> None:
    page = new_page(color_scheme="dark")
    open_page(page, ROOTS[lang] + KINDS[kind])
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(axe, page) == []


@both_languages
@pytest.mark.parametrize("scheme_of_colours", ["light", "dark"])
def test_axe_finds_nothing_once_the_calculator_is_answered(
    new_page: NewPage,
    axe: str,
    scheme: dict[str, Any],
    scheme_of_colours: Literal["light", "dark"],
    lang: Lang,
) -> None:
    page = new_page(color_scheme=scheme_of_colours)
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    example = next(each for each in scheme["examples"] if each["id"] == "unclear-and-unmet")
    asked.answer_all({**example["facts"], "approval_date": "2026-03-15"})
    asked.form.get_by_role("button", name=asked.title(3)).click()
    asked.field("technical_heads_total").fill("2.5")
    asked.field("technical_heads_total").press("Tab")
    expect(asked.root.locator("p.error").filter(has_text="1")).to_be_visible()
    page.evaluate(
        "document.querySelector('subsidy-calculator').shadowRoot"
        ".querySelectorAll('details').forEach((each) => { each.open = true; })"
    )
    assert violations(axe, page) == []


@both_languages
def test_axe_finds_nothing_side_by_side_on_a_phone(new_page: NewPage, axe: str, lang: Lang) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    open_page(page, ROOTS[lang] + RULES)
    page.locator("#side-by-side").check()
    assert violations(axe, page) == []


@both_languages
def test_axe_finds_nothing_in_the_calculator_on_a_phone(
    new_page: NewPage, axe: str, lang: Lang
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    open_page(page, ROOTS[lang] + CALCULATOR)
    assert violations(axe, page) == []
