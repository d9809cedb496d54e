"""Check: every internal link and anchor of the built site leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping, Set
from functools import cache
from urllib.parse import unquote, urlsplit

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase

NOT_CHECKED = "404.html"
"""Its links are absolute: it is shown at any address."""


class BrokenLinks(GeneratorError):
    """Links of the built site that lead nowhere: ``(page, link)`` each."""

    def __init__(self, broken: list[tuple[str, str]]) -> None:
        self.broken = broken
        super().__init__(broken)

    def __str__(self) -> str:
        shown = [phrase("broken_link", page=page, link=link) for page, link in self.broken[:50]]
        return "\n".join([*shown, phrase("broken_links", count=len(self.broken))])


def places_of(name: str, links: Iterable[str]) -> dict[str, str]:
    """Where links lead from the page of this name: the name of a file and, in a second line, the
    anchor, by the link.

    Those that lead out of the site are left out; one that no browser understands leads nowhere.
    """
    found = {link: _place(name, link) for link in links}
    return {link: place for link, place in found.items() if place is not None}


def check_links(
    links: Mapping[str, Mapping[str, str]],
    anchors: Mapping[str, Set[str]],
    files: Collection[str],
) -> None:
    """Raise :class:`BrokenLinks` if an internal link or anchor does not resolve.

    ``links`` and ``anchors`` are those of each page by its name; ``files`` are the names of
    all files of the site.
    """

    @cache
    def resolves(place: str) -> bool:
        """Whether something is there: pages have most places in common."""
        target, _, anchor = place.partition("\n")
        there = target in files
        return there and (not anchor or target not in anchors or anchor in anchors[target])

    broken = [
        (name, link)
        for name in sorted(links.keys() - {NOT_CHECKED})
        for link, place in sorted(links[name].items())
        if not resolves(place)
    ]
    if broken:
        raise BrokenLinks(broken)


def _place(name: str, link: str) -> str | None:
    try:
        parts = urlsplit(link)
    except ValueError:  # http://[::1 opens an IPv6 address and does not close it
        return ""
    if parts.scheme or parts.netloc:
        return None
    target = name
    if parts.path:
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)).lstrip("/")
        if path.endswith(("/", ".")) or not target:
            target = posixpath.join(target, "index.html")
    anchor = unquote(parts.fragment)
    answers = "=" in anchor  # for a script of the page: no id has that sign
    return target if not anchor or answers else f"{target}\n{anchor}"
