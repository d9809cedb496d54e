"""Records in columns, and lines between those that refer to each other.

Columns keep their order; within one, records stand near what they are joined to (the mean
place of their neighbours, two sweeps), ties in the order given. The same in, the same out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .svg import LINE, element, picture, words, wrap

SIZE = 12.0
STEP = 15.0
"""From one line of a label to the next, in units."""
PAD = 6.0
GAP = 8.0
HEAD = 30.0
BETWEEN = 46.0
"""From one column to the next: room for the lines."""


@dataclass(frozen=True, slots=True)
class Node:
    """A record: an id of its own, what it is called, and the address of its page."""

    id: str
    label: str
    href: str
    here: bool = False
    """The record whose page this is."""


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """Two records that are joined, by their ids; which of them refers to which is no matter."""

    a: str
    b: str


def graph(
    id_: str,
    title: str,
    description: str,
    columns: Sequence[Column],
    edges: Sequence[Edge],
    width: float = 720.0,
) -> str:
    """The picture; each record is a link. ``width`` is that of all columns in units."""
    columns = [column for column in columns if column.nodes]
    room = (width - BETWEEN * (len(columns) - 1)) / len(columns)
    ordered = _ordered(columns, edges)
    labels = {
        node.id: wrap(node.label, room - 2 * PAD, 3, SIZE)
        for column in columns
        for node in column.nodes
    }
    heights = {key: STEP * len(lines) + 2 * PAD for key, lines in labels.items()}
    tall = max(sum(heights[n.id] + GAP for n in nodes) - GAP for nodes in ordered)
    places: dict[str, tuple[int, float, float]] = {}  # column, left, top
    boxes: list[ET.Element] = []
    for i, (column, nodes) in enumerate(zip(columns, ordered, strict=True)):
        left = i * (room + BETWEEN)
        boxes.append(words(column.title, left, LINE, "column"))
        used = sum(heights[n.id] for n in nodes)
        gap = GAP if len(nodes) < 2 else min((tall - used) / (len(nodes) - 1), 4 * GAP)
        top = HEAD + (tall - used - gap * (len(nodes) - 1)) / 2
        for node in nodes:
            places[node.id] = (i, left, top)
            boxes.append(_box(node, labels[node.id], left, top, room, heights[node.id], i))
            top += heights[node.id] + gap
    lines = [
        _line(edge, places, heights, room)
        for edge in edges
        if edge.a in places and edge.b in places and places[edge.a][0] != places[edge.b][0]
    ]
    size = (width, HEAD + tall + 1)
    return picture(id_, "graph", size, title, description, *lines, *boxes, role="group")


def neighbours(edges: Sequence[Edge]) -> Mapping[str, tuple[str, ...]]:
    """For each id those that it is joined to, in the order of the edges."""
    found: dict[str, list[str]] = {}
    for edge in edges:
        found.setdefault(edge.a, []).append(edge.b)
        found.setdefault(edge.b, []).append(edge.a)
    return {key: tuple(dict.fromkeys(each)) for key, each in found.items()}


def _ordered(columns: Sequence[Column], edges: Sequence[Edge]) -> list[list[Node]]:
    joined = neighbours(edges)
    ordered = [list(column.nodes) for column in columns]
    for sweep in (range(1, len(ordered)), range(len(ordered) - 2, -1, -1)):
        for i in sweep:
            place = {
                node.id: (j + 0.5) / len(nodes)
                for k, nodes in enumerate(ordered)
                if k != i
                for j, node in enumerate(nodes)
            }
            mean: dict[str, float] = {}
            for j, node in enumerate(ordered[i]):
                around = [place[id_] for id_ in joined.get(node.id, ()) if id_ in place]
                mean[node.id] = (
                    sum(around) / len(around) if around else (j + 0.5) / len(ordered[i])
                )
            ordered[i].sort(key=lambda node: mean[node.id])  # noqa: B023 (used at once)
    return ordered


def _box(
    node: Node, lines: list[str], left: float, top: float, room: float, height: float, column: int
) -> ET.Element:
    return element(
        "a",
        element("title", node.label),
        element("rect", x=left + 0.5, y=top, width=room - 1, height=height, rx=2),
        *(
            words(line, left + PAD, top + PAD + STEP * (i + 1) - 4, "label")
            for i, line in enumerate(lines)
        ),
        href=node.href,
        class_="node node--here" if node.here else "node",
        data_node=node.id,
        data_column=str(column),
        **({"aria_current": "page"} if node.here else {}),
    )


def _line(
    edge: Edge,
    places: Mapping[str, tuple[int, float, float]],
    heights: Mapping[str, float],
    room: float,
) -> ET.Element:
    a, b = sorted((edge.a, edge.b), key=lambda id_: places[id_][0])
    x, y = places[a][1] + room, places[a][2] + heights[a] / 2
    to_x, to_y = places[b][1], places[b][2] + heights[b] / 2
    bend = BETWEEN * 0.6
    d = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    return element("path", d=d, class_="edge", data_a=a, data_b=b)
