"""What becomes of finished pages: looked at one by one, and the site's last files from them all.

Here stands what Material's pages, style sheets and scripts are called.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import File, Files

from ..assets import assets
from ..build import BuiltSite
from ..languages import SOURCE, Lang
from ..output import csp
from ..output.document import Document
from ..output.finished_pages import Facts, FinishedPages
from ..output.language_tags import tag_chinese
from ..output.staging import write_files
from ..output.stylesheet import combine
from ..search import Read, Searched, search_files
from ..shares import Aside
from ..site.page import Page
from .material import CONTENT, THEME

SHEET = "assets/site.css"
"""The site's own sheet, which becomes the one sheet of the built site."""

_AROUND = frozenset({"mark", "breadcrumbs"})
"""Classes of what the theme puts beside the content of a page, in the same element."""
_ATTRIBUTES = ("dir", "data-md-color-")
"""Material's sheets ask for the values of these; every value stands in some page."""
_DARK = "data-md-color-scheme=slate"
"""What a page has from its script, in the dark."""
_SHEETS = "assets/stylesheets/"
"""Where Material has its sheets."""
_SCRIPTS = PurePosixPath("assets/javascripts")
"""Where Material has its own; those in folders of it do not run in pages."""

# Material asks for this before it sets its search up; the words of a query to mark on a page
# are parted by spaces.
_SEARCH_SETUP = {"config": {"lang": ["en"], "separator": "\\s+"}, "docs": []}


@dataclass(frozen=True, slots=True)
class Finished:
    """What is to be known of a finished page, and fit to be handed from process to process."""

    facts: Facts
    read: Read | None


class Finish:
    """Takes each finished page of a site, then gives what is made of all of them."""

    def __init__(self, site: BuiltSite, site_url: str) -> None:
        self._site = site
        self._pages = FinishedPages(_ATTRIBUTES, site_url)
        self._sources: dict[str, str] = {}
        self._searched = Searched(site.catalogue)
        self._sheets = ""
        self._scripts: list[str] = []

    def begin_files(self, folder: Path) -> None:
        """Write what stands beside the pages into ``folder``, while something else is done."""

        def write() -> list[Facts]:
            """Write it, and tell what is to be known of it."""
            files = self._site.make_files()
            write_files(files, folder)
            return self.facts(files)

        self._beside = Aside(write)

    def end_files(self) -> None:
        """Wait until what stands beside the pages is there."""
        self.take_facts(self._beside.result())

    def take_theme(self, files: Files) -> str:
        """Take Material's sheets out of ``files``, and read what runs in pages.

        The pages of ``docs/`` that are HTML already are looked at, too. Gives the name in the
        site of Material's own script.
        """
        theme = [file for file in files if file.src_uri.startswith(_SHEETS)]
        for file in theme:
            files.remove(file)
        self._sheets = "".join(
            file.content_string
            for name in ("main.", "palette.")
            for file in theme
            if file.src_uri.startswith(f"{_SHEETS}{name}") and file.is_css()
        )
        self._scripts = [file.content_string for file in files if _runs_in_pages(file)]
        (script,) = (
            file.src_uri
            for file in files
            if PurePosixPath(file.src_uri).parent == _SCRIPTS and file.src_uri.endswith(".js")
        )
        for file in files.static_pages():
            self._sources[file.dest_uri] = f"docs/{file.src_uri}"
            self.look_at(file.dest_uri, file.content_string)
        return script

    def look_at(self, name: str, content: str) -> None:
        """A page that is neither searched nor marked; what is no page passes."""
        self.take_facts(self.facts({name: content}))

    def facts(self, files: Mapping[str, str]) -> list[Facts]:
        """What is to be known of those of the files that are pages, but not the site's own."""
        pages = (Document(*item) for item in files.items() if item[0].endswith(".html"))
        return list(map(self._pages.facts, pages))

    def page(self, name: str, html: str, page: Page) -> tuple[str, Finished]:
        """A page as it is to be published, and what is to be known of it.

        ``name`` is its file in the site.

        Raises:
            MisplacedText: see :func:`~generator.output.language_tags.tag_chinese`.
        """
        document = Document(name, html)
        content = document.inside(CONTENT, without=_AROUND)
        finished = Finished(self._pages.facts(document), self._searched.read(page, content))
        return tag_chinese(document) if page.lang != SOURCE else html, finished

    def fragments(
        self, name: str, parts: Mapping[str, str], lang: Lang
    ) -> tuple[dict[str, str], Facts]:
        """Parts of pages as they are to be published, and what is to be known of them.

        ``name`` is the file of a page that has them.
        """
        documents = {key: Document(name, html) for key, html in parts.items()}
        facts = Facts(name, set(), {}, set(), [])
        for document in documents.values():
            facts |= self._pages.facts(document)
        tagged = lang != SOURCE
        return {k: tag_chinese(d) if tagged else d.html for k, d in documents.items()}, facts

    def take_facts(self, found: Iterable[Facts]) -> None:
        """Take over what is known of pages that are not the site's own."""
        for facts in found:
            self._pages.take(facts)

    def take_around(self, facts: Facts) -> None:
        """Take over what is known of what stands around several pages."""
        self._pages.take_around(facts)

    def beside(self, page: Page) -> object:
        """What of the catalogue a page is searched by, beside what it says itself."""
        return self._searched.beside(page)

    def take(self, page: Page, finished: Finished) -> None:
        """Take over what is known of a page."""
        self._pages.take(finished.facts)
        self._sources[finished.facts.name] = page.source or "data/"
        self._searched.add(page, finished.read)

    def files(self, site_url: str | None, scripts: Collection[str]) -> dict[str, str | bytes]:
        """The search, the one style sheet and the list of scripts, by name in the site.

        ``scripts`` are the inline scripts that pages may hold.
        """
        own = assets(THEME)[SHEET].decode()
        used = self._pages.used(_DARK)
        return {
            **search_files(self._searched.pages, self._site.catalogue, site_url),
            "search/search_index.json": json.dumps(_SEARCH_SETUP),
            SHEET: combine(self._sheets, own, self._scripts, used),
            csp.FILE: csp.nginx_include(scripts),
        }

    def check_scripts(self, known: Collection[str]) -> None:
        """Raise ``UnsafePages`` for what would run in a page beside the ``known`` scripts."""
        self._pages.check_scripts(known, self._sources)

    def check_search(self, folder: Path) -> None:
        """Raise ``DataErrors`` for what the vocabulary or a question names and no page has."""
        self._searched.check(folder)

    def check_links(self, folder: Path) -> None:
        """Raise ``BrokenLinks`` for a link that leads nowhere in the built ``folder``."""
        self._pages.check_links(set(_names(folder)))


def _runs_in_pages(file: File) -> bool:
    path = PurePosixPath(file.dest_uri)
    if path.suffix != ".js" or path.parts[0] != "assets":
        return False
    return not path.is_relative_to(_SCRIPTS) or path.parent == _SCRIPTS


def _names(folder: Path) -> Iterator[str]:
    for above, _, files in os.walk(folder):
        inside = Path(above).relative_to(folder).as_posix()
        yield from (file if inside == "." else f"{inside}/{file}" for file in files)
