"""The link by which a reader reports a mistake: a mail or an issue that says where it is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from ..labels import Labels
from ..languages import LANGUAGES, Lang
from ..models.site import Site
from ..text import locators


@dataclass(frozen=True, slots=True)
class Place:
    """Where the mistake is."""

    title: str
    """Of the page."""
    address: str
    """Of the page, whole."""
    lang: Lang
    version: str = ""
    """Of the rules, on a page of a scheme."""
    clause: str = ""
    """The locator of a clause."""


def report_link(site: Site, labels: Labels, place: Place) -> str:
    """The address that opens the mail or the issue, with what is known filled in."""
    language = LANGUAGES[place.lang]
    words, address = place.title, place.address
    if place.clause:
        name = locators.name(place.clause, place.lang)
        words = f"{words}{language.comma}{name}{language.bracketed(place.clause)}"
        address = f"{address}#{place.clause}"
    lines = [address, language.name, "", language.labelled(labels["report_what"], "")]
    if place.version:
        lines.insert(1, language.labelled(labels["version"], place.version))
    mail = site.corrections.startswith("mailto:")
    fields = {
        "subject" if mail else "title": language.labelled(labels["report_subject"], words),
        "body": ("\r\n" if mail else "\n").join([*lines, ""]),
    }
    joint = "&" if "?" in site.corrections else "?"
    # A mail program shows a + as it is: blanks are %20.
    filled = "&".join(f"{name}={quote(words, safe='')}" for name, words in fields.items())
    return f"{site.corrections}{joint}{filled}"
