"""A hand-written page of ``docs/``: what stands around it, and what the build puts into it."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import Literal
from urllib.parse import urlsplit

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import meta
from pydantic import BaseModel, ConfigDict, ValidationError

from ..content.drafts import Drafts
from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase
from ..languages import address_in, of_address, other, unprefixed
from ..pages.inserts import insert
from ..site.page import Content, Crumb, Page
from ..text.markdown import heading_lines
from .outcome import shown_by_mkdocs

_LINK = re.compile(r'<a (?:[^>]*? )?href="(?P<href>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
_NEEDS = "needs"
"""In a page's metadata: what it loads for what was put into it."""


class _Search(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    exclude: bool


class _Metadata(BaseModel):
    """What MkDocs and the theme read of a page's metadata; others may be there for a plugin."""

    model_config = ConfigDict(strict=True)
    title: str = ""
    description: str = ""
    hide: list[Literal["navigation", "toc"]] = []
    search: _Search = _Search(exclude=False)
    template: Literal["main.html"] = "main.html"


_WRITTEN = {
    "title": 'title: "2026"',
    "description": 'description: "…"',
    "hide": "hide: [navigation, toc]",
    "search": "search: {exclude: true}",
    "template": "template: main.html",
}
"""How each is written, for whoever wrote it otherwise."""


def titles(files: Files) -> dict[str, dict[str, str]]:
    """What each page and each part of one that has an anchor is called, by address and anchor."""
    return {
        "" if file.url == "./" else file.url: {
            line.id or "": line.words
            # What looks like a title in a piece of code comes after the page's own.
            for line in reversed(tuple(heading_lines(_words(file))))
            if line.level == 1 or line.id
        }
        for file in files.documentation_pages()
    }


def _words(file: File) -> str:
    """What a file says; one that is no UTF-8 is refused when its page is made."""
    return file.content_bytes.decode("utf-8", errors="replace")


@shown_by_mkdocs()
def take_inserts(page: MkDocsPage, markdown: str) -> str:
    """The Markdown of a page with what it asks for.

    Raises:
        PluginError: where MkDocs could not read the page's metadata, and would show them, or
            where one of them is of another form than the pages take.
    """
    file = f"docs/{page.file.src_uri}"
    if meta.YAML_RE.match(markdown):
        raise GeneratorError(phrase("no_metadata", file=file))
    try:
        _Metadata.model_validate(page.meta)
    except ValidationError as found:
        names = dict.fromkeys(str(error["loc"][0]) for error in found.errors())
        words = (_otherwise(file, _words(page.file), name) for name in names)
        raise GeneratorError("\n".join(words)) from None
    whole, needs = insert(markdown)
    page.meta[_NEEDS] = needs
    return whole


def _otherwise(file: str, words: str, name: str) -> str:
    """What is said of one of the metadata at the top of a page of these ``words``."""
    lines = words.splitlines()
    at = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 1)
    return phrase("metadata_otherwise", place=f"{file}:{at}", field=name, example=_WRITTEN[name])


def without_drafts(html: str, url: str, drafts: Drafts) -> str:
    """The HTML of a page at ``url``; of links to what is held back, the words alone are left."""
    leads_to = drafts.leads_to
    if leads_to is None or not drafts.raws:
        return html

    def words_alone(link: re.Match[str]) -> str:
        parts = urlsplit(unescape(link["href"]))
        if parts.scheme or parts.netloc:
            return link[0]
        path = posixpath.normpath(posixpath.join("/", url, parts.path)).lstrip("/")
        is_page = not parts.path or parts.path.endswith(("/", "."))
        address = unprefixed(f"{path}/" if path and is_page else path)
        if parts.fragment:
            address += f"#{parts.fragment}"
        return link[0] if leads_to(address) is None else link["words"]

    return _LINK.sub(words_alone, html)


def hand_written(page: MkDocsPage, home: Crumb) -> Page:
    """A page of ``docs/``, which stands in the navigation; ``home`` is that of its language."""
    address = "" if page.url == "./" else page.url
    title = str(page.title)
    return Page(
        name=page.file.src_uri,
        address=address,
        lang=of_address(address),
        other=address_in(address, other(of_address(address))),
        title=title,
        description=page.meta.get("description", ""),
        write=lambda: Content(needs=page.meta.get(_NEEDS, frozenset())),
        source=f"docs/{page.file.src_uri}",
        trail=(home, Crumb(title, address)),
        searched=not _left_out(page),
    )


def _left_out(page: MkDocsPage) -> bool:
    """Whether the search leaves out a page: ``search: {exclude: true}`` at its top, as Material."""
    return bool(page.meta.get("search", {}).get("exclude"))
