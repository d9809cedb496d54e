"""Bars that compare one quantity of several things; each row of the picture has its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from .svg import LINE, element, picture, width, words, wrap

WIDTH = 360.0
BAR = 9.0


@dataclass(frozen=True, slots=True)
class Bars:
    """One quantity: what it is called; for each thing its name, the number and its words."""

    label: str
    values: tuple[tuple[str, Decimal, str], ...]


def bars(id_: str, title: str, description: str, rows: Sequence[Bars]) -> str:
    """The picture; a row's longest bar is as wide as the picture."""
    drawn: list[ET.Element] = []
    y = 0.0
    for row in rows:
        for line in wrap(row.label, WIDTH, 2):
            y += LINE
            drawn.append(words(line, 0, y, "label"))
        most = max(value for _, value, _ in row.values)
        for place, (name, value, shown) in enumerate(row.values):
            y += 3
            wrapped = wrap(shown, WIDTH * 0.62, 2)
            room = WIDTH - max(width(line) for line in wrapped) - 12
            lines = wrap(name, room, 4)
            for i, line in enumerate(lines):
                drawn.append(words(line, 0, y + LINE * (i + 1), "name"))
            for i, line in enumerate(wrapped):
                drawn.append(words(line, WIDTH, y + LINE * (i + 1), "value", text_anchor="end"))
            y += LINE * max(len(lines), len(wrapped)) + 5
            share = float(value / most) if most else 0.0
            drawn.append(element("rect", x=0, y=y, width=WIDTH, height=BAR, class_="track"))
            drawn.append(
                element(
                    "rect",
                    x=0,
                    y=y,
                    width=WIDTH * share,
                    height=BAR,
                    class_=f"bar bar--{place % 2}",
                )
            )
            y += BAR + 4
        y += 12
    return picture(id_, "bars", (WIDTH, y - 8), title, description, *drawn)
