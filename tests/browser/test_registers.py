"""The indexes: headings by initial, and the box that narrows the list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import ROOTS, Lang, both_languages, open_page


@both_languages
def test_the_box_narrows_an_index_and_says_to_how_many(
    page: Page, problems: list[str], lang: Lang
) -> None:
    open_page(page, ROOTS[lang] + "people/")
    entries = page.locator("dl.register > div:visible")
    every = entries.count()
    headings = page.locator("h2[id^=initial-]")
    assert headings.count() > 10
    box = page.locator("#filter")
    box.fill("WOODWARD")
    expect(page.locator("#woodward")).to_be_visible()
    expect(page.locator("#bill-gates")).to_be_hidden()
    found = entries.count()
    assert 0 < found < every
    expect(page.locator(".filter [role=status]")).to_contain_text(str(found))
    box.fill("")
    expect(entries).to_have_count(every)
    assert problems == []


@pytest.mark.parametrize("typed", ["臺中市", "台中市", "ＴＡＩＣＨＵＮＧ　City", "taichung city"])
def test_the_box_knows_a_word_however_its_characters_are_written(
    page: Page, problems: list[str], typed: str
) -> None:
    open_page(page, "organisations/")
    page.locator("#filter").fill(typed)
    expect(page.locator("#taichung-city-government")).to_be_visible()
    expect(page.locator("#microsoft")).to_be_hidden()
    assert problems == []


def test_the_box_knows_simplified_characters(page: Page, problems: list[str]) -> None:
    open_page(page, "organisations/")
    page.locator("#filter").fill("文化部影视及流行音乐产业局")
    expect(page.locator("dl.register > div:visible")).not_to_have_count(0)
    found = page.locator("dl.register > div:visible").count()
    page.locator("#filter").fill("文化部影視及流行音樂產業局")
    expect(page.locator("dl.register > div:visible")).to_have_count(found)
    assert problems == []


def test_a_name_stands_once_where_it_is_the_same_in_both_languages(page: Page) -> None:
    open_page(page, "people/")
    expect(page.locator("#bill-baarsma dt")).to_have_text("Bill Baarsma")


@pytest.mark.chromium
def test_without_javascript_an_index_is_a_plain_list(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("people/")
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator("#woodward dt")).to_be_visible()
