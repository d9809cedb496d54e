"""What Material shows around a page: its language, navigation, labels and scripts."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from ..build import Site
from ..metadata.head import head
from ..models.base import LANGS, Lang
from ..site.needs import Need, modules, style_sheets
from ..site.page import Content, Crumb, Page
from ..site.routes import HTML_LANG, counterpart, language, page
from .navigation import Languages

_NAMES: dict[Lang, str] = {"zh": "繁體中文", "en": "English"}


class Frame:
    """Gives Material's templates what they show around the pages of a site."""

    def __init__(self, site: Site, languages: Languages, config: MkDocsConfig) -> None:
        self._site, self._languages, self._config = site, languages, config

    def around(self, page: Page) -> dict[str, object]:
        """What the templates read for a page; the theme speaks its language then."""
        self._speak(page.lang, {page.lang: page.address, language(page.other): page.other})
        return {
            **self._shared(page.lang, page.needs),
            "trail": page.trail,
            "metadata": head(self._site.catalogue, page, self._config.site_url or "/"),
        }

    def without_page(self) -> dict[str, object]:
        """What a template reads that is no page of the site; 404 is one for both languages."""
        self._speak("zh", {"zh": "", "en": page("", "en")})
        return {**self._shared("zh", frozenset()), "trail": ()}

    def _shared(self, lang: Lang, needs: frozenset[Need]) -> dict[str, object]:
        return {
            "nav": self._languages.navigation[lang],
            "labels": self._site.catalogue.interface.in_language(lang),
            "style_sheets": style_sheets(needs),
            "modules": modules(needs),
            "search_box": Need.SEARCH_PAGE not in needs,
        }

    def _speak(self, lang: Lang, addresses: dict[Lang, str]) -> None:
        """Make the theme speak a language; ``addresses`` are the page's in each."""
        config = self._config
        site, t = self._site.catalogue.site, self._site.catalogue.interface
        config.theme["language"] = HTML_LANG[lang]
        config.site_name = site.title[lang]
        config.site_description = site.description[lang]
        config.extra["homepage"] = page("", lang) or "."
        config.extra["alternate"] = [
            {"name": _NAMES[one], "link": addresses[one] or ".", "lang": HTML_LANG[one]}
            for one in LANGS
        ]
        labels = (t["theme_auto"], t["theme_light"], t["theme_dark"])
        for palette, label in zip(config.theme["palette"], labels, strict=True):
            palette["toggle"]["name"] = label[lang]


def hand_written(page: MkDocsPage, home: Crumb) -> Page:
    """A page of ``docs/``, which stands in the navigation; ``home`` is that of its language."""
    address = "" if page.url == "./" else page.url
    title = str(page.title)
    return Page(
        address=address,
        lang=language(address),
        other=counterpart(address),
        title=title,
        description=page.meta.get("description", ""),
        write=Content,
        trail=(home, Crumb(title, address)),
        searched=not page.meta.get("search", {}).get("exclude"),
    )
