"""Two servers for embedding: the site as its guide says, and a portal of another origin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from tests.conftest import ROOT

GUIDE = ROOT / "docs/guide/embed.md"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has left is no error; whatever else goes wrong fails its test."""


@contextmanager
def _serving(handler: Any) -> Iterator[int]:
    server = _Server(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def headers_of_the_guide() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each header that the guide's nginx sends, with its values by pattern of the path.

    The empty pattern is what holds where no other does.
    """
    (nginx,) = re.findall(r"```nginx\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    maps = {
        name: [
            ("" if key == "default" else key.strip('"').removeprefix("~"), value)
            for key, value in re.findall(r'^ +("~[^"]+"|default) +"([^"]*)";$', body, re.M)
        ]
        for name, body in re.findall(r"^map \$uri (\$\w+) \{\n(.*?)^\}", nginx, re.M | re.S)
    }
    sent = re.findall(r"^add_header ([\w-]+) +(\S+)(?: always)?;$", nginx, re.M)
    return [(name, maps.get(value, [("", value)])) for name, value in sent]


class _Site(SimpleHTTPRequestHandler):
    """Files of the site, each with the headers of the guide."""

    protocol_version = "HTTP/1.1"
    rules = headers_of_the_guide()

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def end_headers(self) -> None:
        path = urlsplit(self.path).path
        for name, values in self.rules:
            fallback = next((value for pattern, value in values if not pattern), "")
            special = (value for pattern, value in values if pattern and re.search(pattern, path))
            if value := next(special, fallback):
                self.send_header(name, value)
        super().end_headers()


@contextmanager
def serve_site(folder: Path) -> Iterator[str]:
    """The address of the site, with a slash at its end."""
    with _serving(partial(_Site, directory=str(folder))) as port:
        yield f"http://127.0.0.1:{port}/"


RECORD = """
window.told = [];
window.heard = [];
addEventListener("message", ({ data, origin }) => heard.push({ data, origin }));
for (const node of document.querySelectorAll("subsidy-calculator, iframe"))
  for (const name of ["ready", "answer", "result", "resize"])
    node.addEventListener(name, ({ detail }) => told.push({ id: node.id, name, detail }));
"""
"""What a portal's page is told by events, and what it hears as messages."""


class Portal:
    """Pages of another site than ours; ``/record.js`` is there from the start."""

    def __init__(self, address: str, pages: dict[str, tuple[str, Mapping[str, str]]]) -> None:
        self.address, self._pages = address, pages
        self._pages["/record.js"] = (RECORD, {"Content-Type": "text/javascript"})

    def put(
        self,
        path: str,
        body: str,
        headers: Mapping[str, str] | None = None,
        doctype: str = "<!doctype html>",
    ) -> str:
        """Makes a page of ``body`` and gives its address."""
        html = (
            f'{doctype}<html lang="en"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>Portal</title>'
            f'<link rel="icon" href="data:,"><h1>Portal</h1>\n{body}\n'
        )
        self._pages[path] = (html, {"Content-Type": "text/html", **(headers or {})})
        return self.address + path

    def redirect(self, path: str, target: str) -> None:
        """Leads from a page to another address."""
        self._pages[path] = ("", {"Location": target})


@contextmanager
def serve_portal() -> Iterator[Portal]:
    pages: dict[str, tuple[str, Mapping[str, str]]] = {}

    class Pages(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            body, headers = pages.get(urlsplit(self.path).path, ("", {}))
            self.send_response(302 if "Location" in headers else 200 if headers else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

    with _serving(Pages) as port:
        # By name, where the site goes by number: another site, not only another port.
        yield Portal(f"http://localhost:{port}", pages)
