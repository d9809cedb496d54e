"""Unread: files that hold no valid record, and so what they may hold or link to.

What such a file may say is called neither missing nor unlinked: its own errors are told, and once
they are mended the rest shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..kinds import KINDS
from ..models.key import Key

# Errors of files in which something is still to be written, such as the link that is missed.
_UNWRITTEN = {
    Code.UNREADABLE_FILE,
    Code.NOT_UTF8,
    Code.EMPTY_FILE,
    Code.NOT_FIELDS,
    Code.MISSING_FIELD,
    Code.MISSING_ENTRY,
    Code.TOO_FEW,
}
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Unread:
    """The texts of the files in which errors were found before anything was linked."""

    texts: Mapping[str, str] = field(default_factory=dict)
    misplaced: frozenset[str] = frozenset()
    """Those whose folder or name is that of no record."""
    slipped: frozenset[str] = frozenset()
    """Those in the right folder whose name is not written as names are."""
    unwritten: bool = False
    """Whether something is still to be written in one of them."""

    @classmethod
    def of(cls, errors: Iterable[DataError], root: Path) -> Unread:
        """The files of ``errors``, whose names start at ``root``."""
        errors = tuple(errors)
        files = sorted({error.file for error in errors})
        hopeless = {error.file for error in errors if error.code is Code.UNREADABLE_FILE}
        return cls(
            {file: "" if file in hopeless else _text(root / file) for file in files},
            frozenset(error.file for error in errors if error.code is Code.MISPLACED_FILE),
            frozenset(error.file for error in errors if error.code is Code.FILE_NAME),
            any(error.code in _UNWRITTEN for error in errors),
        )

    def may_link(self, key: Key) -> bool:
        """Whether one of the files names the record, or has that still to be written."""
        names = re.compile(rf"(?<![\w-]){re.escape(key.name or key.scope)}(?![\w-])")
        return self.unwritten or any(names.search(text) for text in self.texts.values())

    def misnamed(self, target: Key) -> str | None:
        """The file that seems to hold a record that is not there: under another name or folder."""
        if not target.name:
            return None
        for file in self.texts:
            if _id_of(file) == target.name:
                return file
        return next(_held(self.misplaced, target), None)

    def may_hold(self, target: Key) -> bool:
        """Whether a record that is not there may be in a file that is to be renamed first."""
        return bool(target.name) and any(_held(self.slipped, target))


def _held(files: Iterable[str], target: Key) -> Iterator[str]:
    """Those of some files that stand where the record would, with a name that may be meant so."""
    place = KINDS[target.kind].file.replace("{scope}", target.scope)
    folder = PurePosixPath(place).parent
    for file in sorted(files):
        here = PurePosixPath(file.partition("/")[2]).parent == folder
        if here and _may_be(_id_of(file), target.name):
            yield file


def _may_be(written: str, name: str) -> bool:
    """Whether a file’s name may be meant for another; of one in Chinese nothing is known."""
    return not written or SequenceMatcher(None, written, name).ratio() >= _ALIKE


def _id_of(file: str) -> str:
    """The name of a file as an id would be written: ``Lin_Mei - 複製.yaml`` is ``lin-mei``."""
    stem = PurePosixPath(file).name.partition(".")[0]
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
