"""Context: what the view and the template of one page may ask, in the page's language.

What is read through it is recorded, so that it is known from which records a page is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from markupsafe import Markup

from ..api.page_table import Cell, Money, PageTable, Words, table_name
from ..api.scheme_words import period
from ..api.table_files import csv_file, json_file
from ..api.tables import tables
from ..content import versions
from ..content.catalogue import Catalogue, SchemeView, VisitView
from ..content.extent import has_page
from ..content.reader import Reader, Recorded, recorded
from ..content.relations import Relations, relations
from ..content.translations import StaleText, UnwrittenText
from ..kinds import key_of
from ..labels import Labels
from ..languages import LANGS, LANGUAGES, SOURCE, Lang, other
from ..metadata.report import Place, report_link
from ..models.base import Text
from ..models.key import Key
from ..rules.flips import Flips, flips
from ..rules.formulas import format_money
from ..rules.worked_examples import ExampleResult, ExampleResults, RuleResults
from ..site.navigation import navigation
from ..site.needs import Need
from ..site.page import Heading, NavItem, Page
from ..site.routes import address, page, relative
from ..text import locators
from ..text.dates import format_day
from ..text.inline import inline, plain
from .figures import Drawings

T = TypeVar("T")
Titles: TypeAlias = Mapping[str, Mapping[str, str]]
"""By the address of a page, and then by anchor: its name; "" is the page's own."""


@dataclass(frozen=True, slots=True)
class PageInputs:
    """All that pages are made from, made once for every page in both languages."""

    catalogue: Catalogue
    results: RuleResults
    site_url: str
    """The address at which the site will stand; it ends with a slash."""
    tables: Mapping[str, Recorded[PageTable]]
    relations: Recorded[Relations]
    navigation: Mapping[Lang, Recorded[tuple[NavItem, ...]]]
    written: Titles
    """What hand-written pages, and the parts of them, are called."""
    labels: Mapping[Lang, Labels]
    flips: Callable[[str, str], Flips]
    """Whose result changes from one version to another, by their ids."""

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        results: RuleResults,
        site_url: str = "/",
        written: Titles = MappingProxyType({}),
    ) -> PageInputs:
        """What the pages of a catalogue need beside it."""
        menus = {lang: recorded(catalogue, partial(navigation, lang=lang)) for lang in LANGS}
        return cls(
            catalogue,
            results,
            site_url,
            tables(catalogue),
            recorded(catalogue, relations),
            menus,
            written,
            {lang: catalogue.interface.in_language(lang) for lang in LANGS},
            cache(partial(_flips, results)),
        )


def _flips(results: RuleResults, older: str, newer: str) -> Flips:
    return flips(results.calculators[older].data, results.calculators[newer].data)


