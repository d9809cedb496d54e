"""Fold: what is written differently and means the same becomes the same text.

In order: lower case and Unicode's compatibility form without accents; traditional to
simplified characters and their variants, one by one; wording. Index and query go through
the same map: it is shipped with the index, and ``assets/search/fold.js`` applies it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from opencc import OpenCC

from .wording import LAY, STOP, VARIANTS, WORDING

_ACCENTS = dict.fromkeys(range(0x300, 0x370))
# “point 3, paragraph 2” is 第3点第2款: one form for every way to name a clause.
CLAUSE = (
    r"(?:points?|clauses?|articles?) (\d{1,2}(?:\.\d{1,2})*)"
    r"(?:,? paragraph (\d{1,2}))?(?:,? item (\d{1,2}))?(?:,? subitem (\d{1,2}))?"
)
# Characters by which tokens tell numbers and clauses.
_COUNTING = "點條萬億兩國歲組項個"


def plain(text: str) -> str:
    """Lower case and compatibility form: all that needs no map."""
    lower = text.lower()
    return lower if lower.isascii() else unicodedata.normalize("NFKD", lower).lower()


@dataclass(frozen=True)
class Map:
    """The shared map: ``characters`` one for one, ``wording`` piece for piece."""

    characters: dict[str, str]
    wording: dict[str, str]

    def __post_init__(self) -> None:
        words = "|".join(sorted(map(re.escape, self.wording), key=len, reverse=True))
        object.__setattr__(self, "_table", _ACCENTS | str.maketrans(self.characters))
        object.__setattr__(self, "_pieces", re.compile(f"{words}|{CLAUSE}", re.ASCII))

    def fold(self, text: str) -> str:
        """The text as it is indexed and looked up."""
        folded = plain(text)
        if not folded.isascii():
            folded = folded.translate(self._table)  # type: ignore[attr-defined]
        return self._pieces.sub(self._piece, folded)  # type: ignore[attr-defined,no-any-return]

    def _piece(self, match: re.Match[str]) -> str:
        if match[1] is None:
            return self.wording[match[0]]
        numbers = [*match[1].split("."), *filter(None, match.groups()[1:])]
        return "".join(f"第{n}{level}" for n, level in zip(numbers, "点款目之", strict=False))


def make_map(texts: Iterable[str]) -> Map:
    """The map for an index of these texts: of characters, those in them or in the wording."""
    lists = (*WORDING.items(), *LAY.items())
    used = set(_COUNTING).union(VARIANTS, STOP["zh"], *(word for pair in lists for word in pair))
    used.update(plain("".join(set().union(*texts))))
    han = sorted(character for character in used if character >= "〇")
    # Each on a line of its own, or OpenCC would look for words.
    simple = OpenCC("t2s").convert("\n".join(han)).split("\n")
    folded = zip(han, (VARIANTS.get(to, to) for to in simple), strict=True)
    characters = {character: to for character, to in folded if character != to}
    table = str.maketrans(characters)
    wording = {words.translate(table): to.translate(table) for words, to in WORDING.items()}
    return Map(characters, wording)
