"""Terms: the tokens of a section, by the fields in which they stand, before all is weighed.

What they come to is the same whatever else is on the site, so that they are counted where a page
is made, and kept as long as it is as it was.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from .fold import Map
from .found import Found, SearchPage, Terms, sections_of
from .tokens import stem, tokens

# Weight of a token by the field that it stands in (BM25F).
TITLE, PAGE, TRAIL, NAMES, ASKED, BODY = 6.0, 2.0, 1.0, 6.0, 4.0, 1.0
TURN = 4.0
B_TITLE = 0.7

_LATIN = re.compile("[a-z]{4,}")
_WORD = re.compile("[a-z]+")
_SHORT_TEXTS = 4096
"""So many titles and phrases are remembered, which come again and again."""


class Counting:
    """Counts the terms of sections, whose words are folded by a map."""

    def __init__(self, shared: Map) -> None:
        self._map = shared
        self._stop = {stem(word) for word in shared.stop["en"]}
        self._of = lru_cache(_SHORT_TEXTS)(self._read)

    def page(self, page: SearchPage) -> dict[str, Terms]:
        """The terms of a page's sections, by their anchors."""
        return {found.anchor: self.terms(found) for found in sections_of(page)}

    def terms(self, found: Found) -> Terms:
        """The terms of a section."""
        words: set[str] = set()
        body, latin = self._read(found.text)
        words.update(latin)
        counts = Counter(body)
        heads = self._heads(found, words)
        return Terms(
            len(body),
            "\n".join(counts),
            array("I", counts.values()),
            "\n".join(heads),
            array("d", heads.values()),
            "\n".join(sorted(words)),
        )

    def _read(self, text: str) -> tuple[list[str], frozenset[str]]:
        """The tokens of a text, and its Latin words."""
        folded = self._map.fold(text)
        return tokens(folded), frozenset(_LATIN.findall(folded))

    def _heads(self, found: Found, words: set[str]) -> dict[str, float]:
        """The tokens of all fields but the body, and what they weigh; in a short field, more."""

        def of(text: str) -> list[str]:
            """The tokens of a text that is not the body."""
            read, latin = self._of(text)
            words.update(latin)
            return read

        def asked(phrase: str) -> list[str]:
            """A phrase as it is asked, and in the words of the pages, as queries are looked up."""
            official = self._map.official(self._map.fold(phrase))
            return list(dict.fromkeys([*of(phrase), *tokens(official)]))

        record = found.page.records.get(found.anchor)
        # Of a title that is a question, too, queries have the words of the pages.
        fields = [(TITLE, asked(found.title or found.page.title))]
        fields += [(TRAIL, of(crumb)) for crumb in found.page.trail[1:]]
        if record is not None:
            fields += [(NAMES, of(name)) for name in record.names]
            fields += [(ASKED, asked(phrase)) for phrase in record.asked]
        if found.title:
            fields.append((PAGE, of(found.page.title)))
        weights: dict[str, float] = defaultdict(float)
        for weight, read in fields:
            for token in read:
                weights[token] += weight / (1 - B_TITLE + B_TITLE * len(read) / 5)
        for phrase in (found.title or found.page.title, *(record.asked if record else ())):
            for turn in self._turns(of(phrase)):
                weights[turn] += TURN
        return dict(weights)

    def _turns(self, read: Iterable[str]) -> list[str]:
        """Latin words that stand together and of which one only asks, such as “how much”."""
        words = [word for word in read if _WORD.fullmatch(word)]
        return [f"{a} {b}" for a, b in pairwise(words) if a in self._stop or b in self._stop]
