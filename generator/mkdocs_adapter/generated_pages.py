"""A generated page as the theme shows it: a page of MkDocs, for which there is no Markdown.

It is headings and finished HTML already. It stands outside MkDocs' own list of files, which holds
the content of every page at once: a generated page is made, written and let go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..metadata.head import card_file
from ..site.page import Block, Heading, Page, Part


def metadata(page: Page) -> dict[str, object]:
    """What would stand in the front matter of the page."""
    found: dict[str, object] = {"title": page.title, "description": page.description}
    if page.oembed is not None:
        found["oembed"] = page.oembed
    if page.leads_to is not None:
        found["leads_to"] = page.leads_to
    if page.wide:
        found["hide"] = ["navigation", "toc"]
    return found


def file_of(page: Page) -> str:
    """What the file of a page is called in the site."""
    return f"{page.address}index.html"


def html_of(parts: Iterable[Part]) -> str:
    """The headings and blocks of a page as HTML."""
    return "\n".join(part.html if isinstance(part, Block) else _heading(part) for part in parts)


def _heading(heading: Heading) -> str:
    anchor = f' id="{heading.id}"' if heading.id else ""
    return f"<h{heading.level}{anchor}>{_words(heading)}</h{heading.level}>"


def _words(heading: Heading) -> str:
    return escape(heading.text, quote=False)


def contents(parts: Iterable[Part]) -> TableOfContents:
    """The headings that have an anchor, those of a lower level under the one before them."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for part in parts:
        if isinstance(part, Block) or part.id is None:
            continue
        entry = AnchorLink(Markup(_words(part)), part.id, part.level)
        while above and above[-1].level >= entry.level:
            above.pop()
        (above[-1].children if above else top).append(entry)
        above.append(entry)
    return TableOfContents(top)


class GeneratedPages:
    """The generated pages of a site, by their addresses."""

    def __init__(self, pages: Iterable[Page], config: MkDocsConfig) -> None:
        self._by_address = {page.address: page for page in pages}
        self._config = config
        self._in_navigation: dict[str, MkDocsPage] = {}

    def __iter__(self) -> Iterator[Page]:
        return iter(self._by_address.values())

    @property
    def files(self) -> set[str]:
        """What the files of all pages and of their pictures are called in the site."""
        return {name for page in self for name in (file_of(page), card_file(page))}

    def listed(self, address: str, title: str) -> MkDocsPage | None:
        """MkDocs' page for one of the navigation, where it has this title; always the same."""
        if address not in self._by_address:
            return None
        if address not in self._in_navigation:
            self._in_navigation[address] = self._new(address, title)
        return self._in_navigation[address]

    def shown(self, page: Page, parts: Sequence[Part]) -> MkDocsPage:
        """MkDocs' page with what it holds, for the theme."""
        shown = self._in_navigation.get(page.address) or self._new(page.address, page.title)
        if page.address not in self._in_navigation:
            shown.parent = self._section(page)
        shown.meta = metadata(page)
        shown.content = Markup(html_of(parts))
        shown.toc = contents(parts)
        return shown

    def _section(self, page: Page) -> Section | None:
        """The section of a page outside the navigation: that of the nearest above it."""
        above = (page.parent, *(crumb.address for crumb in reversed(page.trail)))
        listed = (self._in_navigation[one] for one in above if one in self._in_navigation)
        return next((one.parent for one in listed), None)

    def _new(self, address: str, title: str) -> MkDocsPage:
        file = File.generated(self._config, f"{address}index.md", content="")
        return MkDocsPage(title, file, self._config)
