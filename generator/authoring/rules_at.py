"""The rules of a folder of data, as far as it can be read: of a commit, or of the working copy.

Only calculators have to be right. What else a check of today asks of the data, an earlier state
of them need not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..content.catalogue import Catalogue, SchemeView
from ..content.drafts import sort_out
from ..content.link import link
from ..content.load import load
from ..content.validate import ValidRecord, validate
from ..diagnostics.errors import DataError
from ..rules.compile import Calculators, compile_calculators
from ..rules.record_types import check_types
from .git import unpack


@dataclass(frozen=True, slots=True)
class Rules:
    """The calculators of a folder of data, and what is wrong with those that are not there."""

    catalogue: Catalogue
    calculators: Calculators
    errors: list[DataError]

    def scheme(self, id_: str) -> SchemeView | None:
        """The scheme or version of an id whose calculator can be read."""
        found = (view for view in self.catalogue.versions() if view.id == id_)
        return next((view for view in found if view.id in self.calculators), None)

    def version(self, scheme: SchemeView, name: str) -> SchemeView | None:
        """The version of a scheme that goes by a name: its first day, its id or its number."""
        for view in self.catalogue.versions():
            names = (view.id, view.slug, view.model.version)
            if view.base == scheme.base and name in names and view.id in self.calculators:
                return view
        return None


def rules_in(data_dir: Path) -> Rules:
    """The rules of a folder of data as of today."""
    loaded = load(data_dir)
    ordinary, unready = sort_out(loaded.records, {}, {})
    records, errors = validate(ordinary)
    records += [one.shown for one in unready if isinstance(one.shown, ValidRecord)]
    catalogue, _ = link(records)
    valid = {record.raw.key for record in records}
    broken = {raw.key for raw in ordinary}.difference(valid).union(loaded.unreadable)
    errors = [*loaded.errors, *errors, *check_types(records, broken)]
    unfit = {error.file for error in errors}
    wrong = [error for error in errors if error.file.endswith("/calculator.yml")]
    return Rules(catalogue, compile_calculators(catalogue, unfit), wrong)


@contextmanager
def data_of(root: Path, commit: str, folder: str, data: str) -> Iterator[Path]:
    """The folder of data with what a folder in it held in a commit, for as long as it is read."""
    with TemporaryDirectory() as place:
        unpack(root, commit, folder, Path(place))
        yield Path(place) / data
