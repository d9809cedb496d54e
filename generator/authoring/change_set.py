"""A change of several files of data: tried in a copy first, then made in all of them or in none.

In: new texts, moves and removals. Out: the mistakes that the change would bring, or the change.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..diagnostics.errors import DataError, DataErrors
from .safe_write import write_safely

DataFile = str
"""A file or folder by its path from the folder of data: ``people/lin-mei.yml``."""


@dataclass
class ChangeSet:
    """What is to change; files that move have their new texts under their old names."""

    texts: dict[DataFile, str] = field(default_factory=dict)
    moves: dict[DataFile, DataFile] = field(default_factory=dict)
    removals: list[DataFile] = field(default_factory=list)

    def moved(self, file: DataFile) -> DataFile:
        """Where a file lies afterwards."""
        for old, new in self.moves.items():
            if file == old or file.startswith(f"{old}/"):
                return new + file.removeprefix(old)
        return file

    def apply(self, data_dir: Path) -> None:
        """Make the change, all of it or none.

        Raises:
            OSError: where a file cannot be written; all is as it was then.
        """
        undo: list[tuple[Path, Path]] = []
        with tempfile.TemporaryDirectory(prefix=".change-", dir=data_dir.parent) as folder:
            spare = Path(folder)
            try:
                for number, (file, text) in enumerate(self.texts.items()):
                    self._write(data_dir / file, text, spare / f"text-{number}", undo)
                for number, file in enumerate(self.removals):
                    _rename(data_dir / file, spare / f"gone-{number}", undo)
                for old, new in self.moves.items():
                    _rename(data_dir / old, data_dir / new, undo)
            except BaseException:
                for there, back in reversed(undo):
                    os.replace(there, back)
                raise
        for file in (*self.removals, *self.moves):
            _prune((data_dir / file).parent, data_dir)

    def _write(self, path: Path, text: str, before: Path, undo: list[tuple[Path, Path]]) -> None:
        """Put a text into a file in one step; what was there stays until all is done."""
        if path.exists():
            shutil.copy2(path, before)
            undo.append((before, path))
            write_safely(path, text)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_safely(path, text)
            undo.append((path, before))


def _rename(old: Path, new: Path, undo: list[tuple[Path, Path]]) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    if new.exists():
        raise FileExistsError(17, os.strerror(17), str(new))
    os.rename(old, new)
    undo.append((new, old))


def _prune(folder: Path, data_dir: Path) -> None:
    """Remove a folder that has become empty, and those around it."""
    while folder != data_dir and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


@dataclass(frozen=True, slots=True)
class State:
    """What a build makes of data."""

    addresses: frozenset[str]
    """Those of its pages; none where there are mistakes."""
    errors: tuple[DataError, ...]


@contextmanager
def tried(data_dir: Path, change: ChangeSet) -> Iterator[Path]:
    """A copy of the folder of data in which the change has been made."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / data_dir.name
        shutil.copytree(data_dir, copy, symlinks=True)
        change.apply(copy)
        yield copy


def refuse_new_errors(
    before: Iterable[DataError], after: Iterable[DataError], change: ChangeSet, copy: Path
) -> None:
    """Let a change pass that brings no mistake; lines may have moved, and files with it.

    Raises:
        DataErrors: with the mistakes that were not there before.
    """

    def sign(error: DataError) -> DataError:
        return replace(error, line=0, column=0, source="", allowed=())

    def there(error: DataError) -> DataError:
        folder, _, file = error.file.partition("/")
        return replace(error, file=f"{folder}/{change.moved(file)}")

    known = {sign(there(error)) for error in before}
    new = [error for error in after if sign(error) not in known]
    if new:
        raise DataErrors(new, copy.parent)
