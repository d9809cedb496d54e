"""Requests: which of them the preview answers.

Every page that a browser shows can send requests to this machine. It may not read the answers,
unless its own name has come to lead here (DNS rebinding): such a request names another host. And
on Windows a path may name a drive or a server, which no address of the site does.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from wsgiref.types import StartResponse, WSGIEnvironment

_NO_ADDRESS = frozenset("\\:\0")
"""What stands in no address of a page."""


def refusal(
    environ: WSGIEnvironment, start_response: StartResponse, name: str
) -> Iterable[bytes] | None:
    """The answer to a request that gets no other. ``name`` is the host that is served."""
    if not _is_here(environ.get("HTTP_HOST"), name):
        return _say(start_response, "403 Forbidden", "This preview is not at that host.")
    if _NO_ADDRESS & set(environ["PATH_INFO"]):
        return _say(start_response, "404 Not Found", "There is no such page.")
    return None


def _is_here(host: str | None, name: str) -> bool:
    """Whether a host is this machine's: by number, or by a name that nobody else can have."""
    if host is None:  # no browser leaves it out
        return True
    head, colon, port = host.lower().rpartition(":")
    asked = head if colon and port.isdecimal() else host.lower()
    if asked in ("localhost", name.lower()) or asked.endswith(".localhost"):
        return True
    try:
        ip_address(asked.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _say(start_response: StartResponse, status: str, words: str) -> Iterable[bytes]:
    body = words.encode()
    head = [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))]
    start_response(status, head)
    return [body]
