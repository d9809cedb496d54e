"""Side by side: the same answers with one thing changed, in a table of the result."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.rules.engine import evaluate
from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire, money
from tests.tools.results import amount_of

Labels = dict[Lang, dict[str, str]]
FACTS = {
    "category": "short",
    "trailer_kind": "series",
    "is_cinema_short": False,
    "runtime_minutes": 12,
    "vp_ratio_percent": 35,
    "production_cost_twd": 6_200_000,
}
"""A short film's, with what only a trailer is asked for; no question waits for another's answer."""


class Comparison:
    """The table as somebody reads it: cells by their rows and columns."""

    def __init__(self, asked: Questionnaire, labels: dict[str, str]) -> None:
        self.rules, self.lang, self.labels = asked.rules, asked.lang, labels
        path = f"/api/schemes/{self.rules['scheme']}/calculator.en.json"
        steps = asked.page.request.get(path).json()["steps"]
        self.steps = [[fact] for fact in self.rules["quick"]] + [step[1:] for step in steps]
        self.section = asked.root.locator("section.compare")
        self.table = self.section.get_by_role("table")

    def names(self) -> list[str]:
        return self.table.get_by_role("columnheader").all_inner_texts()

    def row(self, head: str) -> list[str]:
        """The cells of a row as a screen reader has them."""
        row = self.table.get_by_role("row").filter(
            has=self.table.page.get_by_role("rowheader", name=head, exact=True)
        )
        cells = row.get_by_role("cell")
        return [text.strip() for text in cells.all_inner_texts()]

    def box(self, fact: str) -> Locator:
        """The box of a figure, by the name that its row and its column give it."""
        (question,) = (item for item in self.rules["questions"] if item["id"] == fact)
        name = f"{question['label'][self.lang]} {self.labels['compare_figures']}"
        return self.table.get_by_role("textbox", name=name, exact=True)

    def type(self, fact: str, text: str) -> None:
        self.box(fact).fill(text)
        self.box(fact).press("Tab")

    def differs(self, text: str) -> bool:
        """Whether a cell says that it is not as the applicant's own."""
        first = text.partition("\n")[0]
        words = (self.labels[f"compare_{key}"] for key in ("differs", "more", "less"))
        return any(
            re.fullmatch(re.escape(word).replace(r"\{amount\}", ".+"), first) for word in words
        )

    def check(self, column: int, facts: dict[str, Any]) -> None:
        """A column holds what the engine says to these facts, marked where that is another."""
        own, shown = evaluate(self.rules, FACTS), evaluate(self.rules, facts)
        labels, lang = self.labels, self.lang
        verdict, most, binds, way, left, paid = (
            self.row(head)[column]
            for head in (
                labels["compare_verdict"],
                self.rules["amount"]["label"][lang],
                labels["compare_limit"],
                labels["compare_way"],
                labels["compare_open"],
                labels["instalments"],
            )
        )
        assert verdict.endswith(labels["verdict_" + shown["verdict"]])
        cap = amount_of(shown)["cap"]
        assert cap is not None
        granted = shown["verdict"] != "ineligible"
        assert most.endswith(money(cap, lang)) == granted
        for limit in self.rules["amount"]["limits"]:
            bound = granted and limit["id"] in (amount_of(shown)["binding"] or [])
            assert (limit["label"][lang] in binds) == bound
        titles = {item["id"]: item["title"][lang] for item in self.rules["requirements"]}
        for item in shown["requirements"]:
            stands = item["stage"] == "application" and item["status"] in ("unmet", "unclear")
            assert (titles[item["id"]] in way) == stands
        open_steps = [step for step in self.steps if set(step) & set(shown["unanswered"])]
        assert re.search(rf"^{len(open_steps)}$", left, re.MULTILINE)
        for part in shown["instalments"]:
            assert (money(part["amount"] or 0, lang) in paid) == granted
        assert self.differs(verdict) == (own["verdict"] != shown["verdict"])
        assert self.differs(most) == (not granted or amount_of(own)["cap"] != cap)
        bound = amount_of(own)["binding"] == amount_of(shown)["binding"]
        assert self.differs(binds) == (not granted or not bound)
        assert self.differs(left) == (own["unanswered"] != shown["unanswered"])


def see_result(asked: Questionnaire) -> None:
    asked.open()
    asked.give(FACTS)
    asked.page.evaluate("location.hash = '#s=result'")
    asked.root.locator("section.compare summary").click()


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    questionnaire = Questionnaire(page, scheme, lang)
    see_result(questionnaire)
    return questionnaire


@pytest.fixture
def beside(asked: Questionnaire, labels: Labels, lang: Lang) -> Comparison:
    comparison = Comparison(asked, labels[lang])
    expect(comparison.table).to_be_attached()
    return comparison


