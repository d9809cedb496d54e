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
from ..site.page import Crumb, NavItem
from .generated_pages import GeneratedPages

_Item = Section | MkDocsPage


class Languages:
    """The navigation of each language."""

    def __init__(
        self,
        items: Mapping[Lang, tuple[NavItem, ...]],
        pages: GeneratedPages,
        files: Files,
        config: MkDocsConfig,
    ) -> None:
        """``files`` are the hand-written pages."""
        self._pages, self._files, self._config = pages, files, config
        # MkDocs has put every page into an order of its own, by file name.
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.parent = None
        trees = {lang: [self._make(item) for item in entries] for lang, entries in items.items()}
        self.navigation: dict[Lang, Navigation] = {}
        for lang, tree in trees.items():
            listed = list(_pages_of(tree))
            self.navigation[lang] = Navigation(tree, listed)
            self.navigation[lang].homepage = listed[0]

    def whole(self) -> Navigation:
        """All pages of all languages, for MkDocs to build."""
        items = [item for nav in self.navigation.values() for item in nav.items]
        pages = [page for nav in self.navigation.values() for page in nav.pages]
        whole = Navigation(items, pages)
        whole.homepage = self.navigation[SOURCE].homepage
        return whole

    def home(self, lang: Lang) -> Crumb:
        """The first step of the trail of every page."""
        home = self.navigation[lang].pages[0]
        return Crumb(str(home.title), home.url)

    def _make(self, item: NavItem) -> _Item:
        if item.address is None:
            children = [self._make(child) for child in item.children]
            section = Section(item.title, list(children))
            for child in children:
                child.parent = section
            return section
        generated = self._pages.listed(item.address, item.title)
        if generated is not None:
            return generated
        name = f"{item.address.removesuffix('/')}.md"
        file = self._files.get_file_from_path(
            f"{item.address}index.md"
        ) or self._files.get_file_from_path(name)
        if file is None:
            raise GeneratorError(phrase("missing_page", file=f"docs/{name}"))
        return MkDocsPage(item.title, file, self._config)


def _pages_of(items: list[_Item]) -> Iterator[MkDocsPage]:
    for item in items:
        if isinstance(item, Section):
            yield from _pages_of(item.children)  # type: ignore[arg-type]
        else:
            yield item
