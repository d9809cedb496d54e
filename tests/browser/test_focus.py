"""What has the focus is in sight, whatever sticks to the window: WCAG 2.2, 2.4.11 and more."""

from __future__ import annotations

import json
from html import escape
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.conftest import SCHEME, TIMEOUT
from tests.browser.embedding import Portal
from tests.browser.kinds import CALCULATOR, ROOTS, Lang

PHONE, LANDSCAPE, ZOOMED = (390, 844), (640, 360), (320, 256)
TABLET, DESKTOP = (768, 1024), (1280, 720)
HEADER = 60
"""Pixels of a portal's fixed header."""
ROOM = 165
"""So many pixels all that sticks, and what stays free around the focus, take at most."""
Where = Literal["site", "element", "frame", "scrolled frame"]

SEEN = """() => {
  let node = document.activeElement;
  const within = new Set();
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  for (let above = node; above; above = above.parentNode ?? above.host) within.add(above);
  const box = node.getBoundingClientRect();
  const all = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  window.stuck ??= all(document).filter((each) =>
    ["fixed", "sticky"].includes(getComputedStyle(each).position));
  const over = stuck.filter((other) => {
    if (within.has(other)) return false;
    if (!other.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const { left, right, top, bottom } = other.getBoundingClientRect();
    const beside = left + 1 < right && left < box.right && box.left < right;
    return beside && top < box.bottom - 0.5 && box.top + 0.5 < bottom && top + 1 < bottom;
  }).map((other) => other.className || other.localName);
  const name = node.name || node.id || node.textContent.trim().slice(0, 30);
  return {
    name: `${node.localName} ${name}`,
    type: node.type ?? "", id: node.id,
    inside: node.getRootNode() instanceof ShadowRoot,
    top: box.top, bottom: box.bottom, over,
  };
}"""
"""The focused element, where it stands, and what else sticks where it is."""


STEPS = """({ page: { view } }) => {
  const { calculator, steps } = view.wording.data;
  return [[calculator.quick[0]], ...steps.map(([, ...ids]) => ids)]
    .map((ids) => ids.find(view.asks)).filter(Boolean);
}"""

FRAMED = "node => node.getBoundingClientRect().top + node.clientTop"
"""How far the page in an iframe is from the window's top."""


class Walk:
    """Goes from stop to stop by keyboard and remembers which stops are not wholly in sight."""

    def __init__(self, page: Page, frame: Frame | None) -> None:
        size = page.viewport_size
        assert size is not None
        self.page, self.frame, self.height = page, frame, size["height"]
        self.root = (frame or page).locator("subsidy-calculator")
        self.faults: list[str] = []
        self.stops = 0

    def evaluate(self, script: str) -> Any:
        return (self.frame or self.page).evaluate(script)

    def look(self, by: str) -> dict[str, Any]:
        seen: dict[str, Any] = self.evaluate(SEEN)
        if not seen["inside"]:
            return seen
        self.stops += 1
        top, bottom, over = seen["top"], seen["bottom"], seen["over"]
        if self.frame:
            moved = self.page.locator("iframe").evaluate(FRAMED)
            top, bottom = top + moved, bottom + moved
            over += ["the portal's header"] * (top < HEADER - 0.5)
        cut = top < -0.5 or bottom > self.height + 0.5
        # What is higher than the room below the headers cannot be seen whole.
        if (cut or over) and bottom - top < self.height - ROOM:
            self.faults.append(f"{by} {seen['name']}: {top:.0f} to {bottom:.0f}, {over}")
        return seen

    def press(self, key: str) -> dict[str, Any]:
        self.page.keyboard.press(key)
        return self.look(key)

    def steps(self) -> list[str]:
        """Every step that has something to ask, by one of its questions."""
        asked: list[str] = self.root.evaluate(STEPS)
        return asked

    def open(self, question: str) -> None:
        """Goes to a question as a press on its name does."""
        self.root.evaluate("(element, id) => element.page.view.jump(id)", question)

    def forward(self) -> None:
        """Through every question, and through the whole result."""
        for question in self.steps():
            self.open(question)
            self.look("jump")
            while self.press("Tab")["type"] != "submit":
                assert self.stops < 1000
        self.root.locator("button[type=submit]").press("Enter")
        expect(self.root.locator("#verdict")).to_be_focused()
        while self.press("Tab")["inside"]:
            assert self.stops < 1000

    def back(self) -> None:
        """Through the whole result, and through every question from its end."""
        while self.press("Shift+Tab")["inside"]:
            assert self.stops < 2000
        for question in self.steps():
            self.open(question)
            self.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            self.root.locator("button[type=submit]").focus()
            while self.press("Shift+Tab")["inside"]:
                assert self.stops < 3000


