"""Making: generated pages from their templates to finished files, on every processor.

MkDocs reads and keeps all pages before it writes the first. A generated page is made, written and
let go; what is to be known of it for search, links, styles and scripts is small. A page that would
be the same as in the last site is taken over from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

from ..content.catalogue import Catalogue
from ..content.reader import Reader
from ..diagnostics.errors import working_on
from ..metadata.social_cards import Picture
from ..output.finished_pages import Facts
from ..shares import Shares
from ..site.page import Page
from .finish import Finish, Finished
from .frame import Frame
from .generated_pages import GeneratedPages, file_of
from .last_site import LastSite, Origin
from .menus import Menu, Menus
from .standing import Standing, pack, unpack

_TEMPLATE = "main.html"


@dataclass(frozen=True, slots=True)
class Made:
    """A page whose file was written."""

    finished: Finished
    menu: Menu
    html: bytes
    """The SHA-256 of its file."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class _Piece:
    """A page that was made, with its picture, fit to be handed from process to process."""

    finished: bytes
    """What is to be known of it, packed."""
    picture: str
    """What its picture is called in the cache."""
    standing: Standing | None
    """What the next build is to know of it."""
    menu: tuple[str, Facts] | None
    """What is to be known of its menus, unless this process has told it before."""


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
        catalogue: Catalogue,
        *,
        draw: Callable[[Page], Picture | None] = lambda _: None,
        change: Callable[[Page, str], str] = lambda _, html: html,
        last: LastSite | None = None,
    ) -> None:
        """``draw`` gives a page its picture, ``change`` is what a preview makes of the page, and
        ``last`` is the site of the last build, where pages can be taken over.
        """
        self._pages, self._frame, self._menus = pages, frame, menus
        self._finish = finish
        self._env, self._nav, self._config = env, nav, config
        self._catalogue = catalogue
        self._folder = Path(config.site_dir)
        self._draw, self._change, self._last = draw, change, last
        self._order = tuple(pages)
        self._by_file = {file_of(page): page for page in self._order}
        self._shares: Shares[_Piece | None] | None = None
        self._told: set[str] = set()
        """The fingerprints of the menus of which this process has told."""

    def begin(self) -> None:
        """Let other processors begin, while this one has something else to do."""
        self._shares = Shares(len(self._order), self._piece)

    def finish(self) -> set[str]:
        """Make what is left, and take over what is to be known of every page.

        Gives what the pictures of the pages are called in the cache.

        Raises:
            GeneratorError: naming the file whose page cannot be made.
        """
        assert self._shares is not None
        pieces = dict(zip(self._by_file, self._shares.results(), strict=True))
        pictures = set() if self._last is None else self._take_over(pieces)
        for name, piece in pieces.items():
            page = self._by_file[name]
            # What was known of a page may have been lost since its files were taken over.
            new = self._made(page) if piece is None else piece
            self._finish.take(page, unpack(new.finished))
            if new.menu is not None:
                self._finish.take_around(new.menu[1])
            pictures.add(new.picture)
            if self._last is not None and new.standing is not None:
                self._last.add(page, new.standing, new.finished, new.menu)
        return pictures

    def _take_over(self, pieces: dict[str, _Piece | None]) -> set[str]:
        """Take over what is to be known of pages that stand; they are no more among ``pieces``."""
        assert self._last is not None
        standing = [self._by_file[name] for name, piece in pieces.items() if piece is None]
        for page, finished in self._last.finished(standing):
            self._finish.take(page, finished)
            del pieces[file_of(page)]
        for facts in self._last.menus():
            self._finish.take_around(facts)
        return self._last.pictures()

    def _piece(self, number: int) -> _Piece | None:
        """Make a page with its picture, or take both over."""
        page = self._order[number]
        taken_over = self._last is not None and self._last.take_over(page)
        return None if taken_over else self._made(page)

    def _made(self, page: Page) -> _Piece:
        new, picture = self.make(page), self._draw(page)
        menu, standing = new.menu, None
        if self._last is not None and picture is not None:
            standing = self._last.standing(page, new.origin, new.html, picture, menu.fingerprint)
        name = "" if picture is None else picture.name
        news = None if menu.fingerprint in self._told else (menu.fingerprint, menu.facts)
        piece = _Piece(pack(new.finished), name, standing, news)
        self._told.add(menu.fingerprint)
        return piece

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

    def make(self, page: Page) -> Made:
        """Make a page and write its file.

        Raises:
            GeneratorError: naming the file whose page cannot be made.
        """
        name = file_of(page)
        reader = Reader(self._catalogue)
        with working_on(page.source or name):
            content = page.write()
            shown = self._pages.shown(page, content.parts())
            context: dict[str, object] = {**get_context(self._nav, (), self._config, shown)}
            context |= self._frame.around(page, content.needs, reader)
            menu = self._menus.of(page, shown, context)
            html = self._env.get_template(_TEMPLATE).render(context)
            html, finished = self._finish.page(name, html, page)
            _ = reader.search  # by which what the page says is folded
            whole = self._change(page, menu.put_into(html)).encode()
            shown.content = None
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)  # it may be one with the file of the last site
            path.write_bytes(whole)
        origin = Origin(content.read | reader.read, content.dated or reader.dated)
        return Made(finished, menu, sha256(whole).digest(), origin)
