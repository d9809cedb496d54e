"""New YAML: values written as the files under ``data/`` write them.

In: plain data, and how a file writes its own (``Style``). Out: text that reads as that data
again. A text stands without quotes where the reader takes it for the same text so; what does not
is quoted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import yaml

from ..content.yaml_loader import Loader
from ..content.yaml_reader import scalar

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
# What YAML does not allow as it is, would take for the end of a line, or nobody would see.
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\xa0\u200b-\u200d\u2028\u2029\u2060\ufeff\ufffe\uffff]')
_DASH = 2
"""How many columns ``- `` takes."""


class CannotWrite(Exception):
    """No YAML that the project's reader reads says this value."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes things, by the name of the field that they stand in."""

    flow: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """Whether a list or mapping stands in brackets: by the field's name, and ``map``, ``list`` or
    ``item`` (a mapping that is an entry of the list); by its own fields and ``alike``."""
    quoted: Mapping[str, str] = field(default_factory=dict)
    """The quotes of every text of a field."""
    offset: int = 2
    """How much deeper than the field's name the dashes of its list stand."""


PROJECT = Style()


def plain_text(value: object, style: Style = PROJECT, indent: int = 0) -> str:
    """The lines of a mapping or list, each ended, at an indentation.

    Raises:
        CannotWrite: where the value is no data of a file.
    """
    return "".join(f"{line}\n" for line in block(value, "", style, indent))


def block(value: object, name: str, style: Style, indent: int) -> Iterator[str]:
    """The lines of a mapping or list that is not empty, and that stands in the field ``name``."""
    space = " " * indent
    if isinstance(value, Mapping):
        for key, item in value.items():
            head = f"{space}{key_text(key)}:"
            if is_block(item, str(key), style):
                yield head
                deeper = style.offset if isinstance(item, list | tuple) else 2
                yield from block(item, str(key), style, indent + deeper)
            else:
                yield f"{head} {inline(item, str(key), style, in_flow=False)}"
    elif isinstance(value, list | tuple):
        for item in value:
            yield from entry(item, name, style, indent)
    else:
        raise CannotWrite(repr(value))


def entry(item: object, name: str, style: Style, indent: int) -> Iterator[str]:
    """The lines of an entry of the list in the field ``name``."""
    space = " " * indent
    if is_block(item, name, style, entry=True):
        first, *rest = block(item, name, style, indent + _DASH)
        yield f"{space}- {first[indent + _DASH :]}"
        yield from rest
    else:
        yield f"{space}- {inline(item, name, style, in_flow=False)}"


def is_block(value: object, name: str, style: Style, *, entry: bool = False) -> bool:
    """Whether a value is written on lines of its own."""
    if isinstance(value, Mapping):
        alike = style.flow.get((_fields(value), "alike"), False)
        return bool(value) and not style.flow.get((name, "item" if entry else "map"), alike)
    if isinstance(value, list | tuple):
        short = not any(isinstance(item, Mapping | list | tuple) for item in value)
        return bool(value) and not style.flow.get((name, "list"), short)
    return False


def inline(value: object, name: str, style: Style, *, in_flow: bool) -> str:
    """A value on one line; a list or mapping in brackets."""
    if isinstance(value, Mapping):
        pairs = (
            f"{key_text(key)}: {inline(item, str(key), style, in_flow=True)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        items = (inline(item, name, style, in_flow=True) for item in value)
        return "[" + ", ".join(items) + "]"
    return scalar_text(value, style.quoted.get(name, ""), in_flow=in_flow)


def key_text(key: object) -> str:
    """The name of a field."""
    if not isinstance(key, str):
        raise CannotWrite(repr(key))
    return scalar_text(key, "", in_flow=True)


def scalar_text(value: object, quotes: str, *, in_flow: bool) -> str:
    """A value that is no list or mapping, on one line; a text in ``quotes`` where it can be.

    Raises:
        CannotWrite: where it is no value that the project's reader gives.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise CannotWrite(repr(value))
        return str(getattr(value, "text", None) or repr(value))
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise CannotWrite(repr(value))
    if any("\ud800" <= char <= "\udfff" for char in value):  # half of a pair: no file can hold it
        raise CannotWrite(repr(value))
    if quotes != '"':
        single = "'" + value.replace("'", "''") + "'"
        candidate = single if quotes == "'" else value
        if _reads_as(candidate, value, in_flow=in_flow):
            return candidate
    return _double_quoted(value)


def _reads_as(text: str, value: str, *, in_flow: bool) -> bool:
    """Whether the reader takes ``text``, where it would stand, for ``value``.

    With more around it than the parser asks for: other readers are stricter.
    """
    if _ESCAPED.search(value.replace("\\", "").replace('"', "")) or not value.strip():
        return False
    if text == value and (" #" in value or value[:1] in "-?:"):
        return False
    for frame in ("[{}]", "{{a: {}}}") if in_flow else ("- {}", "a: {}"):
        try:
            node = yaml.compose(frame.format(text), Loader=Loader)
        except yaml.YAMLError:
            return False
        while isinstance(node, yaml.CollectionNode):
            if len(node.value) != 1:
                return False
            (node,) = node.value if isinstance(node, yaml.SequenceNode) else node.value[0][1:]
        if not isinstance(node, yaml.ScalarNode) or scalar(node) != value:
            return False
        if not isinstance(scalar(node), str):
            return False
    return True


def _double_quoted(value: str) -> str:
    return '"' + _ESCAPED.sub(_escaped, value) + '"'


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    number = ord(char)
    return _ESCAPES.get(char) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")


def style_of(node: yaml.Node) -> Style:
    """How a file writes things, by what it holds."""
    flow: dict[tuple[str, str], bool] = {}
    quotes: dict[str, set[str]] = {}
    offsets: list[int] = []
    for name, role, inner in _named(node, "", "map"):
        if isinstance(inner, yaml.ScalarNode):
            if isinstance(scalar(inner), str):
                quotes.setdefault(name, set()).add(inner.style or "")
            continue
        assert isinstance(inner, yaml.CollectionNode)
        if inner.value:
            flow[name, role] = bool(inner.flow_style)
        if isinstance(inner, yaml.MappingNode):
            flow[_fields(key.value for key, _ in inner.value), "alike"] = bool(inner.flow_style)
            offsets += [] if inner.flow_style else _offsets(inner)
    quoted = {name: next(iter(found)) for name, found in quotes.items() if len(found) == 1}
    return Style(
        flow,
        {name: mark for name, mark in quoted.items() if mark in ("'", '"')},
        max(offsets, key=lambda offset: (offsets.count(offset), offset), default=2),
    )


def _named(node: yaml.Node, name: str, role: str) -> Iterable[tuple[str, str, yaml.Node]]:
    yield name, role, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            named = "list" if isinstance(value, yaml.SequenceNode) else "map"
            yield from _named(value, key.value, named)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            inner = "list" if isinstance(value, yaml.SequenceNode) else "item"
            yield from _named(value, name, inner)


def _fields(names: Iterable[object]) -> str:
    return " ".join(map(str, names))


def _offsets(node: yaml.MappingNode) -> Iterator[int]:
    for _, value in node.value:
        if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
            yield value.start_mark.column - node.start_mark.column
