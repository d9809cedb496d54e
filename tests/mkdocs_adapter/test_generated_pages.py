"""A generated page as the theme shows it: the same as if Markdown had read all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.structure.toc import AnchorLink

from generator.content.catalogue import Catalogue
from generator.mkdocs_adapter.generated_pages import contents, html_of
from generator.pages.context import PageInputs
from generator.pages.render import render
from generator.rules.worked_examples import RuleResults
from generator.site.page import Block, Content, Heading
from generator.text.markdown import heading_line


def _convert(markdown: str) -> tuple[str, list[dict[str, object]]]:
    """What Markdown makes of a page and of its contents; it gives the title an anchor, too."""
    reader = Markdown(extensions=["attr_list", "tables", "admonition", "toc"])
    html = re.sub('<h1 id="[^"]*">', "<h1>", reader.convert(markdown))
    tokens = reader.toc_tokens  # type: ignore[attr-defined]
    if tokens and tokens[0]["level"] == 1:
        tokens = tokens[0]["children"]
    return _without_space(html), tokens


def _without_space(html: str) -> str:
    return re.sub(r"\s+", "", html)


def _tokens(entries: Iterable[AnchorLink]) -> list[dict[str, object]]:
    return [
        {
            "level": entry.level,
            "id": entry.id,
            "name": str(entry.title),
            "html": str(entry.title),
            "data-toc-label": "",
            "children": _tokens(entry.children),
        }
        for entry in entries
    ]


def test_every_page_is_what_plain_markdown_makes_of_it(
    checked: tuple[Catalogue, RuleResults],
) -> None:
    pages = render(PageInputs.of(*checked))
    assert pages
    for page in pages:
        html, tokens = _convert(page.markdown)
        assert _without_space(html_of(page.parts)) == html
        assert _tokens(contents(page.parts)) == tokens


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
    assert html_of(parts) == (
        '<h1>One **</h1>\n<p># no heading</p>\n<h2 id="two">Two &amp;</h2>\n<ul>\n<li>a</li>\n</ul>'
    )


def test_contents_stand_under_the_heading_above_them() -> None:
    parts = [
        Heading(level, id_, id_)
        for level, id_ in ((2, "a"), (4, "b"), (3, "c"), (2, "d"), (3, "e"))
    ]
    listed = [(e.id, [below.id for below in e.children]) for e in contents(parts)]
    assert listed == [("a", ["b", "c"]), ("d", ["e"])]


@given(
    st.integers(1, 6),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1),
    st.sampled_from([None, "two", "3.2.1"]),
)
def test_the_words_of_a_heading_are_read_as_they_were_written(
    level: int, words: str, id_: str | None
) -> None:
    assert Content(heading_line(level, words, id_)).parts() == (Heading(level, words, id_),)
