"""The terms of a scheme: each text says a legal concept in its one English term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from generator import kinds
from generator.content.catalogue import AnyEntry, Catalogue, SchemeView
from generator.content.translations import Translation
from generator.kinds import KINDS
from generator.models.terms import Concept

_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, each whole."""
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


class Terms:
    """The concepts of a list, and what is wrong with a text by them."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self.concepts = concepts
        self.by_chinese = {
            zh: concept for concept in concepts for zh in (concept.name.zh, *concept.also)
        }
        longest_first = sorted(map(re.escape, self.by_chinese), key=len, reverse=True)
        self._chinese = re.compile("|".join(longest_first))

    def faults(self, zh: str, en: str) -> Iterator[str]:
        """What the English of a text lacks or must not hold."""
        found = {match[0]: self.by_chinese[match[0]] for match in self._chinese.finditer(zh)}
        wanted = {term: (concept.name.en, *concept.forms) for term, concept in found.items()}
        for term, concept in found.items():
            quoted = term in en  # the English speaks of the Chinese word itself
            if not (_words(wanted[term]).search(en) or (quoted and not concept.beside)):
                yield f"{term}: “{concept.name.en}” is missing"
            if concept.beside and not quoted:
                yield f"{term}: it does not stand beside its English"
            # What another concept of the same text is called may stand there.
            others = "\n".join(word for other in wanted.values() for word in other)
            banned = tuple(
                word
                for word in concept.not_
                if not (_HAN.search(word) or _words((word,)).search(others))
            )
            if banned and (match := _words(banned).search(en)):
                yield f"{term}: “{match[0]}” must not stand for it"
        for concept in self.concepts:
            for word in concept.not_:
                if _HAN.search(word) and word in zh:
                    yield f"{word}: “{concept.name.zh}” is the term"


@pytest.fixture(scope="module")
def scheme(catalogue: Catalogue) -> SchemeView:
    (scheme,) = catalogue.schemes()
    return scheme


@pytest.fixture(scope="module")
def terms(catalogue: Catalogue, scheme: SchemeView) -> Terms:
    (entry,) = catalogue.within(kinds.TERMS, scheme.key)
    return Terms(entry.model.concepts)


def _of_the_scheme(catalogue: Catalogue, scheme: SchemeView) -> list[Translation]:
    """Every text of the scheme's own records, and of those that rest on its documents."""
    documents = {source.document for source in scheme.model.sources}

    def rests(entry: AnyEntry) -> bool:
        sources = getattr(entry.model, "sources", ())
        return not documents.isdisjoint(source.document for source in sources)

    keys = {
        entry.key
        for kind in KINDS.values()
        if kind is not kinds.TERMS
        for entry in catalogue.every_version(kind)
        if entry.key.scope == scheme.key.scope or rests(entry)
    }
    return [text for text in catalogue.translations if text.raw.key in keys]


def _both(text: Translation) -> tuple[str, str]:
    """The Chinese and the English of a text."""
    value: object = text.raw.data
    for part in text.path:
        value = value[part]  # type: ignore[index]
    assert isinstance(value, dict)
    return str(value["zh"]), str(value["en"])


def test_one_english_term_stands_for_one_concept(
    catalogue: Catalogue, scheme: SchemeView, terms: Terms
) -> None:
    faults = [
        f"{text.raw.file}:{text.mark.line}: {fault}"
        for text in _of_the_scheme(catalogue, scheme)
        for fault in terms.faults(*_both(text))
    ]
    assert not faults, "\n".join(faults)


def test_every_term_is_used(catalogue: Catalogue, scheme: SchemeView, terms: Terms) -> None:
    """A term that no text holds would hold none."""
    chinese = "\n".join(_both(text)[0] for text in _of_the_scheme(catalogue, scheme))
    assert [term for term in terms.by_chinese if term not in chinese] == []


def test_no_chinese_term_is_of_two_concepts(terms: Terms) -> None:
    chinese = [zh for c in terms.concepts for zh in (c.name.zh, *c.also)]
    assert len(set(chinese)) == len(chinese)


# --- whom and what a text names -----------------------------------------------------------------

_QUOTED = re.compile("「[^」]*」|“[^”]*”")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(
    r"\b(?:[Pp]oint|[Pp]aragraph|[Ii]tem|[Cc]lause)s? [1-9]\d*(?:, (?:paragraph|item))"
)
_LOCATOR = re.compile(r"(?<![\w.$])[1-9]\d?(?:\.[1-9]\d?){1,3}(?![\w%]|\.\d)")
_CITED = re.compile(rf"[Pp]oints? (?:{_LOCATOR.pattern}|[1-9]\d?|, | and | or | to |\s)+")


def test_only_a_clause_calls_its_bureau_this_bureau(
    catalogue: Catalogue, scheme: SchemeView
) -> None:
    """Elsewhere nothing tells whose bureau 本局 is: pages are of Taichung, or embedded."""
    faults = [
        f"{text.raw.file}:{text.mark.line}"
        for text in _of_the_scheme(catalogue, scheme)
        if text.raw.key.kind != "provision" and "本局" in _QUOTED.sub("", _both(text)[0])
    ]
    assert faults == []


def test_english_cites_clauses_in_one_way(catalogue: Catalogue, scheme: SchemeView) -> None:
    """As “point 8.1.3”, or by the number alone in brackets; never “point 8, paragraph 1”."""
    clauses = {entry.key.name for entry in scheme.provisions}
    faults = []
    for text in _of_the_scheme(catalogue, scheme):
        en = _both(text)[1]
        bare = _LOCATOR.findall(_CITED.sub("", _IN_BRACKETS.sub("", en)))
        if _NUMBERED.search(en) or clauses.intersection(bare):
            faults.append(f"{text.raw.file}:{text.mark.line}: {bare}")
    assert not faults, "\n".join(faults)
