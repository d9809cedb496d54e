"""A generated page as MkDocs reads it: a file, its Markdown and its metadata.

Headings are Markdown, for the table of contents. Python-Markdown would parse each block of
finished HTML only to pass it on as it is, which takes a quarter of the whole build's time:
a placeholder stands for it meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from ..site.page import Block, Page, Part
from ..text.markdown import heading_line

_PLACE = re.compile("<p>\ue000(\\d+)\ue001</p>")


def file_of(page_address: str) -> str:
    """The Markdown file that MkDocs makes a page of: ``visits/`` is ``visits/index.md``."""
    return f"{page_address}index.md"


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


def write(parts: Iterable[Part]) -> tuple[str, list[str]]:
    """The Markdown of a page with a placeholder for each block, and the blocks."""
    lines: list[str] = []
    blocks: list[str] = []
    for part in parts:
        if isinstance(part, Block):
            lines.append(f"\ue000{len(blocks)}\ue001")
            blocks.append(part.html)
        else:
            lines.append(heading_line(part.level, part.text, part.id))
    return "\n\n".join(lines), blocks


def put_back(html: str, blocks: Sequence[str]) -> str:
    """The converted page with its blocks in their places."""
    return _PLACE.sub(lambda place: blocks[int(place[1])], html)


class GeneratedPages:
    """The generated pages of a site, by the Markdown files that MkDocs takes them for."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.by_file = {file_of(page.address): page for page in pages}
        self._blocks: dict[str, list[str]] = {}

    def files(self, config: MkDocsConfig) -> Iterator[File]:
        """A file that stands for each page; MkDocs asks for what it holds when it reads it."""
        for name, page in self.by_file.items():
            file = File.generated(config, name, content="")
            if page.parent is not None:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            if page.source is not None:
                file.edit_uri = page.source
            yield file

    def get(self, page: MkDocsPage) -> Page | None:
        """The generated page that MkDocs takes for one of its own; None for a hand-written one."""
        return self.by_file.get(page.file.src_uri)

    def read(self, page: MkDocsPage) -> str | None:
        """The Markdown of a generated page, without its blocks."""
        generated = self.get(page)
        if generated is None:
            return None
        text, self._blocks[page.file.src_uri] = write(generated.parts)
        return text

    def describe(self, page: MkDocsPage) -> None:
        """Give MkDocs' page what would stand in its front matter."""
        generated = self.get(page)
        if generated is not None:
            page.meta.update(metadata(generated))

    def complete(self, page: MkDocsPage, html: str) -> str:
        """The converted page with its blocks, which are let go."""
        return put_back(html, self._blocks.pop(page.file.src_uri, []))
