"""Extent: what a site has any of. A page of what there is none of is not made or linked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import kinds
from ..models.kind import Kind
from .catalogue import Catalogue
from .relations import relations

_LISTED: Mapping[str, Kind[Any]] = {
    "visits": kinds.VISIT,
    "recommendations": kinds.RECOMMENDATION,
    "policies": kinds.POLICY,
    "questions": kinds.QUESTION,
    **{str(label): kind for label, kind in kinds.REGISTERS.items()},
}
"""What the pages with these addresses list."""


def has_page(catalogue: Catalogue, name: str) -> bool:
    """Whether a site has the page at the address ``name``: not where it would be empty."""
    if name == "graph":
        return bool(relations(catalogue).pairs)
    listed = _LISTED.get(name)
    return listed is None or bool(catalogue.all(listed))
