"""What a rendered page is, and the navigation: made by render, read by the adapter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..languages import Lang
from ..models.key import Key


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the trail that leads to a page."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a template made."""

    text: str = ""
    read: frozenset[Key] = frozenset()
    """The records from which the page is made, its title and trail too."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as Markdown, with what the theme needs to know of it."""

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
    """Gives what the page holds, when it is wanted; it is made once."""
    trail: tuple[Crumb, ...]
    parent: str | None = None
    """For a page outside the navigation: the page in it under which it belongs."""
    previous: str | None = None
    next: str | None = None
    source: str | None = None
    """The data file that the page is made from, as ``data/…``."""
    about: tuple[Key, ...] = ()
    """The records that the page is the place of, for machines."""
    wide: bool = False
    """Without side columns: home, calculator."""

    @property
    def markdown(self) -> str:
        """The page as its template wrote it."""
        return self.write().text

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
