"""What a page folds: an address that asks for it opens it, and paper has the rest alone."""

from __future__ import annotations

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import open_page
from tests.browser.test_print import plain, printed

VISIT = "visits/usa-2024/"
PRINTED_BEFORE = 14
"""Pages of the visit when all of its report stood open."""


@pytest.mark.parametrize("anchor", ["itinerary", "delegation", "people", "photographs"])
def test_an_address_opens_what_it_asks_for(page: Page, anchor: str) -> None:
    path = VISIT if anchor != "photographs" else "visits/usa-2024/stops/mopop/"
    open_page(page, path)
    expect(page.locator(f"#{anchor}")).to_be_hidden()
    page.evaluate("(anchor) => { location.hash = anchor }", anchor)
    expect(page.locator(f"#{anchor}")).to_be_visible()
    open_page(page, "visits/")
    open_page(page, f"{path}#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_visible()


def test_a_fold_opens_by_the_keyboard(page: Page) -> None:
    open_page(page, VISIT)
    fold = page.locator("details.fold").filter(has=page.locator("#itinerary"))
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("ol.timeline")).to_be_visible()


@pytest.mark.chromium
def test_a_visit_is_printed_on_half_its_pages(page: Page) -> None:
    open_page(page, VISIT)
    words = page.locator("#itinerary li li").first.text_content() or ""
    person = page.locator("#people .people a").first.text_content() or ""
    document = pdfium.PdfDocument(printed(page))
    text = plain("".join(sheet.get_textpage().get_text_bounded() for sheet in document))
    assert len(document) <= PRINTED_BEFORE / 2
    document.close()
    assert plain(person) in text
    assert plain(words) not in text
