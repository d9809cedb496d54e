"""What a reader notices of the results, on the built site: order, names, excerpts and notations."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import kinds
from generator.content.catalogue import Catalogue
from generator.languages import LANGS, LANGUAGES, Lang
from generator.site.routes import address
from generator.text.inline import plain
from tests.conftest import ROOT

ENTRIES = ("people/", "organisations/", "places/", "glossary/")
"""The registers' pages."""
SAMPLE = 12
"""One of so many names is looked up."""
DEVELOPERS = ("architecture/", "guide/", "decisions/")

Found = dict[str, Any]


@pytest.fixture(scope="module")
def site(real_site: tuple[Path, str]) -> Path:
    return real_site[0]


def _found(site: Path, queries: Iterable[str | tuple[str, str]]) -> list[Found]:
    """What each query finds; one in Latin letters is asked in English, unless it says."""
    asked = [
        (query, "en" if query.isascii() else "zh-Hant") if isinstance(query, str) else query
        for query in queries
    ]
    done = subprocess.run(
        ["node", "tests/javascript/found.js", str(site)],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found: list[Found] = json.loads(done.stdout)
    return found


def _places(found: Found) -> list[str]:
    return [result["url"].removeprefix("en/") for result in found["results"]]


def _is_entry(place: str) -> bool:
    return place.removeprefix("en/").startswith(ENTRIES) and "#" in place


def test_one_list_in_the_order_of_the_score_and_the_other_language_last(site: Path) -> None:
    for found in _found(site, ["西雅圖", "Seattle", "虛擬攝影棚", "farmers market", "淨零"]):
        results = found["results"]
        assert len(results) > 10
        own = results[0]["lang"]
        for lang in (own, "en" if own == "zh-Hant" else "zh-Hant"):
            scores = [result["score"] for result in results if result["lang"] == lang]
            assert scores == sorted(scores, reverse=True)
        langs = [result["lang"] != own for result in results]
        assert langs == sorted(langs)
        kinds_in_order = [result["kind"] for result in results if result["lang"] == own]
        assert kinds_in_order != sorted(kinds_in_order)
        assert len(set(kinds_in_order)) > 2


def test_a_name_is_first_a_card_and_its_other_pages_are_not_listed_again(
    site: Path, catalogue: Catalogue
) -> None:
    named = [
        (plain(entry.title[lang]), lang, address(entry.key, lang))
        for kind in (kinds.PERSON, kinds.ORGANISATION, kinds.PLACE, kinds.TERM)
        for entry in catalogue.all(kind)
        for lang in LANGS
    ][::SAMPLE]
    assert len(named) > 50
    answers = _found(site, [(name, LANGUAGES[lang].tag) for name, lang, _ in named])
    for (name, _, entry), found in zip(named, answers, strict=True):
        first, *others = found["results"]
        about = [first["url"], *(page["url"] for page in first["pages"])]
        assert first["card"], name
        assert entry in about, name
        assert not set(about) & {result["url"] for result in others}, name
        assert not found["corrected"], name


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("劇情短片片長", "glossary/#short-film"),
        ("展延一次最多多久", "glossary/#extension"),
        ("how long can a short film be", "glossary/#short-film"),
        ("San Diego convention", "places/#san-diego-convention-center"),
        ("西雅圖圖書館的服務", "places/#seattle-central-library"),
    ],
)
def test_a_page_that_explains_comes_before_an_entry_that_is_not_asked_for(
    site: Path, words: str, entry: str
) -> None:
    [found] = _found(site, [words])
    assert not _is_entry(found["results"][0]["url"])
    [name] = _found(site, ["劇情短片"])
    assert _is_entry(name["results"][0]["url"])
    every = [[r["url"], *(page["url"] for page in r["pages"])] for r in found["results"]]
    assert any(entry in url for group in every for url in group)


@pytest.mark.parametrize("lang", LANGS)
def test_what_people_ask_finds_the_section_that_answers_it(
    site: Path, catalogue: Catalogue, lang: Lang
) -> None:
    """A phrase is first, or among the first three where another is asked almost so."""
    asked = [
        (phrase, address(entry.key, "zh"))
        for entry in catalogue.all(kinds.QUESTION)
        if entry.model.asked_as is not None
        for phrase in entry.model.asked_as[lang]
    ][::10]
    assert len(asked) > 20
    answers = _found(site, [(phrase, LANGUAGES[lang].tag) for phrase, _ in asked])
    places = {
        phrase: (wanted, _places(found))
        for (phrase, wanted), found in zip(asked, answers, strict=True)
    }
    missed = {phrase: to[:3] for phrase, (wanted, to) in places.items() if wanted not in to[:3]}
    assert missed == {}
    first = sum(wanted == to[0] for wanted, to in places.values())
    assert first >= 0.85 * len(places)


