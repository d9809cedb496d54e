"""The calculator with the keyboard alone: every question, and where the focus goes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.rules.engine import evaluate
from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire
from tests.browser.shown import expected
from tests.tools.asked import asked as counting

AFTER_APPROVAL = {
    "requested_amount_twd": 5_000_000,
    "approved_amount_twd": 4_000_000,
    "approval_date": "2026-03-15",
    "delivered_vp_ratio_percent": 28.5,
    "force_majeure_date": "2026-11-30",
}
ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "eligible": ("cinema-short-national", AFTER_APPROVAL),
    "ineligible": ("film-trailer-no-screenplay", {**AFTER_APPROVAL, "themes": []}),
    "undetermined": ("pilot-ceiling-binds", {**AFTER_APPROVAL, "frame_rate_fps": 23.976}),
}
"""For each verdict the worked example that it is reached from, and what is answered besides."""

FOCUSED = """() => {
  let node = document.activeElement;
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return [node.localName, node.type ?? "", node.name || node.id, node.value ?? ""];
}"""
"""The focused element, also in the shadow tree: its tag, type, name or id, and value."""


class Keys:
    """Presses keys as somebody who cannot use a pointer."""

    def __init__(self, asked: Questionnaire) -> None:
        self.asked, self.page = asked, asked.page

    def focused(self) -> tuple[str, str, str, str]:
        tag, kind, name, value = self.page.evaluate(FOCUSED)
        return tag, kind, name, value

    def tab_to(self, name: str = "", value: str = "", kind: str = "", most: int = 12) -> None:
        """Goes forward to the element of a name, a value or a type."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            _, its_kind, its_name, its_value = self.focused()
            if name in ("", its_name) and value in ("", its_value) and kind in ("", its_kind):
                return
        pytest.fail(f"{most} times Tab do not come to {name} {value} {kind}")

    def answer(self, fact: str, given: Any) -> None:
        question = self.asked.questions[fact]
        keyboard = self.page.keyboard
        if question["type"] == "choices":
            for option in given or ["none"]:
                self.tab_to(fact, option)
                keyboard.press("Space")
            return
        self.tab_to(fact)
        if question["type"] in ("boolean", "choice"):
            wanted = str(given).lower() if question["type"] == "boolean" else given
            keyboard.press("Space")
            while self.focused()[3] != wanted:
                keyboard.press("ArrowDown")
        else:
            keyboard.type(str(given))


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    """The calculator, opened in the language of the test, the focus just before it."""
    questionnaire = Questionnaire(page, scheme, lang)
    questionnaire.open()
    questionnaire.root.locator("ol.steps button").last.focus()
    return questionnaire


def facts_for(verdict: str, scheme: dict[str, Any]) -> dict[str, Any]:
    name, besides = ANSWERS[verdict]
    example = next(item for item in scheme["examples"] if item["id"] == name)
    return counting(scheme["calculator"], {**example["facts"], **besides})


def test_the_three_ask_every_question(scheme: dict[str, Any]) -> None:
    answered = {fact for verdict in ANSWERS for fact in facts_for(verdict, scheme)}
    assert answered == {item["id"] for item in scheme["calculator"]["questions"]}


@both_languages
@pytest.mark.parametrize("verdict", ANSWERS)
def test_every_question_by_keyboard(
    asked: Questionnaire,
    scheme: dict[str, Any],
    labels: dict[Lang, dict[str, str]],
    problems: list[str],
    verdict: str,
    lang: Lang,
) -> None:
    keys, facts = Keys(asked), facts_for(verdict, scheme)
    left = dict(facts)
    for i, group in enumerate(asked.rules["groups"]):
        if i:
            expect(asked.heading(i)).to_be_focused()
        for fact in group["questions"]:
            if fact in left:
                keys.answer(fact, left.pop(fact))
        keys.tab_to(kind="submit")
        asked.page.keyboard.press("Enter")
    assert left == {}
    expect(asked.root.locator("#verdict")).to_be_focused()
    expect(asked.verdict).to_have_text(asked.words[verdict])
    expect(asked.status).to_contain_text(asked.words[verdict])
    expect(asked.root.locator("dl .unanswered")).to_have_count(0)
    expect(asked.root.locator("ol.steps button.complete")).to_have_count(len(asked.rules["groups"]))
    result = evaluate(asked.rules, facts)
    assert result["verdict"] == verdict
    assert asked.shown() == expected(scheme, facts, result, labels[lang], lang)
    assert problems == []


@both_languages
def test_arrows_choose_and_back_goes_back(asked: Questionnaire) -> None:
    keys, keyboard = Keys(asked), asked.page.keyboard
    keys.tab_to("category")
    keyboard.press("Space")
    expect(asked.root.locator("input[name=category][value=pilot]")).to_be_checked()
    keyboard.press("ArrowDown")
    expect(asked.root.locator("input[name=category][value=short]")).to_be_checked()
    expect(asked.verdict).to_have_text(asked.words["undetermined"])
    keys.tab_to(kind="submit")
    keyboard.press("Enter")
    expect(asked.heading(1)).to_be_focused()
    keys.answer("applicant_type", "other")
    expect(asked.verdict).to_have_text(asked.words["ineligible"])
    expect(asked.status).to_contain_text(asked.words["ineligible"])
    expect(asked.status).to_have_role("status")
    keys.tab_to(kind="submit")
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    expect(asked.heading(0)).to_be_focused()


@both_languages
def test_the_focus_goes_to_what_a_press_shows(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang
) -> None:
    changes = {"vp_ratio_percent": 20, "frame_rate_fps": 23.976}
    asked.give({**facts_for("ineligible", scheme), **changes})
    failed = asked.root.locator(".problems button")
    expect(failed).to_have_count(4)
    for i in range(4):
        failed.nth(i).press("Enter")
        item = asked.root.locator("li:focus")
        expect(item.locator("h4")).to_contain_text(failed.nth(i).inner_text())
        expect(item).to_be_visible()
    asked.root.locator(".change button").press("Enter")
    expect(asked.field("vp_ratio_percent")).to_be_focused()
    clear = asked.root.get_by_role(
        "button", name="全部清除" if lang == "zh" else "Clear everything"
    )
    clear.press("Enter")
    expect(asked.heading(0)).to_be_focused()
    expect(asked.root.locator("[role=alert] .notice")).to_have_count(1)
    asked.root.locator(".notice button").first.press("Space")
    expect(failed).to_have_count(4)
