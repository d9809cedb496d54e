"""The calculator in a real browser: what it says is what the engine says of the same answers."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.languages import LANGUAGES
from generator.rules.engine import FactRefused, evaluate
from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire
from tests.browser.shown import expected

Labels = dict[Lang, dict[str, str]]

SAMPLES = 60


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    """The calculator, opened in the language of the test."""
    questionnaire = Questionnaire(page, scheme, lang)
    questionnaire.open()
    return questionnaire


def sample(
    chance: random.Random, questions: list[dict[str, Any]], good: dict[str, Any]
) -> dict[str, Any]:
    """Good answers of which some are left out or changed, each to one that is allowed by itself."""
    share = chance.choice([0.02, 0.1, 1])
    answers = {fact: good[fact] for fact in good if chance.random() > share / 2}
    for question in questions:
        if chance.random() > share:
            continue
        kind, ids = question["type"], [item["id"] for item in question.get("options", ())]
        if kind == "boolean":
            answers[question["id"]] = chance.random() < 0.7
        elif kind == "choice":
            answers[question["id"]] = chance.choice(ids)
        elif kind == "choices":
            answers[question["id"]] = [item for item in ids if chance.random() < 0.5]
        elif kind == "date":
            answers[question["id"]] = chance.choice(["2024-02-29", "2026-08-31", "2026-11-30"])
        elif question["id"].endswith("_twd"):
            answers[question["id"]] = chance.choice(
                [0, 1, 6_249_999, 6_250_001, 10_000_001, chance.randrange(20_000_000), 2**53 - 1]
            )
        else:
            figures = [1, 2, 3, 10, 16, 20, 24, 27, 30, 48]
            if question.get("max") is None:
                figures += [1080, 1920, 4096]
            answers[question["id"]] = chance.choice(figures)
            if kind == "number" and chance.random() < 0.3:
                answers[question["id"]] = chance.choice([0.5, 19.9, 23.976, 26.99, 29.97])
    return answers


def used(calculator: dict[str, Any], facts: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """The facts that do not contradict each other, as the page uses them, and their result."""
    facts = dict(facts)
    while True:
        try:
            return facts, evaluate(calculator, facts)
        except FactRefused as refused:
            del facts[refused.fact]


@both_languages
def test_any_answers_are_shown_as_the_engine_decides(
    asked: Questionnaire, scheme: dict[str, Any], labels: Labels, problems: list[str], lang: Lang
) -> None:
    chance = random.Random(f"calculator {lang}")
    good = next(item for item in scheme["examples"] if item["id"] == "short-all-met")["facts"]
    verdicts = set()
    asked.go_to("result")
    for _ in range(SAMPLES):
        given = sample(chance, asked.rules["questions"], good)
        facts, result = used(asked.rules, given)
        verdicts.add(result["verdict"])
        asked.give(given)
        assert asked.shown() == expected(scheme, facts, result, labels[lang], lang), facts
    assert verdicts == {"eligible", "ineligible", "undetermined"}
    assert problems == []


@both_languages
@pytest.mark.parametrize("name", ["approved-amount", "origin-not-answered"])
def test_answering_with_the_pointer(
    asked: Questionnaire,
    scheme: dict[str, Any],
    labels: Labels,
    problems: list[str],
    name: str,
    lang: Lang,
) -> None:
    example = next(item for item in scheme["examples"] if item["id"] == name)
    asked.answer_all(example["facts"])
    expect(asked.verdict).to_have_text(asked.words[example["result"]["verdict"]])
    assert asked.shown() == expected(
        scheme, example["facts"], example["result"], labels[lang], lang
    )
    assert problems == []


@both_languages
def test_half_a_person_is_an_error_in_the_language_of_the_page(
    asked: Questionnaire, lang: Lang
) -> None:
    asked.go_to("technical_heads_total")
    field = asked.field("technical_heads_total")
    field.press_sequentially("2.5")
    error = asked.root.locator("#technical_heads_total-error")
    expect(error).to_be_empty()
    field.press("Tab")
    words = "請填整數，1 以上。" if lang == "zh" else "Please give a whole number, 1 or more."
    expect(error).to_have_text(words)
    expect(error).to_have_role("alert")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(words)))
    expect(asked.root.locator("div.calculator")).to_have_attribute("lang", LANGUAGES[lang].tag)
    asked.press("next")
    expect(field).to_be_focused()
    expect(asked.heading("technical_heads_total")).to_be_visible()
    field.fill("2")
    expect(error).to_be_empty()
    expect(field).to_have_attribute("aria-invalid", "false")


@both_languages
def test_answers_go_with_the_link_and_outlast_a_reload(asked: Questionnaire) -> None:
    asked.choose("category", asked.questions["category"]["options"][1]["label"][asked.lang])
    asked.page.wait_for_function("location.hash.startsWith('#v=1&')")
    asked.page.reload()
    expect(asked.root.locator("#category")).to_have_value("short")


CHINESE = """(element) => {
  const walk = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
  const found = { marked: [], unmarked: [] };
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    const lang = parentElement.closest("[lang]")?.lang;
    const list = lang === "zh-Hant" ? found.marked : found.unmarked;
    if (/[\\u3400-\\u9fff]/.test(data)) list.push(data);
  }
  return found;
}"""


def test_chinese_words_in_english_are_marked(
    page: Page, scheme: dict[str, Any], all_met: dict[str, Any]
) -> None:
    asked = Questionnaire(page, scheme, "en")
    asked.open()
    asked.give(all_met)
    asked.go_to("result")
    expect(asked.root.locator("ul.documents").first).to_be_attached()
    found = asked.root.evaluate(CHINESE)
    assert found["unmarked"] == []
    assert "撤銷" in found["marked"]
    assert "影視製作運用虛擬攝影棚徵案申請" in found["marked"]


WRITTEN: dict[Lang, list[Any]] = {
    "zh": [
        "符合申請資格",
        "新臺幣 4,800,000 元",
        "取最低者，所以最多 4,800,000 元：由「製作成本的百分之八十」決定。",
        ["1,599,999 元 40%", "1,599,999 元 40%", "800,001 元 20%"],
        ["2024-01-31", "2024年1月31日 星期三"],
    ],
    "en": [
        "Eligible",
        "NT$4,800,000",
        "The lowest limit applies, so at most NT$4,800,000."
        " What binds: 80% of the production cost.",
        ["NT$1,599,999 40%", "NT$1,599,999 40%", "NT$800,001 20%"],
        ["2024-01-31", "Wednesday 31 January 2024"],
    ],
}
"""What is shown of 6,000,000 spent, 3,999,999 approved on 31 January 2023, by hand."""


@both_languages
def test_a_result_worked_out_by_hand(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang
) -> None:
    example = next(item for item in scheme["examples"] if item["id"] == "approved-amount")
    asked.give({**example["facts"], "approval_date": "2023-01-31"})
    shown = asked.shown()
    shares = [figure for _, figure, *_ in shown["instalments"]]
    (days,) = {(day, words) for *_, day, words in shown["instalments"] if day}
    verdict = [shown["verdict"], shown["most"], shown["conclusion"]]
    assert [*verdict, shares, [*days]] == WRITTEN[lang]
