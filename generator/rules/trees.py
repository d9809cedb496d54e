"""Trees: a nested condition as a tree of words, each part with the condition that it stands for.

In: a requirement. Out: a tree for what it applies to, and for each way in which it is met, where
one of them has parts. A page draws it as a list; the calculator marks the parts that decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

from ..labels import Labels
from ..models.base import Text
from ..models.calculator import Requirement
from ..models.operation import Expression
from ..models.operators import All, Any_, Enough, Not
from .conditions import Conditions

Of: TypeAlias = Literal["applies", "met", "reading"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a condition: what it says, and the parts below it."""

    words: str
    condition: Expression
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole condition of a requirement."""

    of: Of
    reading: Text | None
    """What the clause means, read so."""
    root: Branch


def trees(requirement: Requirement, words: Conditions, labels: Labels) -> tuple[Tree, ...]:
    """The trees of a requirement; none where no condition of it has parts."""
    found = tuple(
        Tree(of, reading, branch(condition, words, labels))
        for of, reading, condition in _conditions(requirement)
    )
    return found if any(tree.root.branches for tree in found) else ()


def _conditions(requirement: Requirement) -> Iterator[tuple[Of, Text | None, Expression]]:
    if requirement.applies_when is not None:
        yield "applies", None, requirement.applies_when
    if requirement.met_when is not None:
        yield "met", None, requirement.met_when
    for reading in requirement.readings:
        if reading.met_when is not None:
            yield "reading", reading.text, reading.met_when


def branch(condition: Expression, words: Conditions, labels: Labels) -> Branch:
    """A condition as a branch of a tree."""
    match condition:
        case All(all=parts):
            below = tuple(branch(part, words, labels) for part in parts)
            return Branch(labels["tree_all"], condition, below)
        case Any_(any=parts):
            below = tuple(branch(part, words, labels) for part in parts)
            return Branch(labels["tree_any"], condition, below)
        case Not(not_=All() | Any_() | Enough() as inner):
            return Branch(labels["tree_not"], condition, (branch(inner, words, labels),))
        case Enough(enough=enough):
            alike = all(pointed.points == 1 for pointed in enough.of)
            form = labels["tree_enough_of" if alike else "tree_enough"]
            below = tuple(branch(pointed.when, words, labels) for pointed in enough.of)
            if not alike:
                points = (pointed.points for pointed in enough.of)
                below = tuple(map(partial(_pointed, labels), below, points))
            return Branch(form.format(least=enough.least, points=enough.points), condition, below)
    return Branch(words(condition), condition)


def _pointed(labels: Labels, part: Branch, points: int) -> Branch:
    """A part with the points that it counts for."""
    words = labels["condition_points"].format(condition=part.words, points=points)
    return Branch(words, part.condition, part.branches)
