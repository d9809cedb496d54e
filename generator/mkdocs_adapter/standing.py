"""Standing pages: what the next build is to know of the pages of this one, in a cache."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..cache import Cache
from ..output.finished_pages import Facts
from .finish import Finished

_MENU = "menu "
"""Before the fingerprint of a menu in the name of its row; no address of a page begins so."""


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
    menu: str
    """The fingerprint of the menus in it."""


class StandingPages:
    """The pages of the last build."""

    def __init__(self, file: Path) -> None:
        self._cache = Cache(file)
        self.menus: dict[str, Facts] = {}
        """What is to be known of the menus in them, by fingerprint."""

    def pages(self) -> dict[str, Standing]:
        """What is known of each page, by its address."""
        found: dict[str, Standing] = {}
        for name, content in self._cache.rows():
            if name.startswith(_MENU):
                self.menus[name.removeprefix(_MENU)] = pickle.loads(content)
            else:
                found[name], _ = pickle.loads(content)
        return {name: one for name, one in found.items() if one.menu in self.menus}

    def finished(self, wanted: Mapping[str, Standing]) -> Iterator[tuple[str, Finished]]:
        """What is to be known of pages, with their addresses, as far as it is there still."""
        for name, content in self._cache.rows():
            if name in wanted:
                standing, finished = pickle.loads(content)
                if standing == wanted[name]:
                    yield name, unpack(finished)

    def write(self, new: Mapping[str, tuple[Standing, bytes]], old: Mapping[str, Standing]) -> None:
        """Remember ``new`` pages, each with what is to be known of it as it was packed, beside the
        ``old`` ones that stand.
        """
        used = {one.menu for one in old.values()} | {one.menu for one, _ in new.values()}
        rows = {name: pickle.dumps(one, _FORM) for name, one in new.items()}
        menus = {f"{_MENU}{menu}": pickle.dumps(self.menus[menu], _FORM) for menu in sorted(used)}
        self._cache.write(rows | menus, old)


_FORM = pickle.HIGHEST_PROTOCOL


def pack(finished: Finished) -> bytes:
    """What is to be known of a page, as it is handed on and remembered."""
    return pickle.dumps(finished, _FORM)


def unpack(content: bytes) -> Finished:
    """What :func:`pack` has packed."""
    finished: Finished = pickle.loads(content)
    return finished
