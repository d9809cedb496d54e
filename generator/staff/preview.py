"""What the preview has beside the site: the search page explains what it finds."""

from __future__ import annotations

from ..content.catalogue import Catalogue
from ..languages import unprefixed
from ..site.page import Page
from ..site.routes import relative
from ..text.json_text import compact
from .expected import expected
from .scripts import FOLDER, scripts, words_by_tag

_SEARCH = "search/"
_SCRIPT = f"{FOLDER}search/staff.js"
_LIST = f"{FOLDER}search/staff.json"


def files(catalogue: Catalogue) -> dict[str, str]:
    """Staff's scripts, and the list and the words that they read, by name in the site."""
    content = {"words": words_by_tag(), "expected": expected(catalogue)}
    return {**scripts(), _LIST: compact(content)}


def with_reasons(page: Page, html: str) -> str:
    """A finished page; the search page asks for staff's script."""
    if unprefixed(page.address) != _SEARCH:
        return html
    script = relative(_SCRIPT, page.address)
    return html.replace("</body>", f'<script type="module" src="{script}"></script></body>')
