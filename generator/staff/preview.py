"""What the preview has beside the site: marks on drafts, and reasons for what the search finds."""

from __future__ import annotations

import re
from html import escape

from ..content.catalogue import Catalogue
from ..diagnostics.messages import in_both_languages
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


_BEFORE_CONTENT = re.compile(r"<article\b[^>]*>")
_BANNER = """<p class="draft" role="note" style="margin:0 0 16px;padding:8px 16px;\
background:#fff3d6;color:#3d2a00;border:2px dashed #8a5a00">{}</p>"""


def for_staff(catalogue: Catalogue, page: Page, html: str) -> str:
    """A finished page as the preview has it."""
    return _with_reasons(page, _with_banner(page, html, catalogue))


def _with_banner(page: Page, html: str, catalogue: Catalogue) -> str:
    """A page of a draft, or one that holds some, says so at its top."""
    drafts = catalogue.drafts
    if not drafts.raws:
        return html
    if drafts.whole.intersection(page.about):
        words = in_both_languages("draft_page")
    elif page.read & (drafts.whole | drafts.parts):
        words = in_both_languages("page_with_drafts")
    else:
        return html
    banner = _BANNER.format(escape(words))
    return _BEFORE_CONTENT.sub(lambda tag: tag[0] + banner, html, count=1)


def _with_reasons(page: Page, html: str) -> str:
    """A finished page; the search page asks for staff's script."""
    if unprefixed(page.address) != _SEARCH:
        return html
    script = relative(_SCRIPT, page.address)
    return html.replace("</body>", f'<script type="module" src="{script}"></script></body>')