@both_languages
def test_each_other_option_stands_beside_ones_own(
    asked: Questionnaire, beside: Comparison, problems: list[str], lang: Lang
) -> None:
    options = {item["id"]: item["label"][lang] for item in asked.questions["category"]["options"]}
    names = beside.names()
    assert options.pop("short") in names[0]
    assert len(names) == len(options) + 2
    for i, (option, label) in enumerate(options.items(), 1):
        assert label in names[i]
        beside.check(i, {**FACTS, "category": option})
    beside.check(0, FACTS)
    links = beside.table.locator("a")
    assert links.count() > 0
    assert all("/rules/#" in str(link.get_attribute("href")) for link in links.all())
    assert problems == []


@both_languages
def test_a_column_of_ones_own_takes_figures_as_people_write_them(
    asked: Questionnaire, beside: Comparison, labels: Labels, problems: list[str], lang: Lang
) -> None:
    last = len(beside.names()) - 1
    assert beside.row(labels[lang]["compare_verdict"])[last] == ""
    beside.type("production_cost_twd", "３００萬")
    facts = {**FACTS, "production_cost_twd": 3_000_000}
    beside.check(last, facts)
    status = beside.section.get_by_role("status")
    expect(status).to_contain_text(labels[lang]["compare_figures"])
    expect(status).to_contain_text("2,400,000")
    beside.type("runtime_minutes", "9.5")
    beside.check(last, {**facts, "runtime_minutes": 9.5})
    # A figure that is none, or out of its range, is said to be so, and nothing stands below it.
    for text in ("abc", "101"):
        beside.type("vp_ratio_percent", text)
        box = beside.box("vp_ratio_percent")
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(beside.section.get_by_role("alert").filter(has_text=re.compile("."))).to_have_count(
            1
        )
        assert beside.row(labels[lang]["compare_verdict"])[last] == ""
    beside.type("vp_ratio_percent", "")
    beside.check(last, {**facts, "runtime_minutes": 9.5})
    # What is typed stays while an answer changes, and the applicant's own column follows that.
    asked.give({**FACTS, "category": "pilot"})
    expect(beside.box("production_cost_twd")).to_have_value("３００萬")
    assert problems == []


@both_languages
def test_one_goes_on_with_a_column(
    asked: Questionnaire, beside: Comparison, labels: Labels, problems: list[str], lang: Lang
) -> None:
    options = {item["id"]: item["label"][lang] for item in asked.questions["category"]["options"]}
    take = labels[lang]["compare_take_named"]
    names = beside.names()
    buttons = beside.table.get_by_role("button")
    assert buttons.count() == len(options) - 1
    beside.table.get_by_role("button", name=take.replace("{name}", names[1]), exact=True).press(
        "Enter"
    )
    expect(beside.table.get_by_role("columnheader").first).to_contain_text(options["pilot"])
    beside.type("production_cost_twd", "1000萬")
    beside.table.get_by_role("button", name=take.replace("{name}", names[-1]), exact=True).press(
        "Enter"
    )
    expect(beside.box("production_cost_twd")).to_have_value("")
    draft = asked.page.evaluate(
        "JSON.parse(localStorage[origin + '/subsidy-calculator:virtual-production:draft']).facts"
    )
    assert draft == {"category": "pilot", "production_cost_twd": 10_000_000}
    assert problems == []


@both_languages
@pytest.mark.parametrize("width", [320, 480])
def test_on_a_phone_the_columns_are_blocks_and_still_a_table(
    new_page: NewPage, scheme: dict[str, Any], labels: Labels, axe: str, width: int, lang: Lang
) -> None:
    asked = Questionnaire(new_page(viewport={"width": width, "height": 800}), scheme, lang)
    see_result(asked)
    beside = Comparison(asked, labels[lang])
    expect(beside.table).to_be_attached()
    beside.type("production_cost_twd", "300萬")
    size = asked.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert size[0] <= size[1]
    over = beside.section.locator(".scroll").evaluate("(e) => e.scrollWidth - e.clientWidth")
    assert over <= 0
    snapshot = beside.table.aria_snapshot()
    for role in ("columnheader", "rowheader", "cell", "row"):
        assert role in snapshot
    # What is the same is said in two words; what differs stands in full, under its column's name.
    row = beside.row(scheme["calculator"]["amount"]["label"][lang])
    assert labels[lang]["compare_same"] in beside.table.inner_text()
    assert labels[lang]["compare_nothing"] in row[1]  # a pilot of this length is refused
    assert beside.names()[-1] in row[-1]
    assert money(2_400_000, lang) in row[-1]
    assert violations(axe, asked.page, "subsidy-calculator") == []
