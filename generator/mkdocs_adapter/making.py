"""Making: generated pages from their templates to finished files, on every processor.

MkDocs reads and keeps all pages before it writes the first. A generated page is made, written and
let go; what is to be known of it for search, links, styles and scripts is small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

from ..diagnostics.errors import working_on
from ..shares import Shares
from ..site.page import Page
from .finish import Finish, Finished
from .frame import Frame
from .generated_pages import GeneratedPages
from .menus import Menus

_TEMPLATE = "main.html"


class Making:
    """Makes the generated pages of a site, in the theme of MkDocs."""

    def __init__(
        self,
        pages: GeneratedPages,
        frame: Frame,
        menus: Menus,
        finish: Finish,
        env: Environment,
        nav: Navigation,
        config: MkDocsConfig,
        *,
        draw: Callable[[Page], str] | None = None,
        change: Callable[[Page, str], str] | None = None,
    ) -> None:
        """``draw`` gives a page its picture, ``change`` is what a preview makes of the page."""
        self._pages, self._frame, self._menus = pages, frame, menus
        self._finish = finish
        self._env, self._nav, self._config = env, nav, config
        self._folder = Path(config.site_dir)
        self._draw, self._change = draw, change
        self._order = tuple(pages)
        self._by_file = {f"{page.address}index.html": page for page in self._order}
        self._shares: Shares[tuple[Finished, str]] | None = None

    def begin(self) -> None:
        """Let other processors begin, while this one has something else to do."""
        self._shares = Shares(len(self._order), self._piece)

    def finish(self) -> Iterator[str]:
        """Make what is left, and take over what is to be known of every page; gives its picture.

        Raises:
            GeneratorError: naming the file whose page cannot be made.
        """
        assert self._shares is not None
        for page, (finished, picture) in zip(self._order, self._shares.results(), strict=True):
            self._finish.take(page, finished)
            yield picture

    def _piece(self, number: int) -> tuple[Finished, str]:
        page = self._order[number]
        return self.make(page), self._draw(page) if self._draw else ""

    @property
    def bases(self) -> set[str]:
        """The ways from a page to the site's root."""
        return {get_relative_url(".", page.address) for page in self._order}

    @property
    def files(self) -> Iterable[str]:
        """What the files of the pages are called in the site."""
        return self._by_file

    def make_file(self, name: str) -> None:
        """Make the page that a file of the site holds.

        Raises:
            GeneratorError: naming the file of the data whose page cannot be made.
        """
        self.make(self._by_file[name])

    def make(self, page: Page) -> Finished:
        """Make a page and write its file.

        Raises:
            GeneratorError: naming the file whose page cannot be made.
        """
        name = f"{page.address}index.html"
        with working_on(page.source or name):
            content = page.write()
            shown = self._pages.shown(page, content.parts())
            context: dict[str, object] = {**get_context(self._nav, (), self._config, shown)}
            context |= self._frame.around(page, content.needs)
            menu, facts = self._menus.of(page, shown, context)
            html = self._env.get_template(_TEMPLATE).render(context)
            html, finished = self._finish.page(name, html, page, facts)
            html = menu.put_into(html)
            shown.content = None
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((self._change(page, html) if self._change else html).encode())
        return finished
