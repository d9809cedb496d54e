"""Numbers and dates as somebody types or pastes them: what is read, asked about and refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import Lang, both_languages
from tests.browser.typed import Typing

COST, SHARE = "production_cost_twd", "vp_ratio_percent"
RATE, DAY = "frame_rate_fps", "approval_date"
TYPED = ("integer", "number", "date")

ALERTS = """(root) => {
  const seen = (window.alerts = []);
  const watch = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const alert = (target.closest ?? target.parentElement?.closest)?.call(
        target.closest ? target : target.parentElement, "[role=alert]");
      if (alert?.textContent) seen.push(alert.textContent);
    }
  });
  watch.observe(root.shadowRoot, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Typing:
    questionnaire = Typing(page, scheme, lang)
    questionnaire.open()
    return questionnaire


AMOUNTS: dict[str, tuple[int, dict[Lang, str]]] = {
    "6200000": (
        6_200_000,
        {"zh": "新臺幣 6,200,000 元（620 萬）", "en": "NT$6,200,000 (6.2 million)"},
    ),
    "６２０萬元": (
        6_200_000,
        {"zh": "新臺幣 6,200,000 元（620 萬）", "en": "NT$6,200,000 (6.2 million)"},
    ),
    "NT$6,234,567": (
        6_234_567,
        {"zh": "新臺幣 6,234,567 元（623 萬 4,567）", "en": "NT$6,234,567 (6.234567 million)"},
    ),
    "一億二千萬": (
        120_000_000,
        {"zh": "新臺幣 120,000,000 元（1 億 2,000 萬）", "en": "NT$120,000,000 (120 million)"},
    ),
    "10000": (10_000, {"zh": "新臺幣 10,000 元（1 萬）", "en": ""}),
    "9,999": (9_999, {"zh": "", "en": ""}),
    "9,999元": (9_999, {"zh": "新臺幣 9,999 元", "en": "NT$9,999"}),
}


@both_languages
def test_an_amount_is_shown_as_it_was_read(asked: Typing, lang: Lang) -> None:
    for typed, (amount, words) in AMOUNTS.items():
        box = asked.typed(COST, typed)
        assert asked.facts() == {COST: amount}
        expect(asked.error(COST)).to_be_empty()
        expect(asked.reading(COST)).to_have_text(words[lang])
        if words[lang]:
            expect(box).to_have_accessible_description(re.compile(re.escape(words[lang])))
        assert asked.reading(COST).get_attribute("role") is None


@both_languages
def test_answers_from_a_link_are_shown_in_the_same_form(asked: Typing, lang: Lang) -> None:
    asked.give({COST: 6_200_000, DAY: "2026-03-31"})
    expect(asked.root.locator(".toolbar")).to_be_attached()
    asked.page.goto(asked.link())
    asked.page.reload()
    expect(asked.box(COST)).to_have_value("6,200,000")
    expect(asked.reading(COST)).to_have_text(AMOUNTS["6200000"][1][lang])
    expect(asked.box(DAY)).to_have_value("2026-03-31")
    expect(asked.reading(DAY)).to_be_empty()


@both_languages
@pytest.mark.parametrize(("typed", "amount"), [("NT$6.2M", 6_200_000), ("620k", 620_000)])
def test_a_letter_for_millions_is_asked_about_and_taken_by_keyboard(
    asked: Typing, typed: str, amount: int
) -> None:
    box = asked.box(COST)
    box.press_sequentially(typed)
    expect(asked.error(COST)).to_be_empty()
    expect(asked.reading(COST)).to_contain_text(f"{amount:,}")
    assert asked.facts() == {}
    box.press("Enter")
    expect(box).to_be_focused()
    expect(asked.error(COST)).to_contain_text(f"{amount:,}")
    box.press("Tab")
    asked.page.keyboard.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_value(f"{amount:,}")
    expect(asked.error(COST)).to_be_empty()
    assert asked.facts() == {COST: amount}


@both_languages
def test_what_may_be_meant_is_a_press_away(asked: Typing) -> None:
    asked.typed(RATE, "23,976")
    for figure in ("23.976", "23,976"):
        expect(asked.error(RATE)).to_contain_text(figure)
    buttons = asked.offers(RATE)
    expect(buttons).to_have_count(2)
    buttons.first.click()
    assert asked.facts() == {RATE: 23.976}
    expect(buttons).to_have_count(0)
    # Of a button that is there already, the press counts though it leaves the box.
    asked.box(COST).press_sequentially("6.2m")
    asked.offers(COST).click()
    assert asked.facts() == {RATE: 23.976, COST: 6_200_000}


@both_languages
@pytest.mark.parametrize("typed", ["23,5", "2,8002", "1 2", "10²"])
def test_no_question_for_a_number_drops_a_sign(asked: Typing, typed: str) -> None:
    numeric = [
        fact for fact, rule in asked.questions.items() if rule["type"] in ("integer", "number")
    ]
    assert len(numeric) > 8
    for fact in numeric:
        box = asked.typed(fact, typed)
        expect(asked.error(fact)).not_to_be_empty()
        expect(asked.error(fact)).not_to_contain_text("9,007")
        expect(box).to_have_attribute("aria-invalid", "true")
        if fact not in asked.after:
            asked.form.locator("button[type=submit]").click()
            expect(box).to_be_focused()
        box.fill("")
    assert asked.facts() == {}


@both_languages
def test_each_unit_may_be_typed_after_its_number(asked: Typing) -> None:
    assert asked.units_are_read() > 15


PASTE = """(input, text) => {
  input.focus();
  document.execCommand("insertText", false, text);
}"""


@both_languages
@pytest.mark.parametrize(
    "pasted",
    ["NT$16,000,000", "16,000,000 元", "\u200e16000000\u202c", "1,600萬", "16\u00a0000\u00a0000"],
)
def test_an_amount_that_is_pasted(asked: Typing, pasted: str) -> None:
    box = asked.box(COST)
    box.evaluate(PASTE, pasted)
    box.press("Tab")
    expect(asked.reading(COST)).to_contain_text("16,000,000")
    expect(asked.error(COST)).to_be_empty()
    assert asked.facts() == {COST: 16_000_000}


@both_languages
def test_markup_is_shown_as_text_and_cut(asked: Typing) -> None:
    asked.box(COST).fill("<img src=x>" * 9)
    asked.box(COST).press("Tab")
    expect(asked.error(COST)).to_contain_text("<img src=x>")
    expect(asked.error(COST).locator("*")).to_have_count(0)
    assert len(asked.error(COST).inner_text()) < 100


@both_languages
def test_a_range_names_only_bounds_that_mean_something(asked: Typing) -> None:
    asked.typed(SHARE, "150")
    expect(asked.error(SHARE)).to_contain_text("100")
    asked.typed(COST, "-5")
    expect(asked.error(COST)).to_contain_text("0")
    expect(asked.error(COST)).not_to_contain_text("9")
    asked.typed(COST, "1" + "0" * 30)
    expect(asked.error(COST)).to_have_text(
        "這個數字太大，請檢查位數。"
        if asked.lang == "zh"
        else "This number is too large. Please check its digits."
    )


DAYS = ["2026-03-31", "2026/3/31", "2026年3月31日", "20260331", "２０２６．３．３１"]
REPUBLIC = ["115年3月31日", "115.3.31", "115/03/31", "民國115年3月31日", "0115-03-31"]


@both_languages
@pytest.mark.parametrize("typed", DAYS + REPUBLIC)
def test_nothing_is_announced_while_a_date_is_typed(asked: Typing, typed: str, lang: Lang) -> None:
    box = asked.box(DAY)
    asked.root.evaluate(ALERTS)
    box.press_sequentially(typed)
    box.press("Tab")
    assert asked.page.evaluate("window.alerts") == []
    assert asked.facts() == {DAY: "2026-03-31"}
    if typed in REPUBLIC:
        words = "民國 115 年是西元 2026 年：2026-03-31"
        expect(asked.reading(DAY)).to_have_text(
            words if lang == "zh" else "Year 115 of the Republic is 2026: 2026-03-31"
        )


@both_languages
@pytest.mark.parametrize("typed", ["2026-03", "115年3月", "0331", "2026-02-30", "3/4/2026"])
def test_what_is_no_date_is_an_error_once_it_is_left(asked: Typing, typed: str) -> None:
    box = asked.typed(DAY, typed)
    expect(asked.error(DAY)).not_to_be_empty()
    expect(box).to_have_attribute("aria-invalid", "true")
    assert asked.facts() == {}
    # Whoever goes on typing is not corrected meanwhile.
    box.press("End")
    box.press("Backspace")
    expect(asked.error(DAY)).to_be_empty()


@both_languages
@pytest.mark.parametrize("typed", ["150", "3O", "30 percents"])
def test_what_is_refused_holds_the_step_and_has_the_focus(asked: Typing, typed: str) -> None:
    box = asked.box(SHARE)
    box.press_sequentially(typed)
    expect(asked.error(SHARE)).to_be_empty()
    # As a program presses it: the box is never left.
    asked.form.locator("button[type=submit]").evaluate("button => button.click()")
    expect(box).to_be_focused()
    expect(asked.error(SHARE)).not_to_be_empty()
    asked.press("begin")
    expect(box).to_be_focused()
    box.fill("30")
    asked.press("begin")
    expect(asked.heading(asked.steps()[0][0])).to_be_focused()


@both_languages
def test_words_of_a_date_name_the_common_era(asked: Typing, lang: Lang) -> None:
    words = "民國年＋1911" if lang == "zh" else "plus 1911"
    for typed in ("2026-03", "3/4/2026", "1999-12-31", "26/3/31"):
        asked.typed(DAY, typed)
        expect(asked.error(DAY)).to_contain_text(words)
    asked.typed(DAY, "2026-03")
    expect(asked.error(DAY)).to_contain_text("還缺一部分" if lang == "zh" else "is missing")


@both_languages
def test_every_box_has_a_name_and_a_description(asked: Typing, lang: Lang) -> None:
    for fact, rule in asked.questions.items():
        if rule["type"] not in TYPED:
            continue
        box = asked.box(fact)
        expect(box).to_have_accessible_name(re.compile("^" + re.escape(rule["label"][lang])))
        if fact not in asked.quick:
            words = re.compile(re.escape(rule["help"][lang][:12]))
            expect(box).to_have_accessible_description(words)
        elif unit := rule.get("unit", {}).get(lang):
            expect(box).to_have_accessible_description(re.compile(re.escape(unit)))
