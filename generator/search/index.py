"""The index: sections of all pages to weighed postings, by BM25 over their fields.

In: finished pages with what the catalogue knows of them. Out: an :class:`Index`. A section
and its counterpart in the other language are a pair, so that either is found by the words
of both: of ``n`` pairs, pair ``k`` is document ``k`` in Chinese and ``n + k`` in English.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from ..languages import LANGS, Lang
from ..models.base import Owner
from ..models.key import Key
from ..models.kind import SearchGroup
from ..models.search import Search
from .fold import Map, make_map
from .found import Found, Record, SearchPage, Terms, sections_of
from .terms import BODY, Counting

GROUPS: tuple[SearchGroup, ...] = get_args(SearchGroup)
"""A page's group is a place in this list."""
OWNERS: tuple[Owner, ...] = get_args(Owner)
"""So is its owner in this."""

K1 = 4.0
B = 0.6
"""How much a long body counts against a section."""
LISTED = 0.6
"""What a section is worth that mostly names what is elsewhere."""
LEVELS = 15
"""A posting's weight is one of 15, so that it takes half a byte."""


@dataclass(frozen=True, slots=True)
class Index:
    """What a search needs of all pages: their sections, and the postings of each token."""

    documents: list[Found | None]
    """By number; None where a section has no counterpart."""
    starts: list[int]
    """The first pair of each page."""
    kinds: list[int]
    """The kind of each page."""
    owners: list[int | None]
    """Whose each page is, as a place in ``OWNERS``."""
    things: list[list[int]]
    """The pairs about one thing, for each about which there are several."""
    postings: dict[str, array[int]]
    """For each token the documents that have it: sixteen times the number, and the weight there."""
    words: set[str]
    """The Latin words as they are written, folded."""
    map: Map


def make_index(pages: Iterable[SearchPage], search: Search) -> Index:
    """The index of these pages, whatever their order; their words are folded by a vocabulary."""
    by_path: dict[str, dict[Lang, SearchPage]] = defaultdict(dict)
    for page in sorted(pages, key=lambda page: LANGS.index(page.lang)):
        by_path[page.path][page.lang] = page
    pairs: list[tuple[Found | None, ...]] = []
    starts: list[int] = []
    for path in sorted(by_path):
        starts.append(len(pairs))
        pairs += _pairs({lang: sections_of(page) for lang, page in by_path[path].items()})
    documents = [pair[place] for place in range(len(LANGS)) for pair in pairs]
    texts = (text for found in documents if found for text in _shown_and_asked(found))
    shared = make_map(texts, search)
    count = Counting(shared)
    terms = [
        None if found is None else found.page.terms.get(found.anchor) or count.terms(found)
        for found in documents
    ]
    postings = _postings(documents, terms)
    firsts = [next(iter(by_path[path].values())) for path in sorted(by_path)]
    return Index(
        documents=documents,
        starts=starts,
        kinds=[GROUPS.index(page.group) for page in firsts],
        owners=[None if page.owner is None else OWNERS.index(page.owner) for page in firsts],
        things=_things(pairs),
        postings=postings,
        words={word for one in terms if one is not None for word in one.words.splitlines()},
        map=shared,
    )


def _shown_and_asked(found: Found) -> tuple[str, ...]:
    """All that a section is found by, its page's other records apart."""
    record = found.page.records.get(found.anchor, Record(""))
    page = found.page
    return (page.title, found.title, found.text, *page.trail, *record.names, *record.asked)


def _pairs(by_lang: Mapping[Lang, Sequence[Found]]) -> list[tuple[Found | None, ...]]:
    """A pair for each anchor, in the order of the first language that has them."""
    anchors = list(dict.fromkeys(found.anchor for item in by_lang.values() for found in item))
    of = {lang: {found.anchor: found for found in item} for lang, item in by_lang.items()}
    return [tuple(of.get(lang, {}).get(anchor) for lang in LANGS) for anchor in anchors]


def _things(pairs: Iterable[tuple[Found | None, ...]]) -> list[list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        found = next(found for found in pair if found is not None)
        record = found.page.records.get(found.anchor)
        if record is not None and record.thing is not None:
            groups[record.thing].append(number)
    return [group for group in groups.values() if len(group) > 1]


def _postings(
    documents: Sequence[Found | None], terms: Sequence[Terms | None]
) -> dict[str, array[int]]:
    """The postings of documents in whose sections these terms are."""
    lengths = [one.length for one in terms if one is not None and one.length]
    usual = sum(lengths) / max(1, len(lengths)) or 1.0
    postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, (found, one) in enumerate(zip(documents, terms, strict=True)):
        if found is None or one is None:
            continue
        worth = LISTED if found.listed else 1.0
        once = worth * BODY / (1 - B + B * one.length / usual)
        weights = {token: worth * weight for token, weight in one.weighed()}
        usually = [16 * number + _level(once * count) for count in range(6)]
        for token, count in one.body():
            if token in weights:
                weights[token] += once * count
            elif count < 6:
                postings[token].append(usually[count])
            else:
                postings[token].append(16 * number + _level(once * count))
        for token, weight in weights.items():
            postings[token].append(16 * number + _level(weight))
    return dict(postings)


def _level(weight: float) -> int:
    """1 to 15, however often a token comes."""
    return round(LEVELS * weight / (weight + K1)) or 1
