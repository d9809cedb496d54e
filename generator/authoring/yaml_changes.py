"""What can be changed in a YAML file: a value, an entry of a list, a field or entry less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

FieldPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """Let a field or entry hold a value; a field that is not there is added."""

    path: FieldPath
    value: object


@dataclass(frozen=True, slots=True)
class Insert:
    """Add an entry to a list, before the one that has this number now."""

    path: FieldPath
    """Of the list; where there is none, it is added with the entry alone."""
    index: int
    value: object


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a field or entry away."""

    path: FieldPath


Change: TypeAlias = Set | Insert | Remove
Order: TypeAlias = Callable[[FieldPath], Sequence[str]]
"""The names of the fields of the mapping at a path, in the order in which they are written."""
