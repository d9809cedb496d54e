"""Pages: finished pages with what the catalogue knows of them, for the index.

In: the catalogue, the pages' finished HTML. Out: :class:`~generator.search.index.SearchPage`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..content.catalogue import Catalogue, Entry
from ..models.base import Lang
from ..site.routes import KINDS, address
from ..text import locators
from ..text.inline import plain
from .index import Record, SearchPage

_KIND = {
    "schemes": "rules",
    "visits": "visits",
    "policies": "policies",
    "commentary": "policies",
    "people": "people",
    "organisations": "people",
    "places": "glossary",
    "glossary": "glossary",
}

Records = Mapping[str, Mapping[str, Record]]


def kind_of(path: str) -> str:
    """The kind of the page at a Chinese address."""
    if path.startswith("schemes/") and path.endswith(("/calculator/", "/examples/")):
        return "calculator"
    return _KIND.get(path.partition("/")[0], "about")


def records(catalogue: Catalogue, lang: Lang) -> Records:
    """By the page's address, and then by anchor: the records that stand there."""
    found: dict[str, dict[str, Record]] = defaultdict(dict)
    for kind in KINDS:
        for entry in catalogue.all(kind):
            page, _, anchor = address(entry.key, lang).partition("#")
            found[page][anchor] = _record(entry, lang)
    return found


def _record(entry: Entry, lang: Lang) -> Record:
    title = plain(entry.title[lang])
    if entry.key.kind == "provision":
        number = entry.key.name
        heading = entry.model.heading
        formal = locators.name(number, lang)
        title = f"{number} {plain(heading[lang]) if heading else formal}"
        return Record(title, (formal,))
    names = (*getattr(entry.model, "aliases", ()), *_short(entry, lang))
    return Record(title, tuple(names))


def _short(entry: Entry, lang: Lang) -> Iterator[str]:
    short = getattr(entry.model, "short_title", None)
    if short is not None:
        yield plain(short[lang])


def search_page(
    url: str, title: str, html: str, trail: tuple[str, ...], known: Records
) -> SearchPage:
    """A finished page at ``url``, relative to the site's root."""
    lang: Lang = "en" if url.startswith("en/") else "zh"
    path = url.removeprefix("en/")
    return SearchPage(path, lang, url, title, kind_of(path), html, trail, known.get(url, {}))
