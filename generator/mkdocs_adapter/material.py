"""What Material for MkDocs calls things, for the site's style sheets and for reading its pages."""

from __future__ import annotations

from pathlib import Path

from ..assets import Theme

CONTENT = "md-content__inner"
"""The class of the element in which a page has its content."""

THEME = Theme(
    folder=Path(__file__).parent / "assets",
    names=(
        (".prose", ".md-typeset"),
        (".page-content", f".{CONTENT}"),
        (".scroll-wrap", ".md-typeset__scrollwrap"),
        (".table-wrap", ".md-typeset__table"),
        ("data-colour-scheme", "data-md-color-scheme"),
        ("--text-font", "--md-text-font-family"),
        ("--code-font", "--md-code-font-family"),
    ),
)
"""The files of the browser that know Material, and its names for what the site styles."""
