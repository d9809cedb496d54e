"""Files: the index as small files, of which a query loads few.

``assets/search/index.json`` says what is where and holds the map of :mod:`fold`. The rest
lies in a folder named by its content, so that a page opened before a new build never
mixes two indexes:

- ``postings/N.bin``: tokens in their order, cut so that a file stays small;
- ``heads/LANG/N.json``: what neighbouring sections are called, for the order of results;
- ``text/LANG/N.json``: what they say, for those that are shown;
- ``words/X.json``: the Latin words that begin with X, for one typo;
- ``terms/LANG.json``: the names of pages and records, for near terms;
- ``characters/N.json`` and ``sounds/X.json``: what characters sound like, and the site's words,
  for slips (:mod:`readings`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from ..languages import LANGS, LANGUAGES, Lang
from ..shares import Aside
from ..text.json_text import compact
from .english import ENDINGS, KEPT, SUFFIXES
from .fold import CLAUSE, Map
from .found import Found
from .index import GROUPS, OWNERS, Index
from .tokens import FIRST, NUMBER, PART

T = TypeVar("T")

FOLDER = "assets/search/"
SIZE = 640
"""Bytes of a file before compression, about, on a site that is not large."""
MOST_POSTINGS, MOST_TEXTS = 2500, 3000
"""Files of a kind on a large site, whose files grow instead."""
MOST = 4096
"""Postings of a token; of a more frequent one those that weigh most are kept."""
MOST_TERMS = 2000


def make_files(index: Index, wording: Mapping[str, object]) -> dict[str, bytes]:
    """Every file of the index by its name. ``wording`` is handed on to the browser."""
    heard = Aside(lambda: _readings(index))
    files: dict[str, bytes] = {}
    firsts = _postings(index.postings, files)
    heads = {LANGUAGES[lang].tag: _heads(index, lang, files) for lang in LANGS}
    texts = {LANGUAGES[lang].tag: _texts(index, lang, files) for lang in LANGS}
    _words(index, files)
    _terms(index, files)
    files.update(heard.result())
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(name.encode() + content)
    folder = digest.hexdigest()[:12]
    manifest = {
        "folder": f"{folder}/",
        "pairs": len(index.documents) // len(LANGS),
        "starts": _gaps(index.starts),
        "kinds": "".join(map(str, index.kinds)),
        "names": GROUPS,
        "owners": "".join("-" if owner is None else str(owner) for owner in index.owners),
        "marks": OWNERS,
        "things": index.things,
        "postings": firsts,
        "heads": heads,
        "texts": texts,
        "letters": sorted(name[6:-5] for name in files if name.startswith("words/")),
        **rules(index.map),
        **wording,
    }
    return {
        f"{FOLDER}index.json": compact(manifest).encode(),
        **{f"{FOLDER}{folder}/{name}": content for name, content in files.items()},
    }


def rules(shared: Map) -> dict[str, object]:
    """How text becomes tokens, as ``fold.js`` and ``tokens.js`` read it."""
    return {
        "characters": ["".join(shared.characters), "".join(shared.characters.values())],
        "wording": shared.wording,
        "whole": list(shared.whole),
        "clause": CLAUSE,
        "number": NUMBER.pattern.replace("(?P<", "(?<"),
        "first": FIRST.pattern,
        "part": PART.pattern,
        "suffixes": SUFFIXES,
        "kept": KEPT,
        "endings": ENDINGS,
        "lay": shared.lay,
        "stop": {LANGUAGES[lang].tag: shared.stop[lang] for lang in LANGS},
    }


def _postings(postings: Mapping[str, Sequence[int]], files: dict[str, bytes]) -> list[str]:
    """The postings in their files; of the first token of each file so much that it comes after
    the last one of the file before.
    """
    coded = {token: _code(postings[token]) for token in sorted(postings)}
    total = sum(map(len, coded.values())) + sum(map(len, coded))
    firsts: list[str] = []
    last = ""
    for group in _cut(coded, lambda token: len(token) + len(coded[token]), total, MOST_POSTINGS):
        head = bytearray()
        _varint(len(tokens := "\n".join(group).encode()), head)
        content = b"".join((head, tokens, *(coded[token] for token in group)))
        files[f"postings/{len(firsts)}.bin"] = content
        firsts.append(_beginning(group[0], last))
        last = group[-1]
    return firsts


def _beginning(token: str, before: str) -> str:
    """The shortest beginning of a token that comes after another one."""
    return next(token[:i] for i in range(1, len(token) + 1) if token[:i] > before)


def _code(postings: Sequence[int]) -> bytes:
    """How many documents; the gaps between them; their weights, two in a byte."""
    if len(postings) == 1 and 128 <= (number := postings[0] >> 4) < 128 * 128:
        return bytes((1, number & 127 | 128, number >> 7, (postings[0] & 15) << 4))  # most are so
    if len(postings) > MOST:
        postings = sorted(sorted(postings, key=lambda item: -(item & 15))[:MOST])
    coded = bytearray()
    _varint(len(postings), coded)
    before = 0
    for posting in postings:
        number = posting >> 4
        gap = number - before
        before = number
        if gap < 128:
            coded.append(gap)
        else:
            _varint(gap, coded)
    pairs = iter([*postings, 0])
    coded.extend([(high & 15) << 4 | low & 15 for high, low in zip(pairs, pairs, strict=False)])
    return bytes(coded)


def _varint(number: int, coded: bytearray) -> None:
    """Seven bits a byte, the low ones first; the high bit says that more follow."""
    while number > 127:
        coded.append(number & 127 | 128)
        number >>= 7
    coded.append(number)


def _cut(items: Iterable[T], size: Callable[[T], int], total: int, most: int) -> Iterator[list[T]]:
    """Neighbouring items in groups of about the same size."""
    limit = max(SIZE, total // most)
    group: list[T] = []
    held = 0
    for item in items:
        if group and held + size(item) > limit:
            yield group
            group, held = [], 0
        group.append(item)
        held += size(item)
    if group:
        yield group


def _heads(index: Index, lang: Lang, files: dict[str, bytes]) -> list[int]:
    """Heads of a language in their files; how many pairs each file covers."""
    coded = [None if found is None else _head(found) for found in _of(index, lang)]
    return _by_pair(f"heads/{LANGUAGES[lang].tag}", coded, _heads_file, files)


def _texts(index: Index, lang: Lang, files: dict[str, bytes]) -> list[int]:
    """Texts of a language in their files; how many pairs each file covers."""
    texts = [0 if found is None else found.text for found in _of(index, lang)]
    return _by_pair(f"text/{LANGUAGES[lang].tag}", texts, list, files)


def _of(index: Index, lang: Lang) -> list[Found | None]:
    """The sections of a language by their pairs."""
    pairs = len(index.documents) // len(LANGS)
    place = LANGS.index(lang)
    return index.documents[place * pairs : (place + 1) * pairs]


def _by_pair(
    name: str,
    items: Sequence[T],
    content: Callable[[list[T]], object],
    files: dict[str, bytes],
) -> list[int]:
    sizes = [len(compact(item).encode()) for item in items]
    counts: list[int] = []
    for group in _cut(range(len(items)), sizes.__getitem__, sum(sizes), MOST_TEXTS):
        part = content([items[number] for number in group])
        files[f"{name}/{len(counts)}.json"] = compact(part).encode()
        counts.append(len(group))
    return counts


def _head(found: Found) -> list[object]:
    """[page, anchor, title, names, phrases], the last two where they are known; of the page
    [address, title, trail].
    """
    page = found.page
    record = page.records.get(found.anchor)
    lists = [] if record is None else [list(record.names), list(record.asked)]
    called = lists if any(lists) else []
    return [[page.url, page.title, list(page.trail)], found.anchor, found.title, *called]


def _heads_file(group: list[list[object] | None]) -> object:
    """[pages, heads], where a head has the number of its page."""
    pages: list[object] = []
    rows: list[object] = []
    for head in group:
        if head is None:
            rows.append(0)
            continue
        page, *rest = head
        if page not in pages:
            pages.append(page)
        rows.append([pages.index(page), *rest])
    return [pages, rows]


def _words(index: Index, files: dict[str, bytes]) -> None:
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(index.words):
        by_letter[word[0]].append(word)
    for letter, words in by_letter.items():
        files[f"words/{letter}.json"] = compact(words).encode()


def _terms(index: Index, files: dict[str, bytes]) -> None:
    terms: dict[str, dict[str, None]] = {lang: {} for lang in LANGS}
    for found in index.documents:
        if found is not None and (not found.title or found.anchor in found.page.records):
            terms[found.page.lang][found.title or found.page.title] = None
    for lang in LANGS:
        tag = LANGUAGES[lang].tag
        files[f"terms/{tag}.json"] = compact(list(terms[lang])[:MOST_TERMS]).encode()


def _readings(index: Index) -> dict[str, bytes]:
    """Of the site's Chinese."""
    from .readings import readings  # half a second, which only a build needs

    found = [found for found in index.documents if found is not None and found.page.lang == "zh"]
    titles = dict.fromkeys(title for one in found for title in (one.page.title, one.title))
    files = readings([one.text for one in found], list(titles), index.map)
    return {f"{name}.json": compact(content).encode() for name, content in files.items()}


def _gaps(numbers: Sequence[int]) -> list[int]:
    return [after - before for before, after in pairwise([0, *numbers])]
