"""Sections: the content of a finished page taken apart at its headings and records.

A section starts at a heading with an id, or at an element with an id that the catalogue
knows as a record (a clause, a person, a term). What is marked ``data-search-exclude``
stands elsewhere too and is left out; what is marked ``data-search-list`` only names other
things, and a section that is mostly such counts less. A block is a line of the text, and the
cells of a row are parted by :data:`CELLS`.
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
_LINKS = frozenset({"a", "strong"})
_SILENT = frozenset({"script", "style", "svg", "template"})


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
    found = [_Open("")]
    heading: str | None = None
    silent = 0  # how deep one is in an element that is left out
    listing = 0  # and in one that only names other things
    before: Node | None = None
    for node in content:
        last, before = before, node
        if isinstance(node, Comment) or _is_inline(node):
            if not silent and _parts(last, node):
                found[-1].texts.append("\t")
            continue
        if silent:
            silent += isinstance(node, Start) - isinstance(node, End)
            continue
        section = found[-1]
        if isinstance(node, str):
            (section.titles if heading else section.texts).append(node)
            section.listed += len(node.strip()) if listing else 0
            continue
        if listing:
            listing += isinstance(node, Start) - isinstance(node, End)
        if isinstance(node, End):
            if node.tag == heading:
                heading = None
            section.texts.append("\t" if node.tag in _BESIDE else "\n")
        elif node.tag in _SILENT or "data-search-exclude" in node.attributes:
            silent = 1
        else:
            section.texts.append(" " if node.tag in _BESIDE else "\n")
            listing = listing or int("data-search-list" in node.attributes)
            id_ = node.attributes.get("id") or ""
            if node.tag in _HEADINGS:
                heading = node.tag
                if id_ and node.tag != "h1":
                    found.append(_Open(id_))
            elif id_ and id_ in records and id_ != section.anchor:
                found.append(_Open(id_))
    return [section.section() for section in found]


def _is_inline(node: Node) -> bool:
    return isinstance(node, Start | End) and node.tag in _INLINE


def _parts(before: Node | None, node: Node) -> bool:
    """Whether a name ends and what is said of it begins, with nothing between them."""
    return (
        isinstance(before, End)
        and before.tag in _LINKS
        and isinstance(node, Start)
        and node.tag == "span"
    )


def _text(pieces: list[str]) -> str:
    """The lines of what was read, each of its cells."""
    lines = (
        CELLS.join(filter(None, (" ".join(cell.split()) for cell in line.split("\t"))))
        for line in _plain_breaks(pieces).split("\n")
    )
    return "\n".join(filter(None, lines))


def _plain_breaks(pieces: list[str]) -> str:
    """The pieces as one; a line break within a text of the page is but a space."""
    return "".join(
        piece if piece in ("\t", "\n") else piece.replace("\n", " ").replace("\t", " ")
        for piece in pieces
    )
