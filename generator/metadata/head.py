"""What the head of a page tells machines beside its description, and the picture for links."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.catalogue import Catalogue
from ..languages import LANGUAGES, unprefixed
from ..site.page import Page
from .json_ld import structured
from .rss import feed_file
from .social_cards import Card


@dataclass(frozen=True, slots=True)
class Head:
    """Files are named relative to the site's root."""

    title: str
    card: str
    """The picture that goes with a shared link."""
    feed: str
    structured: str
    """The text of an ``application/ld+json`` element."""


def head(catalogue: Catalogue, page: Page, site_url: str) -> Head:
    """What the head of ``page`` tells; ``site_url`` ends with a slash."""
    return Head(
        title=page.title,
        card=card_file(page),
        feed=feed_file(page.lang),
        structured=structured(catalogue, page.lang, site_url, page.about, page.trail),
    )


def card_file(page: Page) -> str:
    """The file of the picture for ``page``."""
    path = unprefixed(page.address)
    return f"assets/cards/{LANGUAGES[page.lang].tag}/{path.strip('/') or 'home'}.png"


def card(catalogue: Catalogue, page: Page) -> Card:
    """The words of the picture for ``page``."""
    place = " / ".join(crumb.title for crumb in page.trail[1:-1])
    return Card(catalogue.site.title[page.lang], page.title, place)
