"""The site's own search: a static index of the finished pages; nothing here knows MkDocs.

``sections`` takes pages apart, ``fold`` and ``tokens`` turn text into what is looked up,
``index`` weighs it and ``files`` writes it small. The browser's side is
``assets/search/``; it folds queries by the same map, which the index carries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..content.catalogue import Catalogue
from ..languages import LANGS, LANGUAGES
from ..site.routes import page
from .index import SearchPage, make_index
from .opensearch import description
from .pages import records, search_page
from .shards import make_files

__all__ = ["SearchPage", "records", "search_files", "search_page"]

_WORDS = "search_"


def search_files(
    pages: Iterable[SearchPage], catalogue: Catalogue, site_url: str | None
) -> dict[str, bytes]:
    """Every file of the search by its name relative to the site's root.

    The OpenSearch descriptions name the site's own address, so there are none without it.
    """
    site, interface = catalogue.site, catalogue.interface
    words = {LANGUAGES[lang].tag: interface.in_language(lang, _WORDS) for lang in LANGS}
    # Material asks for this before it sets its search up; the words of a query to mark on
    # a page are parted by spaces.
    setup = {"config": {"lang": ["en"], "separator": "\\s+"}, "docs": []}
    files = make_files(make_index(pages), {"words": words})
    files["search/search_index.json"] = json.dumps(setup).encode()
    for lang in LANGS if site_url else ():
        text = description(lang, str(site_url), site.short_title[lang], site.description[lang])
        files[page("search/opensearch.xml", lang)] = text.encode()
    return files
