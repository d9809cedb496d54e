"""Menus: the navigation that stands around a page, made once for all pages that show the same.

It is half of what stands in a small page. Pages of one section in one folder have it alike, down
to the way to each address: a page is rendered, read and checked with marks in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.structure.pages import Page as MkDocsPage

from ..output.finished_pages import Facts
from ..site.page import Page
from .finish import Finish
from .generated_pages import file_of

_TEMPLATES = {"tabs": "partials/tabs.html", "menu": "partials/nav.html"}
MARKS = {name: Markup(f"<!--{name}-->") for name in _TEMPLATES}
"""What stands in a page for its menus, by the names that its template has for them."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The menus of some pages, and what is to be known of them."""

    html: Mapping[str, str]
    facts: Facts
    fingerprint: str

    def put_into(self, page: str) -> str:
        """The HTML of a page with its menus in their places."""
        for name, html in self.html.items():
            page = page.replace(MARKS[name], html, 1)
        return page


class Menus:
    """Makes the menus of pages in a theme's templates."""

    def __init__(self, env: Environment, finish: Finish) -> None:
        self._env, self._finish = env, finish
        self._known: dict[tuple[object, ...], Menu] = {}

    def of(self, page: Page, shown: MkDocsPage, context: Mapping[str, object]) -> Menu:
        """The menus of a page; ``context`` is that in which it is rendered."""
        hidden = tuple(shown.meta.get("hide", ()))
        above = shown.parent
        inside = above is None or shown in (above.children or ())
        folder, *_ = page.address.rstrip("/").rpartition("/")  # from which all ways are the same
        key = (page.lang, folder, hidden, page.address if inside else id(above))
        if key in self._known:
            return self._known[key]
        shown.active = True
        try:
            html = self.rendered({**context, "hidden": hidden})
        finally:
            shown.active = False
        tagged, facts = self._finish.fragments(file_of(page), html, page.lang)
        fingerprint = sha256(repr(sorted(tagged.items())).encode()).hexdigest()
        menu = self._known[key] = Menu(tagged, facts, fingerprint)
        return menu

    def rendered(self, context: Mapping[str, object]) -> dict[str, str]:
        """The menus of a page of which there is but one, by the names that its template has."""
        templates = {name: self._env.get_template(path) for name, path in _TEMPLATES.items()}
        return {name: Markup(one.render(context)) for name, one in templates.items()}
