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
    page.evaluate("location.hash = '#s=result'")
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
    asked.turn("after")
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
        assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 1)
        alarms = event.walk("VALARM")
        assert {(item["ACTION"], item.errors == []) for item in alarms} == {("DISPLAY", True)}
        for alarm, days in zip(alarms, (30, 7, 1), strict=True):
            assert alarm["TRIGGER"].dt == timedelta(hours=9) - timedelta(days=days)
            assert str(event["SUMMARY"]) in alarm["DESCRIPTION"]
    assert problems == []


@both_languages
def test_a_corrected_calendar_replaces_the_one_before(
    asked: Questionnaire,
    facts: dict[str, Any],
    labels: Labels,
    downloaded: Downloaded,
    problems: list[str],
    lang: Lang,
) -> None:
    """RFC 5545, 3.8.4.7, 3.8.7.4 and 3.8.1.11: the same UID, a higher SEQUENCE, the STATUS."""
    button = asked.root.get_by_role("button", name=labels[lang]["calendar"], exact=True)

    def events() -> dict[str, Any]:
        calendar: Any = Calendar.from_ical(downloaded(asked.page, button)[1])
        assert calendar["METHOD"] == "PUBLISH"
        return {str(item["UID"]): item for item in calendar.walk("VEVENT")}

    def answer(**changed: Any) -> None:
        asked.give({**facts, **changed})
        asked.turn("after")
        expect(button).to_be_visible()

    answer()
    first = events()
    answer(approval_date="2027-04-30")
    second = events()
    assert second.keys() == first.keys()
    assert {item["SEQUENCE"] for item in second.values()} == {2}
    moved = [uid for uid in first if second[uid]["DTSTART"].dt != first[uid]["DTSTART"].dt]
    assert 0 < len(moved) < len(first)

    # Without a date none is left to enter: each of the entries is still there, to be cancelled.
    answer(approval_date=None, force_majeure_date=None)
    third = events()
    assert third.keys() == first.keys()
    titles = {item["title"][lang] for item in asked.rules["deadlines"]}
    for uid, item in third.items():
        assert (item["STATUS"], item["SEQUENCE"]) == ("CANCELLED", 3)
        assert item["DTSTART"].dt == second[uid]["DTSTART"].dt
        assert item.walk("VALARM") == item.errors == []
        word = labels[lang]["calendar_cancelled"].partition("{")[0]
        assert item["SUMMARY"].startswith(word)
        assert any(item["SUMMARY"].endswith(title) for title in titles)

    answer()
    fourth = events()
    assert fourth.keys() == first.keys()
    assert {item["STATUS"] for item in fourth.values()} == {"CONFIRMED"}
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
    aid = asked.root.locator(".aid")
    assert aid.inner_text() == f"{aid.locator('b').inner_text()} {record['notice']}"
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
    asked.turn("after")
    button = asked.root.get_by_role("button", name=labels[lang]["calendar"], exact=True)
    button.focus()
    expect(button).to_be_focused()
    expect(asked.root.locator("ul.documents").first).to_be_attached()
    expect(button).to_be_focused()
