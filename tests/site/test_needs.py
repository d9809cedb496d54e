"""What a page loads: what stands on it, and nothing else."""

from __future__ import annotations

import re

import pytest

from generator.site.needs import Need, modules, style_sheets
from generator.site.page import Page

# What each script or style sheet of a need is for, as it stands in the HTML.
USES = {
    Need.RULES: r'class="rules"',
    Need.CALCULATOR: "<subsidy-calculator",
    Need.DATES: r"<[^>]* data-dates[ >]",
    Need.EMBED_BUILDER: r'class="embed-builder"',
    Need.FILTER: r'class="filter"',
    Need.PRINT: " data-print",
    Need.PICTURES: r'class="picture ',
    Need.GRAPH: "picture--graph",
    Need.SCREENING: r'class="desk"',
    Need.SANDBOX: r'class="sandbox ',
    Need.SEARCH_PAGE: "<site-search",
}


@pytest.mark.parametrize("need", Need)
def test_a_page_needs_what_stands_on_it(need: Need, pages: list[Page]) -> None:
    with_it = {page.address for page in pages if need in page.needs}
    assert with_it == {page.address for page in pages if re.search(USES[need], page.markdown)}
    assert 2 <= len(with_it) < len(pages)


def test_files_stand_in_their_order() -> None:
    every = [file for files in modules(list(Need)) for file in files]
    assert every[0] == "assets/rules.js"
    assert every[-1] == "assets/search/page.js"
    rules, *between, graph, screening, sandbox, search = modules({Need.GRAPH, Need.RULES})
    assert (rules, between, graph, screening, sandbox, search) == (
        ["assets/rules.js"], [[], [], [], [], []], ["assets/graph.js"], [], [], [],
    )  # fmt: skip
    assert style_sheets({Need.PICTURES, Need.RULES}) == [["assets/pictures.css"], [], [], []]
