"""The search: the box of the header, the search page, and the module that others import."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from generator.languages import LANGUAGES
from tests.browser.conftest import NewPage
from tests.browser.kinds import ROOTS, Lang, both_languages, open_page

RESULT = ".md-search-result__item"
META = ".md-search-result__meta"
LISTED = ".site-search__list > li"
HELP = "site-search [data-help]"
ASKED = {"zh": "劇情短片，成本 620 萬", "en": "short film, budget NT$6.2 million"}
"""A query with figures."""
FIRST_QUERY_MOST = 60_000
"""Compressed bytes that a first query may load, scripts and all."""


def field(page: Page, lang: Lang) -> Locator:
    name = "要找什麼？" if lang == "zh" else "What are you looking for?"
    return page.get_by_role("banner").get_by_role("textbox", name=name)


def button(page: Page, lang: Lang) -> Locator:
    name = "搜尋" if lang == "zh" else "Search"
    return page.get_by_role("banner").get_by_role("button", name=name, exact=True)


def open_box(page: Page, lang: Lang) -> Locator:
    """The field of the header, opened by its button."""
    open_page(page, ROOTS[lang])
    button(page, lang).press("Enter")
    expect(field(page, lang)).to_be_focused()
    return field(page, lang)


def search(page: Page, lang: Lang, words: str) -> None:
    open_box(page, lang).press_sequentially(words)


def failed(lang: Lang) -> str:
    return "沒有載入" if lang == "zh" else "could not load"


# --- the box ------------------------------------------------------------------


@both_languages
@pytest.mark.parametrize("words", ["虛擬攝影棚", "virtual studio"])
def test_the_search_finds(page: Page, problems: list[str], words: str, lang: Lang) -> None:
    search(page, lang, words)
    first = page.locator(RESULT).first
    expect(first).to_be_visible()
    own = "虛擬攝影棚" if lang == "zh" else "virtual studio"
    expect(first).to_contain_text(own, ignore_case=True)
    first.get_by_role("link").last.click()
    expect(page.get_by_role("main")).to_contain_text(own, ignore_case=True)
    assert problems == []


@both_languages
def test_where_nothing_is_found_the_box_leads_to_where_to_begin(page: Page, lang: Lang) -> None:
    search(page, lang, "qzxjqzxj")
    none = "沒有夠接近的結果" if lang == "zh" else "Nothing close enough was found"
    expect(page.locator(META)).to_have_text(none)
    only = page.locator(f"{RESULT} a")
    expect(only).to_have_count(1)
    asking = "到搜尋頁看可以怎麼問" if lang == "zh" else "See on the search page what you can ask"
    expect(only).to_have_text(asking)
    only.click()
    expect(page).to_have_url(re.compile(r"/search/\?q=qzxjqzxj"))
    expect(page.locator(HELP).first).to_be_visible()


def test_terms_that_come_near_are_offered(page: Page) -> None:
    search(page, "zh", "虛凝攝彰棚")
    expect(page.locator(META)).to_have_text("沒有夠接近的結果")
    page.locator(f"{RESULT} a", has_text=re.compile("^虛擬攝影棚$")).click()
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    expect(page.locator(LISTED).first).to_be_visible()


def test_nothing_of_the_index_is_loaded_before_the_search_is_used(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    open_page(page, "")
    page.wait_for_load_state("networkidle")
    assert {path for path in asked if "search" in path} == {
        "/assets/search/box.js",
        "/assets/search/worker.js",
        "/search/search_index.json",
    }
    bodies = page.request
    assert len(bodies.get("search/search_index.json").body()) < 100
    assert len(bodies.get("assets/search/worker.js").body()) < 1000
    assert len(bodies.get("assets/search/box.js").body()) < 1000


@both_languages
def test_the_box_shows_what_the_rules_make_of_figures_first(page: Page, lang: Lang) -> None:
    search(page, lang, ASKED[lang])
    first = page.locator(RESULT).first
    expect(first).to_contain_text("4,960,000")
    expect(page.locator(RESULT).nth(1)).to_be_visible()
    first.get_by_role("link").click()
    expect(page.locator("subsidy-calculator .sentence:visible").first).to_contain_text("4,960,000")


def test_nothing_is_printed_over_what_is_typed(page: Page) -> None:
    """The theme has an element of its own there, which completes a word."""
    search(page, "zh", "虛擬")
    expect(page.locator(RESULT).first).to_be_visible()
    expect(page.locator("[data-md-component=search-suggest], .md-search__suggest")).to_have_count(0)


def test_results_of_the_other_language_are_marked_and_come_last(page: Page) -> None:
    search(page, "zh", "storyboard")
    tags = page.locator(f"{RESULT} .md-tags")
    expect(tags.last).to_contain_text("英文")
    expect(tags.first).not_to_contain_text("英文")


@both_languages
def test_a_match_is_marked_in_the_excerpt_and_on_arrival(page: Page, lang: Lang) -> None:
    search(page, lang, "台中购物节" if lang == "zh" else "storyboards")
    shown = "臺中購物節" if lang == "zh" else "Storyboard"
    mark = page.locator(f"{RESULT} mark", has_text=shown).first
    expect(mark).to_be_visible()
    mark.click()
    expect(page.get_by_role("main").locator("mark", has_text=shown).first).to_be_visible()


def test_only_the_keyboard(page: Page, problems: list[str]) -> None:
    open_page(page, "")
    while page.evaluate("document.activeElement.dataset.opens") != "search":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(field(page, "zh")).to_be_focused()
    page.keyboard.type("nvidia")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    link = page.locator(f"{RESULT} a:focus")
    expect(link).to_have_count(1)
    leads_to = link.evaluate("link => link.pathname")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(leads_to)))
    expect(page.get_by_role("main")).to_contain_text(re.compile("nvidia|輝達", re.I))
    assert problems == []


@both_languages
def test_enter_asks_the_search_page_for_what_is_typed(page: Page, lang: Lang) -> None:
    """At once, whatever results the box has: they may be those of another query."""
    box = open_box(page, lang)
    box.press_sequentially("nvidia")
    expect(page.locator(RESULT).first).to_be_visible()
    box.fill("seattle")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{ROOTS[lang]}search/\?q=seattle$"))
    expect(page.locator(LISTED).first).to_contain_text("西雅圖" if lang == "zh" else "Seattle")


def test_a_field_that_is_cleared_leaves_no_results(page: Page) -> None:
    search(page, "zh", "nvidia")
    expect(page.locator(RESULT).first).to_be_visible()
    page.locator(".md-search__options button[type=reset]").click()
    expect(page.locator(RESULT)).to_have_count(0)


def test_who_comes_back_finds_the_list_where_it_was(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, "search/?q=補助")
    link = page.locator(LISTED).nth(10).get_by_role("link").first
    link.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    assert top > 500
    link.click()
    expect(page).not_to_have_url(re.compile("/search/"))
    page.go_back()
    expect(page.locator(LISTED).nth(10)).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - top) < 50


def test_a_search_page_whose_script_does_not_come_says_so(page: Page) -> None:
    page.route("**/search/page.js", lambda route: route.abort())
    open_page(page, "search/?q=補助")
    expect(page.get_by_role("main").get_by_text(failed("zh"))).to_be_visible(timeout=8000)


@both_languages
def test_escape_closes_the_box(page: Page, lang: Lang) -> None:
    search(page, lang, "nvidia")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(RESULT).first).to_be_hidden()
    expect(button(page, lang)).to_be_focused()


@both_languages
@pytest.mark.parametrize("width", [390, 1440])
def test_the_box_is_out_of_reach_until_its_button_is_pressed(
    new_page: NewPage, width: int, lang: Lang
) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    open_page(page, ROOTS[lang])
    closed = field(page, lang)
    expect(closed).to_have_count(0)
    page.locator(".md-search__input").evaluate("node => node.focus()")
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()
    opens = button(page, lang)
    expect(opens).to_have_attribute("aria-expanded", "false")
    opens.press("Enter")
    expect(opens).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("nvidia")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(closed).to_have_count(0)
    assert page.evaluate("!document.activeElement.closest('.md-header')")
    opens.press("Enter")
    page.get_by_role("button", name="關閉搜尋" if lang == "zh" else "Close the search").click()
    expect(opens).to_be_focused()
    expect(opens).to_have_attribute("aria-expanded", "false")


@pytest.mark.chromium
def test_an_input_method(page: Page, problems: list[str]) -> None:
    open_box(page, "zh")
    method = page.context.new_cdp_session(page)
    for half in ("ㄒ", "ㄒㄩ", "虛ㄋ", "虛擬"):
        method.send(
            "Input.imeSetComposition",
            {"text": half, "selectionStart": len(half), "selectionEnd": len(half)},
        )
    method.send("Input.insertText", {"text": "虛擬攝影棚"})
    expect(field(page, "zh")).to_have_value("虛擬攝影棚")
    expect(page.locator(RESULT).first).to_contain_text("虛擬攝影棚")
    assert problems == []


@both_languages
def test_a_phone(new_page: NewPage, problems: list[str], lang: Lang) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    open_page(page, ROOTS[lang])
    button(page, lang).tap()
    expect(field(page, lang)).to_be_focused()
    page.keyboard.type("nvidia")
    result = page.locator(f"{RESULT} a").first
    expect(result).to_be_visible()
    box = result.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    result.click()
    expect(page).to_have_url(re.compile(r"\?h="))
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()
    assert problems == []


def test_an_overtaken_query_shows_nothing(page: Page, problems: list[str]) -> None:
    """The files of the first query arrive after the results of the second one stand."""
    held: list[Route] = []
    slow = True
    open_page(page, "search/")
    files = re.compile("/postings/|/text/")
    page.context.route(files, lambda route: held.append(route) if slow else route.continue_())
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill("NVIDIA")
    while not held:
        page.wait_for_timeout(50)
    slow = False
    box.fill("虛擬攝影棚")
    expect(page.locator(LISTED).first).to_contain_text("虛擬攝影棚")
    shown = page.locator(LISTED).all_inner_texts()
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    assert page.locator(LISTED).all_inner_texts() == shown
    assert problems == []


@both_languages
def test_a_missing_file_is_said_and_the_next_key_asks_again(page: Page, lang: Lang) -> None:
    open_box(page, lang)
    page.context.route("**/postings/*", lambda route: route.fulfill(status=404))
    field(page, lang).press_sequentially("nvidi")
    expect(page.locator(RESULT)).to_contain_text(failed(lang))
    page.context.unroute("**/postings/*")
    field(page, lang).press_sequentially("a")
    expect(page.locator(RESULT).first).to_contain_text("NVIDIA")


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "\"><script>alert('1')</script>",
    "[a-z](((*+?\\",
    "虛擬" * 5_000,
    "a" * 10_000,
    "\u202e\u0000\U0001f600",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_any_query_is_only_text(page: Page, problems: list[str], words: str) -> None:
    open_box(page, "zh").fill(words)
    page.keyboard.press("End")
    expect(page.locator(META)).to_have_text(re.compile("最接近的結果|沒有夠接近的結果|輸入"))
    page.goto(f"search/?q={quote(words[:2000])}")
    expect(page.get_by_role("status")).to_have_text(re.compile("結果|輸入"))
    assert page.locator("site-search img, site-search script, .md-search img").count() == 0
    assert problems == []


# --- the search page -------------------------------------------------------------


@both_languages
def test_the_search_page_answers_its_address(page: Page, problems: list[str], lang: Lang) -> None:
    open_page(page, f"{ROOTS[lang]}search/?q=nvidia")
    expect(page.locator(LISTED).first).to_contain_text(re.compile("輝達|nvidia", re.I))
    expect(page.get_by_role("searchbox")).to_have_value("nvidia")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d"))
    assert problems == []


def test_the_address_follows_what_is_typed(page: Page) -> None:
    open_page(page, "search/")
    page.get_by_role("searchbox").press_sequentially("社會住宅")
    expect(page.locator(LISTED).first).to_contain_text("社會住宅")
    expect(page).to_have_url(re.compile(r"\?q=" + quote("社會住宅")))
    page.reload()
    expect(page.locator(LISTED).first).to_contain_text("社會住宅")


@both_languages
def test_an_empty_search_shows_where_to_begin(page: Page, problems: list[str], lang: Lang) -> None:
    open_page(page, f"{ROOTS[lang]}search/")
    helped = page.locator(HELP)
    expect(helped.first).to_be_visible()
    links = helped.get_by_role("link")
    examples = helped.locator("a[href^='?q=']")
    assert links.count() > examples.count() > 2
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill("nvidia")
    expect(page.locator(LISTED).first).to_be_visible()
    expect(helped.first).to_be_hidden()
    box.fill("qzxjqzxj")
    expect(helped.first).to_be_visible()
    expect(page.locator(LISTED)).to_have_count(0)
    none = "沒有夠接近的結果" if lang == "zh" else "Nothing close enough was found"
    expect(page.get_by_role("status")).to_have_text(none)
    box.fill("")
    expect(helped.first).to_be_visible()
    words = examples.first.inner_text()
    examples.first.click()
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value(words)
    expect(page.locator(LISTED).first).to_be_visible()
    assert problems == []


@both_languages
def test_what_a_name_stands_for_is_a_card_with_its_other_pages(page: Page, lang: Lang) -> None:
    words = "輝達" if lang == "zh" else "Nvidia"
    open_page(page, f"{ROOTS[lang]}search/?q={quote(words)}")
    card = page.locator(LISTED).first
    expect(card).to_have_class("site-search__card")
    link = card.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile(r"/usa-2024/stops/nvidia/"))
    also = card.locator(".site-search__also a")
    expect(also.first).to_have_attribute("href", re.compile(r"/organisations/#nvidia$"))
    links = page.locator(f"{LISTED} > h2 > a").evaluate_all("links => links.map((a) => a.href)")
    assert not [href for href in links if "organisations/" in href and href.endswith("#nvidia")]
    also.first.click()
    expect(page).to_have_url(re.compile(r"/organisations/#nvidia$"))


@both_languages
def test_the_list_is_one_and_says_the_kind_of_each(page: Page, lang: Lang) -> None:
    open_page(page, f"{ROOTS[lang]}search/?q={quote('西雅圖' if lang == 'zh' else 'Seattle')}")
    expect(page.locator(".site-search__list").first).to_be_visible()
    own = page.locator(".site-search__list").first.locator("> li")
    # A page that is called as its kind says it so.
    first = "li => li.querySelector(':scope > .site-search__of, .site-search__page').textContent"
    kinds = own.evaluate_all(f"items => items.map({first})")
    assert len(kinds) == own.count() > 5
    changes = sum(one != other for one, other in pairwise(kinds))
    assert changes >= len(set(kinds)) > 2, "kinds stand together as in lists of their own"


def test_a_correction_is_said_where_little_is_found(page: Page) -> None:
    open_page(page, "search/?q=" + quote("西亞圖"))
    status = re.compile(r"^沒有完全相符的，顯示「西雅圖」的結果。.*\d+ 項結果$")
    expect(page.get_by_role("status")).to_have_text(status)
    expect(page.locator(LISTED).first).to_contain_text("西雅圖")
    page.goto("search/?q=" + quote("西雅圖"))
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d+ 項結果"))


@both_languages
def test_what_the_rules_make_of_figures_stands_above_the_list(page: Page, lang: Lang) -> None:
    open_page(page, f"{ROOTS[lang]}search/?q={quote(ASKED[lang])}")
    answer = page.locator("site-search .site-search__answer")
    expect(answer).to_contain_text("4,960,000")
    listed = page.locator(LISTED).first
    expect(listed).to_be_visible()
    one, other = answer.bounding_box(), listed.bounding_box()
    assert one is not None
    assert other is not None
    assert one["y"] + one["height"] <= other["y"]
    opens = "在試算裡打開" if lang == "zh" else "Open in the calculator"
    answer.get_by_role("link", name=opens).click()
    expect(page.locator("subsidy-calculator .sentence:visible").first).to_contain_text("4,960,000")
    cost = "製作成本總金額是多少？" if lang == "zh" else "What is the total production cost?"
    form = page.locator("subsidy-calculator")
    expect(form.get_by_label(cost, exact=True).first).to_have_value("6,200,000")


def test_a_filter_leaves_one_kind(page: Page) -> None:
    open_page(page, "search/?q=" + quote("聖地牙哥"))
    group = page.get_by_role("group", name="依類別篩選")
    expect(group.get_by_role("button", name="全部")).to_have_attribute("aria-pressed", "true")
    before = page.locator(LISTED).count()
    group.get_by_role("button", name="政策").click()
    pressed = group.get_by_role("button", name="政策")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_be_focused()
    assert 0 < page.locator(LISTED).count() < before
    kinds = page.locator(f"{LISTED} .site-search__of")
    assert set(kinds.all_inner_texts()) == {"政策"}
    status = re.compile(r"^「政策」(\d+) 項，全部 (\d+) 項結果$")
    expect(page.get_by_role("status")).to_have_text(status)
    group.get_by_role("button", name="全部").click()
    expect(page.locator(LISTED)).to_have_count(before)
    assert len(set(kinds.all_inner_texts())) > 3


@both_languages
def test_every_result_is_a_heading(page: Page, lang: Lang) -> None:
    """Those of the other language stand under its own."""
    words = "storyboard" if lang == "zh" else "分鏡"
    open_page(page, f"{ROOTS[lang]}search/?q={quote(words)}")
    main = page.get_by_role("main")
    lists = page.locator(".site-search__list")
    expect(lists).to_have_count(2)
    for place, level in ((lists.first, 2), (lists.last, 3)):
        items = place.locator("> li")
        headings = place.get_by_role("heading", level=level)
        assert headings.count() == items.count() > 0
        expect(headings.first.get_by_role("link")).to_have_count(1)
    levels = main.locator("h1, h2, h3").evaluate_all("all => all.map((one) => one.localName)")
    assert levels[0] == "h1"
    assert all(one <= other or other == "h2" for one, other in pairwise(levels))
    other = "英文" if lang == "zh" else "In Chinese"
    assert levels.index("h3") == levels.count("h2") + 1
    expect(main.get_by_role("heading", level=2, name=other, exact=True)).to_be_visible()
    foreign = lists.last.locator("> li").first
    expect(foreign).not_to_have_attribute("lang", LANGUAGES[lang].tag)
    own = foreign.locator("> .site-search__of")
    expect(own).to_have_attribute("lang", LANGUAGES[lang].tag)


@both_languages
def test_that_the_rules_answer_is_told(page: Page, lang: Lang) -> None:
    open_page(page, f"{ROOTS[lang]}search/?q={quote(ASKED[lang])}")
    status = "依規定算得出答案" if lang == "zh" else "An answer worked out from the rules"
    expect(page.get_by_role("status")).to_have_text(re.compile(status + r".*\d"))


def test_the_filter_is_in_the_address(page: Page, problems: list[str]) -> None:
    open_page(page, "search/?q=" + quote("聖地牙哥"))
    group = page.get_by_role("group", name="依類別篩選")
    everything, policies = (group.get_by_role("button", name=name) for name in ("全部", "政策"))
    policies.click()
    expect(page).to_have_url(re.compile("&kind=policies$"))
    filtered = page.locator(LISTED).count()
    page.reload()
    expect(policies).to_have_attribute("aria-pressed", "true")
    expect(page.locator(LISTED)).to_have_count(filtered)
    page.go_back()
    expect(everything).to_have_attribute("aria-pressed", "true")
    expect(page.locator(LISTED)).not_to_have_count(filtered)
    page.go_forward()
    expect(policies).to_have_attribute("aria-pressed", "true")
    page.goto("search/?kind=%3Cb%3E&q=nvidia")
    expect(everything).to_have_attribute("aria-pressed", "true")
    assert problems == []


@both_languages
def test_a_filter_that_leaves_nothing_says_so_and_offers_all(page: Page, lang: Lang) -> None:
    words = "分鏡" if lang == "zh" else "storyboard"
    open_page(page, f"{ROOTS[lang]}search/?q={quote(words)}&kind=visits")
    none = "「出訪」沒有符合的結果" if lang == "zh" else "No results are of the kind “Visits”"
    expect(page.get_by_role("status")).to_contain_text(none)
    expect(page.locator(LISTED)).to_have_count(0)
    page.get_by_role("button", name="顯示全部類別" if lang == "zh" else "Show all kinds").click()
    expect(page.locator(LISTED).first).to_be_visible()
    everything = page.get_by_role("button", name="全部" if lang == "zh" else "All", exact=True)
    expect(everything).to_be_focused()
    expect(page).not_to_have_url(re.compile("kind="))


@pytest.mark.chromium
def test_the_chosen_filter_is_seen_in_forced_colours(new_page: NewPage) -> None:
    page = new_page(forced_colors="active")
    open_page(page, "search/?q=nvidia")
    buttons = page.locator(".site-search__kind")
    expect(buttons.first).to_have_attribute("aria-pressed", "true")
    colours = buttons.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundColor)")
    assert colours[0] not in colours[1:]


def test_back_leads_to_the_query_before(page: Page, problems: list[str]) -> None:
    """Not to each letter of this one; the title says of which query an entry is."""
    open_page(page, "search/")
    title = page.title()
    before = page.evaluate("history.length")
    box = page.get_by_role("main").get_by_role("searchbox")
    box.press_sequentially("nvidia", delay=200)
    box.press("Enter")
    expect(page.locator(LISTED).first).to_contain_text("輝達")
    assert page.evaluate("history.length") == before + 1
    assert page.title() == f"nvidia - {title}"
    box.fill("")
    box.press_sequentially("seattle", delay=200)
    expect(page).to_have_url(re.compile(r"\?q=seattle$"))
    expect(page.locator(LISTED).first).to_contain_text("西雅圖")
    assert page.evaluate("history.length") == before + 2
    page.go_back()
    expect(box).to_have_value("nvidia")
    expect(page.locator(LISTED).first).to_contain_text("輝達")
    page.go_back()
    expect(box).to_have_value("")
    expect(page.locator(HELP).first).to_be_visible()
    expect(page.locator(LISTED)).to_have_count(0)
    expect(page).to_have_title(title)
    assert problems == []


def test_a_query_that_somebody_stays_with_is_an_entry(page: Page) -> None:
    open_page(page, "search/")
    before = page.evaluate("history.length")
    box = page.get_by_role("main").get_by_role("searchbox")
    box.press_sequentially("輝達")
    expect(page.locator(LISTED).first).to_be_visible()
    page.wait_for_timeout(2_000)
    box.press_sequentially("總部")
    expect(page).to_have_url(re.compile(quote("輝達總部") + "$"))
    assert page.evaluate("history.length") == before + 2
    page.go_back()
    expect(box).to_have_value("輝達")


@both_languages
def test_the_search_page_says_what_is_missing_and_tries_again(page: Page, lang: Lang) -> None:
    page.context.route("**/text/**", lambda route: route.abort())
    open_page(page, f"{ROOTS[lang]}search/?q=nvidia")
    expect(page.get_by_role("status")).to_contain_text(failed(lang))
    page.context.unroute("**/text/**")
    page.get_by_role("button", name="再試一次" if lang == "zh" else "Try again").click()
    expect(page.locator(LISTED).first).to_be_visible()


def test_a_browser_finds_the_description(page: Page) -> None:
    open_page(page, "en/")
    href = page.locator('link[rel="search"]').get_attribute("href")
    assert href is not None
    body = page.request.get(f"en/{href}").text()
    assert "/en/search/?q={searchTerms}" in body


# --- the filter of a page and its topics -------------------------------------------


@both_languages
@pytest.mark.parametrize("path", ["questions/", "people/"])
def test_a_filter_without_a_match_says_so_and_can_be_cleared(
    page: Page, problems: list[str], path: str, lang: Lang
) -> None:
    open_page(page, ROOTS[lang] + path)
    box = page.locator("#filter")
    status = page.locator(".filter [role=status]")
    clear = page.get_by_role("button", name="清除篩選" if lang == "zh" else "Clear the filter")
    entries = page.locator(".questions > details, dl.register > div")
    box.fill("a")
    expect(status).to_have_text(re.compile(r"\d"))
    expect(clear).to_be_hidden()
    box.fill("qz$&xj")
    none = "沒有符合「qz$&xj」的內容" if lang == "zh" else "matches “qz$&xj”"
    expect(status).to_contain_text(none)
    expect(entries.locator("visible=true")).to_have_count(0)
    clear.click()
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    expect(status).to_be_empty()
    expect(clear).to_be_hidden()
    expect(entries.first).to_be_visible()
    assert problems == []


@pytest.mark.parametrize(("width", "listed"), [(390, False), (1000, True), (1440, True)])
def test_topics_stand_once(new_page: NewPage, width: int, listed: bool) -> None:
    """Beside the page in its contents, or above the questions."""
    page = new_page(viewport={"width": width, "height": 900})
    open_page(page, "questions/")
    links = page.locator("a[href='#topic-money']:visible")
    expect(links).to_have_count(1)
    expect(page.locator(".filter nav")).to_be_visible(visible=not listed)


# --- the module --------------------------------------------------------------------

SHAPE: dict[str, Any] = dict.fromkeys(("title", "url", "section", "lang", "kind"), str)
SHAPE["score"] = (int, float)
FIND = """async ([address, words, options]) => {
  const { search } = await import(`${address}assets/search/search.js`);
  return search(words, options);
}"""


@both_languages
def test_others_import_it(page: Page, address: str, lang: Lang) -> None:
    open_page(page, "")
    options = {"lang": LANGUAGES[lang].tag, "limit": 7}
    results: list[dict[str, Any]] = page.evaluate(FIND, [address, "虛擬攝影棚", options])
    assert 3 < len(results) <= 7
    for result in results:
        assert {name for name, kind in SHAPE.items() if isinstance(result[name], kind)} == set(
            SHAPE
        )
        assert result["url"].startswith(address)
        assert page.request.get(result["url"]).ok
    assert results[0]["lang"] == LANGUAGES[lang].tag
    own = [result["lang"] == LANGUAGES[lang].tag for result in results]
    assert own == sorted(own, reverse=True)
    assert page.evaluate(FIND, [address, "", {}]) == []


def test_another_site_imports_it(page: Page, site: Path, address: str, problems: list[str]) -> None:
    """From another origin, where the server allows it."""

    def allowed(route: Route) -> None:
        file = site / urlsplit(route.request.url).path[1:]
        route.fulfill(path=file, headers={"access-control-allow-origin": "*"})

    page.context.route("**/assets/search/**", allowed)
    elsewhere = address.replace("127.0.0.1", "localhost")
    page.goto(f"{elsewhere}404.html")
    problems.clear()  # the page itself is of the other host, as is meant here
    results = page.evaluate(FIND, [address, "微軟總部", {"lang": "zh-Hant", "limit": 3}])
    assert results[0]["url"].startswith(f"{address}visits/usa-2024/stops/microsoft/")


@pytest.mark.parametrize(
    "words",
    [
        "虛擬攝影棚補助",
        "市長因颱風提前返國",
        "劇情短片片長補助金額上限是多少",
        "vitrual studio subsidy",
    ],
)
def test_a_first_query_loads_little(page: Page, site: Path, address: str, words: str) -> None:
    open_page(page, "")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    assert page.evaluate(FIND, [address, words, {"limit": 12}])
    files = [site / path[1:] for path in asked]
    # Few servers compress what is not text.
    loaded = sum(
        file.stat().st_size if file.suffix == ".bin" else len(gzip.compress(file.read_bytes()))
        for file in files
    )
    assert len(asked) > 5
    assert loaded <= FIRST_QUERY_MOST


@pytest.mark.parametrize(
    ("words", "lang", "clauses"),
    [
        ("換導演要不要報備？", "zh", {"9", "9.2"}),
        ("拍不完怎麼辦？", "zh", {"10", "10.1"}),
        ("申請沒過，資料會退回嗎？", "zh", {"6.4"}),
        ("what happens if we finish late", "en", {"10", "10.1"}),
    ],
)
def test_lay_words_find_the_clauses(
    page: Page, address: str, words: str, lang: Lang, clauses: set[str]
) -> None:
    open_page(page, "")
    """Themselves, or an answer to the question that cites them."""
    results = page.evaluate(FIND, [address, words, {"lang": LANGUAGES[lang].tag, "limit": 3}])
    rules = f"/{ROOTS[lang]}schemes/virtual-production/rules/"
    found: set[str] = set()
    for result in results:
        url = urlsplit(result["url"])
        if url.path == rules:
            found.add(url.fragment)
        elif result["kind"] == "questions":
            page.goto(result["url"])
            entry = page.locator(f"[id='{url.fragment}']")
            links = entry.locator("a[href*='rules/#']").evaluate_all(
                "links => links.map((a) => a.hash)"
            )
            found |= {link[1:] for link in links}
    assert clauses & found


# --- answers from the rules ----------------------------------------------------

ASK = """async ([query, lang]) => {
  const { answer } = await import("/assets/search/answer.js");
  return answer(query, { lang });
}"""


@both_languages
def test_an_answer_opens_the_calculator_with_its_facts(
    page: Page, problems: list[str], lang: Lang
) -> None:
    open_page(page, ROOTS[lang] + "search/")
    answered = page.evaluate(ASK, [ASKED[lang], LANGUAGES[lang].tag])
    assert answered["verdict"] == "amount"
    assert answered["facts"] == {"category": "short", "production_cost_twd": 6_200_000}
    assert "4,960,000" in answered["statement"]
    page.goto(answered["href"])
    sentence = page.locator("subsidy-calculator .sentence:visible").first
    expect(sentence).to_contain_text("4,960,000")
    form = page.locator("subsidy-calculator")
    category = "要申請哪一組？" if lang == "zh" else "Which category are you applying in?"
    expect(form.get_by_label(category, exact=True).first).to_have_value("short")
    cost = "製作成本總金額是多少？" if lang == "zh" else "What is the total production cost?"
    expect(form.get_by_label(cost, exact=True).first).to_have_value("6,200,000")
    page.goto(answered["clauses"][0]["url"])
    expect(page).to_have_url(re.compile(r"#4$"))
    assert problems == []


def test_an_answer_of_the_details_opens_the_result(page: Page) -> None:
    open_page(page, "search/")
    answered = page.evaluate(ASK, ["5 位技術指導，2 位有身分證", "zh-Hant"])
    assert answered["verdict"] == "ineligible"
    page.goto(answered["href"])
    expect(page.locator("subsidy-calculator .sentence:visible").first).to_contain_text("二分之一")


def test_a_query_without_facts_loads_no_rules(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    open_page(page, "search/")
    assert page.evaluate(ASK, ["虛擬攝影棚", "zh-Hant"]) is None
    assert not any("/answers." in path for path in asked)
    assert page.evaluate(ASK, ["2024 年 7 月 26 日 西雅圖", "zh-Hant"]) is None
    assert any("/answers." in path for path in asked)
