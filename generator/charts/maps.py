"""Maps: the stops of a visit with labels in a column beside it, and regions side by side.

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

GAP = 26.0
MARGIN = 14.0
LEAST_SPAN = 6.0
"""Degrees of latitude that a map shows at least: one city alone still needs a coast."""
KM_A_DEGREE = 111.2
"""Of latitude."""


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
class MapForm:
    """How a map is laid out, in units."""

    name: str
    width: float
    map: float
    """How wide the map itself is; its labels stand to the right of it."""
    most_height: float
    slim: float
    """How wide the map is at least, as a share of its height."""
    titles: bool
    """Whether a label lists its stops by their titles."""


NARROW = MapForm("narrow", 360, 196, 560, 0.42, titles=False)
WIDE = MapForm("wide", 720, 400, 640, 0.625, titles=True)


IN_A_ROW = 4
"""Regions beside each other, at most."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world with its dots, what it is called, and a line on it."""

    name: str
    about: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """Degrees to units: equirectangular, true to scale at the middle latitude."""

    width: float
    """In units."""

    west: float
    south: float
    east: float
    north: float

    @property
    def height(self) -> float:
        """How high the map is, in units."""
        return (self.north - self.south) * self.unit

    @property
    def unit(self) -> float:
        """Units a degree of latitude."""
        return self.width / ((self.east - self.west) * self._squeeze)

    @property
    def _squeeze(self) -> float:
        return cos(radians((self.north + self.south) / 2))

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place in degrees stands, in units from the upper left corner."""
        x = (lon - self.west) * self._squeeze * self.unit
        return x, (self.north - lat) * self.unit


def stop_map(
    id_: str, title: str, description: str, points: Sequence[Point], form: MapForm = NARROW
) -> str:
    """The map with its route; ``description`` says in words what it shows."""
    window = _window(points, form)
    height = window.height
    order = sorted(points, key=lambda p: (-p.lat, p.lon, p.name))
    labels = [_lines(point, form) for point in order]
    heights = [LINE * len(lines) + 4 for lines in labels]
    room = max(height, sum(heights))
    at = [window.at(point.lat, point.lon) for point in order]
    tops = _spread([y - LINE / 2 for _, y in at], heights, room)
    marks = [_route(points, window)]
    for (x, y), top in zip(at, tops, strict=True):
        middle = top + LINE / 2 + 2
        corners = [(x, y), (form.map + 6, middle), (form.map + GAP - 6, middle)]
        marks.append(element("path", d=_path(corners), class_="leader"))
    marks += [_dot(x, y) for x, y in at]
    for lines, top in zip(labels, tops, strict=True):
        marks += [
            words(line, form.map + GAP, top + SIZE + 1 + LINE * i, kind)
            for i, (line, kind) in enumerate(lines)
        ]
    ground = [*_land(window), *_grid(window), _frame(window)]
    kind = f"map picture--{form.name}"
    return picture(id_, kind, (form.width, room), title, description, *ground, *marks)


def region_map(id_: str, title: str, description: str, regions: Sequence[Region]) -> str:
    """The regions in rows, each with a scale of its own."""
    width, height, between = 360.0, 190.0, 9.0
    rows = -(-len(regions) // IN_A_ROW)
    a_row = -(-len(regions) // rows)
    across = (width - between * (a_row - 1)) / a_row
    drawn: list[ET.Element] = []
    top = 0.0
    for first in range(0, len(regions), a_row):
        tallest = 0
        for i, region in enumerate(regions[first : first + a_row]):
            window = _panel(region.points, across, height)
            lines = [(line, "label") for line in wrap(region.name, across, 2)]
            lines += [(line, "about") for line in wrap(region.about, across, 3)]
            tallest = max(tallest, len(lines))
            drawn.append(
                element(
                    "g",
                    *_land(window),
                    *(*_grid(window, degrees=False), _frame(window), _scale(window)),
                    *(_dot(*window.at(point.lat, point.lon)) for point in region.points),
                    *(
                        words(line, 0, height + 2 + LINE * (j + 1), kind)
                        for j, (line, kind) in enumerate(lines)
                    ),
                    transform=f"translate({i * (across + between):.1f} {top:g})",
                )
            )
        top += height + LINE * tallest + 8
    return picture(id_, "regions", (width, top), title, description, *drawn)


def _dot(x: float, y: float) -> ET.Element:
    return element("circle", cx=x, cy=y, r=4.5, class_="dot")


def _frame(window: _Window) -> ET.Element:
    size = {"width": window.width - 1, "height": window.height - 1}
    return element("rect", x=0.5, y=0.5, class_="frame", **size)


def _route(points: Sequence[Point], window: _Window) -> ET.Element:
    """From place to place in the order of the stops."""
    order = sorted(
        ((stop.number, point) for point in points for stop in point.stops), key=lambda item: item[0]
    )
    return element(
        "path", d=_path([window.at(point.lat, point.lon) for _, point in order]), class_="route"
    )


def _scale(window: _Window) -> ET.Element:
    """A bar of so many kilometres."""
    km = next(km for km in (500, 200, 100) if km / KM_A_DEGREE * window.unit < window.width / 2)
    length, y = km / KM_A_DEGREE * window.unit, window.height - 8
    bar = element("path", d=f"M8 {y - 4:.1f}v4h{length:.1f}v-4", class_="scale")
    return element("g", bar, words(f"{km} km", 8, y - 7, "degree"))


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


def _lines(point: Point, form: MapForm) -> list[tuple[str, str]]:
    """The lines of a label, each with its class."""
    room = form.width - form.map - GAP
    if not form.titles:
        lines = wrap(f"{numbers(point.stops)} {point.name}", room, 3)
        return [(line, "name") for line in lines]
    stops = [line for s in point.stops for line in wrap(f"{s.number} {s.title}", room, 2)]
    return [*((line, "label") for line in wrap(point.name, room, 2)), *((s, "name") for s in stops)]


def _window(points: Sequence[Point], form: MapForm) -> _Window:
    """All points with a margin, no lower than the least span and no higher than the page."""
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    span = max((max(lats) - min(lats)) * 1.16, LEAST_SPAN)
    squeeze = cos(radians(_middle(lats)))
    across = max((max(lons) - min(lons)) * 1.7, span / squeeze * form.slim, LEAST_SPAN / squeeze)
    most = across * squeeze * form.most_height / form.map
    return _around(lats, lons, form.map, across, min(max(span, across * squeeze), most))


def _panel(points: Sequence[Point], width: float, height: float) -> _Window:
    """All points with a margin, as large as the panel."""
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    squeeze = cos(radians(_middle(lats)))
    broad = (max(lons) - min(lons)) * 1.4 * squeeze * height / width
    span = max((max(lats) - min(lats)) * 1.24, broad, LEAST_SPAN)
    return _around(lats, lons, width, span * width / height / squeeze, span)


def _around(
    lats: Sequence[float], lons: Sequence[float], width: float, across: float, span: float
) -> _Window:
    lat, lon = _middle(lats), _middle(lons)
    return _Window(width, lon - across / 2, lat - span / 2, lon + across / 2, lat + span / 2)


def _middle(values: Sequence[float]) -> float:
    return (max(values) + min(values)) / 2


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
        _clip([window.at(lat, lon) for lon, lat in ring], window.width, window.height)
        for ring in _rings()
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


def _grid(window: _Window, *, degrees: bool = True) -> list[ET.Element]:
    """Parallels and meridians every few degrees, the parallels with their latitude."""
    step = 5 if window.north - window.south > 12 else 2
    lines: list[ET.Element] = []
    for lat in range(ceil(window.south / step) * step, floor(window.north) + 1, step):
        _, y = window.at(lat, window.west)
        lines.append(element("path", d=_path([(0, y), (window.width, y)]), class_="grid"))
        if degrees and y > 14:  # there is room for it
            lines.append(words(f"{abs(lat)}°{'N' if lat >= 0 else 'S'}", 4, y - 3, "degree"))
    for lon in range(ceil(window.west / step) * step, floor(window.east) + 1, step):
        x, _ = window.at(window.north, lon)
        lines.append(element("path", d=_path([(x, 0), (x, window.height)]), class_="grid"))
    return lines


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
