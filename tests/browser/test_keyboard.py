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
  return [node.name || node.id, node.value || node.textContent];
}"""
"""The focused element, also in the shadow tree: its name or id, and its value or words."""


UNFOLD = """({ shadowRoot }) => {
  for (const fold of shadowRoot.querySelectorAll("details")) fold.open = true;
}"""


class Keys:
    """Presses keys as somebody who cannot use a pointer."""

    def __init__(self, asked: Questionnaire) -> None:
        self.asked, self.page = asked, asked.page

    def focused(self) -> tuple[str, str]:
        name, value = self.page.evaluate(FOCUSED)
        return name, value

    def tab_to(self, name: str = "", value: str = "", most: int = 12) -> None:
        """Goes forward to the element of a name, a value or words."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            its_name, its_value = self.focused()
            if name in ("", its_name) and value in ("", its_value):
                return
        pytest.fail(f"{most} times Tab do not come to {name} {value}")

    def press(self, word: str, key: str = "Enter") -> None:
        """Goes forward to a button below the question, and presses it."""
        self.tab_to(value=self.asked.words[word])
        self.page.keyboard.press(key)

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
            self.choose(str(given).lower() if question["type"] == "boolean" else given, fact)
        else:
            keyboard.type(str(given))

    def choose(self, wanted: str, name: str) -> None:
        """One of the answers, of which the first has the focus."""
        if name not in self.asked.quick:
            self.page.keyboard.press("Space")
        while self.focused()[1] != wanted:
            self.page.keyboard.press("ArrowDown")

    def answer_step(self, left: dict[str, Any]) -> None:
        """Answers what the step that shows asks; of several at once each by itself."""
        for name in self.asked.asks():
            if name in self.asked.groups:
                self.tab_to(name)
                self.choose("enter", name)
                for fact in self.asked.groups[name]["questions"]:
                    self.answer(fact, left.pop(fact))
            elif name in left:
                self.answer(name, left.pop(name))


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    """The calculator, opened in the language of the test, the focus just before it."""
    questionnaire = Questionnaire(page, scheme, lang)
    questionnaire.open()
    questionnaire.heading().focus()
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
    left = {fact: answer for fact, answer in facts.items() if fact not in asked.after}
    anyway = asked.form.get_by_role("button", name=asked.words["anyway"], exact=True)
    behind = False
    while asked.asks():
        keys.answer_step(left)
        if left and anyway.is_visible():
            keys.press("anyway")
        else:
            keys.press("last" if not left else "next" if behind else "begin")
        behind = True
        expect(asked.root.locator("h2:focus")).to_have_count(1)
    assert left == {}
    expect(asked.verdict).to_be_focused()
    expect(asked.status).to_contain_text(asked.words[verdict])
    asked.turn("after")
    asked.form.evaluate("form => { form.tabIndex = -1; form.focus(); }")
    keys.answer_step(dict(facts))
    asked.turn("whole")
    expect(asked.verdict).to_have_text(asked.words[verdict])
    expect(asked.root.locator("dl .unanswered")).to_have_count(0)
    result = evaluate(asked.rules, facts)
    assert result["verdict"] == verdict
    assert asked.shown() == expected(scheme, facts, result, labels[lang], lang)
    assert problems == []


@both_languages
def test_arrows_choose_and_back_goes_back(asked: Questionnaire) -> None:
    keys, keyboard = Keys(asked), asked.page.keyboard
    keys.tab_to("category")
    for option in ("pilot", "short"):
        keyboard.press("ArrowDown")
        expect(asked.root.locator("#category")).to_have_value(option)
    expect(asked.verdict).to_have_text(asked.words["undetermined"])
    keys.press("begin")
    expect(asked.heading("has_script")).to_be_focused()
    keys.press("next")
    expect(asked.heading("applicant_type")).to_be_focused()
    keys.answer("applicant_type", "other")
    expect(asked.verdict).to_have_text(asked.words["ineligible"])
    expect(asked.status).to_contain_text(asked.words["ineligible"])
    expect(asked.status).to_have_role("status")
    keys.press("back", "Space")
    expect(asked.heading("has_script")).to_be_focused()


@both_languages
def test_the_focus_goes_to_what_a_press_shows(
    asked: Questionnaire, scheme: dict[str, Any], labels: dict[Lang, dict[str, str]], lang: Lang
) -> None:
    words = labels[lang]
    changes = {"vp_ratio_percent": 20, "frame_rate_fps": 23.976}
    asked.give({**facts_for("ineligible", scheme), **changes})
    for fact in changes:
        asked.go_to("result")
        expect(asked.verdict).to_be_focused()
        asked.root.evaluate(UNFOLD)
        name = words["change_answer"].format(label=asked.questions[fact]["label"][lang])
        asked.root.get_by_role("button", name=name, exact=True).first.press("Enter")
        # Also one of several that are asked at once.
        expect(asked.field(fact)).to_be_focused()
    asked.go_to("result")
    asked.root.get_by_role("button", name=words["clear"], exact=True).press("Enter")
    expect(asked.heading()).to_be_focused()
    expect(asked.root.locator("[role=alert] .notice")).to_have_count(1)
    asked.root.locator(".notice").get_by_role("button", name=words["undo"]).press("Space")
    expect(asked.verdict).to_be_focused()
    expect(asked.verdict).to_have_text(asked.words["ineligible"])
