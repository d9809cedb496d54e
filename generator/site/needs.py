"""What a page loads beside what every page loads: declared by its template, as it is rendered.

In the order of their places below, which is the order in which a page asks for them.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum


class Need(Enum):
    """The files of a need, by their names in the site: style sheets and modules."""

    RULES = ("assets/rules.js",)
    """Clauses: both languages, addresses, terms."""
    CALCULATOR = ("assets/calculator/component.js",)
    DATES = ("assets/dates.js",)
    """What depends on the day."""
    EMBED_BUILDER = ("assets/embed.js", "assets/embed-builder.js")
    """The page that makes code for portals, and the portals' own script."""
    FILTER = ("assets/filter.js",)
    """The box that narrows a list."""
    PRINT = ("assets/print.js",)
    """The button that prints a list."""
    PICTURES = ("assets/pictures.css",)
    GRAPH = ("assets/graph.js",)
    """The keyboard in a graph."""
    SCREENING = ("assets/screening/page.css", "assets/screening/page.js")
    """The pre-screening desk."""
    SANDBOX = ("assets/sandbox/page.css", "assets/sandbox/sandbox.js")
    """The page on which figures of the rules can be changed."""
    SEARCH_PAGE = ("assets/search/page.css", "assets/search/page.js")
    """The search page, which has no other search beside its own."""


def style_sheets(needs: Collection[Need]) -> list[list[str]]:
    """The style sheets of each need that has any, none where it is not in ``needs``."""
    return _files(needs, ".css")


def modules(needs: Collection[Need]) -> list[list[str]]:
    """The scripts, which are modules, of each need that has any, as with style sheets."""
    return _files(needs, ".js")


def _files(needs: Collection[Need], suffix: str) -> list[list[str]]:
    named = {need: [file for file in need.value if file.endswith(suffix)] for need in Need}
    return [files if need in needs else [] for need, files in named.items() if files]
