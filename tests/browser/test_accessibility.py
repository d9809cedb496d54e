"""axe in the dark, on a phone and in every state of the calculator, which has to fit as well.

``test_pages.py`` runs it on every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.fits import outside
from tests.browser.kinds import (
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

LARGER = """(times) => {
  const { documentElement: root } = document;
  root.style.fontSize = parseFloat(getComputedStyle(root).fontSize) * times + "px";
}"""
UNFOLD = """(element) => {
  for (const each of element.shadowRoot.querySelectorAll("details")) each.open = true;
}"""


@pytest.mark.parametrize(("kind", "lang"), DARK.items())
def test_axe_finds_nothing_in_the_dark(new_page: NewPage, axe: str, kind: str, lang: Lang) -> None:
    page = new_page(color_scheme="dark")
    open_page(page, ROOTS[lang] + KINDS[kind])
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(axe, page) == []


@both_languages
def test_axe_finds_nothing_side_by_side_on_a_phone(new_page: NewPage, axe: str, lang: Lang) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    open_page(page, ROOTS[lang] + RULES)
    page.locator("#side-by-side").check()
    assert violations(axe, page) == []


APPEARANCES: dict[str, tuple[int, Literal["light", "dark"], int]] = {
    "wide": (1440, "light", 100),
    "narrow-dark": (320, "dark", 100),
    "large": (640, "light", 200),
}
"""Of each: the window's width in pixels, the colours, and the text's size in per cent."""


def states(asked: Questionnaire, scheme: dict[str, Any]) -> Iterator[str]:
    """Takes the calculator through everything that it can say; gives the name of each state."""
    facts = {item["id"]: item["facts"] for item in scheme["examples"]}
    yield "quick empty"
    asked.follow("#v=1&r=1&a=damaged")
    yield "damaged link"
    quick = {fact: facts["asks-above-the-cap"][fact] for fact in asked.quick}
    asked.give(quick)
    expect(asked.root.locator(".outlook-place .chain .binds")).to_be_visible()
    yield "quick filled"
    (at_once,) = (id_ for id_ in asked.groups if asked.groups[id_].get("at_once"))
    for step in (asked.steps()[0][0], at_once):
        asked.go_to(step)
        yield f"question {step}"
    asked.choose_at_once(at_once, "enter")
    rate = asked.root.locator("#frame_rate_fps")
    rate.press_sequentially("0")
    rate.press("Tab")
    expect(asked.root.locator("#frame_rate_fps-error")).not_to_be_empty()
    yield "entered by themselves"
    rate.fill("")
    rate.press("Tab")
    asked.give({**quick, "applicant_government_tie": "endowed_or_established"})
    asked.go_to("applicant_government_tie")
    expect(asked.root.locator(".ways:visible").first).to_be_visible()
    yield "knock-out"
    asked.go_to("result")
    yield "ineligible early"
    asked.give({**facts["asks-above-the-cap"], "approval_date": "2026-03-15"})
    link = urlsplit(asked.link()).fragment
    yield "eligible"
    asked.follow("#" + link)
    yield "link"
    asked.follow("#" + link.replace("r=", "r=0-"))
    expect(asked.root.locator(".notice")).to_have_count(2)
    yield "link of other rules"
    for name in ("origin-not-answered", "unclear-and-unmet"):
        asked.give(facts[name])
        asked.go_to("result")
        yield name
    asked.go_to(asked.step_of("technical_heads_total"))
    asked.root.locator("#technical_heads_total").press_sequentially(".5")
    asked.root.locator("#technical_heads_total").press("Tab")
    expect(asked.root.locator("#technical_heads_total-error")).not_to_be_empty()
    yield "error"


@both_languages
@pytest.mark.parametrize("appearance", APPEARANCES)
def test_the_calculator_is_sound_in_every_state(
    new_page: NewPage,
    axe: str,
    scheme: dict[str, Any],
    problems: list[str],
    appearance: str,
    lang: Lang,
) -> None:
    """axe finds nothing and nothing reaches out of the window, every fold open."""
    width, colours, size = APPEARANCES[appearance]
    page = new_page(color_scheme=colours, viewport={"width": width, "height": 900})
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (
        colours == "dark"
    )
    page.evaluate(LARGER, size / 100)
    found = {}
    for state in states(asked, scheme):
        asked.root.evaluate(UNFOLD)
        found[state] = outside(page, (width,)) + violations(axe, page, "subsidy-calculator")
    assert {state: item for state, item in found.items() if item} == {}
    assert problems == []


@both_languages
def test_the_largest_amount_fits_every_window(
    page: Page, scheme: dict[str, Any], lang: Lang
) -> None:
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    asked.give({"category": "short", "production_cost_twd": 2**53 - 1})
    asked.root.evaluate(UNFOLD)
    assert outside(page) == []
