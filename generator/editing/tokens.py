"""The colours of the form: the site's own, as the browser prefers light or dark."""

from __future__ import annotations

import tinycss2

from ..assets import FOLDER

_TOKENS = FOLDER / "site.css" / "1-tokens.css"
"""Two rules: the colours on light paper, and those on dark."""


def tokens() -> str:
    """The style sheet: a page of the site has a switch of its own, the form has none."""
    rules = tinycss2.parse_stylesheet(
        _TOKENS.read_text("utf-8"), skip_comments=True, skip_whitespace=True
    )
    light, dark = (tinycss2.serialize(rule.content) for rule in rules)
    return f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
