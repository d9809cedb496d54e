"""Pictures: records' figures and words to SVG, as text. Pure functions; the same in, the same out.

Every picture has a title and a description, takes its colours from ``assets/pictures.css``
and carries no style of its own. What it shows stands beside it as a list or a table.
"""

from .bars import Bars, bars
from .flow import Step, flow
from .graph import Column, Edge, Node, graph
from .maps import MapStop, Point, stop_map

__all__ = [
    "Bars",
    "Column",
    "Edge",
    "MapStop",
    "Node",
    "Point",
    "Step",
    "bars",
    "flow",
    "graph",
    "stop_map",
]
