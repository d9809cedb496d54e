"""Doubts: what may well be right, and is more often a slip. Each is a warning that asks.

A percentage below one, simplified characters in the Chinese, and names that the site itself
spells otherwise (``spellings`` in ``data/site.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from opencc import OpenCC

from .. import kinds
from ..content.catalogue import Catalogue
from ..content.load import FieldPath, RawRecord
from ..diagnostics.codes import Code
from ..diagnostics.errors import LINE_BREAK, DataError
from ..languages import SOURCE

_HAN = re.compile("[\u3400-\u9fff]")
_QUOTATION = re.compile("「[^「」]*」|『[^『』]*』")


def doubts(catalogue: Catalogue) -> Iterator[DataError]:
    """A warning for each; what a text quotes is as its source has it."""
    for entry in catalogue.every_version(kinds.CALCULATOR):
        yield from _percentages(entry.raw, entry.raw.data, ())
    right = {wrong: name.write for name in catalogue.site.spellings for wrong in name.not_}
    places = [(item.raw, (*item.path, SOURCE)) for item in catalogue.translations]
    texts = [(raw, path, str(_at(raw, path))) for raw, path in places]
    simplified = _simplified("".join(text for _, _, text in texts))
    words = sorted([*right, *simplified], key=len, reverse=True)
    doubtful = re.compile("|".join(map(re.escape, words)) or "(?!)")
    for raw, path, whole in texts:
        if not doubtful.search(whole):
            continue
        text = _QUOTATION.sub("", whole)
        found = list(dict.fromkeys(doubtful.findall(text)))
        for word in found:
            if word in right:
                yield _warning(raw, path, word, Code.OTHER_SPELLING, right[word])
        if characters := "".join(word for word in found if word in simplified):
            wanted = OpenCC("s2t").convert(_around(text, simplified))
            yield _warning(raw, path, characters, Code.SIMPLIFIED, wanted)


def _warning(raw: RawRecord, path: FieldPath, typed: str, code: Code, wanted: str) -> DataError:
    """At the first character of ``typed``, where the line has it."""
    error = raw.error(path, code, typed=typed, wanted=wanted)
    line = LINE_BREAK.split(raw.text)[error.line - 1]
    at = line.find(typed if typed in line else typed[0], error.column - 1)
    return error if at < 0 else replace(error, column=at + 1)


def _percentages(raw: RawRecord, data: object, path: FieldPath) -> Iterator[DataError]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name == "percent" and isinstance(value, float) and 0 < value < 1:
                yield raw.error(
                    (*path, name),
                    Code.PERCENT_BELOW_ONE,
                    percent=f"{value:g}",
                    hundredfold=f"{value * 100:g}",
                )
            else:
                yield from _percentages(raw, value, (*path, name))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _percentages(raw, value, (*path, i))


def _at(raw: RawRecord, path: FieldPath) -> object:
    value: object = raw.data
    for part in path:
        assert isinstance(value, dict | list)
        value = value[part]  # type: ignore[index]  # the path was found in this data
    return value


def _simplified(text: str) -> frozenset[str]:
    """The characters that only simplified Chinese has, of those in a text.

    They are those that the mainland's first set of characters has and Taiwan's has not.
    """
    return frozenset(
        c for c in set(_HAN.findall(text)) if _is_in(c, "gb2312") and not _is_in(c, "cp950")
    )


def _is_in(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _around(text: str, simplified: frozenset[str]) -> str:
    """The words with the first of the characters: what stands between two signs."""
    clauses = re.findall("[\u3400-\u9fff]+", text)
    clause: str = next(clause for clause in clauses if simplified.intersection(clause))
    return clause[:20]
