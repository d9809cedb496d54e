"""Fold: what is written differently and means the same becomes the same text.

In order: Unicode's compatibility form without accents and in lower case; traditional to
simplified characters and their variants, one by one; wording. Index and query go through
the same map: it is shipped with the index, and ``assets/search/fold.js`` applies it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

from .wording import STOP, VARIANTS, WORDING

_ACCENTS = dict.fromkeys(range(0x300, 0x370))
# “point 3, paragraph 2” is 第3点第2款: one form for every way to name a clause.
CLAUSE = (
    r"\b(?:points?|clauses?|articles?) (\d{1,2}(?:\.\d{1,2})*)"
    r"(?:,? paragraph (\d{1,2}))?(?:,? item (\d{1,2}))?(?:,? subitem (\d{1,2}))?"
)
# Characters by which tokens tell numbers and clauses.
_COUNTING = "點條萬億兩國歲組項個"


def plain(text: str) -> str:
    """Compatibility form, lower case, no accents: all that needs no map."""
    return unicodedata.normalize("NFKD", text.lower()).translate(_ACCENTS).lower()


@dataclass(frozen=True)
class Map:
    """The shared map: ``characters`` one for one, ``wording`` piece for piece."""

    characters: dict[str, str]
    wording: dict[str, str]

    def __post_init__(self) -> None:
        words = "|".join(sorted(map(re.escape, self.wording), key=len, reverse=True))
        object.__setattr__(self, "_table", str.maketrans(self.characters))
        object.__setattr__(self, "_pieces", re.compile(f"{words}|{CLAUSE}", re.ASCII))

    def fold(self, text: str) -> str:
        """The text as it is indexed and looked up."""
        folded = plain(text).translate(self._table)  # type: ignore[attr-defined]
        return self._pieces.sub(self._piece, folded)  # type: ignore[attr-defined,no-any-return]

    def _piece(self, match: re.Match[str]) -> str:
        if match[1] is None:
            return self.wording[match[0]]
        numbers = [*match[1].split("."), *filter(None, match.groups()[1:])]
        return "".join(f"第{n}{level}" for n, level in zip(numbers, "点款目之", strict=False))


def make_map(texts: Iterable[str]) -> Map:
    """The map for an index of these texts: only characters that occur in them, or stand for one."""
    used = set(_COUNTING + STOP["zh"] + _traditional("".join(WORDING)))
    used.update(*(plain(text) for text in texts))
    characters = {c: to for c in used if (to := _simplified(c)) != c}
    known = used | set(characters.values())
    for wording in WORDING.items():
        known |= set("".join(wording))
    characters |= {c: to for c, to in _others().items() if to in known}
    return Map(dict(sorted(characters.items())), WORDING)


def _simplified(character: str) -> str:
    if character < "㐀":
        return VARIANTS.get(character, character)
    simple = _opencc().convert(character)
    return VARIANTS.get(simple, simple) if len(simple) == 1 else character


def _traditional(text: str) -> str:
    return "".join(map(OpenCC("s2t").convert, text))


@cache
def _opencc() -> OpenCC:
    return OpenCC("t2s")


def _others() -> dict[str, str]:
    """Variants that need not occur: who writes them means a character that does."""
    return {c: _simplified(c) for c in VARIANTS}
