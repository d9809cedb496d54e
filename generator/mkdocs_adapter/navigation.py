"""MkDocs navigation objects, one tree a language; part of the adapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase
from ..languages import SOURCE, Lang
from ..site.page import Crumb, NavItem, Page
from .markdown import file_of

_Item = Section | MkDocsPage


class Languages:
    """The navigation of each language, and where pages outside it belong."""

    def __init__(
        self, items: Mapping[Lang, tuple[NavItem, ...]], files: Files, config: MkDocsConfig
    ) -> None:
        self._files, self._config = files, config
        self._items = items
        # MkDocs has put every page into an order of its own, by file name.
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.parent = None
        trees = {lang: [self._make(item) for item in entries] for lang, entries in items.items()}
        self.navigation: dict[Lang, Navigation] = {}
        for lang, tree in trees.items():
            pages = list(_pages_of(tree))
            self.navigation[lang] = Navigation(tree, pages)
            self.navigation[lang].homepage = pages[0]

    def whole(self) -> Navigation:
        """All pages of all languages, for MkDocs to build."""
        items = [item for nav in self.navigation.values() for item in nav.items]
        pages = [page for nav in self.navigation.values() for page in nav.pages]
        whole = Navigation(items, pages)
        whole.homepage = self.navigation[SOURCE].homepage
        return whole

    def place_leaves(self, pages: Mapping[str, Page], files: Files) -> None:
        """Give pages outside the navigation their section."""
        for src_uri, generated in pages.items():
            file = files.get_file_from_path(src_uri)
            if generated.parent is None or file is None:
                continue
            page = file.page or MkDocsPage(generated.title, file, self._config)
            parent = self._page(generated.parent, pages)
            page.parent = parent.parent if parent is not None else None

    def home(self, lang: Lang) -> Crumb:
        """The first step of the trail of every page."""
        home = self.navigation[lang].pages[0]
        return Crumb(str(home.title), home.url)

    def _page(self, address: str | None, pages: Mapping[str, Page]) -> MkDocsPage | None:
        """A generated page has its title before it is read, for those that link to it."""
        if address is None:
            return None
        src_uri = file_of(address)
        file = self._files.get_file_from_path(src_uri)
        if file is None:
            return None
        return file.page or MkDocsPage(pages[src_uri].title, file, self._config)

    def _make(self, item: NavItem) -> _Item:
        if item.address is None:
            children = [self._make(child) for child in item.children]
            section = Section(item.title, list(children))
            for child in children:
                child.parent = section
            return section
        src_uri = file_of(item.address)
        file = self._files.get_file_from_path(src_uri) or self._files.get_file_from_path(
            src_uri.removesuffix("/index.md") + ".md"
        )
        if file is None:
            name = src_uri.removesuffix("/index.md") + ".md"
            raise GeneratorError(phrase("missing_page", file=f"docs/{name}"))
        return MkDocsPage(item.title, file, self._config)


def _pages_of(items: list[_Item]) -> Iterator[MkDocsPage]:
    for item in items:
        if isinstance(item, Section):
            yield from _pages_of(item.children)  # type: ignore[arg-type]
        else:
            yield item
