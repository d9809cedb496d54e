"""Guard: which requests the form answers.

It is for the person at this machine, in the tab that was opened with the token. Every other page
that their browser shows can send requests here too, under any name that leads to this machine;
so who asks must name this machine as host, and as origin where it names one, and send the token
in a header, which no page of another origin can do. No cookie is used.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from wsgiref.types import WSGIEnvironment

LIMIT = 1_000_000
"""Bytes of a request; the largest record has 70,000."""
TOKEN = "HTTP_X_EDIT_TOKEN"
_LOCAL = ("127.0.0.1", "::1", "::ffff:127.0.0.1")


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """A request that is not answered; ``reason`` names a phrase of ``messages.yml``."""

    status: str
    reason: str
    details: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses what does not come from the form itself."""

    token: str

    def admit(self, environ: WSGIEnvironment, *, api: bool) -> None:
        """Let a request pass: for the page and its scripts, which hold no data, or for data.

        Raises:
            Refused: where it is not from this machine, this origin, or has no token.
        """
        hosts = [f"{name}:{environ['SERVER_PORT']}" for name in ("127.0.0.1", "localhost", "[::1]")]
        host = environ.get("HTTP_HOST", "")
        if environ.get("REMOTE_ADDR") not in _LOCAL or host not in hosts:
            raise Refused("403 Forbidden", "edit_not_here")
        if environ.get("HTTP_ORIGIN", f"http://{host}") != f"http://{host}":
            raise Refused("403 Forbidden", "edit_not_here")
        # A page that is opened by its address comes from no site.
        sites = ("same-origin",) if api else ("same-origin", "none")
        if environ.get("HTTP_SEC_FETCH_SITE", "same-origin") not in sites:
            raise Refused("403 Forbidden", "edit_not_here")
        given = environ.get(TOKEN, "").encode("latin-1", "replace")
        if api and not hmac.compare_digest(given, self.token.encode()):
            raise Refused("403 Forbidden", "edit_no_token")


def body(environ: WSGIEnvironment) -> dict[str, object]:
    """The JSON object that a request holds.

    Raises:
        Refused: where it holds none, or one that is too large.
    """
    if environ.get("CONTENT_TYPE", "").split(";")[0].strip() != "application/json":
        raise Refused("415 Unsupported Media Type", "edit_bad_request")
    length = environ.get("CONTENT_LENGTH", "")
    if not (length.isascii() and length.isdecimal()):
        raise Refused("411 Length Required", "edit_bad_request")
    if len(length) > 9 or int(length) > LIMIT:
        raise Refused("413 Content Too Large", "edit_too_large")
    try:
        given = json.loads(environ["wsgi.input"].read(int(length)), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Refused("400 Bad Request", "edit_bad_request") from None
    if not isinstance(given, dict):
        raise Refused("400 Bad Request", "edit_bad_request")
    return given


def _refuse(constant: str) -> object:
    raise ValueError(constant)  # NaN and Infinity are no JSON
