"""Load: YAML files under ``data/`` to raw records that know their file, line and column.

Reads the core of YAML 1.2 and no more: ``true``/``false``, ``null``, decimal numbers;
``no``, ``1:30``, ``010`` and dates stay the words that were typed. Duplicate keys,
aliases and tags are errors. Nothing here knows what the fields mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..diagnostics.codes import Code, Detail
from ..diagnostics.errors import LINE_BREAK, DataError, working_on
from ..kinds import KINDS
from ..models.key import Key

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml reads the same, more slowly.
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A file as read: plain data, and the YAML nodes that know where each part stands."""

    key: Key
    """As its place under ``data/`` tells; ``link`` names versions as they are called that day."""
    file: str
    data: dict[str, Any]
    node: yaml.Node = field(repr=False, compare=False)

    def mark(self, path: FieldPath, *, key: bool = False) -> Mark:
        """The place of the deepest part of ``path`` that is in the file.

        Parts that are not in the file, such as the names of alternatives, are skipped.
        With ``key``, the place of the field's name rather than of its value.
        """
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
        return _mark((key_node if key else node).start_mark)

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


class _WithText:
    """A number that keeps the words it was typed with: ``3.10`` stays "3.10"."""

    text: str


class YamlInt(int, _WithText):
    pass


class YamlFloat(float, _WithText):
    pass


_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_DEEP = 100
_NESTED_ON_A_LINE = re.compile(r"(?:[-?:] ){20}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ["str", "int", "float", "bool", "null", "timestamp", "merge", "value"]
}

TRANSLATIONS = "translations.lock"
"""Beside the records: the Chinese that each English text was made from (``translation``)."""
_NAME = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LOCATOR = r"[1-9][0-9]?(?:\.[1-9][0-9]?){0,3}"
# ``{version}`` is the first day of another version of a scheme.
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
    """So that a reference to one is not called dangling as well."""


Known = dict[Path, tuple[tuple[int, int, int], RawRecord]]
"""What was read before: each file's record, with the file's time, size and number."""


def load(data_dir: Path, known: Known | None = None) -> Loaded:
    """Every record under ``data_dir``, in path order, with every file that is not one.

    A file that is as it was is taken from ``known``, which is kept up to date.
    """
    known = {} if known is None else known
    loaded = Loaded([], [], [])
    if not data_dir.is_dir():
        loaded.errors.append(DataError(data_dir.name, 1, 1, Code.NO_DATA))
    for path in _files(data_dir):
        relative = path.relative_to(data_dir).as_posix()
        file = f"{data_dir.name}/{relative}"
        key = key_at(relative)
        if key is None:
            loaded.errors.append(
                DataError(
                    file,
                    1,
                    1,
                    Code.MISPLACED_FILE,
                    found=relative,
                    allowed=_PLACES,
                )
            )
            continue
        stamp = _stamp(path)
        if path in known and known[path][0] == stamp:
            loaded.records.append(known[path][1])
            continue
        reader = _Reader(file)
        with working_on(file):
            read = reader.read(path)
        if read is None:
            loaded.errors.extend(reader.errors)
            loaded.unreadable.append(key)
        else:
            record = RawRecord(key, file, *read)
            known[path] = (stamp, record)
            loaded.records.append(record)
    return loaded


def _stamp(path: Path) -> tuple[int, int, int]:
    """What changes with a file; of a link that leads nowhere, that of the link."""
    try:
        stat = path.stat()
    except OSError:
        stat = path.lstat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def key_at(relative: str) -> Key | None:
    """The key of the record that a file in this place under ``data/`` holds; none for no place."""
    for pattern, kind in _PATTERNS:
        if match := pattern.fullmatch(relative):
            return Key(kind, **match.groupdict())
    return None


def _files(data_dir: Path) -> Iterator[Path]:
    for path in sorted(data_dir.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(data_dir).parts)
        # A link that leads nowhere, or round in a circle, is a file that cannot be read.
        there = path.is_file() or (path.is_symlink() and not path.is_dir())
        lock = path == data_dir / TRANSLATIONS
        if there and not hidden and not lock and not path.name.endswith("~"):
            yield path


