"""Reviews: the records whose review is overdue, as warnings to those who keep them."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..kinds import KINDS
from ..models.base import Reviewed
from .catalogue import Catalogue


def overdue(catalogue: Catalogue) -> Iterator[DataError]:
    """A warning for each record shown whose ``review_by`` is before the catalogue's day."""
    for kind in KINDS.values():
        for entry in catalogue.all(kind):
            model = entry.model
            if not isinstance(model, Reviewed) or model.review_by is None:
                continue
            if model.review_by < catalogue.day:
                yield entry.raw.error(("review_by",), Code.REVIEW_OVERDUE, by=str(model.review_by))
