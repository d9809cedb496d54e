"""The web component among frameworks: moved, put back, and changed at any time by its host."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page, Route, expect

from tests.browser.conftest import SCHEME, NewPage
from tests.browser.embedding import Portal
from tests.browser.kinds import Lang

Labels = dict[Lang, dict[str, str]]


@pytest.fixture
def host(portal: Portal, shared: str, new_page: NewPage) -> Page:
    """A page of another site that knows the component and has two places for it."""
    page = new_page()
    script = f'<script type="module" src="{shared}assets/calculator/component.js"></script>'
    page.goto(portal.put("/", f'<div id="one"></div><div id="two"><hr></div>{script}'))
    page.evaluate(
        "customElements.whenDefined('subsidy-calculator').then(() => {"
        "  window.calculator = document.createElement('subsidy-calculator');"
        "  window.told = [];"
        "  for (const name of ['ready', 'answer', 'result'])"
        "    calculator.addEventListener(name, ({ detail }) => told.push([name, detail])); })"
    )
    return page


def put(page: Page, **attributes: str) -> Locator:
    """Puts the element into the page."""
    page.evaluate(
        "given => { for (const [name, value] of Object.entries(given))"
        " calculator.setAttribute(name, value); one.append(calculator); }",
        {"scheme": SCHEME, "lang": "en", **attributes},
    )
    calculator = page.locator("subsidy-calculator")
    expect(calculator.locator("form")).to_be_visible()
    return calculator


def to_heads(calculator: Locator) -> None:
    """From the result to a question that the visitor wants to change."""
    calculator.locator("section.record summary").click()
    named = "Change: How many technical heads are there in all?"
    calculator.get_by_role("button", name=named, exact=True).click()


def begin(calculator: Locator) -> None:
    """Answers, goes on to the result, opens a fold there, and types what is refused."""
    calculator.locator("#category").select_option("short")
    calculator.locator("#vp_ratio_percent").fill("10")
    calculator.locator("button[type=submit]").click()
    calculator.locator(".report details.unknown > summary").click()
    to_heads(calculator)
    calculator.locator("#technical_heads_total").fill("2.5")
    calculator.locator("#technical_heads_total").press("Tab")


def expect_begun(calculator: Locator) -> None:
    expect(calculator.locator("#technical_heads_total")).to_be_visible()
    expect(calculator.locator("#technical_heads_total")).to_have_value("2.5")
    expect(calculator.locator("#technical_heads_total-error")).not_to_be_empty()
    expect(calculator.locator("#category")).to_have_value("short")
    expect(calculator.locator(".report details.unknown")).to_have_attribute("open", "")


MOVES = {
    "append": "two.append(calculator)",
    "insertBefore": "two.insertBefore(calculator, two.firstChild)",
    "replaceChild": "two.replaceChild(calculator, two.firstChild)",
    "moveBefore": "(two.moveBefore ?? two.insertBefore).call(two, calculator, two.firstChild)",
    "its parent": "two.append(one)",
    "a fragment": "{ const part = new DocumentFragment(); part.append(calculator);"
    " two.append(part); }",
    "many times": "for (let i = 0; i < 9; i++) [one, two][i % 2].append(calculator)",
    "away and back": "calculator.remove(); await new Promise((done) => setTimeout(done, 1500));"
    " two.append(calculator)",
}


@pytest.mark.parametrize("move", MOVES)
def test_a_moved_element_keeps_all_that_was_done_in_it(host: Page, move: str) -> None:
    calculator = put(host)
    begin(calculator)
    host.evaluate(f"async () => {{ {MOVES[move]}; }}")
    expect_begun(calculator)
    host.evaluate("told.length = 0")
    calculator.locator("#technical_heads_total").fill("2")
    assert [name for name, _ in host.evaluate("told")] == ["answer", "result"]
    assert host.evaluate("told[0][1]") == {"fact": "technical_heads_total", "value": 2}


def test_an_element_that_moves_while_it_loads_shows(host: Page) -> None:
    held: list[Route] = []
    host.route("**/calculator.en.json", lambda route: held.append(route))
    host.evaluate(
        f"calculator.setAttribute('scheme', '{SCHEME}'); calculator.lang = 'en';"
        "one.append(calculator); two.append(calculator)"
    )
    host.wait_for_timeout(200)
    host.evaluate("calculator.remove()")
    for route in held:
        route.continue_()
    host.unroute("**/calculator.en.json")
    host.wait_for_timeout(200)
    host.evaluate("one.append(calculator)")
    expect(host.locator("subsidy-calculator form")).to_be_visible()


def test_another_language_keeps_answers_step_refused_text_and_folds(host: Page) -> None:
    calculator = put(host)
    begin(calculator)
    host.evaluate("calculator.lang = 'zh-Hant'")
    expect(calculator.locator("form h2").first).to_have_text("先知道最多補助多少")
    expect_begun(calculator)
    expect(calculator.locator("#technical_heads_total-error")).to_contain_text("請填")


def test_attributes_are_heard_whenever_they_are_set(host: Page) -> None:
    calculator = host.locator("subsidy-calculator")
    requested: list[str] = []
    host.on("request", lambda request: requested.append(request.url))
    host.evaluate("one.append(calculator)")
    host.wait_for_timeout(300)
    assert not any("/schemes/" in url for url in requested)
    assert calculator.evaluate("node => node.shadowRoot.querySelector('.notice')") is None
    # Right after one another, before the first load is done.
    host.evaluate(
        f"calculator.setAttribute('scheme', '{SCHEME}'); calculator.lang = 'en';"
        "calculator.setAttribute('answers', '{\"category\": \"pilot\"}')"
    )
    expect(calculator.locator("form h2").first).to_have_text("See how much you could get")
    expect(calculator.locator("#category")).to_have_value("pilot")


def test_a_mended_misspelling_loads(host: Page) -> None:
    calculator = host.locator("subsidy-calculator")
    host.evaluate("calculator.setAttribute('scheme', 'virtual-prodction'); one.append(calculator)")
    expect(calculator.get_by_role("alert")).to_be_visible()
    host.evaluate(f"calculator.setAttribute('scheme', '{SCHEME}')")
    expect(calculator.locator("form")).to_be_visible()
    expect(calculator.locator("p.notice[role=alert]")).to_have_count(0)


def test_a_load_that_failed_is_tried_again_with_the_next_change(host: Page) -> None:
    calculator = put(host)
    begin(calculator)
    host.route("**/calculator.zh-Hant.json", lambda route: route.abort())
    host.evaluate("calculator.lang = 'zh-Hant'")
    expect(calculator.get_by_role("alert").first).to_be_visible()
    host.evaluate("calculator.lang = 'en'")
    expect_begun(calculator)


WRONG = ["[object Object]", "{", "[1]", "null", "7", '"x"', "true", ""]


@pytest.mark.parametrize("text", WRONG)
def test_answers_that_are_no_object_are_left_out_with_a_warning(host: Page, text: str) -> None:
    warnings: list[ConsoleMessage] = []
    host.on("console", lambda line: warnings.append(line) if line.type == "warning" else None)
    calculator = put(host, answers=text)
    expect(calculator.locator("#category")).to_have_value("unknown")
    host.evaluate("two.append(calculator); calculator.lang = 'zh-Hant'")
    expect(calculator.locator("form h2").first).to_have_text("先知道最多補助多少")
    (warning,) = warnings
    assert "answers" in warning.text


def test_the_property_takes_what_a_framework_sets(host: Page) -> None:
    host.evaluate("calculator.answers = { category: 'pilot', technical_heads_total: 12 }")
    calculator = put(host)
    expect(calculator.locator("#category")).to_have_value("pilot")
    host.evaluate("calculator.answers = { category: 'trailer' }")
    expect(calculator.locator("#category")).to_have_value("trailer")
    assert host.evaluate("calculator.answers") == {"category": "trailer"}
    host.evaluate("""calculator.answers = '{"category": "short"}'""")
    expect(calculator.locator("#category")).to_have_value("short")
    host.evaluate("calculator.answers = null")
    expect(calculator.locator("#category")).to_have_value("unknown")
    assert host.evaluate("[calculator.answers, calculator.hasAttribute('answers')]") == [
        None,
        False,
    ]


def test_a_property_that_was_set_before_the_element_was_known(
    portal: Portal, shared: str, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(portal.put("/early", f'<subsidy-calculator scheme="{SCHEME}"></subsidy-calculator>'))
    page.evaluate("document.querySelector('subsidy-calculator').answers = { category: 'pilot' }")
    page.add_script_tag(url=f"{shared}assets/calculator/component.js", type="module")
    expect(page.locator("#category")).to_have_value("pilot")


@pytest.mark.parametrize("storage", ["on", "off"])
def test_new_answers_of_a_host_wipe_nothing_that_was_typed(
    host: Page, labels: Labels, storage: str
) -> None:
    words = labels["en"]
    given = {"category": "pilot", "applicant_type": "other"}
    calculator = put(host, storage=storage, answers=json.dumps(given))
    calculator.locator("#category").select_option("short")
    # The host's answer ends it: the result comes next.
    calculator.locator("button[type=submit]").click()
    to_heads(calculator)
    calculator.locator("#technical_heads_total").fill("2.5")
    host.evaluate(
        "calculator.answers = { category: 'trailer', applicant_type: 'film_vfx',"
        " technical_heads_total: 9, is_cinema_short: true }"
    )
    checked = calculator.locator("input:checked")
    names = "nodes => nodes.map(({ value }) => value)"
    assert checked.evaluate_all(names) == ["film_vfx", "true"]
    expect(calculator.locator("#category")).to_have_value("short")
    expect(calculator.locator("#technical_heads_total")).to_have_value("2.5")
    notice = calculator.locator(".notice")
    expect(notice).to_contain_text(words["host_answers"])
    notice.get_by_role("button", name=words["undo"]).click()
    assert checked.evaluate_all(names) == ["other"]
    expect(calculator.locator("#category")).to_have_value("short")
    expect(notice).to_have_count(0)
    # What changes nothing that shows is not said.
    host.evaluate("calculator.answers = { category: 'pilot', applicant_type: 'other' }")
    expect(notice).to_have_count(0)


def test_a_host_may_change_its_own_answers_without_a_word(host: Page) -> None:
    calculator = put(host, answers='{"category": "pilot", "is_cinema_short": true}')
    host.evaluate("calculator.answers = { category: 'short' }")
    expect(calculator.locator("input:checked")).to_have_count(0)
    expect(calculator.locator("#category")).to_have_value("short")
    expect(calculator.locator(".notice")).to_have_count(0)
    assert [name for name, _ in host.evaluate("told")][-2:] == ["ready", "result"]


def test_keys_of_a_host_are_not_pressed_from_within(host: Page) -> None:
    calculator = put(host)
    host.evaluate("window.heard = []; addEventListener('keydown', ({ key }) => heard.push(key))")
    calculator.locator("button[type=submit]").click()
    calculator.locator("input[name=has_script]").first.focus()
    for key in ("j", "k", "?", "Space", "ArrowDown"):
        host.keyboard.press(key)
    assert host.evaluate("heard") == ["ArrowDown"]
    expect(calculator.locator("input[name=has_script][value=false]")).to_be_checked()
