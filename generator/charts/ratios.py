"""One thing against another, quantity by quantity: how large a share of the other each is.

All rows have one scale from nought; the other thing stands at 100%, so that the places of the
dots can be compared down the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .svg import LINE, element, number, picture, width, words, wrap

WIDTH = 360.0
DOT = 6.0
GAP = 18.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quantity: what it is called, the words of both figures, and what one is of the other."""

    label: str
    own: str
    other: str
    ratio: float

    @property
    def shown(self) -> str:
        """The ratio in words."""
        return f"{number(self.ratio * 100)}%" if self.ratio < 0.1 else f"{self.ratio * 100:.0f}%"


def ratios(
    id_: str, title: str, description: str, names: tuple[str, str], rows: Sequence[Ratio]
) -> str:
    """The picture; ``names`` are what is compared, and with what."""
    drawn: list[ET.Element] = []
    y = 0.0
    for name, kind in zip(names, ("own", "other"), strict=True):
        drawn.append(_dot(kind, DOT, y + LINE - 5))
        for line in wrap(name, WIDTH - 3 * DOT - 2, 2):
            y += LINE
            drawn.append(words(line, 3 * DOT + 2, y, kind))
    most = max(1.0, *(row.ratio for row in rows))
    room = WIDTH - 2 * DOT

    def place(ratio: float) -> float:
        return DOT + room * ratio / most

    y += GAP / 2
    for row in rows:
        y += GAP / 2
        for line in wrap(row.label, WIDTH - width(row.shown) - GAP, 2):
            y += LINE
            drawn.append(words(line, 0, y, "label"))
        drawn.append(words(row.shown, WIDTH, y, "ratio", text_anchor="end"))
        y += GAP
        own, other = place(row.ratio), place(1)
        drawn += [
            element("path", d=f"M{DOT:.1f} {y:.1f}H{WIDTH - DOT:.1f}", class_="track"),
            element("path", d=f"M{own:.1f} {y:.1f}H{other:.1f}", class_="between"),
            _dot("other", other, y),
            _dot("own", own, y),
        ]
        y += 4
        half = (WIDTH - GAP) / 2
        mine, others = wrap(row.own, half, 3), wrap(row.other, half, 3)
        for i, line in enumerate(mine):
            drawn.append(words(line, 0, y + LINE * (i + 1), "own"))
        for i, line in enumerate(others):
            drawn.append(words(line, WIDTH, y + LINE * (i + 1), "other", text_anchor="end"))
        y += LINE * max(len(mine), len(others)) + 4
    return picture(id_, "ratios", (WIDTH, y), title, description, *drawn)


def _dot(kind: str, x: float, y: float) -> ET.Element:
    """A disc for what is compared, a diamond for what it is compared with."""
    if kind == "own":
        return element("circle", cx=x, cy=y, r=DOT, class_="dot dot--own")
    d = f"M{x - DOT:.1f} {y:.1f}l{DOT:.1f} {-DOT:.1f}l{DOT:.1f} {DOT:.1f}l{-DOT:.1f} {DOT:.1f}z"
    return element("path", d=d, class_="dot dot--other")
