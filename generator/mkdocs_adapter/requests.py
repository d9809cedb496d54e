"""Requests: which of them the preview answers.

Every page that a browser shows can send requests to this machine. It may not read the answers,
unless its own name has come to lead here (DNS rebinding): such a request names another host. A
host in front of this machine, as an editor in the browser has, is answered where whoever has
started the preview names it. And on Windows a path may name a drive or a server, which no address
of the site does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from ipaddress import ip_address
from wsgiref.types import StartResponse, WSGIEnvironment

from ..diagnostics.messages import phrase, speaking
from ..languages import LANGS

HOST = "PREVIEW_HOST"
"""The variable that names a further host at which the preview is."""
_NO_ADDRESS = frozenset("\\:\0")
"""What stands in no address of a page."""
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")


def refusal(
    environ: WSGIEnvironment, start_response: StartResponse, name: str
) -> Iterable[bytes] | None:
    """The answer to a request that gets no other. ``name`` is the host that is served."""
    host = environ.get("HTTP_HOST")
    if host is not None and not _is_here(asked := _without_port(host.lower()), name):
        return _say(start_response, "403 Forbidden", _how_to_let_in(asked))
    if _NO_ADDRESS & set(environ["PATH_INFO"]):
        return _say(start_response, "404 Not Found", "There is no such page.")
    return None


def _without_port(host: str) -> str:
    head, colon, port = host.rpartition(":")
    return head if colon and port.isdecimal() else host


def _is_here(asked: str, name: str) -> bool:
    """Whether a host is this machine's: by number, by a name that nobody else can have, or by one
    that this preview was given.
    """
    named = os.environ.get(HOST, "").strip().lower()
    if asked in ("localhost", name.lower()) or asked.endswith(".localhost"):
        return True
    if asked and asked == named:
        return True
    try:
        ip_address(asked.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _how_to_let_in(asked: str) -> str:
    """What whoever has started the preview does, if they have asked for it there."""
    shown = asked if _NAME.fullmatch(asked) else "…"
    words = []
    for lang in LANGS:
        with speaking(lang):
            words.append(phrase("preview_not_here", host=shown, variable=HOST))
    return "\n\n".join(words)


def _say(start_response: StartResponse, status: str, words: str) -> Iterable[bytes]:
    body = words.encode()
    head = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, head)
    return [body]
