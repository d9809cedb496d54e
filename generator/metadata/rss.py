"""RSS: what has changed on the site, and the versions of each scheme's rules, for feed readers.

https://www.rssboard.org/rss-specification. A version bears the day on which it came into force,
or on which it was last compared with its source; where neither is known, or it is still to come,
it bears none.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

from ..api.scheme_words import period
from ..content.catalogue import Catalogue, SchemeView
from ..labels import Label
from ..languages import LANGS, LANGUAGES, Lang
from ..rules.comparison import clause_pairs
from ..rules.flips import Flips
from ..rules.flips.words import FlipWords
from ..rules.published import CalculatorData
from ..site.routes import address, page, path_of
from ..text.inline import plain

_ATOM = "http://www.w3.org/2005/Atom"
_TAIPEI = timezone(timedelta(hours=8))
"""A change bears a day, which begins in Taiwan."""

_Words = Mapping[str, str]
"""The texts of an item by the names of their elements."""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What two versions of a scheme are compared by."""

    rules: Callable[[str], CalculatorData]
    """What a version decides by, by its id."""
    flips: Callable[[str, str], Flips]
    """Whose result changes from one version to another, by their ids."""


_KINDS: Mapping[str, Label] = {
    "added": "changes_added",
    "removed": "changes_removed",
    "changed": "changes_changed",
}


@dataclass(frozen=True, slots=True)
class _Channel:
    """What a feed says of itself; addresses are whole."""

    lang: Lang
    title: str
    link: str
    description: str
    own: str
    """The feed's own address."""


def feed_file(lang: Lang) -> str:
    """The site's feed by its name, relative to the site's root."""
    return page("changes.xml", lang)


def feed(catalogue: Catalogue, lang: Lang, site_url: str) -> str:
    """The site's feed in one language, newest change first; ``site_url`` ends with a slash."""
    t = catalogue.interface
    changes = site_url + page("changes/", lang)

    def items() -> Iterator[_Words]:
        """The changes, each with its day."""
        for change in catalogue.changes.newest_first():
            yield {
                "title": plain(change.title[lang]),
                "link": f"{changes}#{change.id}",
                "guid": f"{changes}#{change.id}",
                "pubDate": _moment(change.date),
                "description": plain(change.text[lang]),
            }

    title = f"{catalogue.site.title[lang]} - {t['updates'][lang]}"
    own = site_url + feed_file(lang)
    return _written(_Channel(lang, title, changes, t["updates_introduction"][lang], own), items())


def versions_title(scheme: SchemeView, lang: Lang) -> str:
    """What the feed of a scheme's versions is called."""
    words = scheme.catalogue.interface["versions"][lang]
    return f"{plain(scheme.model.short_title[lang])} - {words}"


def versions_feed_file(scheme: SchemeView, lang: Lang) -> str:
    """The feed of a scheme's versions by its name, relative to the site's root."""
    return page(f"{path_of(scheme.key)}changes.xml", lang)


def versions_feeds(scheme: SchemeView, comparisons: Comparisons, site_url: str) -> dict[str, str]:
    """The feeds of a scheme's versions by their names, newest version first."""
    return {
        versions_feed_file(scheme, lang): _versions(scheme, comparisons, lang, site_url)
        for lang in LANGS
    }


def _versions(scheme: SchemeView, comparisons: Comparisons, lang: Lang, site_url: str) -> str:
    language, label = LANGUAGES[lang], scheme.catalogue.interface["version"][lang]
    every = scheme.all_versions

    def item(view: SchemeView, older: SchemeView | None) -> _Words:
        """A version; where it follows another, it tells what it changed, and leads to more."""
        home = f"schemes/{view.base}/versions/"
        link = address(view.key, lang)
        words = plain(view.model.summary[lang])
        if older is not None:
            link = page(f"{home}changes/{older.slug}/{view.slug}/", lang)
            words = _changes(older, view, comparisons, lang)
        name = f"{plain(view.model.title[lang])}{language.comma}{label} {view.model.version}"
        day = _known_day(view)
        return {
            "title": name + language.bracketed(period(view, lang)),
            "link": site_url + link,
            "guid": site_url + page(f"{home}{view.slug}/", lang),
            **({"pubDate": _moment(day)} if day else {}),
            "description": words,
        }

    items = [item(view, older) for older, view in zip((None, *every), every, strict=False)]
    return _written(
        _Channel(
            lang,
            versions_title(scheme, lang),
            site_url + address(scheme.key, lang),
            plain(scheme.model.summary[lang]),
            site_url + versions_feed_file(scheme, lang),
        ),
        reversed(items),
    )


def _known_day(view: SchemeView) -> date | None:
    """The day of a version: no later one than today, until which readers would not show it."""
    day = view.first or view.model.reviewed_on
    return day if day is not None and day <= view.catalogue.day else None


def _moment(day: date) -> str:
    return format_datetime(datetime(day.year, day.month, day.day, tzinfo=_TAIPEI))


def _changes(older: SchemeView, newer: SchemeView, comparisons: Comparisons, lang: Lang) -> str:
    """The rules by which somebody's result differs, and the clauses that do."""
    t, language = newer.catalogue.interface.in_language(lang), LANGUAGES[lang]
    before, after = comparisons.rules(older.id), comparisons.rules(newer.id)
    flips = comparisons.flips(older.id, newer.id)
    words = FlipWords(before, after, lang, t, (older.model.version, newer.model.version))
    differ = [f"{rule.clause} {rule.title}" for rule in words.rules(flips)]
    unknown = [f"{rule.clause} {rule.title}" for rule in words.undecided(flips)]
    lines: list[str] = []
    if differ:
        lines.append(language.labelled(t["changes_flips"], language.semicolon.join(differ)))
    if unknown:
        lines.append(t["changes_flips_undecided"] + language.semicolon.join(unknown))
    if not flips.changes and not flips.undecided:
        lines.append(t["changes_no_flips"])
    clauses: dict[str, list[str]] = {}
    for pair in clause_pairs(older, newer):
        old, new = (
            [plain(text[lang]) for text in entry.model.wording] if entry else []
            for entry in (pair.before, pair.after)
        )
        if old != new:
            kind = "changed" if old and new else "added" if new else "removed"
            clauses.setdefault(t[_KINDS[kind]].lower(), []).append(pair.locator)
    if clauses:
        kinds = [f"{kind} {language.enumeration.join(found)}" for kind, found in clauses.items()]
        lines.append(language.labelled(t["changes_clauses"], language.semicolon.join(kinds)))
    return "\n".join(lines)


def _written(channel: _Channel, items: Iterable[_Words]) -> str:
    ET.register_namespace("atom", _ATOM)
    rss = ET.Element("rss", version="2.0")
    element = ET.SubElement(rss, "channel")
    for name, text in (
        ("title", channel.title),
        ("link", channel.link),
        ("description", channel.description),
        ("language", LANGUAGES[channel.lang].tag),
    ):
        ET.SubElement(element, name).text = text
    own = {"href": channel.own, "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(element, f"{{{_ATOM}}}link", own)
    for words in items:
        item = ET.SubElement(element, "item")
        for name, text in words.items():
            ET.SubElement(item, name).text = text
            if name == "guid" and text != words["link"]:
                item[-1].set("isPermaLink", "false")
    ET.indent(rss, " ")
    return ET.tostring(rss, encoding="unicode", xml_declaration=True) + "\n"
