"""The calculator for somebody who types: what stands in a box, beside it and below it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.questionnaire import Questionnaire


class Typing(Questionnaire):
    """Types into a question's box, and reads what stands beside it."""

    def box(self, fact: str) -> Locator:
        """The box of a question, at the step or in the tool that asks it."""
        self.turn("after" if fact in self.after else "whole")
        self.root.evaluate("(element, fact) => element.page.view.jump(fact)", fact)
        if (group := self.step_of(fact)) in self.groups:
            self.choose_at_once(group, "enter")
        return self.root.locator(f"input#{fact}")

    def error(self, fact: str) -> Locator:
        return self.root.locator(f"#{fact}-error")

    def reading(self, fact: str) -> Locator:
        return self.root.locator(f"#{fact}-reading")

    def offers(self, fact: str) -> Locator:
        """The buttons that take what may be meant."""
        return self.root.locator(f"#{fact} ~ .meant").get_by_role("button")

    def facts(self) -> Any:
        return self.root.evaluate("element => element.page.view.facts")

    def typed(self, fact: str, text: str) -> Locator:
        """Types a text key by key and leaves the box."""
        box = self.box(fact)
        box.fill("")
        box.press_sequentially(text)
        box.press("Tab")
        return box

    def units_are_read(self) -> int:
        """That each unit, in either language, may stand after a number; how many did."""
        read = 0
        for fact, rule in self.questions.items():
            for unit in rule.get("unit", {}).values():
                for typed in (f"20{unit}", f"20 {unit}"):
                    if self.box(fact).is_visible():
                        self.typed(fact, typed)
                        expect(self.error(fact)).to_be_empty()
                        assert self.facts()[fact] == 20
                        self.box(fact).fill("")
                        read += 1
        return read
