"""Expressions: the table of operators, and the walker over the tree that they make.

``OPERATORS`` says of each operator all that anything else has to know: the check of types, the
published form and its JSON Schema, formulas and the search for critical answers read it there.
A further operator is a node in ``operators``, an entry here, and a function in ``engine.js``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from pydantic import BaseModel

from ..labels import Label
from . import operators as nodes
from .day_of_year import month_and_day
from .operands import Constant, Kind, MonthDay, Operand, Operator, Result, Role
from .operation import Expression, Operation, operator_name

Path = tuple[str | int, ...]

_EXPRESSIONS = {
    Kind.NUMBER, Kind.DATE, Kind.CONDITION, Kind.ALIKE, Kind.CHOICE, Kind.CASE, Kind.CHOICES
}  # fmt: skip


def _whole(name: str, least: int, most: int | None = None) -> Operand:
    bounds = {"minimum": least} | ({} if most is None else {"maximum": most})
    return Operand(Kind.LITERAL, name, {"type": "integer", **bounds})


def _window_turns(node: Operation) -> tuple[MonthDay, ...]:
    """The first day and the day after the last; 1 March where a year has no 29 February."""
    assert isinstance(node, nodes.BetweenDays)
    window = node.between_days
    last = date(2000, *month_and_day(window.last))
    after = date.fromordinal(last.toordinal() + 1)
    return month_and_day(window.first), (after.month, after.day), (3, 1)


def _iso_day(day: Constant) -> str:
    assert isinstance(day, date)
    return day.isoformat()


def _day_number(month_and_day: Constant) -> int:
    """04-30 as 430, by which days of the year are in order."""
    return int(str(month_and_day).replace("-", ""))


_COMPARED = (Operand(Kind.ALIKE),)
_NUMBERS = (Operand(Kind.NUMBER),)
_CONDITIONS = (Operand(Kind.CONDITION),)
_OPTIONS = Operand(Kind.OPTIONS, "options")
_SHIFT = (
    Operand(Kind.DATE, "date"),
    *(_whole(unit, 0) for unit in ("years", "months", "days")),
)
_ISO_DAY = Operand(
    Kind.LITERAL,
    schema={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    publish=_iso_day,
)
_WINDOW = (
    Operand(Kind.DATE, "date"),
    *(
        Operand(
            Kind.LITERAL,
            name,
            {"type": "integer", "minimum": 101, "maximum": 1231},
            _day_number,
        )
        for name in ("first", "last")
    ),
)


def _comparison(node: type[Operation], sign: str) -> Operator:
    return Operator(
        node, Result.CONDITION, _COMPARED, least=2, most=2, role=Role.COMPARES, joint=f" {sign} "
    )


def _of_numbers(
    node: type[Operation], *, joint: str = "", label: Label | None = None, role: Role | None = None
) -> Operator:
    return Operator(node, Result.NUMBER, _NUMBERS, least=2, joint=joint, label=label, role=role)


_TABLE = (
    Operator(
        nodes.Share,
        Result.NUMBER,
        (
            Operand(Kind.LITERAL, "percent", {"type": "number", "minimum": 0, "maximum": 100}),
            Operand(Kind.NUMBER, "of"),
        ),
        form="{percent}%",
    ),
    Operator(
        nodes.Fraction,
        Result.NUMBER,
        (_whole("numerator", 0), _whole("denominator", 1), Operand(Kind.NUMBER, "of")),
        form="{numerator}/{denominator}",
    ),
    _of_numbers(nodes.Times, joint=" × "),
    _of_numbers(nodes.Sum, joint=" + "),
    _of_numbers(nodes.Min, label="formula_min", role=Role.SELECTS),
    _of_numbers(nodes.Max, label="formula_max", role=Role.SELECTS),
    Operator(
        nodes.By,
        Result.NUMBER,
        (Operand(Kind.CASE, "fact"), Operand(Kind.CASES, "cases")),
        label="formula_by",
    ),
    Operator(
        nodes.YearOf,
        Result.NUMBER,
        (Operand(Kind.DATE),),
        label="formula_year_of",
        turns=lambda node: ((1, 1),),
    ),
    Operator(nodes.Later, Result.DATE, _SHIFT, label="formula_later"),
    Operator(nodes.Earlier, Result.DATE, _SHIFT, label="formula_earlier"),
    Operator(nodes.Day, Result.DATE, (_ISO_DAY,), form="{day}"),
    _comparison(nodes.AtLeast, "≥"),
    _comparison(nodes.AtMost, "≤"),
    _comparison(nodes.MoreThan, ">"),
    _comparison(nodes.LessThan, "<"),
    _comparison(nodes.Equal, "="),
    Operator(nodes.OneOf, Result.CONDITION, (Operand(Kind.CHOICE, "fact"), _OPTIONS)),
    Operator(nodes.AnyOf, Result.CONDITION, (Operand(Kind.CHOICES, "fact"), _OPTIONS)),
    Operator(nodes.BetweenDays, Result.CONDITION, _WINDOW, turns=_window_turns),
    Operator(nodes.All, Result.CONDITION, _CONDITIONS, least=1),
    Operator(nodes.Any_, Result.CONDITION, _CONDITIONS, least=1),
    Operator(nodes.Enough, Result.CONDITION, (_whole("least", 1), Operand(Kind.POINTS, "of"))),
    Operator(nodes.Not, Result.CONDITION, _CONDITIONS),
)
OPERATORS: Mapping[str, Operator] = {operator.name: operator for operator in _TABLE}

# --- the walker ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """An operand of a node: where it stands, what it is, and what stands there."""

    path: Path
    """From the node on; it begins with the operator."""
    operand: Operand
    content: (
        Constant
        | Operation
        | tuple[str, ...]
        | tuple[nodes.Pointed, ...]
        | Mapping[str, Expression]
    )

    @property
    def expression(self) -> Expression:
        """What stands in an operand that is one expression, such as a number or a question."""
        assert isinstance(self.content, int | float | str | Operation)
        return self.content

    @property
    def fact(self) -> str:
        """The id in an operand of the kind ``CHOICE``, ``CASE`` or ``CHOICES``."""
        assert isinstance(self.content, str)
        return self.content

    @property
    def options(self) -> tuple[str, ...]:
        """The ids in an operand of the kind ``OPTIONS``."""
        assert isinstance(self.content, tuple)
        return cast(tuple[str, ...], self.content)

    @property
    def pointed(self) -> tuple[nodes.Pointed, ...]:
        """The conditions in an operand of the kind ``POINTS``."""
        assert isinstance(self.content, tuple)
        return cast(tuple[nodes.Pointed, ...], self.content)

    @property
    def cases(self) -> Mapping[str, Expression]:
        """The number for each option in an operand of the kind ``CASES``."""
        assert isinstance(self.content, Mapping)
        return self.content

    @property
    def constant(self) -> Constant:
        """What stands in an operand of the kind ``LITERAL``."""
        assert isinstance(self.content, int | float | str | date)
        return self.content

    @property
    def expressions(self) -> tuple[tuple[Path, Expression], ...]:
        """The expressions in it with their places; the id of a question is one, too."""
        if self.operand.kind is Kind.CASES:
            return tuple(((*self.path, case), value) for case, value in self.cases.items())
        if self.operand.kind is Kind.POINTS:
            conditions = enumerate(pointed.when for pointed in self.pointed)
            return tuple(((*self.path, i, "when"), condition) for i, condition in conditions)
        return ((self.path, self.expression),) if self.operand.kind in _EXPRESSIONS else ()


@cache
def operator_of(node: type[Operation]) -> Operator:
    """The entry of a node's class."""
    return OPERATORS[operator_name(node)]


