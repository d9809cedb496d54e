"""One small change of a YAML file: the piece of its text that goes, and what comes instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import yaml

from .yaml_changes import Change, FieldPath, Insert, Order, Remove, Set
from .yaml_places import Source, child, end_of
from .yaml_scalar import candidates
from .yaml_text import Style, block, entry, inline, is_block, key_text, style_of

_COMMENT = re.compile(r"[ \t]*#[^\r\n]*")


def texts(source: Source, change: Change, order: Order) -> Iterator[str]:
    """The texts that may be the file's after the change, the best first; each is to be read.

    Raises:
        CannotWrite: where YAML cannot say a value.
    """
    piece = _Piece(source, change.path, style_of(source.root), order)
    if isinstance(change, Insert):
        yield from piece.inserted(change.index, change.value)
    elif isinstance(change, Remove):
        yield from piece.removed()
    else:
        yield from piece.set(change)


class _Piece:
    """The part of a file at a path."""

    def __init__(self, source: Source, path: FieldPath, style: Style, order: Order) -> None:
        self._source, self._text, self._path = source, source.text, path
        self._style, self._order = style, order
        self._name = next((part for part in reversed(path) if isinstance(part, str)), "")
        around: list[yaml.Node] = [source.root]
        for part in path[:-1]:
            around += filter(None, [child(around[-1], part)])
        self._around = around[-1]
        """What the part stands in."""
        self._in_flow = any(bool(getattr(node, "flow_style", False)) for node in around)
        self._node = child(self._around, path[-1]) if path else source.root

    # --- a value ------------------------------------------------------------------------

    def set(self, change: Set) -> Iterator[str]:
        """With another value, or with a field more."""
        node, value = self._node, change.value
        if node is None:
            yield from self._added(value)
            return
        nested = isinstance(value, Mapping | list | tuple)
        if isinstance(node, yaml.ScalarNode) and not nested and node.start_mark != node.end_mark:
            start, end = int(node.start_mark.index), end_of(node, self._text)
            for piece in candidates(
                self._text[start:end],
                node,
                value,
                in_flow=self._in_flow,
                newline=self._source.newline,
            ):
                yield self._spliced(start, end, piece)
        yield from self._replaced(node, value)

    def _replaced(self, node: yaml.Node, value: object) -> Iterator[str]:
        """With ``value`` in the place of ``node``, and everything between it and its name."""
        if not self._path:
            return
        head, end = self._head(node), end_of(node, self._text)
        if self._in_flow:
            words = inline(value, self._name, self._style, in_flow=True)
            space = "" if isinstance(self._around, yaml.SequenceNode) else " "
            yield self._spliced(head, end, space + words)
            return
        comment = ""
        if self._source.line_end(head) < int(node.start_mark.index):
            comment = self._text[head : self._source.line_end(head)].strip()
        is_entry = isinstance(self._around, yaml.SequenceNode)
        if is_block(value, self._name, self._style, entry=is_entry):
            yield self._spliced(head, end, self._block(value, comment))
        else:
            words = inline(value, self._name, self._style, in_flow=False)
            yield self._spliced(head, end, f" {words}" + (f"  {comment}" if comment else ""))

    def _head(self, node: yaml.Node) -> int:
        """Where the name of a value ends: after the colon, or the dash of a list."""
        if isinstance(self._around, yaml.MappingNode):
            key = next(key for key, value in self._around.value if value is node)
            return self._text.index(":", int(key.end_mark.index)) + 1
        part = self._path[-1]
        assert isinstance(part, int)
        return self._source.start_of(self._around, part) + (0 if self._in_flow else 1)

    def _block(self, value: object, comment: str) -> str:
        column = self._around.start_mark.column
        if isinstance(self._around, yaml.SequenceNode):
            first, *rest = entry(value, self._name, self._style, column)
            return self._source.newline.join([first[column + 1 :], *rest])
        deeper = self._style.offset if isinstance(value, list | tuple) else 2
        lines = block(value, self._name, self._style, column + deeper)
        return self._source.newline.join([f" {comment}" if comment else "", *lines])

    # --- a field or an entry more -----------------------------------------------------------

    def _added(self, value: object) -> Iterator[str]:
        name, around = self._path[-1], self._around
        if not isinstance(around, yaml.MappingNode) or not around.value:
            yield from self._holder()._replaced(around, {name: value})
            return
        at = self._place_of(str(name), [key.value for key, _ in around.value])
        if self._in_flow:
            words = inline(value, str(name), self._style, in_flow=True)
            yield self._in_brackets(around, at, f"{key_text(name)}: {words}")
        else:
            lines = block({name: value}, "", self._style, around.start_mark.column)
            yield self._with_lines(around, at, list(lines))

    def _place_of(self, name: str, names: list[str]) -> int:
        """After the nearest of the fields that come before it, by the order of the fields."""
        ordered = list(self._order(self._path[:-1]))
        if name not in ordered:
            return len(names)
        for earlier in reversed(ordered[: ordered.index(name)]):
            if earlier in names:
                return names.index(earlier) + 1
        later = (names.index(other) for other in ordered[ordered.index(name) :] if other in names)
        return min(later, default=len(names))

    def inserted(self, index: int, value: object) -> Iterator[str]:
        """With an entry more in the list."""
        node = self._node
        if not isinstance(node, yaml.SequenceNode):
            return
        at = max(0, min(index, len(node.value)))
        if node.flow_style or self._in_flow:
            words = inline(value, self._name, self._style, in_flow=True)
            yield self._in_brackets(node, at, words)
        else:
            lines = entry(value, self._name, self._style, node.start_mark.column)
            yield self._with_lines(node, at, list(lines))

    def _with_lines(self, node: yaml.CollectionNode, at: int, lines: list[str]) -> str:
        newline, column = self._source.newline, node.start_mark.column
        if at:
            end = self._source.line_end(end_of(_value(node, at - 1), self._text))
            return self._spliced(end, end, newline + newline.join(lines))
        start = self._source.start_of(node, 0)
        if self._source.leads_line(start):
            start = self._source.line_start(start)
            return self._spliced(start, start, newline.join([*lines, ""]))
        lines[0] = lines[0][column:]
        return self._spliced(start, start, newline.join([*lines, " " * column]))

    def _in_brackets(self, node: yaml.CollectionNode, at: int, words: str) -> str:
        if not node.value:
            start = int(node.start_mark.index) + 1
            return self._spliced(start, start, words)
        comma = self._comma(node)
        if at:
            end = end_of(_value(node, at - 1), self._text)
            return self._spliced(end, end, comma + words)
        start = self._source.start_of(node, 0)
        return self._spliced(start, start, words + comma)

    def _comma(self, node: yaml.CollectionNode) -> str:
        """What stands between two of the entries."""
        for one, other in pairwise(range(len(node.value))):
            end = end_of(_value(node, one), self._text)
            between = self._text[end : self._source.start_of(node, other)]
            without = _COMMENT.sub("", between)
            if without.strip() == ",":
                return without
        return ", "

    # --- a field or an entry less -------------------------------------------------------------

    def removed(self) -> Iterator[str]:
        """Without the part."""
        node, around = self._node, self._around
        if node is None or not isinstance(around, yaml.CollectionNode):
            return
        at = next(i for i in range(len(around.value)) if _value(around, i) is node)
        if self._in_flow:
            yield self._out_of_brackets(around, at)
        elif len(around.value) > 1:
            yield self._without_lines(around, at)
        elif len(self._path) > 1:
            empty: object = [] if isinstance(around, yaml.SequenceNode) else {}
            yield from self._holder()._replaced(around, empty)

    def _without_lines(self, node: yaml.CollectionNode, at: int) -> str:
        source, start = self._source, self._source.start_of(node, at)
        end = end_of(_value(node, at), self._text)
        if source.leads_line(start):
            start, end = source.line_start(start), source.next_line(end)
            if start and end == len(self._text) and source.line_end(end - 1) == end:
                start = source.line_end(source.line_start(start - 1))  # no break ends the file
            return self._spliced(start, end, "")
        following = source.start_of(node, at + 1)
        if not self._text[source.line_end(end) : following].strip():
            return self._spliced(start, following, "")
        return self._text[:start].rstrip(" ") + self._text[source.line_end(end) :]

    def _out_of_brackets(self, node: yaml.CollectionNode, at: int) -> str:
        start, end = self._source.start_of(node, at), end_of(_value(node, at), self._text)
        if at:
            before = end_of(_value(node, at - 1), self._text)
            if "#" not in self._text[before:start]:
                return self._spliced(before, end, "")
        following = len(node.value) > at + 1 and self._source.start_of(node, at + 1)
        if following and "#" not in self._text[end:following]:
            return self._spliced(start, following, "")
        rest = self._text[end:].lstrip()
        if rest.startswith(","):
            end = len(self._text) - len(rest) + 1
        return self._spliced(start, end, "")

    def _holder(self) -> _Piece:
        """What the part stands in, as a piece itself."""
        return _Piece(self._source, self._path[:-1], self._style, self._order)

    def _spliced(self, start: int, end: int, words: str) -> str:
        return self._text[:start] + words + self._text[end:]


def _value(node: yaml.CollectionNode, at: int) -> yaml.Node:
    value: yaml.Node = node.value[at]
    return node.value[at][1] if isinstance(node, yaml.MappingNode) else value
