"""What Material shows around a page: its language, navigation, labels and scripts."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from ..build import BuiltSite
from ..content.catalogue import Catalogue
from ..languages import LANGS, LANGUAGES, SOURCE, Lang, address_in
from ..metadata.head import head
from ..metadata.report import Place, report_link
from ..search.opensearch import short_name
from ..site.needs import Need, modules, style_sheets
from ..site.page import Page
from .menus import MARKS
from .navigation import Languages


class Frame:
    """Gives Material's templates what they show around the pages of a site."""

    def __init__(
        self, site: BuiltSite, languages: Languages, config: MkDocsConfig, script: str
    ) -> None:
        """``script`` is Material's own, by its name in the site."""
        self._site, self._languages, self._config = site, languages, config
        self._script = script
        interface = site.catalogue.interface
        self._labels = {lang: interface.in_language(lang) for lang in LANGS}

    def around(self, page: Page, needs: frozenset[Need], catalogue: Catalogue) -> dict[str, object]:
        """What the templates read for a page that loads what it ``needs``.

        The theme speaks the page's language then. ``catalogue`` is the site's, or a reader of it.
        """
        self._speak(page.lang, page.address, catalogue)
        root = self._config.site_url or "/"
        place = Place(page.title, root + page.address, page.lang, page.version)
        return {
            **self._shared(place, needs, catalogue),
            "trail": page.trail,
            "metadata": head(catalogue, page, root),
        }

    def without_page(self) -> dict[str, object]:
        """What a template reads that is no page of the site; 404 is one for both languages."""
        catalogue = self._site.catalogue
        self._speak(SOURCE, "", catalogue)
        place = Place("404", self._config.site_url or "/", SOURCE)
        return {**self._shared(place, frozenset(), catalogue), "trail": ()}

    def _shared(
        self, place: Place, needs: frozenset[Need], catalogue: Catalogue
    ) -> dict[str, object]:
        labels = self._labels[place.lang]
        return {
            "nav": self._languages.navigation[place.lang],
            "labels": labels,
            "report": {
                "href": report_link(catalogue.site, labels, place),
                "place": place,
            },
            "style_sheets": style_sheets(needs),
            "modules": modules(needs),
            "material_script": self._script,
            **MARKS,
            "search_name": short_name(catalogue.site.short_title[place.lang]),
            "search_box": Need.SEARCH_PAGE not in needs,
        }

    def _speak(self, lang: Lang, address: str, catalogue: Catalogue) -> None:
        """Make the theme speak a language, and link to the page at ``address`` in each."""
        config = self._config
        site, t = catalogue.site, catalogue.interface
        config.theme["language"] = LANGUAGES[lang].tag
        config.site_name = site.title[lang]
        config.site_description = site.description[lang]
        config.extra["homepage"] = LANGUAGES[lang].prefix or "."
        config.extra["alternate"] = [
            {
                "name": LANGUAGES[one].name,
                "link": address_in(address, one) or ".",
                "lang": LANGUAGES[one].tag,
            }
            for one in LANGS
        ]
        labels = (t["theme_auto"], t["theme_light"], t["theme_dark"])
        for palette, label in zip(config.theme["palette"], labels, strict=True):
            palette["toggle"]["name"] = label[lang]
