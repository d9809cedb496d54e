"""Texts that are still to be written, and texts in the other language's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..content.catalogue import Catalogue
from ..content.load import RawRecord
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from ..kinds import KINDS
from ..languages import LANGS, SOURCE
from .texts import TextsOf, Typed

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_PROSE = re.compile(r"\b[a-z]{2,}\b")
_WORDS_OF_PROSE = 4
"""So many words without a capital are no name, which may stand in Latin letters."""


def placeholders(catalogue: Catalogue, texts: TextsOf) -> Iterator[DataError]:
    """A warning for each text with a word that stands for one to come, or in a wrong language."""
    listed = catalogue.site.placeholders
    placeholders = [word for lang in LANGS for word in listed[lang]] if listed else []
    to_come = _pattern(placeholders)
    for kind in KINDS.values():
        if kind.name == "site":  # it lists the words
            continue
        for entry in catalogue.every_version(kind):
            whole = "\n".join(word for text in texts[entry.key] for word in text.words.values())
            if any(word in whole for word in placeholders):  # much faster than the pattern
                yield from _to_come(entry.raw, texts[entry.key], to_come)
            for text in texts[entry.key]:
                for lang, words_here in text.words.items():
                    if _is_foreign(lang, words_here):
                        path, code = (*text.path, lang), Code.OTHER_LANGUAGE
                        yield entry.raw.error(path, code, language=Word(f"language_{lang}"))


def _to_come(
    raw: RawRecord, texts: tuple[Typed, ...], words: re.Pattern[str]
) -> Iterator[DataError]:
    """One warning for a record, however much of it is still to be written."""
    found = [
        ((*text.path, lang), match[0])
        for text in texts
        for lang in LANGS
        if (match := words.search(text.words[lang]))
    ]
    if found:
        lines = tuple(dict.fromkeys(str(raw.mark(path).line) for path, _ in found))
        path, word = found[0]
        yield raw.error(path, Code.PLACEHOLDER, found=word, lines=lines)


def _is_foreign(lang: str, words: str) -> bool:
    """Whether English is mostly Chinese, or Chinese is prose in Latin letters."""
    if lang != SOURCE:
        han = len(_HAN.findall(words)) if _HAN.search(words) else 0
        return han > 0 and han > len(_LATIN.findall(words))
    return not _HAN.search(words) and len(_PROSE.findall(words)) >= _WORDS_OF_PROSE


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """The words as they are written; one in Latin letters is no part of another."""
    return re.compile("|".join(_bounded(word) for word in words))


def _bounded(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
