"""Answers are never lost: several tabs, history, languages, links, clearing, failing storage."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import CALCULATOR, ROOTS, Lang, both_languages, open_page
from tests.browser.questionnaire import Questionnaire

Labels = dict[Lang, dict[str, str]]
DRAFT = (
    "JSON.parse(localStorage[origin + '/subsidy-calculator:virtual-production:draft'] ?? '{}')"
    ".facts"
)


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any]) -> Questionnaire:
    questionnaire = Questionnaire(page, scheme, "en")
    questionnaire.open()
    return questionnaire


FIRST, SECOND, THIRD = "has_script", "applicant_type", "applicant_registered_in_roc"
"""The first questions behind the quick ones, of somebody with a short film."""
HEADS = "technical_heads_total"
"""A question for a number, deep among the others."""


def chosen(asked: Questionnaire, name: str = "category") -> str | None:
    """What is chosen of a question, at whichever step it is asked."""
    if name in asked.quick:
        value = asked.root.locator(f"#{name}").input_value()
        return None if value == "unknown" else value
    ticked = asked.root.locator(f"input[name={name}]:checked")
    return ticked.get_attribute("value") if ticked.count() else None


def pick(asked: Questionnaire, category: str) -> None:
    asked.root.locator("#category").select_option(category)


def expect_chosen(asked: Questionnaire, category: str) -> None:
    expect(asked.root.locator("#category")).to_have_value(category)


def kind_of_trailer(asked: Questionnaire) -> Locator:
    """The answers to a question that only somebody with a trailer is asked."""
    asked.go_to("trailer_kind")
    return asked.options("trailer_kind").get_by_role("radio")


def press(asked: Questionnaire, label: str) -> None:
    """A button by its name, wherever it stands."""
    asked.root.get_by_role("button", name=label, exact=True).click()


def documents_of(asked: Questionnaire) -> Locator:
    """The tick boxes of the documents, at the result."""
    asked.go_to("result")
    fold = asked.root.locator("details.phase").first
    expect(fold).to_be_attached()
    fold.evaluate(
        "node => { node.open = true; node.parentElement.closest('details')"
        "?.setAttribute('open', ''); }"
    )
    return fold.locator("ul.documents input")


def link_of(facts: dict[str, Any], asked: Questionnaire) -> str:
    """The fragment of a link that holds answers, as the page itself makes it; not at the result."""
    pages = asked.page.context.browser
    assert pages is not None
    context = pages.new_context(base_url=asked.page.url.partition("schemes")[0])
    other = Questionnaire(context.new_page(), {"calculator": asked.rules}, "en")
    open_page(other.page, asked.page.url.partition("#")[0])
    other.give(facts)
    expect(other.root.locator(".toolbar")).to_be_attached()
    link = other.link()
    context.close()
    return "#" + urlsplit(link).fragment.replace("&s=result", "")


# --- several tabs ---------------------------------------------------------------------------


def test_a_tab_shows_what_another_is_told_and_keeps_the_focus(
    new_page: NewPage, scheme: dict[str, Any], problems: list[str]
) -> None:
    first = Questionnaire(new_page(), scheme, "en")
    first.open()
    second = Questionnaire(first.page.context.new_page(), scheme, "en")
    second.open()
    first.go_to(HEADS)
    field = first.field(HEADS)
    field.press_sequentially("1")
    # The other tab knows of it: two that write in the same moment are not what this is about.
    expect(second.root.locator(f"#{HEADS}")).to_have_value("1")
    pick(second, "short")
    expect_chosen(first, "short")
    expect(field).to_be_focused()
    expect(field).to_have_value("1")
    field.press_sequentially("2")
    second.go_to(HEADS)
    expect(second.field(HEADS)).to_have_value("12")
    expect(second.root.locator(".notice")).to_have_count(0)
    third = Questionnaire(first.page.context.new_page(), scheme, "en")
    third.open()
    assert chosen(third) == "short"
    assert third.page.evaluate(DRAFT) == {"category": "short", HEADS: 12}
    assert problems == []


def test_ticks_of_several_tabs_are_all_kept(new_page: NewPage, scheme: dict[str, Any]) -> None:
    first = Questionnaire(new_page(), scheme, "en")
    first.open()
    second = Questionnaire(first.page.context.new_page(), scheme, "en")
    second.open()
    boxes = []
    for asked in (first, second):
        boxes.append(documents_of(asked))
    boxes[0].nth(0).check()
    boxes[0].nth(1).check()
    expect(boxes[1].nth(1)).to_be_checked()
    boxes[1].nth(1).focus()
    boxes[0].nth(2).check()
    expect(boxes[1].nth(2)).to_be_checked()
    expect(boxes[1].nth(1)).to_be_focused()
    boxes[1].nth(0).uncheck()
    first.page.reload()
    expect(boxes[0].nth(2)).to_be_checked()
    assert [boxes[0].nth(i).is_checked() for i in range(3)] == [False, True, True]


def test_a_link_of_somebody_else_hears_nothing_of_the_own_draft(
    new_page: NewPage, scheme: dict[str, Any], labels: Labels
) -> None:
    mine = Questionnaire(new_page(), scheme, "en")
    mine.open()
    fragment = link_of({"category": "pilot"}, mine)
    pick(mine, "short")
    theirs = Questionnaire(mine.page.context.new_page(), scheme, "en")
    theirs.open(fragment)
    pick(mine, "trailer")
    mine.page.wait_for_function(f"{DRAFT}.category === 'trailer'")
    assert chosen(theirs) == "pilot"
    theirs.page.evaluate("dispatchEvent(new StorageEvent('storage'))")
    assert chosen(theirs) == "pilot"
    press(theirs, labels["en"]["back_to_draft"])
    assert chosen(theirs) == "trailer"
    expect(theirs.heading()).to_be_focused()


# --- steps and history ----------------------------------------------------------------------


@both_languages
def test_back_and_forward_go_through_the_steps(
    page: Page, scheme: dict[str, Any], lang: Lang, problems: list[str]
) -> None:
    asked = Questionnaire(page, scheme, lang)
    open_page(page, f"{ROOTS[lang]}about/")
    asked.open()
    pick(asked, "short")
    expect(asked.heading()).to_be_visible()
    for word, step in (("begin", FIRST), ("next", SECOND), ("next", THIRD)):
        asked.press(word)
        expect(asked.heading(step)).to_be_focused()
    page.go_back()
    expect(asked.heading(SECOND)).to_be_focused()
    asked.root.locator(f"input[name={SECOND}]").first.check()
    held = page.evaluate("location.hash")
    page.go_back()
    expect(asked.heading(FIRST)).to_be_focused()
    page.go_forward()
    expect(asked.heading(SECOND)).to_be_focused()
    # The answer that was given in between stays, in the address too.
    assert page.evaluate("location.hash") == held
    assert chosen(asked) == "short"
    page.reload()
    expect(asked.heading(SECOND)).to_be_visible()
    expect(asked.root.locator(".notice")).to_have_count(0)
    page.go_back()
    expect(asked.heading(FIRST)).to_be_visible()
    page.go_back()
    expect(asked.heading()).to_be_visible()
    assert chosen(asked) == "short"
    assert chosen(asked, SECOND) is not None
    page.go_back()
    page.wait_for_url("**/about/")
    page.go_forward()
    expect(asked.heading()).to_be_visible()
    assert chosen(asked, SECOND) is not None
    expect(asked.root.locator(".notice")).to_have_count(0)
    assert problems == []


def test_the_step_is_kept_where_nothing_is_answered(asked: Questionnaire) -> None:
    asked.press("begin")
    expect(asked.heading(FIRST)).to_be_focused()
    assert asked.page.evaluate("location.hash") == f"#s={FIRST}"
    asked.page.reload()
    expect(asked.heading(FIRST)).to_be_visible()
    open_page(asked.page, "en/about/")
    asked.open()
    expect(asked.heading(FIRST)).to_be_visible()


@both_languages
@pytest.mark.parametrize("wait", [0, 150])
def test_the_other_language_has_the_newest_answer_and_the_step(
    page: Page, scheme: dict[str, Any], lang: Lang, wait: int
) -> None:
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    pick(asked, "short")
    asked.go_to(HEADS)
    field = asked.field(HEADS)
    field.fill("15")
    field.fill("18")
    page.wait_for_timeout(wait)
    page.evaluate("document.querySelector('a[hreflang]:not([hreflang=x-default])').click()")
    other: Lang = "zh" if lang == "en" else "en"
    there = Questionnaire(page, scheme, other)
    page.wait_for_url(f"**/{ROOTS[other]}{CALCULATOR}*")
    expect(there.heading(HEADS)).to_be_visible()
    expect(there.field(HEADS)).to_have_value("18")
    expect(there.root.locator(".notice")).to_have_count(0)


def test_back_over_an_anchor_keeps_the_answers_of_now(asked: Questionnaire) -> None:
    page = asked.page
    pick(asked, "pilot")
    page.evaluate("location.hash = '#content'")
    page.wait_for_function("location.hash === '#content'")
    pick(asked, "short")
    page.go_back()
    page.wait_for_function("location.hash.startsWith('#v=1&')")
    assert chosen(asked) == "short"
    expect(asked.root.locator(".notice")).to_have_count(0)
    page.reload()
    expect_chosen(asked, "short")
    expect(asked.root.locator(".notice")).to_have_count(0)
    page.go_forward()
    assert chosen(asked) == "short"
    expect(asked.root.locator(".notice")).to_have_count(0)


def test_an_anchor_of_the_page_leaves_the_step(asked: Questionnaire) -> None:
    asked.press("begin")
    expect(asked.heading(FIRST)).to_be_focused()
    asked.page.evaluate("location.hash = '#content'")
    asked.page.wait_for_timeout(200)
    expect(asked.heading(FIRST)).to_be_visible()
    asked.page.go_back()
    expect(asked.heading(FIRST)).to_be_visible()


def test_back_from_a_link_is_the_own_draft_again(asked: Questionnaire, labels: Labels) -> None:
    page = asked.page
    fragment = link_of({"category": "pilot", "is_cinema_short": False}, asked)
    pick(asked, "short")
    asked.follow(fragment)
    assert chosen(asked) == "pilot"
    asked.press("begin")
    expect(asked.heading(FIRST)).to_be_visible()
    page.go_back()
    expect(asked.heading()).to_be_visible()
    assert chosen(asked) == "pilot"
    page.go_back()
    expect_chosen(asked, "short")
    expect(asked.root.locator(".notice")).to_have_count(0)
    page.go_forward()
    expect_chosen(asked, "pilot")
    expect(asked.root.locator(".notice")).to_contain_text(labels["en"]["from_link"])
    assert page.evaluate(DRAFT) == {"category": "short"}


def test_what_other_scripts_keep_in_the_history_stays(asked: Questionnaire) -> None:
    asked.page.evaluate("history.replaceState({ other: [1] }, '', location.href)")
    pick(asked, "short")
    assert asked.page.evaluate("history.state.other") == [1]
    # Of a form that takes no mark.
    asked.page.evaluate("history.replaceState('theirs', '', location.href)")
    pick(asked, "pilot")
    assert asked.page.evaluate("history.state") == "theirs"
    asked.page.reload()
    expect_chosen(asked, "pilot")
    expect(asked.root.locator(".notice")).to_have_count(0)


def test_a_browser_that_refuses_to_write_the_address_catches_up(asked: Questionnaire) -> None:
    page = asked.page
    page.evaluate(
        """() => {
          for (const name of ["replaceState", "pushState"]) {
            const write = history[name].bind(history);
            history[name] = (...all) => {
              if (window.refuse) throw new DOMException("often", "SecurityError");
              write(...all);
            };
          }
          window.refuse = true;
        }"""
    )
    pick(asked, "short")
    asked.press("begin")
    expect(asked.heading(FIRST)).to_be_focused()
    assert page.evaluate("location.hash") == ""
    page.evaluate("window.refuse = false")
    page.wait_for_function("location.hash.startsWith('#v=1&')")
    page.reload()
    expect(asked.heading(FIRST)).to_be_visible()
    assert chosen(asked) == "short"


# --- links ----------------------------------------------------------------------------------

WAYS: dict[str, Callable[[str], str]] = {
    "whole": lambda link: "#" + quote(link, safe=""),
    "equals": lambda link: "#" + link.replace("=", "%3D"),
    "tracker": lambda link: "#utm_source=x&" + link,
    "sign": lambda link: "#!" + link,
    "html": lambda link: "#" + link.replace("&", "&amp;"),
    "words": lambda link: f"#{link}。謝謝",
    "query": lambda link: f"#{link}?fbclid=Iw",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_link_opens_and_the_address_is_clean_again(
    asked: Questionnaire, new_page: NewPage, scheme: dict[str, Any], labels: Labels, way: str
) -> None:
    fragment = link_of({"category": "pilot", "is_cinema_short": True}, asked)
    friend = Questionnaire(new_page(), scheme, "en")
    friend.open(WAYS[way](fragment[1:]))
    assert chosen(friend) == "pilot"
    expect(friend.root.locator(".notice")).to_contain_text(labels["en"]["from_link"])
    assert friend.page.evaluate("location.hash") == fragment


def test_an_address_whose_sign_was_encoded_leads_to_the_link(
    asked: Questionnaire, new_page: NewPage, scheme: dict[str, Any]
) -> None:
    fragment = link_of({"category": "pilot"}, asked)
    for encoded in (fragment[1:], quote(fragment[1:], safe="")):
        friend = Questionnaire(new_page(), scheme, "en")
        friend.page.goto(f"{ROOTS['en']}{CALCULATOR}%23{encoded}?fbclid=1")
        expect_chosen(friend, "pilot")
        assert friend.page.url.endswith(CALCULATOR + fragment)
    page = new_page()
    page.goto("en/nowhere/%23content")
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("en/nowhere/%23content")


def test_a_copied_link_holds_the_answers_and_nothing_of_the_visit(
    page: Page, scheme: dict[str, Any]
) -> None:
    asked = Questionnaire(page, scheme, "en")
    open_page(page, f"{ROOTS['en']}{CALCULATOR}?fbclid=A&utm_source=line")
    pick(asked, "trailer")
    kind_of_trailer(asked).first.check()
    asked.go_to("")
    pick(asked, "short")
    asked.go_to("result")
    link = urlsplit(asked.link())
    assert link.query == ""
    assert re.fullmatch(r"v=1&r=[\w.-]+&s=result&a=[\w-]+", link.fragment)
    box = asked.root.locator(".toolbar input")
    expect(box).to_be_visible()
    # What was shown is of the answers before: it goes with the next one.
    asked.go_to("")
    pick(asked, "pilot")
    asked.go_to("result")
    expect(box).to_be_hidden()
    expect(asked.root.locator(".toolbar [role=status]")).to_be_empty()


def test_what_was_said_in_a_branch_is_in_no_link_and_comes_back_with_it(
    asked: Questionnaire, new_page: NewPage, scheme: dict[str, Any]
) -> None:
    pick(asked, "trailer")
    kind_of_trailer(asked).first.check()
    asked.go_to("")
    pick(asked, "short")
    fragment = asked.page.evaluate("location.hash")
    friend = Questionnaire(new_page(), scheme, "en")
    friend.open(fragment)
    pick(friend, "trailer")
    assert chosen(friend, "trailer_kind") is None
    asked.page.reload()
    assert chosen(asked) == "short"
    pick(asked, "trailer")
    assert chosen(asked, "trailer_kind") == "film"


# --- clearing -------------------------------------------------------------------------------


def test_clearing_a_link_leaves_draft_and_ticks(
    asked: Questionnaire, labels: Labels, problems: list[str]
) -> None:
    words = labels["en"]
    fragment = link_of({"category": "pilot", "applicant_type": "other"}, asked)
    pick(asked, "short")
    tick = documents_of(asked).first
    tick.check()
    asked.follow(fragment)
    asked.go_to("result")
    press(asked, words["clear"])
    expect(asked.heading()).to_be_focused()
    assert chosen(asked) is None
    expect(tick).to_be_checked()
    assert asked.page.evaluate(DRAFT) == {"category": "short"}
    press(asked, words["undo"])
    expect(asked.verdict).to_be_focused()
    assert chosen(asked) == "pilot"
    assert asked.page.evaluate(DRAFT) == {"category": "short"}
    press(asked, words["clear"])
    press(asked, words["back_to_draft"])
    assert chosen(asked) == "short"
    expect(tick).to_be_checked()
    assert problems == []


def test_clearing_a_link_without_a_draft_makes_none(asked: Questionnaire, labels: Labels) -> None:
    words = labels["en"]
    asked.follow(link_of({"category": "pilot"}, asked))
    asked.go_to("result")
    press(asked, words["clear"])
    press(asked, words["undo"])
    assert chosen(asked) == "pilot"
    asked.page.evaluate("history.replaceState(null, '', location.pathname)")
    asked.page.reload()
    assert chosen(asked) is None


def test_undo_brings_answers_ticks_and_step_back(asked: Questionnaire, labels: Labels) -> None:
    words = labels["en"]
    pick(asked, "short")
    asked.go_to(HEADS)
    asked.field(HEADS).fill("x")
    ticks = documents_of(asked)
    ticks.nth(1).check()
    press(asked, words["clear"])
    expect(asked.heading()).to_be_focused()
    expect(ticks.nth(1)).not_to_be_checked()
    assert asked.page.evaluate("[localStorage.length, location.hash]") == [0, ""]
    press(asked, words["undo"])
    expect(asked.verdict).to_be_focused()
    expect(ticks.nth(1)).to_be_checked()
    assert chosen(asked) == "short"
    asked.page.reload()
    expect(asked.verdict).to_be_visible()
    asked.go_to(HEADS)
    expect(asked.field(HEADS)).to_have_value("x")
    assert chosen(asked) == "short"


# --- storage that fails ---------------------------------------------------------------------

BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); },
});"""


