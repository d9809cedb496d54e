"""The calculator in a real browser: what it says is what the engine said at the build."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import CALCULATOR, HTML_LANG, ROOTS, Lang, both_languages
from tests.browser.questionnaire import Questionnaire, money

EXAMPLES = {
    "short-all-met": ("eligible", 4_800_000),
    "pilot-ceiling-binds": ("eligible", 8_000_000),
    "share-just-under-thirty": ("ineligible", 4_800_000),
    "origin-not-answered": ("undetermined", 4_800_000),
    "film-trailer": ("eligible", 2_400_000),
    "approved-amount": ("eligible", 4_800_000),
    "force-majeure": ("eligible", 4_800_000),
}
MONTHS = "January February March April May June July August September October November December"


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    """The calculator, opened in the language of the test."""
    questionnaire = Questionnaire(page, scheme, lang)
    questionnaire.open()
    return questionnaire


def in_words(iso: str, lang: Lang) -> re.Pattern[str]:
    """A date as a reader of the language expects it, on its day of the week."""
    day = date.fromisoformat(iso)
    if lang == "zh":
        weekday = "一二三四五六日"[day.weekday()]
        return re.compile(rf"^{day.year}年{day.month}月{day.day}日 ?(星期|週){weekday}$")
    return re.compile(rf"^{day:%A},? {day.day} {MONTHS.split()[day.month - 1]} {day.year}$")


@both_languages
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_says_what_the_engine_said(
    asked: Questionnaire, scheme: dict[str, Any], problems: list[str], name: str, lang: Lang
) -> None:
    example = next(each for each in scheme["examples"] if each["id"] == name)
    result = example["result"]
    verdict, cap = EXAMPLES[name]
    assert (result["verdict"], result["amount"]["cap"]) == (verdict, cap)
    asked.answer_all(example["facts"])

    expect(asked.root.get_by_role("heading", level=2).nth(1)).to_be_focused()
    expect(asked.verdict).to_have_text(asked.words[verdict])
    most = asked.root.locator(".card .most strong")
    expect(most).to_have_text(f"At most NT${cap:,}" if lang == "en" else f"最多新臺幣 {cap:,} 元")
    table = asked.root.locator("section.instalments tbody tr")
    assert [row.locator("td").nth(1).inner_text() for row in table.all()] == [
        money(each["amount"], lang) for each in result["instalments"]
    ]
    dates = sorted(each["date"] for each in result["deadlines"] if each["date"])
    times = asked.root.locator("section.timeline time").all()
    assert [time.get_attribute("datetime") for time in times] == dates
    for time, iso in zip(times, dates, strict=True):
        expect(time).to_have_text(in_words(iso, lang))
    expect(asked.root.locator("section.timeline li")).to_have_count(len(result["deadlines"]))
    titles = {each["id"]: each["title"][lang] for each in asked.rules["requirements"]}
    for status in ("met", "unmet", "unclear", "unknown", "not_applicable"):
        shown = asked.root.locator(f"details.status.{status} li[id] h4")
        wanted = [each["id"] for each in result["requirements"] if each["status"] == status]
        ids = shown.locator("xpath=..").evaluate_all("rows => rows.map((row) => row.id)")
        assert ids == ["requirement-" + each for each in wanted]
        for heading, requirement in zip(shown.all_text_contents(), wanted, strict=True):
            assert heading.startswith(titles[requirement])
    expect(asked.status).to_contain_text(asked.words[verdict])
    assert problems == []


@both_languages
def test_the_question_that_decides_next_is_a_press_away(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang
) -> None:
    example = next(each for each in scheme["examples"] if each["id"] == "origin-not-answered")
    asked.answer_all(example["facts"])
    label = asked.questions["origin_is_roc"]["label"][lang]
    asked.root.locator(".card").get_by_role("button", name=label).click()
    expect(asked.options("origin_is_roc").get_by_role("radio").first).to_be_focused()
    asked.answer("origin_is_roc", True)
    expect(asked.verdict).to_have_text(asked.words["eligible"])


@both_languages
def test_half_a_person_is_an_error_in_the_language_of_the_page(
    asked: Questionnaire, lang: Lang
) -> None:
    asked.form.get_by_role("button", name=asked.title(3)).click()
    field = asked.field("technical_heads_total")
    field.fill("2.5")
    error = asked.root.locator("#technical_heads_total-error")
    expect(error).to_be_empty()
    field.press("Tab")
    words = "請填整數，1 以上。" if lang == "zh" else "Please give a whole number, 1 or more."
    expect(error).to_have_text(words)
    expect(error).to_have_role("alert")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(words)))
    expect(asked.root.locator("div.calculator")).to_have_attribute("lang", HTML_LANG[lang])
    asked.form.get_by_role("button", name=asked.words["next"], exact=True).click()
    expect(field).to_be_focused()
    expect(asked.heading(3)).to_be_visible()
    field.fill("2")
    expect(error).to_be_empty()
    expect(field).to_have_attribute("aria-invalid", "false")


@both_languages
def test_answers_go_with_the_link_and_outlast_a_reload(asked: Questionnaire) -> None:
    asked.choose("category", asked.questions["category"]["options"][1]["label"][asked.lang])
    asked.page.wait_for_function("location.hash.startsWith('#v=1&')")
    asked.page.reload()
    expect(asked.root.locator("input[name=category][value=short]")).to_be_checked()


def press_until(asked: Questionnaire, script: str, key: str = "Tab", most: int = 60) -> None:
    """Presses a key until the focused element, also one in the shadow tree, is the one wanted."""
    focused = (
        "() => { let node = document.activeElement;"
        " while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;"
        f" return {script}; }}"
    )
    for _ in range(most):
        if asked.page.evaluate(focused):
            return
        asked.page.keyboard.press(key)
    pytest.fail(f"{key} does not come to where {script}")


@both_languages
def test_the_keyboard_alone_is_enough(asked: Questionnaire) -> None:
    keyboard = asked.page.keyboard
    press_until(asked, "node.name === 'category'")
    keyboard.press("Space")
    expect(asked.root.locator("input[name=category][value=pilot]")).to_be_checked()
    keyboard.press("ArrowDown")
    expect(asked.root.locator("input[name=category][value=short]")).to_be_checked()
    expect(asked.verdict).to_have_text(asked.words["undetermined"])
    press_until(asked, "node.type === 'submit'", most=15)
    keyboard.press("Enter")
    expect(asked.heading(1)).to_be_focused()
    press_until(asked, "node.name === 'applicant_type'", most=5)
    keyboard.press("Space")
    for _ in range(3):
        keyboard.press("ArrowDown")
    expect(asked.root.locator("input[name=applicant_type][value=other]")).to_be_checked()
    expect(asked.verdict).to_have_text(asked.words["ineligible"])
    expect(asked.status).to_contain_text(asked.words["ineligible"])
    press_until(asked, "node.type === 'submit'", most=15)
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    expect(asked.heading(0)).to_be_focused()


@both_languages
def test_without_javascript_the_page_is_a_checklist(
    new_page: NewPage, scheme: dict[str, Any], lang: Lang
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(ROOTS[lang] + CALCULATOR)
    words = "逐項對照" if lang == "zh" else "JavaScript"
    expect(page.locator("noscript p")).to_contain_text(words)
    expect(page.locator("noscript p")).to_be_visible()
    requirements = scheme["calculator"]["requirements"]
    rows = page.locator("ul.requirements > li[id]")
    assert rows.evaluate_all("rows => rows.map((row) => row.id)") == [r["id"] for r in requirements]
    for row, requirement in zip(rows.all(), requirements, strict=True):
        title = row.get_by_text(requirement["title"][lang], exact=True)
        expect(title).to_be_visible()
        expect(row.locator("p").first).to_have_text(requirement["unmet"][lang])
        link = row.get_by_role("link", name=requirement["clause"], exact=True)
        expect(link).to_be_visible()
        target = f"/{ROOTS[lang]}schemes/virtual-production/rules/#{requirement['clause']}"
        assert link.evaluate("link => link.href").endswith(target)
