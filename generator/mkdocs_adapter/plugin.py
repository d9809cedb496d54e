"""The plugin: MkDocs' events, each handed on to what knows what to do. Nothing is decided here.

==================  ======================================================================
startup             learn whether this is a build or a preview
config              begin the site beside the last good one; watch the data
files               build from the data; add the browser's files
nav                 a navigation for each language
pre_page            a hand-written page is taken up
page_markdown       what a hand-written page asks for
page_content        its HTML, without links to drafts
env                 take over the theme's style sheets; the generated pages are begun
template_context    what stands around a page that is none of the site's, such as 404
page_context        what stands around a hand-written page, in its language
post_template       a finished page that is none of the site's
post_page           a hand-written page: looked at once, for links, search, styles, scripts
post_build          the generated pages are there; the files made of all pages; every link is
                    checked; the sites swap
build_error         nothing is left of a build that failed
serve, shutdown     the preview's server; the end
==================  ======================================================================
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from jinja2 import Environment
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from ..api.by_hash import FOLDER as BY_HASH
from ..assets import assets
from ..build import BuiltSite, Memory, build
from ..content.held_back import held_back
from ..content.parsed import ParsedFiles
from ..content.versions import today
from ..diagnostics.errors import explained, in_file_order
from ..languages import of_address
from ..metadata.head import card, card_file
from ..metadata.social_cards import Cards, Picture
from ..output.staging import Staging, write_files
from ..site.page import Page
from ..staff import preview as staff
from .escaping import EscapedTheme, mark_html
from .finish import Finish
from .frame import Frame
from .generated_pages import GeneratedPages
from .hand_written import hand_written, take_inserts, titles, without_drafts
from .last_site import LastSite, Origins
from .making import Making
from .material import THEME
from .menus import Menu, Menus
from .navigation import Languages
from .outcome import shown_by_mkdocs, take_date_away, will_abort
from .own_files import own_files
from .preview import Preview
from .settings import settle

_SELDOM = (50_000, 20, 100)
"""A build makes much that stays: to look for what can go takes a tenth of its time."""


class ScreenPolicyConfig(Config):
    """What ``mkdocs.yml`` may set for the plugin."""

    data_dir = option.Type(str, default="data")
    """Folder of the YAML records, beside ``mkdocs.yml``."""


class ScreenPolicyPlugin(BasePlugin[ScreenPolicyConfig]):
    """Turns the records into pages of the site."""

    site: BuiltSite
    written: dict[str, dict[str, str]]
    pages: GeneratedPages
    making: Making
    nav: Navigation
    env: Environment | None = None
    """What a preview makes pages with, after its full build."""
    script: str
    languages: Languages
    frame: Frame
    menus: Menus
    menu: Menu
    finish: Finish
    theme: EscapedTheme
    cards: Cards
    drawn: set[str]
    """The pictures of the site's pages in the cache."""
    staging: Staging | None = None
    last: LastSite | None = None
    file: str | None = None
    """The file of the data or of ``docs/`` whose page is being made."""
    serving = False
    staged = True
    """Whether the site takes the last one's place; other programs, as mike, look after that."""

    def __init__(self) -> None:
        self.memory = Memory()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Learn whether MkDocs builds once or serves a preview."""
        self.serving = command == "serve"
        self.staged = command in ("build", "gh-deploy")
        if not self.serving:
            gc.set_threshold(*_SELDOM)
        self.preview = Preview(self._previewed, lambda: self.making)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begin a site in a folder beside the last good one, or the preview's; watch the data.

        Raises:
            PluginError: where ``SOURCE_DATE_EPOCH`` names no day, or ``SITE_URL`` no address.
        """
        root = Path(config.config_file_path).parent
        self.data_dir, self.cache = root / self.config.data_dir, root / ".build"
        if not self.memory.files:
            self.memory = Memory(ParsedFiles(self.cache / "records.db"))
        self.file = self.env = self.last = None
        with shown_by_mkdocs():
            self.day = today()
            if not self.serving:
                settle(config)
        self.cards, self.drawn = Cards(self.cache / "cards"), set()
        config.watch += [str(self.data_dir), str(Path(__file__).parent.parent)]
        if not os.environ.get("SOURCE_DATE_EPOCH"):
            os.environ.pop("SOURCE_DATE_EPOCH", None)  # MkDocs takes an empty one for a time
        if self.serving:
            self.preview.begin(config)
        elif self.staged:
            self.staging = Staging(Path(config.site_dir))
            config.site_dir = str(self.staging.folder)
        self.folder = Path(config.site_dir)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Build from the data; add the generated pages and the browser's files.

        Raises:
            PluginError: with every error that the data have.
        """
        with shown_by_mkdocs():
            url, self.written = config.site_url or "/", titles(own_files(files, config))
            self.site = build(
                self.data_dir, url, self.memory, self.day, self.written, with_drafts=self.serving
            )
        if self.serving:
            from ..warnings.every import warnings_of  # nor this

            found = warnings_of(self.site.catalogue, self.site.results, self.data_dir)
            self.preview.warn(in_file_order(found, self.data_dir.parent))
        else:  # told even by a quiet build: nobody should look for a page that is not there
            for line in held_back(self.site.catalogue.drafts):
                print(line, file=sys.stderr)
        self.finish = Finish(self.site, url)
        self.pages = GeneratedPages(self.site.pages, config)
        if self.staging is not None:
            self.staging.begin(self.pages.files)
        for name, content in assets(THEME).items():
            files.append(File.generated(config, name, content=content))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make a navigation for each language."""
        with shown_by_mkdocs():
            self.languages = Languages(self.site.navigation, self.pages, files, config)
        self.nav = self.languages.whole()
        if self.env is None:
            self.finish.begin_files(self.folder)
        else:  # a preview after an edit
            self._prepare(self.env, config)
        return self.nav

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Take up a hand-written page, so that an exception can be told with its file."""
        self.file = f"docs/{page.file.src_uri}"
        return page

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """The Markdown of a hand-written page with what it asks for."""
        take_date_away(page)
        return take_inserts(page, markdown)

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """The HTML of a hand-written page, marked as safe."""
        return mark_html(page, without_drafts(html, page.url, self.site.catalogue.drafts))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Make the theme's templates escape; take over its style sheets; begin the pages."""
        self.file = None
        self.theme = EscapedTheme(env)
        self.script = self.finish.take_theme(files)
        self._prepare(env, config)
        self.theme.bases |= self.making.bases
        if self.serving:
            self.env = env
            self.preview.hold(env, config, files)
        self.making.begin()

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        """Put what stands around a page into the context of one without a page, such as 404."""
        self.theme.bases.add(context["base_url"])
        written = {file.page.url for file in context["pages"] if file.page is not None}
        generated = {page.address for page in self.pages if page.leads_to is None}
        shown = self.frame.without_page() | {"addresses": sorted(written | generated)}
        whole = cast(dict[str, object], context)
        whole.update(shown)
        if template_name.endswith(".html"):
            whole.update(self.menus.rendered(whole))

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Put what stands around a hand-written page into its context; begin its picture."""
        shown = self._begin(page)
        self.theme.bases.add(context["base_url"])
        whole = cast(dict[str, object], context)
        whole.update(self.frame.around(shown, shown.write().needs, self.site.catalogue))
        self.menu = self.menus.of(shown, page, whole)
        if not self.serving:
            self.drawn.add(self._draw(shown).name)

    @event_priority(-100)  # after every other plugin has changed what it changes
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> None:
        """Look at a finished page that is none of the site's."""
        self.finish.look_at(template_name, output)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """A hand-written page as it is written to its file.

        Raises:
            PluginError: where the page cannot be read or is wrong.
        """
        shown = self._begin(page)
        with shown_by_mkdocs():
            html, finished = self.finish.page(page.file.dest_uri, output, shown)
        html = self.menu.put_into(html)
        self.finish.take_around(self.menu.facts)
        self.finish.take(shown, finished)
        self.file = None
        return staff.for_staff(self.site.catalogue, shown, html) if self.serving else html

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files made of all pages, check scripts and links, and swap the sites.

        Raises:
            PluginError: where a script or a link is wrong; the last good site stays.
        """
        folder = self.folder
        with shown_by_mkdocs():
            self.drawn |= self.making.finish()
            self.finish.end_files()
        known = self.theme.scripts(config)
        write_files(self.finish.files(config.site_url, known), folder)
        if self.serving:
            write_files(staff.files(self.site.catalogue), folder)
        if self.staging is not None:
            self.staging.keep(BY_HASH)
            with shown_by_mkdocs():
                self.finish.check_search(self.data_dir.parent)
                self.finish.check_scripts(known)
                self.finish.check_links(folder)
            self.cards.keep(self.drawn)
            if self.last is not None:
                self.last.write()
            if not will_abort():
                config.site_dir = str(self.staging.swap())

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing of a build that failed, and tell staff of what in their own words.

        Raises:
            PluginError: in place of an error that MkDocs would show as a traceback.
        """
        shown = error if isinstance(error, MkDocsException) else explained(error, self.file)
        if self.serving:
            self.preview.failed(shown)
        if self.staging is not None:
            self.staging.discard()
        if shown is not error:
            raise PluginError(f"\n{shown}") from None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Let the preview answer in place of MkDocs' full rebuilds, and the form beside it."""
        self.preview.attach(server, config, builder)
        from ..editing.app import ADDRESS, TOKEN, Editor  # a quarter of a second for no build

        if token := os.environ.get(TOKEN):
            self.preview.edit_with(
                ADDRESS, Editor(self.data_dir, token, server.mount_path, self.memory)
            )
        return server

    def on_shutdown(self) -> None:
        """End what runs beside the build, and leave no half-made site."""
        if self.staging is not None:
            self.staging.discard()

    def _previewed(self) -> dict[str, str]:
        """The files beside the pages of the preview."""
        return {**self.site.files, **staff.files(self.site.catalogue)}

    def _prepare(self, env: Environment, config: MkDocsConfig) -> None:
        """Get ready what makes the generated pages."""
        self.frame = Frame(self.site, self.languages, config, self.script)
        self.menus = Menus(env, self.finish)
        catalogue, theme = self.site.catalogue, (env, self.nav, config)
        whole = (self.pages, self.frame, self.menus, self.finish, *theme, catalogue)
        if self.serving:
            self.making = Making(*whole, change=partial(staff.for_staff, catalogue))
            return
        in_common = (self.script, self.site.navigation, self.written)
        origins = Origins(catalogue, in_common, self.finish.beside, config)
        if self.staging is not None:
            self.last = LastSite(self.cache / "pages.db", origins, self.staging)
        self.making = Making(*whole, draw=self._draw, last=self.last)

    def _draw(self, page: Page) -> Picture:
        """Write the picture of a page for social media."""
        return self.cards.write(card(self.site.catalogue, page), self.folder / card_file(page))

    def _begin(self, page: MkDocsPage) -> Page:
        """Take up a hand-written page, so that an exception can be told with its file."""
        shown = hand_written(page, self.languages.home(of_address(page.url)))
        self.file = shown.source
        return shown
