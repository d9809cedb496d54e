"""The vocabulary of schema.org, by the library pydantic2-schemaorg: what a node has amiss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from inspect import get_annotations
from typing import Any


def _schema(name: str) -> Any:
    """A type of schema.org, as the library pydantic2-schemaorg has it."""
    return getattr(import_module(f"pydantic2_schemaorg.{name}"), name)


def _ranges(type_: Any, name: str) -> set[str]:
    """What a property may hold, by the names that stand in its annotation."""
    for cls in type_.__mro__:
        if annotation := get_annotations(cls).get(name):
            return set(re.findall(r"\w+", annotation))
    return set()


def faults(node: dict[str, Any]) -> Iterator[str]:
    """What a node has that schema.org does not know."""
    type_ = _schema(node["@type"])
    for name, value in node.items():
        # Google's addition to a search action: the name of its input.
        if name.startswith("@") or name == "query-input":
            continue
        ranges = _ranges(type_, name)
        if not ranges:
            yield f"{node['@type']} has no {name}"
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                names = {cls.__name__ for cls in _schema(item["@type"]).__mro__}
                if not names & ranges:
                    yield f"{node['@type']}.{name} is no {item['@type']}"
                yield from faults(item)
            elif not {"str", "StrictInt", "StrictFloat"} & ranges:
                yield f"{node['@type']}.{name} is not a value"
