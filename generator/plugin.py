"""The MkDocs adapter: the only module that knows MkDocs. It delegates and decides nothing.

Events: ``config`` (build beside the last good site, watch the data), ``files`` (build,
add pages and assets), ``nav`` (a navigation for each language), ``page_markdown`` and
``page_content`` (keep finished HTML from the parser), ``page_context`` (the page's
language), ``post_page`` (Chinese words in English), ``template_context`` (404),
``post_build`` (write published data, check every link, swap the new site in),
``build_error`` and ``shutdown`` (clean up); ``env`` and ``serve`` (the preview).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from . import scripts
from .addresses import HTML_LANG, markdown_file
from .assets import assets
from .blocks import hold, put_back
from .build import Memory, Site, build
from .check import check_links
from .errors import GeneratorError, explained
from .foreign import mark_chinese
from .machines.cards import Card, Cards
from .machines.feed import feed_file
from .machines.structured import structured
from .models.base import LANGS, Lang
from .navigation import Languages
from .pages import Crumb, Page
from .preview import Preview
from .publish import Staging, write_files
from .search import SearchPage, records, search_files, search_page
from .stylesheet import combine
from .versions import today


class ScreenPolicyConfig(Config):
    data_dir = option.Type(str, default="data")
    """Folder of the YAML records, beside ``mkdocs.yml``."""


class ScreenPolicyPlugin(BasePlugin[ScreenPolicyConfig]):
    """Turns the records into pages of the site."""

    site: Site
    languages: Languages
    pages: dict[str, Page]
    blocks: dict[str, list[str]]
    searched: list[SearchPage]
    cards: Cards | None = None
    staging: Staging | None = None
    file: str | None = None
    """The file of the data or of ``docs/`` whose page is being made."""
    serving = False
    dated = True

    def __init__(self) -> None:
        self.memory = Memory()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"
        self.preview = Preview(lambda: self.site.files)

    def on_shutdown(self) -> None:
        if self.cards is not None:
            self.cards.close()
        if self.staging is not None:
            self.staging.discard()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        self.preview.attach(server, config, builder)
        return server

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent
        self.data_dir = root / self.config.data_dir
        self.file = None
        with _for_mkdocs():
            self.day = today()
        config.watch.append(str(self.data_dir))
        config.watch.append(str(Path(__file__).parent))
        self.cards = Cards(root / ".build" / "cards")
        if self.serving:
            if not os.environ.get("SOURCE_DATE_EPOCH"):
                os.environ.pop("SOURCE_DATE_EPOCH", None)  # MkDocs takes an empty one for a time
            self.preview.begin(config)
        else:
            # What MkDocs dates, such as sitemap.xml.gz, is the same whenever it is built.
            self.dated = bool(os.environ.get("SOURCE_DATE_EPOCH"))
            if not self.dated:
                os.environ["SOURCE_DATE_EPOCH"] = "0"
            self.staging = Staging(Path(config.site_dir))
            config.site_dir = str(self.staging.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        with _for_mkdocs():
            self.site = build(self.data_dir, config.site_url or "/", self.memory, self.day)
        self.blocks, self.searched = {}, []
        self.records = {lang: records(self.site.catalogue, lang) for lang in LANGS}
        self.pages = {markdown_file(page.address): page for page in self.site.pages}
        for src_uri, page in self.pages.items():
            file = File.generated(config, src_uri, content="")
            if page.parent is not None:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            if page.source is not None:
                file.edit_uri = page.source
            files.append(file)
        for name, content in assets().items():
            files.append(File.generated(config, name, content=content))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        with _for_mkdocs():
            self.languages = Languages(self.site.navigation, files, config)
        self.languages.place_leaves(self.pages, files)
        return self.languages.whole()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self.file = None
        if self.serving:
            self.preview.hold(env, config, files)
        return env

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        made = self._begin(page)
        with _for_mkdocs():
            return None if made is None else made.markdown

    def _begin(self, page: MkDocsPage) -> Page | None:
        """Take up a page, so that an exception can be told with its file."""
        made = self.pages.get(page.file.src_uri)
        self.file = f"docs/{page.file.src_uri}" if made is None else made.source or made.address
        return made

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        made = self.pages.get(page.file.src_uri)
        if made is None:
            return markdown
        if made.wide:
            page.meta["hide"] = ["navigation", "toc"]
        markdown, self.blocks[page.file.src_uri] = hold(markdown)
        return markdown

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        return put_back(html, self.blocks.pop(page.file.src_uri, []))

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        lang: Lang = "en" if page.url.startswith("en/") else "zh"
        other: Lang = "zh" if lang == "en" else "en"
        other_url = page.url.removeprefix("en/") if lang == "en" else f"en/{page.url}"
        self._speak(lang, config, {lang: page.url, other: other_url})
        made = self._begin(page)
        context["nav"] = self.languages.navigation[lang]
        context["trail"] = trail = self.languages.trail(page, made, lang)
        above = tuple(crumb.title for crumb in trail[:-1])
        url = "" if page.url == "./" else page.url
        title = str(page.title) if made is None else made.title
        html = page.content or ""
        context["metadata"] = self._metadata(url, title, made, lang, trail, config.site_url or "/")
        if not _left_out(page):
            self.searched.append(search_page(url, title, html, above, self.records[lang]))
        context["labels"] = {k: v[lang] for k, v in self.site.catalogue.interface.root.items()}
        return context

    def _metadata(
        self,
        url: str,
        title: str,
        made: Page | None,
        lang: Lang,
        trail: tuple[Crumb, ...],
        site_url: str,
    ) -> dict[str, Any]:
        """What the page's head tells machines; its picture is begun."""
        site, about = self.site.catalogue.site, () if made is None else made.about
        card = f"assets/cards/{HTML_LANG[lang]}/{url.removeprefix('en/').strip('/') or 'home'}.png"
        place = " / ".join(crumb.title for crumb in trail[1:-1])
        if self.cards is not None and not self.serving:
            self.cards.add(card, Card(site.title[lang], title, place))
        return {
            "title": title,
            "card": card,
            "feed": feed_file(lang),
            "structured": structured(self.site.catalogue, lang, site_url, about, trail),
        }

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        marked = mark_chinese(output) if page.url.startswith("en/") else output
        self.file = None
        return marked

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        self._speak("zh", config, {"zh": "", "en": "en/"})
        context["nav"] = self.languages.navigation["zh"]
        context["trail"] = ()
        context["labels"] = {k: v.zh for k, v in self.site.catalogue.interface.root.items()}
        return context

    def _speak(self, lang: Lang, config: MkDocsConfig, urls: dict[Lang, str]) -> None:
        """Make the theme speak the page's language and link to its other one."""
        site, t = self.site.catalogue.site, self.site.catalogue.interface
        config.theme["language"] = HTML_LANG[lang]
        config.site_name = site.title[lang]
        config.site_description = site.description[lang]
        config.extra["homepage"] = "." if lang == "zh" else "en/"
        names = {"zh": "繁體中文", "en": "English"}
        themes = (t["theme_auto"], t["theme_light"], t["theme_dark"])
        config.extra["alternate"] = [
            {"name": names[each], "link": urls[each] or ".", "lang": HTML_LANG[each]}
            for each in LANGS
        ]
        for palette, label in zip(config.theme["palette"], themes, strict=True):
            palette["toggle"]["name"] = label[lang]

    @event_priority(-100)  # after every other plugin has written what it writes
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        folder = Path(config.site_dir)
        write_files(self.site.files, folder)
        write_files(search_files(self.searched, self.site.catalogue, config.site_url), folder)
        if self.cards is not None:
            write_files(self.cards.finish(), folder)
        combine(folder)
        (folder / scripts.FILE).write_text(scripts.nginx_include(folder), encoding="utf-8")
        if self.staging is not None:
            with _for_mkdocs():
                check_links(folder)
            if not _will_abort():
                config.site_dir = str(self.staging.swap())

        self._forget_date()

    def _forget_date(self) -> None:
        """The next build of this process is of its own day."""
        if not self.serving and not self.dated:
            os.environ.pop("SOURCE_DATE_EPOCH", None)

    def on_build_error(self, *, error: Exception) -> None:
        self._forget_date()
        if self.cards is not None:
            self.cards.close()
        shown = error if isinstance(error, MkDocsException) else explained(error, self.file)
        if self.serving:
            self.preview.failed(shown)
        if self.staging is not None:
            self.staging.discard()
        if shown is not error:
            raise PluginError(f"\n{shown}") from None


@contextmanager
def _for_mkdocs() -> Iterator[None]:
    """Hand what staff are to be told to MkDocs, which shows the words of its own errors only."""
    try:
        yield
    except GeneratorError as error:
        raise PluginError(f"\n{error}") from None


def _left_out(page: MkDocsPage) -> bool:
    """Whether the search leaves out a page: ``search: {exclude: true}`` at its top, as Material."""
    asked = page.meta.get("search")
    return isinstance(asked, dict) and bool(asked.get("exclude"))


def _will_abort() -> bool:
    """Whether MkDocs, being strict, counts warnings and will end with an error."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(each, CountHandler) and each.get_counts() for each in handlers)
