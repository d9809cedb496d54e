"""Every stop of the focus, on every kind of page and at every width: in sight, and with a name."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.kinds import KINDS, LANGS, NOT_FOUND, ROOTS, open_page

WIDTHS = ((360, 740), (390, 844), (720, 900), (1200, 900), (1440, 900), (640, 450), (320, 225))
"""Widths and heights of the window in pixels. The last two are a window of 1280 by 900 at 200 %
and 400 %."""
BY_KEY = 20
"""So many first stops are gone to by the key, and have to be the first of the list,"""
KEYED = (390, 1440)
"""at these widths."""

STOPS = """() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const held = (node) => node && (node.inert || held(node.parentNode ?? node.host));
  const chosen = (each) => each.type !== "radio" || each === (
    each.getRootNode().querySelector(`[name="${each.name}"]:checked`) ??
    each.getRootNode().querySelector(`[name="${each.name}"]`));
  window.stops = all(document).filter((each) => each.tabIndex >= 0 && !each.disabled
    && each.localName !== "iframe"
    && each.checkVisibility({ visibilityProperty: true }) && !held(each) && chosen(each));
}"""
"""Everything that the key comes to, in its order; what is framed has stops of its own."""

LOOK = """() => {
  window.named = (node) => {
    const by = (node.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const root = node.getRootNode();
    return [
      node.getAttribute("aria-label"), node.title, node.textContent, node.placeholder,
      ...by.map((id) => root.getElementById(id)?.textContent),
      ...[...(node.labels ?? [])].map((each) => each.textContent),
    ].map((words) => (words ?? "").trim()).find(Boolean) ?? "";
  };
  const at = (x, y) => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const inner = found.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    return found;
  };
  const belongs = (found, node) => node.contains(found) ||
    [...(node.labels ?? [])].some((each) => each.contains(found));
  const points = ({ left, right, top, bottom }) => {
    const from = Math.max(top, 0), to = Math.min(bottom, innerHeight);
    const start = Math.max(left, 0), end = Math.min(right, innerWidth);
    const parts = [0.5, 0.1, 0.9];
    return parts.flatMap((across) => parts.map((down) =>
      [start + (end - start) * across, from + (to - from) * down]));
  };
  window.seen = (node) => [...node.getClientRects()]
    .filter((box) => box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
      && box.top < innerHeight && box.left < innerWidth)
    .some((box) => points(box).some(([x, y]) => belongs(at(x, y), node)));
  // What moves by a script, or has just been loaded, gets the time to stand.
  window.soon = async (holds) => {
    for (let i = 0; i < 30 && !holds(); i++) await new Promise((done) => setTimeout(done, 100));
    return holds();
  };
  window.described = (node) => `${node.localName}.${node.getAttribute("class") ?? ""} ` +
    `“${named(node).slice(0, 30)}”`;
}"""

WALK = """async () => {
  const faults = [];
  const open = () => document.querySelectorAll(".md-toggle:checked").length;
  const focused = (node) => (node.focus(), node.getRootNode().activeElement === node);
  // A block of code is a stop while it scrolls: it may have ceased to be one since the resize.
  const ceased = (node) => node.tabIndex < 0;
  for (const node of stops) {
    if (!(await soon(() => focused(node) || ceased(node))))
      faults.push(`${described(node)}: no focus`);
    if (ceased(node)) continue;
    if (!(await soon(() => seen(node)))) faults.push(`${described(node)}: not in sight`);
    if (!named(node)) faults.push(`${described(node)}: no name`);
    if (open()) faults.push(`${described(node)}: opens something`);
  }
  return faults.slice(0, 10);
}"""

BY_KEY_SEEN = """async (i) => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (node.localName === "iframe") return null;
  if (stops[i] !== node) return `key ${i}: ${described(node)}, not ${described(stops[i])}`;
  if (await soon(() => seen(node))) return "";
  return `key ${i}: ${described(node)}: not in sight`;
}"""


def walk(page: Page, by_key: bool) -> tuple[int, list[str]]:
    """How many stops the page has, and what is wrong with them."""
    page.evaluate(STOPS)
    page.evaluate(LOOK)
    page.evaluate("stops[0].focus()")
    stops: int = page.evaluate("stops.length")
    faults: list[str] = []
    for i in range(1, min(BY_KEY, stops) if by_key else 0):
        page.keyboard.press("Tab")
        fault = page.evaluate(BY_KEY_SEEN, i)
        if fault is None:
            break
        faults += filter(None, [fault])
    return stops, faults + page.evaluate(WALK)


@pytest.mark.parametrize("kind", [*KINDS, "404"])
def test_every_stop_is_in_sight_and_named(new_page: NewPage, kind: str) -> None:
    page = new_page(reduced_motion="reduce")
    found = {}
    for lang, widths in zip(LANGS, (WIDTHS[::2], WIDTHS[1::2]), strict=True):
        open_page(page, NOT_FOUND if kind == "404" else ROOTS[lang] + KINDS[kind])
        for width, height in widths:
            page.set_viewport_size({"width": width, "height": height})
            stops, faults = walk(page, width in KEYED)
            assert stops > 8
            if faults:
                found[width] = faults
    assert found == {}
