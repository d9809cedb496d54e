"""axe in the dark, on a phone and after answering; test_pages.py runs it on every page."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.kinds import (
    CALCULATOR,
    KINDS,
    ROOTS,
    RULES,
    Lang,
    both_languages,
    open_page,
)
from tests.browser.questionnaire import Questionnaire

DARK: dict[str, Lang] = {
    "home": "zh",
    "scheme": "en",
    "rules": "zh",
    "calculator": "en",
    "stop": "zh",
    "people": "en",
}


@pytest.mark.parametrize(("kind", "lang"), DARK.items())
def test_axe_finds_nothing_in_the_dark(new_page: NewPage, axe: str, kind: str, lang: Lang) -> None:
    page = new_page(color_scheme="dark")
    open_page(page, ROOTS[lang] + KINDS[kind])
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(axe, page) == []


@pytest.mark.parametrize(("scheme_of_colours", "lang"), [("light", "zh"), ("dark", "en")])
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
