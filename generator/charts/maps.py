"""A map of a visit's stops: coastlines, a dot for each place, labels in a column beside it.

A place may lie on another; its label has lines of its own, so that labels never meet. The
coastlines are in ``land.json``, which names its origin.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, cos, floor, radians
from pathlib import Path
from xml.etree import ElementTree as ET

from .svg import LINE, SIZE, element, picture, words, wrap

_LAND = Path(__file__).parent / "land.json"

WIDTH = 360.0
MAP = 196.0
"""How wide the map itself is; its labels stand to the right of it."""
GAP = 26.0
MARGIN = 14.0
LEAST_SPAN = 6.0
"""Degrees of latitude that a map shows at least: one city alone still needs a coast."""
MOST_HEIGHT = 560.0


_XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapStop:
    """A stop by its number on the map and its title."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in degrees, with the stops made there."""

    name: str
    lat: float
    lon: float
    stops: tuple[MapStop, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """Degrees to units: equirectangular, true to scale at the middle latitude."""

    west: float
    south: float
    east: float
    north: float

    @property
    def height(self) -> float:
        """How high the map is, in units."""
        return (self.north - self.south) * self._unit

    @property
    def _unit(self) -> float:
        """Units a degree of latitude."""
        return MAP / ((self.east - self.west) * self._squeeze)

    @property
    def _squeeze(self) -> float:
        return cos(radians((self.north + self.south) / 2))

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place in degrees stands, in units from the upper left corner."""
        x = (lon - self.west) * self._squeeze * self._unit
        return x, (self.north - lat) * self._unit


def stop_map(id_: str, title: str, description: str, points: Sequence[Point]) -> str:
    """The map; ``description`` says in words what it shows."""
    window = _window(points)
    height = window.height
    order = sorted(points, key=lambda p: (-p.lat, p.lon, p.name))
    labels = [_lines(point) for point in order]
    heights = [LINE * len(lines) + 4 for lines in labels]
    room = max(height, sum(heights))
    tops = _spread([window.at(p.lat, p.lon)[1] - LINE / 2 for p in order], heights, room)
    marks: list[ET.Element] = []
    for point, top in zip(order, tops, strict=True):
        x, y = window.at(point.lat, point.lon)
        middle = top + LINE / 2 + 2
        marks.append(
            element(
                "path",
                d=_path([(x, y), (MAP + 6, middle), (MAP + GAP - 6, middle)]),
                class_="leader",
            )
        )
    for point in order:
        x, y = window.at(point.lat, point.lon)
        marks.append(element("circle", cx=x, cy=y, r=4.5, class_="dot"))
    for lines, top in zip(labels, tops, strict=True):
        marks += [
            words(line, MAP + GAP, top + SIZE + 1 + LINE * i, "label")
            for i, line in enumerate(lines)
        ]
    frame = element("rect", x=0.5, y=0.5, width=MAP - 1, height=height - 1, class_="frame")
    ground = [*_land(window), *_grid(window), frame]
    return picture(id_, "map", (WIDTH, room), title, description, *ground, *marks)


def numbers(stops: Sequence[MapStop]) -> str:
    """1–3, 5: neighbouring numbers as a range."""
    runs: list[list[int]] = []
    for item in sorted(stop.number for stop in stops):
        if runs and item == runs[-1][-1] + 1:
            runs[-1].append(item)
        else:
            runs.append([item])
    return ", ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ', '}{run[-1]}"
        for run in runs
    )


def _lines(point: Point) -> list[str]:
    return wrap(f"{numbers(point.stops)} {point.name}", WIDTH - MAP - GAP, 3)


def _window(points: Sequence[Point]) -> _Window:
    """All points with a margin, no lower than the least span and no higher than the page."""
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    span = max((max(lats) - min(lats)) * 1.16, LEAST_SPAN)
    middle = (max(lats) + min(lats)) / 2
    squeeze = cos(radians(middle))
    across = max((max(lons) - min(lons)) * 1.7, span / squeeze * 0.42, LEAST_SPAN / squeeze)
    span = min(max(span, across * squeeze), across * squeeze * MOST_HEIGHT / MAP)
    centre = (max(lons) + min(lons)) / 2
    return _Window(centre - across / 2, middle - span / 2, centre + across / 2, middle + span / 2)


def _spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Tops near those wanted, in their order, none meeting the next and all within ``room``."""
    tops: list[float] = []
    floor_ = 0.0
    for top, height in zip(wanted, heights, strict=True):
        tops.append(max(top, floor_))
        floor_ = tops[-1] + height
    ceiling = room
    for i in range(len(tops) - 1, -1, -1):
        tops[i] = min(tops[i], ceiling - heights[i])
        ceiling = tops[i]
    return tops


@cache
def _rings() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The coastlines: closed rings of longitude and latitude in degrees."""
    land = json.loads(_LAND.read_text(encoding="utf-8"))["land"]
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring in land)


def _land(window: _Window) -> list[ET.Element]:
    """The coastlines within the window, as one shape."""
    rings = [
        _clip([window.at(lat, lon) for lon, lat in ring], MAP, window.height) for ring in _rings()
    ]
    shape = "".join(_path(ring) + "Z" for ring in rings if ring)
    return [element("path", d=shape, class_="land")] if shape else []


def _clip(ring: list[_XY], right: float, bottom: float) -> list[_XY]:
    """What of a ring is within a frame from 0, 0 on (Sutherland and Hodgman, 1974)."""
    for axis, limit, sign in ((0, 0.0, 1), (0, right, -1), (1, 0.0, 1), (1, bottom, -1)):
        clipped: list[_XY] = []
        for a, b in zip([*ring[-1:], *ring], ring, strict=False):
            inside = [sign * (point[axis] - limit) >= 0 for point in (a, b)]
            if inside[0] != inside[1]:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                clipped.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
            if inside[1]:
                clipped.append(b)
        ring = clipped
    return ring


def _grid(window: _Window) -> list[ET.Element]:
    """Parallels and meridians every few degrees, the parallels with their latitude."""
    step = 5 if window.north - window.south > 12 else 2
    lines: list[ET.Element] = []
    for lat in range(ceil(window.south / step) * step, floor(window.north) + 1, step):
        _, y = window.at(lat, window.west)
        lines.append(element("path", d=_path([(0, y), (MAP, y)]), class_="grid"))
        if y > 14:  # there is room for it
            lines.append(words(f"{abs(lat)}°{'N' if lat >= 0 else 'S'}", 4, y - 3, "degree"))
    for lon in range(ceil(window.west / step) * step, floor(window.east) + 1, step):
        x, _ = window.at(window.north, lon)
        lines.append(element("path", d=_path([(x, 0), (x, window.height)]), class_="grid"))
    return lines


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
