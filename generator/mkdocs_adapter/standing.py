"""Standing pages: what the next build is to know of the pages of this one.

It stands in ``.build/pages.db``, which may be deleted or be damaged at any time: each row tells
whether it is as it was written, and pages without one are made.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..output.finished_pages import Facts
from .finish import Finished

_PAGES = """
CREATE TABLE IF NOT EXISTS page (
    address TEXT PRIMARY KEY, read TEXT, dated INTEGER, html BLOB, card BLOB, picture TEXT,
    menu BLOB, fingerprint BLOB, finished BLOB, sum BLOB
)
"""
_MENUS = "CREATE TABLE IF NOT EXISTS menu (fingerprint BLOB PRIMARY KEY, facts BLOB, sum BLOB)"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a page that was made."""

    fingerprint: bytes
    read: str
    """The records that were read for it, a line each."""
    dated: bool
    html: bytes
    """The SHA-256 of its file."""
    card: bytes
    """That of its picture."""
    picture: str
    """What its picture is called in the cache."""
    menu: bytes
    """The fingerprint of the menus in it."""


class StandingPages:
    """The pages of the last build, in a file that this one reads and brings up to date.

    Where the file cannot be read or written, as on a full disk, there are none, or fewer.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def pages(self) -> dict[str, Standing]:
        """What is known of each page, by its address."""
        columns = "address, read, dated, html, card, picture, menu, fingerprint, finished, sum"
        found: dict[str, Standing] = {}
        with suppress(sqlite3.Error), closing(self._open()) as known:
            for (
                address,
                read,
                dated,
                html,
                card,
                picture,
                menu,
                fingerprint,
                *sound,
            ) in known.execute(f"SELECT {columns} FROM page"):
                if _is_sound(fingerprint, *sound):
                    found[address] = Standing(
                        fingerprint, read, bool(dated), html, card, picture, menu
                    )
        return found

    def menus(self) -> dict[bytes, Facts]:
        """What is to be known of the menus, by their fingerprints."""
        with suppress(sqlite3.Error), closing(self._open()) as known:
            rows = known.execute("SELECT fingerprint, facts, sum FROM menu").fetchall()
            return {row[0]: pickle.loads(row[1]) for row in rows if _is_sound(*row)}
        return {}

    def finished(self, wanted: Mapping[str, Standing]) -> Iterator[tuple[str, Finished]]:
        """What is to be known of pages, with their addresses, as far as the file still has it."""
        query = "SELECT address, fingerprint, finished, sum FROM page"
        with suppress(sqlite3.Error), closing(self._open()) as known:
            for address, fingerprint, finished, total in known.execute(query):
                standing = wanted.get(address)
                if standing is None or standing.fingerprint != fingerprint:
                    continue
                if _is_sound(fingerprint, finished, total):
                    yield address, unpack(finished)

    def write(
        self,
        pages: Mapping[str, tuple[Standing, bytes]],
        menus: Mapping[bytes, Facts],
        addresses: Collection[str],
    ) -> None:
        """Take over pages that were made, with what is to be known of each as it was packed, and
        the menus. Of all others, only ``addresses`` stay.
        """
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as known, known:
                known.execute(_PAGES)
                known.execute(_MENUS)
                there = {address for (address,) in known.execute("SELECT address FROM page")}
                gone = [(address,) for address in there - set(addresses)]
                known.executemany("DELETE FROM page WHERE address = ?", gone)
                known.executemany(
                    f"REPLACE INTO page VALUES ({', '.join('?' * 10)})",
                    (_row(address, *one) for address, one in pages.items()),
                )
                known.execute("DELETE FROM menu")
                known.executemany("INSERT INTO menu VALUES (?, ?, ?)", map(_menu, menus.items()))
        except (sqlite3.Error, OSError):  # damaged, or no room: it is begun anew next time
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=1)


def pack(finished: Finished) -> bytes:
    """What is to be known of a page, as it is handed on and remembered."""
    return pickle.dumps(finished, pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Finished:
    """What :func:`pack` has packed."""
    finished: Finished = pickle.loads(content)
    return finished


def _row(address: str, standing: Standing, content: bytes) -> tuple[object, ...]:
    known = (standing.read, standing.dated, standing.html, standing.card, standing.picture)
    total = _sum(standing.fingerprint, content)
    return (address, *known, standing.menu, standing.fingerprint, content, total)


def _menu(menu: tuple[bytes, Facts]) -> tuple[bytes, bytes, bytes]:
    fingerprint, facts = menu
    content = pickle.dumps(facts, pickle.HIGHEST_PROTOCOL)
    return fingerprint, content, _sum(fingerprint, content)


def _sum(fingerprint: bytes, content: bytes) -> bytes:
    return sha256(fingerprint + content).digest()


def _is_sound(fingerprint: object, content: object, total: object) -> bool:
    """Whether a row is as it was written, whatever has become of the file."""
    if not isinstance(fingerprint, bytes) or not isinstance(content, bytes):
        return False
    return _sum(fingerprint, content) == total
