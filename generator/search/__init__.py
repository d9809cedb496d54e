"""The site's own search: a static index of the finished pages; nothing here knows MkDocs.

``sections`` takes pages apart, ``fold`` and ``tokens`` turn text into what is looked up,
``index`` weighs it and ``files`` writes it small. The browser's side is
``assets/search/``; it folds queries by the same map, which the index carries.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..api.units import larger_units
from ..content.catalogue import Catalogue, SchemeView
from ..languages import LANGS, LANGUAGES
from ..site.routes import page
from .found import SearchPage
from .index import OWNERS, make_index
from .opensearch import description
from .pages import Read, Searched
from .shards import make_files

__all__ = ["Read", "SearchPage", "Searched", "search_files"]

_LABELS = "search_"


def search_files(
    pages: Iterable[SearchPage], catalogue: Catalogue, site_url: str | None
) -> dict[str, bytes]:
    """Every file of the search by its name relative to the site's root.

    The OpenSearch descriptions name the site's own address, so there are none without it.
    """
    site, interface = catalogue.site, catalogue.interface
    words = {LANGUAGES[lang].tag: interface.in_language(lang, _LABELS) for lang in LANGS}
    names = {
        LANGUAGES[lang].tag: {owner: getattr(site.owners, owner)[lang] for owner in OWNERS}
        for lang in LANGS
    }
    shared = {
        "words": words,
        "larger_units": larger_units(site.units),
        "owner_names": names,
        "schemes": [_periods(view) for view in catalogue.schemes()],
    }
    files = make_files(make_index(pages, catalogue.search), shared)
    for lang in LANGS if site_url else ():
        text = description(lang, str(site_url), site.short_title[lang], site.description[lang])
        files[page("search/opensearch.xml", lang)] = text.encode()
    return files


def _periods(scheme: SchemeView) -> list[dict[str, str]]:
    """The versions of a scheme with their first and last days, empty where there is none."""
    return [
        {"id": view.id, "from": _day(view.first), "to": _day(view.last)}
        for view in scheme.all_versions
    ]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
