"""Readings: what Han characters sound like, and the site's own words, to mend slips.

In: the index's sections. Out: small files for ``assets/search/correct.js``, which loads few of
them where a query finds little: those of the sounds that the query's characters have. Words are
found by counting: characters that come together more often than by chance, and with different
ones on either side.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from opencc import OpenCC
from pypinyin.contrib.tone_convert import to_tone3
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from .fold import Map

_HAN = re.compile("[㐀-鿿]+")
LONGEST = 6
"""Characters of a word."""
READ = 400_000
"""Characters of the site's text that are counted; of a large site, those of some sections."""
MOST = {2: 2000, 3: 1100, 4: 600, 5: 200, 6: 200}
"""Words of so many characters; titles and the more frequent ones are kept."""
MOST_OTHERS = 2500
FREQUENT = 300
"""So many words of a length are the most frequent."""
BLOCKS = 64
"""Files of characters."""
OFTEN = 3
"""A word comes so often, or is a title."""
TOGETHER = 12
"""How much more often than by chance its parts come together."""
TWICE = 5
"""Two words are one where they come together so often."""
BOUND = 0.8
"""One neighbour for so many of all: a sequence is a part of something longer."""
FIRM = 1.5
"""How often, at most, a part of a firm word comes for each time that the word does."""
SELDOM = 0.15
"""A reading is one where it is so much of all of a character's."""
# Characters that bind words together and are no part of one.
_LOOSE = frozenset("的了在是有和與到也都不等或被把將為於從及並這那此其第各每就對向讓由很更最說")
# Sounds that many do not tell apart, or type alike.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"))


def readings(
    texts: Sequence[str], titles: Sequence[str], shared: Map
) -> dict[str, dict[str, object]]:
    """What the files hold, by their names; ``titles`` are among the words however rare they are.

    ``characters/N``, by the remainder of a character's code, has the characters of a sound
    without its tone. ``sounds/X`` has of such a sound: in ``sounds`` its characters with each
    tone; ``others``, words of the language that sound like one of the site's and are none of its
    own; and the site's words with such a character, by their length, one after another:
    ``often`` the most frequent, ``words`` the rest, ``firm`` those no part of which stands
    without the rest.
    """
    counts = _counts([*titles, *_some(texts)])
    words = _words(counts, titles)
    firm = {word for word in words if len(word) > 2 and _is_firm(word, counts)}
    often = _often(word for word in words if word not in firm)
    groups = {
        "often": [word for word in words if word in often],
        "words": [word for word in words if word not in often and word not in firm],
        "firm": [word for word in words if word in firm],
    }
    with_tones: dict[str, dict[str, str]] = defaultdict(dict)
    blocks: list[dict[str, str]] = [{} for _ in range(BLOCKS)]
    for sound, characters in _sounds({*"".join(counts)}, shared).items():
        bare = sound[:-1]
        with_tones[bare][sound] = characters
        for character in characters:
            block = blocks[ord(character) % BLOCKS]
            block[bare] = block.get(bare, "") + character
    by_sound: dict[str, dict[str, object]] = {
        bare: {"sounds": tones} for bare, tones in with_tones.items()
    }
    for name, group in groups.items():
        for sound, found in _by_sound(group, shared).items():
            by_sound[sound][name] = _by_length(found)
    for sound, found in _by_sound(_others(words, counts, shared), shared).items():
        by_sound[sound]["others"] = "".join(found)
    return {
        **{f"characters/{number}": dict(block) for number, block in enumerate(blocks)},
        **{f"sounds/{sound}": data for sound, data in sorted(by_sound.items())},
    }


def _often(words: Iterable[str]) -> set[str]:
    """Of each length the most frequent of words that come in that order."""
    of_length: Counter[int] = Counter()
    often = set()
    for word in words:
        if of_length[len(word)] < FREQUENT:
            often.add(word)
        of_length[len(word)] += 1
    return often


def _by_sound(words: Iterable[str], shared: Map) -> dict[str, list[str]]:
    """The words with a character of each sound."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in words:
        heard = (sound[:-1] for character in word for sound in sounds(shared.fold(character)))
        for sound in dict.fromkeys(heard):
            groups[sound].append(word)
    return groups


def _some(texts: Sequence[str]) -> Sequence[str]:
    """As many of the texts as are counted, from all over the site."""
    step = -(-sum(map(len, texts)) // READ) or 1
    return texts[::step]


def _runs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _HAN.findall(text)


def _counts(texts: Iterable[str]) -> Counter[str]:
    """How often each sequence of characters comes; longer ones, of what comes twice."""
    runs = list(_runs(texts))
    counts: Counter[str] = Counter("".join(runs))
    for length in range(2, LONGEST + 2):
        counts.update(
            run[i : i + length]
            for run in runs
            for i in range(len(run) - length + 1)
            if length == 2 or counts[run[i : i + length - 1]] > 1
        )
    return counts


def _words(counts: Counter[str], titles: Iterable[str]) -> list[str]:
    """The site's words, the most frequent first; two in one are one only where it is frequent."""
    named = {run for run in _runs(titles) if 2 <= len(run) <= LONGEST}
    bound = _bound(counts)
    total = sum(count for word, count in counts.items() if len(word) == 1)

    def is_word(word: str, count: int) -> bool:
        if word in named:
            return True
        if count < OFTEN or len(word) > 4 or bound[word] > BOUND * count:
            return False
        if word[0] in _LOOSE or word[-1] in _LOOSE:
            return False
        if len(word) > 2 and not _LOOSE.isdisjoint(word):
            return False
        parts = ((word[:i], word[i:]) for i in range(1, len(word)))
        return all(count * total > TOGETHER * counts[a] * counts[b] for a, b in parts)

    known = [(word, count) for word, count in counts.items() if is_word(word, count)]
    known += [(word, 1) for word in sorted(named - counts.keys())]
    words: set[str] = set()
    for length in range(2, LONGEST + 1):
        found = [
            word
            for word, count in known
            if len(word) == length and (count >= TWICE or not _are_two(word, words))
        ]
        found.sort(key=lambda word: (word not in named, -counts[word], word))
        words.update(found[: MOST[length]])
    return sorted(words, key=lambda word: (-counts[word], word))


