"""The page of the rules: languages side by side, addresses of clauses, terms explained."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.kinds import ROOTS, RULES, Lang, both_languages, open_page


@both_languages
def test_the_choice_of_languages_is_kept(page: Page, problems: list[str], lang: Lang) -> None:
    open_page(page, ROOTS[lang] + RULES)
    other = page.locator("[id='3.1'] .both__other")
    expect(other).to_be_hidden()
    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(other).to_be_visible()
    page.reload()
    expect(other).to_be_visible()
    page.get_by_role("checkbox").uncheck()
    page.reload()
    expect(other).to_be_hidden()
    assert problems == []


@pytest.mark.chromium  # the clipboard
@both_languages
def test_a_permalink_copies_its_address(new_page: NewPage, lang: Lang) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_page(page, ROOTS[lang] + RULES)
    page.locator("[id='8.1.3.4'] a.locator").focus()
    page.keyboard.press("Enter")
    copied = page.locator(".copied")
    expect(copied).to_contain_text(re.compile("#8.1.3.4$"))
    expect(page).to_have_url(re.compile("#8.1.3.4$"))
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@both_languages
def test_a_term_is_explained_where_it_stands(
    page: Page, problems: list[str], axe: str, lang: Lang
) -> None:
    open_page(page, ROOTS[lang] + RULES)
    term = page.locator("[id='3.2.1'] ~ section a.term[data-term='series-outline']").first
    expect(term).to_have_attribute("aria-expanded", "false")
    term.focus()
    page.keyboard.press("Space")
    expect(term).to_have_attribute("aria-expanded", "true")
    note = page.locator(".term-note")
    expect(note).to_have_count(1)
    more = note.get_by_role("link")
    expect(more).to_have_attribute("href", re.compile("glossary/#series-outline$"))
    assert violations(axe, page) == []
    page.keyboard.press("Tab")
    expect(more).to_be_focused()
    term.click()
    expect(note).to_have_count(0)
    expect(term).to_have_attribute("aria-expanded", "false")
    assert problems == []


@pytest.mark.chromium
def test_without_javascript_a_term_leads_to_the_glossary(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(RULES)
    page.locator("a.term[data-term=applicant]").first.click()
    expect(page).to_have_url(re.compile("glossary/#applicant$"))
