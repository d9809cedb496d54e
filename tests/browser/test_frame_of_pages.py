"""What every page has around its content: the menu, the contents, marks with access keys, the size
of the text, a map, and what it says of itself in a report of a mistake and on paper."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.fits import outside
from tests.browser.kinds import NOT_FOUND, ROOTS, RULES, Lang, both_languages, open_page

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
    moved_rules = "schemes/virtual-production/versions/undated/rules/"
    apart = (moved, moved_rules, "embed/virtual-production/", "architecture/", "translations/",
             "guide/", "/./")  # fmt: skip
    missing = {path for path in pages - set(links) if not any(item in path for item in apart)}
    assert missing == set()


def menu_button(page: Page, lang: Lang) -> Locator:
    name = "選單" if lang == "zh" else "Menu"
    return page.get_by_role("banner").get_by_role("button", name=name, exact=True)


@both_languages
@pytest.mark.parametrize("width", [320, 390, 1200])
def test_the_menu_is_out_of_reach_until_its_button_is_pressed(
    new_page: NewPage, axe: str, width: int, lang: Lang
) -> None:
    page = new_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    open_page(page, f"{ROOTS[lang]}visits/")
    opens, menu = menu_button(page, lang), page.locator("#menu")
    expect(opens).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()
    opens.press("Enter")
    expect(opens).to_have_attribute("aria-expanded", "true")
    closes = page.get_by_role("button", name="關閉選單" if lang == "zh" else "Close the menu")
    expect(closes).to_be_focused()
    assert violations(axe, page) == []
    inside = "document.activeElement.closest('#menu') || document.activeElement === document.body"
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(f"!!({inside})")
    page.locator("#menu summary").first.press("Enter")
    expect(page.locator("#menu details").first).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(opens).to_be_focused()
    expect(menu).to_be_hidden()
    opens.press("Space")
    closes.click()
    expect(opens).to_be_focused()
    opens.press("Enter")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.get_by_role("main")).to_be_visible()
    assert page.locator("[inert]").count() == 0


@both_languages
def test_landmarks_and_the_way_to_the_content(new_page: NewPage, lang: Lang) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    open_page(page, ROOTS[lang] + RULES)
    assert page.locator("main #menu, main .md-tabs, header nav").count() == 0
    page.keyboard.press("Tab")
    skip = "跳到主要內容" if lang == "zh" else "Skip to main content"
    expect(page.get_by_role("link", name=skip)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")
    fold = page.locator(".contents-fold")
    fold.locator("summary").press("Enter")
    fold.get_by_role("link").nth(3).click()
    expect(page.locator("h2:target")).to_be_in_viewport()


@both_languages
def test_without_scripts_links_stand_where_the_buttons_are(new_page: NewPage, lang: Lang) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(f"{ROOTS[lang]}visits/")
    banner = page.get_by_role("banner")
    assert banner.get_by_role("button").count() == 0
    expect(banner.get_by_role("link", name="選單" if lang == "zh" else "Menu")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()


CONTENTS = """async () => {
  const wrong = [];
  const links = [...document.querySelectorAll(".contents a")];
  for (const link of links) {
    link.click();
    await new Promise((done) => setTimeout(done, 60));
    const marked = [...document.querySelectorAll(".contents [aria-current]")];
    if (marked.length !== 1 || marked[0] !== link) wrong.push(link.hash);
  }
  return [links.length, wrong];
}"""


@both_languages
@pytest.mark.parametrize("path", [RULES, "visits/usa-2024/", "about/"])
def test_the_contents_mark_what_was_jumped_to(page: Page, lang: Lang, path: str) -> None:
    open_page(page, ROOTS[lang] + path)
    count, wrong = page.evaluate(CONTENTS)
    assert count > 5
    assert wrong == []
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".contents [aria-current]")).to_have_count(0)


def filled(page: Page) -> str:
    """What the link for reports at the page's end fills in, after a press."""
    link = page.locator(".imprint .report")
    link.evaluate("""node => {
      node.addEventListener("click", (event) => event.preventDefault());
      node.click();
    }""")
    parts = urlsplit(link.get_attribute("href") or "")
    assert parts.scheme == "mailto"
    return "\n".join(words for (words,) in parse_qs(parts.query).values())


@both_languages
def test_a_report_says_which_page_clause_version_and_language(page: Page, lang: Lang) -> None:
    open_page(page, ROOTS[lang] + RULES)
    title = page.locator("h1").inner_text()
    address = f"https://screen-policy.example/{ROOTS[lang]}{RULES}"
    language = "繁體中文" if lang == "zh" else "English"
    for wanted in (title, f"{address}\r\n", language, "版本：1" if lang == "zh" else "Version: 1"):
        assert wanted in filled(page)
    page.goto(f"{ROOTS[lang]}{RULES}#3.2.1")
    assert f"{address}#3.2.1\r\n" in filled(page)
    page.goto(f"{ROOTS[lang]}{RULES}#v=1&a=secret")
    assert "secret" not in filled(page)
    open_page(page, f"{ROOTS[lang]}people/")
    assert "/people/\r\n" in filled(page)
    assert ("版本" if lang == "zh" else "Version") not in filled(page)


