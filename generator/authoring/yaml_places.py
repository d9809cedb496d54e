"""Where the parts of a YAML file stand in its text, by the parser's marks.

The parser ends a block where the next thing begins; here it ends where its last word does, so
that comments and blank lines between two things belong to neither.
"""

from __future__ import annotations

import yaml

from ..content.yaml_reader import YamlReader
from ..diagnostics.errors import LINE_BREAK
from .yaml_changes import FieldPath


class Source:
    """The text of a file, its data and its nodes."""

    def __init__(self, text: str) -> None:
        """
        Raises:
            ValueError: where the project's reader refuses the text.
        """
        read = YamlReader("").parse(text)
        if read is None:
            raise ValueError
        self.text = text
        self.data, self.root = read.data, read.node
        first = LINE_BREAK.search(text)
        self.newline = first[0] if first else "\n"

    # --- nodes ------------------------------------------------------------------------

    def find(self, path: FieldPath) -> yaml.Node | None:
        """The node at a path, or ``None`` where nothing stands there."""
        node = self.root
        for part in path:
            inner = child(node, part)
            if inner is None:
                return None
            node = inner
        return node

    def start_of(self, node: yaml.Node, at: int) -> int:
        """Where entry ``at`` of a list or mapping begins: at its dash, or at its field's name."""
        if isinstance(node, yaml.MappingNode):
            key = node.value[at][0]
            return int(key.start_mark.index)
        assert isinstance(node, yaml.SequenceNode)
        if node.flow_style:
            return int(node.value[at].start_mark.index)
        place = end_of(node.value[at - 1], self.text) if at else int(node.start_mark.index)
        while self.text[place] != "-":
            place = self.line_end(place) if self.text[place] == "#" else place + 1
        return place

    # --- lines ------------------------------------------------------------------------

    def line_start(self, place: int) -> int:
        """Where the line of a place begins."""
        while place and not self._breaks_before(place):
            place -= 1
        return place

    def _breaks_before(self, place: int) -> bool:
        before = self.text[place - 1]
        return bool(LINE_BREAK.match(before)) and self.text[place - 1 : place + 1] != "\r\n"

    def line_end(self, place: int) -> int:
        """Where the line of a place ends, before its line break."""
        found = LINE_BREAK.search(self.text, place)
        return found.start() if found else len(self.text)

    def next_line(self, place: int) -> int:
        """Where the line after that of a place begins, or where the text ends."""
        found = LINE_BREAK.search(self.text, place)
        return found.end() if found else len(self.text)

    def leads_line(self, place: int) -> bool:
        """Whether nothing but blanks stands before a place on its line."""
        return not self.text[self.line_start(place) : place].strip()


def child(node: yaml.Node, part: str | int) -> yaml.Node | None:
    """The node of a field or entry of another."""
    if isinstance(node, yaml.MappingNode):
        found = (value for key, value in node.value if key.value == part)
        return next(found, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        return node.value[part] if 0 <= part < len(node.value) else None
    return None


def end_of(node: yaml.Node, text: str) -> int:
    """Where the last word of a node ends."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return end_of(last if isinstance(node, yaml.SequenceNode) else last[1], text)
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return start + len(text[start:end].rstrip())
    return end
