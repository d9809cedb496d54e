"""Pictures: records' figures and words to SVG, as text. Pure functions; the same in, the same out.

Every picture has a title and a description, takes its colours from ``assets/pictures.css``
and carries no style of its own. What it shows stands beside it as a list or a table.
"""

from .bars import Bars, bars
from .flow import Step, flow
from .graph import Column, Edge, Node, graph
from .maps import MapStop, Point, stop_map
from .river import Course, river

__all__ = [
    "Bars",
    "Column",
    "Course",
    "Edge",
    "MapStop",
    "Node",
    "Point",
    "Step",
    "bars",
    "flow",
    "graph",
    "river",
    "stop_map",
]
