"""The page of the rules: languages side by side, one number a clause, what it copies, terms."""

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
    both = page.locator("#side-by-side")
    both.focus()
    page.keyboard.press("Space")
    expect(other).to_be_visible()
    page.reload()
    expect(other).to_be_visible()
    both.uncheck()
    page.reload()
    expect(other).to_be_hidden()
    assert problems == []


@both_languages
def test_a_clause_has_one_number_in_one_column(page: Page, lang: Lang) -> None:
    open_page(page, ROOTS[lang] + RULES)
    clauses = page.locator("section.provision[id]")
    assert clauses.count() > 100
    numbers = clauses.evaluate_all(
        """(all) => all.map((one) => [one.id,
          one.querySelector(".provision__head").innerText.trim(),
          one.querySelector(".locator").ariaLabel.startsWith(one.id),
          Math.round(one.querySelector(".locator").getBoundingClientRect().left)])"""
    )
    assert [number[:3] for number in numbers] == [[id_, id_, True] for id_, *_ in numbers]
    assert len({left for *_, left in numbers}) == 1
    first = clauses.locator(".both__own p").all_inner_texts()
    assert not any(re.match(r"[(（]?[一二三四五六七八九十\d]+[)）、.]", text) for text in first)


CITED: dict[Lang, str] = {
    "zh": "影視製作運用虛擬攝影棚徵案要點（白話版）第八點第一款第三目之4，版本 1",
    "en": "(in plain words), point 8, paragraph 1, item 3, subitem 4, version 1",
}
COPIED: dict[Lang, tuple[str, str, str]] = {
    "zh": ("已複製網址", "已複製引用文字", "已複製條文"),
    "en": ("Address copied", "Citation copied", "Text copied"),
}


@pytest.mark.chromium  # the clipboard
@both_languages
def test_a_clause_copies_its_address_a_citation_and_its_text(
    new_page: NewPage, axe: str, problems: list[str], lang: Lang
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_page(page, ROOTS[lang] + RULES)
    shown = page.url + "#8.1.3.4"
    address = shown.replace("/rules/", "/versions/undated/rules/")
    clause = page.locator("[id='8.1.3.4']")
    button = clause.locator(".clause-button")
    expect(button).to_have_attribute("aria-label", re.compile("第八點第一款第三目之4|subitem 4"))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert violations(axe, page) == []
    page.keyboard.press("Enter")
    found = []
    for stops, words in enumerate(COPIED[lang], 1):
        page.keyboard.press("Enter")
        for _ in range(stops):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".copied")).to_have_text(words)
        expect(page.locator(".clause-menu")).to_be_hidden()
        expect(button).to_be_focused()
        found.append(page.evaluate("navigator.clipboard.readText()"))
    assert found[0] == address
    assert CITED[lang] in found[1].splitlines()[0]
    assert found[1].splitlines()[1:] == [address]
    assert found[2] == clause.locator(".both__own").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".clause-menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.locator(".clause-menu")).to_be_hidden()
    page.goto(address)
    page.wait_for_url(shown)
    expect(clause).to_be_in_viewport()


@both_languages
def test_on_a_phone_points_are_folded_and_an_address_unfolds_its_own(
    new_page: NewPage, lang: Lang
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    open_page(page, ROOTS[lang] + RULES + "#8.1.2")
    expect(page.locator("[id='8.1.2']")).to_be_in_viewport()
    expect(page.locator("[id='3.1']")).to_be_hidden()
    page.locator(".open-points").click()
    expect(page.locator("[id='3.1'] .both__own")).to_be_visible()
    expect(page.locator("[id='3.1'] .note").first).to_be_hidden()
    page.locator("[id='3.1'] details.notes > summary").click()
    expect(page.locator("[id='3.1'] .note").first).to_be_visible()


def test_in_a_wide_window_a_note_stands_beside_its_clause(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    open_page(page, RULES)
    clause = page.locator("[id='3.1']")
    words, note = clause.locator(".both__own").bounding_box(), clause.locator(".note").first
    box = note.bounding_box()
    assert words is not None
    assert box is not None
    assert box["x"] >= words["x"] + words["width"]
    assert abs(box["y"] - words["y"]) < 20


def test_rules_are_printed_without_notes_unless_wanted(page: Page) -> None:
    open_page(page, RULES)
    page.emulate_media(media="print")
    note = page.locator("[id='3.1'] .note").first
    expect(page.locator("[id='3.1'] .both__own")).to_be_visible()
    expect(note).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("#with-notes").check()
    page.emulate_media(media="print")
    expect(note).to_be_visible()


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
