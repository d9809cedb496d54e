"""The inline scripts of the site's pages, by hash, for a Content-Security-Policy.

In: the scripts. Out: the text of an nginx include. With it a server can forbid every
inline script but the few that the theme writes into its pages.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

FILE = "inline-scripts.conf"
"""The include's name in the site."""


def sources(scripts: Iterable[str]) -> list[str]:
    """The source ``'sha256-…'`` of each script, once, sorted.

    As in Content Security Policy Level 3, section 2.3.1, ``hash-source``.
    """
    return sorted({_source(script) for script in scripts})


def _source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def nginx_include(scripts: Iterable[str]) -> str:
    """What ``deploy/nginx.conf`` includes: the variable ``$inline_scripts``."""
    allowed = " ".join(sources(scripts))
    return (
        "# Made by the build; deploy/nginx.conf says how it is used.\n"
        f'map "" $inline_scripts {{ default "{allowed}"; }}\n'
    )
