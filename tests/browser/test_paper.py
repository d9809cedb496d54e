"""The first page on paper: one A4 page with all that matters, and a code that opens the answers."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.kinds import Lang, both_languages
from tests.browser.questionnaire import Questionnaire
from tests.browser.test_print import pages_of, plain

Labels = dict[Lang, dict[str, str]]
CODE = "assets/calculator/qr.js"


def sheet_of(asked: Questionnaire) -> str:
    """The sheet's text as it stands while the page is printed."""
    return str(
        asked.root.evaluate(
            """(element) => {
              dispatchEvent(new Event("beforeprint"));
              const { textContent } = element.shadowRoot.querySelector(".sheet");
              dispatchEvent(new Event("afterprint"));
              return textContent;
            }"""
        )
    )


def on_paper(page: Page, pdf: bytes) -> tuple[str, str]:
    """The text of the first two pages without their numbers and without marks before a line.

    Nor with the foot, which each has: where it is from, of which version and of which day.
    """
    foot = plain(page.locator(".printed").text_content() or "")
    pages = []
    for text, _, _ in pages_of(pdf):
        assert foot in plain(text)
        pages.append(re.sub(r"^\d+/\d+|[□·]", "", plain(text).replace(foot, "")))
    return pages[0], pages[1]


LOADED = "code => performance.getEntriesByType('resource').some(({name}) => name.endsWith(code))"


def see_result(asked: Questionnaire) -> None:
    """Opens the result, and waits for what its being in sight loads."""
    asked.go_to_result()
    asked.page.wait_for_function(LOADED, arg=CODE)
    asked.page.wait_for_load_state("networkidle")


@pytest.mark.chromium
@both_languages
@pytest.mark.parametrize(
    "name",
    [
        "short-all-met",
        "unclear-and-unmet",
        "series-trailer",
        "only-the-category",
        "deadline-on-saturday",
        "wide-crop",
    ],
)
def test_the_sheet_is_the_first_page_and_the_rest_follows(
    page: Page,
    scheme: dict[str, Any],
    labels: Labels,
    problems: list[str],
    name: str,
    lang: Lang,
) -> None:
    words = labels[lang]
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    example = next(item for item in scheme["examples"] if item["id"] == name)
    asked.give(example["facts"])
    see_result(asked)
    text = sheet_of(asked)
    pdf = page.pdf(format="A4")
    first, second = on_paper(page, pdf)
    # What stands in columns comes last in the file: the same signs, in whichever order.
    assert Counter(first) == Counter(plain(text))
    result = example["result"]
    assert second.startswith(plain(words["verdict_" + result["verdict"]]))
    wanted = [words["verdict_" + result["verdict"]], words["sheet_code"], asked.rules["hash"]]
    for item in result["requirements"]:
        if item["status"] in ("unmet", "unclear"):
            wanted.append(f"({item['clause']}")
    assert [item for item in wanted if plain(item) not in first] == []

    document = pdfium.PdfDocument(pdf)
    (code,) = zxingcpp.read_barcodes(document[0].render(scale=2, grayscale=True).to_pil())
    document.close()
    assert code.text == asked.link()
    assert problems == []


@both_languages
def test_the_code_of_the_sheet_says_that_the_result_is_the_same(
    page: Page, new_page: NewPage, scheme: dict[str, Any], labels: Labels, lang: Lang
) -> None:
    words = labels[lang]
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    asked.give(next(e for e in scheme["examples"] if e["id"] == "unclear-and-unmet")["facts"])
    fragment = urlsplit(asked.link()).fragment
    rules = f"{asked.rules['version']}-{asked.rules['hash'][:8]}"
    friend = Questionnaire(new_page(), scheme, lang)
    friend.open("#" + fragment)
    notice = friend.root.locator(".notice")
    expect(notice).to_contain_text(words["from_link"])
    expect(notice).to_contain_text(words["reopened_same"].format(rules=rules))


@both_languages
def test_nothing_is_loaded_for_the_code_until_somebody_is_about_to_print(
    page: Page, scheme: dict[str, Any], labels: Labels, lang: Lang
) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(urlsplit(request.url).path.lstrip("/")))
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    asked.give(next(e for e in scheme["examples"] if e["id"] == "short-all-met")["facts"])
    asked.shown()
    assert CODE not in loaded
    expect(asked.root.locator(".paper > *")).to_have_count(0)
    # Printed from the browser's menu at once: the address alone, and what to do.
    assert labels[lang]["sheet_no_code"] in sheet_of(asked)
    page.wait_for_load_state("networkidle")
    assert loaded.count(CODE) == 1
    assert labels[lang]["sheet_code"] in sheet_of(asked)
    expect(asked.root.locator(".paper > *")).to_have_count(0)


@both_languages
def test_the_print_button_waits_for_the_code(
    page: Page, scheme: dict[str, Any], labels: Labels, lang: Lang
) -> None:
    page.add_init_script("window.print = () => { window.printed = true; };")
    asked = Questionnaire(page, scheme, lang)
    asked.open()
    asked.give(next(e for e in scheme["examples"] if e["id"] == "short-all-met")["facts"])
    see_result(asked)
    button = asked.root.get_by_role("button", name=labels[lang]["print"], exact=True)
    button.click()
    page.wait_for_function("window.printed")
    assert labels[lang]["sheet_code"] in sheet_of(asked)


@pytest.mark.chromium
def test_without_the_code_the_sheet_still_fits(
    page: Page, scheme: dict[str, Any], labels: Labels
) -> None:
    page.route(f"**/{CODE}", lambda route: route.abort())
    asked = Questionnaire(page, scheme, "en")
    asked.open()
    asked.give({"category": "short"})
    asked.go_to_result()
    first, second = on_paper(page, page.pdf(format="A4"))
    assert plain(labels["en"]["sheet_no_code"]) in first
    assert plain(page.url.partition("#")[0]) in first
    assert second.startswith(plain(labels["en"]["verdict_undetermined"]))
