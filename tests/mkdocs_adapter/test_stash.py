"""Blocks of HTML kept from the Markdown parser: the page is the same as with the parser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown import Markdown

from generator.content.catalogue import Catalogue
from generator.mkdocs_adapter.stash import hold, put_back
from generator.models.key import Key
from generator.pages.context import PageInputs
from generator.pages.render import render

Results = Mapping[Key, Mapping[str, Any]]


def _convert(markdown: str) -> str:
    return Markdown(extensions=["attr_list", "tables", "admonition", "toc"]).convert(markdown)


def _without_space(html: str) -> str:
    return re.sub(r"\s+", "", html)


def test_every_page_is_what_plain_markdown_makes_of_it(
    checked: tuple[Catalogue, Results],
) -> None:
    pages = render(PageInputs.of(*checked))
    assert pages
    for page in pages:
        body = page.markdown.split("\n---\n", 1)[1]
        held, blocks = hold(body)
        assert len(blocks) > 0
        assert _without_space(put_back(_convert(held), blocks)) == _without_space(_convert(body))


def test_headings_stay_for_the_table_of_contents() -> None:
    held, blocks = hold(
        "# One\n\n<p># not a heading</p>\n\n## Two {#two}\n\n<ul>\n<li>a</li>\n</ul>"
    )
    assert held.split() == ["#", "One", "\ue0000\ue001", "##", "Two", "{#two}", "\ue0001\ue001"]
    assert blocks == ["<p># not a heading</p>", "<ul>\n<li>a</li>\n</ul>"]
