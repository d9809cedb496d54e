"""The index: sections out of pages, their weights, and files that stay small and whole."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.build import check
from generator.languages import Lang
from generator.models.search import Rewrites, Search, WordLists
from generator.output.document import Document, Node
from generator.search.found import Record, SearchPage
from generator.search.index import GROUPS, Index, make_index
from generator.search.opensearch import description, short_name
from generator.search.pages import group_of, records
from generator.search.sections import sections
from generator.search.shards import FOLDER, SIZE, make_files
from tests.tools.search_scripts import run

WORDS = Search(
    variants={}, wording=Rewrites(), lay=Rewrites(), stop=WordLists(), examples=WordLists()
)


def _content(html: str) -> list[Node]:
    return list(Document("index.html", f"<main class=content>{html}</main>").inside("content"))


def test_a_section_starts_at_a_heading_or_a_record_with_an_id() -> None:
    html = (
        '<h1 id="_1">Title</h1><p>Lead &amp; more</p><h2 id="a">One</h2><p>first</p><p>second</p>'
        '<section id="3.2"><h3>Two</h3><p>third</p></section><div id="other">fourth</div>'
    )
    assert [(s.anchor, s.heading, s.text) for s in sections(_content(html), {"3.2"})] == [
        ("", "Title", "Lead & more"),
        ("a", "One", "first\nsecond"),
        ("3.2", "Two", "third\nfourth"),
    ]


def test_what_stands_elsewhere_too_is_left_out() -> None:
    html = "<p>kept</p><div data-search-exclude><div>not</div><p>nor</p></div><p>and this</p>"
    assert [section.text for section in sections(_content(html))] == ["kept\nand this"]


def test_a_heading_that_is_left_out_takes_what_is_below_it_along() -> None:
    html = (
        '<h2 id="a">One</h2><p>first</p>'
        '<h2 id="b" data-search-exclude="below">Two</h2><p>second</p>'
        '<h3 id="c">Three</h3><p>third</p><h2 id="d">Four</h2><p>fourth</p>'
    )
    found = sections(_content(html))
    assert [(part.anchor, part.text) for part in found] == [
        ("", ""),
        ("a", "first"),
        ("d", "fourth"),
    ]


def test_inline_markup_parts_no_word() -> None:
    html = '<p>虛<strong>擬</strong>攝<a href="#x">影</a>棚</p>'
    assert sections(_content(html))[0].text == "虛擬攝影棚"


def _page(path: str, lang: Lang, title: str, html: str, **rest: Any) -> SearchPage:
    url = path if lang == "zh" else f"en/{path}"
    parts = sections(_content(html), rest.get("records", ()))
    return SearchPage(path, lang, url, title, group_of(path), parts, **rest)


@pytest.fixture
def index() -> Index:
    return make_index(
        [
            _page("policies/a/", "zh", "淨零", "<p>城市的永續</p><h2 id='x'>房屋</h2><p>淨零</p>"),
            _page("policies/a/", "en", "Net zero", "<p>Sustainable city</p>"),
            _page(
                "glossary/",
                "zh",
                "詞彙",
                '<div id="t"><p>淨零的說明，內文很長很長很長很長</p></div>',
                records={"t": Record("永續", ("SDGs",))},
            ),
        ],
        WORDS,
    )


def _weights(index: Index, token: str) -> dict[int, int]:
    return {posting >> 4: posting & 15 for posting in index.postings.get(token, ())}


def _number(index: Index, url: str, anchor: str) -> int:
    return next(
        number
        for number, found in enumerate(index.documents)
        if found is not None and (found.page.url, found.anchor) == (url, anchor)
    )


def test_a_section_and_its_counterpart_are_a_pair(index: Index) -> None:
    pairs = len(index.documents) // 2
    assert _number(index, "en/policies/a/", "") == _number(index, "policies/a/", "") + pairs
    assert index.documents[_number(index, "glossary/", "t") + pairs] is None


def test_a_title_weighs_more_than_a_body(index: Index) -> None:
    weights = _weights(index, "净零")
    title = weights[_number(index, "policies/a/", "")]
    assert title > weights[_number(index, "glossary/", "t")] > 0


def test_a_record_is_found_by_its_other_names(index: Index) -> None:
    assert _number(index, "glossary/", "t") in _weights(index, "sdg")


def test_a_record_is_found_by_what_readers_ask_and_most_by_how_it_is_called() -> None:
    html = '<div id="a">一</div><div id="b">二</div>'
    records = {"a": Record("甲", asked=("錢何時下來",)), "b": Record("何時")}
    index = make_index([_page("glossary/", "zh", "詞彙", html, records=records)], WORDS)
    weights = _weights(index, "何时")
    called, asked = (weights[_number(index, "glossary/", anchor)] for anchor in "ba")
    assert called > asked > 0


def test_a_turn_of_phrase_is_found_by_those_who_ask_so() -> None:
    html = '<div id="a">one</div><div id="b">two</div>'
    asked = {"a": ("how long is it",), "b": ("how many are it",)}
    records = {anchor: Record("", asked=phrases) for anchor, phrases in asked.items()}
    words = WORDS.model_copy(update={"stop": WordLists(en=("how", "is", "it", "are"))})
    index = make_index([_page("glossary/", "en", "Terms", html, records=records)], words)
    assert set(_weights(index, "how long")) == {_number(index, "en/glossary/", "a")}
    assert set(_weights(index, "how mani")) == {_number(index, "en/glossary/", "b")}


def test_phrases_of_a_phase_and_a_record_are_those_of_the_page_s_language(small: Path) -> None:
    changes = {
        "glossary/grant.yml": ("definition:", "asked_as: {en: [free money]}\ndefinition:"),
        "schemes/grant/checklist.yml": ("    clause:", "    asked_as: {zh: [要交]}\n    clause:"),
    }
    for name, (old, new) in changes.items():
        text = (small / name).read_text("utf-8")
        assert old in text
        (small / name).write_text(text.replace(old, new, 1), "utf-8")
    catalogue, _ = check(small)
    (phase, *_) = catalogue.schemes()[0].checklist.phases
    chinese, english = records(catalogue, "zh"), records(catalogue, "en")
    assert chinese["schemes/grant/documents/"][f"phase-{phase.id}"].asked == ("要交",)
    assert english["en/schemes/grant/documents/"][f"phase-{phase.id}"].asked == ()
    assert english["en/glossary/"]["grant"].asked == ("free money",)


def test_postings_are_in_order(index: Index) -> None:
    for postings in index.postings.values():
        assert all(before < after for before, after in pairwise(postings))


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (content[at] & 127) << shift
        shift += 7
        at += 1
        if content[at - 1] < 128:
            return value, at


def _read(content: bytes) -> dict[str, list[int]]:
    """A file of postings, read as index.js reads it."""
    length, at = _varint(content, 0)
    tokens = content[at : at + length].decode().split("\n")
    at += length
    found: dict[str, list[int]] = {}
    for token in tokens:
        count, at = _varint(content, at)
        number, numbers = 0, []
        for _ in range(count):
            gap, at = _varint(content, at)
            number += gap
            numbers.append(number)
        packed = content[at : at + (count + 1) // 2]
        at += len(packed)
        levels = [half for byte in packed for half in (byte >> 4, byte & 15)]
        found[token] = [n * 16 + level for n, level in zip(numbers, levels, strict=False)]
    assert at == len(content)
    return found


def test_the_files_hold_the_whole_index(index: Index) -> None:
    files = make_files(index, {"words": {}})
    read: dict[str, list[int]] = {}
    for name, content in files.items():
        if name.endswith(".bin"):
            read |= _read(content)
    assert read == {token: list(postings) for token, postings in index.postings.items()}


def test_a_large_index_is_cut_into_small_files_in_order() -> None:
    html = "<p>" + "".join(chr(0x4E00 + i) for i in range(3000)) + "</p>"
    files = make_files(make_index([_page("about/", "zh", "字", html)], WORDS), {"words": {}})
    manifest = json.loads(files[f"{FOLDER}index.json"])
    firsts = manifest["postings"]
    assert firsts == sorted(firsts)
    assert len(firsts) > 3
    last = ""
    for number, first in enumerate(firsts):
        content = files[f"{FOLDER}{manifest['folder']}postings/{number}.bin"]
        held = list(_read(content))
        assert last < first <= held[0]
        last = held[-1]
        # A Han character counts as one and takes three bytes; the length of all comes before.
        assert len(content) <= 2 * SIZE + 2


def test_another_text_gives_another_folder(index: Index) -> None:
    def folder(of: Index) -> str:
        return str(json.loads(make_files(of, {"words": {}})[f"{FOLDER}index.json"])["folder"])

    other = make_index([_page("about/", "zh", "關於", "<p>本站</p>")], WORDS)
    assert folder(index) == folder(index) != folder(other)


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("schemes/x/rules/", "rules"),
        ("schemes/x/calculator/", "calculator"),
        ("visits/x/stops/y/", "visits"),
        ("commentary/x/", "policies"),
        ("organisations/", "people"),
        ("places/", "glossary"),
        ("", "about"),
    ],
)
def test_groups(path: str, group: str) -> None:
    assert group_of(path) == group
    assert group in GROUPS


def test_the_description_names_the_search_page() -> None:
    text = description("en", "https://example.org/", "Name & co", "Words")
    assert 'template="https://example.org/en/search/?q={searchTerms}"' in text
    assert "<ShortName>Name &amp; co</ShortName>" in text


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Screen policy", "Screen policy"),
        ("Taichung screen policy", "Taichung screen"),
        ("Isles and Lakes, a fund", "Isles and Lakes"),
        ("Sixteen letters.", "Sixteen letters."),
        ("Förderungsgesellschaften", "Förderungsgesell"),
        ("臺中市影視政策資料與虛擬攝影棚補助", "臺中市影視政策資料與虛擬攝影棚補"),
    ],
)
def test_the_short_name_ends_with_a_word(name: str, short: str) -> None:
    assert short_name(name) == short
    assert f"<ShortName>{short}<" in description("en", "https://example.org/", name, "Words")


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("virtual", "vitrual", True),
        ("seattle", "seatle", True),
        ("nvidia", "nvidias", True),
        ("tacoma", "tacona", True),
        ("studio", "studio", False),
        ("studio", "studies", False),
        ("abcd", "badc", False),
    ],
)
def test_one_slip(one: str, other: str, slip: bool) -> None:
    assert run(("query.js",), "oneSlip(one, other)", one=one, other=other) is slip
    assert run(("query.js",), "oneSlip(one, other)", one=other, other=one) is slip
