"""Settings: what a build is asked for, set right or refused before anything is made."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from mkdocs.config.defaults import MkDocsConfig

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase, visible

_PATH = "/%:@!$&()*+,;=~"
"""What a path may hold as it is, beside letters and digits; all else is percent-encoded."""
_NO_PATH = re.compile(r"""[\s"'<>\\^`{|}\x00-\x1f\x7f]|%(?![0-9A-Fa-f]{2})|//|/\.\.?(?:/|$)""")
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")


def settle(config: MkDocsConfig) -> None:
    """Set the address of the site right.

    Raises:
        GeneratorError: where it is none, or addresses of pages would not be folders.
    """
    if not config.use_directory_urls:
        raise GeneratorError(phrase("folders_only"))
    config.site_url = public_address(config.site_url or "")


def public_address(url: str) -> str:
    """The address at which a site will stand, as links and other programs can have it.

    Raises:
        GeneratorError: where it is empty, or holds what no address of a folder does.
    """
    given = url.strip().rstrip("/ ")
    if not given:
        raise GeneratorError(phrase("no_site_url"))
    try:
        parts = urlsplit(given)
        host = _host(parts.hostname or "")
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:  # a port that is no number, brackets that do not close, a name too long
        raise _refused(given) from None
    plain = parts.scheme in ("http", "https") and "@" not in parts.netloc
    if not plain or "?" in given or "#" in given or not host or _NO_PATH.search(parts.path):
        raise _refused(given)
    path = quote(parts.path, safe=_PATH)
    return urlunsplit((parts.scheme, f"{host}{port}", f"{path}/", "", ""))


def _host(name: str) -> str:
    """A host as the network knows it, or an empty string."""
    known = f"[{name}]" if ":" in name else name.encode("idna").decode()
    return known if _HOST.fullmatch(known) else ""


def _refused(url: str) -> GeneratorError:
    return GeneratorError(phrase("bad_site_url", url=visible(url)))
