"""The calculator as a visitor meets it: questions by their names, answers by their labels."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.kinds import ROOTS, Lang, open_page
from tests.browser.shown import READ

WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "eligible": "符合申請資格",
        "ineligible": "不符合申請資格",
        "undetermined": "還不能判斷",
        "yes": "是",
        "no": "否",
        "quick": "先知道最多補助多少",
        "begin": "接著看能不能申請",
        "next": "下一題",
        "back": "上一題",
        "last": "看結果",
        "anyway": "還是繼續回答",
        "all_of_it": "是，都符合",
        "enter": "不是，或我要自己填",
        "unknown": "還不知道",
    },
    "en": {
        "eligible": "Eligible",
        "ineligible": "Not eligible",
        "undetermined": "Not decided yet",
        "yes": "Yes",
        "no": "No",
        "quick": "See how much you could get",
        "begin": "Check whether you can apply",
        "next": "Next",
        "back": "Back",
        "last": "See the result",
        "anyway": "Go on with the questions anyway",
        "all_of_it": "Yes, all of it",
        "enter": "No, or let me enter the figures",
        "unknown": "I don’t know yet",
    },
}


# The host's attribute; the fragment and the draft, which go before it, are emptied.
GIVE = """(element, answers) => new Promise((done) => {
  history.replaceState(null, "", location.pathname);
  localStorage.removeItem(`${origin}/subsidy-calculator:${element.getAttribute("scheme")}:draft`);
  element.addEventListener("result", () => done(), { once: true });
  if (element.getAttribute("answers") === answers) done();
  else element.setAttribute("answers", answers);
})"""
NAMES = """(element) => [...new Set(
  [...element.shadowRoot.querySelectorAll("form [name]")]
    .filter((each) => each.checkVisibility()).map(({ name }) => name))]"""
"""What is asked at the step that shows: its questions, or the group of which one stands for all."""
FOLLOW = """(element, fragment) => new Promise((done) => {
  element.addEventListener("result", () => done(), { once: true });
  location.hash = fragment;
})"""


def money(amount: int, lang: Lang) -> str:
    """An amount as a table shows it."""
    return f"NT${amount:,}" if lang == "en" else f"{amount:,} 元"


class Questionnaire:
    """Answers questions through the page, as somebody who reads it."""

    def __init__(self, page: Page, scheme: Mapping[str, Any], lang: Lang) -> None:
        self.page, self.lang = page, lang
        self.words = WORDS[lang]
        self.rules = scheme["calculator"]
        self.questions = {rule["id"]: rule for rule in self.rules["questions"]}
        self.groups = {group["id"]: group for group in self.rules["groups"]}
        self.quick: list[str] = self.rules.get("quick", [])
        self.after = [
            fact
            for group in self.rules["groups"]
            if group.get("stage") == "payment"
            for fact in group["questions"]
        ]
        self.root = page.locator("subsidy-calculator")
        self.form = self.root.locator("form")
        self.verdict = self.root.locator("#verdict")
        self.status = self.root.locator(".calculator > p.hidden[role=status]")
        # The answer in a sentence, at the questions.
        self.answer_now = self.root.locator(".answer .sentence")

    def open(self, fragment: str = "") -> None:
        path = f"schemes/{self.rules['scheme']}/calculator/"
        open_page(self.page, ROOTS[self.lang] + path + fragment)

    def give(self, facts: Mapping[str, Any]) -> None:
        """Gives all answers at once, as a host does."""
        self.root.evaluate(GIVE, json.dumps(facts))

    def follow(self, fragment: str) -> None:
        """Opens another link to the calculator on the page that is there."""
        self.root.evaluate(FOLLOW, fragment)

    def link(self) -> str:
        """The link that the page gives for the answers."""
        # Not a real press: a test asks for many links, and at most steps the button is hidden.
        self.root.locator(".toolbar button").first.evaluate("each => each.click()")
        return self.root.locator(".toolbar input").input_value()

    def shown(self) -> Any:
        """The result as the page shows it, in the form of ``shown.expected``."""
        # The second script, with which the result is whole.
        expect(self.root.locator("section.record .toolbar")).to_be_attached()
        return self.root.evaluate(READ)

    # --- steps ------------------------------------------------------------------------------

    def steps(self) -> list[tuple[str, list[str]]]:
        """The steps behind the first in the order of asking, each with its questions."""
        order = self.root.evaluate("element => element.page.view.wording.data.steps")
        return [(id_, questions) for id_, *questions in order]

    def step_of(self, fact: str) -> str:
        """The step at which a question is asked: the first has no name."""
        return next((id_ for id_, questions in self.steps() if fact in questions), "")

    def title(self, step: str) -> str:
        """What the heading of a step says."""
        if step in self.questions:
            label: str = self.questions[step]["label"][self.lang]
            return label
        if step in self.groups:
            whole: str = self.groups[step]["at_once"]["label"][self.lang]
            return whole
        return self.words["quick"]

    def heading(self, step: str = "") -> Locator:
        """The heading of a step, as long as it shows."""
        if step == "result":
            return self.verdict
        # Of an optional question, the name says so at its end.
        name = re.compile("^" + re.escape(self.title(step)))
        return self.form.get_by_role("heading", level=2, name=name)

    def go_to(self, step: str) -> None:
        """Opens a step by its address."""
        self.page.evaluate("hash => { location.hash = hash; }", f"#s={step}")
        expect(self.heading(step)).to_be_visible()

    def go_to_result(self) -> None:
        """Opens the result by its address."""
        self.page.evaluate("location.hash = '#s=result'")
        expect(self.verdict).to_be_visible()

    def press(self, word: str) -> None:
        """One of the buttons below a question."""
        self.form.get_by_role("button", name=self.words[word], exact=True).click()

    def turn(self, mode: str) -> None:
        """Shows the tool of another mode, which has the same answers."""
        self.root.evaluate("(element, mode) => element.setAttribute('mode', mode)", mode)
        expect(self.root.locator(f".calculator.{mode}")).to_be_visible()

    def asks(self) -> list[str]:
        """What is asked at the step that shows, nothing at the result."""
        names: list[str] = self.root.evaluate(NAMES)
        return names

    # --- questions --------------------------------------------------------------------------

    def named(self, fact: str) -> re.Pattern[str]:
        return re.compile("^" + re.escape(self.questions[fact]["label"][self.lang]))

    def field(self, fact: str) -> Locator:
        """The box of a typed answer, by the name that a screen reader says."""
        return self.form.get_by_role("textbox", name=self.named(fact))

    def options(self, fact: str) -> Locator:
        return self.form.get_by_role("group", name=self.named(fact))

    def choose(self, fact: str, name: str) -> None:
        """Chooses one of a question's options by how it begins."""
        if fact in self.quick:
            self.form.get_by_role("combobox", name=self.named(fact)).select_option(label=name)
            return
        role = "checkbox" if self.questions[fact]["type"] == "choices" else "radio"
        named = re.compile("^" + re.escape(name))
        option = self.options(fact).get_by_role(role, name=named)  # type: ignore[arg-type]
        option.check()

    def choose_at_once(self, group: str, word: str) -> None:
        """Answers the question that stands for a group's."""
        whole = self.form.get_by_role("group", name=self.title(group), exact=True)
        whole.get_by_role("radio", name=self.words[word], exact=True).check()

    def answer(self, fact: str, given: Any) -> None:
        question = self.questions[fact]
        if question["type"] == "boolean":
            self.choose(fact, self.words["yes" if given else "no"])
        elif question["type"] in ("choice", "choices"):
            for option in question["options"]:
                if option["id"] in (given if isinstance(given, list) else [given]):
                    self.choose(fact, option["label"][self.lang])
        else:
            self.field(fact).fill(str(given))

    def answer_step(self, left: dict[str, Any]) -> None:
        """Answers what the step that shows asks, and takes it out of the facts."""
        for name in self.asks():
            if name not in self.groups:
                if name in left:
                    self.answer(name, left.pop(name))
                continue
            whole = self.groups[name]["at_once"]["values"]
            given = {fact: left.pop(fact) for fact in whole if fact in left}
            if given:
                self.choose_at_once(name, "all_of_it" if given == whole else "enter")
            if given != whole:
                for fact, answer in given.items():
                    self.answer(fact, answer)

    def go_on(self) -> None:
        """To the next step, though a knock-out stops the questions."""
        # An answer that is typed counts once its box is left.
        self.root.evaluate("(element) => element.shadowRoot.activeElement?.blur()")
        anyway = self.form.get_by_role("button", name=self.words["anyway"], exact=True)
        (anyway if anyway.is_visible() else self.form.locator("button[type=submit]")).click()

    def answer_all(self, facts: Mapping[str, Any]) -> None:
        """Goes through every step to the result; answers what the facts hold.

        Those of somebody with a grant are asked by the tool for them.
        """
        left = dict(facts)
        after = {fact: left.pop(fact) for fact in self.after if fact in left}
        while asks := self.asks():
            self.answer_step(left)
            self.go_on()
            assert self.asks() != asks, "Next goes nowhere"
        assert left == {}
        if after:
            self.turn("after")
            self.answer_step(after)
            self.turn("whole")
        assert after == {}
        expect(self.verdict).to_be_visible()
