"""Cache: what a build has found out and the next need not find out again, by name.

It stands in one file of ``.build/``, which may be deleted or be damaged at any time: a row tells
whether it is as it was written, and nothing is lost but time.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

_PROGRAM = Path(__file__).resolve().parent
_NO_PROGRAM = frozenset({"node_modules", "__pycache__"})
_TABLE = "CREATE TABLE IF NOT EXISTS row (name TEXT PRIMARY KEY, content BLOB, sum BLOB)"
_DAMAGED = (sqlite3.Error, ValueError)
"""What is raised where a file is no database, or holds no text where it should."""
_NOT_NOW = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)
"""What the library says of a file that another build has, or for which there is no room."""
_KIND = 0xFF
"""The part of such a number that is not about details."""
_PATIENCE = 1
"""Seconds to wait for another build that writes."""


class Cache:
    """Rows of bytes by their names. Where the file cannot be read or written, there are none."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """The rows that are whole."""
        try:
            with closing(self._open()) as rows:
                for name, content, total in rows.execute("SELECT name, content, sum FROM row"):
                    sound = isinstance(name, str) and isinstance(content, bytes)
                    if sound and checksum(name, content) == total:
                        yield name, content
        except sqlite3.OperationalError:  # there is none, or nobody may read it
            return
        except _DAMAGED:
            self._begin_anew()

    def write(self, new: Mapping[str, bytes], old: Collection[str]) -> None:
        """Take over ``new`` rows; of the others, only the ``old`` ones stay."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as rows, rows:
                if rows.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise sqlite3.DatabaseError
                rows.execute(_TABLE)
                there = {name for (name,) in rows.execute("SELECT name FROM row")}
                gone = ((name,) for name in there.difference(old, new))
                rows.executemany("DELETE FROM row WHERE name = ?", gone)
                rows.executemany(
                    "REPLACE INTO row VALUES (?, ?, ?)",
                    ((name, content, checksum(name, content)) for name, content in new.items()),
                )
        except OSError:
            return
        except _DAMAGED as error:
            if getattr(error, "sqlite_errorcode", 0) & _KIND not in _NOT_NOW:
                self._begin_anew()

    def _begin_anew(self) -> None:
        for ending in ("", "-journal"):  # the latter is what a killed build would have undone
            with suppress(OSError):
                self._file.with_name(f"{self._file.name}{ending}").unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        rows = sqlite3.connect(self._file, timeout=_PATIENCE)
        rows.execute("PRAGMA synchronous = OFF")  # what a power cut damages is found out
        rows.text_factory = partial(str, encoding="utf-8", errors="replace")
        return rows


def checksum(name: str, content: bytes) -> bytes:
    """By which it shows that a content is what was written under this name; of 32 bytes."""
    return sha256(name.encode() + b"\0" + content).digest()


@cache
def program() -> bytes:
    """The fingerprint of the program, of Python, and of all that is installed beside it."""
    taken = sha256(sys.version.encode())
    for folder, folders, names in os.walk(_PROGRAM):
        folders[:] = sorted(set(folders) - _NO_PROGRAM)
        for name in sorted(names):
            taken.update(f"\0{folder}/{name}\0".encode())
            taken.update((Path(folder) / name).read_bytes())
    for place in map(Path, sys.path):
        for path in sorted(place.glob("*.dist-info")):
            taken.update(f"\0{path.name}".encode())
    return taken.digest()
