"""What the head of a page tells machines beside its description, and the picture for links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..content.catalogue import Catalogue
from ..languages import LANGUAGES, unprefixed
from ..site.page import Page
from ..site.routes import path_of
from .akoma_ntoso import rules_page
from .data_catalogue import DATA_PAGE, dataset
from .json_ld import structured
from .legislation import legislation
from .rss import feed_file, versions_feed_file, versions_title
from .social_cards import Card


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, by its title and its file."""

    title: str
    file: str


@dataclass(frozen=True, slots=True)
class Head:
    """Files are named relative to the site's root."""

    title: str
    card: str
    """The picture that goes with a shared link."""
    feeds: tuple[Feed, ...]
    """Of the site, and on the pages of a scheme of its versions."""
    structured: str
    """The text of an ``application/ld+json`` element."""


def head(catalogue: Catalogue, page: Page, site_url: str) -> Head:
    """What the head of ``page`` tells; ``site_url`` ends with a slash."""
    return Head(
        title=page.title,
        card=card_file(page),
        feeds=tuple(_feeds(catalogue, page)),
        structured=structured(
            catalogue,
            page.lang,
            site_url,
            page.about,
            page.trail,
            _nodes(catalogue, page, site_url),
        ),
    )


def _feeds(catalogue: Catalogue, page: Page) -> Iterator[Feed]:
    lang = page.lang
    yield Feed(catalogue.interface["updates"][lang], feed_file(lang))
    for scheme in catalogue.schemes():
        if unprefixed(page.address).startswith(path_of(scheme.key)):
            yield Feed(versions_title(scheme, lang), versions_feed_file(scheme, lang))


def _nodes(catalogue: Catalogue, page: Page, site_url: str) -> Iterator[dict[str, object]]:
    """What the page is about beside records: the rules of a scheme, the data of the site."""
    for scheme in catalogue.versions():
        if page.address == rules_page(scheme, page.lang):
            yield legislation(scheme, page.lang, site_url)
    if unprefixed(page.address) == DATA_PAGE:
        yield dataset(catalogue, page.title, page.lang, site_url)


def card_file(page: Page) -> str:
    """The file of the picture for ``page``."""
    path = unprefixed(page.address)
    return f"assets/cards/{LANGUAGES[page.lang].tag}/{path.strip('/') or 'home'}.png"


def card(catalogue: Catalogue, page: Page) -> Card:
    """The words of the picture for ``page``."""
    place = " / ".join(crumb.title for crumb in page.trail[1:-1])
    return Card(catalogue.site.title[page.lang], page.title, place)
