"""Load: YAML files under ``data/`` to raw records that know their file, line and column.

Which file is which record, its place tells; ``yaml_reader`` reads it. Nothing here knows what
the fields mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Self

import yaml

from ..diagnostics.codes import Code, Detail, Word
from ..diagnostics.errors import DataError, working_on
from ..kinds import KINDS
from ..models.base import reserved_in
from ..models.key import Key
from ..shares import Shares
from .left_behind import is_left_behind
from .parsed import ParsedFiles
from .readable import unfit
from .slips.file_names import name_meant
from .yaml_reader import Content, Mark, YamlReader, compose, mark_of

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A file as read: plain data, and on demand the YAML nodes that know where each part stands."""

    key: Key
    """Read from the file's path; ``link`` changes its version to what it is called that day."""
    file: str
    data: dict[str, object]
    tree: yaml.Node | None = field(repr=False, compare=False)
    """Its nodes, where they are not simply those of its text."""
    text: str = field(repr=False, compare=False)
    """The file as it was typed."""
    written: dict[str, object] | None = field(default=None, repr=False, compare=False)
    """The data as they stand in the file, where ``drafts`` has taken parts out of ``data``."""

    @property
    def node(self) -> yaml.Node:
        """The file's YAML nodes. They take ten times the memory of all else and are for messages,
        so that only those asked for last are kept."""
        return _nodes_of(self.text) if self.tree is None else self.tree

    @property
    def as_written(self) -> dict[str, object]:
        """The data as they stand in the file."""
        return self.data if self.written is None else self.written

    def mark(self, path: FieldPath, *, key: bool = False) -> Mark:
        """The place of the deepest part of ``path`` that is in the file.

        Parts that are not in the file, such as the names of alternatives, are skipped.
        With ``key``, the place of the field's name rather than of its value.
        """
        node, key_node = self._nodes(path)
        return mark_of((key_node if key else node).start_mark)

    def span(self, path: FieldPath) -> tuple[int, int]:
        """The lines, from 0, of what stands at ``path``: the first, and the one after the last."""
        node, _ = self._nodes(path)
        first, end = node.start_mark.line, node.end_mark
        return first, end.line + (1 if end.column or end.line == first else 0)

    def _nodes(self, path: FieldPath) -> tuple[yaml.Node, yaml.Node]:
        """The value at ``path`` and the name of its field."""
        node, key_node = self.node, self.node
        for part in path:
            if isinstance(node, yaml.MappingNode):
                for name, value in node.value:
                    if name.value == part:
                        node, key_node = value, name
                        break
            elif (
                isinstance(node, yaml.SequenceNode)
                and isinstance(part, int)
                and part < len(node.value)
            ):
                node = key_node = node.value[part]
        return node, key_node

    def error(
        self,
        path: FieldPath,
        code: Code,
        *,
        found: str | None = None,
        allowed: tuple[str, ...] = (),
        **details: Detail,
    ) -> DataError:
        """An error at the value that stands at ``path``, with what its message speaks of."""
        mark = self.mark(path)
        return DataError(
            self.file, mark.line, mark.column, code, found, allowed, tuple(details.items())
        )


@lru_cache(64)
def _nodes_of(text: str) -> yaml.Node:
    node = compose(text)
    assert node is not None  # what has become a record holds something
    return node


