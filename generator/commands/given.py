"""What commands work on, and what they say of what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..content.catalogue import SchemeView
from ..diagnostics.messages import phrase

DATA = Path("data")
SITE = Path("site")
SCHEMAS = Path("schemas")


class BadInput(Exception):
    """What was given on the command line cannot be used."""


def scheme_of(views: Sequence[SchemeView], id_: str) -> SchemeView:
    """The scheme or version of an id.

    Raises:
        BadInput: where there is none.
    """
    view = next((view for view in views if view.id == id_), None)
    if view is None:
        known = tuple(view.id for view in views)
        raise BadInput(phrase("no_such_scheme", scheme=id_, known=known))
    return view
