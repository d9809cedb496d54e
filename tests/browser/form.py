"""The form for editing, served for a browser as the preview serves it, with plain pages beside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from playwright.sync_api import Locator, Page, expect

from generator.build import Memory
from generator.editing.app import ADDRESS, Editor

TOKEN = "the-token-of-this-start"
PAGE = "<!doctype html><html lang=en><title>Page</title><h1>Page</h1>"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def form_of(data: Path) -> Iterator[str]:
    """Serves the form of a folder of data; its address, with the token."""
    editor = Editor(data, TOKEN, "/", Memory())

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(ADDRESS):
            return editor(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [PAGE.encode()]

    server = make_server("127.0.0.1", 0, app, server_class=_Server, handler_class=_Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{ADDRESS}#{TOKEN}"
    server.shutdown()
    thread.join()
    server.server_close()


def at(page: Page, *path: str | int) -> Locator:
    """What the form has at a place of the record: a field, or an entry of a list."""
    place = json.dumps(path, ensure_ascii=False, separators=(",", ":"))
    return page.locator(f"#form [data-at='{place}']").first


def box(page: Page, *path: str | int) -> Locator:
    """What is typed into at a place."""
    return at(page, *path).locator("input:not([type=hidden]), textarea, select").first


def find(page: Page, name: str) -> None:
    """Finds a record by its name, as staff do, and opens it."""
    expect(page.locator("#list details").first).to_be_visible()
    page.get_by_label("找資料").fill(name)
    page.get_by_label("找資料").press("Enter")
    expect(page.locator("#name")).to_be_focused()
    page.get_by_label("找資料").fill("")


def save(page: Page) -> None:
    """Presses Ctrl+S and waits until it is saved."""
    page.keyboard.press("Control+s")
    expect(page.locator("#notice")).to_contain_text("存好了")
