"""Named: the record that somebody means by what was typed.

A kind and an id (``person/lin-mei``), a file or folder of data (``data/people/lin-mei.yml``,
``visits/usa-2024/stops/mopop``), or a name or a part of one, in either language.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ..content.catalogue import AnyEntry, Catalogue
from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase, words_of
from ..kinds import HEADS, KINDS, head_of, key_of
from ..languages import LANGS, Lang
from ..models.key import Key

_SHOWN = 8


class NotNamed(GeneratorError):
    """No record, or more than one, goes by what was typed."""


def reference(key: Key) -> str:
    """What names a record on the command line, and leads back to it: ``stop/usa-2024/mopop``."""
    return f"{key.kind}/{key.id}"


def named(catalogue: Catalogue, typed: str) -> AnyEntry:
    """The record that is meant.

    Raises:
        NotNamed: where there is none, or which of several is not clear.
    """
    entries = [entry for kind in KINDS.values() for entry in catalogue.every_version(kind)]
    for key in _keys(typed.strip()):
        entry = catalogue.find(key)
        if entry is not None:
            return entry
    by_file = {entry.raw.file.partition("/")[2]: entry for entry in entries}
    for file in _files(typed.strip()):
        if file in by_file:
            return by_file[file]
    found = [entry for entry in entries if entry.key.id == typed.strip() and _has_id(entry)]
    found = found or _by_name(entries, typed.strip())
    if len(found) == 1:
        return found[0]
    if found:
        some = "\n".join(f"    {reference(e.key)}  {e.title.zh}" for e in found[:_SHOWN])
        more = f"\n    {phrase('and_more', count=len(found))}" if len(found) > _SHOWN else ""
        raise NotNamed(phrase("several_named", typed=typed, count=len(found)) + "\n" + some + more)
    known = {reference(entry.key): entry for entry in entries}
    same_name = [name for name in known if name.rpartition("/")[2] == typed.rpartition("/")[2]]
    close = same_name[:1] or get_close_matches(typed[:100], known, n=1, cutoff=0.6)
    nearest = [phrase("nearest") + close[0]] if close else []
    raise NotNamed("\n".join([phrase("nothing_named", typed=typed), *nearest]))


def _keys(typed: str) -> Iterator[Key]:
    """The keys that a kind and an id may mean."""
    kind, _, rest = typed.partition("/")
    if kind in KINDS:
        scope, at, inner = rest.partition("@")
        version, _, name = inner.partition("/")
        if at:
            known = KINDS[kind]
            yield Key(kind, "" if known.single else name, scope, version)
        yield key_of(kind, rest)


def _has_id(entry: AnyEntry) -> bool:
    return entry.key.kind in HEADS or not KINDS[entry.key.kind].single


def _files(typed: str) -> tuple[str, ...]:
    """The files under ``data/`` that may be meant: with or without ending, or a head's folder."""
    stem = typed.removeprefix("./").removeprefix("data/").rstrip("/").removesuffix(".yml")
    return f"{stem}.yml", *(f"{stem}/{head}.yml" for head in HEADS)


def _by_name(entries: list[AnyEntry], typed: str) -> list[AnyEntry]:
    """Those of this name or, where there are none, those whose name holds what was typed."""
    wanted = typed.rstrip("…").casefold()
    if not wanted:
        return []

    def names(entry: AnyEntry) -> list[str]:
        also = getattr(entry.model, "aliases", ())
        short = getattr(entry.model, "short_title", None)
        every = [*(entry.title[lang] for lang in LANGS), *also]
        return [*every, *((short[lang] for lang in LANGS) if short is not None else ())]

    folded = [(entry, [name.casefold() for name in names(entry)]) for entry in entries]
    # Parts of a scheme, such as its calculator, go by the scheme's own name: they are not meant.
    same = [entry for entry, every in folded if wanted in every]
    return same or [e for e, every in folded if any(wanted in name for name in every)]


def title_of(catalogue: Catalogue, key: Key) -> dict[Lang, str]:
    """What a record is called; one without a title by its kind, and its scheme's title."""
    entry = catalogue.entry(key)
    if entry.title.zh != (key.name or key.scope or key.kind):
        return {lang: entry.title[lang] for lang in LANGS}
    head = head_of(key)
    of = None if head is None else catalogue.find(head)
    kind = {lang: f"{words} {key.name}".strip() for lang, words in words_of(key.kind).items()}
    if of is None:
        return kind
    return {"zh": f"{of.title.zh}・{kind['zh']}", "en": f"{of.title.en}, {kind['en']}"}
