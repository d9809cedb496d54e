"""A generated page as MkDocs reads it: the same as if Markdown had read all of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from generator.content.catalogue import Catalogue
from generator.mkdocs_adapter.markdown import file_of, put_back, write
from generator.pages.context import PageInputs
from generator.pages.render import render
from generator.rules.worked_examples import RuleResults
from generator.site.page import Block, Content, Heading
from generator.text.markdown import heading_line


def _convert(markdown: str) -> str:
    return Markdown(extensions=["attr_list", "tables", "admonition", "toc"]).convert(markdown)


def _without_space(html: str) -> str:
    return re.sub(r"\s+", "", html)


def test_every_page_is_what_plain_markdown_makes_of_it(
    checked: tuple[Catalogue, RuleResults],
) -> None:
    pages = render(PageInputs.of(*checked))
    assert pages
    for page in pages:
        text, blocks = write(page.parts)
        assert len(blocks) > 0
        whole = _without_space(_convert(page.markdown))
        assert _without_space(put_back(_convert(text), blocks)) == whole


def test_headings_and_blocks_of_a_page() -> None:
    content = Content(
        "\n# One \\*\\*\n\n<p># no heading</p>\n\n## Two &amp; {#two}\n\n<ul>\n<li>a</li>\n</ul>\n"
    )
    parts = (
        Heading(1, "One **", None),
        Block("<p># no heading</p>"),
        Heading(2, "Two &", "two"),
        Block("<ul>\n<li>a</li>\n</ul>"),
    )
    assert content.parts() == parts
    text, blocks = write(parts)
    assert text == "# One \\*\\*\n\n\ue0000\ue001\n\n## Two &amp; {#two}\n\n\ue0001\ue001"
    assert blocks == ["<p># no heading</p>", "<ul>\n<li>a</li>\n</ul>"]


@given(
    st.integers(1, 6),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1),
    st.sampled_from([None, "two", "3.2.1"]),
)
def test_the_words_of_a_heading_are_read_as_they_were_written(
    level: int, words: str, id_: str | None
) -> None:
    assert Content(heading_line(level, words, id_)).parts() == (Heading(level, words, id_),)


@pytest.mark.parametrize(("address", "file"), [("", "index.md"), ("en/a/", "en/a/index.md")])
def test_the_file_of_a_page(address: str, file: str) -> None:
    assert file_of(address) == file
