"""What a rendered page is, and the navigation: made by render, read by whatever makes a site.

A page is headings and blocks of finished HTML, with what its frame has to know. How the
frame looks, and by what means the pages become files, is for the reader to decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ..languages import Lang
from ..models.key import Key
from ..text.markdown import heading_lines
from .needs import Need


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the trail that leads to a page."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page; ``level`` is 1 for its title, 2 to 6 below."""

    level: int
    text: str
    """Plain words."""
    id: str | None
    """Its anchor; None for the title of the page."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two headings."""

    html: str


Part: TypeAlias = Heading | Block


@dataclass(frozen=True, slots=True)
class Content:
    """What a template made: its text, headings as lines of Markdown and blocks as HTML."""

    text: str = ""
    needs: frozenset[Need] = frozenset()
    read: frozenset[Key] = frozenset()
    """The records from which the page is made, its title and trail too."""
    dated: bool = False
    """Whether it would be another on another day."""

    def parts(self) -> tuple[Part, ...]:
        """The headings and blocks in their order."""
        found: list[Part] = []
        end = 0
        for line in heading_lines(self.text):
            found += _block(self.text[end : line.start])
            found.append(Heading(line.level, line.words, line.id))
            end = line.end
        return (*found, *_block(self.text[end:]))


def _block(text: str) -> list[Block]:
    return [Block(html)] if (html := text.strip()) else []


@dataclass(frozen=True, slots=True)
class Page:
    """A page, with what its frame needs to know of it."""

    name: str
    """Of its entry in the site map."""
    address: str
    """Relative to the site's root, with a slash at its end ("" for home)."""
    lang: Lang
    other: str
    """The address of the same page in the other language."""
    title: str
    description: str
    write: Callable[[], Content]
    """Gives what the page holds, when it is wanted."""
    trail: tuple[Crumb, ...]
    known: frozenset[Key] = frozenset()
    """The records from which all but what it holds is made: its title, its trail."""
    dated: bool = False
    """Whether these would be others on another day."""
    parent: str | None = None
    """For a page outside the navigation: the page in it under which it belongs."""
    source: str | None = None
    """The data file that the page is made from, as ``data/…``."""
    version: str = ""
    """The version of the rules, on a page of a scheme."""
    about: tuple[Key, ...] = ()
    """The records that the page is the place of, for machines."""
    wide: bool = False
    """Without side columns: home, calculator."""
    oembed: str | None = None
    """The file that tells a portal how to embed what the page shows."""
    searched: bool = True
    """Whether the site's search finds it."""
    leads_to: str | None = None
    """The address of the page that took its place, and to which it leads by itself."""

    @property
    def markdown(self) -> str:
        """The page as its template wrote it."""
        return self.write().text

    @property
    def parts(self) -> tuple[Part, ...]:
        """The page's headings and blocks."""
        return self.write().parts()

    @property
    def needs(self) -> frozenset[Need]:
        """What the page loads beside what every page loads."""
        return self.write().needs

    @property
    def read(self) -> frozenset[Key]:
        """The records from which it is made: known once it is written, which this does."""
        return self.write().read


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page of the navigation, or a titled group of such pages."""

    title: str
    address: str | None = None
    children: tuple[NavItem, ...] = ()
