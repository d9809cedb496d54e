"""The vocabulary of the search: no rewrite fires across a word's border, and each address leads.

Where a word ends, a segmenter says that has a dictionary of its own and knows nothing of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rjieba

from generator import kinds
from generator.build import check
from generator.content.catalogue import Catalogue
from generator.diagnostics.codes import Code
from generator.kinds import KINDS
from generator.models.search import Rewrites, Search, WordLists
from generator.output.document import Document
from generator.search.fold import Map, make_map, plain
from generator.search.found import SearchPage
from generator.search.pages import group_of, unknown_addresses
from generator.search.sections import sections
from generator.text.inline import plain as without_markup

COMPOUND = 5
"""Of so many characters a word is a name, made of words."""


def _names(catalogue: Catalogue) -> Iterator[str]:
    for kind in KINDS.values():
        for entry in catalogue.every_version(kind):
            for field in ("title", "name", "heading", "short_title"):
                if (text := getattr(entry.model, field, None)) is not None:
                    yield from (without_markup(text.zh), without_markup(text.en))
            yield from getattr(entry.model, "aliases", ())


def _within_words(words: Iterable[str], whole: Iterable[str], text: str) -> list[str]:
    """Those of the ``words`` that begin or end within another word of a folded text."""
    longest = sorted({*words, *whole}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)))
    inner: set[int] = set()
    end = 0
    for word in rjieba.cut(text):
        if len(word) < COMPOUND:
            inner.update(range(end + 1, end + len(word)))
        end += len(word)
    return [
        match[0]
        for match in pattern.finditer(text)
        if match[0] in set(words) and inner & {match.start(), match.end()}
    ]


@pytest.fixture(scope="module")
def shared(catalogue: Catalogue) -> Map:
    """The map for all that has a name."""
    return make_map(_names(catalogue), catalogue.search)


def test_no_rewrite_fires_across_a_word_s_border(catalogue: Catalogue, shared: Map) -> None:
    def han(words: Iterable[str]) -> list[str]:
        """A Latin word has borders that can be seen."""
        return [word for word in words if not word.isascii()]

    pages = han(word for to in shared.lay.values() for word in to.split())
    simple = replace(shared, wording={}, whole=())
    for name in set(_names(catalogue)):
        text = simple.fold(name)
        assert _within_words(han(shared.wording), shared.whole, text) == [], name
        folded, whole = shared.fold(name), [*shared.whole, *pages]
        assert _within_words(han(shared.lay), whole, folded) == [], name
        assert _within_words(shared.stop["zh"], whole, folded) == [], name


def test_what_rewrites_lead_to_stays_as_it_is(shared: Map) -> None:
    for to in shared.wording.values():
        assert shared.fold(to) == to
    for to in shared.lay.values():
        assert shared.fold(to) == to


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("展延期限", "展延期限"),
        ("延期", "展延"),
        ("電視頻道", "电视频道"),
        ("視頻", "影片"),
        ("視頻網站", "影音网站"),
        ("a movie, movies", "a film, films"),
        ("programmes and programmers", "programs and programmers"),
        ("an injury", "an injury"),
        ("checkpoint 3", "checkpoint 3"),
    ],
)
def test_only_whole_words_are_rewritten(shared: Map, text: str, folded: str) -> None:
    assert shared.fold(text) == folded


def test_lay_words_are_known_in_the_plural_too() -> None:
    rewrites = Rewrites(en={"gaffer": "lighting", "tranches": "instalments"})
    search = Search(
        variants={}, wording=Rewrites(), lay=rewrites, stop=WordLists(), examples=WordLists()
    )
    shared = make_map([], search)
    assert shared.official("gaffers, a gaffer").split() == ["lighting", ",", "a", "lighting"]
    assert shared.official("gaffersson") == "gaffersson"
    assert shared.official("tranches").split() == ["instalments"]


def test_each_character_is_one_as_it_stands_in_a_text(catalogue: Catalogue, shared: Map) -> None:
    for variant, to in catalogue.search.variants.items():
        assert plain(variant) == variant
        assert shared.fold(variant) == shared.fold(to)


def _page(path: str, html: str) -> SearchPage:
    content = Document("index.html", f"<main class=content>{html}</main>").inside("content")
    return SearchPage(path, "en", f"en/{path}", "Title", group_of(path), sections(content))


def test_an_address_that_no_page_has_is_an_error(small: Path) -> None:
    entry = check(small)[0].get(kinds.SEARCH)
    (page,) = entry.model.pages
    (wanted,) = entry.model.expected
    assert (page.page, wanted.lang) == ("visits/", "zh")
    catalogue = check(small)[0]
    chinese = replace(_page("schemes/grant/", ""), lang="zh")
    errors = list(unknown_addresses(catalogue, [chinese]))
    assert [(error.code, error.found, error.line) for error in errors] == [
        (Code.NO_SUCH_PAGE, "visits/", 12),
        (Code.NO_SUCH_PAGE, "schemes/grant/rules/#2", 20),
        *[(Code.NO_SUCH_PAGE, "sources/", 7)] * 2,
    ]
    assert {error.file for error in errors} == {"data/search.yml", "data/questions/money.yml"}
    assert "English" in str(errors[0])
    rules = replace(_page("schemes/grant/rules/", "<h2 id=2>Two</h2>"), lang="zh")
    sources = _page("sources/", "")
    pages = [_page("visits/", ""), chinese, rules, sources, replace(sources, lang="zh")]
    assert list(unknown_addresses(catalogue, pages)) == []


def test_the_vocabulary_of_the_site_is_no_text_to_translate(catalogue: Catalogue) -> None:
    assert isinstance(catalogue.search, Search)
    assert not [t for t in catalogue.translations if t.raw.key.kind == "search"]
