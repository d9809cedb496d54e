"""The preview's search page: why each result is one, and what the editors' list misses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.preview import previewing


def test_the_preview_says_why_and_tries_the_list(
    small_project: Path, browsers: Callable[[str], Browser]
) -> None:
    vocabulary = small_project / "data/search.yml"
    entries = "".join(
        f"\n  - query: {query}\n    lang: en\n    leads_to: [policies/halls/]"
        for query in ("halls", "xylophone")
    )
    vocabulary.write_text(vocabulary.read_text("utf-8").rstrip() + entries, "utf-8")
    with previewing(small_project) as (address, _):
        page = browsers("light").new_page()
        page.goto(f"{address}en/search/?q=halls")
        results = page.locator(".site-search__list > li")
        expect(results.first.locator("details")).to_have_count(1)
        expect(results.first.locator("details li").first).to_be_hidden()
        results.first.locator("summary").click()
        expect(results.first.locator("details")).to_contain_text("title: “Halls”")
        assert page.locator(".site-search__list details").count() == results.count()

        staff = page.locator(".staff-search")
        expect(staff).to_contain_text("last full build")
        expect(staff).not_to_contain_text("data/search.yml")
        staff.get_by_role("button").click()
        tried = staff.locator("[role=status] > ul > li")
        expect(tried.filter(has_text=": xylophone")).to_contain_text("Nothing was found.")
        expect(tried.last).to_have_text(re.compile("answered: data/search.yml:[0-9]+: halls"))

        page.locator("#site-search").fill("xylophone")
        expect(staff).to_contain_text("On no page: “xylophone”")
        page.locator("#site-search").fill("bureau")
        expect(results.first.locator("details")).to_have_count(1)
        page.close()
