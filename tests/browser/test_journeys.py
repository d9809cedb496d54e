"""Whole journeys of those who come to the calculator, in both languages, on phone and desktop."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import ROOTS, Lang, both_languages, open_page
from tests.browser.person import AMOUNT, Person, producer
from tests.browser.questionnaire import Questionnaire

Labels = dict[Lang, dict[str, str]]

MOST_FIRST, MOST_ALL = 25, 110
"""Presses from the home page to the first amount, and to the whole result."""
both_sizes = pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=["phone", "desktop"])
OTHER: dict[Lang, Lang] = {"zh": "en", "en": "zh"}


@pytest.fixture
def asked(
    new_page: NewPage, scheme: dict[str, Any], lang: Lang, size: tuple[int, int]
) -> Questionnaire:
    page = new_page(viewport={"width": size[0], "height": size[1]})
    return Questionnaire(page, scheme, lang)


def facts_of_producer(asked: Questionnaire, scheme: dict[str, Any]) -> dict[str, Any]:
    facts = producer(scheme)
    return {id_: facts[id_] for id_ in facts if id_ in asked.questions}


def option(asked: Questionnaire, fact: str, id_: str) -> str:
    """What an answer says."""
    options = asked.questions[fact]["options"]
    label: str = next(item["label"][asked.lang] for item in options if item["id"] == id_)
    return label


def open_with(asked: Questionnaire, facts: dict[str, Any], step: str) -> None:
    """The calculator of somebody who has answered so far and is at a step."""
    asked.open()
    asked.give(facts)
    asked.go_to(step)


@both_languages
@both_sizes
def test_the_producer_by_keyboard(
    asked: Questionnaire,
    scheme: dict[str, Any],
    lang: Lang,
    problems: list[str],
) -> None:
    open_page(asked.page, ROOTS[lang])
    journey = Person(asked.page, producer(scheme)).go()
    assert journey.first_amount is not None
    assert journey.first_amount <= MOST_FIRST
    assert journey.without_leaving
    assert journey.verdict is not None
    assert journey.verdict <= MOST_ALL
    expect(asked.verdict).to_be_focused()
    expect(asked.verdict).to_have_text(asked.words["eligible"])
    expect(asked.root.locator(".head .sentence")).to_contain_text(AMOUNT)
    assert journey.asked == list(dict.fromkeys(journey.asked))
    assert problems == []


@both_languages
def test_leaving_a_box_by_keyboard_loses_no_focus(
    page: Page, scheme: dict[str, Any], lang: Lang
) -> None:
    """The answer below holds a link, and is not made anew while the focus goes to it."""
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    asked.choose("category", option(asked, "category", "short"))
    asked.field("production_cost_twd").focus()
    page.keyboard.type("6200000")
    link = asked.answer_now.get_by_role("link")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()


@both_languages
@both_sizes
def test_a_knock_out_is_told_at_once_and_can_be_undone(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang, problems: list[str]
) -> None:
    facts = facts_of_producer(asked, scheme)
    open_with(asked, {fact: facts[fact] for fact in asked.quick}, "applicant_type")
    asked.choose("applicant_type", option(asked, "applicant_type", "other"))
    notice = asked.root.locator(".answer .ways")
    expect(notice).to_be_visible()
    expect(asked.answer_now).to_have_class(re.compile("ineligible"))
    expect(asked.status.first).to_contain_text(asked.words["ineligible"])
    submit = asked.form.locator("button[type=submit]")
    expect(submit).to_have_text(asked.words["last"])
    expect(asked.form.get_by_role("button", name=asked.words["anyway"])).to_be_visible()
    # Back from the result to the question, whose other answer undoes it.
    submit.click()
    expect(asked.verdict).to_have_text(asked.words["ineligible"])
    asked.page.go_back()
    expect(asked.heading("applicant_type")).to_be_visible()
    asked.choose("applicant_type", option(asked, "applicant_type", "film_production"))
    expect(notice).to_have_count(0)
    expect(submit).to_have_text(asked.words["next"])
    submit.click()
    expect(asked.heading("applicant_type")).to_have_count(0)
    expect(asked.form).to_be_visible()
    assert problems == []


@both_languages
@both_sizes
def test_undecided_with_questions_left(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang, problems: list[str]
) -> None:
    facts = facts_of_producer(asked, scheme)
    left = {"themes": facts.pop("themes"), "has_script": facts.pop("has_script")}
    open_with(asked, facts, "result")
    expect(asked.verdict).to_have_text(asked.words["undetermined"])
    question = asked.questions["has_script"]["label"][lang]
    asked.root.get_by_role("button", name=question).first.click()
    expect(asked.heading("has_script")).to_be_visible()
    asked.answer("has_script", left["has_script"])
    asked.go_on()
    expect(asked.heading("themes")).to_be_focused()
    asked.answer("themes", left["themes"])
    # The one question that is left decides nothing: what one asks for.
    while asked.form.is_visible():
        asked.go_on()
    expect(asked.verdict).to_have_text(asked.words["eligible"])
    assert problems == []


@both_languages
@both_sizes
def test_an_unclear_result_says_whom_to_ask(
    asked: Questionnaire, scheme: dict[str, Any], labels: Labels, lang: Lang, problems: list[str]
) -> None:
    facts = {**facts_of_producer(asked, scheme), "realistic_tone": False}
    open_with(asked, facts, "result")
    expect(asked.verdict).to_have_text(asked.words["undetermined"])
    rules = asked.rules["requirements"]
    title = next(rule["title"][lang] for rule in rules if rule["id"] == "realistic-tone")
    expect(asked.root.locator(".head .sentence")).to_contain_text(title)
    section = asked.root.get_by_role("region", name=labels[lang]["ask"])
    expect(section).to_contain_text(title)
    whom = section.get_by_role("heading", name=labels[lang]["ask_whom"], exact=True)
    expect(whom).to_be_visible()
    assert problems == []


@both_languages
@both_sizes
def test_reload_back_and_forward_keep_place_and_answers(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang, problems: list[str]
) -> None:
    facts, page = facts_of_producer(asked, scheme), asked.page
    asked.open()
    left = dict(facts)
    places = []
    for _ in range(4):
        places.append(asked.asks())
        asked.answer_step(left)
        asked.go_on()
    here = asked.asks()
    assert len({tuple(names) for names in [*places, here]}) == 5
    title = page.title()
    page.reload()
    expect(asked.form).to_be_visible()
    expect(asked.root.locator(f"[name={here[0]}]").first).to_be_visible()
    assert page.title() == title
    page.go_back()
    expect(asked.root.locator(f"[name={places[3][0]}]").first).to_be_visible()
    assert asked.root.locator(f"[name={places[3][0]}]:checked").count() == 1
    page.go_back()
    expect(asked.root.locator(f"[name={places[2][0]}]").first).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(asked.root.locator(f"[name={here[0]}]").first).to_be_visible()
    assert page.title() == title
    asked.answer_all(left)
    expect(asked.verdict).to_have_text(asked.words["eligible"])
    assert problems == []


@both_languages
@both_sizes
def test_an_answer_is_changed_from_the_result_and_back(
    asked: Questionnaire, scheme: dict[str, Any], labels: Labels, lang: Lang, problems: list[str]
) -> None:
    open_with(asked, facts_of_producer(asked, scheme), "result")
    expect(asked.verdict).to_have_text(asked.words["eligible"])
    asked.root.get_by_role("button", name=labels[lang]["to_questions"], exact=True).click()
    expect(asked.heading()).to_be_focused()
    asked.field("production_cost_twd").fill("5000000")
    expect(asked.answer_now).to_contain_text("4,000,000")
    while asked.form.is_visible():
        asked.go_on()
    expect(asked.verdict).to_be_focused()
    expect(asked.root.locator(".head .sentence")).to_contain_text("4,000,000")
    assert problems == []


@both_languages
@both_sizes
def test_a_shared_link_opens_the_result(
    asked: Questionnaire, new_page: NewPage, scheme: dict[str, Any], lang: Lang, problems: list[str]
) -> None:
    open_with(asked, facts_of_producer(asked, scheme), "result")
    expect(asked.root.locator(".toolbar").first).to_be_attached()
    link = asked.link()
    theirs = Questionnaire(new_page(viewport=asked.page.viewport_size), scheme, lang)
    theirs.page.goto(link)
    expect(theirs.verdict).to_have_text(theirs.words["eligible"])
    expect(theirs.form).to_be_hidden()
    expect(theirs.root.locator(".head .sentence")).to_contain_text(AMOUNT)
    assert problems == []


@both_languages
@both_sizes
@pytest.mark.parametrize("step", ["applicant_type", "result"])
def test_the_other_language_keeps_all(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang, step: str, problems: list[str]
) -> None:
    open_with(asked, facts_of_producer(asked, scheme), step)
    expect(asked.heading(step)).to_be_visible()
    other = Questionnaire(asked.page, scheme, OTHER[lang])
    asked.page.get_by_role("link", name=re.compile("^(English|繁體中文)$")).first.click()
    asked.page.wait_for_url(re.compile("/en/" if lang == "zh" else "^(?!.*/en/)"))
    expect(other.heading(step)).to_be_visible()
    if step == "result":
        expect(other.verdict).to_have_text(other.words["eligible"])
        expect(other.root.locator(".head .sentence")).to_contain_text(AMOUNT)
    else:
        chosen = other.options(step).get_by_role("radio", checked=True)
        expect(chosen).to_have_value("film_production")
    assert problems == []
