"""App: answers the requests of the form, beside the pages of the preview.

``/edit/`` is the page and what it loads, which hold no data; ``/edit/api/…`` are the data, for
whoever has the token. ``guard`` decides which requests are answered at all.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

from jinja2 import Environment

from ..assets.library import FORMS, script
from ..build import Memory
from ..diagnostics.errors import explained
from .guard import Guard, Refused, body
from .messages import both
from .session import Session
from .tokens import tokens

ADDRESS = "/edit/"
API = f"{ADDRESS}api/"
TOKEN = "EDIT_TOKEN"
"""The variable by which the preview is told to have the form, and for whom."""
BROWSER = Path(__file__).with_name("browser")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
_READING = ("records", "record")
_HEADERS = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'",
    ),
]

log = logging.getLogger("mkdocs.plugins.screen-policy")


class Editor:
    """The form's side of the preview's server."""

    def __init__(self, folder: Path, token: str, root: str, memory: Memory) -> None:
        """For the data of a folder, whoever has the token, and the pages below ``root``.

        ``memory`` is what the preview has read of the data.
        """
        self._guard = Guard(token)
        self._session = Session(folder, root, memory)
        self._templates = Environment(autoescape=True)
        self._files = {path.name: path for path in BROWSER.iterdir() if path.suffix in _TYPES}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request for an address that begins with ``/edit/``."""
        try:
            kind, content = self._answer(environ)
            status = "200 OK"
        except Refused as error:
            status, kind = error.status, "application/json"
            content = _json({"error": both(error.reason, **(error.details or {}))})
        except Exception as error:  # whatever a request leads to must not end the server
            log.error(str(explained(error, None)))
            status, kind = "500 Internal Server Error", "application/json"
            content = _json({"error": both("edit_failed", reason=type(error).__name__)})
        head = [("Content-Type", kind), ("Content-Length", str(len(content))), *_HEADERS]
        start_response(status, head)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]

    def _answer(self, environ: WSGIEnvironment) -> tuple[str, bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        api = path.startswith(API)
        self._guard.admit(environ, api=api)
        if not api:
            return self._file(path.removeprefix(ADDRESS), method)
        name = path.removeprefix(API)
        if method != ("GET" if name in _READING else "POST"):
            raise Refused("405 Method Not Allowed", "edit_bad_request")
        if method == "GET":
            query = environ.get("QUERY_STRING", "")
            return "application/json", _json(self._session.answer(name, dict(parse_qsl(query))))
        return "application/json", _json(self._session.answer(name, body(environ)))

    def _file(self, name: str, method: str) -> tuple[str, bytes]:
        if method not in ("GET", "HEAD"):
            raise Refused("405 Method Not Allowed", "edit_bad_request")
        if name == "jsoneditor.js":
            return _TYPES[".js"], script(FORMS)
        if name == "tokens.css":
            return _TYPES[".css"], tokens().encode()
        path = self._files.get(name or "edit.html")
        if path is None:
            raise Refused("404 Not Found", "edit_no_record")
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            content = self._templates.from_string(content).render()
        return _TYPES[path.suffix], content.encode()


def _json(data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="backslashreplace")  # half a character has an escape in JSON alone
