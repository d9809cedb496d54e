"""Pages: finished pages with what the catalogue knows of them, for the index.

In: the catalogue, the content of finished pages. Out:
:class:`~generator.search.found.SearchPage`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .. import kinds
from ..content.catalogue import AnyEntry, Catalogue
from ..content.load import FieldPath
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError, DataErrors
from ..kinds import KINDS, PUBLISHED
from ..languages import LANGS, Lang, unprefixed
from ..models.base import Owner, Phrases
from ..models.key import Key
from ..models.kind import SearchGroup
from ..models.question import PAGE
from ..output.document import Node
from ..site.page import Page
from ..site.routes import address, path_of
from ..site.routes import page as address_of_page
from ..text import locators
from ..text.inline import plain
from .fold import whole_map
from .found import Record, SearchPage, Terms
from .sections import Section, sections
from .terms import Counting
from .things import things

Records = Mapping[str, Mapping[str, Record]]


def group_of(path: str) -> SearchGroup:
    """The group of the page at an address in the first language.

    That of the kind whose records have such an address; of another page, that of the kind to
    whose folder it belongs.
    """
    for pattern, group in _ROUTES:
        if pattern.fullmatch(path):
            return group
    return _FOLDERS.get(path.partition("/")[0], "about")


_ROUTES: tuple[tuple[re.Pattern[str], SearchGroup], ...] = tuple(
    (re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(kind.route.partition("#")[0]))), group)
    for kind in KINDS.values()
    if kind.route is not None and (group := kind.search_group) is not None
)
# The first kind of a folder is its head.
_FOLDERS: dict[str, SearchGroup] = {
    kind.route.partition("/")[0]: group
    for kind in reversed(tuple(KINDS.values()))
    if kind.route is not None and (group := kind.search_group) is not None
}


def records(catalogue: Catalogue, lang: Lang) -> Records:
    """By the page's address, and then by anchor: the records that stand there."""
    found: dict[str, dict[str, Record]] = defaultdict(dict)
    about = things(catalogue)
    for kind in (KINDS[name] for name in PUBLISHED):
        for entry in catalogue.all(kind):
            page, _, anchor = address(entry.key, lang).partition("#")
            found[page][anchor] = _record(entry, lang, about.get(entry.key))
    for checklist in catalogue.all(kinds.CHECKLIST):
        for phase in checklist.model.phases:
            record = Record(plain(phase.title[lang]), asked=_asked(phase, lang))
            found[address(checklist.key, lang)][f"phase-{phase.id}"] = record
    for item in catalogue.search.pages:
        page, _, anchor = address_of_page(item.page, lang).partition("#")
        known = found[page].get(anchor, Record(""))
        asked = (*known.asked, *item.asked_as[lang])
        found[page][anchor] = replace(known, asked=asked)
    return found


def _record(entry: AnyEntry, lang: Lang, thing: Key | None) -> Record:
    title = plain(entry.title[lang])
    if entry.key.kind == "provision":
        number = entry.key.name
        heading = entry.model.heading
        formal = locators.name(number, lang)
        title = f"{number} {plain(heading[lang]) if heading else formal}"
        return Record(title, (formal,), _asked(entry.model, lang))
    names = (*getattr(entry.model, "aliases", ()), *_short(entry, lang))
    return Record(title, tuple(names), _asked(entry.model, lang), thing)


def _asked(model: object, lang: Lang) -> tuple[str, ...]:
    phrases: Phrases | None = getattr(model, "asked_as", None)
    return () if phrases is None else phrases[lang]


def _short(entry: AnyEntry, lang: Lang) -> Iterator[str]:
    short = getattr(entry.model, "short_title", None)
    if short is not None:
        yield plain(short[lang])


@dataclass(frozen=True, slots=True)
class Read:
    """What a finished page says, and the terms of its sections by their anchors."""

    sections: list[Section]
    terms: dict[str, Terms]


