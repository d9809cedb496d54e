"""What every picture is made of: elements, the width of words, lines that fit.

Lengths are in units of the picture's ``viewBox``; 1 unit is about 1 pixel.
"""

from __future__ import annotations

import re
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

SIZE = 13.0
"""The size of words, in units."""
LINE = 17.0
"""From one line of words to the next, in units."""

_NARROW = frozenset("iIjlt.,;:'’|!()[]f -·")
_BROAD = frozenset("mwMW—@%")
# Han and full-width signs break anywhere, except that closing signs stay with what they close.
_PIECE = re.compile(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef][，。、；：）」』！？％]*\s*|\s+")


def element(tag: str, *children: ET.Element | str, **attributes: str | float) -> ET.Element:
    """An element; a name's underscores are hyphens, ``class_`` is ``class``."""
    created = ET.Element(
        tag,
        {
            name.rstrip("_").replace("_", "-"): number(value)
            if isinstance(value, int | float)
            else value
            for name, value in attributes.items()
        },
    )
    last: ET.Element | None = None
    for child in children:
        if isinstance(child, ET.Element):
            created.append(child)
            last = child
        elif last is None:
            created.text = (created.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return created


def picture(
    id_: str,
    kind: str,
    size: tuple[float, float],
    title: str,
    description: str,
    *children: ET.Element,
    role: str = "img",
) -> str:
    """The whole picture; ``id_`` is the only one of its page, ``kind`` names its class."""
    width, height = size
    root = element(
        "svg",
        element("title", title, id=f"{id_}-title"),
        element("desc", description, id=f"{id_}-desc"),
        *children,
        class_=f"picture picture--{kind}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role=role,
        aria_labelledby=f"{id_}-title",
        aria_describedby=f"{id_}-desc",
    )
    return ET.tostring(root, encoding="unicode")


def number(value: float) -> str:
    """A length or coordinate with one digit after the point at most."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")  # + 0.0 makes -0.0 a 0


def words(text: str, x: float, y: float, kind: str, **attributes: str) -> ET.Element:
    """One line of words, on its base line."""
    return element("text", text, x=x, y=y, class_=kind, **attributes)


def width(text: str, size: float = SIZE) -> float:
    """How wide words are at most in any usual sans serif; a little too much is meant."""
    return size * sum(_em(sign) for sign in text)


def _em(sign: str) -> float:
    if east_asian_width(sign) in "WF":
        return 1.0
    if sign in _NARROW:
        return 0.36
    if sign in _BROAD:
        return 0.95
    return 0.72 if sign.isupper() else 0.6


def _cut(word: str, room: float, size: float) -> list[str]:
    """A word in as many parts as it is longer than a line, each as long as there is room."""
    parts, length = [""], 0.0
    for sign in word:
        length += size * _em(sign)
        if length > room and parts[-1] and not sign.isspace():
            parts.append("")
            length = size * _em(sign)
        parts[-1] += sign
    return parts


def wrap(text: str, room: float, most: int, size: float = SIZE) -> list[str]:
    """The words in lines no wider than ``room``; what ``most`` lines do not hold ends in …"""
    lines = [""]
    for piece in _PIECE.findall(text):
        if width((lines[-1] + piece).rstrip(), size) <= room:
            lines[-1] += piece
            continue
        lines += _cut(piece, room, size)
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > most:
        last = lines[most - 1]
        while width(last + "…", size) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + "…"]
    return lines
