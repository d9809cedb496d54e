"""The calculator on paper: a PDF of A4 pages as the browser prints them, read back as text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BROWSER
from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire
from tests.browser.shown import answer_in_words, in_words

MARGIN = 15 / 25.4 * 72
"""Of the page, 15 mm in points."""

CLAUSES = """(element) => [...new Set([...element.shadowRoot.querySelectorAll(
  ".report a.clause")].filter((each) => !each.closest(".not_applicable"))
  .map((each) => each.textContent))]"""


def plain(text: str) -> str:
    """Text without spaces, line breaks and hyphens, and with the usual one of characters alike."""
    return re.sub(r"[\s\x02\ufffe-]", "", unicodedata.normalize("NFKC", text))


def reads(text: str, words: str) -> bool:
    """Whether plain text holds words.

    Firefox leaves some Chinese characters without their code; each may stand for any.
    """
    return bool(re.search("".join(f"[{re.escape(item)}\ufffd]" for item in plain(words)), text))


def pages_of(pdf: bytes) -> list[tuple[str, tuple[float, float], list[tuple[float, float]]]]:
    """Of each page its text, its size in points, and where its characters begin and end."""
    pages = []
    document = pdfium.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars())]
        sides = [(left, right) for left, _, right, _ in boxes if right > left]
        pages.append((text.get_text_bounded(), page.get_size(), sides))
    document.close()
    return pages


def printed(page: Page) -> bytes:
    """The page as a PDF on A4 with margins of 15 mm."""
    # To Firefox Playwright hands inches as if they were centimetres.
    unit = 2.54 if BROWSER == "firefox" else 1
    margin = f"{15 * unit}mm"
    return page.pdf(
        width=f"{210 * unit}mm",
        height=f"{297 * unit}mm",
        margin={"top": margin, "right": margin, "bottom": margin, "left": margin},
    )


@both_languages
@pytest.mark.parametrize("name", ["unclear-and-unmet", "short-all-met"])
def test_the_printed_result_is_whole(
    page: Page,
    scheme: dict[str, Any],
    labels: dict[Lang, dict[str, str]],
    problems: list[str],
    name: str,
    lang: Lang,
) -> None:
    words = labels[lang]
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    example = next(item for item in scheme["examples"] if item["id"] == name)
    facts = {**example["facts"], "approval_date": "2026-03-15"}
    asked.give(facts)
    asked.go_to("result")
    expect(asked.root.locator("section.documents details.phase")).not_to_have_count(0)
    clauses = asked.root.evaluate(CLAUSES)
    pages = pages_of(printed(page))

    width, height = 210 / 25.4 * 72, 297 / 25.4 * 72
    for _, size, sides in pages:
        assert size == pytest.approx((width, height), abs=1)
        assert min(left for left, _ in sides) >= MARGIN - 1
        assert max(right for _, right in sides) <= width - MARGIN + 1
    text = plain("".join(text for text, _, _ in pages))
    result = example["result"]
    wanted = {
        "verdict": words["verdict_" + result["verdict"]],
        "rules, hash and day": words["imprint"].format(
            version=asked.rules["version"],
            hash=asked.rules["hash"],
            date=in_words(f"{date.today()}", lang, weekday=False),
        ),
        "disclaimer": page.locator("subsidy-calculator .aid").inner_text(),
        **{f"clause {clause}": clause for clause in clauses},
    }
    titles = {rule["id"]: rule["title"][lang] for rule in asked.rules["requirements"]}
    for item in result["requirements"]:
        if item["status"] != "not_applicable":
            wanted[item["id"]] = titles[item["id"]]
    for fact, given in facts.items():
        question = asked.questions[fact]
        wanted[fact] = question["label"][lang] + answer_in_words(question, given, words, lang)
    for phase in scheme["checklist"]:
        wanted["documents " + phase["id"]] = phase["title"][lang]
    assert {name: item for name, item in wanted.items() if not reads(text, item)} == {}
    assert problems == []
