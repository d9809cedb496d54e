"""Check: every internal link and anchor of the built site leads somewhere."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase

# A tag with its attributes, then the attributes that name or link. Built pages are
# written by libraries that quote attributes and escape text, which keeps this exact.
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r'\s(id|name|href|src|action)="([^"]*)"')


class BrokenLinks(GeneratorError):
    """Links of the built site that lead nowhere: ``(page, link)`` each."""

    def __init__(self, broken: list[tuple[str, str]]) -> None:
        self.broken = broken
        super().__init__(broken)

    def __str__(self) -> str:
        shown = [phrase("broken_link", page=page, link=link) for page, link in self.broken[:50]]
        return "\n".join([*shown, phrase("broken_links", count=len(self.broken))])


def check_links(site: Path) -> None:
    """Raise :class:`BrokenLinks` if an internal link or anchor of ``site`` does not resolve."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids: dict[str, set[str]] = {}
    links: dict[str, set[str]] = {}
    for name in files:
        if name.endswith(".html"):
            ids[name], links[name] = _names_and_links((site / name).read_text(encoding="utf-8"))
    links.pop("404.html", None)  # its links are absolute: it is shown at any address
    broken = [
        (name, link)
        for name, page_links in sorted(links.items())
        for link in sorted(page_links)
        if not _resolves(name, link, files, ids)
    ]
    if broken:
        raise BrokenLinks(broken)


def _names_and_links(html: str) -> tuple[set[str], set[str]]:
    names: set[str] = set()
    links: set[str] = set()
    for tag in _TAG.findall(html):
        for attribute, value in _ATTRIBUTE.findall(tag):
            (names if attribute in ("id", "name") else links).add(value)
    return names, set(map(unescape, links))


def _resolves(name: str, link: str, files: set[str], ids: dict[str, set[str]]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = name
    if parts.path:
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)).lstrip("/")
        if path.endswith(("/", ".")) or not target:
            target = posixpath.join(target, "index.html")
    anchor = unquote(parts.fragment)
    return target in files and (not anchor or target not in ids or anchor in ids[target])
