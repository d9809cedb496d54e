"""Pictures as a browser shows them: words within their boxes, and a graph by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import KINDS, ROOTS, Lang, both_languages, open_page

PICTURES = {
    "map": "visits/usa-2024/",
    "regions": "visits/",
    "ratios": KINDS["stop-library"],
    "ratios-long": "visits/usa-2024/stops/san-diego-convention-center/",
    "flow": KINDS["architecture"],
    "river": KINDS["recommendations"],
    "graph": KINDS["graph"],
}
GRAPHS = ("graph",)
"""They are drawn where there is room for them."""

# Words of a picture that meet others, that reach out of the picture, or out of their box.
WORDS = """() => {
  const found = [];
  const rect = (node) => node.getBoundingClientRect();
  // Firefox gives words a pixel more on each side.
  const within = (a, b) => a.left >= b.left - 2 && a.right <= b.right + 2
    && a.top >= b.top - 2 && a.bottom <= b.bottom + 2;
  for (const picture of document.querySelectorAll(".picture")) {
    const words = [...picture.querySelectorAll("text:not(.degree)")];
    if (!words.length) found.push("no words");
    for (const [i, one] of words.entries()) {
      const frame = one.closest(".node")?.querySelector("rect") ?? picture;
      if (!within(rect(one), rect(frame))) found.push(`${one.textContent} reaches out`);
      for (const other of words.slice(i + 1)) {
        const [a, b] = [rect(one), rect(other)];
        // Lines one under the other share the room above and below their letters.
        const room = (a.height + b.height) / 6;
        const across = a.left < b.right && b.left < a.right;
        if (across && a.top + room < b.bottom && b.top + room < a.bottom)
          found.push(`${one.textContent} meets ${other.textContent}`);
      }
    }
  }
  return found;
}"""


@both_languages
@pytest.mark.parametrize(
    ("kind", "width"),
    [
        (kind, width)
        for kind in PICTURES
        for width in (390, 1440)
        if width > 900 or kind not in GRAPHS
    ],
)
def test_words_keep_to_their_place(new_page: NewPage, kind: str, lang: Lang, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    open_page(page, ROOTS[lang] + PICTURES[kind])
    expect(page.locator(".picture").locator("visible=true").first).to_be_visible()
    assert page.evaluate(WORDS) == []


@pytest.mark.parametrize(("width", "shown"), [(390, "narrow"), (1440, "wide")])
def test_a_map_has_the_form_of_its_window(new_page: NewPage, width: int, shown: str) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    open_page(page, PICTURES["map"])
    (picture,) = page.locator(".picture--map").locator("visible=true").all()
    expect(picture).to_have_class(re.compile(rf"picture--{shown}\b"))
    box, around = picture.bounding_box(), page.locator(".drawn-map").bounding_box()
    assert box is not None
    assert around is not None
    assert box["width"] >= around["width"] - 1


@pytest.mark.parametrize("kind", GRAPHS)
def test_a_phone_has_the_lists_of_a_graph_and_no_picture(new_page: NewPage, kind: str) -> None:
    page = new_page(viewport={"width": 390, "height": 900})
    open_page(page, PICTURES[kind])
    for hidden in (".picture--graph", ".graph-keys"):
        expect(page.locator(hidden)).to_be_hidden()
    lists = page.locator(".web, .evidence").first
    expect(lists).to_be_visible()


def test_what_is_not_joined_steps_back(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    open_page(page, PICTURES["graph"])
    tabbable(page).focus()
    opacity = "item => Number(getComputedStyle(item).opacity)"
    here = page.locator(".node.is-current")
    expect(here).to_be_focused()
    assert here.evaluate(opacity) == 1
    assert page.locator(".node.is-joined").first.evaluate(opacity) == 1
    other = page.locator(".node:not(.is-joined, .is-current)").first
    assert other.evaluate(opacity) < 0.2


def test_red_is_for_what_is_wrong(new_page: NewPage) -> None:
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        open_page(page, PICTURES["map"])
        accent, bad, link = page.evaluate(
            """() => {
              const style = getComputedStyle(document.body);
              const link = document.querySelector(".prose a, article a");
              const painted = document.createElement("i");
              const colour = (name) => {
                painted.style.color = style.getPropertyValue(name);
                document.body.append(painted);
                return getComputedStyle(painted).color;
              };
              return [colour("--accent"), colour("--bad"), getComputedStyle(link).color];
            }"""
        )
        assert accent != bad
        assert link != bad


def test_a_picture_follows_the_colour_scheme(new_page: NewPage) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        open_page(page, PICTURES["map"])
        dot = page.locator(".picture--map .dot").first
        colours.add(dot.evaluate("dot => getComputedStyle(dot).fill"))
    assert len(colours) == 2


def record(page: Page, kind: str, id_: str) -> Locator:
    return page.locator(f"[data-node='{kind}:{id_}']")


def tabbable(page: Page) -> Locator:
    return page.locator(".picture--graph [tabindex='0']")


@both_languages
def test_arrow_keys_explore_the_graph(page: Page, problems: list[str], lang: Lang) -> None:
    open_page(page, ROOTS[lang] + KINDS["graph"])
    status = page.locator(".graph-said")
    expect(status).to_have_role("status")
    expect(tabbable(page)).to_have_count(1)
    page.locator("h1").evaluate("h1 => { h1.tabIndex = -1; h1.focus(); }")
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    expect(first).to_have_attribute("data-node", "provision:virtual-production/1")
    expect(status).to_contain_text(first.locator("title").text_content() or "?")

    page.keyboard.press("ArrowDown")
    expect(record(page, "provision", "virtual-production/3")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowLeft")  # nothing is there
    expect(first).to_be_focused()
    page.keyboard.press("End")
    expect(record(page, "commentary", "korea-screen-industry")).to_be_focused()
    page.keyboard.press("Home")
    expect(first).to_be_focused()

    page.keyboard.press("ArrowRight")
    policy = page.locator(":focus")
    expect(policy).to_have_attribute("data-node", re.compile("^policy:"))
    joined = page.locator(".node.is-joined")
    lines = page.locator(".edge.is-joined")
    assert joined.count() == lines.count() > 0
    expect(status).to_contain_text(str(joined.count()))
    expect(tabbable(page)).to_have_count(1)
    expect(tabbable(page)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(":focus")).to_have_attribute("data-column", "0")
    page.keyboard.press("ArrowRight")

    target = policy.evaluate("link => new URL(link.getAttribute('href'), document.baseURI).href")
    policy.press("Enter")
    expect(page).to_have_url(target)
    assert problems == []


def test_the_focus_is_seen(page: Page) -> None:
    open_page(page, KINDS["graph"])
    box = record(page, "policy", "investment").locator("rect")
    before = box.evaluate("box => getComputedStyle(box).strokeWidth")
    tabbable(page).focus()
    page.keyboard.press("ArrowDown")
    now = page.locator(":focus rect").evaluate("box => getComputedStyle(box).strokeWidth")
    assert float(now.removesuffix("px")) >= 2 * float(before.removesuffix("px"))


@pytest.mark.chromium
@both_languages
def test_without_javascript_the_graph_is_lists_of_links(new_page: NewPage, lang: Lang) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(ROOTS[lang] + KINDS["graph"])
    expect(page.locator(".graph-keys")).to_be_hidden()
    policy = page.locator("#policies + div > .web > li").first
    link = policy.locator("> a")
    expect(link).to_be_visible()
    assert policy.locator("li a").count() > 1
    link.click()
    expect(page.locator("h1")).to_be_visible()
    expect(page).to_have_url(re.compile("/policies/"))
