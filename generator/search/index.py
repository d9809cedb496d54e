"""The index: sections of all pages to weighed postings, by BM25 over their fields.

In: finished pages with what the catalogue knows of them. Out: an :class:`Index`. A section
and its counterpart in the other language are a pair, so that either is found by the words
of both: of ``n`` pairs, pair ``k`` is document ``k`` in Chinese and ``n + k`` in English.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import get_args

from ..languages import LANGS, Lang
from ..models.base import Owner
from ..models.key import Key
from ..models.kind import SearchGroup
from ..models.search import Search
from .fold import Map, make_map
from .sections import Section
from .tokens import stem, tokens

GROUPS: tuple[SearchGroup, ...] = get_args(SearchGroup)
"""A page's group is a place in this list."""
OWNERS: tuple[Owner, ...] = get_args(Owner)
"""So is its owner in this."""

_LATIN = re.compile("[a-z]{4,}")
_WORD = re.compile("[a-z]+")

# Weight of a token by the field that it stands in (BM25F).
TITLE, PAGE, TRAIL, NAMES, ASKED, BODY = 6.0, 2.0, 1.0, 6.0, 4.0, 1.0
TURN = 4.0
K1 = 4.0
B = 0.6
"""How much a long body counts against a section."""
B_TITLE = 0.7
LISTED = 0.6
"""What a section is worth that mostly names what is elsewhere."""
LEVELS = 15
"""A posting's weight is one of 15, so that it takes half a byte."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the catalogue knows of an anchor: how it is called, and what else it is called."""

    title: str
    """ "" where the page says that, and the record is how readers ask alone."""
    names: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """How readers ask for it."""
    thing: Key | None = None
    """The first of the records about the same thing, where there are several."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A finished page; ``path`` is the same in both languages, ``trail`` leaves the page out."""

    path: str
    lang: Lang
    url: str
    title: str
    group: SearchGroup
    sections: Sequence[Section]
    trail: tuple[str, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    """By anchor; "" is the page's own."""
    owner: Owner | None = None
    """Whose money or claim it speaks of."""


@dataclass(frozen=True, slots=True)
class Found:
    """A section of a page, as it is shown."""

    page: SearchPage
    anchor: str
    title: str
    """Of the section; "" for the beginning of a page."""
    text: str
    listed: bool
    """Whether most of it only names what is elsewhere."""


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
    postings: dict[str, list[int]]
    """For each token the documents that have it: sixteen times the number, and the weight there."""
    words: set[str]
    """The Latin words as they are written, folded."""
    map: Map


def make_index(pages: Iterable[SearchPage], search: Search) -> Index:
    """The index of these pages, whose words are folded by a vocabulary."""
    by_path: dict[str, dict[Lang, SearchPage]] = defaultdict(dict)
    for page in pages:
        by_path[page.path][page.lang] = page
    pairs: list[tuple[Found | None, ...]] = []
    starts: list[int] = []
    for path in sorted(by_path):
        starts.append(len(pairs))
        pairs += _pairs({lang: _of(page) for lang, page in by_path[path].items()})
    documents = [pair[place] for place in range(len(LANGS)) for pair in pairs]
    texts = (text for found in documents if found for text in _shown_and_asked(found))
    shared = make_map(texts, search)
    postings, words = _postings(documents, shared)
    firsts = [next(iter(by_path[path].values())) for path in sorted(by_path)]
    return Index(
        documents=documents,
        starts=starts,
        kinds=[GROUPS.index(page.group) for page in firsts],
        owners=[None if page.owner is None else OWNERS.index(page.owner) for page in firsts],
        things=_things(pairs),
        postings=postings,
        words=words,
        map=shared,
    )


def _shown_and_asked(found: Found) -> tuple[str, ...]:
    """All that a section is found by, its page's other records apart."""
    record = found.page.records.get(found.anchor, Record(""))
    page = found.page
    return (page.title, found.title, found.text, *page.trail, *record.names, *record.asked)


def _of(page: SearchPage) -> list[Found]:
    """The sections to be found: not a mere heading, unless the catalogue knows it."""
    return [
        Found(page, part.anchor, _title(page, part), part.text or _below(page, i), part.listed)
        for i, part in enumerate(page.sections)
        if part.text or i == 0 or part.anchor in page.records
    ]


def _below(page: SearchPage, i: int) -> str:
    """What stands below a section that is but a heading: 3.2.1 and so on, below 3.2."""
    parts = page.sections[i + 1 :]
    above = f"{page.sections[i].anchor}."
    return "\n".join(p.text for p in takewhile(lambda p: p.anchor.startswith(above), parts))


def _title(page: SearchPage, part: Section) -> str:
    if part.anchor and (record := page.records.get(part.anchor)):
        return record.title or part.heading
    return part.heading if part.anchor else ""


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


def _postings(documents: list[Found | None], shared: Map) -> tuple[dict[str, list[int]], set[str]]:
    """The postings, and the Latin words that are in them."""
    known: dict[str, list[str]] = {}
    words: set[str] = set()

    def asked(phrase: str) -> list[str]:
        """A phrase as it is asked, and in the words of the pages, as queries are looked up."""
        folded = shared.fold(phrase)
        return list(dict.fromkeys([*of(phrase), *tokens(shared.official(folded))]))

    stop = {stem(word) for word in shared.stop["en"]}

    def turns(phrase: str) -> list[str]:
        """Latin words that stand together and of which one only asks, such as “how much”."""
        words = [word for word in of(phrase) if _WORD.fullmatch(word)]
        return [f"{a} {b}" for a, b in pairwise(words) if a in stop or b in stop]

    def of(text: str) -> list[str]:
        """Short texts come again and again."""
        if (found := known.get(text)) is None:
            folded = shared.fold(text)
            words.update(_LATIN.findall(folded))
            found = known[text] = tokens(folded)
        return found

    bodies = [[] if found is None else of(found.text) for found in documents]
    lengths = [len(body) for body in bodies if body]
    usual = sum(lengths) / max(1, len(lengths)) or 1.0
    postings: dict[str, list[int]] = defaultdict(list)
    for number, (found, body) in enumerate(zip(documents, bodies, strict=True)):
        if found is None:
            continue
        worth = LISTED if found.listed else 1.0
        once = worth * BODY / (1 - B + B * len(body) / usual)
        heads = _heads(found, of, asked, turns)
        weights = {token: worth * weight for token, weight in heads.items()}
        usually = [16 * number + _level(once * count) for count in range(6)]
        for token, count in Counter(body).items():
            if token in weights:
                weights[token] += once * count
            elif count < 6:
                postings[token].append(usually[count])
            else:
                postings[token].append(16 * number + _level(once * count))
        for token, weight in weights.items():
            postings[token].append(16 * number + _level(weight))
    return dict(postings), words


Tokenizer = Callable[[str], list[str]]


def _heads(found: Found, of: Tokenizer, asked: Tokenizer, turns: Tokenizer) -> dict[str, float]:
    """The tokens of all fields but the body, and what they weigh; in a short field, more."""
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
    for weight, words in fields:
        for token in words:
            weights[token] += weight / (1 - B_TITLE + B_TITLE * len(words) / 5)
    for phrase in (found.title or found.page.title, *(record.asked if record else ())):
        for turn in turns(phrase):
            weights[turn] += TURN
    return weights


def _level(weight: float) -> int:
    """1 to 15, however often a token comes."""
    return round(LEVELS * weight / (weight + K1)) or 1
