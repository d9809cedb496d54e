"""The engines that are compared, each in a real browser on the same built pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page

from tests.browser.launch import chromium

from .keep_index import KEPT
from .queries import Query

LIMIT = 10

# Each gives the addresses of a query's results; those that stand together in one list.
OURS = """async ({words, lang, limit}) => {
  const { search } = await import(new URL("assets/search/search.js", document.baseURI));
  return (await search(words, { lang, limit })).map(({ url, pages }) =>
    [url, ...pages.map((page) => page.url)]);
}"""
MATERIAL_SETUP = """async ({script, index}) => {
  window.material = new Worker(script);
  const ready = new Promise((done) => material.addEventListener("message", done, { once: true }));
  const data = await (await fetch(index)).json();
  material.postMessage({ type: 0, data: { ...data, options: { suggest: false } } });
  await ready;
}"""
MATERIAL = """async ({words, limit}) => {
  const told = new Promise((done) => material.addEventListener("message", done, { once: true }));
  material.postMessage({ type: 2, data: words });
  const items = (await told).data.data.items.slice(0, limit);
  const whole = ({ location }) => new URL(location, document.baseURI).href;
  return items.map((block) => block.map(whole));
}"""
PAGEFIND = """async ({words, limit}) => {
  const pagefind = await import(new URL("/pagefind/pagefind.js", document.baseURI));
  const { results } = await pagefind.search(words);
  const all = await Promise.all(results.slice(0, limit).map((result) => result.data()));
  return all.map(({ url, sub_results }) =>
    [url, ...sub_results.map((each) => each.url)]
      .map((each) => new URL(each, document.baseURI).href));
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[tuple[Page, str]]:
    """A browser's page, and the address of ``site``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    with chromium() as browser:
        yield browser.new_page(), f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Engine:
    """One of the three; ``missing`` says why it cannot run."""

    def __init__(self, name: str, script: str, missing: str = "") -> None:
        self.name, self.script, self.missing = name, script, missing

    def prepare(self, page: Page, address: str, site: Path) -> None:
        """Once, on the site's first page."""

    def find(self, page: Page, address: str, query: Query) -> list[list[str]]:
        """The results' addresses relative to the site's root."""
        asked = {"words": query.words, "lang": query.lang, "limit": LIMIT}
        found: list[list[str]] = page.evaluate(self.script, asked)
        return [[_relative(url, address) for url in urls] for urls in found]


class _Material(Engine):
    def prepare(self, page: Page, address: str, site: Path) -> None:
        (worker,) = (site / "assets/javascripts/workers").glob("search.*.js")
        script = f"/{worker.relative_to(site).as_posix()}"
        page.evaluate(MATERIAL_SETUP, {"script": script, "index": f"/{KEPT}"})


class _Pagefind(Engine):
    """It searches the language of the page that it is asked from."""

    def prepare(self, page: Page, address: str, site: Path) -> None:
        command = [sys.executable, "-m", "pagefind", "--site", str(site)]
        subprocess.run(command, check=True, capture_output=True)
        self.lang = ""

    def find(self, page: Page, address: str, query: Query) -> list[list[str]]:
        if query.lang != self.lang:
            self.lang = query.lang
            page.goto(address + ("en/" if query.lang == "en" else ""))
        return super().find(page, address, query)


def engines() -> list[Engine]:
    """Ours first."""
    needs = {
        name: "" if find_spec(name) else f"{name} is not installed"
        for name in ("jieba", "pagefind")
    }
    return [
        Engine("ours", OURS),
        _Material("Material with jieba", MATERIAL, needs["jieba"]),
        _Pagefind("Pagefind extended", PAGEFIND, needs["pagefind"]),
    ]


def _relative(url: str, address: str) -> str:
    path, hash_, anchor = url.removeprefix(address).partition("#")
    return path.partition("?")[0].removesuffix("index.html") + hash_ + anchor
