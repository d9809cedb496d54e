"""The editors' own list of queries, as staff's scripts read it."""

from __future__ import annotations

from typing import TypedDict

from .. import kinds
from ..content.catalogue import Catalogue
from ..languages import LANGUAGES
from ..site.routes import page


class Expected(TypedDict):
    """A query, the pages of which one is to be found, and where that stands in the data."""

    query: str
    lang: str
    """The tag of the language."""
    leads_to: list[str]
    """Addresses in that language."""
    place: str
    """File and line."""


def expected(catalogue: Catalogue) -> list[Expected]:
    """The list ``expected`` of the search's vocabulary."""
    entry = catalogue.get(kinds.SEARCH)
    return [
        Expected(
            query=item.query,
            lang=LANGUAGES[item.lang].tag,
            leads_to=[page(section, item.lang) for section in item.leads_to],
            place=f"{entry.raw.file}:{entry.raw.mark(('expected', i)).line}",
        )
        for i, item in enumerate(entry.model.expected)
    ]
