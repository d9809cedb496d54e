"""What is searched: pages, their sections as they are shown, and the terms that are in them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ..languages import Lang
from ..models.base import Owner
from ..models.key import Key
from ..models.kind import SearchGroup
from .sections import Section


@dataclass(frozen=True, slots=True)
class Record:
    """What the catalogue knows of an anchor: how it is called, and what else it is called."""

    title: str
    """ "" where the page says that, and the record is how readers ask alone."""
    names: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """How readers ask for it."""
    thing: Key | None = None
    """The first of the records about the same thing, where there are several."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The tokens of a section, small enough to be held for every section of a site.

    Tokens and words stand in one string, a line each.
    """

    length: int
    """How many tokens stand in its text."""
    tokens: str
    """They, once each."""
    counts: array[int]
    """How often each comes."""
    heads: str
    """The tokens of all other fields, once each."""
    weights: array[float]
    """What each of these weighs."""
    words: str
    """The Latin words of all fields as they are written, folded."""

    def body(self) -> Iterator[tuple[str, int]]:
        """Each token of the text, and how often it comes."""
        return zip(self.tokens.split("\n"), self.counts, strict=False)

    def weighed(self) -> Iterator[tuple[str, float]]:
        """Each token of the other fields, and what it weighs."""
        return zip(self.heads.split("\n"), self.weights, strict=False)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A finished page; ``path`` is the same in both languages, ``trail`` leaves the page out."""

    path: str
    lang: Lang
    url: str
    title: str
    group: SearchGroup
    sections: Sequence[Section]
    trail: tuple[str, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    """By anchor; "" is the page's own."""
    owner: Owner | None = None
    """Whose money or claim it speaks of."""
    terms: Mapping[str, Terms] = field(default_factory=dict)
    """Of its sections by anchor, where they have been counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A section of a page, as it is shown."""

    page: SearchPage
    anchor: str
    title: str
    """Of the section; "" for the beginning of a page."""
    text: str
    listed: bool
    """Whether most of it only names what is elsewhere."""


def sections_of(page: SearchPage) -> list[Found]:
    """The sections to be found: not a mere heading, unless the catalogue knows it."""
    return [
        Found(page, part.anchor, _title(page, part), part.text or _below(page, i), part.listed)
        for i, part in enumerate(page.sections)
        if part.text or i == 0 or part.anchor in page.records
    ]


def _below(page: SearchPage, i: int) -> str:
    """What stands below a section that is but a heading: 3.2.1 and so on, below 3.2."""
    parts = page.sections[i + 1 :]
    above = f"{page.sections[i].anchor}."
    return "\n".join(p.text for p in takewhile(lambda p: p.anchor.startswith(above), parts))


def _title(page: SearchPage, part: Section) -> str:
    if part.anchor and (record := page.records.get(part.anchor)):
        return record.title or part.heading
    return part.heading if part.anchor else ""
