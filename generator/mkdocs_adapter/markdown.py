"""A generated page as MkDocs reads it: a file, its Markdown and its metadata.

Headings are Markdown, for the table of contents. Python-Markdown would parse each block of
finished HTML only to pass it on as it is, which takes a quarter of the whole build's time:
a placeholder stands for it meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from ..site.page import Block, Page, Part
from ..text.markdown import heading_line

_PLACE = re.compile("<p>\ue000(\\d+)\ue001</p>")


def file_of(page_address: str) -> str:
    """The Markdown file that MkDocs makes a page of: ``visits/`` is ``visits/index.md``."""
    return f"{page_address}index.md"


def mkdocs_file(page: Page, config: MkDocsConfig) -> File:
    """The file that stands for a page; MkDocs asks the plugin for what it holds."""
    file = File.generated(config, file_of(page.address), content="")
    if page.parent is not None:
        file.inclusion = InclusionLevel.NOT_IN_NAV
    if page.source is not None:
        file.edit_uri = page.source
    return file


def metadata(page: Page) -> dict[str, object]:
    """What would stand in the front matter of the page."""
    found: dict[str, object] = {"title": page.title, "description": page.description}
    if page.oembed is not None:
        found["oembed"] = page.oembed
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
