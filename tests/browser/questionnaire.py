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
        "next": "下一步",
        "last": "看結果",
        "open": "還不知道",
    },
    "en": {
        "eligible": "Eligible",
        "ineligible": "Not eligible",
        "undetermined": "Not decided yet",
        "yes": "Yes",
        "no": "No",
        "next": "Next",
        "last": "See the result",
        "open": "Not known yet",
    },
}


# The host's attribute; the fragment and the draft, which go before it, are emptied.
GIVE = """(element, answers) => new Promise((done) => {
  history.replaceState(null, "", location.pathname);
  localStorage.removeItem(`subsidy-calculator:${element.getAttribute("scheme")}:draft`);
  element.addEventListener("result", () => done(), { once: true });
  if (element.getAttribute("answers") === answers) done();
  else element.setAttribute("answers", answers);
})"""
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
        self.root = page.locator("subsidy-calculator")
        self.form = self.root.locator("form")
        self.verdict = self.root.locator(".card .verdict")
        self.status = self.root.locator("p.hidden[role=status]")

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
        label = "複製連結" if self.lang == "zh" else "Copy a link"
        # Not a real press: a test asks for many links, and to scroll there takes long.
        self.root.get_by_role("button", name=label, exact=True).evaluate("each => each.click()")
        return self.root.locator(".toolbar input").input_value()

    def shown(self) -> Any:
        """The result as the page shows it, in the form of ``shown.expected``."""
        # The second script, with which the result is whole.
        expect(self.root.locator("section.record .toolbar")).to_be_attached()
        return self.root.evaluate(READ)

    def title(self, group: int) -> str:
        title: str = self.rules["groups"][group]["title"][self.lang]
        return title

    def heading(self, group: int) -> Locator:
        return self.form.get_by_role("heading", level=3, name=self.title(group), exact=True)

    def field(self, fact: str) -> Locator:
        """The box of a typed answer, by the name that a screen reader says."""
        label = self.questions[fact]["label"][self.lang]
        return self.form.get_by_role("textbox", name=re.compile("^" + re.escape(label)))

    def options(self, fact: str) -> Locator:
        label = self.questions[fact]["label"][self.lang]
        # Of an optional question, the name says so at its end.
        return self.form.get_by_role("group", name=re.compile("^" + re.escape(label)))

    def choose(self, fact: str, name: str) -> None:
        """Chooses one of a question's options by how it begins."""
        role = "checkbox" if self.questions[fact]["type"] == "choices" else "radio"
        named = re.compile("^" + re.escape(name))
        option = self.options(fact).get_by_role(role, name=named)  # type: ignore[arg-type]
        option.check()

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

    def answer_all(self, facts: Mapping[str, Any]) -> None:
        """Goes through every step; answers what the facts hold, in the order of the page."""
        left = dict(facts)
        groups = self.rules["groups"]
        for i, group in enumerate(groups):
            expect(self.heading(i)).to_be_visible()
            for fact in group["questions"]:
                if fact in left:
                    self.answer(fact, left.pop(fact))
            name = self.words["last" if i == len(groups) - 1 else "next"]
            self.form.get_by_role("button", name=name, exact=True).click()
        assert left == {}
