"""The search of the header, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import TIMEOUT, NewPage
from tests.browser.kinds import ROOTS, Lang, both_languages, open_page


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page(search=True)


def search(page: Page, lang: Lang, words: str) -> None:
    open_page(page, ROOTS[lang])
    name = "搜尋" if lang == "zh" else "Search"
    page.get_by_role("banner").get_by_role("textbox", name=name).press_sequentially(words)


@both_languages
@pytest.mark.parametrize("words", ["虛擬攝影棚", "virtual studio"])
def test_the_search_finds(page: Page, problems: list[str], words: str, lang: Lang) -> None:
    search(page, lang, words)
    first = page.locator(".md-search-result__item").first
    expect(first).to_be_visible(timeout=TIMEOUT)
    expect(first).to_contain_text(words, ignore_case=True)
    first.get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text(words, ignore_case=True)
    assert problems == []


@both_languages
def test_the_search_says_when_there_is_nothing(page: Page, lang: Lang) -> None:
    search(page, lang, "qzxjqzxj")
    none = "沒有找到符合條件的結果" if lang == "zh" else "No matching documents"
    expect(page.locator(".md-search-result__meta")).to_have_text(none, timeout=TIMEOUT)
    expect(page.locator(".md-search-result__item")).to_have_count(0)