@pytest.mark.chromium
@both_languages
def test_the_foot_of_a_printed_page_says_where_it_is_from(page: Page, lang: Lang) -> None:
    open_page(page, ROOTS[lang] + RULES)
    document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    for sheet in document:
        text = sheet.get_textpage().get_text_bounded()
        assert f"screen-policy.example/{ROOTS[lang]}{RULES}" in text
        assert ("版本 1" if lang == "zh" else "Version 1") in text
        day = (
            r"\d{4}年\d{1,2}月\d{1,2}日列印"
            if lang == "zh"
            else r"printed on \d{1,2} [A-Z][a-z]+ \d{4}"
        )
        assert re.search(day, text)
        assert ("選單" if lang == "zh" else "Menu") not in text
    document.close()


@pytest.mark.chromium
@both_languages
def test_a_visit_prints_on_at_most_half_its_pages(page: Page, lang: Lang) -> None:
    """All that was unfolded once took nineteen."""
    open_page(page, f"{ROOTS[lang]}visits/usa-2024/")
    document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(document) <= 9
    document.close()


@both_languages
def test_behind_the_skip_link_is_what_one_came_for(page: Page, lang: Lang) -> None:
    """The trail above the title, not a mark for a key."""
    open_page(page, f"{ROOTS[lang]}visits/usa-2024/")
    page.locator(".md-skip").press("Enter")
    page.keyboard.press("Tab")
    first = page.locator("main :focus")
    expect(first).to_have_text("首頁" if lang == "zh" else "Home")
    expect(page.locator("main [accesskey=C]")).to_have_attribute("tabindex", "-1")


@pytest.mark.parametrize("scripts", [True, False])
@both_languages
def test_an_old_address_leads_on_without_a_script(
    new_page: NewPage, address: str, lang: Lang, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    moved = f"{ROOTS[lang]}policies/virtual-studio-subsidy/"
    new = f"{address}{ROOTS[lang]}schemes/virtual-production/"
    page.goto(moved)
    page.wait_for_url(new)
    text = page.request.get(address + moved).text()
    assert f'rel="canonical" href="https://screen-policy.example/{ROOTS[lang]}schemes/' in text
    assert ("虛擬攝影棚補助</a>" if lang == "zh" else "Virtual-studio grant</a>") in text


def test_the_page_for_what_is_not_there_searches(page: Page) -> None:
    open_page(page, NOT_FOUND)
    form = page.get_by_role("main").get_by_role("search", name="Search")
    form.get_by_role("searchbox").fill("nvidia")
    form.get_by_role("button").click()
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value("nvidia")
    assert "/en/search/?q=nvidia" in page.url


def test_the_theme_asks_for_no_sitemap_and_leaves_the_alternates(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, "")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('script[src*=bundle]')")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "sitemap" in url] == []
    for selector in ("[hreflang]", '[type="application/rss+xml"]'):
        assert page.locator(f'link[rel="alternate"]{selector}').count()


@pytest.mark.parametrize("query", ["*", "%2B", "^", "%20", "~-:", "%C2%A0"])
def test_signs_alone_mark_nothing(page: Page, query: str) -> None:
    open_page(page, f"about/?h={query}&on=2026-01-01#top")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('script[src*=bundle]')")
    page.wait_for_load_state("networkidle")
    assert page.locator("mark").count() == 0
    assert page.evaluate("location.search + location.hash") == "?on=2026-01-01#top"


def test_words_of_a_search_are_marked(page: Page) -> None:
    open_page(page, "en/about/?h=calculator*")
    page.keyboard.press("Tab")
    expect(page.locator("mark").first).to_have_text(re.compile("calculator", re.I))


def test_choices_are_kept_for_this_site_alone(page: Page) -> None:
    """Another site may stand in another folder of the same host."""
    open_page(page, "")
    page.evaluate("localStorage.setItem('colours', 'dark')")
    page.evaluate("localStorage.setItem(`${origin}/preview/colours`, 'dark')")
    page.reload()
    body, button = page.locator("body"), page.locator("button.colours")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    while body.get_attribute("data-md-color-scheme") != "slate":
        button.click()
    page.locator(".text-size [data-size=largest]").click()
    names = set(page.evaluate("Object.keys(localStorage)"))
    root = page.evaluate("`${origin}/`")
    assert names == {"colours", f"{root}preview/colours", f"{root}colours", f"{root}text-size"}
    page.route("**/assets/site.js", lambda route: route.abort())  # the page's own script alone
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
