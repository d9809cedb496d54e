"""Sections: the content of a finished page taken apart at its headings and records.

A section starts at a heading with an id, or at an element with an id that the catalogue
knows as a record (a clause, a person, a term). What is marked ``data-search-exclude``
stands elsewhere too and is left out.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from ..output.document import Comment, End, Node, Start

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# They part no words.
_INLINE = frozenset({"a", "strong", "em", "code", "span", "b", "i", "small", "sup", "sub", "abbr"})
_INLINE |= {"mark"}
_SILENT = frozenset({"script", "style", "svg", "template"})


@dataclass(slots=True)
class Section:
    """``anchor`` is "" for what stands before the first."""

    anchor: str
    heading: str
    text: str


def sections(content: Iterable[Node], records: Container[str] = ()) -> list[Section]:
    """The sections of a page's content; ``records`` are the ids at which one starts."""
    found: list[tuple[str, list[str], list[str]]] = [("", [], [])]
    heading: str | None = None
    silent = 0  # how deep one is in an element that is left out
    for node in content:
        if isinstance(node, Comment) or (not isinstance(node, str) and node.tag in _INLINE):
            continue
        if silent:
            silent += isinstance(node, Start) - isinstance(node, End)
            continue
        anchor, titles, texts = found[-1]
        if isinstance(node, str):
            (titles if heading else texts).append(node)
        elif isinstance(node, End):
            if node.tag == heading:
                heading = None
            texts.append(" ")
        elif node.tag in _SILENT or "data-search-exclude" in node.attributes:
            silent = 1
        else:
            texts.append(" ")
            id_ = node.attributes.get("id") or ""
            if node.tag in _HEADINGS:
                heading = node.tag
                if id_ and node.tag != "h1":
                    found.append((id_, [], []))
            elif id_ and id_ in records and id_ != anchor:
                found.append((id_, [], []))
    return [Section(anchor, _text(head), _text(body)) for anchor, head, body in found]


def _text(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
