"""Sections: a finished page taken apart at its headings and records.

A section starts at a heading with an id, or at an element with an id that the catalogue
knows as a record (a clause, a person, a term). What is marked ``data-search-exclude``
stands elsewhere too and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>")
_ID = re.compile(r'\sid="([^"]*)"')
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_VOID = {"br", "img", "input", "hr", "wbr", "source", "meta", "link", "col"}
# They part no words; taken away first, for most tags are of these.
_INLINE = re.compile(r"</?(?:a|strong|em|code|span|b|i|small|sup|sub|abbr|mark)(?:\s[^<>]*)?>")
_SILENT = {"script", "style", "svg", "template"}


@dataclass(slots=True)
class Section:
    """``anchor`` is "" for what stands before the first."""

    anchor: str
    heading: str
    text: str


def sections(html: str, records: Container[str] = ()) -> list[Section]:
    """The sections of a page's content; ``records`` are the ids at which one starts."""
    found: list[tuple[str, list[str], list[str]]] = [("", [], [])]
    html = _INLINE.sub("", html)
    heading: str | None = None
    silent = ""  # the element that is left out, and how deep one is in it
    depth = start = 0
    for tag in _TAG.finditer(html):
        closing, name, attributes = tag.groups()
        name = name.lower()
        if silent:
            if name == silent:
                depth += -1 if closing else 1
            if not depth:
                silent, start = "", tag.end()
            continue
        if start < tag.start():
            _, titles, texts = found[-1]
            (titles if heading else texts).append(html[start : tag.start()])
        start = tag.end()
        if closing:
            if name == heading:
                heading = None
            found[-1][2].append(" ")
            continue
        if "data-search-exclude" in attributes or (name in _SILENT):
            if name not in _VOID:
                silent, depth = name, 1
            continue
        found[-1][2].append(" ")
        named = _ID.search(attributes)
        if name in _HEADINGS:
            heading = name
            if named and name != "h1":
                found.append((named[1], [], []))
        elif named and named[1] in records and named[1] != found[-1][0]:
            found.append((named[1], [], []))
    if start < len(html) and not silent:
        found[-1][2].append(html[start:])
    return [Section(anchor, _text(head), _text(body)) for anchor, head, body in found]


def _text(pieces: list[str]) -> str:
    return " ".join(unescape("".join(pieces)).split())
