"""Nothing moves under whoever answers: neither what stands on the page nor a frame's height."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.conftest import SCHEME, NewPage, Visit
from tests.browser.embedding import Portal
from tests.browser.kinds import CALCULATOR, ROOTS, Lang, both_languages

Where = Literal["calculator", "home", "whole frame", "quick frame"]

MOST = 0.02
"""The layout shift that one press of a key may cause."""
SLOWLY = 120
"""Milliseconds after a key: all that follows from it is painted, a frame has its new height."""

SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) shifts.push(value);
}).observe({ type: "layout-shift", buffered: true });
"""
"""Every shift, also those within half a second of a key, which browsers do not count."""
HEIGHTS = """
window.heights = [];
let last;
addEventListener("message", ({ data }) => {
  if (data?.type !== "subsidy-calculator:resize" || data.height === last) return;
  last = data.height;
  heights.push(last);
});
"""
PATHS: dict[Where, str] = {"calculator": CALCULATOR, "home": ""}

widths = pytest.mark.parametrize("width", [390, 1440])


class Visitor:
    """Somebody who answers, and what moves at each of their presses."""

    def __init__(self, page: Page, frame: Frame | None) -> None:
        self.page, self.frame = page, frame
        self.root: Locator = (frame or page).locator("subsidy-calculator")
        self.moved: dict[str, float] = {}
        self.heights: dict[str, list[int]] = {}
        expect(self.root.locator("form")).to_be_visible()
        # The fonts, and the frame's first height.
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(4 * SLOWLY)
        self._look()

    def _look(self) -> tuple[float, list[int]]:
        shifts: list[float] = self.page.evaluate("shifts.splice(0)")
        if self.frame:
            shifts += self.frame.evaluate("shifts.splice(0)")
        return sum(shifts), self.page.evaluate("window.heights?.splice(0) ?? []")

    def does(self, name: str, act: Callable[[], object], step: str) -> None:
        act()
        self.page.wait_for_timeout(SLOWLY)
        shift, heights = self._look()
        if shift > MOST:
            self.moved[name] = round(shift, 4)
        self.heights.setdefault(step, []).extend(heights)

    def quick(self, rules: dict[str, Any], facts: dict[str, Any]) -> None:
        """Fills in the quick questions, one key after another."""
        for fact in rules["quick"]:
            box, answer = self.root.locator(f"[name={fact}]"), facts[fact]
            if isinstance(answer, str):
                self.does(fact, partial(box.select_option, answer), "")
                continue
            for key in str(answer):
                self.does(f"{fact} {key}", partial(box.press, key), "")
            self.does(f"{fact} left", box.blur, "")

    def onward(self, facts: dict[str, Any], last: str) -> None:
        """Answers question after question, up to one that ends it."""
        submit = self.root.locator("button[type=submit]")
        step = ""
        while step != last:
            self.does(f"next after {step}", partial(submit.press, "Enter"), f"to after {step}")
            step = self.root.evaluate(
                "element => element.page.view && element.page.heading"
                ".closest('fieldset, .field').querySelector('[name]').name"
            )
            value = facts.get(step)
            text = str(value).lower() if isinstance(value, bool) else value
            option = self.root.locator(f"form [name={step}][value='{text}']")
            self.does(step, option.check, step)


@both_languages
@widths
@pytest.mark.chromium  # Firefox does not tell of layout shifts
@pytest.mark.parametrize("where", ["calculator", "home", "whole frame", "quick frame"])
def test_nothing_moves_while_somebody_answers(
    new_page: NewPage,
    visit: Visit,
    portal: Portal,
    shared: str,
    scheme: dict[str, Any],
    where: Where,
    width: int,
    lang: Lang,
) -> None:
    """And a frame's height changes once at most at each step, and never back within one.

    What stands below the quick questions alone goes down once, when the first answer brings money
    and time: until then no room is held for them.
    """
    facts = next(item for item in scheme["examples"] if item["id"] == "short-all-met")["facts"]
    rules = scheme["calculator"]
    viewport = {"width": width, "height": 900}
    frame = None
    if where in PATHS:
        page = new_page(viewport=viewport)
        page.add_init_script(SHIFTS)
        page.goto(ROOTS[lang] + PATHS[where])
    else:
        page = visit("about:blank", viewport=viewport)
        page.add_init_script(SHIFTS)
        page.add_init_script(HEIGHTS)
        src = f"{shared}{ROOTS[lang]}embed/{SCHEME}/?mode={where.split()[0]}"
        page.goto(
            portal.put(
                "/steady",
                f'<iframe data-subsidy-calculator title="a" width="100%" height="640" src="{src}">'
                f'</iframe><p>Below</p><script async src="{shared}assets/embed.js"></script>',
            )
        )
        frame = page.locator("iframe").element_handle().content_frame()
        assert frame is not None
    visitor = Visitor(page, frame)
    visitor.quick(rules, facts)
    if where in ("calculator", "whole frame"):
        barred = {**facts, "applicant_government_tie": "endowed_or_established"}
        visitor.onward(barred, "applicant_government_tie")
        expect(visitor.root.locator(".answer .sentence.ineligible").first).to_be_visible()
    if where in ("home", "quick frame"):
        assert len(visitor.moved) <= 1, visitor.moved
    else:
        assert visitor.moved == {}
    trembling = {step: all_ for step, all_ in visitor.heights.items() if len(all_) > 1}
    assert trembling == {}
    if frame:
        # The quick questions alone: once, when the first answer brings money and time.
        assert len(visitor.heights[""]) == 1
        assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")