@both_languages
def test_where_nothing_can_be_stored_the_page_says_so(
    page: Page, scheme: dict[str, Any], labels: Labels, lang: Lang
) -> None:
    page.add_init_script(BLOCKED)
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    pick(asked, "short")
    expect(asked.root.locator(".toolbar .help")).to_contain_text(labels[lang]["draft_lost"])
    expect(asked.root.locator("section.documents .help").first).to_have_text(
        labels[lang]["documents_lost"]
    )
    asked.go_to(FIRST)
    page.reload()
    expect(asked.heading(FIRST)).to_be_visible()
    assert chosen(asked) == "short"
    # They are the visitor's own, and no link that was opened.
    expect(asked.root.locator(".notice")).to_have_count(0)


def test_storage_that_fills_up_is_said_when_it_does(asked: Questionnaire, labels: Labels) -> None:
    words = labels["en"]
    pick(asked, "short")
    expect(asked.root.locator(".toolbar .help")).to_contain_text(words["draft_kept"])
    asked.page.evaluate(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; 0"
    )
    pick(asked, "pilot")
    asked.go_to(HEADS)
    asked.field(HEADS).fill("3")
    notice = asked.root.locator(".notice")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text(words["draft_lost"])
    expect(asked.root.locator(".toolbar .help")).to_contain_text(words["draft_lost"])
    assert chosen(asked) == "pilot"
    # By keyboard: the focus comes to the step when the notice is gone.
    notice.get_by_role("button", name=words["close"]).press("Enter")
    expect(asked.heading(HEADS)).to_be_focused()


