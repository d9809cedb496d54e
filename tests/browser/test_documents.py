"""The documents to hand in: when one can apply comes first, and they stand under headings."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.fits import outside
from tests.browser.kinds import KINDS, ROOTS, Lang, both_languages, open_page

HEADINGS = """main => [...main.querySelectorAll("h1, h2, h3, h4")].map(({ localName }) =>
  Number(localName[1]))"""
WORDS: dict[Lang, tuple[str, str]] = {
    "zh": ("到主管機關網站的首頁找公告", "地址與洽詢"),
    "en": ("Look for the announcement from the agency’s front page", "Address and whom to ask"),
}


@both_languages
def test_one_learns_first_where_the_window_is_announced(
    page: Page, problems: list[str], lang: Lang
) -> None:
    open_page(page, ROOTS[lang] + KINDS["documents"])
    announcement, contact = WORDS[lang]
    main = page.get_by_role("main")
    link = main.get_by_role("link", name=announcement, exact=True)
    expect(link).to_be_in_viewport()
    expect(link).to_have_attribute("href", "https://www.bamid.gov.tw/")
    main.get_by_role("link", name=contact, exact=True).click()
    expect(page.locator("#contact")).to_be_in_viewport()
    # The overview has the same, and the address of the agency below it.
    expect(main.get_by_role("link", name=announcement, exact=True)).to_have_count(1)
    assert problems == []


@both_languages
def test_the_headings_of_the_documents_are_in_order(page: Page, lang: Lang) -> None:
    open_page(page, ROOTS[lang] + KINDS["documents"])
    levels: list[int] = page.get_by_role("main").evaluate(HEADINGS)
    assert levels[0] == 1
    assert 3 in levels
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.chromium
@pytest.mark.parametrize("width", [320, 390])
@both_languages
def test_the_strip_fits_a_phone(new_page: NewPage, lang: Lang, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    open_page(page, ROOTS[lang] + KINDS["documents"])
    # A finger finds each link: beside the other with room between, or on a line of its own.
    first, second = [link.bounding_box() for link in page.locator(".window li > a").all()]
    assert first is not None
    assert second is not None
    apart = second["x"] - first["x"] - first["width"]
    assert apart >= 24 or second["y"] - first["y"] >= 24
    assert outside(page) == []


@pytest.mark.chromium
@both_languages
def test_the_button_that_prints_waits_for_its_script(new_page: NewPage, lang: Lang) -> None:
    buttons = {}
    for scripted in (True, False):
        page = new_page(java_script_enabled=scripted)
        page.goto(ROOTS[lang] + KINDS["documents"])
        buttons[scripted] = page.locator("button[data-print]")
    expect(buttons[True]).to_be_visible()
    expect(buttons[False]).to_be_hidden()
