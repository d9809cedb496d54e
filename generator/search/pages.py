"""Pages: finished pages with what the catalogue knows of them, for the index.

In: the catalogue, the content of finished pages. Out:
:class:`~generator.search.index.SearchPage`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..content.catalogue import Catalogue, Entry
from ..models.base import LANGS, Lang
from ..output.document import Node
from ..site.page import Page
from ..site.routes import KINDS, address
from ..text import locators
from ..text.inline import plain
from .index import Record, SearchPage
from .sections import sections

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


class Searched:
    """The pages that the search finds, as they are finished."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._records = {lang: records(catalogue, lang) for lang in LANGS}
        self.pages: list[SearchPage] = []

    def add(self, page: Page, content: Iterable[Node]) -> None:
        """Take over a finished page, unless it is one that is not searched.

        ``content`` is what the page itself says, without what stands around it on every page.
        """
        if not page.searched:
            return
        known = self._records[page.lang].get(page.address, {})
        path = page.address if page.lang == "zh" else page.other
        self.pages.append(
            SearchPage(
                path=path,
                lang=page.lang,
                url=page.address,
                title=page.title,
                kind=kind_of(path),
                sections=sections(content, known),
                trail=tuple(crumb.title for crumb in page.trail[:-1]),
                records=known,
            )
        )