def parts(node: Operation) -> tuple[Part, ...]:
    """The operands of a node, in their order."""
    operator = operator_of(type(node))
    ((_, content),) = node
    if operator.least:
        (operand,) = operator.operands
        return tuple(Part((operator.name, i), operand, one) for i, one in enumerate(content))
    return tuple(
        Part((operator.name, operand.name), operand, getattr(content, operand.name))
        if operand.name
        else Part((operator.name,), operand, content)
        for operand in operator.operands
    )


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions that are operands of one; none of a number or an id."""
    if not isinstance(expression, Operation):
        return ()
    return tuple(inner for part in parts(expression) for _, inner in part.expressions)


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all in it, in the order in which they are written."""
    yield expression
    for inner in children(expression):
        yield from walk(inner)


def facts_in(expression: Expression) -> Iterator[str]:
    """The ids that an expression rests on; one that it names twice comes twice."""
    return (inner for inner in walk(expression) if isinstance(inner, str))


def replace_ids(expression: Expression, by_id: Mapping[str, Expression]) -> Expression:
    """The expression, with every id that ``by_id`` has replaced by the expression there."""
    if isinstance(expression, str):
        return by_id.get(expression, expression)
    if not isinstance(expression, Operation):
        return expression
    replaced = {str(part.path[-1]): _replaced(part, by_id) for part in parts(expression)}
    ((name, content),) = expression
    if isinstance(content, tuple):
        content = tuple(replaced.values())
    elif isinstance(content, BaseModel):
        content = content.model_copy(update=replaced)
    else:
        (content,) = replaced.values()
    return expression.model_copy(update={name: content})


def _replaced(part: Part, by_id: Mapping[str, Expression]) -> object:
    if part.operand.kind is Kind.CASES:
        return {case: replace_ids(value, by_id) for case, value in part.cases.items()}
    if part.operand.kind is Kind.POINTS:
        return tuple(
            pointed.model_copy(update={"when": replace_ids(pointed.when, by_id)})
            for pointed in part.pointed
        )
    return replace_ids(part.expression, by_id) if part.expressions else part.content
