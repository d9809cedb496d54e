"""The page for whoever has a grant: dates, payments and documents, with scripts and without."""

from __future__ import annotations

import re
from typing import Any

from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from generator.rules.engine import evaluate
from tests.browser.axe import violations
from tests.browser.conftest import Downloaded, NewPage
from tests.browser.kinds import CALCULATOR, KINDS, ROOTS, Lang, both_languages, open_page
from tests.browser.questionnaire import money

Labels = dict[Lang, dict[str, str]]
TYPED = {
    "approved_amount_twd": ("４８０萬", 4_800_000),
    "approval_date": ("115.3.15", "2026-03-15"),
    "delivered_vp_ratio_percent": ("25", 25),
    "force_majeure_date": ("2026-05-04", "2026-05-04"),
}
FACTS = {fact: value for fact, (_, value) in TYPED.items()}
DRAFT = "JSON.parse(localStorage[origin + '/subsidy-calculator:virtual-production:draft'])"


def opened(page: Page, lang: Lang) -> Locator:
    open_page(page, ROOTS[lang] + KINDS["grantees"])
    root = page.locator("subsidy-calculator")
    expect(root.locator("ol.payments")).to_be_visible()
    return root


def answer(root: Locator, rules: dict[str, Any], lang: Lang) -> None:
    """Types every answer, as somebody does who has the letter before them."""
    labels = {item["id"]: item["label"][lang] for item in rules["questions"]}
    for fact, (text, _) in TYPED.items():
        box = root.get_by_role("textbox", name=re.compile("^" + re.escape(labels[fact])))
        box.fill(text)
        box.press("Tab")


@both_languages
def test_every_question_shows_at_once_and_gives_dates_and_payments(
    page: Page,
    scheme: dict[str, Any],
    labels: Labels,
    downloaded: Downloaded,
    problems: list[str],
    lang: Lang,
) -> None:
    rules = scheme["calculator"]
    root = opened(page, lang)
    (group,) = (item for item in rules["groups"] if item.get("stage") == "payment")
    expect(root.get_by_role("textbox")).to_have_count(len(group["questions"]))
    expect(root.locator(".timeline time")).to_have_count(0)
    answer(root, rules, lang)

    result = evaluate(rules, FACTS)
    dates = sorted(item["date"] or "" for item in result["deadlines"])
    times = root.locator(".timeline time")
    expect(times).to_have_count(len(dates))
    assert [item.get_attribute("datetime") for item in times.all()] == dates
    moved = [item for item in result["deadlines"] if item["office_day"]]
    assert moved
    expect(root.locator(".timeline .warning")).to_have_count(len(moved))
    payments = root.locator("ol.payments > li").all()
    for part, decided, item in zip(
        rules["instalments"], result["instalments"], payments, strict=True
    ):
        expect(item.get_by_role("heading", name=part["title"][lang], exact=True)).to_be_visible()
        expect(item).to_contain_text(money(decided["amount"] or 0, lang))
        expect(item).to_contain_text(part["needs"][lang])
        # Its documents are those of its clause.
        (phase,) = (item for item in scheme["checklist"] if item["clause"] == part["clause"])
        item.locator("summary").click()
        for document in phase["items"]:
            expect(item).to_contain_text(document["title"][lang])
    unclear = [item for item in result["requirements"] if item["status"] == "unclear"]
    assert {item["stage"] for item in unclear} == {"payment"}
    expect(root.locator(".requirements_payment .unclear > ul > li")).to_have_count(len(unclear))

    button = root.get_by_role("button", name=labels[lang]["calendar"], exact=True)
    calendar: Any = Calendar.from_ical(downloaded(page, button)[1])
    days = sorted(str(item["DTSTART"].dt) for item in calendar.walk("VEVENT"))
    assert days == dates
    assert problems == []


@both_languages
def test_it_shares_the_draft_and_is_linked_from_the_result(
    page: Page, scheme: dict[str, Any], labels: Labels, problems: list[str], lang: Lang
) -> None:
    """Nothing of the calculator's is lost: neither its answers nor the step where it was."""
    open_page(page, ROOTS[lang] + CALCULATOR)
    calculator = page.locator("subsidy-calculator")
    facts = {"category": "short", "applicant_type": "other"}
    calculator.evaluate("(element) => (location.hash = '#s=result')")
    expect(calculator.locator("#verdict")).to_be_visible()
    page.evaluate(
        "(facts) => { const { rules } = document.querySelector('subsidy-calculator')"
        ".page.view.wording; const draft = {facts, refused: {}, step: 'result', rules,"
        " verdict: 'undetermined', cap: null, failed: []};"
        " const name = origin + '/subsidy-calculator:virtual-production:draft';"
        " localStorage[name] = JSON.stringify(draft) }",
        facts,
    )
    link = calculator.get_by_role("link", name=labels[lang]["grantees"], exact=True)
    link.click()
    root = page.locator("subsidy-calculator[mode=after]")
    expect(root.locator("ol.payments")).to_be_visible()
    # Whether one could apply is not said to whoever has a grant.
    expect(root.get_by_text(labels[lang]["verdict_ineligible"])).to_have_count(0)
    answer(root, scheme["calculator"], lang)
    draft = page.evaluate(DRAFT)
    assert (draft["facts"], draft["step"]) == ({**facts, **FACTS}, "result")
    assert problems == []


@both_languages
def test_without_scripts_the_rules_of_dates_and_payments_stand_there(
    new_page: NewPage, scheme: dict[str, Any], lang: Lang
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(ROOTS[lang] + KINDS["grantees"])
    main = page.get_by_role("main")
    rules = scheme["calculator"]
    for item in (*rules["deadlines"], *rules["instalments"]):
        expect(main.get_by_text(item["title"][lang]).first).to_be_visible()
        words = item.get("rule") or item["needs"]
        expect(main.get_by_text(words[lang]).first).to_be_visible()


@both_languages
def test_it_fits_a_phone_and_axe_finds_nothing(
    new_page: NewPage, scheme: dict[str, Any], axe: str, lang: Lang
) -> None:
    page = new_page(viewport={"width": 320, "height": 800}, color_scheme="dark")
    root = opened(page, lang)
    answer(root, scheme["calculator"], lang)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(axe, page) == []
