"""Pages of records: all that a record says is there; notes, sources and people in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator import kinds
from generator.build import build
from generator.content.catalogue import Catalogue
from generator.kinds import KINDS
from generator.languages import LANGS, address_in
from generator.models.base import Note, Text
from generator.site.page import Page
from generator.site.routes import address
from generator.text.inline import plain

WHOLE = ("visit", "stop", "finding", "recommendation", "commentary")
"""The kinds whose records have a page of their own that says all of it."""
NOT_SHOWN = {"short_title", "unlinked"}


def _shown(page: Page) -> str:
    """What a page says, without marks and blanks."""
    return _bare(unescape(re.sub(r"<[^>]+>|\{#[\w-]+\}", "", page.markdown)))


def _bare(text: str) -> str:
    return re.sub(r"[\s\\]+", "", text)


def _texts(value: Any) -> Iterator[Text]:
    """Every text of a model that its page is to show."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for member in value:
            yield from _texts(member)
    elif isinstance(value, BaseModel) and not (isinstance(value, Note) and value.kind == "slip"):
        for name in type(value).model_fields:
            if name not in NOT_SHOWN:
                yield from _texts(getattr(value, name))


@pytest.mark.parametrize("kind", WHOLE)
def test_all_that_a_record_says_is_on_its_page(
    pages: list[Page], catalogue: Catalogue, kind: str
) -> None:
    by_address = {page.address: _shown(page) for page in pages}
    for entry in catalogue.all(KINDS[kind]):
        for lang in LANGS:
            shown = by_address[address(entry.key, lang)]
            missing = [t[lang] for t in _texts(entry.record) if _bare(plain(t[lang])) not in shown]
            assert missing == [], entry.raw.file


def test_a_slip_stands_on_the_page_of_sources_alone(
    pages: list[Page], catalogue: Catalogue
) -> None:
    slips = [note.text for _, note in catalogue.notes() if note.kind == "slip"]
    assert slips
    for page in pages:
        shown = _shown(page)
        found = [text for text in slips if _bare(plain(text[page.lang])) in shown]
        assert found == (slips if page.name == "sources" else []), page.address


def test_every_other_note_is_on_the_page_of_notes(pages: list[Page], catalogue: Catalogue) -> None:
    notes = [note.text for _, note in catalogue.notes() if note.kind != "slip"]
    for page in pages:
        if page.name == "notes":
            shown = _shown(page)
            assert [t for t in notes if _bare(plain(t[page.lang])) not in shown] == []


def test_a_page_cites_each_source_once(pages: list[Page]) -> None:
    """A page of a register is of many records; it has a line of sources for each."""
    cited = 0
    for page in pages:
        lines = re.findall(r'<p class="sources".*?</p>', page.markdown, re.S)
        assert len(lines) <= 1 or page.name == "register", page.address
        for line in lines:
            documents = re.findall(r'href="[^"]*sources/#([^"]+)"', line)
            assert documents
            assert len(set(documents)) == len(documents), page.address
            cited += 1
    assert cited > 100


# --- one stop with notes, people and a page in the list of contents -------------------------------

_BESIDE = """notes:
  - {kind: context, text: {zh: 註甲甲, en: Note one stands here}, beside: seen.1}
  - {kind: ambiguity, text: {zh: 註乙乙, en: Note two stands here}, beside: said}
  - {kind: contradiction, text: {zh: 註丙丙, en: Note three stands here}}
  - {kind: context, text: {zh: 註丁丁, en: Note four stands here}, beside: figures.1}
  - {kind: slip, text: {zh: 註戊戊, en: Note five stands here}, beside: seen.1}
"""
_STOP = """seen:
  - {zh: 所見一一, en: Seen one}
  - {zh: 所見二二, en: Seen two}
said:
  - {attribution: {zh: 導覽員, en: The guide}, text: {zh: 說了說了, en: It was said}}
figures:
  - {label: {zh: 數字一, en: Figure one}, value: {zh: 九, en: Nine}}
lessons:
  - {text: {zh: 學到學到, en: It was learnt}, finding: size}
"""


