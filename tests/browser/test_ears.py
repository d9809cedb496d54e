"""What a screen reader says of the calculator, by a virtual one that runs in the page.

It does not go into a shadow tree by itself, so it is started in the calculator's.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.kinds import ROOTS, Lang, both_languages
from tests.browser.person import producer
from tests.browser.questionnaire import Questionnaire
from tests.conftest import ROOT

READER = ROOT / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
MOST = 12
"""Utterances before the first question, itself counted."""
PAUSE = 1000
"""Milliseconds in which whatever is announced has been."""

START = """async (element) => {
  const { virtual } = await import(`${location.origin}/virtual-screen-reader.js`);
  window.virtual = virtual;
  await virtual.start({ container: element.shadowRoot.querySelector(".calculator") });
}"""
WALK = """async (most) => {
  for (let i = 1; i < most; i++) await virtual.next();
  return virtual.spokenPhraseLog();
}"""
"""What is said on the way through the calculator, at most so many phrases."""
ALL = """async () => {
  const [node, phrase] = [virtual.activeNode, await virtual.lastSpokenPhrase()];
  do await virtual.next();
  while (virtual.activeNode !== node || await virtual.lastSpokenPhrase() !== phrase);
  return virtual.spokenPhraseLog();
}"""
"""All of it once."""
ROLES = "button|link|heading|form|region|group|textbox|combobox|radio|checkbox"
NAMED = re.compile(rf"^({ROLES})\b(.*)")
"""A phrase for what must have a name."""

FOLDS = """(element) => [...element.shadowRoot.querySelectorAll("details")]
  .filter((fold) => fold.checkVisibility()
    || fold.parentElement?.closest("details:not([open])")?.checkVisibility()).length"""
"""How many folds are heard: each is a group that its summary names. This listener hears a fold
within one that is closed, too."""


class Ears:
    """Somebody who hears the calculator of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        assert READER.is_file(), "npm ci installs the reader"
        page.route("**/virtual-screen-reader.js", self._lend)

    @staticmethod
    def _lend(route: Route) -> None:
        route.fulfill(path=READER, content_type="text/javascript")

    def start(self) -> None:
        self.page.locator("subsidy-calculator").evaluate(START)

    def hear(self, most: int) -> list[str]:
        phrases: list[str] = self.page.evaluate(WALK, most)
        return phrases

    def hear_all(self) -> list[str]:
        phrases: list[str] = self.page.evaluate(ALL)
        return phrases

    def announced(self) -> list[str]:
        """What was said without being asked for, since the start."""
        self.page.wait_for_timeout(PAUSE)
        phrases: list[str] = self.page.evaluate("virtual.spokenPhraseLog()")
        return [phrase for phrase in phrases if re.match("(polite|assertive): ", phrase)]


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    return Questionnaire(page, scheme, lang)


def facts_of_producer(asked: Questionnaire, scheme: dict[str, Any]) -> dict[str, Any]:
    facts = producer(scheme)
    return {id_: facts[id_] for id_ in facts if id_ in asked.questions}


@both_languages
@pytest.mark.parametrize("place", ["page", "frame"])
def test_the_first_question_comes_soon(asked: Questionnaire, lang: Lang, place: str) -> None:
    ears, page = Ears(asked.page), asked.page
    if place == "page":
        asked.open()
    else:
        page.goto(f"{ROOTS[lang]}embed/{asked.rules['scheme']}/")
        expect(asked.form).to_be_visible()
    ears.start()
    label = asked.questions[asked.quick[0]]["label"][lang]
    assert any(f"combobox, {label}" in phrase for phrase in ears.hear(MOST))


@both_languages
def test_a_question_of_its_own_comes_soon(asked: Questionnaire, lang: Lang) -> None:
    ears = Ears(asked.page)
    asked.open("#s=has_script")
    ears.start()
    label = asked.questions["has_script"]["label"][lang]
    assert any(phrase.startswith(f"heading, {label}") for phrase in ears.hear(MOST))


@both_languages
def test_a_new_verdict_is_announced_once(
    asked: Questionnaire, scheme: dict[str, Any], lang: Lang
) -> None:
    ears, words = Ears(asked.page), asked.words
    facts = facts_of_producer(asked, scheme)
    asked.open("#s=applicant_type")
    asked.give({fact: facts[fact] for fact in asked.quick})
    expect(asked.answer_now).to_be_visible()
    ears.start()
    options = {
        one["id"]: one["label"][lang] for one in asked.questions["applicant_type"]["options"]
    }
    asked.choose("applicant_type", options["other"])
    spoken = ears.announced()
    assert len(spoken) == 1
    assert words["ineligible"] in spoken[0]
    # The same verdict for another answer: nothing is said.
    asked.go_to("applicant_registered_in_roc")
    asked.answer("applicant_registered_in_roc", given=False)
    assert ears.announced() == spoken
    asked.answer("applicant_registered_in_roc", given=True)
    asked.go_to("applicant_type")
    asked.choose("applicant_type", options["film_production"])
    assert len(ears.announced()) == 2
    assert words["undetermined"] in ears.announced()[1]


@both_languages
@pytest.mark.parametrize("step", ["", "has_script", "technical", "result"])
def test_what_is_heard_has_a_name_and_headings_are_in_order(
    asked: Questionnaire, scheme: dict[str, Any], step: str, lang: Lang
) -> None:
    ears = Ears(asked.page)
    asked.open()
    asked.give(facts_of_producer(asked, scheme))
    if step:
        asked.go_to(step)
    # The second script, with which all of it is there.
    expect(asked.root.locator("section.record .toolbar")).to_be_attached()
    ears.start()
    heard = ears.hear_all()
    found = [match for phrase in heard if (match := NAMED.match(phrase))]
    unnamed = [match[1] for match in found if not re.match(r", \S", match[2])]
    assert unnamed == ["group"] * asked.root.evaluate(FOLDS)
    levels = [int(phrase.rpartition("level ")[2]) for phrase in heard if phrase[:8] == "heading,"]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))
    title = asked.words["eligible"] if step == "result" else asked.title(step)
    first = next(phrase for phrase in heard if phrase.startswith("heading,"))
    assert first.startswith(f"heading, {title}")
    landmark = "region, " if step == "result" else "form, "
    assert any(phrase.startswith(landmark) for phrase in heard)
