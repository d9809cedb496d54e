"""The view of the sandbox, in which figures of the rules are changed in the reader's browser."""

from __future__ import annotations

from dataclasses import dataclass

from ...models.base import Text
from ...models.key import Key
from ..context import Context
from .common import Cited, InForce, in_force, limits_of_files


@dataclass(frozen=True, slots=True)
class SandboxPage(Cited):
    """What the page shows before its script has loaded the figures, and without scripts."""

    scheme: str
    """The id by which the sandbox asks for its data."""
    in_force: InForce
    desk: str
    """The address of the pre-screening desk."""
    limits: str
    """How much of a file of applications is read, as JSON."""
    disclaimer: Text


def sandbox_page(ctx: Context, key: Key) -> SandboxPage:
    """The view of a scheme's sandbox."""
    scheme = ctx.scheme(key)
    return SandboxPage(
        head=key,
        scheme=scheme.id,
        in_force=in_force(ctx, scheme, "sandbox/"),
        desk=f"{ctx.url(key)}screening/",
        limits=limits_of_files(),
        disclaimer=ctx.catalogue.site.disclaimer,
    )
