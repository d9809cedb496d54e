"""What every page has around its content: marks with access keys, the size of the text, a map."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.fits import outside
from tests.browser.kinds import ROOTS, Lang, both_languages, open_page

KEYS = {"U": ".md-header", "C": "h1", "Z": ".imprint"}


@both_languages
@pytest.mark.parametrize("path", ["", "schemes/virtual-production/rules/", "people/"])
def test_marks_lead_to_the_parts_of_a_page(page: Page, lang: Lang, path: str) -> None:
    open_page(page, ROOTS[lang] + path)
    assert page.locator("[accesskey=S]").count() == 1
    for key, part in KEYS.items():
        mark = page.locator(f"[accesskey={key}]")
        mark.focus()
        assert mark.evaluate("node => getComputedStyle(node).clipPath") == "none"
        box, target = mark.bounding_box(), page.locator(part).first.bounding_box()
        assert box is not None
        assert target is not None
        # Each mark stands where its part begins.
        assert abs(target["y"] - box["y"]) < 200, key


@both_languages
def test_the_size_of_the_text_is_kept(page: Page, axe: str, lang: Lang) -> None:
    open_page(page, ROOTS[lang] + "policies/")
    size = "() => parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"
    before = page.evaluate(size)
    page.locator(".text-size [data-size=largest]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(size) >= 1.3 * before
    page.goto(f"{ROOTS[lang]}visits/")
    pressed = page.locator(".text-size [aria-pressed=true]")
    expect(pressed).to_have_attribute("data-size", "largest")
    assert page.evaluate(size) >= 1.3 * before
    assert outside(page, (320, 1440)) == []
    assert violations(axe, page) == []
    page.locator(".text-size [data-size=usual]").click()
    page.reload()
    assert page.evaluate(size) == before


@pytest.mark.chromium
@both_languages
def test_the_colours_are_the_devices_until_one_chooses(
    new_page: NewPage, problems: list[str], lang: Lang
) -> None:
    page = new_page(color_scheme="dark")
    # They wait for no script of another file.
    page.route("**/*.js", lambda route: route.abort())
    page.goto(ROOTS[lang])
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.unroute("**/*.js")
    problems.clear()
    open_page(page, ROOTS[lang])
    button = page.locator(".colours")
    names = [button.get_attribute("aria-label")]
    shown = []
    for _ in range(3):
        button.press("Enter")
        expect(button).to_be_focused()
        names.append(button.get_attribute("aria-label"))
        shown.append(body.get_attribute("data-md-color-scheme"))
    assert shown == ["default", "slate", "slate"]
    assert names[0] == names[3]
    assert len({*names}) == 3
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    button.press("Enter")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{ROOTS[lang]}visits/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert problems == []


@both_languages
@pytest.mark.parametrize(
    "where", ["schemes/virtual-production/rules/?on=2026-01-01#3.2.1", "search/?q=%E8%87%BA"]
)
@pytest.mark.parametrize("link", [".language__link", ".imprint a[hreflang]"])
def test_the_other_language_opens_at_the_same_place(
    page: Page, address: str, lang: Lang, where: str, link: str
) -> None:
    open_page(page, ROOTS[lang] + where)
    page.locator(link).click()
    expect(page).to_have_url(address + ROOTS["en" if lang == "zh" else "zh"] + where)


@both_languages
def test_the_map_leads_to_every_page(page: Page, site: Path, lang: Lang) -> None:
    open_page(page, f"{ROOTS[lang]}sitemap/")
    links = page.locator(".sitemap a").evaluate_all("all => all.map((each) => each.pathname)")
    root = site / ROOTS[lang]
    pages = {
        urljoin("/", f"{ROOTS[lang]}{path.parent.relative_to(root).as_posix()}/")
        for path in root.rglob("index.html")
    }
    if lang == "zh":
        pages = {path for path in pages if not path.startswith("/en/")}
    # Left out: pages that are framed, that lead on to another, or are for editors and developers.
    moved = "policies/virtual-studio-subsidy/"
    apart = (moved, "embed/virtual-production/", "architecture/", "translations/", "guide/", "/./")
    missing = {path for path in pages - set(links) if not any(item in path for item in apart)}
    assert missing == set()