class _Reader:
    """Turns one file into plain data, and says what in it is not allowed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[DataError] = []
        self._seen: set[yaml.Node] = set()

    def read(self, path: Path) -> tuple[dict[str, Any], yaml.Node] | None:
        """The file's fields and its YAML nodes, or ``None`` where ``errors`` says why not."""
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = LINE_BREAK.split(error.object[: error.start].decode("utf-8-sig", "replace"))
            self._fail(Mark(len(before), 1), Code.NOT_UTF8)
            return None
        except OSError as error:
            self._fail(Mark(1, 1), Code.UNREADABLE_FILE, reason=error.strerror or "?")
            return None
        node = data = None
        try:
            _refuse_depth(text)
            node = yaml.compose(text, Loader=_Loader)
            data = None if node is None else self._plain(node)
        except yaml.YAMLError as error:
            mark, code, reason = _diagnose(error, text)
            if code is Code.NOT_YAML:
                self._fail(mark, code, reason=reason)
            else:
                self._fail(mark, code)
        except _TooDeep as error:
            self._fail(error.mark, Code.TOO_DEEP)
        if not self.errors and not isinstance(data, dict):
            self._fail(Mark(1, 1), Code.EMPTY_FILE if data is None else Code.NOT_FIELDS)
        if self.errors or node is None or not isinstance(data, dict):
            return None
        return data, node

    def _plain(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            if node.tag in _TAGS:
                return _scalar(node)
        elif node in self._seen:
            self._fail(_mark(node.start_mark), Code.ALIAS)
            return None
        else:
            self._seen.add(node)
            if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
                return self._mapping(node)
            if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
                return [self._plain(item) for item in node.value]
        self._fail(_mark(node.start_mark), Code.TAG, found=node.tag)
        return None

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fail(_mark(key_node.start_mark), Code.FIELD_NAME)
                continue
            key = key_node.value
            if key in result:
                first = next(item for item, _ in node.value if item.value == key)
                self._fail(
                    _mark(key_node.start_mark),
                    Code.DUPLICATE_FIELD,
                    field=key,
                    first=first.start_mark.line + 1,
                )
                continue
            result[key] = self._plain(value_node)
        return result

    def _fail(
        self,
        mark: Mark,
        code: Code,
        found: str | None = None,
        **details: Detail,
    ) -> None:
        self.errors.append(
            DataError(
                self.file, mark.line, mark.column, code, found, details=tuple(details.items())
            )
        )


class _TooDeep(Exception):
    def __init__(self, mark: Mark) -> None:
        self.mark = mark


def _refuse_depth(text: str) -> None:
    """Raise _TooDeep for nesting that the composer, which is recursive, would not survive.

    Only a file that could be so deep is read twice.
    """
    if text.count("[") + text.count("{") < _DEEP and not _NESTED_ON_A_LINE.search(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEP:
                raise _TooDeep(_mark(event.start_mark))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style in ('"', "'", "|", ">"):  # quoted or block text is text
        return text
    if text in _WORDS:
        return _WORDS[text]
    number: YamlInt | YamlFloat
    if _INT.fullmatch(text) and len(text) <= 400:
        number = YamlInt(text)
    elif _FLOAT.fullmatch(text):
        number = YamlFloat(text)
    else:
        return text
    number.text = text
    return number


# Words of the parser, and the kind of mistake that they mostly stand for.
_SIGNS = (
    ("single document", Code.TWO_DOCUMENTS),
    ("document start", Code.TWO_DOCUMENTS),
    ("alias", Code.ALIAS),
    ("anchor", Code.ALIAS),
    ("mapping values are not allowed", Code.UNQUOTED),
    ("',' or", Code.UNCLOSED),
    ("unexpected end of stream", Code.UNCLOSED),
)


def _diagnose(error: yaml.YAMLError, text: str) -> tuple[Mark, Code, str]:
    """Where, what kind of mistake, and the parser's own words."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        mark = _mark(error.problem_mark)
        reason = f"{error.problem} ({error.context})" if error.context else str(error.problem)
        lines = LINE_BREAK.split(text)
        line = lines[mark.line - 1] if mark.line <= len(lines) else ""
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return mark, Code.TAB, reason
        return mark, next((code for sign, code in _SIGNS if sign in reason), Code.NOT_YAML), reason
    # The reader counts bytes.
    position = getattr(error, "position", 0)
    before = text.encode()[: position if isinstance(position, int) else 0].decode(errors="ignore")
    *above, line = LINE_BREAK.split(before)
    return Mark(len(above) + 1, len(line) + 1), Code.CONTROL_CHARACTER, ""
