"""The MkDocs adapter: the only module that knows MkDocs. It delegates and decides nothing.

Events: ``config`` (build beside the last good site, watch the data), ``files`` (build,
add pages and assets), ``nav`` (a navigation for each language), ``page_markdown`` and
``page_content`` (keep finished HTML from the parser), ``page_context`` (the page's
language), ``template_context`` (404), ``post_build`` (write published data, check every
link, swap the new site in), ``build_error`` (clean up).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from .addresses import HTML_LANG, markdown_file
from .assets import assets
from .blocks import hold, put_back
from .build import Site, build
from .check import check_links
from .errors import GeneratorError
from .machines.cards import Card, Cards
from .machines.feed import feed_file
from .machines.structured import structured
from .models.base import LANGS, Lang
from .navigation import Languages
from .pages import Crumb, Page
from .publish import Staging
from .search import SearchPage, records, search_files, search_page
from .stylesheet import combine


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
    cards: Cards
    staging: Staging | None = None
    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent
        self.data_dir = root / self.config.data_dir
        config.watch.append(str(self.data_dir))
        config.watch.append(str(Path(__file__).parent))
        self.cards = Cards(root / ".build" / "cards")
        if not self.serving:
            self.staging = Staging(Path(config.site_dir))
            config.site_dir = str(self.staging.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        try:
            self.site = build(self.data_dir, config.site_url or "/")
        except GeneratorError as error:
            raise PluginError(f"\n{error}") from None
        self.blocks, self.searched = {}, []
        self.records = {lang: records(self.site.catalogue, lang) for lang in LANGS}
        self.pages = {markdown_file(page.address): page for page in self.site.pages}
        for src_uri, page in self.pages.items():
            file = File.generated(config, src_uri, content=page.markdown)
            if page.parent is not None:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            if page.source is not None:
                file.edit_uri = page.source
            files.append(file)
        for name, content in assets().items():
            files.append(File.generated(config, name, content=content))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.languages = Languages(self.site.navigation, files, config)
        self.languages.place_leaves(self.pages, files)
        return self.languages.whole()

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
        made = self.pages.get(page.file.src_uri)
        context["nav"] = self.languages.navigation[lang]
        context["trail"] = trail = self.languages.trail(page, made, lang)
        above = tuple(crumb.title for crumb in trail[:-1])
        url = "" if page.url == "./" else page.url
        title = str(page.title) if made is None else made.title
        html = page.content or ""
        context["metadata"] = self._metadata(url, title, made, lang, trail, config.site_url or "/")
        if url.removeprefix("en/") != "search/":  # it has nothing of its own to be found
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
        self.cards.add(card, Card(site.title[lang], title, place))
        return {
            "title": title,
            "card": card,
            "feed": feed_file(lang),
            "structured": structured(self.site.catalogue, lang, site_url, about, trail),
        }

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
        for name, text in self.site.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        found = search_files(self.searched, self.site.catalogue, config.site_url)
        for name, content in (found | self.cards.finish()).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        combine(folder)
        if self.staging is not None:
            try:
                check_links(folder)
            except GeneratorError as error:
                raise PluginError(f"\n{error}") from None
            config.site_dir = str(self.staging.swap())

    def on_build_error(self, *, error: Exception) -> None:
        self.cards.close()
        if self.staging is not None:
            self.staging.discard()
