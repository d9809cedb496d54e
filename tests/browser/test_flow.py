"""One question a step: what comes next, what ends it, what is said of it, and where it stands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire

Labels = dict[Lang, dict[str, str]]
SHORT = {
    "category": "short",
    "runtime_minutes": 12,
    "vp_ratio_percent": 35,
    "production_cost_twd": 6_200_000,
}
"""What the first step asks, of a short film that may be granted something."""


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    questionnaire = Questionnaire(page, scheme, lang)
    questionnaire.open()
    return questionnaire


def option(asked: Questionnaire, fact: str, n: int) -> str:
    label: str = asked.questions[fact]["options"][n]["label"][asked.lang]
    return label


@both_languages
def test_nothing_shows_below_the_questions_before_an_answer(asked: Questionnaire) -> None:
    bottom = """(element) => {
      const shown = [...element.shadowRoot.querySelectorAll(".calculator *")]
        .filter((each) => each.checkVisibility() && each.getClientRects().length);
      const form = element.shadowRoot.querySelector("form").getBoundingClientRect();
      return shown.filter((each) => each.textContent.trim())
        .filter((each) => each.getBoundingClientRect().top > form.bottom)
        .map((each) => each.textContent.trim());
    }"""
    assert asked.root.evaluate(bottom) == []
    asked.press("begin")
    expect(asked.heading(asked.steps()[0][0])).to_be_focused()
    assert asked.root.evaluate(bottom) == []
    asked.choose("has_script", asked.words["yes"])
    expect(asked.answer_now).to_be_visible()
    asked.press("back")
    asked.choose("category", option(asked, "category", 1))
    expect(asked.answer_now).to_be_visible()
    # Money and time.
    assert asked.root.evaluate(bottom) != []


@both_languages
def test_the_first_sentence_rewrites_itself_while_one_types(
    asked: Questionnaire, labels: Labels, lang: Lang
) -> None:
    words = labels[lang]
    asked.choose("category", option(asked, "category", 1))
    expect(asked.answer_now).to_contain_text(words["sentence_open"])
    cost = asked.field("production_cost_twd")
    for key, most in (("6", "4"), ("2", "49"), ("0", "496"), ("0", "4,960")):
        cost.press(key)
        # The box has not been left.
        expect(asked.answer_now.locator("strong")).to_have_text(re.compile(rf"\D?{most}\D*$"))
        expect(cost).to_be_focused()
    share = asked.field("vp_ratio_percent")
    share.press_sequentially("2")
    expect(asked.answer_now).not_to_contain_text(words["sentence_open"])
    share.press("9")
    share.press("Backspace")
    share.press("Backspace")
    share.press_sequentially("35")
    expect(asked.answer_now).to_contain_text(words["sentence_open"])
    asked.press("begin")
    expect(asked.heading("has_script")).to_be_focused()


@both_languages
def test_next_passes_over_what_is_answered_and_ends_at_the_result(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang
) -> None:
    facts = next(item for item in scheme["examples"] if item["id"] == "short-all-met")["facts"]
    open_ones = ("has_script", "director_has_roc_id")
    asked.give({fact: answer for fact, answer in facts.items() if fact not in open_ones})
    asked.press("begin")
    expect(asked.heading("has_script")).to_be_focused()
    asked.answer("has_script", True)
    asked.press("next")
    expect(asked.heading("director_has_roc_id")).to_be_focused()
    # Not answered: one may go on all the same. What is optional comes last.
    asked.press("next")
    expect(asked.heading("requested_amount_twd")).to_be_focused()
    asked.press("last")
    expect(asked.verdict).to_be_focused()
    expect(asked.verdict).to_have_text(asked.words["undetermined"])
    asked.page.go_back()
    asked.page.go_back()
    expect(asked.heading("director_has_roc_id")).to_be_focused()
    asked.answer("director_has_roc_id", True)
    # Back goes to what stands before it, answered or not.
    asked.press("back")
    expect(asked.heading("producer_has_roc_id")).to_be_focused()
    asked.press("next")
    expect(asked.heading("requested_amount_twd")).to_be_focused()
    asked.press("last")
    expect(asked.verdict).to_have_text(asked.words["eligible"])


@both_languages
def test_each_step_has_an_address_and_a_title(asked: Questionnaire, lang: Lang) -> None:
    page = asked.page
    first = page.title()
    seen = {first}
    asked.choose("category", option(asked, "category", 1))
    for word, step in (("begin", "has_script"), ("next", "applicant_type")):
        asked.press(word)
        expect(asked.heading(step)).to_be_focused()
        assert f"s={step}" in page.url
        assert page.title().startswith(asked.title(step))
        assert page.title().endswith(first)
        seen.add(page.title())
    asked.choose("applicant_type", option(asked, "applicant_type", 3))
    asked.press("last")
    expect(asked.verdict).to_be_focused()
    assert "s=result" in page.url
    assert page.title().startswith(asked.words["ineligible"])
    page.reload()
    expect(asked.verdict).to_have_text(asked.words["ineligible"])
    expect(asked.verdict).to_be_visible()
    page.wait_for_function(
        "title => document.title.startsWith(title)", arg=asked.words["ineligible"]
    )
    page.go_back()
    expect(asked.heading("applicant_type")).to_be_visible()
    assert page.title() in seen
    asked.go_to("")
    assert page.title() == first


@both_languages
def test_a_knock_out_says_so_and_stops_unless_one_goes_on(asked: Questionnaire, lang: Lang) -> None:
    anyway = asked.form.get_by_role("button", name=asked.words["anyway"], exact=True)
    asked.go_to("applicant_type")
    expect(anyway).to_be_hidden()
    asked.choose("applicant_type", option(asked, "applicant_type", 3))
    rule = next(item for item in asked.rules["requirements"] if item["id"] == "applicant-trade")
    warning = asked.root.locator(".answer .sentence.ineligible")
    expect(warning).to_contain_text(rule["unmet"][lang][:20])
    expect(warning.get_by_role("link")).to_be_visible()
    # Other answers undo it, and ask on.
    asked.choose("applicant_type", option(asked, "applicant_type", 0))
    expect(warning).to_have_count(0)
    expect(asked.form.locator("button[type=submit]")).to_have_text(asked.words["next"])
    asked.choose("applicant_type", option(asked, "applicant_type", 3))
    asked.press("last")
    expect(asked.verdict).to_have_text(asked.words["ineligible"])
    expect(asked.verdict).to_be_focused()
    asked.page.go_back()
    expect(asked.heading("applicant_type")).to_be_focused()
    anyway.click()
    expect(asked.heading("applicant_registered_in_roc")).to_be_focused()
    # Who goes on is asked on.
    expect(anyway).to_be_hidden()
    asked.press("next")
    expect(asked.heading("applicant_government_tie")).to_be_focused()


@both_languages
def test_one_question_stands_for_its_group(asked: Questionnaire) -> None:
    (group,) = (item for item in asked.rules["groups"] if "at_once" in item)
    id_, whole = group["id"], group["at_once"]["values"]
    facts = "element => element.page.view.facts"
    asked.go_to(id_)
    assert asked.asks() == [id_]
    asked.choose_at_once(id_, "all_of_it")
    assert asked.root.evaluate(facts) == whole
    assert asked.asks() == [id_]
    asked.choose_at_once(id_, "unknown")
    assert asked.root.evaluate(facts) == dict.fromkeys(whole)
    asked.choose_at_once(id_, "all_of_it")
    asked.choose_at_once(id_, "enter")
    assert asked.asks() == [id_, *group["questions"]]
    # What the yes stood for stays, to be changed.
    expect(asked.field("frame_rate_fps")).to_have_value("24")
    asked.field("frame_rate_fps").fill("25")
    assert asked.root.evaluate(facts) == {**whole, "frame_rate_fps": 25}
    asked.page.reload()
    expect(asked.field("frame_rate_fps")).to_have_value("25")
    asked.field("frame_rate_fps").fill("24")
    asked.page.reload()
    # All as the yes has them: it is one again.
    expect(asked.heading(id_)).to_be_visible()
    assert asked.asks() == [id_]


@both_languages
def test_a_change_of_one_of_its_questions_opens_the_group(
    asked: Questionnaire, labels: Labels, lang: Lang
) -> None:
    (group,) = (item for item in asked.rules["groups"] if "at_once" in item)
    asked.give(group["at_once"]["values"])
    asked.go_to("result")
    asked.root.locator("section.record summary").click()
    label = asked.questions["frame_rate_fps"]["label"][lang]
    name = labels[lang]["change_answer"].format(label=label)
    record = asked.root.locator("section.record")
    record.get_by_role("button", name=name, exact=True).click()
    expect(asked.field("frame_rate_fps")).to_be_focused()
    expect(asked.field("frame_rate_fps")).to_have_value("24")


def count_of(text: str, lang: Lang) -> list[int]:
    """How many questions a text says are left, and how many of them could end it."""
    pattern = {
        "zh": r"還有 (\d+) 題沒答(?:，其中 (\d+) 題可能)?",
        "en": r"(\d+) questions are left(?:; (\d+) of them)?",
    }[lang]
    found = re.search(pattern, text)
    assert found, text
    return [int(n or 0) for n in found.groups()]


@both_languages
def test_the_count_is_the_same_everywhere_and_counts_down(asked: Questionnaire, lang: Lang) -> None:
    left = []
    asked.choose("category", option(asked, "category", 1))
    before = count_of(asked.answer_now.inner_text(), lang)
    for step in ("has_script", "applicant_registered_in_roc"):
        asked.go_to(step)
        assert count_of(asked.answer_now.inner_text(), lang) == before
        asked.answer(step, True)
        now = count_of(asked.answer_now.inner_text(), lang)
        assert now == [before[0] - 1, before[1] - 1]
        left.append(now[0])
        before = now
    asked.go_to("result")
    assert count_of(asked.root.locator(".head .sentence").inner_text(), lang) == before
    # As many as Next still shows, with the quick ones that were passed over.
    asked.go_to("")
    steps = len(asked.quick) - 1
    asked.press("begin")
    while asks := asked.asks():
        steps += not asked.questions.get(asks[0], {}).get("optional", False)
        asked.form.locator("button[type=submit]").click()
        expect(asked.root.locator("h2:focus")).to_have_count(1)
    assert steps == before[0]


@pytest.mark.parametrize("width", [390, 1440])
@both_languages
def test_a_step_stands_at_the_same_height_as_the_one_before(
    new_page: NewPage, scheme: dict[str, Any], lang: Lang, width: int
) -> None:
    asked = Questionnaire(new_page(viewport={"width": width, "height": 844}), scheme, lang)
    asked.open()
    place = """() => {
      const heading = document.querySelector("subsidy-calculator").shadowRoot.activeElement;
      return Math.round(heading.getBoundingClientRect().top);
    }"""
    asked.choose("category", option(asked, "category", 1))
    asked.press("begin")
    heights = {}
    while asks := asked.asks():
        expect(asked.root.locator("h2:focus")).to_have_count(1)
        heights[asks[0]] = asked.page.evaluate(place)
        asked.form.locator("button[type=submit]").click()
        expect(asked.root.locator("h2:focus")).to_have_count(1)
    assert len(heights) > 15
    assert max(heights.values()) - min(heights.values()) <= 1, heights
    # The question is in the upper half of the window.
    assert 0 < max(heights.values()) < 844 / 2


TOLD = """(root) => {
  const status = root.shadowRoot.querySelector(".calculator > [role=status]");
  window.announced = [];
  new MutationObserver(() => announced.push(status.textContent))
    .observe(status, { childList: true, characterData: true, subtree: true });
}"""


@both_languages
def test_the_verdict_is_announced_once_when_it_changes(asked: Questionnaire, lang: Lang) -> None:
    asked.root.evaluate(TOLD)
    heard: list[str] = []

    def spoken() -> list[str]:
        # Longer than the pause after which it is.
        asked.page.wait_for_timeout(700)
        news: list[str] = asked.page.evaluate("announced.splice(0)")
        heard.extend(news)
        return news

    asked.choose("category", option(asked, "category", 1))
    expect(asked.status).not_to_be_empty()
    assert len(spoken()) == 1
    cost = asked.field("production_cost_twd")
    cost.press_sequentially("3000000", delay=30)
    (words,) = spoken()
    assert asked.words["undetermined"] in words
    assert "2,400,000" in words
    asked.press("begin")
    # Neither a step nor an answer that leaves it as it is.
    asked.answer("has_script", True)
    asked.press("next")
    asked.choose("applicant_type", option(asked, "applicant_type", 0))
    assert spoken() == []
    asked.choose("applicant_type", option(asked, "applicant_type", 3))
    (words,) = spoken()
    assert asked.words["ineligible"] in words
    asked.press("last")
    assert spoken() == []
    assert len(heard) == 3


def test_who_comes_back_from_the_result_finds_the_quick_questions_on_home(
    page: Page, scheme: dict[str, Any]
) -> None:
    asked = Questionnaire(page, scheme, "en")
    asked.open()
    asked.choose("category", option(asked, "category", 1))
    asked.go_to("result")
    page.goto("en/")
    expect(asked.heading()).to_be_visible()
    expect(asked.root.locator("#category")).to_have_value("short")
