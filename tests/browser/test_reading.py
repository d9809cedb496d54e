"""Reading without a pointer, without motion, with the colours of the system, at any zoom."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.fits import outside
from tests.browser.kinds import KINDS, ROOTS, RULES, Lang, both_languages, open_page

PAGES = pytest.mark.parametrize(
    "path",
    [
        "",
        "schemes/virtual-production/",
        RULES,
        "visits/usa-2024/",
        "policies/korea-model/",
        "people/",
    ],
    ids=["home", "scheme", "rules", "visit", "policy", "people"],
)
MOST = 700
"""Stops of the focus on one page; more would be a trap."""

# Where the focus is: nothing for the page itself; what is wrong with how it is seen.
SEEN = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return null;
  // Radio buttons of the colour scheme are seen as their labels.
  if (node.matches(".md-option")) node = node.nextElementSibling;
  const { left, top, width, height } = node.getBoundingClientRect();
  const words = (node.textContent || node.ariaLabel || "").trim().slice(0, 30);
  const name = `${node.localName}.${node.className} “${words}”`;
  const style = getComputedStyle(node);
  const wrong = [];
  if (width < 1 || height < 1) wrong.push("has no size");
  const drawn = node.querySelector("rect");  // of a link in a picture, its box is drawn thicker
  const thick = drawn && parseFloat(getComputedStyle(drawn).strokeWidth) >= 2;
  if (style.outlineStyle === "none" && !thick) wrong.push("shows no focus");
  const within = (at, most) => Math.min(Math.max(at, 0), most - 1);
  const at = document.elementFromPoint(
    within(left + width / 2, innerWidth), within(top + height / 2, innerHeight));
  const above = ".md-header, .side-by-side";
  if (at?.closest(above) && !node.closest(`${above}, .mark, .md-skip`))
    wrong.push("is behind the header");
  return { name, wrong };
}"""


@PAGES
@both_languages
def test_the_focus_walks_through_a_page_and_is_seen(page: Page, lang: Lang, path: str) -> None:
    open_page(page, ROOTS[lang] + path)
    bad: list[str] = []
    walked: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(SEEN)
        if stop is None:
            break
        walked.append(stop["name"])
        bad += (f"{stop['name']} {item}" for item in stop["wrong"])
    assert 15 < len(walked) < MOST
    assert bad == []
    page.keyboard.press("Shift+Tab")  # and back again
    assert page.evaluate(SEEN) is not None


@pytest.mark.chromium
@PAGES
def test_forced_colours_and_no_motion(
    new_page: NewPage, axe: str, problems: list[str], path: str
) -> None:
    page = new_page(forced_colors="active", reduced_motion="reduce")
    open_page(page, path)
    assert violations(axe, page) == []
    moving = """() => document.getAnimations().filter((each) =>
      each.effect.getComputedTiming().duration > 50).length"""
    page.keyboard.press("Tab")
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert problems == []


@PAGES
@both_languages
def test_a_zoom_of_400_percent_needs_no_scrolling_sideways(
    new_page: NewPage, lang: Lang, path: str
) -> None:
    # 1280 by 1024 pixels at 400 %, as WCAG 1.4.10 has it.
    page = new_page(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    open_page(page, ROOTS[lang] + path)
    assert outside(page, (320,)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_in_the_other_script_stays_in_its_line(page: Page, kind: str) -> None:
    open_page(page, f"en/{KINDS[kind]}")
    broken = page.evaluate(
        """() => [...document.querySelectorAll("main span[lang]:not([class])")]
          .filter((name) => getComputedStyle(name).display !== "inline")
          .map((name) => name.textContent)"""
    )
    assert broken == []
