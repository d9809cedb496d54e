"""Links that hold answers, and the draft: what they open, and what they say of other rules."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import CALCULATOR, ROOTS, Lang, both_languages
from tests.browser.questionnaire import Questionnaire
from tests.browser.shown import expected

Labels = dict[Lang, dict[str, str]]


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], lang: Lang) -> Questionnaire:
    """The calculator, opened in the language of the test."""
    questionnaire = Questionnaire(page, scheme, lang)
    questionnaire.open()
    return questionnaire


def facts_of(scheme: dict[str, Any], name: str) -> dict[str, Any]:
    facts: dict[str, Any] = next(e for e in scheme["examples"] if e["id"] == name)["facts"]
    return facts


def unpacked(link: str) -> list[Any]:
    """What a link holds: answers, verdict, cap, and what is not met."""
    text = link.split("&a=")[1]
    held: list[Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return held


def of_other_rules(held: Sequence[Any]) -> str:
    """The fragment that rules of another version would have given."""
    packed = base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")
    return f"#v=1&r=0-00000000&a={packed}"


@both_languages
def test_every_example_and_its_link_show_what_the_engine_decided(
    asked: Questionnaire, scheme: dict[str, Any], labels: Labels, problems: list[str], lang: Lang
) -> None:
    """A link holds answers and no words: all of them are followed in one language alone."""
    shown = {}
    links: dict[str, SplitResult] = {}
    for example in scheme["examples"]:
        name = example["id"]
        shown[name] = expected(scheme, example["facts"], example["result"], labels[lang], lang)
        asked.give(example["facts"])
        assert asked.shown() == shown[name], name
        if lang == "zh" or not links:
            links[name] = urlsplit(asked.link())
    for name, link in links.items():
        assert link.path == "/" + ROOTS[lang] + CALCULATOR
        assert len(link.fragment) < 2000
        asked.follow("#" + link.fragment)
        assert asked.shown() == shown[name], name
    expect(asked.root.locator(".notice")).to_contain_text(labels[lang]["from_link"])
    assert problems == []


@both_languages
def test_a_link_opens_in_the_other_language_and_for_somebody_else(
    asked: Questionnaire, new_page: NewPage, scheme: dict[str, Any], labels: Labels, lang: Lang
) -> None:
    example = next(e for e in scheme["examples"] if e["id"] == "unclear-and-unmet")
    asked.give(example["facts"])
    other: Lang = "en" if lang == "zh" else "zh"
    friend = Questionnaire(new_page(), scheme, other)
    friend.open("#" + urlsplit(asked.link()).fragment)
    assert friend.shown() == expected(
        scheme, example["facts"], example["result"], labels[other], other
    )
    expect(friend.root.locator(".notice")).to_contain_text(labels[other]["from_link"])
    answered = friend.root.locator("#vp_ratio_percent")
    expect(answered).to_have_value(f"{example['facts']['vp_ratio_percent']:,}")
    expect(friend.root.locator("#category")).to_have_value(example["facts"]["category"])


@both_languages
def test_a_link_of_other_rules_says_what_changed(
    asked: Questionnaire, scheme: dict[str, Any], labels: Labels, problems: list[str], lang: Lang
) -> None:
    words = labels[lang]
    asked.give(facts_of(scheme, "short-all-met"))
    good = unpacked(asked.link())
    asked.give(facts_of(scheme, "no-theme"))
    bad = unpacked(asked.link())
    title = next(r for r in asked.rules["requirements"] if r["id"] == failed_in(scheme, "no-theme"))
    eligible, ineligible = words["verdict_eligible"], words["verdict_ineligible"]
    money = {n: words["money"].format(amount=f"{n:,}") for n in (1_000_000, 4_800_000)}
    cases: list[tuple[list[Any], list[str]]] = [
        (good, [words["changed_nothing"]]),
        (
            [bad[0], 0, 1_000_000, []],
            [
                words["changed_verdict"].format(**{"from": eligible, "to": ineligible}),
                words["changed_cap"].format(**{"from": money[1_000_000], "to": money[4_800_000]}),
                words["changed_fails"].format(titles=title["title"][lang]),
            ],
        ),
        (
            [good[0], 1, None, bad[3]],
            [
                words["changed_verdict"].format(**{"from": ineligible, "to": eligible}),
                words["changed_cap"].format(
                    **{"from": words["status_unknown"], "to": money[4_800_000]}
                ),
                words["changed_passes"].format(titles=title["title"][lang]),
            ],
        ),
        ([{**good[0], "zzzz": 1}, *good[1:]], [words["changed_lost"].format(n=1)]),
    ]
    now = f"{asked.rules['version']}-{asked.rules['hash'][:8]}"
    head = words["other_rules"].format(**{"from": "0-00000000", "to": now})
    for held, changes in cases:
        asked.follow(of_other_rules(held))
        notice = asked.root.locator(".notice").filter(has_text=head)
        expect(notice.locator("ul > li, div > p:only-child")).to_have_text(changes)
    assert problems == []


def failed_in(scheme: dict[str, Any], name: str) -> str:
    """The one requirement that an example does not meet."""
    example = next(item for item in scheme["examples"] if item["id"] == name)
    (only,) = [e["id"] for e in example["result"]["requirements"] if e["status"] == "unmet"]
    return str(only)


@both_languages
def test_a_link_that_was_cut_off_is_refused(
    asked: Questionnaire, scheme: dict[str, Any], labels: Labels, lang: Lang
) -> None:
    asked.give(facts_of(scheme, "short-all-met"))
    link = asked.link()
    asked.give({})
    asked.follow("#" + urlsplit(link).fragment[:-40])
    expect(asked.root.locator(".notice")).to_contain_text(labels[lang]["link_damaged"])
    expect(asked.root.locator("dl > div:not(.unanswered)")).to_have_count(0)
