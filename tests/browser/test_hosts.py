"""The component among foes: whatever a host's page is like, it looks as it does on a plain one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import SCHEME, Visit
from tests.browser.embedding import Portal, serve_portal
from tests.browser.kinds import Lang, both_languages

INHERITED = """
  azimuth: behind; border-collapse: collapse; border-spacing: 9px; caption-side: bottom;
  caret-color: red; accent-color: lime; color: red; cursor: wait; empty-cells: hide;
  font-family: monospace; font-feature-settings: "smcp"; font-kerning: none;
  font-optical-sizing: none; font-size-adjust: 0.9; font-stretch: condensed; font-style: italic;
  font-synthesis: none; font-variant: small-caps; font-variant-numeric: oldstyle-nums;
  font-weight: 900; forced-color-adjust: none; hanging-punctuation: first; hyphens: auto;
  image-rendering: pixelated; letter-spacing: 0.4em; line-break: anywhere; line-height: 3;
  list-style: square inside; orphans: 9; overflow-wrap: anywhere; paint-order: stroke;
  print-color-adjust: exact; quotes: "<" ">"; ruby-position: under; tab-size: 1;
  scrollbar-color: red lime; text-align: right; text-align-last: justify;
  text-combine-upright: all; text-emphasis: filled circle red; text-indent: 4em;
  text-justify: inter-character; text-orientation: upright; text-rendering: optimizeSpeed;
  text-shadow: 3px 3px red; text-transform: uppercase; text-underline-offset: 1em;
  text-underline-position: under; text-wrap: nowrap; white-space: pre; widows: 9;
  word-break: break-all; word-spacing: 1em; user-select: none; -webkit-user-select: none;
  -webkit-text-fill-color: red; -webkit-text-stroke: 2px red; -webkit-font-smoothing: none;
