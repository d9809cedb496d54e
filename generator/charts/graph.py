"""Records in columns, and lines between those that refer to each other.

Columns keep their order. A line that passes a column has a lane of its own there, one for
all lines of a record, so that none runs behind a box. Within a column that is not fixed,
records and lanes stand near what they are joined to (the mean place of their neighbours, a
few sweeps), ties in the order given: the layered layout of Sugiyama, Tagawa and Toda (1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

from ..models.base import Owner
from .svg import LINE, element, picture, width, words, wrap

SIZE = 12.0
STEP = 15.0
"""From one line of a label to the next, in units."""
PAD = 7.0
GAP = 8.0
MOST_GAP = 4 * GAP
HEAD = 13.0
"""From the head of a column to its records."""
MARK = 9.0
"""How large the mark of an owner is, and how far from the words."""
LANE = 2.0
BETWEEN = 46.0
"""From one column to the next: room for the lines."""
SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A record: an id of its own, what it is called, and the address of its page."""

    id: str
    label: str
    href: str
    owner: Owner | None = None
    """Whose it is, which its mark tells."""


@dataclass(frozen=True, slots=True)
class Column:
    """The records of one kind under a common title, one below the other."""

    title: str
    nodes: tuple[Node, ...]
    fixed: bool = False
    """Its records keep their order: clauses stand as the rules have them."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two records that are joined, by their ids; which of them refers to which is no matter."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """What takes up height in a column: a record, or a lane without one."""

    id: str
    height: float
    node: Node | None = None
    lines: tuple[str, ...] = ()


def graph(
    id_: str,
    title: str,
    description: str,
    columns: Sequence[Column],
    edges: Sequence[Edge],
    width: float,
    owners: Mapping[Owner, str],
) -> str:
    """The picture; each record is a link. ``width`` is that of all columns in units.

    Columns without records are left out, and so are lines within a column. ``owners`` names the
    marks; where there are marks of more than one owner, a legend tells them.
    """
    columns = [column for column in columns if column.nodes]
    room = (width - BETWEEN * (len(columns) - 1)) / len(columns)
    column_of = {node.id: i for i, column in enumerate(columns) for node in column.nodes}
    routes = [_route(edge, column_of) for edge in edges if column_of[edge.a] != column_of[edge.b]]
    slots = _ordered(columns, _slots(columns, routes, room), routes)
    heads = [wrap(column.title, room, 3, SIZE) for column in columns]
    marked = {node.owner for column in columns for node in column.nodes}
    parts = _legend([(owner, name) for owner, name in owners.items() if owner in marked])
    start = 2 * LINE if parts else 0
    head = start + STEP * max(map(len, heads)) + HEAD
    tall = max(sum(item.height + GAP for item in stack) - GAP for stack in slots)
    tops: dict[str, float] = {}
    for stack in slots:
        used = sum(item.height for item in stack)
        gap = min((tall - used) / max(len(stack) - 1, 1), MOST_GAP)
        top = head + (tall - used - gap * (len(stack) - 1)) / 2
        for item in stack:
            tops[item.id] = top
            top += item.height + gap
    lefts = [i * (room + BETWEEN) for i in range(len(columns))]
    middles = {item.id: tops[item.id] + item.height / 2 for stack in slots for item in stack}
    parts += [_line(route, lefts, room, middles, column_of) for route in routes]
    for i, left in enumerate(lefts):
        parts += [
            words(line, left, start + STEP * (j + 1), "column") for j, line in enumerate(heads[i])
        ]
        parts += [_box(slot, i, left, tops[slot.id], room) for slot in slots[i] if slot.node]
    size = (width, head + tall + 1)
    return picture(id_, "graph", size, title, description, *parts, role="group")


def _route(edge: Edge, column_of: dict[str, int]) -> tuple[str, ...]:
    """The slots that a line passes: its ends, and a lane in each column between them."""
    a, b = sorted((edge.a, edge.b), key=lambda id_: column_of[id_])
    return (a, *(f"{a} {i}" for i in range(column_of[a] + 1, column_of[b])), b)


def _slots(
    columns: Sequence[Column], routes: Sequence[tuple[str, ...]], room: float
) -> list[list[_Slot]]:
    slots: list[list[_Slot]] = []
    for i, column in enumerate(columns):
        labels = {n: wrap(n.label, room - _indent(n) - PAD, 3, SIZE) for n in column.nodes}
        slots.append(
            [
                _Slot(node.id, STEP * len(lines) + 2 * PAD, node, tuple(lines))
                for node, lines in labels.items()
            ]
        )
        lanes = (lane for route in routes for lane in route[1:-1] if lane.endswith(f" {i}"))
        slots[i] += [_Slot(lane, LANE) for lane in dict.fromkeys(lanes)]
    return slots


def _ordered(
    columns: Sequence[Column], slots: list[list[_Slot]], routes: Sequence[tuple[str, ...]]
) -> list[list[_Slot]]:
    joined: dict[str, set[str]] = {}
    for route in routes:
        for a, b in pairwise(route):
            joined.setdefault(a, set()).add(b)
            joined.setdefault(b, set()).add(a)
    there = range(1, len(slots))
    back = range(len(slots) - 2, -1, -1)
    for sweep in (there, back) * SWEEPS:
        for i in (item for item in sweep if not columns[item].fixed):
            place = {
                slot.id: (j + 0.5) / len(column)
                for column in slots
                for j, slot in enumerate(column)
            }
            means = [
                sum(map(place.__getitem__, sorted(around))) / len(around)
                if (around := joined.get(slot.id))
                else place[slot.id]
                for slot in slots[i]
            ]
            order = sorted(range(len(means)), key=means.__getitem__)
            slots[i] = [slots[i][at] for at in order]
    return slots


def _box(slot: _Slot, column: int, left: float, top: float, room: float) -> ET.Element:
    node = slot.node
    assert node is not None
    return element(
        "a",
        element("title", node.label),
        element("rect", x=left + 0.5, y=top, width=room - 1, height=slot.height, rx=2),
        *([_mark(node.owner, left + PAD, top + PAD + STEP / 2)] if node.owner else ()),
        *(
            words(line, left + _indent(node), top + PAD + STEP * (i + 1) - 4, "label")
            for i, line in enumerate(slot.lines)
        ),
        href=node.href,
        class_="node",
        data_node=node.id,
        data_column=str(column),
    )


def _indent(node: Node) -> float:
    """From the side of a box to its words."""
    return PAD + (0 if node.owner is None else 2 * MARK - 4)


def _mark(owner: Owner, x: float, y: float) -> ET.Element:
    """A square, a disc or a triangle, from ``x`` on and with its middle at ``y``."""
    half = MARK / 2
    if owner == "local":
        return element("circle", cx=x + half, cy=y, r=half, class_="sign sign--local")
    d = f"M{x:.1f} {y + half:.1f}h{MARK}" + (
        f"v{-MARK}h{-MARK}z" if owner == "national" else f"l{-half} {-MARK}z"
    )
    return element("path", d=d, class_=f"sign sign--{owner}")


def _legend(marks: Sequence[tuple[Owner, str]]) -> list[ET.Element]:
    """The marks with the names of their owners in a line; one mark alone tells nothing."""
    drawn: list[ET.Element] = []
    x = 0.0
    for owner, name in marks if len(marks) > 1 else ():
        drawn += [_mark(owner, x, LINE - 5), words(name, x + 2 * MARK - 4, LINE - 1, "legend")]
        x += 2 * MARK + width(name, SIZE) + 2 * PAD
    return drawn


def _line(
    route: tuple[str, ...],
    lefts: Sequence[float],
    room: float,
    middles: dict[str, float],
    column_of: dict[str, int],
) -> ET.Element:
    start = column_of[route[0]]
    x, y = lefts[start] + room, middles[route[0]]
    d = f"M{x:.1f} {y:.1f}"
    bend = BETWEEN * 0.5
    for i, id_ in enumerate(route[1:], start=start + 1):
        x, to_x, to_y = lefts[i - 1] + room, lefts[i], middles[id_]
        d += f"C{x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        y = to_y
        if id_ is not route[-1]:
            d += f"H{to_x + room:.1f}"
    return element("path", d=d, class_="edge", data_a=route[0], data_b=route[-1])
