"""RSS: what has changed on the site, for feed readers.

https://www.rssboard.org/rss-specification. Nothing in it depends on the time of the build.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

from ..content.catalogue import Catalogue
from ..languages import LANGUAGES, Lang
from ..site.routes import page
from ..text.inline import plain

_ATOM = "http://www.w3.org/2005/Atom"
_TAIPEI = timezone(timedelta(hours=8))
"""A change bears a day, which begins in Taiwan."""


def feed_file(lang: Lang) -> str:
    """The feed's name, relative to the site's root."""
    return page("changes.xml", lang)


def feed(catalogue: Catalogue, lang: Lang, site_url: str) -> str:
    """The feed in one language, newest change first; ``site_url`` ends with a slash."""
    site, t = catalogue.site, catalogue.interface
    changes = site_url + page("changes/", lang)
    ET.register_namespace("atom", _ATOM)
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    title = f"{site.title[lang]} - {t['updates'][lang]}"
    for name, text in (
        ("title", title),
        ("link", changes),
        ("description", t["updates_introduction"][lang]),
        ("language", LANGUAGES[lang].tag),
    ):
        ET.SubElement(channel, name).text = text
    own = site_url + feed_file(lang)
    ET.SubElement(channel, f"{{{_ATOM}}}link", href=own, rel="self", type="application/rss+xml")
    for change in catalogue.changes.newest_first():
        item = ET.SubElement(channel, "item")
        day = datetime(change.date.year, change.date.month, change.date.day, tzinfo=_TAIPEI)
        for name, text in (
            ("title", plain(change.title[lang])),
            ("link", f"{changes}#{change.id}"),
            ("guid", f"{changes}#{change.id}"),
            ("pubDate", format_datetime(day)),
            ("description", plain(change.text[lang])),
        ):
            ET.SubElement(item, name).text = text
    ET.indent(rss, " ")
    return ET.tostring(rss, encoding="unicode", xml_declaration=True) + "\n"
