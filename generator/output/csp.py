"""Scripts: the inline scripts of a built site, by hash, for a Content-Security-Policy.

In: a built folder. Out: the text of an nginx include. With it a server can forbid every
inline script but the few that Material for MkDocs writes into its pages.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

FILE = "inline-scripts.conf"
"""The include's name in the site."""

_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
# Scripts that come from a file, and blocks of data, which the policy does not concern.
_NOT_INLINE = re.compile(r'\bsrc=|\btype="?application/(ld\+)?json')


def inline_scripts(site: Path) -> list[str]:
    """The sources ``'sha256-…'`` of the inline scripts of every page, sorted.

    As in Content Security Policy Level 3, section 2.3.1, ``hash-source``.
    """
    return sorted({each for page in site.rglob("*.html") for each in _hashes(page)})


def _hashes(page: Path) -> set[str]:
    return {
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for attributes, script in _SCRIPT.findall(page.read_text(encoding="utf-8"))
        if not _NOT_INLINE.search(attributes)
    }


def nginx_include(site: Path) -> str:
    """What ``deploy/nginx.conf`` includes: the variable ``$inline_scripts``."""
    sources = " ".join(inline_scripts(site))
    return (
        "# Made by the build; deploy/nginx.conf says how it is used.\n"
        f'map "" $inline_scripts {{ default "{sources}"; }}\n'
    )
