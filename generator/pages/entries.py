"""Entries of the site map of a kind: a page of its name, a scheme's page, a version's."""

from __future__ import annotations

from collections.abc import Callable

from ..labels import Label
from ..models.key import Key
from . import descriptions
from .context import Context
from .page_spec import AnyPage, PageSpec, Words
from .subjects import OfScheme, OfVersion, TheSite


def single(
    name: str, view: Callable[[Context], object], title: Label, description: Label
) -> PageSpec[TheSite]:
    """A page of which there is one, at a path of its name."""
    return PageSpec(
        name, TheSite, lambda ctx, _: view(ctx), description, title=title, path=f"{name}/"
    )


def part(
    name: Label, view: Callable[[Context, Key], object], description: Label | Words[OfScheme]
) -> PageSpec[OfScheme]:
    """A page of a scheme beside its overview."""
    return PageSpec(
        name,
        OfScheme,
        lambda ctx, of: view(ctx, of.key),
        description,
        title=name,
        path=f"{name}/",
        above=("scheme",),
        described_by_title=True,
    )


def of_version(part: AnyPage) -> PageSpec[OfVersion]:
    """The same page of a version at its permanent address."""
    return PageSpec(
        f"version_{part.name}",
        OfVersion,
        part.view,
        descriptions.summary,
        title=part.title,
        path=part.path,
        above=("scheme", "versions", *(("version",) if part.title else ())),
        parent="versions",
        template=part.template or part.name,
        own=part.own,
        wide=part.wide,
        searched=False,
    )
