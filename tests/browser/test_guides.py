"""The code that the guides show to developers works as it is copied, in both languages.

Every address of ``https://screen-policy.example/`` is the built site; the pages that hold the
code stand on a portal of another origin, or beside the site's own where the guide says so.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import TIMEOUT
from tests.browser.nginx import find_nginx
from tests.tools.guides import FOLDERS, LANGS, Block, sections

SITE, PORTAL = "https://screen-policy.example/", "https://portal.example/"
KINDS = {
    "frame": "<iframe",
    "events": "addEventListener",
    "component": "<script",
    "answers": "answers=",
}
"""What marks the code of each kind in the guide to embedding; the first that fits."""

Opened = Callable[..., Page]


def _blocks(name: str, lang: str, *kinds: str) -> list[Block]:
    return [
        block
        for section in sections(FOLDERS[lang] / name)
        for block in section.blocks
        if block.lang in kinds
    ]


def _kind(block: Block) -> str:
    return next(kind for kind, mark in KINDS.items() if mark in block.text)


def _embed(lang: str) -> dict[str, str]:
    """The code of the guide to embedding by what it is for; each kind is there once."""
    found = [(_kind(block), block.text) for block in _blocks("guide/embed.md", lang, "html")]
    assert sorted(kind for kind, _ in found) == sorted(KINDS)
    return dict(found)


@pytest.fixture
def words() -> list[str]:
    """What the page writes to the console."""
    return []


@pytest.fixture
def opened(browser: Browser, site: Path, words: list[str]) -> Iterator[Opened]:
    """Opens a page with a body on an origin, with a policy where one is given."""
    context = browser.new_context()
    context.set_default_timeout(TIMEOUT)
    context.on("console", lambda message: words.append(message.text))
    context.on("weberror", lambda error: words.append(f"error: {error.error}"))

    def from_the_site(route: Route) -> None:
        file = site / urlsplit(route.request.url).path.lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        kind = guess_type(file)[0] or "application/octet-stream"
        headers = {"Content-Type": kind, "Access-Control-Allow-Origin": "*"}
        route.fulfill(body=file.read_bytes(), headers=headers)

    context.route(f"{SITE}**", from_the_site)

    def open_page(body: str, origin: str = PORTAL, policy: str = "") -> Page:
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if policy:
            headers["Content-Security-Policy"] = policy
        page_of = f"<!doctype html><title>x</title><link rel=icon href=data:,>{body}"
        context.route(f"{origin}page", lambda route: route.fulfill(body=page_of, headers=headers))
        page = context.new_page()
        page.goto(f"{origin}page")
        return page

    yield open_page
    context.close()


def _wait_for(page: Page, words: list[str], count: int) -> None:
    for _ in range(TIMEOUT // 50):
        if len(words) >= count:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the console says {words}")


# --- open data ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_engine_in_a_page(lang: str, opened: Opened, words: list[str]) -> None:
    engine, _ = _blocks("data.md", lang, "html")
    promised = re.findall(r"console\.log\(.*\); // (\"\w+\"|\d+)", engine.text)
    page = opened(engine.text, SITE)
    _wait_for(page, words, len(promised))
    assert words == [item.strip('"') for item in promised]
    assert len(words) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_search_in_a_page(lang: str, opened: Opened, words: list[str]) -> None:
    _, search = _blocks("data.md", lang, "html")
    page = opened(search.text)
    _wait_for(page, words, 5)
    assert all(f" {SITE}" in item for item in words), words


@pytest.mark.parametrize("lang", LANGS)
def test_the_engine_in_node(lang: str, site: Path, tmp_path: Path) -> None:
    (block,) = _blocks("data.md", lang, "js")
    (promised,) = re.findall(r"console\.log\(.*\); // (.*)", block.text)
    (tmp_path / "site").symlink_to(site)
    (tmp_path / "try.mjs").write_text(block.text, "utf-8")
    # The Node.js that Playwright brings along.
    node = compute_driver_executable()[0]
    done = subprocess.run([node, "try.mjs"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == (promised, 0), done.stderr


# --- embedding ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_frame(lang: str, opened: Opened) -> None:
    page = opened(_embed(lang)["frame"])
    frame = page.locator("iframe")
    calculator = page.frame_locator("iframe").locator("subsidy-calculator")
    expect(calculator.locator("form")).to_be_visible()
    expect(calculator).to_have_attribute("lang", {"zh": "zh-Hant", "en": "en"}[lang])
    expect(frame).to_have_attribute("style", re.compile(r"(?<!-)height: \d+px"))  # by embed.js


def test_a_script_that_is_not_the_promised_one_does_not_run(
    opened: Opened, words: list[str]
) -> None:
    code = _embed("en")["frame"]
    page = opened("")
    changed = {"Content-Type": "text/javascript", "Access-Control-Allow-Origin": "*"}
    body = 'console.log("run");'
    page.route("**/embed.js", lambda route: route.fulfill(body=body, headers=changed))
    page.set_content(code)
    _wait_for(page, words, 1)
    assert "integrity" in words[0]
    page.set_content(re.sub(r"\s+integrity=\S+ crossorigin", "", code))
    _wait_for(page, words, 2)
    assert words[1:] == ["run"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_component_and_its_events(lang: str, opened: Opened, words: list[str]) -> None:
    code = _embed(lang)
    page = opened(code["component"] + code["events"])
    expect(page.locator("subsidy-calculator form")).to_be_visible()
    _wait_for(page, words, 1)
    assert words == ["undetermined null"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_answers_that_are_filled_in(lang: str, opened: Opened) -> None:
    code = _embed(lang)
    (script,) = re.findall(r"<script.*</script>", code["component"])
    page = opened(script + code["answers"])
    calculator = page.locator("subsidy-calculator")
    expect(calculator.locator("select[name=category]")).to_have_value("short")
    (given,) = re.findall(r"answers='(.*?)'", code["answers"])
    assert json.loads(given)["category"] == "short"


@pytest.mark.parametrize("lang", LANGS)
def test_the_custom_properties(lang: str, opened: Opened) -> None:
    (css,) = _blocks("guide/embed.md", lang, "css")
    page = opened(f"<style>{css.text}</style>" + _embed(lang)["component"])
    expect(page.locator("subsidy-calculator form")).to_be_visible()
    colours = page.evaluate(
        """() => [...document.querySelector("subsidy-calculator").shadowRoot.querySelectorAll("*")]
          .flatMap((each) => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor])
        """
    )
    assert re.search("--calculator-accent: #00558c", css.text)
    assert "rgb(0, 85, 140)" in colours


@pytest.mark.parametrize("lang", LANGS)
def test_the_policies(lang: str, opened: Opened, words: list[str]) -> None:
    frame, component = (
        f"default-src 'none'; img-src data:; {block.text.strip()}"
        for block in _blocks("guide/embed.md", lang, "csp")
    )
    code = _embed(lang)
    # As the guide says: under such a policy, without the attribute style.
    body = re.sub(r'\s+style="[^"]*"', "", code["frame"])
    page = opened(body, policy=frame)
    calculator = page.frame_locator("iframe").locator("subsidy-calculator form")
    expect(calculator).to_be_visible()
    page.close()
    page = opened(code["component"], origin="https://other.example/", policy=component)
    expect(page.locator("subsidy-calculator form")).to_be_visible()
    assert words == []


@pytest.mark.parametrize("lang", LANGS)
def test_nginx_takes_the_headers(lang: str, tmp_path: Path) -> None:
    (block,) = _blocks("guide/embed.md", lang, "nginx")
    outside, inside = re.split(r"^# .*server \{ \}.*$", block.text, flags=re.M)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{ }}\n"
        f"http {{ access_log off;\n{outside}\nserver {{ listen 127.0.0.1:8;\n{inside}\n}} }}\n",
        "utf-8",
    )
    nginx = find_nginx()
    assert nginx is not None, "python -m tests.browser.nginx installs it"
    command = [nginx, "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
