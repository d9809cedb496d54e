"""Parts of a record as read: taken out, or a text put in the place of another.

In: a :class:`~generator.content.load.RawRecord`. Out: a copy; the YAML nodes go with the data, so
that the places of what is left stay those in the file.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator
from dataclasses import replace

import yaml

from ..kinds import key_of
from ..languages import LANGS, SOURCE
from ..models.key import Key
from .load import FieldPath, RawRecord

TRANSLATED = next(lang for lang in LANGS if lang != SOURCE)
"""The language into which the texts of the data are translated."""

_TEXT_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\s*\(([a-z]+):([^)\s]+)\)")
# Words that themselves hold a bracket without its pair keep theirs.
_ODD_LINK = re.compile(r"(\])\s*\(([a-z]+):([^)\s]+)\)")


class StandIn(str):
    """Stands where the English of a text is not yet written."""


class Unlinked(str):
    """A text whose links to what is not published have become their words."""

    written: str
    """As it stands in the file."""


def value_at(data: object, path: FieldPath) -> object:
    """What stands at a path of a record's data; nothing where the path leads nowhere."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def in_data(raw: RawRecord, path: FieldPath) -> FieldPath:
    """The path without the parts that are names in a model alone."""
    found: FieldPath = ()
    for part in path:
        here = value_at(raw.data, found)
        if isinstance(here, list) or (isinstance(here, dict) and part in here):
            found = (*found, part)
    return found


def texts_without_english(data: object, path: FieldPath = ()) -> Iterator[FieldPath]:
    """The place of all that looks like a text of which there is only the Chinese."""
    if isinstance(data, dict):
        if data.keys() <= set(LANGS) and _is_blank(data.get(TRANSLATED)):
            chinese = data.get(SOURCE)
            if not isinstance(chinese, list | dict) and not _is_blank(chinese):
                yield path
                return
        for name, item in data.items():
            yield from texts_without_english(item, (*path, name))
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield from texts_without_english(item, (*path, i))


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def with_stand_in(raw: RawRecord, path: FieldPath) -> RawRecord:
    """The record with something in the place of the English of the text at a path."""
    text = value_at(raw.data, path)
    assert isinstance(text, dict)
    return _with(raw, path, {**text, TRANSLATED: StandIn("…")})


def without_links(raw: RawRecord, path: FieldPath, targets: Collection[Key]) -> RawRecord:
    """The record with the words alone of each link to a target in the text at a path."""
    text = value_at(raw.data, path)
    assert isinstance(text, dict)
    changed = {lang: _without_links(words, targets) for lang, words in text.items()}
    return raw if changed == text else _with(raw, path, changed)


def _without_links(words: object, targets: Collection[Key]) -> object:
    if not isinstance(words, str):
        return words

    def words_alone(link: re.Match[str]) -> str:
        return link[1] if key_of(link[2], link[3]) in targets else link[0]

    left = Unlinked(_ODD_LINK.sub(words_alone, _TEXT_LINK.sub(words_alone, words)))
    left.written = getattr(words, "written", words)
    return words if left == words else left


def _with(raw: RawRecord, path: FieldPath, value: object) -> RawRecord:
    """The record with a value in the place of the one at a path; places are as before."""

    def changed(data: object, rest: FieldPath) -> object:
        if not rest:
            return value
        part = rest[0]
        if isinstance(data, dict):
            return {**data, part: changed(data[part], rest[1:])}
        assert isinstance(data, list)
        assert isinstance(part, int)
        return [*data[:part], changed(data[part], rest[1:]), *data[part + 1 :]]

    data = changed(raw.data, path)
    assert isinstance(data, dict)
    return replace(raw, data=data, written=raw.as_written)


def without(raw: RawRecord, path: FieldPath) -> RawRecord:
    """The record without the entry or the field at a path.

    Notes beside it go with it, and those beside later entries of its list stay beside these.
    """
    found = _without(raw, path)
    notes = found.data.get("notes")
    name, number = path[0], path[1] if len(path) == 2 else None
    if name == "notes" or len(path) > 2 or not isinstance(notes, list):
        return found
    left = value_at(found.data, (name,))
    for i in reversed(range(len(notes))):
        beside = str(getattr(notes[i].get("beside"), "text", notes[i].get("beside")))
        part, _, entry = beside.partition(".")
        if part != name:
            continue
        if not left or (isinstance(number, int) and entry == str(number + 1)):
            found = _without(found, ("notes", i))
        elif isinstance(number, int) and entry.isdecimal() and int(entry) > number + 1:
            found = _with(found, ("notes", i, "beside"), f"{part}.{int(entry) - 1}")
    return found


def _without(raw: RawRecord, path: FieldPath) -> RawRecord:
    def taken(data: object, node: yaml.Node, rest: FieldPath) -> tuple[object, yaml.Node]:
        data, node = copy.copy(data), copy.copy(node)
        node.value = list(node.value)
        part = rest[0]
        at = _index(node, part)
        assert isinstance(data, dict | list)
        if len(rest) == 1:
            del data[part]  # type: ignore[arg-type]
            del node.value[at]
        elif isinstance(data, dict):
            name, value = node.value[at]
            data[part], value = taken(data[part], value, rest[1:])
            node.value[at] = (name, value)
        else:
            data[at], node.value[at] = taken(data[at], node.value[at], rest[1:])
        return data, node

    data, node = taken(raw.data, raw.node, path)
    assert isinstance(data, dict)
    return replace(raw, data=data, tree=node, written=raw.as_written)


def _index(node: yaml.Node, part: str | int) -> int:
    if isinstance(part, int):
        return part
    return next(i for i, (name, _) in enumerate(node.value) if name.value == part)


def mentions(data: object) -> Iterator[str]:
    """The ids that data may name: each word that stands alone, and the ends of links."""
    if isinstance(data, dict):
        for item in data.values():
            yield from mentions(item)
    elif isinstance(data, list):
        for item in data:
            yield from mentions(item)
    elif data is not None:
        words = str(getattr(data, "text", data))
        if "](" in words or "] (" in words:
            yield from (link[3] for link in _ODD_LINK.finditer(words))
        elif len(words) < 100:
            yield words
