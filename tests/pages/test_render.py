"""Pages: both languages complete, each in its own words, nothing left of the data's marks."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from html import unescape
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from generator.api.table_files import to_csv
from generator.api.tables import tables
from generator.build import build
from generator.content.catalogue import Catalogue
from generator.diagnostics.errors import DataErrors
from generator.kinds import KINDS
from generator.languages import LANGS, Lang, address_in
from generator.rules.formulas import format_number
from generator.site.navigation import navigation
from generator.site.page import NavItem, Page
from generator.site.routes import address
from generator.text.dates import format_date

_HAN = re.compile(r"[\u3400-\u9fff]")
_CHINESE = re.compile(r'<(\w+)[^>]*lang="zh-Hant"[^>]*>.*?</\1>', re.DOTALL)


def _english(pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.lang == "en"]


def test_both_languages_have_the_same_pages(pages: list[Page]) -> None:
    by_language: dict[Lang, set[str]] = {
        lang: {page.address for page in pages if page.lang == lang} for lang in LANGS
    }
    assert by_language["en"] == {f"en/{address}" for address in by_language["zh"]}
    assert len(pages) == len({page.address for page in pages})


def test_each_page_knows_itself_in_the_other_language(pages: list[Page]) -> None:
    by_address = {page.address: page for page in pages}
    for page in pages:
        other = by_address[page.other]
        assert (other.other, other.lang) == (page.address, "en" if page.lang == "zh" else "zh")


def test_every_record_with_a_page_has_it(pages: list[Page], catalogue: Catalogue) -> None:
    addresses = {page.address for page in pages}
    for kind in ("scheme", "visit", "stop", "policy", "commentary", "person", "term", "provision"):
        for entry in catalogue.all(KINDS[kind]):
            for lang in LANGS:
                assert address(entry.key, lang).partition("#")[0] in addresses


def test_every_anchor_is_on_its_page(pages: list[Page], catalogue: Catalogue) -> None:
    by_address = {page.address: page.markdown for page in pages}
    kinds = ("provision", "example", "finding", "recommendation", "person", "organisation",
             "place", "term", "source")  # fmt: skip
    for kind in kinds:
        for entry in catalogue.all(KINDS[kind]):
            for lang in LANGS:
                page, _, anchor = address(entry.key, lang).partition("#")
                text = by_address[page]
                assert f'id="{anchor}"' in text or f"{{#{anchor}" in text, (page, anchor)


def test_every_page_has_a_title_and_a_description(pages: list[Page]) -> None:
    for page in pages:
        assert page.title.strip()
        assert 5 <= len(page.description) <= 160, (page.address, page.description)
        assert not re.search(r"\]\(|\*\*|<[a-z]", page.title + page.description), page.address


def test_titles_tell_pages_of_a_language_apart(pages: list[Page]) -> None:
    for lang in LANGS:
        titles = Counter(page.title for page in pages if page.lang == lang)
        assert [title for title, count in titles.items() if count > 1] == []


def test_each_page_has_one_first_heading(pages: list[Page]) -> None:
    for page in pages:
        headings = re.findall(r"^# |<h1[ >]", page.markdown, re.MULTILINE)
        assert len(headings) == 1, page.address


def test_headings_skip_no_level(pages: list[Page]) -> None:
    for page in pages:
        levels = [
            len(marks) if marks else int(tag)
            for marks, tag in re.findall(r"^(#{1,6}) |<h([1-6])[ >]", page.markdown, re.MULTILINE)
        ]
        for above, below in pairwise(levels):
            assert below <= above + 1, (page.address, levels)


def test_english_headings_titles_and_trails_are_english(pages: list[Page]) -> None:
    for page in _english(pages):
        heads = re.findall(r"^#{1,6} (.*)$|<h[1-6][^>]*>(.*?)</h", page.markdown, re.MULTILINE)
        words = [*map("".join, heads), page.title, *(crumb.title for crumb in page.trail)]
        for word in words:
            assert not _HAN.search(_CHINESE.sub("", word)), (page.address, word)


def test_no_chinese_label_is_on_an_english_page(pages: list[Page], catalogue: Catalogue) -> None:
    labels = {
        text.zh
        for key, text in catalogue.interface.root.items()
        if key != "other_language" and len(text.zh) >= 4 and text.zh != text.en
    }
    assert len(labels) > 20
    for page in _english(pages):
        text = _CHINESE.sub("", page.markdown)
        found = [label for label in labels if re.search(rf">\s*{re.escape(label)}\s*<", text)]
        assert found == [], page.address


def test_english_labels_have_no_full_width_punctuation(pages: list[Page]) -> None:
    for page in _english(pages):
        text = _CHINESE.sub("", page.markdown)
        found = re.findall(r".{0,30}[A-Za-z’.)][：，。；！？（]\s*[A-Za-z<].{0,10}", text)
        assert found == [], page.address


def test_chinese_pages_are_chinese(pages: list[Page]) -> None:
    for page in pages:
        if page.lang == "zh":
            text = re.sub(r"<[^>]*>", "", page.markdown)
            assert len(_HAN.findall(text)) > 20, page.address
            assert _HAN.search(page.description), page.address


def test_nothing_is_left_of_python_or_the_templates(pages: list[Page]) -> None:
    for page in pages:
        assert not re.search(r"\{\{|\{%|%\}|zh='|Undefined|Markup\(", page.markdown)


def test_no_link_of_a_text_is_left_unresolved(pages: list[Page]) -> None:
    for page in pages:
        assert not re.search(r"\]\((?!https?:|mailto:)[a-z]+:", page.markdown), page.address
        assert not re.search(r'href="(?!https?:|mailto:)[a-z]+:', page.markdown), page.address


def test_links_are_relative(pages: list[Page]) -> None:
    for page in pages:
        assert not re.search(r'(href|src)="/', page.markdown), page.address


def test_the_two_languages_say_as_much(pages: list[Page]) -> None:
    by_address = {page.address: page for page in pages}
    for page in pages:
        if page.lang == "zh":
            here, other = page.markdown, by_address[page.other].markdown
            for mark in ("<li", "<tr", "<aside", "<section", "<dt", "\n## "):
                assert here.count(mark) == other.count(mark), (page.address, mark)


def test_parents_are_pages_of_the_same_language(pages: list[Page]) -> None:
    by_address = {page.address: page for page in pages}
    for page in pages:
        assert page.parent is None or by_address[page.parent].lang == page.lang
        for crumb in page.trail:
            assert crumb.address in by_address
        assert not page.trail or page.trail[-1].address == page.address


def test_leaves_stay_out_of_the_navigation(pages: list[Page], catalogue: Catalogue) -> None:
    def walk(items: tuple[NavItem, ...]) -> list[NavItem]:
        return [element for item in items for element in (item, *walk(item.children))]

    leaves = {page.address for page in pages if page.parent is not None}
    assert leaves
    for lang in LANGS:
        items = walk(navigation(catalogue, lang))
        addresses = {item.address for item in items if item.address is not None}
        assert not {item for item in addresses & leaves if "commentary" not in item}
        if lang == "en":
            assert [item.title for item in items if _HAN.search(item.title)] == []
    zh, en = (walk(navigation(catalogue, lang)) for lang in LANGS)
    assert [f"en/{item.address}" for item in zh if item.address is not None] == [
        item.address for item in en if item.address is not None
    ]


def test_a_list_of_requirements_shows_rules_readings_and_notes_never_words_of_a_failure(
    pages: list[Page], catalogue: Catalogue
) -> None:
    (scheme,) = catalogue.schemes()
    addresses = {address(scheme.key, lang) for lang in LANGS}
    lists = [
        page for page in pages if page.address.endswith("calculator/") or page.address in addresses
    ]
    assert len(lists) == 4
    for page in lists:
        shown = _plain(page.markdown)
        for requirement in scheme.calculator.requirements:
            texts = [requirement.title, requirement.rule]
            texts += [reading.text for reading in requirement.readings]
            texts += [note.text for note in requirement.notes]
            for text in texts:
                assert _plain(text[page.lang]) in shown, (page.address, requirement.id)
            asked = {_plain(text[page.lang]) for text in texts}
            for outcome in (requirement.met, requirement.unmet):
                words = _plain(outcome[page.lang])
                assert words not in shown or any(words in text for text in asked)


def _plain(text: str) -> str:
    """The words alone, without marks, links and line breaks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>|[*`]", "", text)))


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2024, 7, 22), "2024 年 7 月 22 日（星期一）", "Monday 22 July 2024"),
        (date(2014, 12, 21), "2014 年 12 月 21 日（星期日）", "Sunday 21 December 2014"),
    ],
)
def test_dates(day: date, zh: str, en: str) -> None:
    assert (format_date(day, "zh"), format_date(day, "en")) == (zh, en)


def test_numbers() -> None:
    assert format_number(8000000) == "8,000,000"
    assert format_number(23.976) == "23.976"


@pytest.mark.parametrize("label", ["home", "people", "breadcrumbs", "calculator", "theme_light"])
def test_a_label_that_is_missing_is_an_error_of_the_data(data_copy: Path, label: str) -> None:
    interface = data_copy / "interface.yml"
    lines = interface.read_text("utf-8").splitlines(keepends=True)
    remaining = [line for line in lines if not line.startswith(f"{label}:")]
    assert len(remaining) == len(lines) - 1
    interface.write_text("".join(remaining), "utf-8")
    with pytest.raises(DataErrors, match=rf"interface.yml:\d+:\d+: .*{label}"):
        build(data_copy)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("home", "part"),
    [
        ("schemes/virtual-production/", "amounts"),
        ("schemes/virtual-production/", "instalments"),
        ("visits/usa-2024/", "delegation"),
        ("visits/tianjin-2014/", "delegation"),
    ],
)
def test_a_table_on_a_page_is_the_one_that_is_published(
    pages: list[Page], catalogue: Catalogue, home: str, part: str, lang: Lang
) -> None:
    """Row by row and cell by cell; a page writes a sum with its currency, and no empty cell."""
    (page,) = (page for page in pages if page.address == address_in(home, lang))
    table = tables(catalogue)[f"{home}{part}"].value
    published = csv.reader(StringIO(to_csv(table, lang).removeprefix("\ufeff"), newline=""))
    anchor = re.search(rf'{{#{part}}}|id="{part}"', page.markdown)
    assert anchor is not None
    below = page.markdown[anchor.end() :].partition("<thead>")[2]
    shown = [
        [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row)]
        for row in below.partition("</table>")[0].split("<tr>")[1:]
    ]
    assert [[_figure(cell) for cell in row] for row in shown] == [
        [cell or "—" for cell in row] for row in published
    ]


def _figure(cell: str) -> str:
    """NT$8,000,000 and 新臺幣 8,000,000 元 as the number that programs read."""
    sum_of_money = re.fullmatch(r"(?:NT\$|新臺幣 )([\d,]+)(?: 元)?", cell)
    return cell if sum_of_money is None else sum_of_money[1].replace(",", "")


# --- a list within a clause -----------------------------------------------------------------------


def test_a_list_of_a_clause_is_a_list_in_both_languages(small: Path) -> None:
    """What it lists stands between its text and its further paragraphs, and is published."""
    file = small / "schemes" / "grant" / "provisions" / "3.yml"
    listed = "items: [{zh: 甲一, en: One}, {zh: 乙二, en: Two}]\ndetails: [{zh: 丙三, en: Three}]\n"
    file.write_text(listed + file.read_text("utf-8"), "utf-8")
    site = build(small, "https://example.org/")
    words = {"zh": ("甲一", "乙二", "丙三"), "en": ("One", "Two", "Three")}
    for lang in LANGS:
        (page,) = (p for p in site.pages if p.address == address_in("schemes/grant/rules/", lang))
        body = re.sub(r"\s*\n\s*", "", page.markdown)
        for first, second, after in words.values():  # its own language, and the other beside it
            assert f"<ul><li><p>{first}</p></li><li><p>{second}</p></li></ul><p>{after}</p>" in body
    (published,) = (
        clause
        for clause in json.loads(site.files["api/schemes/grant.json"])["provisions"]
        if clause["locator"] == "3"
    )
    assert published["text"]["en"].split("\n\n")[1:] == ["One", "Two", "Three"]