def portal_page(portal: Portal, shared: str, where: Where, lang: Lang, answers: str) -> str:
    """A page of another site with a fixed header and the calculator."""
    tag = {"zh": "zh-Hant", "en": "en"}[lang]
    given = escape(answers)
    style = "body { margin: 0; padding: 5rem 1rem; } header { position: fixed; inset: 0 0 auto;"
    style += f" height: {HEADER}px; background: #ccc; z-index: 9; }}"
    if where == "element":
        style += f"subsidy-calculator {{ --calculator-top: {HEADER}px; }}"
        body = (
            f'<script type="module" src="{shared}assets/calculator/component.js"></script>'
            f'<subsidy-calculator scheme="{SCHEME}" lang="{tag}" answers="{given}">'
            "</subsidy-calculator>"
        )
    else:
        style += f"html {{ scroll-padding-top: {HEADER}px; }}"
        body = (
            f'<iframe data-subsidy-calculator data-answers="{given}" width="100%" title="a"'
            f' src="{shared}{ROOTS[lang]}embed/{SCHEME}/"></iframe>'
            f'<script async src="{shared}assets/embed.js"></script>'
        )
    header = '<header><a href="#portal">Portal</a></header>'
    after = '<p style="margin-top: 100vh"><a href="#end">End</a></p>'
    return portal.put(f"/{where}", f"<style>{style}</style>{header}{body}{after}")


def opened(page: Page, shared: str, portal: Portal, where: Where, lang: Lang, facts: Any) -> Walk:
    answers = json.dumps(facts)
    frame = None
    if where in ("element", "frame"):
        page.goto(portal_page(portal, shared, where, lang, answers))
    else:
        path = CALCULATOR if where == "site" else f"embed/{SCHEME}/"
        page.goto(f"{shared}{ROOTS[lang]}{path}")
        expect(page.locator("subsidy-calculator form")).to_be_visible()
        page.locator("subsidy-calculator").evaluate(
            "(node, answers) => node.setAttribute('answers', answers)", answers
        )
    if where == "frame":
        page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
        frame = page.locator("iframe").element_handle().content_frame()
    walk = Walk(page, frame)
    expect(walk.root.locator(".answer .sentence")).to_be_visible()
    expect(walk.root.locator("section.documents details").first).to_be_attached()
    return walk


PLACES: list[Any] = [
    *(("site", "en", size) for size in (PHONE, ZOOMED, TABLET)),
    *(("site", "zh", size) for size in (LANDSCAPE, DESKTOP)),
    *(("element", "en", size) for size in (PHONE, ZOOMED)),
    ("scrolled frame", "en", PHONE),
    # Playwright's keys do not reach a frame of another site in Firefox.
    *(pytest.param("frame", "en", size, marks=pytest.mark.chromium) for size in (PHONE, TABLET)),
]


@pytest.mark.parametrize(("where", "lang", "size"), PLACES)
def test_nothing_covers_what_has_the_focus(
    browser: Browser,
    shared: str,
    portal: Portal,
    scheme: dict[str, Any],
    where: Where,
    lang: Lang,
    size: tuple[int, int],
) -> None:
    """What is asked, what is wrong, what is linked: forwards and back, in any window."""
    facts = next(item for item in scheme["examples"] if item["id"] == "unclear-and-unmet")["facts"]
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    context.set_default_timeout(TIMEOUT)
    walk = opened(context.new_page(), shared, portal, where, lang, facts)
    walk.forward()
    walk.back()
    context.close()
    assert walk.stops > 200
    assert walk.faults == []


@pytest.mark.parametrize("size", [PHONE, ZOOMED])
def test_a_question_that_is_gone_to_is_in_sight(
    browser: Browser,
    shared: str,
    portal: Portal,
    scheme: dict[str, Any],
    size: tuple[int, int],
) -> None:
    """However long it is: the control that has the focus."""
    facts = next(item for item in scheme["examples"] if item["id"] == "unclear-and-unmet")["facts"]
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    context.set_default_timeout(TIMEOUT)
    walk = opened(context.new_page(), shared, portal, "site", "en", facts)
    changes = walk.root.locator("dl button.link")
    names = set()
    for i in range(changes.count()):
        changes.nth(i).evaluate("node => node.click()")
        names.add(walk.look("change")["name"])
    context.close()
    assert len(names) > 20
    assert walk.faults == []