TRANSLATIONS = "translations.lock"
"""The file beside the records that ``translations`` reads and writes."""
_NAME = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LOCATOR = r"[1-9][0-9]?(?:\.[1-9][0-9]?){0,3}"
# The paths of all kinds; a version of a scheme has a folder that is named by its first day.
_PATTERNS = [
    (
        re.compile(
            re.escape(file)
            .replace(r"\{scope\}", f"(?P<scope>{_NAME})")
            .replace(r"\{id\}", f"(?P<name>{_NAME})")
            .replace(r"\{locator\}", f"(?P<name>{_LOCATOR})")
            .replace(r"\{version\}", f"(?P<version>{_DAY})")
        ),
        kind.name,
    )
    for kind in KINDS.values()
    for file in kind.files
]
_PLACES = tuple(file for kind in KINDS.values() for file in kind.files)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, what was wrong, and which records could not be read at all."""

    records: list[RawRecord]
    errors: list[DataError]
    unreadable: list[Key]
    """Their keys, so that a reference to one of them is not called dangling as well."""
    mended: list[tuple[RawRecord, frozenset[int]]]
    """Of those, what the files would hold without their slips, and the lines that were mended."""

    def refuse(self, file: _File, code: Code, name: str, detail: Detail) -> None:
        """Tell of a file that is not read, and why."""
        self.errors.append(DataError(file.name, 1, 1, code, details=((name, detail),)))
        self.unreadable.extend(() if file.key is None else (file.key,))


_WORTH_A_PROCESS = 64
"""So many files are read by one process before another helps, or a cache is worth its reading."""

Known = dict[Path, tuple[tuple[int, int, int], RawRecord]]
"""What was read before: each file's record, with the file's time, size and number."""


def load(data_dir: Path, known: Known | None = None, parsed: ParsedFiles | None = None) -> Loaded:
    """Every record under ``data_dir``, in path order, with every file that is not one.

    A file that is as it was is taken from ``known``, which is kept up to date; what ``parsed``
    has of one is not parsed again.
    """
    known = {} if known is None else known
    parsed = parsed or ParsedFiles()
    loaded = Loaded([], [], [], [])
    if not data_dir.is_dir():
        loaded.errors.append(DataError(data_dir.name, 1, 1, Code.NO_DATA))
    files = [_File.at(path, data_dir) for path in _files(data_dir)]
    new = [file for file in files if file.can_be_read and not file.is_among(known)]
    for file, record in zip(new, _good(new, parsed), strict=True):
        if record is not None:
            known[file.path] = (file.stamp, record)
    for file in files:
        if file.unfit is not None:
            loaded.refuse(file, Code.UNREADABLE_FILE, "reason", file.unfit)
        elif file.key is None:
            _misplaced(loaded, data_dir, file.path.relative_to(data_dir).as_posix())
        elif file.reserved is not None:
            loaded.refuse(file, Code.RESERVED_NAME, "name", file.reserved)
        elif file.is_among(known):
            loaded.records.append(known[file.path][1])
        else:
            _wrong(loaded, file, file.key)
    return loaded


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the data, before it is read."""

    path: Path
    name: str
    """As ``data/…``."""
    key: Key | None
    stamp: tuple[int, int, int]
    unfit: Word | None
    """What speaks against reading it."""

    @classmethod
    def at(cls, path: Path, data_dir: Path) -> Self:
        relative = path.relative_to(data_dir).as_posix()
        return cls(
            path,
            f"{data_dir.name}/{relative}",
            key_at(relative),
            _stamp(path),
            unfit(path, data_dir),
        )

    @property
    def reserved(self) -> str | None:
        """The part of its path that a system keeps for itself, if there is one."""
        return reserved_in(self.name.partition("/")[2])

    @property
    def can_be_read(self) -> bool:
        """Whether it may hold a record."""
        return self.key is not None and self.unfit is None and self.reserved is None

    def is_among(self, known: Known) -> bool:
        """Whether it has been read as it is now."""
        before = known.get(self.path)
        return before is not None and before[0] == self.stamp


def _good(files: Sequence[_File], parsed: ParsedFiles) -> list[RawRecord | None]:
    """The record of each file; None where something is wrong with the file."""
    if len(files) < _WORTH_A_PROCESS:  # as after an edit in the preview
        parsed = ParsedFiles()
    parsed.read()
    found = {file.name: _parsed_before(file, parsed) for file in files}
    rest = [file for file in files if found[file.name] is None]

    def read(number: int) -> RawRecord | None:
        """The record of one, fit to be handed from process to process."""
        file = rest[number]
        content, errors = _read(file)
        if content is None or errors or content.mended or file.key is None:
            return None
        return RawRecord(file.key, file.name, content.data, None, content.text)

    for file, record in zip(rest, Shares(len(rest), read, _WORTH_A_PROCESS).results(), strict=True):
        found[file.name] = record
        if record is not None:
            parsed.add(record.text, record.data)
    parsed.write()
    return list(found.values())


