"""The plugin: MkDocs' events, each handed on to what knows what to do. Nothing is decided here.

==================  ======================================================================
startup             learn whether this is a build or a preview
config              begin the site beside the last good one; watch the data
files               build from the data; add the pages and the browser's files
nav                 a navigation for each language, and where pages outside it belong
page_read_source    the Markdown of a generated page
page_markdown       what MkDocs must know of it
page_content        its blocks of HTML, put back where the parser has left room
env                 take over the theme's style sheets; the preview keeps what it needs
template_context    what stands around a page that is none of the site's, such as 404
page_context        what stands around a page, in its language; its picture is begun
post_template       a finished page that is none of the site's
post_page           a finished page: looked at once, for links, search, styles, scripts
post_build          the files made of all pages; every link is checked; the sites swap
build_error         nothing is left of a build that failed
serve, shutdown     the preview's server; the end
==================  ======================================================================
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from jinja2 import Environment
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from ..assets import assets
from ..build import Memory, Site, build
from ..content.versions import today
from ..diagnostics.errors import GeneratorError
from ..metadata.head import card, card_file
from ..metadata.social_cards import Cards
from ..output.staging import Staging, write_files
from ..site.page import Page
from ..site.routes import language
from .finish import Finish
from .frame import Frame, hand_written
from .markdown import file_of, metadata, mkdocs_file, put_back, write
from .material import THEME
from .navigation import Languages
from .preview import Preview

_LONG_AGO = "1970-01-01"


class ScreenPolicyConfig(Config):
    data_dir = option.Type(str, default="data")
    """Folder of the YAML records, beside ``mkdocs.yml``."""


class ScreenPolicyPlugin(BasePlugin[ScreenPolicyConfig]):
    """Turns the records into pages of the site."""

    site: Site
    pages: dict[str, Page]
    """The generated pages, by the Markdown files that MkDocs takes them for."""
    blocks: dict[str, list[str]]
    languages: Languages
    frame: Frame
    finish: Finish
    cards: Cards
    staging: Staging | None = None
    serving = False

    def __init__(self) -> None:
        self.memory = Memory()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"
        self.preview = Preview(lambda: self.site.files)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent
        self.data_dir = root / self.config.data_dir
        self.day = today()
        self.cards = Cards(root / ".build" / "cards")
        config.watch += [str(self.data_dir), str(Path(__file__).parent.parent)]
        if self.serving:
            self.preview.begin(config)
        else:
            self.staging = Staging(Path(config.site_dir))
            config.site_dir = str(self.staging.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        with _errors():
            self.site = build(self.data_dir, config.site_url or "/", self.memory, self.day)
        self.finish = Finish(self.site)
        self.blocks = {}
        self.pages = {file_of(page.address): page for page in self.site.pages}
        for page in self.site.pages:
            files.append(mkdocs_file(page, config))
        for name, content in assets(THEME).items():
            files.append(File.generated(config, name, content=content))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.languages = Languages(self.site.navigation, files, config)
        self.languages.place_leaves(self.pages, files)
        self.frame = Frame(self.site, self.languages, config)
        return self.languages.whole()

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        name = page.file.src_uri
        if name not in self.pages:
            return None
        with _errors():
            text, self.blocks[name] = write(self.pages[name].parts)
        return text

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        if "SOURCE_DATE_EPOCH" not in os.environ:
            page.update_date = _LONG_AGO  # sitemap.xml.gz is the same whenever it is built
        if page.file.src_uri in self.pages:
            page.meta.update(metadata(self.pages[page.file.src_uri]))

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        return put_back(html, self.blocks.pop(page.file.src_uri, []))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        self.finish.take_theme(files)
        if self.serving:
            self.preview.hold(env, config, files)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        cast(dict[str, object], context).update(self.frame.without_page())

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        shown = self._shown(page)
        cast(dict[str, object], context).update(self.frame.around(shown))
        if not self.serving:
            self.cards.add(card_file(shown), card(self.site.catalogue, shown))

    @event_priority(-100)  # after every other plugin has changed what it changes
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> None:
        self.finish.look_at(template_name, output)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        with _errors():
            return self.finish.page(page.file.dest_uri, output, self._shown(page))

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        folder = Path(config.site_dir)
        write_files(self.finish.files(config.site_url), folder)
        write_files(self.cards.finish(), folder)
        if self.staging is not None:
            with _errors():
                self.finish.check_links(folder)
            if not _will_abort():
                config.site_dir = str(self.staging.swap())

    def on_build_error(self, *, error: Exception) -> None:
        self.cards.close()
        if self.serving:
            self.preview.failed(error)
        if self.staging is not None:
            self.staging.discard()
        if isinstance(error, OSError):
            raise PluginError(f"{error}. The site was not changed.") from None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        self.preview.attach(server, config, builder)
        return server

    def on_shutdown(self) -> None:
        if self.staging is not None:
            self.staging.discard()

    def _shown(self, page: MkDocsPage) -> Page:
        """What MkDocs takes for a page of its own."""
        generated = self.pages.get(page.file.src_uri)
        if generated is not None:
            return generated
        return hand_written(page, self.languages.home(language(page.url)))


@contextmanager
def _errors() -> Iterator[None]:
    """What MkDocs shows without a traceback."""
    try:
        yield
    except GeneratorError as error:
        raise PluginError(f"\n{error}") from None


def _will_abort() -> bool:
    """Whether MkDocs, being strict, counts warnings and will end with an error."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers)