# --- keys, notices, paper -------------------------------------------------------------------


def test_single_keys_do_not_leave_the_calculator(asked: Questionnaire) -> None:
    page = asked.page
    page.evaluate(
        "window.heard = [];"
        "addEventListener('keydown', ({ key, ctrlKey }) => heard.push((ctrlKey ? '^' : '') + key))"
    )
    asked.go_to(SECOND)
    asked.root.locator(f"input[name={SECOND}]").first.focus()
    for key in ("n", "p", ".", "s", "f", "/", ",", "Space"):
        page.keyboard.press(key)
    page.keyboard.press("ArrowDown")
    assert chosen(asked, SECOND) == "tv_program_production"
    asked.go_to(HEADS)
    field = asked.field(HEADS)
    field.press_sequentially("1.s")
    page.keyboard.press("Control+a")
    page.keyboard.press("Escape")
    expect(field).to_have_value("1.s")
    assert page.evaluate("heard") == ["ArrowDown", "^Control", "^a", "Escape"]
    assert page.url.partition("#")[0].endswith(CALCULATOR)


def test_a_link_refused_twice_is_said_once(asked: Questionnaire, labels: Labels) -> None:
    words = labels["en"]
    for fragment in ("#v=1&r=1&a=zz", "#v=1&r=1&a=yy"):
        asked.follow(fragment)
    notice = asked.root.locator(".notice")
    expect(notice).to_have_count(1)
    notice.get_by_role("button", name=words["close"]).press("Enter")
    expect(notice).to_have_count(0)
    expect(asked.heading()).to_be_focused()


def test_the_imprint_is_of_the_day_of_printing(page: Page, scheme: dict[str, Any]) -> None:
    page.clock.install(time="2026-11-27T10:00:00")
    asked = Questionnaire(page, scheme, "en")
    asked.open()
    pick(asked, "short")
    imprint = asked.root.locator(".imprint")
    expect(imprint).to_contain_text("27 November 2026")
    page.clock.set_fixed_time("2026-11-29T10:00:00")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(imprint).to_contain_text("29 November 2026")
