"""Entries of the site map: what a kind of page is made of, and for which subjects.

The entries themselves stand in :mod:`~generator.pages.site_map`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from ..content.catalogue import Catalogue
from ..labels import Label
from ..models.key import Key
from .context import Context
from .subjects import Subject

S = TypeVar("S", bound=Subject)
View = Callable[[Context, S], object]
Words = Callable[[Context, S], str]


@dataclass(frozen=True, slots=True)
class PageSpec(Generic[S]):
    """What each page of a kind is made of."""

    name: str
    """By which it is found; its template is called so, too."""
    subject: type[S]
    """What it is about."""
    view: View[S]
    """Gives what the template writes."""
    description: Label | Words[S]
    title: Label | None = None
    """Before the name of its subject; where there is none, the subject's own title."""
    path: str = ""
    """Below the base of its subject."""
    above: tuple[str, ...] = ()
    """The names of the pages that lead to it, below home."""
    parent: str | None = None
    """The name of the page in the navigation under which it belongs, for one outside it."""
    crumb: Words[S] | None = None
    """What the trail calls it, where that is not its label or its title."""
    template: str | None = None
    own: bool = False
    """Whether it is its subject's own page, the place of its record."""
    shows: Callable[[Catalogue], tuple[Key, ...]] | None = None
    """The records that it is the place of, where its subject does not tell."""
    described_by_title: bool = False
    """Whether its description opens with its title."""
    wide: bool = False
    """Without side columns."""
    searched: bool = True
    embedded: bool = False
    """Whether portals can embed what it shows, by an oEmbed document."""
    leads_to: Callable[[S], str] | None = None
    """For an address that leads on by itself: the path of the page that took its place."""

    def title_of(self, ctx: Context, subject: S) -> str:
        """The title of the page about ``subject``."""
        if self.title is None:
            return subject.title(ctx)
        label, name = ctx.t[self.title], subject.name(ctx)
        return ctx.language.labelled(label, name) if name else label


AnyPage: TypeAlias = PageSpec[Any]
"""An entry, whatever its subject: the site map gives each subjects of its own type."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Pages that are made for each of some subjects, one subject after the other."""

    subjects: Callable[[Catalogue, Any], Iterator[Subject]]
    """All within the subject that the branch is in."""
    pages: tuple[AnyPage | Branch, ...]
