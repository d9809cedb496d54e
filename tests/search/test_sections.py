"""Sections: where one begins, what is left out, and what only lists."""

from __future__ import annotations

from generator.models.search import Rewrites, Search, WordLists
from generator.output.document import Document
from generator.search.found import SearchPage
from generator.search.index import make_index
from generator.search.sections import Section, sections


def _of(html: str, *records: str) -> list[Section]:
    document = Document("index.html", f"<main class=content>{html}</main>")
    return sections(document.inside("content"), records)


def test_what_a_fold_is_called_is_the_title_of_what_is_in_it_and_no_text() -> None:
    html = (
        "<h2 id=a>One</h2><p>before</p><details><summary>Open</summary><div id=in><p>within</p>"
        "</div></details><p>after</p><details><summary>More</summary><p>there</p></details>"
    )
    assert [(s.anchor, s.heading, s.text) for s in _of(html)] == [
        ("", "", ""),
        ("a", "One", "before\nafter\nthere"),
        ("in", "Open", "within"),
    ]


def test_a_heading_in_the_label_of_a_fold_is_no_title_of_what_is_around_it() -> None:
    html = (
        "<h2 id=a>One</h2><details><summary><h3>Open</h3></summary>"
        "<div id=in>within</div></details>"
    )
    assert [(s.anchor, s.heading) for s in _of(html)][1:] == [("a", "One"), ("in", "Open")]


def test_the_label_of_a_note_is_left_out_and_its_words_stay() -> None:
    html = "<aside><p><span data-search-exclude><b>Note:</b> Slip</span> It says so.</p></aside>"
    assert _of(html)[0].text == "It says so."


def test_a_row_is_a_line_and_its_cells_are_parted() -> None:
    html = (
        "<table><tr><th>Film</th><th>Limit</th></tr>"
        "<tr><td>Short</td><td></td><td>5</td></tr></table>"
        "<dl><dt>People</dt><dd>11</dd><dt>Days</dt><dd>10<small>by the report</small></dd></dl>"
    )
    assert _of(html)[0].text == ("Film · Limit\nShort · 5\nPeople · 11\nDays · 10 · by the report")


def test_a_link_and_what_is_said_of_it_are_parted() -> None:
    html = "<ul><li><a href=x>Tacoma</a><small>Tuesday</small><span>The first stop</span></li></ul>"
    assert _of(html)[0].text == "Tacoma · Tuesday · The first stop"


def test_a_section_that_mostly_names_other_things_is_one_that_lists() -> None:
    html = (
        "<h2 id=a>One</h2><ul data-search-list><li>Tacoma</li><li>Seattle</li></ul><p>Three</p>"
        "<h2 id=b>Two</h2><ul data-search-list><li>Tacoma</li></ul><p>They went there.</p>"
    )
    assert [section.listed for section in _of(html)] == [False, True, False]


def test_a_section_that_only_lists_counts_less() -> None:
    words = Search(
        variants={}, wording=Rewrites(), lay=Rewrites(), stop=WordLists(), examples=WordLists()
    )

    def level(attribute: str) -> int:
        html = f"<h2 id=a>Stops</h2><ul {attribute}><li>Tacoma</li><li>Seattle</li></ul>"
        page = SearchPage("visits/", "en", "en/visits/", "Visits", "visits", _of(html))
        (posting,) = make_index([page], words).postings["tacoma"]
        return posting & 15

    assert 0 < level("data-search-list") < level("")
