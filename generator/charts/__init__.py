"""Pictures: records' figures and words to SVG, as text. Pure functions; the same in, the same out.

Every picture has a title and a description, takes its colours from ``assets/pictures.css``
and carries no style of its own. What it shows stands beside it as a list or a table.
"""

from .flow import Step, flow
from .graph import Column, Edge, Node, graph
from .maps import NARROW, WIDE, MapForm, MapStop, Point, Region, region_map, stop_map
from .ratios import Ratio, ratios
from .river import Course, river

__all__ = [
    "NARROW",
    "WIDE",
    "Column",
    "Course",
    "Edge",
    "MapForm",
    "MapStop",
    "Node",
    "Point",
    "Ratio",
    "Region",
    "Step",
    "flow",
    "graph",
    "ratios",
    "region_map",
    "river",
    "stop_map",
]
