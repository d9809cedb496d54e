"""Sections: the content of a finished page taken apart at its headings and records.

A section starts at a heading with an id, at a fold whose content has one, at an element with
an id that the catalogue knows as a record (a clause, a person, a term), or at one with a
``data-search-title``. What is marked ``data-search-exclude`` stands elsewhere too, or is for
developers, and is left out; of a heading marked so with ``below``, all below it as well. What is
marked ``data-search-list`` only names other things, and a section that is mostly such counts
less. A block is a line of the text, and the cells of a row are parted by :data:`CELLS`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from ..output.document import Comment, End, Node, Start

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = " · "
# They part no words.
_INLINE = frozenset({"a", "strong", "em", "code", "span", "b", "i", "small", "sup", "sub", "abbr"})
_INLINE |= {"mark", "bdi", "time", "wbr", "q", "cite"}
# What stands beside the next on one line.
_BESIDE = frozenset({"td", "th", "dt"})
_NAMES = frozenset({"a", "strong", "small", "span"})
# The heads of columns say nothing without their rows; code is for other searches.
_SILENT = frozenset({"script", "style", "svg", "template", "thead", "noscript", "pre"})


@dataclass(slots=True)
class Section:
    """``anchor`` is "" for what stands before the first."""

    anchor: str
    heading: str
    text: str
    listed: bool = False
    """Whether most of it only names what is elsewhere."""


@dataclass(slots=True)
class _Open:
    """A section while it is read."""

    anchor: str
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    listed: int = 0

    def section(self) -> Section:
        text = _text(self.texts)
        return Section(
            self.anchor, " ".join("".join(self.titles).split()), text, 2 * self.listed > len(text)
        )


def sections(content: Iterable[Node], records: Container[str] = ()) -> list[Section]:
    """The sections of a page's content; ``records`` are the ids at which one starts."""
    reader = _Reader(records)
    for node in content:
        reader.read(node)
    return [section.section() for section in reader.found]


class _Reader:
    """Reads a page's content from its beginning to its end."""

    def __init__(self, records: Container[str]) -> None:
        self.found = [_Open("")]
        self._records = records
        self._section = self.found[0]
        self._heading: str | None = None
        self._left_out = 0
        """The level of a heading that is left out with all below it."""
        self._silent = 0
        """How deep one is in an element that is left out,"""
        self._inline = False
        """which parts no words, so that only such are counted,"""
        self._listing = 0
        """and in one that only names other things."""
        self._summary: list[str] = []
        """What the fold is called that began last."""
        self._folds: list[_Open] = []
        """Of each fold one is in, the section that goes on behind it."""
        self._before: Node | None = None

    def read(self, node: Node) -> None:
        before = self._before
        if not (isinstance(node, str) and not node.strip()):
            self._before = node
        if self._below_left_out(node):
            return
        if self._silent:
            if not isinstance(node, str | Comment) and _is_inline(node) == self._inline:
                self._silent += isinstance(node, Start) - isinstance(node, End)
        elif isinstance(node, Start) and _is_left_out(node):
            self._silent, self._inline = 1, _is_inline(node)
        elif isinstance(node, Comment) or _is_inline(node):
            if _parts(before, node):
                self._section.texts.append("\t")
        elif isinstance(node, str):
            self._text(node)
        elif isinstance(node, End):
            self._end(node)
        else:
            self._start(node, before)

    def _below_left_out(self, node: Node) -> bool:
        """Whether it stands below a heading that is left out."""
        if isinstance(node, Start) and node.tag in _HEADINGS:
            level = int(node.tag[1])
            if level <= (self._left_out or level):
                below = node.attributes.get("data-search-exclude") == "below"
                self._left_out = level if below else 0
        return self._left_out > 0

    def _text(self, text: str) -> None:
        if self._heading == "summary":
            self._summary.append(text)
            return
        section = self._section
        (section.titles if self._heading in _HEADINGS else section.texts).append(text)
        section.listed += len(text.strip()) if self._listing else 0

    def _end(self, node: End) -> None:
        self._listing -= bool(self._listing)
        if node.tag == self._heading:
            self._heading = None
        self._section.texts.append("\t" if node.tag in _BESIDE else "\n")
        if node.tag == "details" and self._folds:
            self._section = self._folds.pop()

    def _start(self, node: Start, before: Node | None) -> None:
        beside = node.tag in _BESIDE or (isinstance(before, End) and before.tag == "dt")
        self._section.texts.append(" " if beside else "\n")
        if self._listing or "data-search-list" in node.attributes:
            self._listing += 1
        id_ = node.attributes.get("id") or ""
        if node.tag == "details":
            self._folds.append(self._section)
        elif node.tag == "summary":
            self._heading, self._summary = "summary", []
        elif node.tag in _HEADINGS and self._heading != "summary":
            self._heading = node.tag
            if id_ and node.tag != "h1":
                self._begin(id_)
        elif id_ and isinstance(before, End) and before.tag == "summary":
            self._begin(id_, self._summary)
        elif id_ and (title := node.attributes.get("data-search-title")):
            self._begin(id_, [title])
        elif id_ and id_ in self._records and id_ != self._section.anchor:
            self._begin(id_)

    def _begin(self, anchor: str, titles: Iterable[str] = ()) -> None:
        self._section = _Open(anchor, list(titles))
        self.found.append(self._section)


def _is_left_out(node: Start) -> bool:
    return node.tag in _SILENT or "data-search-exclude" in node.attributes


def _is_inline(node: Node) -> bool:
    return isinstance(node, Start | End) and node.tag in _INLINE


def _parts(before: Node | None, node: Node) -> bool:
    """Whether something ends and what is said of it begins, with nothing between them."""
    if not isinstance(node, Start):
        return False
    ended = isinstance(before, End) and before.tag in _NAMES
    return node.tag == "small" or (node.tag == "span" and ended)


def _text(pieces: list[str]) -> str:
    """The lines of what was read, each of its cells."""
    lines = (
        CELLS.join(cell for cell in (" ".join(c.split()) for c in line.split("\t")) if _says(cell))
        for line in _plain_breaks(pieces).split("\n")
    )
    return "\n".join(filter(None, lines))


def _says(cell: str) -> bool:
    """Whether a cell says more than that there is nothing."""
    return cell not in ("", "—", "–", "-")


def _plain_breaks(pieces: list[str]) -> str:
    """The pieces as one; a line break within a text of the page is but a space."""
    return "".join(
        piece if piece in ("\t", "\n") else piece.replace("\n", " ").replace("\t", " ")
        for piece in pieces
    )
