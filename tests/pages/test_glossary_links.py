"""Terms of the glossary, marked where a page uses them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from generator import kinds
from generator.content.catalogue import Catalogue
from generator.languages import LANGS, Lang
from generator.pages.glossary_links import TermMarker


def _marker(catalogue: Catalogue, lang: Lang) -> TermMarker:
    return TermMarker(catalogue.all(kinds.TERM), lang, lambda entry: f"glossary/#{entry.key.name}")


def _marked(html: str) -> list[tuple[str, str]]:
    return re.findall(r'data-term="([a-z-]+)">([^<]+)</a>', html)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "申請者送件。", [("applicant", "申請者")]),
        ("zh", "申請人送件。", [("applicant", "申請人")]),
        ("zh", "虛擬攝影棚運用比例", [("virtual-studio-share", "虛擬攝影棚運用比例")]),
        ("zh", "第一點第一目", []),
        ("en", "Applicants apply.", [("applicant", "Applicants")]),
        ("en", "An applicant, another applicant.", [("applicant", "applicant")]),
        ("en", "Inapplicantly", []),
    ],
)
def test_the_first_use_of_a_term_is_marked(
    catalogue: Catalogue, lang: Lang, text: str, expected: list[tuple[str, str]]
) -> None:
    assert _marked(_marker(catalogue, lang).mark(Markup(text))) == expected


def test_a_link_keeps_its_words(catalogue: Catalogue) -> None:
    html = Markup('<a href="#2">申請者</a>與<strong>申請者</strong>')
    marked = _marker(catalogue, "zh").mark(html)
    assert marked.startswith('<a href="#2">申請者</a>與<strong><a class="term"')
    assert _marked(marked) == [("applicant", "申請者")]


def test_a_section_marks_anew(catalogue: Catalogue) -> None:
    marker = _marker(catalogue, "zh")
    assert _marked(marker.mark(Markup("申請者"))) != []
    assert _marked(marker.mark(Markup("申請者"))) == []
    marker.new_section()
    assert _marked(marker.mark(Markup("申請者"))) != []
    assert [entry.key.name for entry in marker.used] == ["applicant"]


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_but_links_is_added(catalogue: Catalogue, lang: Lang) -> None:
    marker = _marker(catalogue, lang)
    for entry in catalogue.all(kinds.PROVISION):
        for words in entry.model.texts:
            text = Markup.escape(words[lang])
            assert marker.mark(text).striptags() == Markup(text).striptags()


def test_without_terms_nothing_is_marked(catalogue: Catalogue) -> None:
    marker = TermMarker([], "zh", lambda entry: "")
    assert marker.mark(Markup("申請者")) == "申請者"


def test_signs_of_html_are_no_part_of_a_term(catalogue: Catalogue) -> None:
    """The text is escaped already: a term is looked for as it stands there."""
    (entry, *_) = catalogue.all(kinds.TERM)
    model = entry.model.model_copy(update={"aliases": ("amp", "R&D", "lt")})
    marker = TermMarker([replace(entry, record=model)], "en", lambda _: "#")
    assert marker.mark(Markup("A &amp; B &lt; C")) == "A &amp; B &lt; C"
    assert re.sub("<[^>]*>", "|", marker.mark(Markup("on R&amp;D, amp"))) == "on |R&amp;D|, amp"