@pytest.fixture
def stop(small: Path) -> dict[str, Page]:
    """A stop of the small tree that has all of these, by language."""
    file = small / "visits" / "trip-2020" / "stops" / "hall.yml"
    text = re.sub(
        r"^(?:notes|seen|said|figures|lessons|people):.*\n(?:[ -].*\n)*", "",
        file.read_text("utf-8"), flags=re.M,
    )  # fmt: skip
    other = small / "people" / "john-doe.yml"
    first = (small / "people" / "jane-doe.yml").read_text("utf-8")
    other.write_text(first.replace("Jane", "John"), "utf-8")
    people = """people:
  - {person: jane-doe, presence: present, role: {zh: 館長館長, en: The head}}
  - {person: john-doe, presence: named, role: {zh: 創辦人, en: The founder}}
"""
    file.write_text(f"{text.rstrip()}\n{_STOP}{people}{_BESIDE}", "utf-8")
    found = address_in("visits/trip-2020/stops/hall/", "zh")
    site = build(small, "https://example.org/")
    return {p.lang: p for p in site.pages if p.address in (found, address_in(found, "en"))}


def test_a_note_stands_beside_what_it_is_on(stop: dict[str, Page]) -> None:
    words = {
        "zh": ("註丙丙", "學到學到", "數字一", "註丁丁", "所見一一", "註甲甲", "所見二二",
               "說了說了", "註乙乙"),
        "en": ("Note three", "It was learnt", "Figure one", "Note four", "Seen one", "Note one",
               "Seen two", "It was said", "Note two"),
    }  # fmt: skip
    for lang, page in stop.items():
        at = [page.markdown.index(word) for word in words[lang]]
        assert at == sorted(at)
        assert "註戊戊" not in page.markdown
        assert "Note five" not in page.markdown


def test_who_was_present_and_who_was_named_are_two_lists(stop: dict[str, Page]) -> None:
    for page in stop.values():
        lists = re.findall(r'<ul class="people">.*?</ul>', page.markdown, re.S)
        assert [re.findall(r"#(\w+-doe)", items) for items in lists] == [["jane-doe"], ["john-doe"]]


def test_a_lesson_leads_to_the_page_of_its_finding(stop: dict[str, Page]) -> None:
    for page in stop.values():
        (lesson,) = re.findall(r'<ol class="lessons">.*?</ol>', page.markdown, re.S)
        assert "/findings/size/" in lesson


def test_a_source_is_cited_with_the_page_of_its_list_of_contents(small: Path) -> None:
    source = small / "sources" / "rules.yml"
    record = small / "visits" / "trip-2020" / "findings" / "size.yml"
    text = re.sub(r"^sources:.*\n(?:[ -].*\n)*", "", record.read_text("utf-8"), flags=re.M)
    cited = "sources:\n" + "".join(
        f"  - {{document: rules, section: {{zh: 第{n}節, en: Section {n}}}}}\n" for n in (1, 2)
    )
    record.write_text(f"{text.rstrip()}\n{cited}", "utf-8")
    with source.open("a", encoding="utf-8") as file:
        file.write("contents:\n  - {section: {zh: 第2節, en: Section 2}, page: 28}\n")
    site = build(small, "https://example.org/")
    lines = {
        page.lang: _bare(unescape(re.sub("<[^>]+>", "", found[0])))
        for page in site.pages
        if page.address.endswith("findings/size/")
        and (found := re.findall(r'<p class="sources".*?</p>', page.markdown, re.S))
    }
    assert lines["zh"].endswith("：第1節、第2節（第28頁起）")
    assert lines["en"].endswith(":Section1,Section2(frompage28)")


def test_promises_of_all_stops_stand_in_one_table(pages: list[Page], catalogue: Catalogue) -> None:
    for visit in catalogue.visits():
        agreed = [item for stop in visit.stops for item in stop.model.agreed]
        for lang in LANGS:
            (page,) = (p for p in pages if p.address == address(visit.key, lang))
            shown = _shown(page)
            assert [i for i in agreed if _bare(plain(i.text[lang])) not in shown] == []


def test_older_addresses_of_conclusions_find_their_cards(
    pages: list[Page], catalogue: Catalogue
) -> None:
    for kind in (kinds.FINDING, kinds.RECOMMENDATION):
        for entry in catalogue.all(kind):
            for lang in LANGS:
                where = address_in(f"visits/{entry.key.scope}/findings/", lang)
                (page,) = (p for p in pages if p.address == where)
                assert f'id="{kind.name}-{entry.key.name}"' in page.markdown
