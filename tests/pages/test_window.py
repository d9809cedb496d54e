"""When one can apply, where to look for it, and the documents under their headings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.build import build
from generator.languages import LANGS, LANGUAGES, Lang
from generator.models.scheme import ChecklistPhase
from generator.site.page import Page

SCHEME = "schemes/virtual-production"
WORDS = 'class="window"'


def _phase(*sections: str, **items: str | None) -> ChecklistPhase:
    """A phase with documents, each with its section."""
    text = {"zh": "字", "en": "words"}
    return ChecklistPhase.model_validate(
        {
            "id": "phase",
            "title": text,
            "clause": "1",
            "sections": [{"id": id_, "title": text} for id_ in sections],
            "items": [
                {"id": id_, "title": text, "clause": "1", "section": section}
                for id_, section in items.items()
            ],
        }
    )


def test_documents_come_section_by_section_and_first_those_in_none() -> None:
    phase = _phase("film", "empty", "money", a="money", b=None, c="film", d="money")
    found = [
        (section and section.id, [item.id for item in items])
        for section, items in phase.by_section()
    ]
    assert found == [(None, ["b"]), ("film", ["c"]), ("money", ["a", "d"])]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", ["", "documents/"])
def test_the_page_says_first_when_one_can_apply(pages: list[Page], lang: Lang, part: str) -> None:
    prefix = "en/" if lang == "en" else ""
    (page,) = [page for page in pages if page.address == f"{prefix}{SCHEME}/{part}"]
    window = page.markdown.index(WORDS)
    assert window < page.markdown.index('class="in-force"')
    strip = page.markdown[window : page.markdown.index("</div>", window)]
    assert 'href="https://www.bamid.gov.tw/"' in strip
    assert "#6.1" in strip
    assert {"zh": "本站依一般所知補充", "en": "This site adds the address"}[lang] in strip
    # It is said there, and in no note or introduction again.
    rest = page.markdown.replace(strip, "")
    assert {"zh": "另行公告", "en": "announces"}[lang] not in rest


def test_a_scheme_without_it_shows_nothing(small: Path) -> None:
    for page in build(small).pages:
        assert WORDS not in page.markdown, page.address


def test_documents_stand_under_the_headings_of_their_sections(pages: list[Page]) -> None:
    (page,) = [page for page in pages if page.address == f"en/{SCHEME}/documents/"]
    heads = re.findall(r"^(#{2,3}) .*\{#(phase-[\w-]+)\}$", page.markdown, re.M)
    assert heads[:3] == [
        ("##", "phase-application"),
        ("###", "phase-application-film"),
        ("###", "phase-application-rights"),
    ]
    film = page.markdown.split("{#phase-application-film}")[1].split("\n### ")[0]
    assert re.findall(r'<li id="([\w-]+)"', film) == [
        "project-title",
        "film-description",
        "script",
        "storyboard",
        "series-outline",
        "feature-screenplay",
        "series-length",
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_calculator_gets_both_with_the_result(files: dict[str, str], lang: Lang) -> None:
    more = json.loads(files[f"api/{SCHEME}/more.{LANGUAGES[lang].tag}.json"])
    scheme = json.loads(files[f"api/{SCHEME}.json"])
    website, window = scheme["website"], scheme["window"]
    assert more["website"] == {**website, "origin": website["origin"][lang]}
    assert more["window"] == {**window, "text": window["text"][lang]}
    assert window["clause"] in more["clauses"]
    sections = {section["id"] for section in more["checklist"][0]["sections"]}
    assert {item["section"] for item in more["checklist"][0]["items"]} == sections


def test_the_calculator_of_a_scheme_without_them_gets_neither(small: Path) -> None:
    for lang in LANGS:
        name = f"api/schemes/grant/more.{LANGUAGES[lang].tag}.json"
        more = json.loads(build(small).files[name])
        assert more.keys().isdisjoint({"website", "window"})
