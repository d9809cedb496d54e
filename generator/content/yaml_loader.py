"""What takes a YAML file apart, and how deep it may go.

libyaml alone: the parser that PyYAML has without it refuses files that libyaml reads, such as
``{en: Which day?}``, and takes ten times as long.
"""

from __future__ import annotations

import re

import yaml

from ..diagnostics.messages import phrase

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML that was built where libyaml is not
    raise SystemExit(phrase("no_libyaml")) from None

__all__ = ["Loader", "TooDeep", "refuse_depth"]

_DEEP = 100
# A level of a block begins one column behind the last at the earliest, but for a list, which may
# begin where its field does; what stands before it on its line is of these signs.
_FAR_IN = re.compile(r"^[ ?:-]{40}", re.MULTILINE)


class TooDeep(Exception):
    """A file with so many levels that the composer, which is recursive, would not survive.

    ``line`` and ``column`` count from 0, as the parser tells them.
    """

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column


def refuse_depth(text: str) -> None:
    """Raise ``TooDeep`` where the text goes too deep.

    Only a file that could be so deep is read twice.
    """
    if text.count("[") + text.count("{") < _DEEP and not _FAR_IN.search(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEP and event.start_mark is not None:
                raise TooDeep(event.start_mark.line, event.start_mark.column)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
