"""Every warning of the data, in the order in which they are looked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.catalogue import Catalogue
from ..content.reviews import overdue
from ..content.translations import warnings as stale
from ..diagnostics.errors import DataError
from ..rules.worked_examples import RuleResults
from .doubles import doubles
from .doubts import doubts
from .old_figures import old_figures
from .placeholders import placeholders
from .texts import texts_of
from .unshown import unshown
from .untried import untried


def warnings_of(catalogue: Catalogue, results: RuleResults, data_dir: Path) -> Iterator[DataError]:
    """What is out of date, and what is allowed and yet mostly a slip; nothing is held back."""
    yield from stale(catalogue.translations)
    yield from overdue(catalogue)
    texts = texts_of(catalogue)
    yield from placeholders(catalogue, texts)
    yield from doubles(catalogue, results.examples, texts)
    yield from doubts(catalogue)
    yield from unshown(catalogue)
    yield from untried(catalogue, results)
    yield from old_figures(catalogue, data_dir.parent, texts)
