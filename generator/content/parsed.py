"""Parsed files: what files of the data hold, by their bytes, so that they are parsed once.

Only what was right is remembered: a file with a mistake is parsed at every build, to tell of it.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..cache import Cache, program


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file says, and what it holds."""

    text: str
    data: dict[str, object]


class ParsedFiles:
    """What was parsed by the last builds, kept in a file; without one, nothing is known."""

    def __init__(self, file: Path | None = None) -> None:
        self._cache = None if file is None else Cache(file)
        self._known: dict[str, bytes] = {}
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}

    def read(self) -> None:
        """Learn what the last builds have parsed."""
        if self._cache is not None:
            self._known = dict(self._cache.rows())

    def find(self, file: Path) -> Parsed | None:
        """What a file holds, where its bytes are known."""
        if not self._known:
            return None
        try:
            content = file.read_bytes()
        except OSError:  # told of by who parses it
            return None
        name = _name(content)
        known = self._known.get(name)
        if known is None:
            return None
        self._used.add(name)
        return Parsed(content.decode(), pickle.loads(known))

    def add(self, text: str, data: dict[str, object]) -> None:
        """Remember what a file holds that says this."""
        if self._cache is not None:
            self._new[_name(text.encode())] = pickle.dumps(data, pickle.HIGHEST_PROTOCOL)

    def write(self) -> None:
        """Let the next build know what this one has used."""
        if self._cache is not None and (self._new or self._known.keys() != self._used):
            self._cache.write(self._new, self._used)
        self._known, self._new = {}, {}


def _name(content: bytes) -> str:
    return sha256(program() + content).hexdigest()
