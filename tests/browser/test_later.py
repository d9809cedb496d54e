"""What the calculator loads after the first answer: late, or not at all, nothing else is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire

LATER = "**/calculator/later.js"


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    # Low, so that the record is out of sight.
    page.set_viewport_size({"width": 1000, "height": 400})
    return Questionnaire(page, scheme, lang)


def names(page: Page) -> list[str]:
    """The scripts and data of the calculator that the page has asked for."""
    script = "performance.getEntriesByType('resource').map(({ name }) => name)"
    paths = [str(url).rpartition("/")[2] for url in page.evaluate(script)]
    return [path for path in paths if path == "later.js" or path.startswith("more.")]


@both_languages
def test_before_the_first_answer_nothing_of_it_is_loaded(asked: Questionnaire) -> None:
    asked.open()
    expect(asked.form).to_be_visible()
    asked.page.wait_for_load_state("networkidle")
    assert names(asked.page) == []
    expect(asked.root.locator(".toolbar")).to_have_count(0)
    asked.choose("category", asked.questions["category"]["options"][1]["label"][asked.lang])
    expect(asked.root.locator(".toolbar")).to_be_attached()
    assert "later.js" in names(asked.page)


@both_languages
def test_the_result_loads_when_the_reader_comes_to_it(asked: Questionnaire) -> None:
    asked.open("#s=result")
    expect(asked.verdict).to_be_visible()
    expect(asked.root.locator(".toolbar")).to_be_visible()
    expect(asked.root.locator("section.requirements li").first).to_be_attached()
    expect(asked.root.locator("section.record dl").first).to_be_attached()


@both_languages
def test_where_it_comes_late_answers_and_focus_stay(asked: Questionnaire) -> None:
    held: list[Route] = []
    asked.page.route(LATER, lambda route: held.append(route))
    asked.open()
    short = asked.questions["category"]["options"][1]["label"][asked.lang]
    asked.choose("category", short)
    asked.go_to("technical_heads_total")
    field = asked.field("technical_heads_total")
    field.press_sequentially("12")
    expect(field).to_be_focused()
    expect(asked.root.locator(".toolbar")).to_have_count(0)
    assert len(held) == 1
    held[0].continue_()
    expect(asked.root.locator(".toolbar")).to_be_attached()
    expect(field).to_be_focused()
    expect(field).to_have_value("12")
    expect(asked.answer_now).to_be_visible()
    record = asked.root.locator("section.record dd")
    expect(record.filter(has_text=short)).to_have_count(1)
    expect(record.filter(has_text="12")).to_have_count(1)


@both_languages
def test_without_it_answers_are_kept_and_the_next_one_tries_again(asked: Questionnaire) -> None:
    page = asked.page
    page.route(LATER, lambda route: route.abort())
    asked.open()
    short, long = (asked.questions["category"]["options"][i]["label"][asked.lang] for i in (1, 0))
    asked.choose("category", short)
    page.wait_for_function("location.hash.startsWith('#v=1&')")
    documents = asked.root.get_by_role("alert").get_by_role("link")
    expect(documents).to_have_attribute("href", re.compile("/documents/$"))
    page.reload()
    expect(asked.root.locator("#category")).to_have_value("short")
    page.unroute(LATER)
    asked.choose("category", long)
    expect(asked.root.locator(".toolbar")).to_be_attached()
    expect(documents).to_have_count(0)


@both_languages
def test_a_result_that_is_asked_for_is_shown_however_late_it_comes(asked: Questionnaire) -> None:
    held: list[Route] = []
    asked.page.route("**/more.*.json", lambda route: held.append(route))
    asked.open("#s=applicant_type")
    asked.choose(
        "applicant_type", asked.questions["applicant_type"]["options"][3]["label"][asked.lang]
    )
    # That it ends here is known without it.
    asked.press("last")
    expect(asked.form).to_be_hidden()
    assert len(held) == 1
    held[0].continue_()
    expect(asked.verdict).to_be_focused()
    expect(asked.verdict).to_have_text(asked.words["ineligible"])


@both_languages
def test_a_result_that_cannot_be_loaded_is_said_to_be_so(
    asked: Questionnaire, labels: dict[Lang, dict[str, str]]
) -> None:
    words = labels[asked.lang]
    asked.page.route("**/more.*.json", lambda route: route.abort())
    asked.open("#s=applicant_type")
    asked.choose(
        "applicant_type", asked.questions["applicant_type"]["options"][3]["label"][asked.lang]
    )
    asked.press("last")
    alert = asked.root.get_by_role("alert").filter(has_text=words["not_loaded"])
    expect(alert).to_be_visible()
    # Until no attempt is on its way.
    asked.page.wait_for_timeout(500)
    asked.page.unroute("**/more.*.json")
    alert.get_by_role("button", name=words["try_again"]).click()
    expect(asked.verdict).to_be_visible()
    expect(alert).to_have_count(0)
