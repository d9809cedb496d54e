"""Finished pages: what the whole site's check, style sheet and policy need of every page.

In: each page as it is finished. The pages themselves are let go.
"""

from __future__ import annotations

from collections.abc import Collection

from .csp import nginx_include
from .document import Document
from .link_check import check_links
from .stylesheet import Used


class FinishedPages:
    """What stands in the pages of a site; a page that is finished anew takes its own place.

    ``attributes`` are the beginnings of those attributes that a style sheet asks for by value.
    """

    def __init__(self, attributes: tuple[str, ...] = ()) -> None:
        self._attributes = attributes
        self._anchors: dict[str, set[str]] = {}
        self._links: dict[str, set[str]] = {}
        self._names: set[str] = set()
        self._scripts: set[str] = set()

    def add(self, document: Document) -> None:
        """Take over what a finished page holds."""
        self._anchors[document.name] = document.anchors
        self._links[document.name] = document.links
        self._names |= document.classes | document.values(self._attributes)
        self._scripts.update(document.inline_scripts)

    def used(self, *names: str) -> Used:
        """What the pages use of a style sheet; ``names`` are what a script gives them."""
        return Used(self._names.union(names), self._attributes)

    def nginx_include(self) -> str:
        """What ``deploy/nginx.conf`` includes, for the inline scripts of all pages."""
        return nginx_include(self._scripts)

    def check_links(self, files: Collection[str]) -> None:
        """Raise ``BrokenLinks`` if a link leads to none of ``files``, or to no anchor of a page."""
        check_links(self._links, self._anchors, files)