def _parsed_before(file: _File, parsed: ParsedFiles) -> RawRecord | None:
    """The record of a file whose bytes are known."""
    known = parsed.find(file.path)
    if known is None or file.key is None:
        return None
    return RawRecord(file.key, file.name, known.data, None, known.text)


def _read(file: _File) -> tuple[Content | None, list[DataError]]:
    """What a file holds, and what is wrong with it."""
    reader = YamlReader(file.name)
    with working_on(file.name):
        return reader.read(file.path), reader.errors


def _wrong(loaded: Loaded, file: _File, key: Key) -> None:
    """Tell what is wrong with a file, or let it pass where it only looked so."""
    read, errors = _read(file)
    if errors:
        loaded.errors.extend(errors)
        loaded.unreadable.append(key)
    if read is None:
        return
    record = RawRecord(key, file.name, read.data, read.node, read.text)
    if errors:
        loaded.mended.append((record, read.mended))
    else:
        loaded.records.append(record)


def _misplaced(loaded: Loaded, data_dir: Path, relative: str) -> None:
    """Tell of a file that no record has; what it was meant to be counts as unreadable."""
    folder, file = data_dir.name, f"{data_dir.name}/{relative}"
    path = name_meant(relative, lambda path: key_at(path) is not None)
    key = None if path is None else key_at(path)
    if path is None or key is None:
        top, slash, _ = relative.partition("/")
        here = tuple(place for place in _PLACES if slash and place.startswith(f"{top}/"))
        loaded.errors.append(
            DataError(file, 1, 1, Code.MISPLACED_FILE, found=relative, allowed=here or _PLACES)
        )
        return
    original = f"{folder}/{path}"
    if not (data_dir / path).exists():
        details: tuple[tuple[str, Detail], ...] = (("wanted", original),)
        loaded.errors.append(DataError(file, 1, 1, Code.FILE_NAME, relative, details=details))
        loaded.unreadable.append(key)
        return
    free = next(name for name in _names_like(path) if not (data_dir / name).exists())
    details = (("original", original), ("wanted", f"{folder}/{free}"))
    loaded.errors.append(DataError(file, 1, 1, Code.COPIED_FILE, relative, details=details))


def _names_like(path: str) -> Iterator[str]:
    """Other names for a file of the same kind: ``jane-2``, ``jane-3``; of a clause, the next."""
    stem = path.removesuffix(".yml")
    match = re.fullmatch(r"(.*[./])([0-9]+)", stem)
    if match is None or key_at(f"{stem}-2.yml") is not None:
        return (f"{stem}-{n}.yml" for n in count(2))
    above, last = match.groups()
    return (f"{above}{n}.yml" for n in count(int(last) + 1))


def _stamp(path: Path) -> tuple[int, int, int]:
    """A file's time, size and number, which tell a changed file from the one read before.

    For a symbolic link to a file that is not there, they are those of the link.
    """
    try:
        stat = path.stat()
    except OSError:
        stat = path.lstat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def key_at(relative: str) -> Key | None:
    """The key of the record that a file at this path under ``data/`` holds.

    ``None`` where no record belongs.
    """
    for pattern, kind in _PATTERNS:
        if match := pattern.fullmatch(relative):
            return Key(kind, **match.groupdict())
    return None


def _files(data_dir: Path) -> Iterator[Path]:
    for path in sorted(data_dir.rglob("*")):
        # A link to nothing, or to itself, counts as a file, and so does what is neither file nor
        # folder, so that it is reported as unreadable.
        lock = path == data_dir / TRANSLATIONS
        if not path.is_dir() and not lock and not is_left_behind(path.relative_to(data_dir)):
            yield path
