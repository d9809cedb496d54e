"""Check: every internal link and anchor of the built site leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Set
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


def check_links(
    links: Mapping[str, Set[str]], anchors: Mapping[str, Set[str]], files: Collection[str]
) -> None:
    """Raise :class:`BrokenLinks` if an internal link or anchor does not resolve.

    ``links`` and ``anchors`` are those of each page by its name; ``files`` are the names of
    all files of the site.
    """
    broken = [
        (name, link)
        for name in sorted(links.keys() - {NOT_CHECKED})
        for link in sorted(links[name])
        if not _resolves(name, link, files, anchors)
    ]
    if broken:
        raise BrokenLinks(broken)


def _resolves(
    name: str, link: str, files: Collection[str], anchors: Mapping[str, Set[str]]
) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:  # http://[::1 opens an IPv6 address and does not close it
        return False
    if parts.scheme or parts.netloc:
        return True
    target = name
    if parts.path:
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)).lstrip("/")
        if path.endswith(("/", ".")) or not target:
            target = posixpath.join(target, "index.html")
    if target not in files:
        return False
    anchor = unquote(parts.fragment)
    answers = "=" in anchor  # for a script of the page: no id has that sign
    return not anchor or answers or target not in anchors or anchor in anchors[target]