"""
"""Every property of text that a page hands down, set as nobody would want it."""

LOOKS = r"""async (element, measures) => {
  const root = element.shadowRoot.querySelector(".calculator");
  const origin = root.getBoundingClientRect();
  const without = new RegExp(measures, "gm");
  const look = (node) => {
    const style = getComputedStyle(node);
    const { left, top, width, height } = node.getBoundingClientRect();
    const box = [left - origin.left, top - origin.top, width, height].map(Math.round);
    const lines = Array.from(style, (name) => `${name}: ${style.getPropertyValue(name)}`);
    const name = `${node.localName}.${node.className}#${node.id}`;
    return [name, ...[`box: ${box}`, ...lines].sort()].join("\n");
  };
  const hash = async (text) => {
    const bytes = new TextEncoder().encode(text);
    return new Uint8Array(await crypto.subtle.digest("SHA-1", bytes)).join();
  };
  window.looks = [root, ...root.querySelectorAll("*")].map(look);
  return Promise.all(window.looks.map(async (text) =>
    [await hash(text), await hash(text.replace(without, ""))]));
}"""
"""How each element of the component looks, and where it stands in it, as a hash of that: the
looks themselves are megabytes, and stay in the page. The second hash is without measures."""
MEASURES = r"^(box|height|block-size|top|bottom|inset-.*|grid-template-rows|.*-origin): .*$"


@dataclass(frozen=True)
class Looks:
    """How the component looks in a page."""

    page: Page
    hashes: list[tuple[str, str]]

    @classmethod
    def of(cls, page: Page) -> Looks:
        return cls(page, standing(page).evaluate(LOOKS, MEASURES))

    def apart(self, other: Looks, *, measures: bool) -> list[tuple[str, set[str]]]:
        """The first elements that look different in another page, each with what is different."""
        place = 0 if measures else 1
        pairs = enumerate(zip(self.hashes, other.hashes, strict=True))
        places = [at for at, (mine, others) in pairs if mine[place] != others[place]]
        looks = [(self.look(at), other.look(at)) for at in places[:8]]
        return [
            (one.partition("\n")[0], {*one.split("\n")} ^ {*two.split("\n")}) for one, two in looks
        ]

    def look(self, at: int) -> str:
        look: str = self.page.evaluate("at => looks[at]", at)
        return look


def tag(facts: dict[str, Any], lang: Lang = "en") -> str:
    language = {"zh": "zh-Hant", "en": "en"}[lang]
    return (
        f'<subsidy-calculator scheme="{SCHEME}" lang="{language}" theme="dark"'
        f' answers="{escape(json.dumps(facts))}"></subsidy-calculator>'
    )


def standing(page: Page) -> Locator:
    """The component, when the answer and what is loaded with it stand."""
    component = page.locator("subsidy-calculator")
    expect(component.locator(".answer .sentence.ineligible")).to_be_visible()
    expect(component.locator(".outlook-place .ways").first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    return component


@pytest.fixture(scope="module")
def facts(scheme: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        item for item in scheme["examples"] if item["id"] == "unclear-and-unmet"
    )["facts"]
    return found


@pytest.fixture(scope="module")
def plain(browser: Browser, shared: str, facts: dict[str, Any]) -> Iterator[Looks]:
    """How it looks on a page that does nothing to it."""
    script = f'<script type="module" src="{shared}assets/calculator/component.js"></script>'
    style = "<style>main { width: 984px; }</style>"
    with serve_portal() as portal:
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(portal.put("/plain", f"{style}{script}<main>{tag(facts)}</main>"))
        yield Looks.of(page)
        page.close()


@pytest.mark.parametrize(
    ("style", "markup", "doctype"),
    [
        (INHERITED, "<main>{}</main>", "<!doctype html>"),
        ("direction: rtl; text-align: end;", "<main>{}</main>", "<!doctype html>"),
        ("", '<main dir="rtl">{}</main>', "<!doctype html>"),
        ("", "<center><main><b><i><tt>{}</tt></i></b></main></center>", "<!doctype html>"),
        ("writing-mode: vertical-rl;", "<main>{}</main>", "<!doctype html>"),
        (INHERITED, "<main>{}</main>", ""),
        ("display: flex;", "<main>{}</main>", "<!doctype html>"),
        ("display: grid; justify-items: start;", "<main>{}</main>", "<!doctype html>"),
        ("display: table-cell; width: 960px;", "<main>{}</main>", "<!doctype html>"),
    ],
    ids=["text", "css-rtl", "rtl", "presentational", "vertical", "quirks", "flex", "grid", "cell"],
)
def test_it_looks_as_on_a_plain_page(
    portal: Portal,
    shared: str,
    visit: Visit,
    plain: Looks,
    facts: dict[str, Any],
    style: str,
    markup: str,
    doctype: str,
) -> None:
    script = f'<script type="module" src="{shared}assets/calculator/component.js"></script>'
    page = f"<style>main {{ width: 984px; {style} }}</style>{script}{markup.format(tag(facts))}"
    foe = visit(portal.put("/foe", page, doctype=doctype))
    assert foe.evaluate("document.compatMode") == ("CSS1Compat" if doctype else "BackCompat")
    if re.search("grid|table-cell|vertical", style):
        # There its width is its own, which has to be enough to read by.
        box = standing(foe).bounding_box()
        assert box is not None
        assert box["width"] >= 280
        return
    # In quirks mode a line with a smaller text alone is a little lower.
    assert plain.apart(Looks.of(foe), measures=bool(doctype)) == []


@both_languages
def test_its_text_is_as_large_as_the_hosts(
    portal: Portal, shared: str, visit: Visit, facts: dict[str, Any], lang: Lang
) -> None:
    script = f'<script type="module" src="{shared}assets/calculator/component.js"></script>'
    style = "<style>html { font-size: 62.5%; } main { font-size: 3rem; }</style>"
    page = visit(portal.put("/size", f"{style}{script}<main>{tag(facts, lang)}</main>"))
    component = standing(page)
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    assert component.locator(".calculator").evaluate(size) == 30
    assert component.locator("button[type=submit]").evaluate(size) == 30
    page.add_style_tag(content="main { font-size: inherit !important; }")
    assert component.locator(".calculator").evaluate(size) == 10


def test_a_host_hides_it_and_takes_it_out_of_reach(
    portal: Portal, shared: str, visit: Visit, facts: dict[str, Any]
) -> None:
    script = f'<script type="module" src="{shared}assets/calculator/component.js"></script>'
    page = visit(portal.put("/hide", f"{script}<main>{tag(facts)}</main>"))
    button = standing(page).locator("button[type=submit]")
    page.add_style_tag(content="main { visibility: hidden; pointer-events: none; }")
    expect(button).to_be_hidden()
    assert button.evaluate("node => getComputedStyle(node).pointerEvents") == "none"
    page.add_style_tag(content="main { visibility: visible; }")
    expect(button).to_be_visible()
    page.locator("subsidy-calculator").evaluate("node => { node.hidden = true; }")
    expect(button).to_be_hidden()


def test_its_signs_stand_at_the_end_of_their_line(
    portal: Portal, shared: str, visit: Visit, facts: dict[str, Any]
) -> None:
    script = f'<script type="module" src="{shared}assets/calculator/component.js"></script>'
    html = f'{script}<main dir="rtl">{tag(facts)}</main>'
    component = standing(visit(portal.put("/rtl", html)))
    ends = component.locator(".outlook-place p").first.evaluate(
        """(node) => {
          const text = node.firstChild, range = document.createRange();
          const at = (i) => {
            range.setStart(text, i);
            range.setEnd(text, i + 1);
            return range.getBoundingClientRect();
          };
          return [at(text.length - 2).left, at(text.length - 1).left];
        }"""
    )
    assert ends[0] < ends[1]


@pytest.mark.parametrize("form", ["frame", "element"])
def test_a_site_isolated_from_others_embeds_it(
    portal: Portal,
    shared: str,
    visit: Visit,
    problems: list[str],
    facts: dict[str, Any],
    form: str,
) -> None:
    isolation = {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    body = f'<script type="module" src="{shared}assets/calculator/component.js"></script>'
    if form == "element":
        body += tag(facts)
    else:
        body = (
            f'<iframe data-subsidy-calculator title="a" src="{shared}embed/{SCHEME}/"'
            f' data-answers="{escape(json.dumps(facts))}"></iframe>'
            f'<script async src="{shared}assets/embed.js"></script>'
        )
    page = visit(portal.put("/isolated", body, isolation))
    assert page.evaluate("crossOriginIsolated")
    inside = page.frame_locator("iframe") if form == "frame" else page
    answer = inside.locator("subsidy-calculator .answer")
    expect(answer.locator(".sentence.ineligible")).to_be_visible()
    colour = answer.evaluate("node => getComputedStyle(node).backgroundColor")
    assert re.fullmatch(r"rgb\(\d+, \d+, \d+\)", colour)
    with page.expect_download() as download:
        inside.locator(".toolbar button").nth(2).evaluate("node => node.click()")
    assert download.value.suggested_filename == f"{SCHEME}.json"
    if form == "frame":
        page.wait_for_function("document.querySelector('iframe').clientHeight !== 150")
    assert problems == []
