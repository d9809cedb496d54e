"""The real site on a loopback port, one browser, and for every test a fresh visitor.

The browser is Chromium, or Firefox where the environment says ``TEST_BROWSER=firefox``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from generator.content.catalogue import Catalogue
from tests.browser.embedding import Portal, serve_portal, serve_site
from tests.browser.install import BrowserName, find_browser
from tests.browser.kinds import LANGS, Lang

HERE = Path(__file__).parent
SCHEME = "virtual-production"
BROWSER: BrowserName = "firefox" if os.environ.get("TEST_BROWSER") == "firefox" else "chromium"
TIMEOUT = 30_000
"""Milliseconds after which whatever a test waits for counts as not coming."""
expect.set_options(timeout=TIMEOUT)

NewPage = Callable[..., Page]
Visit = Callable[..., Page]
Downloaded = Callable[[Page, Locator], tuple[str, bytes]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a browser fails is tried once more, and counted as rerun in the report: of hundreds of
    tests, now and then one misses its time on a busy machine.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site; 404.html for whatever is none of them."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        content = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has left is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def site(real_site: tuple[Path, str]) -> Path:
    """The folder of the real site."""
    return real_site[0]


@pytest.fixture(scope="session")
def scheme(site: Path) -> dict[str, Any]:
    """The scheme with its examples and what the engine made of them at the build."""
    published: dict[str, Any] = json.loads((site / f"api/schemes/{SCHEME}.json").read_text("utf-8"))
    return published


@pytest.fixture(scope="session")
def labels(catalogue: Catalogue) -> dict[Lang, dict[str, str]]:
    """The calculator's words in each language."""
    words = {
        key.removeprefix("calculator_"): text
        for key, text in catalogue.interface.root.items()
        if key.startswith("calculator_")
    }
    words["money"] = catalogue.interface.root["currency_twd"]
    words["money_short"] = catalogue.interface.root["currency_twd_short"]
    return {lang: {key: text[lang] for key, text in words.items()} for lang in LANGS}


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with serving(site) as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A server of a site's folder; its address, with a slash at the end."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where a browser puts what it downloads."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def browsers(downloads: Path) -> Iterator[Callable[[str], Browser]]:
    """The browser for pages in ``light`` or ``dark`` colours, started when it is first needed.

    Chromium is one for both. A stock Firefox takes its colours from a preference at the start.
    """
    path = find_browser(BROWSER)
    if path is None:
        pytest.fail(f"no {BROWSER} here: python -m tests.browser.install {BROWSER}")
    with sync_playwright() as playwright:

        def chromium() -> Browser:
            return playwright.chromium.launch(
                executable_path=path,
                args=[
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            )

        def firefox(colours: str) -> Browser:
            dark = colours == "dark"
            return playwright.firefox.launch(
                channel="moz-firefox",
                executable_path=path,
                downloads_path=downloads,
                firefox_user_prefs={
                    "layout.css.prefers-color-scheme.content-override": 0 if dark else 1
                },
            )

        started: dict[str, Browser] = {}

        def browser(colours: str) -> Browser:
            kind = colours if BROWSER == "firefox" else ""
            if kind not in started:
                started[kind] = firefox(colours) if BROWSER == "firefox" else chromium()
            return started[kind]

        yield browser
        for item in started.values():
            item.close()


@pytest.fixture(scope="session")
def browser(browsers: Callable[[str], Browser]) -> Browser:
    return browsers("light")


@pytest.fixture
def downloaded(downloads: Path) -> Downloaded:
    """Presses a button and gives the file that the browser downloads: its name and content."""

    # By keyboard: the documents, which load when they come into sight, push a button away from
    # under the pointer.
    def press(page: Page, button: Locator) -> tuple[str, bytes]:
        if BROWSER == "chromium":
            with page.expect_download() as download:
                button.press("Enter")
            return download.value.suggested_filename, download.value.path().read_bytes()
        # Firefox gives a download of the page's own no number, and Playwright tells only of
        # numbered ones: the folder shows it.
        for old in downloads.iterdir():
            old.unlink()
        button.press("Enter")
        for _ in range(TIMEOUT // 50):
            for file in downloads.iterdir():
                if file.suffix != ".part" and file.stat().st_size:
                    return file.name, file.read_bytes()
            page.wait_for_timeout(50)
        pytest.fail("nothing was downloaded")

    return press


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe."""
    script: str = Axe().axe_script
    return script


@pytest.fixture
def problems() -> list[str]:
    """What no page may do: errors, dialogs and requests to another host, as they happen."""
    return []


@pytest.fixture
def new_page(
    browsers: Callable[[str], Browser], address: str, problems: list[str]
) -> Iterator[NewPage]:
    """Opens a page of a fresh context; its options are those of a browser context."""
    contexts: list[BrowserContext] = []
    host = urlsplit(address).netloc

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != host:
            problems.append(f"asks for {url}")

    def make(**options: Any) -> Page:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        browser = browsers(options.get("color_scheme", "light"))
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        context.on("request", lambda request: asked(request.url))
        context.on(
            "console",
            lambda lines: (
                problems.append(f"console: {lines.text}") if lines.type == "error" else None
            ),
        )
        context.on("weberror", lambda error: problems.append(f"error: {error.error}"))
        page = context.new_page()
        page.on("websocket", lambda socket: problems.append(f"opens {socket.url}"))

        def shown(dialog: Any) -> None:
            problems.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.on("dialog", shown)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def shared(site: Path) -> Iterator[str]:
    """The address of the site, served with the headers of the guide."""
    with serve_site(site) as address:
        yield address


@pytest.fixture
def portal() -> Iterator[Portal]:
    """Another site, whose pages a test makes."""
    with serve_portal() as portal:
        yield portal


@pytest.fixture
def visit(browsers: Callable[[str], Browser], problems: list[str]) -> Iterator[Visit]:
    """Opens an address of any site in a fresh context; errors go to ``problems``."""
    contexts: list[BrowserContext] = []

    def open_address(url: str, **options: Any) -> Page:
        browser = browsers(options.get("color_scheme", "light"))
        context = browser.new_context(**{"viewport": {"width": 1000, "height": 900}, **options})
        contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        context.on(
            "console",
            lambda words: (
                problems.append(f"console: {words.text}") if words.type == "error" else None
            ),
        )
        context.on("weberror", lambda error: problems.append(f"error: {error.error}"))
        page = context.new_page()
        page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
        page.goto(url)
        return page

    yield open_address
    for context in contexts:
        context.close()
