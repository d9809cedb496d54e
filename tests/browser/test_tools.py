"""Tools for agents in the browser: what they reply, what they leave alone, and where none are.

No browser here has such agents yet: a stand-in with the draft's one method takes their place.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import SCHEME, NewPage
from tests.browser.kinds import CALCULATOR, LANGS, ROOTS, Lang, open_page
from tests.browser.questionnaire import WORDS
from tests.browser.test_session import DRAFT

AGENT = """(owner) => {
  window.tools = [];
  const names = new Set();
  const registerTool = async (tool) => {
    if (names.has(tool.name) || !/^[\\w.-]{1,128}$/.test(tool.name) || !tool.description)
      throw new DOMException(tool.name, "InvalidStateError");
    names.add(tool.name);
    window.tools.push(tool);
  };
  const value = { registerTool };
  Object.defineProperty(owner === "document" ? document : navigator, "modelContext", { value });
}"""
NAMED = ["evaluate_answers", "list_unanswered", "open_answers"]


def with_agent(page: Page, owner: str = "document") -> Page:
    """A page whose browser has an agent, at the place that the draft says or where it was."""
    page.add_init_script(f"({AGENT})({json.dumps(owner)})")
    return page


def tools(page: Page) -> list[dict[str, Any]]:
    """What is offered, once all of it is."""
    page.wait_for_function(f"window.tools.length === {len(NAMED)}")
    found: list[dict[str, Any]] = page.evaluate("JSON.parse(JSON.stringify(window.tools))")
    return found


def use(page: Page, name: str, facts: object) -> Any:
    """What a tool replies."""
    call = "([name, facts]) => window.tools.find((tool) => tool.name === name).execute(facts)"
    return page.evaluate(call, [name, facts])


@pytest.mark.parametrize("owner", ["document", "navigator"])
@pytest.mark.parametrize("lang", LANGS)
def test_tools_are_offered_in_the_language_of_the_page(
    page: Page, site: Path, scheme: dict[str, Any], owner: str, lang: Lang
) -> None:
    open_page(with_agent(page, owner), ROOTS[lang] + CALCULATOR)
    offered = tools(page)
    schema = json.loads((site / f"api/schemes/{SCHEME}/facts.schema.json").read_text("utf-8"))
    assert [tool["name"] for tool in offered] == NAMED
    assert [tool["annotations"]["readOnlyHint"] for tool in offered] == [True, True, False]
    for tool in offered:
        assert tool["inputSchema"] == schema
        words = tool["title"] + tool["description"]
        assert any("\u4e00" <= letter <= "\u9fff" for letter in words) == (lang == "zh"), words
    assert scheme["title"][lang] in offered[0]["description"]


def test_answers_are_decided_as_the_site_decides_them(
    page: Page, scheme: dict[str, Any], problems: list[str]
) -> None:
    open_page(with_agent(page), ROOTS["en"] + CALCULATOR)
    tools(page)
    titles = {item["id"]: item["title"]["en"] for item in scheme["calculator"]["requirements"]}
    for example in scheme["examples"]:
        reply = use(page, "evaluate_answers", example["facts"])
        assert "Bureau" in reply["aid"] or "Ministry" in reply["aid"]
        result = reply["result"]
        assert [item["title"] for item in result["requirements"]] == list(titles.values())
        amount = result["amount"]
        steps = [*result["instalments"], *result["deadlines"], *amount["steps"]]
        assert all(item["title"] for item in steps)
        for item in [*result["requirements"], *steps]:
            del item["title"]
        assert result == example["result"], example["id"]
    # None of that was an answer of the visitor's.
    assert page.evaluate(DRAFT) is None
    assert problems == []


def test_what_is_still_to_be_answered_comes_with_its_words(
    page: Page, scheme: dict[str, Any]
) -> None:
    open_page(with_agent(page), CALCULATOR)
    tools(page)
    asked = use(page, "list_unanswered", {"category": "short"})["questions"]
    labels = {item["id"]: item["label"] for item in scheme["calculator"]["questions"]}
    assert "runtime_minutes" in [question["id"] for question in asked]
    assert "trailer_kind" not in [question["id"] for question in asked]
    for question in asked:
        assert question["x-title"] == labels[question["id"]]
    example = next(e for e in scheme["examples"] if e["result"]["verdict"] == "eligible")
    left = use(page, "list_unanswered", example["facts"])["questions"]
    assert [question["id"] for question in left] == example["result"]["unanswered"]


@pytest.mark.parametrize("name", NAMED)
def test_a_refused_answer_is_a_reply_that_names_it(page: Page, name: str) -> None:
    open_page(with_agent(page), CALCULATOR)
    tools(page)
    error = use(page, name, {"category": "feature"})["error"]
    assert error["fact"] == "category"
    assert "short" in error["message"]
    assert use(page, name, {"surprise": 1})["error"]["fact"] == "surprise"
    assert page.evaluate("location.hash") == ""


def test_answers_are_opened_and_the_visitors_own_stay(page: Page, scheme: dict[str, Any]) -> None:
    open_page(with_agent(page), ROOTS["en"] + CALCULATOR)
    tools(page)
    category = page.locator("subsidy-calculator #category")
    category.select_option("trailer")
    own = page.evaluate(DRAFT)
    assert own == {"category": "trailer"}
    example = next(e for e in scheme["examples"] if e["result"]["verdict"] == "eligible")
    address = use(page, "open_answers", example["facts"])["address"]
    calculator = page.locator("subsidy-calculator")
    expect(calculator.get_by_role("heading", name=WORDS["en"]["eligible"]).first).to_be_visible()
    assert page.evaluate(DRAFT) == own
    assert page.url == address
    page.goto("about:blank")
    page.goto(address)
    expect(calculator.get_by_role("heading", name=WORDS["en"]["eligible"]).first).to_be_visible()


PAGES = {
    CALCULATOR: False,
    "": True,
    f"embed/{SCHEME}/": True,
    f"schemes/{SCHEME}/rules/": True,
}
"""Pages, and whether they have an agent: the calculator's alone has tools, for an agent alone."""


@pytest.mark.parametrize("path", PAGES)
def test_elsewhere_and_without_an_agent_nothing_is_loaded(
    new_page: NewPage, path: str, problems: list[str]
) -> None:
    page = with_agent(new_page()) if PAGES[path] else new_page()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(path, wait_until="networkidle")
    assert any(url.endswith(".js") for url in asked)
    assert [url for url in asked if "tools" in url or "facts.schema" in url] == []
    assert problems == []


def test_an_agent_that_refuses_leaves_the_calculator_as_it_is(
    page: Page, problems: list[str]
) -> None:
    page.add_init_script(
        "Object.defineProperty(document, 'modelContext', { value: { registerTool: () =>"
        " Promise.reject(new DOMException('not here', 'NotAllowedError')) } })"
    )
    with page.expect_console_message(lambda words: "not here" in words.text):
        open_page(page, CALCULATOR)
    page.locator("subsidy-calculator #category").select_option("short")
    expect(page.locator("subsidy-calculator .answer")).not_to_be_empty()
    assert problems == []