def _are_two(word: str, words: set[str]) -> bool:
    return any(word[:i] in words and word[i:] in words for i in range(2, len(word) - 1))


def _bound(counts: Mapping[str, int]) -> Counter[str]:
    """How often, at most, a sequence comes with one same character before or after it.

    It does not count where that is held by less than what holds the sequence together, as
    the 電 that follows 奧斯卡.
    """

    @cache
    def held(pair: str) -> float:
        return counts[pair] / (counts[pair[0]] * counts[pair[1]])

    bound: Counter[str] = Counter()
    for longer, count in counts.items():
        if count < OFTEN:
            continue
        for inner, edge in ((longer[1:], longer[:2]), (longer[:-1], longer[-2:])):
            if count <= bound[inner] or len(inner) < 2:
                continue
            weakest = min(held(inner[i : i + 2]) for i in range(len(inner) - 1))
            if len(inner) < 3 or held(edge) >= weakest:
                bound[inner] = count
    return bound


def _is_firm(word: str, counts: Mapping[str, int]) -> bool:
    parts = (max(word[:i], word[i + 1 :], key=len) for i in range(len(word)))
    return all(counts[part] <= FIRM * counts[word] for part in parts if len(part) > 1)


def _by_length(words: Iterable[str]) -> dict[int, str]:
    groups: dict[int, list[str]] = defaultdict(list)
    for word in words:
        groups[len(word)].append(word)
    return {length: "".join(group) for length, group in sorted(groups.items())}


@cache
def sounds(character: str) -> tuple[str, ...]:
    """How a folded character is read, with its tone; what is easily mixed up is alike."""
    read = pinyin_dict.get(ord(character), "").split(",")
    usage = _usage().get(character, Counter())
    often = [reading for reading in read if usage[reading] >= SELDOM * usage.total()]
    return tuple(dict.fromkeys(map(_sound, filter(None, often if usage else read[:1]))))


@cache
def _sound(reading: str) -> str:
    sound = to_tone3(reading, neutral_tone_with_five=True)
    for typed, alike in _ALIKE:
        sound = sound.replace(typed, alike)
    return sound


@cache
def _usage() -> dict[str, Counter[str]]:
    """How often each character is read in each way, in the phrases that are known."""
    usage: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, read in phrases_dict.items():
        for character, (reading, *_) in zip(phrase, read, strict=False):
            usage[character][reading] += 1
    return dict(usage)


def _sounds(used: set[str], shared: Map) -> dict[str, str]:
    """The characters of each sound, folded: the site's, and those that are common in Taiwan."""
    groups: dict[str, set[str]] = defaultdict(set)
    simple = {shared.fold(character): s for character, s in _common().items()}
    simple |= {(folded := shared.fold(character)): folded for character in used}
    for character, known in simple.items():
        for sound in sounds(known):
            groups[sound].add(character)
    return {sound: "".join(sorted(group)) for sound, group in sorted(groups.items())}


@cache
def _common() -> dict[str, str]:
    """Characters that Taiwan's standard and the mainland's both have among the frequent ones,
    each with its simplified form.
    """
    traditional = sorted(_level("big5", 0xA4, 0xC7))
    simple = OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    often = _level("gb2312", 0xB0, 0xD8)
    return {t: s for t, s in zip(traditional, simple, strict=True) if s in often}


def _level(encoding: str, first: int, end: int) -> set[str]:
    codes = (bytes(pair) for pair in product(range(first, end), range(0x40, 0xFF)))
    return {c for code in codes for c in _HAN.findall(code.decode(encoding, "ignore"))}


def _others(words: Iterable[str], counts: Mapping[str, int], shared: Map) -> list[str]:
    """Words that sound like one of the site's, but are others; sorted."""
    own = {shared.fold(pair) for pair in counts if len(pair) == 2}
    common = {*_common().values(), *"".join(own)}
    heard = {sound for word in words if len(word) == 2 for sound in _heard(shared.fold(word))}
    return sorted(
        word
        for word in phrases_dict
        if len(word) == 2
        and word not in own
        and common.issuperset(word)
        and not heard.isdisjoint(_heard(word))
    )[:MOST_OTHERS]


def _heard(pair: str) -> Iterator[tuple[str, ...]]:
    """The sounds of a pair, without tones."""
    return product(*({sound[:-1] for sound in sounds(character)} for character in pair))
