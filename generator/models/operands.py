"""What there is to know of an operator and of its operands; ``expressions`` has the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from ..labels import Label
from .operation import Operation, operator_name


class Result(StrEnum):
    """What an operator comes to."""

    NUMBER = "number"
    DATE = "date"
    CONDITION = "condition"


class Kind(StrEnum):
    """What an operand is."""

    NUMBER = "number"
    DATE = "date"
    CONDITION = "condition"
    ALIKE = "alike"
    """A number or a date, as the operator's other operands are."""
    CHOICE = "choice"
    """The id of a question with one option."""
    CASE = "case"
    """The id of a question with one option, or of a yes/no question."""
    CHOICES = "choices"
    """The id of a question with any number of options."""
    OPTIONS = "options"
    """Options of the question before it."""
    CASES = "cases"
    """A number for every option of the question before it."""
    POINTS = "points"
    """Conditions, each with its points."""
    LITERAL = "literal"
    """Fixed in the rule itself."""


Constant: TypeAlias = int | float | str | date
"""What staff type where an operand is fixed in the rule itself."""


def _as_typed(constant: Constant) -> int | float | str:
    assert not isinstance(constant, date)  # JSON has no dates
    return constant


@dataclass(frozen=True, slots=True)
class Operand:
    """One operand: what it is, and its name where the operator's operands have names."""

    kind: Kind
    name: str = ""
    schema: Mapping[str, object] = field(default_factory=dict)
    """Of a literal: the JSON Schema of its published form."""
    publish: Callable[[Constant], int | float | str] = _as_typed
    """Of a literal: its published form."""


class Role(StrEnum):
    """How the order of an operator's operands decides what comes out."""

    COMPARES = "compares"
    SELECTS = "selects"
    """It comes to one of its operands."""


MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Operator:
    """All that there is to know of an operator."""

    node: type[Operation]
    result: Result
    operands: tuple[Operand, ...]
    least: int = 0
    """Where the operands are a list, all like the only one in ``operands``: how many at least.
    0 where ``operands`` names every operand."""
    most: int | None = None
    role: Role | None = None
    joint: str = ""
    """What stands between the operands in a formula."""
    form: str = ""
    """Its formula, with literals in braces."""
    label: Label | None = None
    """The words of its formula, with ``{values}`` and the literals in braces."""
    turns: Callable[[Operation], tuple[MonthDay, ...]] | None = None
    """Of an operator that reads where in the year a date lies: for a node the days on which
    what it comes to can differ from the day before. 29 February may be among them."""

    @property
    def name(self) -> str:
        """What YAML and the published form call it."""
        return operator_name(self.node)