class Context:
    """One page: its address and language, and the catalogue as it reads it."""

    def __init__(
        self, inputs: PageInputs, lang: Lang, here: str, head: Key, pages: Mapping[str, Page]
    ) -> None:
        """``here`` is the page's address; links of its texts are of the version of ``head``.

        ``pages`` are all generated pages by their address, once it is written.
        """
        self.inputs, self._pages = inputs, pages
        self.catalogue = Reader(inputs.catalogue)
        self.lang, self.language = lang, LANGUAGES[lang]
        self.other = other(lang)
        self.here = here
        self._head = head
        self.needs: set[Need] = set()
        """What the page loads beside what every page loads, as far as it is written."""
        self.results: ExampleResults = _Results(inputs.results.examples, self.catalogue)

    @cached_property
    def version(self) -> str:
        """The name of the version of the rules that the page is of; empty on any other page."""
        if self._head.kind != "scheme":
            return ""
        return self.scheme(self._head).model.version

    @cached_property
    def t(self) -> Labels:
        """The labels in the page's language."""
        _ = self.catalogue.interface  # is read
        return self.inputs.labels[self.lang]

    def for_template(self) -> dict[str, object]:
        """What a template may call beside its view."""
        return {
            "lang": self.lang,
            "language": self.language,
            "other": self.other,
            "other_language": LANGUAGES[self.other],
            "t": self.t,
            "tx": self.tx,
            "url": self.url,
            "to": self.to,
            "from_here": self.from_here,
            "title_of": self.title_of,
            "stale": self.stale,
            "cell": self.cell,
            "downloads": self.downloads,
            "report_link": self.report_link,
            "need": self.need,
            "owner_name": self.owner_name,
            "has_page": partial(has_page, self.catalogue),
        }

    def owner_name(self, owner: str) -> Text:
        """What an owner, or the editors, are called."""
        name: Text = getattr(self.catalogue.site.owners, owner)
        return name

    def need(self, name: str) -> str:
        """Called in a template where the HTML stands that needs what is named so."""
        self.needs.add(Need[name.upper()])
        return ""

    # --- records ----------------------------------------------------------------------

    def scheme(self, key: Key) -> SchemeView:
        """A version of a scheme, as this page reads it."""
        return SchemeView(self.catalogue, self.catalogue.entry(key))

    def visit(self, key: Key) -> VisitView:
        """A visit, as this page reads it."""
        return VisitView(self.catalogue, self.catalogue.entry(key))

    def table(self, name: str) -> PageTable:
        """The table of this name."""
        return self._use(self.inputs.tables[name])

    def table_of(self, key: Key, part: str) -> PageTable:
        """A table that belongs to a record."""
        return self.table(table_name(key, part))

    def figures(self, key: Key) -> PageTable | None:
        """The table of a record's figures, where it has any."""
        name = table_name(key, "figures")
        return self.table(name) if name in self.inputs.tables else None

    def navigation(self) -> tuple[NavItem, ...]:
        """What stands in the global navigation."""
        return self._use(self.inputs.navigation[self.lang])

    def web(self) -> Relations:
        """Which records of the whole site stand behind which policies."""
        return self._use(self.inputs.relations)

    def _use(self, shared: Recorded[T]) -> T:
        self.catalogue.also_read(shared.read, shared.dated)
        return shared.value

    # --- words ------------------------------------------------------------------------

    def say(self, text: Text) -> str:
        """A text as plain words."""
        return plain(text[self.lang])

    def tx(self, text: Text, lang: Lang | None = None) -> Markup:
        """A text of a record as HTML; where its English is stale or not written, with a notice."""
        lang = lang or self.lang
        html = inline(text[lang], self._resolve)
        notice = self._notice(text, lang)
        if notice is None:
            return html
        if isinstance(text, UnwrittenText):
            html = Markup('<span lang="{}">{}</span>').format(LANGUAGES[SOURCE].tag, html)
        return html + Markup(' <small class="stale" lang="en">{}</small>').format(notice)

    def _notice(self, text: Text, lang: Lang) -> str | None:
        """What readers in English are told of a text that is not up to date, or not written."""
        if lang != SOURCE and isinstance(text, StaleText):
            return self.catalogue.interface["translation_is_stale"].en
        if lang != SOURCE and isinstance(text, UnwrittenText):
            return self.catalogue.interface["translation_is_unwritten"].en
        return None

    def _resolve(self, kind: str, reference: str) -> str:
        return self.url(versions.own(key_of(kind, reference), self._head))

    def stale(self, text: Text) -> Markup:
        """The notice below a heading whose English is stale or not written, on an English page."""
        notice = self._notice(text, self.lang)
        if notice is None:
            return Markup("")
        return Markup('<p class="stale"><small>{}</small></p>').format(notice)

    def stale_calculator(self, scheme: Key) -> Markup:
        """The notice above a calculator some of whose English is stale."""
        if self.lang == SOURCE or not self.catalogue.has_stale_calculator(scheme):
            return Markup("")
        notice = self.t["stale_calculator"]
        return Markup('<p class="stale"><small>{}</small></p>').format(notice)

    def title_of(self, key: Key) -> Text:
        """What a link to a record says; a clause goes by its formal name.

        No notice says that its English is stale: that stands on its page.
        """
        if key.kind == "provision":
            title = Text.of(**{lang: locators.name(key.name, lang) for lang in LANGS})
        else:
            title = self.catalogue.entry(key).link_title
            if key.kind == "scheme":
                title = Text.of(**dict(self.catalogue.entry(key).model.short_title))
        if not key.version:
            return title
        number = self.catalogue.entry(key.of("scheme")).model.version
        word = self.catalogue.interface["version"]
        words = {lang: LANGUAGES[lang].bracketed(f"{word[lang]} {number}") for lang in LANGS}
        return Text.of(**{lang: title[lang] + words[lang] for lang in LANGS})

    def cell(self, cell: Cell) -> Markup | str:
        """What a cell of a table says, with its link."""
        words = self._words(cell)
        if cell.target is None:
            return words
        link = '<a class="locator" href="{}">{}</a>'
        if cell.target.kind != "provision":
            link = '<a href="{}">{}</a>'
        return Markup(link).format(self.url(cell.target), words)

    def _words(self, cell: Cell) -> Markup | str:
        value = cell.value
        if value is None:
            return "—"
        if isinstance(value, Words):
            return value[self.lang]
        if isinstance(value, Text):
            return self.tx(value)
        if isinstance(value, Money):
            return format_money(value.amount, value.currency, self.t)
        return format_day(value, self.lang) if isinstance(value, date) else str(value)

    def period(self, scheme: SchemeView) -> str:
        """From when to when a version is in force, as far as its source tells."""
        return period(scheme, self.lang)

    # --- addresses --------------------------------------------------------------------

    def url(self, key: Key) -> str:
        """The address of a record, from this page."""
        return relative(address(key, self.lang), self.here)

    def to(self, path: str) -> str:
        """The address of a page by its path in the source language, from this page."""
        return relative(page(path, self.lang), self.here)

    def called(self, path: str) -> str:
        """What a page, or the part of it that an anchor names, is called on the page itself.

        The address where nothing is known of it: the finished site is checked for such.
        """
        where, _, anchor = page(path, self.lang).partition("#")
        found = self._pages.get(where)
        if found is None:
            titles = self.inputs.written.get(where, {})
            return titles.get(anchor, titles.get("", path))
        self.catalogue.also_read(found.known, found.dated)
        if anchor and where != self.here:
            content = found.write()
            self.catalogue.also_read(content.read, content.dated)
            for part in content.parts():
                if isinstance(part, Heading) and part.id == anchor:
                    return part.text
        return found.title

    def from_here(self, target: str) -> str:
        """An address that is relative to the site's root, from this page."""
        return relative(target, self.here)

    def downloads(self, table: PageTable) -> tuple[tuple[str, str], ...]:
        """The files of a table: what each is, and its address from this page."""
        files = (("CSV", csv_file(table.name, self.lang)), ("JSON", json_file(table.name)))
        return tuple((kind, relative(file, self.here)) for kind, file in files)

    def report_link(self, title: str, clause: str) -> str:
        """The address for reporting a mistake in a clause on this page, called ``title``."""
        here = self.inputs.site_url + self.here
        place = Place(title, here, self.lang, self.version, clause)
        return report_link(self.catalogue.site, self.t, place)

    def draw(self) -> Drawings:
        """What draws the pictures of this page."""
        return Drawings(self.catalogue, self.lang, self.t, self.url, self.needs)


class _Results(ExampleResults):
    """The results of examples; an example counts as read with all that they follow from."""

    def __init__(self, results: ExampleResults, catalogue: Catalogue) -> None:
        self._results, self._catalogue = results, catalogue

    def __getitem__(self, key: Key) -> ExampleResult:
        _ = self._catalogue.entry(key.of("calculator")).model
        example: str | None = key.name
        while example is not None:
            example = self._catalogue.entry(key.of("example", example)).model.based_on
        return self._results[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)
