"""The calculator on other sites' pages, as a web component and in a frame, among foes too."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from generator.content.catalogue import Catalogue
from tests.browser.axe import violations
from tests.browser.conftest import SCHEME, NewPage, Visit
from tests.browser.embedding import Portal, serve_portal
from tests.browser.kinds import CALCULATOR, HTML_LANG, ROOTS, Lang, both_languages, open_page
from tests.browser.questionnaire import WORDS

PUBLISHED = "https://screen-policy.example/"
"""Where the site says that it stands."""
FORMS = pytest.mark.parametrize("form", ["frame", "element"])


@pytest.fixture(scope="module")
def eligible(scheme: dict[str, Any]) -> dict[str, Any]:
    """The facts of a short film that meets every requirement."""
    facts: dict[str, Any] = next(e for e in scheme["examples"] if e["id"] == "short-all-met")[
        "facts"
    ]
    return facts


def frame(shared: str, id: str = "frame", lang: Lang = "en", query: str = "", **data: Any) -> str:
    """An iframe of the calculator; ``data`` are its data attributes."""
    given = "".join(f' data-{name}="{escape(json.dumps(item))}"' for name, item in data.items())
    return (
        f'<iframe id="{id}" data-subsidy-calculator title="{id}" width="100%" height="640"{given}'
        f' src="{shared}{ROOTS[lang]}embed/{SCHEME}/{escape(query)}"></iframe>\n'
    )


def element(id: str = "element", answers: dict[str, Any] | None = None) -> str:
    given = "" if answers is None else f' answers="{escape(json.dumps(answers))}"'
    return f'<subsidy-calculator id="{id}" scheme="{SCHEME}" lang="en"{given}></subsidy-calculator>'


def scripts(shared: str, *names: Literal["record", "embed", "component"]) -> str:
    component = f"{shared}assets/calculator/component.js"
    tags = {
        "record": '<script src="/record.js"></script>',
        "embed": f'<script async src="{shared}assets/embed.js"></script>',
        "component": f'<script type="module" src="{component}"></script>',
    }
    return "\n".join(tags[name] for name in names)


def framed(page: Page, id: str = "frame") -> Locator:
    """The calculator inside a frame, when it stands."""
    calculator = page.frame_locator(f"#{id}").locator("subsidy-calculator")
    expect(calculator.locator("form")).to_be_visible()
    return calculator


def frame_of(page: Page, id: str = "frame") -> Frame:
    found = page.locator(f"#{id}").element_handle().content_frame()
    assert found is not None
    return found


def choose(calculator: Locator, category: str) -> None:
    """Answers the first question, and waits until the answer is announced and kept."""
    calculator.locator("select[name=category]").select_option(category)
    expect(calculator.locator("[part=calculator] > [role=status]")).not_to_be_empty()


def expect_chosen(calculator: Locator | Frame, category: str = "unknown") -> None:
    """Waits until the first question has an answer, or that it has none."""
    expect(calculator.locator("select[name=category]")).to_have_value(category)


def finish(calculator: Locator) -> None:
    """Goes on to the result past what is optional. No real press: the frame has moved."""
    everything = calculator.locator("[part=calculator]")
    expect(calculator.locator(".answer .sentence.eligible")).to_be_visible()
    while everything.get_attribute("data-at") != "result":
        calculator.locator("button[type=submit]").evaluate("node => node.click()")
    expect(calculator.locator("#verdict")).to_be_visible()
    expect(calculator.locator(".toolbar")).to_be_visible()


def expect_fit(page: Page, id: str = "frame") -> int:
    """Waits until the frame is as high as what it holds, and gives that height."""
    page.wait_for_function(
        "id => document.getElementById(id).style.height !== ''"
        " && told.filter((each) => each.id === id && each.name === 'ready').length > 0",
        arg=id,
    )
    inside = frame_of(page, id)
    inside.wait_for_function(
        "() => innerHeight === Math.ceil(document.querySelector('main').getBoundingClientRect()"
        ".height)",
        polling=100,  # nothing is painted in a frame out of sight
    )
    assert inside.evaluate("document.documentElement.scrollHeight <= innerHeight")
    height: int = inside.evaluate("innerHeight")
    return height


def messages(page: Page) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = page.evaluate("heard.map((each) => each.data)")
    return heard


def types(page: Page) -> set[str]:
    return {message["type"].removeprefix("subsidy-calculator:") for message in messages(page)}


def output(page: Page, id: str, name: str) -> list[Any]:
    details: list[Any] = page.evaluate(
        "([id, name]) => told.filter((each) => each.id === id && each.name === name)"
        ".map((each) => each.detail)",
        [id, name],
    )
    return details


# --- both forms ---------------------------------------------------------------------------


@FORMS
def test_it_works_under_a_strict_policy(
    portal: Portal,
    shared: str,
    visit: Visit,
    problems: list[str],
    eligible: dict[str, Any],
    scheme: dict[str, Any],
    form: Literal["frame", "element"],
) -> None:
    host = shared.rstrip("/")
    policy = f"default-src 'none'; img-src data:; script-src 'self' {host}; "
    if form == "frame":
        policy += f"frame-src {host}"
        body = frame(shared, form, answers=eligible) + scripts(shared, "record", "embed")
    else:
        policy += f"style-src {host}; connect-src {host}"
        body = element(form, eligible) + scripts(shared, "record", "component")
    page = visit(portal.put("/strict", body, {"Content-Security-Policy": policy}))

    calculator = framed(page, form) if form == "frame" else page.locator("subsidy-calculator")
    expect(calculator.locator(".answer .sentence.eligible")).to_be_visible()
    page.wait_for_function("told.some((each) => each.detail.verdict === 'eligible')")
    rules = output(page, form, "ready")[-1].pop("rules")
    assert output(page, form, "ready")[-1] == {"scheme": SCHEME, "lang": "en", "rules": rules}
    result = next(e for e in scheme["examples"] if e["id"] == "short-all-met")["result"]
    assert output(page, form, "result")[-1] == result

    choose(calculator, "pilot")
    page.wait_for_function("told.some((each) => each.name === 'answer')")
    assert output(page, form, "answer") == [{"fact": "category", "value": "pilot"}]
    assert output(page, form, "result")[-1] != result
    assert output(page, form, "resize")[-1]["height"] > 500
    panel = calculator.locator(".answer").evaluate("node => getComputedStyle(node).backgroundColor")
    assert panel != "rgba(0, 0, 0, 0)"
    assert problems == []


@pytest.mark.parametrize("pair", ["frames", "elements", "one of each"])
def test_two_on_one_page_leave_each_other_alone(
    portal: Portal, shared: str, visit: Visit, problems: list[str], pair: str
) -> None:
    one = element("one") if pair == "elements" else frame(shared, "one", answers={})
    two = frame(shared, "two", "zh") if pair == "frames" else element("two")
    page = visit(
        portal.put("/two", one + two + scripts(shared, "record", "embed", "embed", "component"))
    )
    first = page.locator("#one") if pair == "elements" else framed(page, "one")
    second = framed(page, "two") if pair == "frames" else page.locator("#two")
    expect(second.locator("form")).to_be_visible()
    page.wait_for_function("told.filter((each) => each.name === 'ready').length > 1")
    before = len(output(page, "two", "result"))
    choose(first, "pilot")
    page.wait_for_function("told.some((each) => each.id === 'one' && each.name === 'answer')")
    assert len(output(page, "one", "answer")) == 1
    assert output(page, "two", "answer") == []
    assert len(output(page, "two", "result")) == before
    expect_chosen(second)

    choose(second, "short")
    page.wait_for_function("told.some((each) => each.id === 'two' && each.name === 'answer')")
    expect_chosen(first, "pilot")
    assert output(page, "one", "answer") == [{"fact": "category", "value": "pilot"}]
    assert output(page, "two", "answer") == [{"fact": "category", "value": "short"}]
    if pair == "frames":
        expect_fit(page, "one")
        expect_fit(page, "two")
    assert problems == []


# --- the frame and its host ---------------------------------------------------------------


def test_the_frame_grows_and_shrinks_with_what_it_holds(
    portal: Portal, shared: str, visit: Visit, problems: list[str], eligible: dict[str, Any]
) -> None:
    body = f"<style>iframe {{ border: 5px solid; }}</style>{frame(shared, answers=eligible)}"
    page = visit(portal.put("/grow", body + scripts(shared, "record", "embed")))
    calculator = framed(page)
    expect_fit(page)
    finish(calculator)
    fold = "open => document.querySelector('subsidy-calculator').shadowRoot.querySelectorAll("
    fold += "'details').forEach((each) => { each.open = open; })"
    frame_of(page).evaluate(fold, False)
    closed = expect_fit(page)
    frame_of(page).evaluate(fold, True)
    page.wait_for_function(f"document.getElementById('frame').clientHeight > {closed}")
    assert expect_fit(page) > closed
    frame_of(page).evaluate(fold, False)
    page.wait_for_function(f"document.getElementById('frame').clientHeight === {closed}")
    expect_fit(page)

    page.set_viewport_size({"width": 360, "height": 900})
    page.wait_for_function(f"document.getElementById('frame').clientHeight > {closed}")
    expect_fit(page)
    page.set_viewport_size({"width": 1000, "height": 900})
    page.wait_for_function(f"document.getElementById('frame').clientHeight === {closed}")

    calculator.evaluate("node => { node.style.height = '80px'; }")
    page.wait_for_function("document.getElementById('frame').clientHeight === 80")
    page.add_style_tag(content="iframe { box-sizing: border-box; }")
    calculator.evaluate("node => { node.style.height = '90px'; }")
    page.wait_for_function("document.getElementById('frame').clientHeight === 90")
    assert output(page, "frame", "resize")[-1] == {"height": 90}
    assert problems == []


@pytest.mark.parametrize("sizing", ["content-box", "border-box"])
@pytest.mark.parametrize(
    "edges",
    ["padding: 16px", "border: 3px solid; padding: 1em 0 2.5em", "padding-block: 5%", "border: 0"],
)
def test_the_edges_of_a_frame_take_nothing_from_it(
    portal: Portal, shared: str, visit: Visit, sizing: str, edges: str
) -> None:
    style = f"<style>iframe {{ box-sizing: {sizing}; {edges}; }}</style>"
    page = visit(portal.put("/edges", style + frame(shared) + scripts(shared, "record", "embed")))
    framed(page)
    assert expect_fit(page) > 300


def test_a_notice_above_the_calculator_is_in_the_frames_height(
    portal: Portal, shared: str, visit: Visit
) -> None:
    """As where the English of a record is stale; the notice may come and go, and wrap."""
    page = visit(portal.put("/notice", frame(shared) + scripts(shared, "record", "embed")))
    framed(page)
    before = expect_fit(page)
    inside = frame_of(page)
    inside.evaluate(
        "const notice = document.createElement('p');"
        "notice.textContent = 'The English of this page is older than the Chinese. '.repeat(9);"
        "document.querySelector('h1').after(notice)"
    )
    page.wait_for_function(f"document.getElementById('frame').clientHeight > {before}")
    assert expect_fit(page) > before
    inside.evaluate("document.querySelector('main > p').remove()")
    page.wait_for_function(f"document.getElementById('frame').clientHeight === {before}")


@pytest.mark.parametrize("early", [True, False])
def test_a_frame_in_open_shadow_trees_is_found(
    portal: Portal, shared: str, visit: Visit, problems: list[str], early: bool
) -> None:
    inner = frame(shared, "deep", answers={"category": "pilot"}).replace("</", r"<\/")
    body = f"""<host-box></host-box>{frame(shared)}<script>
      const open = (node, html) => {{
        const root = node.attachShadow({{ mode: "open" }});
        root.innerHTML = html;
        return root;
      }};
      const outer = open(document.querySelector("host-box"), "<p><in-box></in-box></p>");
      window.deep = open(outer.querySelector("in-box"), `{inner}`).querySelector("iframe");
      deep.addEventListener("result", ({{ detail }}) => {{ window.decided = detail; }});
    </script>"""
    script = scripts(shared, "embed") if early else ""
    page = visit(portal.put("/deep", body + script))
    if not early:
        framed(page)
        page.add_script_tag(url=f"{shared}assets/embed.js")
    page.wait_for_function("deep.clientHeight > 1000 && window.decided")
    page.wait_for_function("document.getElementById('frame').clientHeight !== 640")
    inside = page.evaluate_handle("deep").as_element().content_frame()  # type: ignore[union-attr]
    assert inside is not None
    expect_chosen(inside, "pilot")
    assert inside.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert problems == []


@pytest.mark.parametrize("early", [True, False])
def test_a_frame_that_is_redirected_is_named_once(
    portal: Portal, shared: str, visit: Visit, problems: list[str], early: bool
) -> None:
    moved = f"{portal.address}/moved"
    portal.redirect("/moved", f"{shared}en/embed/{SCHEME}/")
    body = frame(shared).replace(f"{shared}en/embed/{SCHEME}/", moved)
    page = visit("about:blank")
    warnings: list[str] = []
    page.on("console", lambda line: warnings.append(line.text) if line.type == "warning" else None)
    embed = scripts(shared, "embed") if early else ""
    page.goto(portal.put("/redirected", body + scripts(shared, "record") + embed))
    calculator = framed(page)
    if not early:
        with page.expect_console_message(lambda line: line.type == "warning"):
            page.add_script_tag(url=f"{shared}assets/embed.js")
    choose(calculator, "short")
    page.set_viewport_size({"width": 400, "height": 900})
    page.wait_for_function("heard.length > 2")
    (warning,) = warnings
    assert portal.address in warning
    assert shared.rstrip("/") in warning
    assert output(page, "frame", "resize") == []
    assert problems == []


@pytest.mark.chromium  # keys in a frame of another site
def test_what_is_gone_to_in_a_frame_stands_below_a_hosts_header(
    portal: Portal, shared: str, visit: Visit, eligible: dict[str, Any]
) -> None:
    style = "<style>html { scroll-padding-top: 90px; } body { padding-top: 100vh; }"
    style += "header { position: fixed; inset: 0 0 auto; height: 90px; background: #ccc; }</style>"
    body = f"{style}<header>Portal</header>{frame(shared, answers=eligible)}"
    page = visit(portal.put("/header", body + scripts(shared, "record", "embed")))
    calculator = framed(page)
    expect_fit(page)
    for name in (".questions .primary", ".questions .primary", ".head button"):
        calculator.locator(name).press("Enter")
        heading = calculator.locator(":focus")
        expect(heading).to_have_attribute("tabindex", "-1")
        page.wait_for_function("scrollY > 0")
        top = heading.evaluate("node => node.getBoundingClientRect().top")
        moved = page.locator("#frame").evaluate("node => node.getBoundingClientRect().top")
        assert 90 <= top + moved < 850, name


def test_a_frame_that_comes_later_and_a_script_that_comes_late(
    portal: Portal, shared: str, visit: Visit, problems: list[str]
) -> None:
    page = visit(portal.put("/late", frame(shared, answers={"category": "short"})))
    calculator = framed(page)
    assert page.locator("#frame").evaluate("node => node.style.height") == ""
    page.add_script_tag(url="/record.js")
    page.add_script_tag(url=f"{shared}assets/embed.js")
    expect_chosen(calculator, "short")
    expect_fit(page)
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", frame(shared, "b"))
    choose(framed(page, "b"), "short")
    page.wait_for_function("document.getElementById('b').clientHeight > 1000")
    assert problems == []


def test_a_host_that_has_not_said_hello_sees_heights_alone(
    portal: Portal, shared: str, visit: Visit, problems: list[str]
) -> None:
    page = visit(portal.put("/silent", frame(shared) + scripts(shared, "record")))
    choose(framed(page), "short")
    page.wait_for_function("heard.length > 1")
    for message in messages(page):
        assert message == {"type": "subsidy-calculator:resize", "height": message["height"]}
        assert isinstance(message["height"], int)
    assert problems == []


def test_a_host_without_an_origin_sees_heights_alone(
    portal: Portal, shared: str, visit: Visit, problems: list[str]
) -> None:
    page = visit(portal.put("/origin", frame(shared) + scripts(shared, "record")))
    calculator = framed(page)
    # As from a sandbox, which browsers keep from the loopback addresses of this test.
    frame_of(page).evaluate(
        "dispatchEvent(new MessageEvent('message', { source: parent, origin: 'null',"
        " data: { type: 'subsidy-calculator:hello', answers: { category: 'pilot' } } }))"
    )
    choose(calculator, "short")
    page.wait_for_function("heard.length > 1")
    assert types(page) == {"resize"}
    assert problems == []


MALFORMED = """[
  null, undefined, 7, "subsidy-calculator:hello", [], ["subsidy-calculator:hello"], {},
  { type: "hello" }, { type: null }, { type: ["subsidy-calculator:hello"] },
  { type: "subsidy-calculator:__proto__" }, { type: "subsidy-calculator:answer", detail: 1 },
  { type: "subsidy-calculator:resize", height: 1e9 },
  ...[1, true, "<script>alert(1)</script>", [{ category: "pilot" }], new Map(), new Date(),
    { category: 1n }, (() => { const loop = {}; loop.loop = loop; return loop; })(),
  ].map((answers) => ({ type: "subsidy-calculator:hello", answers })),
]"""


def test_a_frame_takes_nothing_malformed_or_foreign(
    portal: Portal, shared: str, visit: Visit, problems: list[str]
) -> None:
    hello = '{ type: "subsidy-calculator:hello", answers: { category: "pilot" } }'
    portal.put("/sibling", f"<script>parent.frames[0].postMessage({hello}, '*')</script>")
    page = visit(portal.put("/hostile", frame(shared) + scripts(shared, "record")))
    calculator = framed(page)
    page.evaluate(
        f"for (const each of {MALFORMED}) frames[0].postMessage(each, '*');"
        "const sibling = document.createElement('iframe');"
        "sibling.src = '/sibling';"
        "document.body.append(sibling);"
        "new Promise((done) => { sibling.onload = done; })"
    )
    # The frame hears messages in their order, so this one comes after all of them.
    page.evaluate("heard.length = 0; frames[0].postMessage({type: 'subsidy-calculator:ping'}, '*')")
    page.wait_for_function("heard.length > 0")
    assert types(page) == {"resize"}
    expect_chosen(calculator)

    page.evaluate(f"frames[0].postMessage({hello}, '{shared}')")
    expect_chosen(calculator, "pilot")
    page.wait_for_function("heard.some((each) => each.data.type.endsWith(':ready'))")
    assert problems == []


def test_the_first_hello_stays_and_those_who_have_begun_keep_their_answers(
    portal: Portal, shared: str, visit: Visit, problems: list[str]
) -> None:
    page = visit(portal.put("/again", frame(shared) + scripts(shared, "record")))
    calculator = framed(page)
    choose(calculator, "trailer")
    hello = "{type: 'subsidy-calculator:hello', answers: {category: 'pilot'}}"
    page.evaluate(f"frames[0].postMessage({hello}, '{shared}')")
    page.wait_for_function("heard.some((each) => each.data.type.endsWith(':result'))")
    assert types(page) == {"resize", "ready", "result"}
    page.evaluate(f"heard.length = 0; frames[0].postMessage({hello}, '{shared}')")
    page.evaluate("frames[0].postMessage({type: 'subsidy-calculator:ping'}, '*')")
    page.wait_for_function("heard.length > 0")
    assert types(page) == {"resize"}
    expect_chosen(calculator, "trailer")
    assert problems == []


def test_of_the_hosts_answers_only_good_ones_are_taken(
    portal: Portal, shared: str, visit: Visit, problems: list[str]
) -> None:
    answers = {
        "category": "short",
        "production_cost_twd": -5,
        "runtime_minutes": "<img src=x onerror=alert(1)>",
        "themes": [{"__proto__": {"polluted": 1}}],
        "origin_is_roc": "true",
        "no_such_fact": 1,
        "constructor": {"prototype": {"polluted": 1}},
        "__proto__": {"polluted": 1},
    }
    body = frame(shared, answers=answers) + scripts(shared, "record", "embed")
    page = visit(portal.put("/answers", body))
    calculator = framed(page)
    expect_chosen(calculator, "short")
    page.wait_for_function("told.some((each) => each.name === 'result')")
    unanswered = output(page, "frame", "result")[-1]["unanswered"]
    assert {"runtime_minutes", "themes", "origin_is_roc", "production_cost_twd"} <= set(unanswered)
    assert "category" not in unanswered
    assert frame_of(page).evaluate("({}).polluted === undefined")
    expect(calculator.locator("p.error:not(:empty)")).to_have_count(0)
    expect(calculator.locator("img")).to_have_count(0)
    assert problems == []


def test_a_host_takes_nothing_malformed_or_foreign(
    portal: Portal, shared: str, visit: Visit, problems: list[str]
) -> None:
    heights = "[1e9, -1, 0, NaN, Infinity, '500', null, undefined, [500], {}, 500n]"
    words = f"...{heights}.map((height) => ({{type: 'subsidy-calculator:resize', height}})),"
    words += f"...{MALFORMED}.filter((each) => each?.type !== 'subsidy-calculator:answer')"
    words = words.replace("</script>", r"<\/script>")
    lie = f"for (const each of [{words}, {{ type: 'end' }}]) parent.postMessage(each, '*')"
    portal.put("/liar", f"<script>{lie}</script>")
    good = "{type: 'subsidy-calculator:resize', height: 500}"
    portal.put("/stranger", f"<script>parent.postMessage({good}, '*')</script>")
    body = (
        '<iframe id="liar" data-subsidy-calculator title="a" src="/liar"></iframe>'
        '<iframe id="stranger" title="b" src="/stranger"></iframe>'
        + frame(shared, "gone")
        + scripts(shared, "record", "embed")
    )
    page = visit(portal.put("/host", body))
    expect_fit(page, "gone")
    page.evaluate("heard.length = told.length = 0")
    page.locator("#liar").evaluate("node => { node.contentWindow.location.reload(); }")
    page.wait_for_function("heard.some((each) => each.data?.type === 'end')")
    page.evaluate("heard.length = 0")
    page.locator("#gone").evaluate("node => { node.contentWindow.location = '/stranger'; }")
    page.wait_for_function("heard.length > 0")
    assert page.evaluate("told") == []
    styles = page.locator("#liar, #stranger").evaluate_all("all => all.map((f) => f.style.height)")
    assert styles == ["", ""]
    assert page.locator("#gone").evaluate("node => node.clientHeight") not in (500, 640)

    page.evaluate(
        "const { contentWindow: source, src } = document.getElementById('stranger');"
        f"dispatchEvent(new MessageEvent('message', {{source, origin: origin, data: {good}}}))"
    )
    assert page.locator("#stranger").evaluate("node => node.style.height") == ""
    page.locator("#stranger").evaluate("node => { node.dataset.subsidyCalculator = ''; }")
    page.locator("#stranger").evaluate("node => { node.contentWindow.location.reload(); }")
    page.wait_for_function("document.getElementById('stranger').style.height === '500px'")
    assert problems == []


@FORMS
def test_a_draft_goes_before_the_answers_that_a_host_begins_with(
    portal: Portal, shared: str, visit: Visit, problems: list[str], form: str
) -> None:
    given = {"category": "short", "production_cost_twd": 9_000_000}
    if form == "frame":
        body = frame(shared, form, query="?storage=on", answers=given) + scripts(shared, "embed")
    else:
        body = element(form, given).replace(" scheme", ' storage="on" scheme')
        body += scripts(shared, "component")
    # Browsers may refuse storage to frames of other sites; two ports of one host are one site.
    page = visit(portal.put("/draft", body).replace("localhost", "127.0.0.1"))

    def calculator() -> Locator:
        return framed(page, form) if form == "frame" else page.locator("subsidy-calculator")

    expect_chosen(calculator(), "short")
    choose(calculator(), "pilot")
    page.reload()
    expect_chosen(calculator(), "pilot")
    assert problems == []


@pytest.mark.parametrize("storage", ["", "?storage=off", "?storage=on", "?storage=yes"])
def test_a_frame_stores_only_where_the_host_allows_it(
    portal: Portal, shared: str, visit: Visit, problems: list[str], storage: str
) -> None:
    # Browsers may refuse storage to frames of other sites; two ports of one host are one site.
    url = portal.put("/storage", frame(shared, query=storage))
    page = visit(url.replace("localhost", "127.0.0.1"))
    choose(framed(page), "short")
    inside = frame_of(page)
    remaining = inside.evaluate("Object.keys(localStorage)")
    name = f"{shared}{page.evaluate('origin')}subsidy-calculator:{SCHEME}:draft"
    assert remaining == ([name] if storage == "?storage=on" else [])
    assert inside.evaluate("[location.hash, document.cookie, sessionStorage.length]") == ["", "", 0]
    page.reload()
    expect_chosen(framed(page), "short" if storage == "?storage=on" else "unknown")
    assert problems == []


def test_no_host_is_told_what_was_answered_elsewhere(
    portal: Portal, shared: str, visit: Visit, problems: list[str]
) -> None:
    """Ports of one host are one site, so that browsers give all of them the same storage."""
    body = frame(shared, query="?storage=on") + scripts(shared, "record", "embed")
    with serve_portal() as other:
        hosts = [
            here.put("/elsewhere", body).replace("localhost", "127.0.0.1")
            for here in (portal, other)
        ]
        page = visit(f"{shared}{ROOTS['en']}{CALCULATOR}")
        choose(page.locator("subsidy-calculator"), "pilot")
        page.goto(hosts[0])
        expect_fit(page)
        choose(framed(page), "short")
        results = []
        for host, category in ((hosts[1], "unknown"), (hosts[0], "short")):
            page.goto(host)
            expect_fit(page)
            expect_chosen(framed(page), category)
            page.wait_for_function("told.some(({ name }) => name === 'result')")
            results.append(output(page, "frame", "result"))
        page.goto(portal.put("/nothing", body.replace("storage=on", "storage=off")))
        expect_fit(page)
        page.wait_for_function("told.some(({ name }) => name === 'result')")
        nothing = output(page, "frame", "result")
        assert results[0] == nothing != results[1]
        page.goto(f"{shared}{ROOTS['en']}{CALCULATOR}")
        expect_chosen(page.locator("subsidy-calculator"), "pilot")
    assert problems == []


@pytest.mark.parametrize(
    ("query", "device", "dark"),
    [
        ("", "dark", True),
        ("?theme=auto", "light", False),
        ("?theme=light", "dark", False),
        ("?theme=dark", "light", True),
        ("?theme=nonsense", "light", False),
    ],
)
def test_the_theme_of_a_frame(
    portal: Portal, shared: str, visit: Visit, query: str, device: str, dark: bool
) -> None:
    page = visit(portal.put("/theme", frame(shared, query=query)), color_scheme=device)
    body = framed(page).locator("[part=calculator]")
    colour = body.evaluate("node => getComputedStyle(node).backgroundColor")
    assert (max(map(int, re.findall(r"\d+", colour))) < 128) == dark


@pytest.mark.chromium
def test_what_leads_out_of_a_frame(
    portal: Portal, shared: str, visit: Visit, problems: list[str], eligible: dict[str, Any]
) -> None:
    body = frame(shared, answers=eligible).replace("<iframe", '<iframe allow="clipboard-write"')
    page = visit(portal.put("/links", body + scripts(shared, "embed")))
    here = page.url
    calculator = framed(page)
    finish(calculator)
    links = calculator.locator("a")
    assert links.count() > 0
    assert not [link for link in links.all() if (link.get_attribute("href") or "#")[0] == "#"]
    with page.context.expect_page() as opened:
        calculator.locator("a.clause:visible").first.click()
    expect(opened.value).to_have_url(re.compile(re.escape(shared) + "en/schemes/.*/rules/#"))
    assert opened.value.evaluate("opener === null")
    assert page.url == here
    with page.expect_download() as download:
        calculator.get_by_role("button", name="Download the result").click()
    assert download.value.suggested_filename == f"{SCHEME}.json"
    calculator.get_by_role("button", name="Copy a link").click()
    shared_link = calculator.locator(".toolbar input")
    expect(shared_link).to_have_value(re.compile(f"^{re.escape(shared + 'en/' + CALCULATOR)}#v=1&"))
    assert problems == []


def test_a_frame_loads_the_component_and_nothing_else(
    portal: Portal, shared: str, visit: Visit
) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(portal.put("/requests", frame(shared)))
    framed(page)
    found = {url.removeprefix(shared) for url in asked if url.startswith(shared)}
    first = {
        f"api/schemes/{SCHEME}/calculator.en.json",
        "assets/calculator/calculator.css",
        "assets/calculator/component.js",
        "assets/calculator/engine.js",
        "assets/calculator/frame.js",
        f"en/embed/{SCHEME}/",
    }
    # The result in detail may be in sight already.
    second = {f"api/schemes/{SCHEME}/more.en.json"}
    second |= {f"assets/calculator/{name}" for name in ("later.js", "report.css")}
    assert first <= found <= first | second
    assert all(url.startswith((shared, portal.address)) for url in asked)


def test_no_other_page_may_be_framed(portal: Portal, shared: str, visit: Visit) -> None:
    paths = ("", CALCULATOR, "en/" + CALCULATOR, "embed/", "en/embed/")
    body = "".join(
        f'<iframe title="{i}" src="{shared}{path}"></iframe>' for i, path in enumerate(paths)
    )
    page = visit(portal.put("/others", body + frame(shared)))
    framed(page)
    refused = ("chrome-error:", "about:neterror?e=cspBlocked")
    assert [frame.url.startswith(refused) for frame in page.frames[1:-1]] == [True] * 5


# --- the quick questions alone ---------------------------------------------------------------


@both_languages
@FORMS
def test_the_quick_questions_lead_to_the_whole_calculator(
    portal: Portal,
    shared: str,
    visit: Visit,
    problems: list[str],
    catalogue: Catalogue,
    form: str,
    lang: Lang,
) -> None:
    """It says whose it is, and what is answered goes along, though nothing is stored."""
    body = frame(shared, form, lang, "?mode=quick&theme=dark") + scripts(shared, "embed")
    if form == "element":
        tag = element(form).replace(' lang="en"', f' mode="quick" lang="{HTML_LANG[lang]}"')
        body = tag + scripts(shared, "component")
    page = visit(portal.put("/quick", body))
    calculator = framed(page, form) if form == "frame" else page.locator("subsidy-calculator")
    expect(calculator.locator("form")).to_be_visible()
    expect(calculator.locator("button[type=submit]")).to_have_count(0)
    whole = calculator.locator("a.whole")
    expect(whole).to_contain_text(catalogue.site.title[lang])
    expect(whole).to_have_attribute("href", f"{shared}{ROOTS[lang]}{CALCULATOR}")
    if form == "frame":
        expect(calculator).to_have_attribute("theme", "dark")
    choose(calculator, "short")
    cost = calculator.locator("[name=production_cost_twd]")
    cost.fill("6200000")
    expect(calculator.locator(".answer .sentence strong")).to_contain_text("4,960,000")
    expect(whole).to_have_attribute("href", re.compile("#v=1&"))
    if form == "frame":
        with page.context.expect_page() as opened:
            whole.evaluate("node => node.click()")
        page = opened.value
    else:
        whole.evaluate("node => node.click()")
    expect(page).to_have_url(re.compile("^" + re.escape(f"{shared}{ROOTS[lang]}{CALCULATOR}#v=1&")))
    there = page.locator("subsidy-calculator")
    expect(there.locator("button[type=submit]")).to_be_visible()
    expect_chosen(there, "short")
    expect(there.locator("[name=production_cost_twd]")).to_have_value(re.compile("^6,?200,?000$"))
    assert problems == []


@pytest.mark.parametrize("mode", ["whole", "quick"])
def test_an_element_asks_for_four_files_at_first(
    portal: Portal, shared: str, visit: Visit, mode: str
) -> None:
    tag = element().replace("<subsidy-calculator", f'<subsidy-calculator mode="{mode}"')
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(portal.put("/first", tag + scripts(shared, "component")))
    expect(page.locator("subsidy-calculator form")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert sorted(url.removeprefix(shared) for url in asked if url.startswith(shared)) == [
        f"api/schemes/{SCHEME}/calculator.en.json",
        "assets/calculator/calculator.css",
        "assets/calculator/component.js",
        "assets/calculator/engine.js",
    ]


# --- the framed page by itself ------------------------------------------------------------


@both_languages
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_the_framed_page(
    shared: str, visit: Visit, problems: list[str], axe: str, lang: Lang, colours: str
) -> None:
    page = visit(f"{shared}{ROOTS[lang]}embed/{SCHEME}/", color_scheme=colours)
    calculator = page.locator("subsidy-calculator")
    expect(calculator.locator("form")).to_be_visible()
    choose(calculator, "short")
    assert violations(axe, page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert problems == []


@pytest.mark.chromium
@both_languages
def test_without_javascript_a_frame_leads_to_the_calculator(
    shared: str, visit: Visit, lang: Lang
) -> None:
    page = visit(f"{shared}{ROOTS[lang]}embed/{SCHEME}/", java_script_enabled=False)
    expect(page.locator("noscript p")).to_contain_text("JavaScript")
    with page.context.expect_page() as opened:
        page.get_by_role("link").click()
    expect(opened.value).to_have_url(f"{shared}{ROOTS[lang]}{CALCULATOR}")


# --- the page that makes the code ----------------------------------------------------------


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not come to {selector}")


@both_languages
@FORMS
def test_the_copied_code_works_on_another_site(
    portal: Portal,
    shared: str,
    visit: Visit,
    new_page: NewPage,
    problems: list[str],
    eligible: dict[str, Any],
    lang: Lang,
    form: Literal["frame", "element"],
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_page(page, f"{ROOTS[lang]}embed/")
    other: Lang = "zh" if lang == "en" else "en"
    preview = page.locator(".embed-preview")
    inside = page.frame_locator(".embed-preview").locator("subsidy-calculator")
    heading = inside.locator(".questions h2:visible")
    expect(heading).to_have_text(WORDS[lang]["quick"])
    tab_to(page, "[name=form]")
    if form == "element":
        page.keyboard.press("ArrowDown")
    tab_to(page, "[name=mode]")
    page.keyboard.press("ArrowDown")
    expect(inside).to_have_attribute("mode", "quick")
    expect(inside.locator("a.whole")).to_be_visible()
    tab_to(page, "[name=lang]")
    page.keyboard.press("ArrowUp" if lang == "en" else "ArrowDown")
    expect(heading).to_have_text(WORDS[other]["quick"])
    tab_to(page, "[name=theme]")
    page.keyboard.press("End")
    expect(inside).to_have_attribute("theme", "dark")
    expect(heading).to_be_visible()
    tab_to(page, "[name=storage]")
    page.keyboard.press("Space")
    expect(inside).to_have_attribute("storage", re.compile("^on http://"))
    expect(heading).to_be_visible()
    expect(preview).to_have_attribute(
        "src", re.compile(rf"/{ROOTS[other]}embed/{SCHEME}/\?mode=quick&theme=dark&storage=on$")
    )
    tab_to(page, ".embed-copy button")
    status = page.locator(".embed-copy [role=status]")
    expect(status).to_be_empty()
    page.keyboard.press("Enter")
    expect(status).to_have_text("程式碼已複製。" if lang == "zh" else "The code is copied.")
    code: str = page.evaluate("navigator.clipboard.readText()")
    shown = page.locator(".embed-code:visible")
    assert shown.inner_text() == code

    code = code.replace(PUBLISHED, shared)
    assert f"<{'iframe' if form == 'frame' else 'subsidy-calculator'} " in code
    given = "data-answers" if form == "frame" else "answers"
    code = re.sub("<(iframe|subsidy-calculator)", rf"<\1 {given}='{json.dumps(eligible)}'", code)
    page = visit(portal.put("/copied", code))
    calculator = page.locator("subsidy-calculator")
    if form == "frame":
        calculator = page.frame_locator("iframe").locator("subsidy-calculator")
        title = "資格試算：虛擬攝影棚補助" if other == "zh" else "Eligibility calculator: "
        expect(page.locator("iframe")).to_have_attribute("title", re.compile("^" + title))
    expect(calculator.locator(".answer .sentence.eligible")).to_be_visible()
    expect(calculator.locator(".questions h2")).to_have_text(WORDS[other]["quick"])
    expect(calculator).to_have_attribute("mode", "quick")
    expect(calculator).to_have_attribute("theme", "dark")
    expect(calculator).to_have_attribute("storage", re.compile("^on"))
    if form == "frame":
        page.wait_for_function("document.querySelector('iframe').clientHeight > 1000")
    assert problems == []


@both_languages
def test_code_that_cannot_be_copied_is_selected(page: Page, lang: Lang) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    open_page(page, f"{ROOTS[lang]}embed/")
    page.locator(".embed-copy button").click()
    expect(page.locator(".embed-copy [role=status]")).to_contain_text("Ctrl+C")
    shown = page.locator(".embed-code:visible")
    assert page.evaluate("getSelection().toString().trim()") == shown.inner_text().strip()


@pytest.mark.chromium
@both_languages
def test_without_javascript_there_is_code_to_copy(new_page: NewPage, lang: Lang) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{ROOTS[lang]}embed/")
    code = page.locator(".embed-code:visible")
    expect(code).to_have_count(1)
    expect(code).to_contain_text(
        f"{PUBLISHED}{ROOTS[lang]}embed/{SCHEME}/?mode=whole&amp;theme=auto"
    )
    expect(page.locator(".embed-builder, .embed-copy").first).to_be_hidden()


@both_languages
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_that_makes_the_code(
    new_page: NewPage, axe: str, lang: Lang, colours: Literal["light", "dark"]
) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme=colours)
    open_page(page, f"{ROOTS[lang]}embed/")
    page.locator(".embed-copy button").click()
    expect(page.locator(".embed-copy [role=status]")).not_to_be_empty()
    assert violations(axe, page) == []


@both_languages
def test_the_calculator_pages_tell_of_the_frame(page: Page, address: str, lang: Lang) -> None:
    page.goto(ROOTS[lang] + CALCULATOR)
    link = page.locator('link[type="application/json+oembed"]')
    url = link.get_attribute("href") or ""
    assert url.startswith(PUBLISHED)
    document = page.request.get(address + urlsplit(url).path[1:]).json()
    assert f'src="{PUBLISHED}{ROOTS[lang]}embed/{SCHEME}/' in document["html"]
