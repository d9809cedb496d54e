"""What stands at the site's root for machines: ``robots.txt``, ``llms.txt`` and the feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .. import kinds
from ..api.openapi import FILE as OPENAPI
from ..content.catalogue import Catalogue
from ..languages import LANGS, LANGUAGES, Lang, other
from ..site.page import NavItem, Page
from ..site.routes import address, page
from ..text.inline import plain
from .rss import feed, feed_file

_BRACKET = re.compile(r"[\[\]\\]")


def root_files(
    catalogue: Catalogue,
    pages: Iterable[Page],
    navigation: Mapping[Lang, Iterable[NavItem]],
    site_url: str,
) -> dict[str, str]:
    """The files by name, and their text; ``site_url`` ends with a slash."""
    descriptions = {item.address: item.description for item in pages}
    files = {"robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"}
    for lang in LANGS:
        files[feed_file(lang)] = feed(catalogue, lang, site_url)
        files[page("llms.txt", lang)] = _llms(
            catalogue, lang, navigation[lang], descriptions, site_url
        )
    return files


def _llms(
    catalogue: Catalogue,
    lang: Lang,
    navigation: Iterable[NavItem],
    descriptions: Mapping[str, str],
    site_url: str,
) -> str:
    """https://llmstxt.org: what the site is, then its pages with what each holds."""
    site, t = catalogue.site, catalogue.interface
    translated = other(lang)

    def link(title: str, path: str, words: str = "") -> str:
        """A line of a list: a link, and what it leads to."""
        shown = _BRACKET.sub(r"\\\g<0>", title)
        return f"- [{shown}]({site_url}{path})" + (f": {words}" if words else "")

    def section(title: str, lines: Iterable[str]) -> str:
        """A heading with its lines below it."""
        return "\n".join([f"## {title}", "", *lines])

    def listed(items: Iterable[NavItem]) -> Iterator[str]:
        """The pages of the navigation, those of a group after one another."""
        for item in items:
            if item.address is not None:
                yield link(item.title, item.address, descriptions.get(item.address, ""))
            yield from listed(item.children)

    def policies() -> Iterator[str]:
        """The policies, which are not in the navigation."""
        for entry in catalogue.all(kinds.POLICY):
            here = address(entry.key, lang)
            yield link(plain(entry.title[lang]), here, descriptions[here])

    groups = [item for item in navigation if item.children]
    data = [
        link("JSON", "api/index.json"),
        link("OpenAPI", OPENAPI),
        link("RSS", feed_file(lang)),
        link("XML", "sitemap.xml"),
        link(LANGUAGES[translated].name, page("llms.txt", translated)),
    ]
    parts = [
        f"# {site.title[lang]}",
        f"> {plain(site.description[lang])}",
        plain(site.disclaimer[lang]),
        *(section(group.title, listed(group.children)) for group in groups),
        *([section(t["policies"][lang], lines)] if (lines := list(policies())) else []),
        section("Optional", data),
    ]
    return "\n\n".join(parts) + "\n"
