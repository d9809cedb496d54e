"""The index: sections of all pages to weighed postings, by BM25 over their fields.

In: finished pages with what the catalogue knows of them. Out: an :class:`Index`. A section
and its counterpart in the other language are a pair, so that either is found by the words
of both: of ``n`` pairs, pair ``k`` is document ``k`` in Chinese and ``n + k`` in English.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..models.base import LANGS, Lang
from .fold import Map, make_map
from .sections import Section, sections
from .tokens import tokens

KINDS = ("rules", "calculator", "visits", "policies", "people", "glossary", "about")
"""What results are grouped by; a page's kind is a place in this list."""

# Weight of a token by the field that it stands in (BM25F).
TITLE, PAGE, TRAIL, NAMES, BODY = 6.0, 2.0, 1.0, 6.0, 1.0
K1 = 4.0
B = 0.6
"""How much a long body counts against a section."""
B_TITLE = 0.7
LEVELS = 15
"""A posting's weight is one of 15, so that it takes half a byte."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the catalogue knows of an anchor: how it is called, and what else it is called."""

    title: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A finished page. ``path`` is the same in both languages; ``trail`` without the page itself."""

    path: str
    lang: Lang
    url: str
    title: str
    kind: str
    html: str
    trail: tuple[str, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    """By anchor; "" is the page's own."""


@dataclass(frozen=True, slots=True)
class Found:
    """A section of a page, as it is shown."""

    page: SearchPage
    anchor: str
    title: str
    """Of the section; "" for the beginning of a page."""
    text: str


@dataclass(frozen=True, slots=True)
class Index:
    documents: list[Found | None]
    """By number; None where a section has no counterpart."""
    starts: list[int]
    """The first pair of each page."""
    kinds: list[int]
    """The kind of each page."""
    calculators: list[int]
    """The first pairs of the calculators' own pages."""
    postings: dict[str, list[tuple[int, int]]]
    """For each token the documents that have it, and how much it weighs there."""
    map: Map


def make_index(pages: Iterable[SearchPage]) -> Index:
    """The index of these pages."""
    by_path: dict[str, dict[Lang, SearchPage]] = defaultdict(dict)
    for page in pages:
        by_path[page.path][page.lang] = page
    pairs: list[tuple[Found | None, ...]] = []
    starts: list[int] = []
    for path in sorted(by_path):
        starts.append(len(pairs))
        pairs += _pairs({lang: _of(page) for lang, page in by_path[path].items()})
    documents = [pair[place] for place in range(len(LANGS)) for pair in pairs]
    shared = make_map(
        text
        for found in documents
        if found is not None
        for text in (found.page.title, found.title, found.text, *found.page.trail)
    )
    return Index(
        documents=documents,
        starts=starts,
        kinds=[KINDS.index(next(iter(by_path[path].values())).kind) for path in sorted(by_path)],
        calculators=[
            start
            for start, path in zip(starts, sorted(by_path), strict=True)
            if path.endswith("/calculator/")
        ],
        postings=_postings(documents, shared),
        map=shared,
    )


def _of(page: SearchPage) -> list[Found]:
    return [
        Found(page, part.anchor, _title(page, part), part.text)
        for i, part in enumerate(sections(page.html, page.records))
        if part.text or i == 0 or part.heading
    ]


def _title(page: SearchPage, part: Section) -> str:
    if part.anchor and (record := page.records.get(part.anchor)):
        return record.title
    return part.heading if part.anchor else ""


def _pairs(by_lang: Mapping[Lang, Sequence[Found]]) -> list[tuple[Found | None, ...]]:
    """A pair for each anchor, in the order of the first language that has them."""
    anchors = list(dict.fromkeys(found.anchor for each in by_lang.values() for found in each))
    of = {lang: {found.anchor: found for found in each} for lang, each in by_lang.items()}
    return [tuple(of.get(lang, {}).get(anchor) for lang in LANGS) for anchor in anchors]


def _postings(documents: list[Found | None], shared: Map) -> dict[str, list[tuple[int, int]]]:
    known: dict[str, list[str]] = {}

    def of(text: str) -> list[str]:
        """Short texts come again and again."""
        if (found := known.get(text)) is None:
            found = known[text] = tokens(shared.fold(text))
        return found

    bodies = [None if found is None else tokens(shared.fold(found.text)) for found in documents]
    lengths = [len(body) for body in bodies if body is not None]
    usual = sum(lengths) / max(1, len(lengths)) or 1.0
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (found, body) in enumerate(zip(documents, bodies, strict=True)):
        if found is None or body is None:
            continue
        weights: dict[str, float] = defaultdict(float)
        each = BODY / (1 - B + B * len(body) / usual)
        for token in body:
            weights[token] += each
        record = found.page.records.get(found.anchor)
        fields = [(TITLE, of(found.title or found.page.title))]
        fields += [(TRAIL, of(crumb)) for crumb in found.page.trail[1:]]
        fields += [(NAMES, of(name)) for name in (record.names if record else ())]
        if found.title:
            fields.append((PAGE, of(found.page.title)))
        for weight, words in fields:
            each = weight / (1 - B_TITLE + B_TITLE * len(words) / 5)
            for token in words:
                weights[token] += each
        for token, weight in weights.items():
            level = round(LEVELS * weight / (weight + K1))
            postings[token].append((number, level or 1))
    return dict(postings)