def test_queries_offered_as_examples_are_answered(site: Path, catalogue: Catalogue) -> None:
    examples = catalogue.search.examples
    for lang in LANGS:
        answers = _found(site, [(query, LANGUAGES[lang].tag) for query in examples[lang]])
        for query, found in zip(examples[lang], answers, strict=True):
            kinds_found = [result["kind"] for result in found["results"][:3]]
            assert "questions" in kinds_found, query


def test_an_excerpt_has_a_figure_where_one_is_asked_for(site: Path) -> None:
    queries = ["短片補助上限多少", "前導片片長幾分鐘", "how many people went to the USA"]
    for query, found in zip(queries, _found(site, queries), strict=True):
        text = found["results"][0]["excerpt"]["text"]
        assert any(c in "0123456789二三四五六七八九十百" for c in text) or "leven" in text, query


def _sections(site: Path) -> Iterator[tuple[str, str]]:
    """The address of each section's page, and what it says."""
    [manifest] = site.glob("assets/search/index.json")
    index = json.loads(manifest.read_text("utf-8"))
    for lang in ("zh-Hant", "en"):
        folder = site / "assets/search" / index["folder"]
        heads = [
            (pages, row)
            for number in range(len(index["heads"][lang]))
            for pages, rows in [_json(folder / f"heads/{lang}/{number}.json")]
            for row in rows
        ]
        texts = [
            text
            for number in range(len(index["texts"][lang]))
            for text in _json(folder / f"text/{lang}/{number}.json")
        ]
        for (pages, row), text in zip(heads, texts, strict=True):
            if row:
                yield pages[row[0]][0], text


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def test_no_section_has_the_labels_of_notes_or_words_stuck_together(
    site: Path, catalogue: Catalogue
) -> None:
    texts = [
        text
        for heads, text in _sections(site)
        # The page on the data says what a note is.
        if "data/" not in heads
    ]
    assert len(texts) > 1000
    for lang in LANGS:
        label = catalogue.interface["note"][lang] + LANGUAGES[lang].colon.rstrip()
        assert not [t for t in texts for line in t.split("\n") if line.startswith(label)]
    for text in texts:
        assert "\t" not in text
        for line in text.split("\n"):
            assert line == line.strip()
            assert "· ·" not in line
            assert not line.startswith("· ")
            assert not line.endswith(" ·")


def test_a_right_query_is_shown_as_it_is_and_a_slip_as_it_was_meant(site: Path) -> None:
    right = ["西雅圖", "補助金額", "兩案", "Seattle library", "展延期限", "台中", "臺中"]
    assert [found["corrected"] for found in _found(site, right)] == [""] * len(right)
    slips = ["西亞圖", "電因", "qzxjqzxj", "披薩外送"]
    corrected = [found["corrected"] for found in _found(site, slips)]
    assert corrected == ["西雅圖", "電影", "", ""]


@pytest.mark.parametrize(
    "words", ["architecture", "pytest", "release checklist", "貢獻程式", "ADR"]
)
def test_pages_for_developers_are_not_found(site: Path, words: str) -> None:
    [found] = _found(site, [words])
    assert not [place for place in _places(found) if place.startswith(DEVELOPERS)]


def test_no_page_for_developers_is_in_the_index(site: Path) -> None:
    addresses = {address.removeprefix("en/") for address, _ in _sections(site)}
    assert "about/" in addresses
    assert not [place for place in addresses if place.startswith(DEVELOPERS)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺中購物節", "台中購物節"),
        ("7/26", "7月26日"),
        ("July 26", "26 July"),
        ("8.1", "第八點第一款"),
        ("point 12(6)", "12.6"),
    ],
)
def test_notations_find_the_same(site: Path, one: str, other: str) -> None:
    first, second = _found(site, [(one, "zh-Hant"), (other, "zh-Hant")])
    assert _places(first)[:5] == _places(second)[:5] != []


def test_a_time_limit_is_no_extension_of_a_limit(site: Path) -> None:
    """延期 within 展延期限 is rewritten by nobody."""
    [found] = _found(site, ["展延期限"])
    assert "schemes/virtual-production/rules/#10" in _places(found)[:3]
    assert "展延期限" in found["results"][0]["terms"]


def test_figures_are_answered_by_the_rules_in_either_language(site: Path) -> None:
    queries = ["劇情短片，成本 620 萬", "short film, budget NT$6.2 million", "西雅圖"]
    chinese, english, none = (found["answer"] for found in _found(site, queries))
    assert none is None
    assert chinese["facts"] == english["facts"]
    for answer in (chinese, english):
        assert "4,960,000" in answer["statement"]
    calculator = "schemes/virtual-production/calculator/#"
    assert chinese["href"].startswith(calculator)
    assert english["href"].startswith(f"en/{calculator}")
