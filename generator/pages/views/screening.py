"""The view of the pre-screening desk, which reads applications in the reader's browser."""

from __future__ import annotations

from dataclasses import dataclass

from ...models.base import Text
from ...models.key import Key
from ..context import Context
from .common import Cited, limits_of_files


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A version of the rules under which applications can be screened."""

    id: str
    """By which the desk asks for its data."""
    version: str
    period: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ScreeningPage(Cited):
    """What the page shows before a file is there, and without scripts."""

    scheme: str
    versions: tuple[VersionChoice, ...]
    """The one that is shown first."""
    limits: str
    """How much the desk reads, as JSON."""
    sandbox: str
    """The address of the page on which figures of the rules can be changed."""
    disclaimer: Text


def screening_page(ctx: Context, key: Key) -> ScreeningPage:
    """The view of a scheme's desk."""
    scheme = ctx.scheme(key)
    versions = sorted(scheme.all_versions, key=lambda version: version.key != scheme.key)
    return ScreeningPage(
        head=key,
        scheme=scheme.base,
        versions=tuple(
            VersionChoice(
                version.id, version.model.version, ctx.period(version), version.key == scheme.key
            )
            for version in versions
        ),
        limits=limits_of_files(),
        sandbox=f"{ctx.url(key)}sandbox/",
        disclaimer=ctx.catalogue.site.disclaimer,
    )
