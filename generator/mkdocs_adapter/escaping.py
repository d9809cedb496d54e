"""Escaping: what the theme prints of the data is words, and its own scripts are the only ones.

MkDocs' environment escapes nothing, and Material relies on titles being HTML. Here they are
words, as everything of the data is; what MkDocs itself makes of Markdown is marked as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from ..output.document import Document

_SCRIPTS = ("base", "palette")
"""The theme's templates, in ``partials/javascripts/``, that write the inline scripts of pages."""


class EscapedTheme:
    """The theme's templates, which escape from now on what they print."""

    def __init__(self, env: Environment) -> None:
        env.autoescape = True
        self._env = env
        self.bases: set[str] = set()
        """The ways from a page to the site's root, which Material writes into a script."""

    def scripts(self, config: MkDocsConfig) -> set[str]:
        """The inline scripts of Material and of this theme: there is none beside them."""
        features = config.theme["features"]
        return {
            script
            for name in _SCRIPTS
            for base in self.bases
            for script in Document(
                name,
                self._env.get_template(f"partials/javascripts/{name}.html").render(
                    config=config, features=features, base_url=base
                ),
            ).inline_scripts
        }


def mark_html(page: Page, html: str) -> Markup:
    """The content of a page as HTML for the theme; so are the titles of its table of contents."""
    first = next(iter(page.toc), None)
    if first is not None and page.title == first.title:
        page.title = unescape(first.title)  # a title taken from the heading is HTML
    _mark(page.toc)
    return Markup(html)


def _mark(entries: Iterable[AnchorLink]) -> None:
    for entry in entries:
        entry.title = Markup(entry.title)
        _mark(entry.children)