class Searched:
    """The pages that the search finds, as they are finished."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._records = {lang: records(catalogue, lang) for lang in LANGS}
        self._owners: dict[str, Owner | None] = {
            # The search knows the site's words for owners alone.
            path_of(entry.key): None
            if getattr(entry.model, "owner_label", None)
            else getattr(entry.model, "owner", None)
            for kind in (kinds.SCHEME, kinds.VISIT, kinds.POLICY)
            for entry in catalogue.all(kind)
        }
        self._counting = Counting(whole_map(catalogue.search))
        self.pages: list[SearchPage] = []

    def read(self, page: Page, content: Iterable[Node]) -> Read | None:
        """What a finished page says; nothing of one that is not searched.

        ``content`` is what the page itself says, without what stands around it on every page.
        """
        if not page.searched:
            return None
        known = self._records[page.lang].get(page.address, {})
        parts = sections(content, {anchor for anchor, record in known.items() if record.title})
        return Read(parts, self._counting.page(self._page(page, Read(parts, {}))))

    def beside(self, page: Page) -> object:
        """What the terms of a page are made from, beside what it says and the vocabulary."""
        return self._records[page.lang].get(page.address) if page.searched else None

    def add(self, page: Page, read: Read | None) -> None:
        """Take over what a finished page says."""
        if read is not None:
            self.pages.append(self._page(page, read))

    def _page(self, page: Page, read: Read) -> SearchPage:
        path = unprefixed(page.address)
        return SearchPage(
            path=path,
            lang=page.lang,
            url=page.address,
            title=page.title,
            group=group_of(path),
            sections=read.sections,
            trail=tuple(crumb.title for crumb in page.trail[:-1]),
            records=self._records[page.lang].get(page.address, {}),
            owner=self._owner(page),
            terms=read.terms,
        )

    def check(self, folder: Path) -> None:
        """Check the addresses in the data, when every page has been taken over.

        Raises:
            DataErrors: for each that the search does not find. ``folder`` is where the names of
                files start.
        """
        if errors := list(unknown_addresses(self._catalogue, self.pages)):
            raise DataErrors(errors, folder)

    def _owner(self, page: Page) -> Owner | None:
        """The owner of the scheme, visit or policy that a page is of."""
        first, _, rest = unprefixed(page.address).partition("/")
        return self._owners.get(f"{first}/{rest.partition('/')[0]}/")


def unknown_addresses(catalogue: Catalogue, pages: Iterable[SearchPage]) -> Iterator[DataError]:
    """An error for each address in the vocabulary or a question where the search finds nothing."""
    there: dict[Lang, dict[str, None]] = {lang: {} for lang in LANGS}
    for page in pages:
        there[page.lang][page.path] = None
        for part in page.sections:
            there[page.lang][f"{page.path}#{part.anchor}" if part.anchor else page.path] = None
    for entry, path, lang, section in _addresses(catalogue):
        if section not in there[lang]:
            yield entry.raw.error(
                path,
                Code.NO_SUCH_PAGE,
                found=section,
                allowed=tuple(there[lang]),
                language=Word(f"language_{lang}"),
            )


def _addresses(catalogue: Catalogue) -> Iterator[tuple[AnyEntry, FieldPath, Lang, str]]:
    entry = catalogue.get(kinds.SEARCH)
    for i, item in enumerate(entry.model.pages):
        for lang in LANGS:
            if item.asked_as[lang]:
                yield entry, ("pages", i, "page"), lang, item.page
    for i, expected in enumerate(entry.model.expected):
        for j, section in enumerate(expected.leads_to):
            yield entry, ("expected", i, "leads_to", j), expected.lang, section
    for question in catalogue.all(kinds.QUESTION):
        for i, (kind, path) in enumerate(question.model.linked):
            if kind == PAGE:
                for lang in LANGS:
                    yield question, ("links", i), lang, path
