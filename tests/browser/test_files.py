"""What the calculator hands over as a file: the calendar of the deadlines, and the result."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, Route, expect

from generator.rules.engine import evaluate
from tests.browser.conftest import Downloaded
from tests.browser.kinds import ROOTS, RULES, Lang, both_languages
from tests.browser.questionnaire import Questionnaire

Labels = dict[Lang, dict[str, str]]


@pytest.fixture
def asked(page: Page, scheme: dict[str, Any], facts: dict[str, Any], lang: Lang) -> Questionnaire:
    """The calculator with every answer given, in the language of the test."""
    questionnaire = Questionnaire(page, scheme, lang)
    questionnaire.open()
    questionnaire.give(facts)
    return questionnaire


@pytest.fixture
def facts(all_met: dict[str, Any]) -> dict[str, Any]:
    return {**all_met, "approval_date": "2027-02-28", "force_majeure_date": "2027-11-30"}


@both_languages
def test_the_calendar_keeps_to_its_standard(
    asked: Questionnaire,
    facts: dict[str, Any],
    labels: Labels,
    downloaded: Downloaded,
    problems: list[str],
    lang: Lang,
) -> None:
    """RFC 5545: lines (3.1), text (3.3.11), dates (3.3.4), UID and DTSTAMP (3.8.4.7, 3.8.7.2)."""
    began = datetime.now(UTC).replace(microsecond=0)
    button = asked.root.get_by_role("button", name=labels[lang]["calendar"], exact=True)
    name, content = downloaded(asked.page, button)
    assert name == "virtual-production.ics"

    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode("utf-8")

    calendar: Any = Calendar.from_ical(content)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    events = calendar.walk("VEVENT")
    assert [item.errors for item in (calendar, *events)] == [[]] * (len(events) + 1)
    result, words = evaluate(asked.rules, facts), asked.root.locator(".aid").inner_text()
    deadlines = {item["id"]: item for item in asked.rules["deadlines"]}
    assert len(events) == len(result["deadlines"]) == 4
    assert len({item["UID"] for item in events}) == 4
    for event, decided in zip(events, result["deadlines"], strict=True):
        deadline, day = deadlines[decided["id"]], date.fromisoformat(decided["date"] or "")
        assert event["SUMMARY"].endswith(deadline["title"][lang])
        assert event["SUMMARY"] != deadline["title"][lang]  # the scheme is named before it
        assert event["DTSTART"].params == event["DTEND"].params == {"VALUE": "DATE"}
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (day, day + timedelta(days=1))
        assert began <= event["DTSTAMP"].dt <= datetime.now(UTC)
        assert event["UID"].endswith("@127.0.0.1")
        rule, clause, url, aid = event["DESCRIPTION"].split("\n")
        link = f".timeline a.clause[href$='#{decided['clause']}'] >> nth=0"
        assert rule == deadline["rule"][lang]
        assert url.endswith(f"/{ROOTS[lang]}{RULES}#{decided['clause']}")
        assert (clause, aid) == (asked.root.locator(link).inner_text(), words)
    assert problems == []


@both_languages
def test_the_downloaded_result_is_the_engines(
    asked: Questionnaire,
    facts: dict[str, Any],
    labels: Labels,
    downloaded: Downloaded,
    problems: list[str],
    lang: Lang,
) -> None:
    button = asked.root.get_by_role("button", name=labels[lang]["download"], exact=True)
    name, content = downloaded(asked.page, button)
    assert name == "virtual-production.json"
    record = json.loads(content)
    assert record["facts"] == facts
    assert record["result"] == evaluate(asked.rules, facts)
    assert record["rules"] == {item: asked.rules[item] for item in ("version", "hash")}
    assert datetime.now(UTC) - datetime.fromisoformat(record["made"]) < timedelta(hours=1)
    assert record["notice"] == asked.root.locator(".aid").inner_text()
    assert problems == []


@both_languages
def test_documents_that_arrive_leave_the_focus_where_it_is(
    page: Page, scheme: dict[str, Any], facts: dict[str, Any], labels: Labels, lang: Lang
) -> None:
    """They load while the reader may be at a button, which must still answer to the keyboard."""

    def late(route: Route) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/more.*.json", late)
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    asked.give(facts)
    button = asked.root.get_by_role("button", name=labels[lang]["calendar"], exact=True)
    button.focus()
    expect(button).to_be_focused()
    expect(asked.root.locator("ul.documents").first).to_be_visible()
    expect(button).to_be_focused()
