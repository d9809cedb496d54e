"""Fold: what is written differently and means the same becomes the same text.

In order: lower case and Unicode's compatibility form without accents; traditional to
simplified characters and their variants, one by one; wording, of which none fires across the
border of a word. Index and query go through the same map: it is shipped with the index, and
``assets/search/fold.js`` applies it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from opencc import OpenCC

from ..languages import LANGS, Lang
from ..models.search import Search

_ACCENTS = dict.fromkeys(range(0x300, 0x370))
# “point 3, paragraph 2” and “point 3(2)” are 第3点第2款: one form for every way to name a clause.
CLAUSE = (
    r"\b(?:points?|clauses?|articles?) (\d{1,2}(?:\.\d{1,2})*)"
    r"(?:(?:,? paragraph |\()(\d{1,2})\)?)?(?:(?:,? item |\()(\d{1,2})\)?)?"
    r"(?:(?:,? subitem |\()(\d{1,2})\)?)?"
)
# Characters by which tokens tell numbers and clauses.
_COUNTING = "點條萬億兩國歲組項個"


def plain(text: str) -> str:
    """Lower case and compatibility form: all that needs no map."""
    lower = text.lower()
    return lower if lower.isascii() else unicodedata.normalize("NFKD", lower).lower()


@dataclass(frozen=True)
class Map:
    """The shared map: ``characters`` one for one, ``wording`` piece for piece.

    What is ``whole`` is passed over, so that no wording begins or ends within it; of pieces that
    begin at one place, the longest is taken. All but the characters is folded by them.
    """

    characters: dict[str, str]
    wording: dict[str, str]
    whole: tuple[str, ...]
    lay: dict[str, str]
    """What people say, and what the pages say: folded whole, for queries alone."""
    stop: dict[Lang, list[str]]
    """Words that say how somebody asks: folded whole, for queries alone."""

    @classmethod
    def of(cls, characters: dict[str, str], search: Search) -> Self:
        """The map for these characters and a vocabulary, which is folded by them."""
        table = str.maketrans(characters)

        def simple(words: str) -> str:
            """As it stands in a text whose characters are folded."""
            return plain(words).translate(table)

        pairs = [*search.wording.zh.items(), *search.wording.en.items()]
        wording = {simple(words): simple(to) for words, to in pairs}
        # A Latin word has borders that can be seen.
        led_to = [word for to in wording.values() for word in to.split() if not word.isascii()]
        whole = dict.fromkeys([*led_to, *map(simple, search.words)])
        fold = cls(characters, wording, tuple(w for w in whole if w not in wording), {}, {}).fold
        lay = [*search.lay.zh.items(), *search.lay.en.items()]
        return cls(
            characters,
            wording,
            tuple(w for w in whole if w not in wording),
            {fold(words): fold(to) for words, to in lay},
            {lang: [fold(words) for words in search.stop[lang]] for lang in LANGS},
        )

    def __post_init__(self) -> None:
        longest = sorted((*self.wording, *self.whole), key=len, reverse=True)
        pieces = "|".join([*map(_bordered, longest), CLAUSE])
        pieces = rf"(?:\b|{_begins(w for w in longest if not w[0].isascii())})(?:{pieces})"
        object.__setattr__(self, "_table", _ACCENTS | str.maketrans(self.characters))
        object.__setattr__(self, "_pieces", re.compile(pieces, re.ASCII))
        words = {*self.lay, *self.whole, *(w for to in self.lay.values() for w in to.split())}
        known = sorted(
            (w for w in words if w in self.lay or not w.isascii()), key=len, reverse=True
        )
        lay = "|".join(
            rf"(?<![a-z]){re.escape(w)}s?(?![a-z])" if w.isascii() else re.escape(w) for w in known
        )
        latin = rf"(?<![a-z]){_begins(w for w in known if w.isascii())}"
        lay = rf"(?:{latin}|{_begins(w for w in known if not w.isascii())})(?:{lay})"
        object.__setattr__(self, "_lay", re.compile(lay, re.ASCII))

    def fold(self, text: str) -> str:
        """The text as it is indexed and looked up."""
        folded = plain(text)
        if not folded.isascii():
            folded = folded.translate(self._table)  # type: ignore[attr-defined]
        return self._pieces.sub(self._piece, folded)  # type: ignore[attr-defined,no-any-return]

    def official(self, folded: str) -> str:
        """A folded phrase in the words of the pages, as the browser has a query in them."""
        return self._lay.sub(self._says, folded)  # type: ignore[attr-defined,no-any-return]

    def _says(self, match: re.Match[str]) -> str:
        """What the pages say for lay words, in the plural, too."""
        words = match[0] if match[0] in self.lay else match[0].removesuffix("s")
        return f" {self.lay[words]} " if words in self.lay else match[0]

    def _piece(self, match: re.Match[str]) -> str:
        if match[1] is None:
            return self.wording.get(match[0], match[0])
        numbers = [*match[1].split("."), *filter(None, match.groups()[1:])]
        return "".join(f"第{n}{level}" for n, level in zip(numbers, "点款目之", strict=False))


def _begins(words: Iterable[str]) -> str:
    """The pattern of a place where one of these words may begin.

    It is looked at before the words, each of which would be tried at every character.
    """
    first = "".join(sorted({word[:1] for word in words}))
    return f"(?=[{re.escape(first)}])" if first else "(?!)"


def _bordered(words: str) -> str:
    """The pattern of a piece: Latin words end where they end, or before the s of a plural."""
    before = r"\b" if words[0].isascii() else ""
    after = r"(?=s?\b)" if words[-1].isascii() else ""
    return f"{before}{re.escape(words)}{after}"


_HAN = ((0x3007, 0x3008), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32400))
"""Where Unicode has Han characters: from, and before which."""


def whole_map(search: Search) -> Map:
    """The map of every character, which folds a text as any map does that has its characters."""
    han = [chr(code) for first, end in _HAN for code in range(first, end)]
    return _map_of(han, search)


def make_map(texts: Iterable[str], search: Search) -> Map:
    """The map for an index of these texts: of characters, those in them or in the vocabulary."""
    used = set(_COUNTING).union(*_vocabulary(search))
    used.update(plain("".join(set().union(*texts))))
    return _map_of(sorted(character for character in used if character >= "〇"), search)


def _map_of(han: list[str], search: Search) -> Map:
    # Each on a line of its own, or OpenCC would look for words.
    simple = OpenCC("t2s").convert("\n".join(han)).split("\n")
    variants = search.variants
    folded = zip(han, (variants.get(to, to) for to in simple), strict=True)
    return Map.of({character: to for character, to in folded if character != to}, search)


def _vocabulary(search: Search) -> Iterator[str]:
    """All words of a vocabulary that are folded."""
    yield from search.variants
    yield from search.words
    yield from search.stop.zh
    for words, to in (*search.wording.zh.items(), *search.lay.zh.items()):
        yield words
        yield to
