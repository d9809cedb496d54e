"""Difference: what has changed in records, as their fields say it and not as their lines do.

In: a record before and after. Out: each value that is another, new or gone, and its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from ..content.load import FieldPath, RawRecord, key_at
from ..content.yaml_reader import YamlReader
from ..languages import LANGS, SOURCE, Lang
from .yaml_edit import same

_RULES = ("amount", "deadlines", "instalments", "requirements", "office_days", "groups")
"""What of a calculator changes results, that which readers look for first in front."""
_AROUND = 14
_MOST = 100


class _Nothing:
    """Stands for what is not there."""


NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is another; ``NOTHING`` where there was none, or is none any more."""

    path: FieldPath
    old: object
    new: object

    @property
    def weight(self) -> int:
        """What it changes for readers of a calculator: 0 most, more than its fields less."""
        if self.path[-1] in LANGS or self.path[0] not in _RULES:
            return len(_RULES)
        return _RULES.index(str(self.path[0]))


def raw_at(data_dir: Path, file: str) -> RawRecord | None:
    """The record of a file under the folder of data, or nothing where it cannot be read."""
    key = key_at(file)
    name = f"{data_dir.name}/{file}"
    if key is None:
        return None
    reader = YamlReader(name)
    read = reader.read(data_dir / file)
    if read is None or reader.errors:  # what it would hold without slips, nobody has written
        return None
    return RawRecord(key, name, read.data, read.node, read.text)


def differences(old: object, new: object, path: FieldPath = ()) -> Iterator[Difference]:
    """Every value that is another, in the order of the file as it is now."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in [*new, *(name for name in old if name not in new)]:
            yield from differences(old.get(name, NOTHING), new.get(name, NOTHING), (*path, name))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(old, new, path)
    elif old is NOTHING or new is NOTHING or not same(old, new):
        yield Difference(path, old, new)


def _of_lists(old: list[object], new: list[object], path: FieldPath) -> Iterator[Difference]:
    before, after = ([_name(item) for item in items] for items in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, end, j, until in matcher.get_opcodes():
        both = min(end - i, until - j)
        if tag == "equal" or (tag == "replace" and end - i == until - j):
            for at in range(both):
                yield from differences(old[i + at], new[j + at], (*path, j + at))
            continue
        yield from (Difference((*path, i + at), old[i + at], NOTHING) for at in range(end - i))
        yield from (Difference((*path, j + at), NOTHING, new[j + at]) for at in range(until - j))


def _name(item: object) -> str:
    """What tells an entry from others: the field that it begins with, or all that it says."""
    if isinstance(item, dict) and item:
        first, value = next(iter(item.items()))
        if isinstance(value, str) and first not in LANGS:
            return f"{first} {value}"
    return repr(item)


def in_words(value: object, lang: Lang) -> str:
    """A value for people: a text in the language, a figure as it is typed."""
    if isinstance(value, dict):
        if value.keys() <= set(LANGS) and value:
            return str(value.get(lang) or value.get(SOURCE) or next(iter(value.values())))
        return "；".join(f"{name} {in_words(item, lang)}" for name, item in value.items())
    if isinstance(value, list):
        return "、".join(in_words(item, lang) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(getattr(value, "text", value))


def excerpts(old: str, new: str) -> tuple[str, str]:
    """The part in which two texts differ, with a few words around it."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return _part(old, start, len(old) - end), _part(new, start, len(new) - end)


def _part(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if last - first > _MOST:
        last = first + _MOST
    before = "…" if first else ""
    return f"{before}{text[first:last]}{'…' if last < len(text) else ''}"


def raw_title(raw: RawRecord, lang: Lang) -> str | None:
    """What a record is called, as far as its file says so."""
    for name in ("title", "name", "heading", "question"):
        text = raw.data.get(name)
        if isinstance(text, dict) and text:
            return in_words(text, lang)
    return None
