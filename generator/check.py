"""Check: every internal link and anchor of the built site leads somewhere."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .errors import GeneratorError

_LINKS = {"href", "src", "data", "poster", "action"}


class BrokenLinks(GeneratorError):
    """Links of the built site that lead nowhere: ``(page, link)`` each."""

    def __init__(self, broken: list[tuple[str, str]]) -> None:
        self.broken = broken
        shown = "\n".join(f"{page}: the link {link} leads nowhere" for page, link in broken[:50])
        super().__init__(f"{shown}\n{len(broken)} broken links. The site was not changed.")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name in ("id", "name"):
                self.ids.add(value)
            elif name in _LINKS:
                self.links.add(value)


def check_links(site: Path) -> None:
    """Raise :class:`BrokenLinks` if an internal link or anchor of ``site`` does not resolve."""
    pages: dict[str, _Page] = {}
    for path in site.rglob("*.html"):
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(site).as_posix()] = page
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    broken = [
        (name, link)
        for name, page in sorted(pages.items())
        if name != "404.html"  # its links are absolute: it is shown at any address
        for link in sorted(page.links)
        if not _resolves(name, link, files, pages)
    ]
    if broken:
        raise BrokenLinks(broken)


def _resolves(name: str, link: str, files: set[str], pages: dict[str, _Page]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(parts.path)
    if path:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)).lstrip("/")
        if path.endswith("/") or target in ("", "."):
            target = posixpath.join(target, "index.html").lstrip("./")
    else:
        target = name
    if target not in files:
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target not in pages or anchor in pages[target].ids
