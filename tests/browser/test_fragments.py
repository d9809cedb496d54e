"""What follows the # of a calculator's address is a stranger's word, and runs nothing."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire

NOTICES: dict[Lang, dict[str, str]] = {
    "zh": {
        "damaged": "不完整",
        "other_form": "讀不懂",
        "other_rules": "規定版本 0",
    },
    "en": {
        "damaged": "is incomplete",
        "other_form": "does not know",
        "other_rules": "version 0 of the rules",
    },
}
MEGABYTE = "A" * (2**20 - 1000)
"""As much as fits into an address: Firefox refuses one of more than 2^20 characters."""
IMAGE = "<img src=x onerror=window.pwned=1>"


def packed(answers: Any, *rest: Any) -> str:
    """Answers in the form of the calculator's own links."""
    text = json.dumps([answers, *(rest or (2, None, []))])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def link(answers: Any, *rest: Any, rules: str = "1") -> str:
    return f"#v=1&r={rules}&a={packed(answers, *rest)}"


HOSTILE: dict[str, tuple[str, str | None]] = {
    "script": ("#<script>window.pwned=1</script>", None),
    "image": (f'#">{IMAGE}', None),
    "address": ("#javascript:window.pwned=1", None),
    "bad-percent": ("#%E0%A4%A", None),
    "proto-name": ("#__proto__", None),
    "proto-member": ("#v=1&__proto__[pwned]=1&r=1&a=", "damaged"),
    "script-as-answers": (f"#v=1&r=1&a={IMAGE}", "damaged"),
    "script-as-rules": (f"#v=1&r={IMAGE}&a={packed({})}", "damaged"),
    "script-as-form": (f"#v={IMAGE}&r=1&a=", "other_form"),
    "proto-as-form": ("#v=__proto__", "other_form"),
    "script-as-outcome": (link({}, IMAGE, IMAGE, [IMAGE]), "damaged"),
    "not-answers": (link([IMAGE]), "damaged"),
    "deep": ("#v=1&r=1&a=" + base64.urlsafe_b64encode(b"[" * 5000).decode(), "damaged"),
    "proto-answer": (
        "#v=1&r=0&a=" + base64.urlsafe_b64encode(b'[{"__proto__":{"pwned":1}},2,null,[]]').decode(),
        "other_rules",
    ),
    "script-answer": (
        link({IMAGE: IMAGE, "constructor": IMAGE}, 2, None, [IMAGE], rules="0"),
        "other_rules",
    ),
    "megabyte": ("#" + MEGABYTE, None),
    "megabyte-link": ("#v=1&r=1&a=" + MEGABYTE, "damaged"),
}


def assert_harmless(asked: Questionnaire, notice: str | None, problems: list[str]) -> None:
    notices = asked.root.locator(".notice")
    if notice is None:
        expect(notices).to_have_count(0)
    else:
        expect(notices.filter(has_text=NOTICES[asked.lang][notice])).to_have_count(1)
    # The calculator goes on, and none of the answers are used.
    expect(asked.root.locator("input:checked")).to_have_count(0)
    expect(asked.root.locator("#category")).to_have_value("unknown")
    asked.choose("category", asked.questions["category"]["options"][1]["label"][asked.lang])
    expect(asked.verdict).to_have_text(asked.words["undetermined"])
    assert asked.page.evaluate("[typeof window.pwned, typeof ({}).pwned]") == ["undefined"] * 2
    assert asked.root.locator("img, script").count() == 0
    assert problems == []


@pytest.mark.parametrize(
    "name",
    ["script", "image", "script-as-answers", "script-as-form", "proto-answer", "megabyte-link"],
)
def test_a_hostile_address_does_nothing(
    page: Page, scheme: dict[str, Any], problems: list[str], name: str
) -> None:
    fragment, notice = HOSTILE[name]
    asked = Questionnaire(page, scheme, "en")
    asked.open(fragment)
    assert_harmless(asked, notice, problems)


@both_languages
def test_no_hostile_fragment_harms_a_page_that_is_open(
    page: Page, scheme: dict[str, Any], problems: list[str], lang: Lang
) -> None:
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    for name, (fragment, notice) in HOSTILE.items():
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        if notice is not None:
            expected = asked.root.locator(".notice").filter(has_text=NOTICES[lang][notice])
            expect(expected, name).to_have_count(1)
            page.evaluate("history.replaceState(null, '', location.pathname)")
            asked.root.locator(".notice button").last.click()
    assert_harmless(asked, None, problems)


@both_languages
def test_a_link_of_these_very_rules_that_was_tampered_with_is_refused(
    page: Page, scheme: dict[str, Any], problems: list[str], lang: Lang
) -> None:
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    asked.choose("category", asked.questions["category"]["options"][1]["label"][lang])
    page.wait_for_function("location.hash.startsWith('#v=1&')")
    rules = page.url.split("r=")[1].split("&")[0]
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    asked.open(link({"__proto__x": IMAGE}, rules=rules))
    assert_harmless(asked, "damaged", problems)
