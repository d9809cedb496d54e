"""The quick questions on the home page and on a scheme's page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import CALCULATOR, KINDS, ROOTS, Lang, both_languages, open_page

both_pages = pytest.mark.parametrize("kind", ["home", "scheme"])

FIRST = """() => {
  const stops = "a[href], button, input, select, textarea, summary, subsidy-calculator";
  const main = document.querySelector("main article");
  return [...main.querySelectorAll(stops)]
    .filter((each) => !each.closest("nav, .contents-fold, h1, h2, .mark"))[0].localName;
}"""
"""What in the page's main part can be used first, headings and the list of them apart."""
FOCUSED = "document.activeElement.shadowRoot?.activeElement?.name ?? ''"


@both_languages
@both_pages
def test_the_amount_by_keyboard_and_on_to_the_whole_calculator(
    page: Page, scheme: dict[str, Any], problems: list[str], kind: str, lang: Lang
) -> None:
    """Four boxes by the names of their facts; what is typed is there when one goes on."""
    quick = scheme["calculator"]["quick"]
    open_page(page, ROOTS[lang] + KINDS[kind])
    calculator = page.locator("subsidy-calculator")
    expect(calculator.locator("form")).to_be_visible()
    fields = calculator.locator("form").locator("input, select")
    assert fields.evaluate_all("all => all.map((each) => each.name)") == quick
    assert page.evaluate(FIRST) == "subsidy-calculator"

    calculator.locator(f"[name={quick[0]}]").focus()
    typed = {"category": "ArrowDown ArrowDown", "runtime_minutes": "1 2"}
    typed |= {"vp_ratio_percent": "3 5", "production_cost_twd": "6 2 0 萬"}
    for fact in quick:
        assert page.evaluate(FOCUSED) == fact
        for key in typed[fact].split():
            page.keyboard.insert_text(key) if key == "萬" else page.keyboard.press(key)
        page.keyboard.press("Tab")
    expect(calculator.locator(".answer .sentence strong")).to_contain_text("4,960,000")
    expect(calculator.locator(".chain .binds")).to_be_visible()

    whole = calculator.locator("a.whole")
    expect(whole).to_have_attribute("href", re.compile("#v=1&"))
    whole.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{ROOTS[lang]}{CALCULATOR}"))
    expect(calculator.locator("button[type=submit]")).to_be_visible()
    expect(calculator.locator("[name=category]")).to_have_value("short")
    expect(calculator.locator("[name=vp_ratio_percent]")).to_have_value("35")
    # They are the visitor's own, not those of somebody's link.
    expect(calculator.locator(".notice")).to_have_count(0)
    page.goto(ROOTS[lang] + CALCULATOR)
    expect(calculator.locator("[name=runtime_minutes]")).to_have_value("12")
    assert problems == []


SUMS = ".outlook-place :is(.chain, .line, .curve)"
"""What the most, the instalments and the curve stand in."""


@both_languages
@both_pages
def test_no_sum_stands_by_itself_below_a_verdict_that_there_is_none(
    page: Page, labels: dict[Lang, dict[str, str]], kind: str, lang: Lang
) -> None:
    """Key after key: while somebody types the sums stay, and say on what they rest."""
    open_page(page, ROOTS[lang] + KINDS[kind])
    calculator = page.locator("subsidy-calculator")
    sums, words = calculator.locator(SUMS), labels[lang]["if_eligible"]
    seen = set()

    def look() -> None:
        barred = calculator.locator(".answer .sentence.ineligible").count() > 0
        open_ended = sums.count() > 0
        first = calculator.locator(".outlook-place .part > :first-child")
        assert not (barred and open_ended) or first.inner_text() == words
        assert barred or calculator.get_by_text(words).count() == 0
        seen.add((barred, open_ended))

    calculator.locator("[name=category]").select_option("short")
    expect(sums.first).to_be_visible()
    look()
    for fact, text in (
        ("runtime_minutes", "12"),
        ("production_cost_twd", "6200000"),
        ("vp_ratio_percent", "35"),
    ):
        for key in text:
            calculator.locator(f"[name={fact}]").press(key)
            look()
    box = calculator.locator("[name=vp_ratio_percent]")
    box.press("Backspace")
    look()
    box.blur()
    expect(calculator.locator(".outlook-place .ways")).to_be_visible()
    look()
    assert seen == {(False, True), (True, True), (True, False)}


@pytest.mark.chromium
@both_languages
@both_pages
def test_without_scripts_a_link_stands_in_their_place(
    new_page: NewPage, address: str, kind: str, lang: Lang
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(ROOTS[lang] + KINDS[kind])
    link = page.locator("subsidy-calculator a")
    expect(link).to_be_visible()
    box = page.locator(".quick").bounding_box()
    assert box is not None
    assert box["height"] < 200
    link.click()
    expect(page).to_have_url(f"{address}{ROOTS[lang]}{CALCULATOR}")
