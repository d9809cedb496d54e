"""Mend: what names records is made to name them by their new names.

In: which record becomes which. Out: the files' new texts, of which only the words that name the
records are others, and the fingerprints of Chinese texts whose links have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ..content.load import FieldPath, RawRecord
from ..content.translations import field_of, fingerprint_of
from ..content.validate import ValidRecord
from ..languages import SOURCE
from ..models.key import Key
from .lock_lines import LockLine
from .uses import Form, Use, base_id, words_at


class CannotReach(Exception):
    """A place that can name records of its own visit only, and has to name one of another."""

    def __init__(self, use: Use) -> None:
        self.use = use
        super().__init__(use)


@dataclass
class Mended:
    """Files with their new texts, and the fingerprints that have changed."""

    texts: dict[str, str] = field(default_factory=dict)
    """By file, from the folder of data."""
    fingerprints: dict[LockLine, str] = field(default_factory=dict)
    """By the line of the lock, the new fingerprint."""
    places: list[tuple[str, int]] = field(default_factory=list)
    """The file and line of each place that was mended."""


def written_as(use: Use, target: Key, here: Key) -> str:
    """How a place names a record, in its own form.

    Raises:
        CannotReach: for a name within a scheme or visit, from another one.
    """
    if use.form is Form.LOCAL:
        if target.scope != here.scope:
            raise CannotReach(use)
        return target.name
    if use.form is Form.CLAUSE:
        return target.name
    if use.form is Form.LINK:
        return f"{target.kind}/{base_id(target)}"
    if use.form is Form.WORDS:
        return f"{target.kind}:{base_id(target)}"
    return base_id(target)


def name_of(raw: RawRecord) -> str:
    """A record's file, from the folder of data."""
    return raw.file.partition("/")[2]


def text_of(data_dir: Path, raw: RawRecord) -> str:
    """A file as it is, with its line ends and its byte-order mark."""
    with (data_dir / name_of(raw)).open(encoding="utf-8", newline="") as file:
        return file.read()


_NO_TEXT = ("true", "false", "null")
"""Names that YAML takes for something else where they stand without quotes."""
Edit = tuple[ValidRecord, FieldPath, str, str]
"""A record, a place in it, the words that stand there and those that shall."""


def mended(data_dir: Path, edits: Iterable[Edit]) -> Mended:
    """Replace words at places; in a longer text, the words of a link: ``](kind:id)``."""
    result = Mended()
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(name_of(edit[0].raw), []).append(edit)
    for name, here in by_file.items():
        raw = here[0][0].raw
        text = text_of(data_dir, raw)
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix("\ufeff")
        pieces: dict[tuple[int, int], str] = {}
        for _, path, old, new in here:
            node = _node(raw.node, path)
            span = node.start_mark.index, node.end_mark.index
            source = pieces.get(span, text[span[0] : span[1]])
            pieces[span] = _in_source(source, old, new)
            result.places.append((raw.file, node.start_mark.line + 1))
        for (start, end), piece in sorted(pieces.items(), reverse=True):
            text = text[:start] + piece + text[end:]
        result.texts[name] = mark + text
        _fingerprints(result, name, raw, here)
    return result


def _in_source(source: str, old: str, new: str) -> str:
    """The source of a scalar with a link's target, or the whole of it, replaced."""
    if ":" in old and "](" in source.replace("] (", "]("):
        return re.sub(rf"(\]\s*\(){re.escape(old)}(?=\))", rf"\g<1>{new}", source)
    if source == old and new in _NO_TEXT:
        return f'"{new}"'
    return source.replace(old, new, 1)


def _node(node: yaml.Node, path: FieldPath) -> yaml.Node:
    for part in path:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == part)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
    return node


def _fingerprints(result: Mended, name: str, raw: RawRecord, edits: list[Edit]) -> None:
    """What the lock has to say of a Chinese text in which a link has another target now."""
    changed: dict[FieldPath, str] = {}
    for _, path, old, new in edits:
        changed[path] = _in_source(changed.get(path, words_at(raw.data, path)), old, new)
    result.fingerprints.update(reworded(name, raw, changed))


def reworded(file: str, raw: RawRecord, words: Mapping[FieldPath, str]) -> dict[LockLine, str]:
    """The lines of the lock of Chinese texts that get other words, with the new fingerprints."""
    return {
        (file, field_of(path[:-1]), fingerprint_of(words_at(raw.data, path))): fingerprint_of(after)
        for path, after in words.items()
        if path[-1] == SOURCE and len(path) > 1
    }
