"""The real site on a real nginx, as ``deploy/nginx.conf`` serves it."""

from __future__ import annotations

import gzip
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from functools import partial
from http.client import HTTPResponse
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.output.csp import sources
from generator.output.document import Document
from tests.browser.conftest import TIMEOUT
from tests.browser.kinds import CALCULATOR, ROOTS, RULES, Lang, both_languages
from tests.browser.nginx import ROOT, has_ipv6, serving

FRAME = "embed/virtual-production/"
TABLE = "api/tables/places/places.en.csv"
PAGES = ["", "en/", RULES, CALCULATOR, "visits/usa-2024/", "embed/", "en/embed/", "no/such/page"]


def _inline_scripts(site: Path) -> list[str]:
    pages = (path.read_text("utf-8") for path in site.rglob("*.html"))
    return sources(script for html in pages for script in Document("", html).inline_scripts)


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def get(address: str, path: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and content, whatever the status."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    answer: HTTPResponse | urllib.error.HTTPError
    try:
        answer = _opener.open(urllib.request.Request(address + path, headers=names))
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status or 0, answer.headers, answer.read()


def policy(headers: Message) -> dict[str, list[str]]:
    """The directives of the one Content-Security-Policy."""
    (text,) = headers.get_all("Content-Security-Policy", [])
    return {words[0]: words[1:] for words in map(str.split, text.split(";"))}


# --- headers ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_no_inline_script_but_those_of_the_theme(nginx: str, site: Path, path: str) -> None:
    directives = policy(get(nginx, path)[1])
    assert directives["default-src"] == ["'self'"]
    assert directives["object-src"] == directives["base-uri"] == ["'none'"]
    assert directives["script-src"] == ["'self'", *_inline_scripts(site)]
    assert len(directives["script-src"]) > 2
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(chain(*directives.values()))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_may_not_be_framed(nginx: str, path: str) -> None:
    headers = get(nginx, path)[1]
    assert policy(headers)["frame-ancestors"] == ["'none'"]
    assert headers["X-Frame-Options"] == "DENY"


@both_languages
def test_an_embedded_calculator_may_be_framed(nginx: str, lang: Lang) -> None:
    status, headers, _ = get(nginx, ROOTS[lang] + FRAME)
    assert status == 200
    assert policy(headers)["frame-ancestors"] == ["*"]
    assert "X-Frame-Options" not in headers


@pytest.mark.parametrize("path", [*PAGES, FRAME, "assets/site.css", "api/index.json"])
def test_headers_that_every_answer_has(nginx: str, path: str) -> None:
    headers = get(nginx, path)[1]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Server"] == "nginx"
    assert "Strict-Transport-Security" not in headers  # not over plain HTTP


@pytest.mark.parametrize(
    "path",
    [
        "assets/calculator/component.js",
        "assets/calculator/calculator.css",
        "api/schemes/virtual-production.json",
        "oembed/virtual-production.en.json",
    ],
)
def test_other_sites_may_read_data_and_component(nginx: str, path: str) -> None:
    status, headers, _ = get(nginx, path, Origin="https://portal.example")
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", PAGES)
def test_other_sites_may_not_read_pages(nginx: str, path: str) -> None:
    headers = get(nginx, path)[1]
    assert "Access-Control-Allow-Origin" not in headers
    assert "Cross-Origin-Resource-Policy" not in headers
    assert "Cross-Origin-Embedder-Policy" not in headers


@pytest.mark.parametrize("path", [FRAME, f"en/{FRAME}", "assets/embed.js"])
def test_isolated_sites_may_load_what_embeds(nginx: str, path: str) -> None:
    headers = get(nginx, path)[1]
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    policy = headers["Cross-Origin-Embedder-Policy"]
    assert policy == ("require-corp" if path.endswith(FRAME) else None)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("assets/calculator/engine.js", "application/javascript; charset=utf-8"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/seal.svg", "image/svg+xml; charset=utf-8"),
        ("api/index.json", "application/json; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        (TABLE, "text/csv; charset=utf-8"),
    ],
)
def test_what_a_file_is(nginx: str, path: str, kind: str) -> None:
    status, headers, _ = get(nginx, path)
    assert (status, headers["Content-Type"]) == (200, kind)


def test_a_calendar(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "nginx"
    site.mkdir()
    folder.mkdir()
    (site / "inline-scripts.conf").write_text('map "" $inline_scripts { default ""; }', "utf-8")
    (site / "dates.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    with serving(site, folder) as address:
        status, headers, _ = get(address, "dates.ics")
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["X-Content-Type-Options"] == "nosniff"


# --- below a path, and in IPv6 --------------------------------------------------------------


@pytest.fixture(scope="module")
def below(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same site as a part of another one."""
    folder = tmp_path_factory.mktemp("root")
    (folder / "a").mkdir()
    (folder / "a/b").symlink_to(site)
    with serving(folder, tmp_path_factory.mktemp("nginx-below"), base="/a/b") as address:
        yield address


@pytest.mark.parametrize(
    "path",
    [
        *(*PAGES, FRAME, f"en/{FRAME}", "en", "assets/embed.js", "assets/site.css", TABLE),
        *("api/index.json", "oembed/virtual-production.en.json", "inline-scripts.conf", "404.html"),
        ".git/config",
    ],
)
def test_below_a_path_all_is_answered_as_at_the_top(nginx: str, below: str, path: str) -> None:
    at_top, here = get(nginx, path), get(below, path)
    assert here[0] == at_top[0]
    assert here[2] == at_top[2]
    headers = [dict(answer[1]) for answer in (at_top, here)]
    for names in headers:
        names.pop("Date")
    assert headers[0].pop("Location", "/") == headers[1].pop("Location", "/").removeprefix("/a/b")
    assert headers[0] == headers[1]


@pytest.mark.parametrize("path", ["", FRAME, "a/", "b/", "a/bc/", "assets/embed.js", "no/such"])
def test_beside_the_path_nothing_may_be_framed_or_read(below: str, path: str) -> None:
    status, headers, _ = get(below.removesuffix("a/b/"), path)
    assert status in (403, 404)
    assert policy(headers)["frame-ancestors"] == ["'none'"]
    assert "Access-Control-Allow-Origin" not in headers


def test_every_address_of_the_host_is_answered(nginx: str) -> None:
    numbers = ["127.0.0.1", *(["[::1]"] if has_ipv6() else [])]
    for number in numbers:
        assert get(nginx.replace("127.0.0.1", number), "")[0] == 200
    config = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    assert [line.split()[1] for line in config.splitlines() if "listen " in line] == [
        "80;",
        "[::]:80;",
    ]


def test_what_is_kept_and_what_is_asked_for_anew(nginx: str, site: Path) -> None:
    (bundle,) = (site / "assets/javascripts").glob("bundle.*.min.js")
    by_hash = [path for path in (site / "api/by-hash").rglob("*") if path.is_file()]
    assert len(by_hash) >= 3
    for file in (bundle, *by_hash):
        remaining = get(nginx, file.relative_to(site).as_posix())[1]
        assert "immutable" in remaining["Cache-Control"]
    for path in ("", CALCULATOR, "assets/calculator/engine.js", "api/by-hash.json"):
        status, headers, _ = get(nginx, path)
        assert (status, headers["Cache-Control"]) == (200, "no-cache")
        assert get(nginx, path, If_None_Match=headers["ETag"])[0] == 304
        assert get(nginx, path, If_None_Match='"other"')[0] == 200


@pytest.mark.parametrize(
    "path", ["", "api/schemes/virtual-production.json", "assets/site.css", "sitemap.xml"]
)
def test_text_goes_out_compressed(nginx: str, path: str) -> None:
    plain = get(nginx, path)[2]
    status, headers, content = get(nginx, path, Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert "Accept-Encoding" in headers["Vary"]
    assert len(content) < len(plain) / 2
    assert gzip.decompress(content) == plain


def test_what_is_not_there(nginx: str, site: Path) -> None:
    for path in ("no/such/page", "inline-scripts.conf", ".git/config", "404.html"):
        status, _, content = get(nginx, path)
        assert status == 404, path
        assert content == (site / "404.html").read_bytes(), path


def test_a_folder_without_its_slash(nginx: str) -> None:
    status, headers, _ = get(nginx, "visits")
    assert (status, headers["Location"]) == (301, "/visits/")


# --- a browser that minds the policy -------------------------------------------------------


@pytest.fixture
def page(browser: Browser, nginx: str, problems: list[str]) -> Iterator[Page]:
    """A page whose every broken rule of the policy is a problem."""
    context = browser.new_context(base_url=nginx)
    context.set_default_timeout(TIMEOUT)
    context.on(
        "console",
        lambda lines: problems.append(lines.text) if lines.type in ("error", "warning") else None,
    )
    context.on("weberror", lambda error: problems.append(str(error.error)))
    page = context.new_page()
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (event) =>"
        " console.error('forbidden: ' + event.violatedDirective + ' ' + event.blockedURI))"
    )
    yield page
    context.close()


def test_the_policy_is_minded(page: Page, problems: list[str]) -> None:
    """What the next tests rely on: a stranger's script does not run, and they hear of it."""
    page.goto("")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " { textContent: 'window.pwned = 1' }))"
    )
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert any("script-src" in problem for problem in problems)


@pytest.mark.parametrize(
    "path", ["", "en/", RULES, "visits/usa-2024/", "glossary/", "data/", "en/embed/"]
)
def test_a_page_breaks_no_rule(page: Page, problems: list[str], path: str) -> None:
    page.goto(path, wait_until="networkidle")
    page.locator(".colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.wait_for_load_state("networkidle")
    assert problems == []


def test_the_calculator_breaks_no_rule(page: Page, problems: list[str]) -> None:
    page.goto("en/" + CALCULATOR)
    calculator = page.locator("subsidy-calculator")
    calculator.locator("#category").select_option("short")
    calculator.locator("#production_cost_twd").fill("6000000")
    expect(calculator.locator("form .sentence strong")).to_be_visible()
    assert problems == []


def test_the_search_breaks_no_rule(page: Page, problems: list[str]) -> None:
    page.goto("en/")
    page.get_by_role("banner").get_by_role("button", name="Search", exact=True).press("Enter")
    page.get_by_role("banner").get_by_role("textbox").press_sequentially("subsidy")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert problems == []


@pytest.fixture
def portal(page: Page, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Shows some HTML as the page of another site, on a port of its own."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    )
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()

    def show(body: str) -> None:
        head = "<!doctype html><link rel=icon href='data:,'>"
        (tmp_path / "index.html").write_text(head + body, "utf-8")
        page.goto(f"http://127.0.0.1:{server.server_port}/")

    yield show
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_site_frames_the_calculator(
    page: Page, portal: Callable[[str], None], nginx: str, problems: list[str]
) -> None:
    portal(f"<iframe src='{nginx}en/{FRAME}'></iframe>")
    expect(page.frame_locator("iframe").locator("subsidy-calculator form")).to_be_visible()
    assert problems == []


@pytest.mark.chromium  # the address of a page that is not shown
def test_another_site_frames_nothing_else(
    page: Page, portal: Callable[[str], None], nginx: str, problems: list[str]
) -> None:
    portal(f"<iframe src='{nginx}en/'></iframe>")
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]
    assert any("frame-ancestors" in problem for problem in problems)


def test_another_site_uses_the_component(
    page: Page, portal: Callable[[str], None], nginx: str, problems: list[str]
) -> None:
    portal(
        f"<script type=module src='{nginx}assets/calculator/component.js'></script>"
        "<subsidy-calculator scheme=virtual-production lang=en></subsidy-calculator>"
    )
    expect(page.locator("subsidy-calculator form")).to_be_visible()
    assert json.loads(page.evaluate(f"fetch('{nginx}api/index.json').then((a) => a.text())"))
    assert problems == []
