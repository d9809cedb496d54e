"""Figures: every number and day of a calculator's rules that staff typed, and where it stands.

In: the record of a calculator. Out: for each figure what it is part of, its places in the
published calculator, its place in the file, and the values that can stand there instead.

A deadline that is reckoned from an earlier one is published with the earlier one written out, so
that a figure may have several places there. The money that all applicants share is none of them:
no result rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import yaml

from ..content.load import FieldPath, RawRecord
from ..content.yaml_reader import scalar
from ..models.base import Text
from ..models.calculator import Calculator, NumberQuestion, Question
from ..models.expressions import Part, Path, operator_of, parts
from ..models.operands import Constant, Kind, Role
from ..models.operation import Expression, Operation

CONTEXT = 3
"""So many lines before and after a change a patch shows."""
_BOUNDS = ("min", "above", "max")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in its file."""

    file: str
    line: int
    """Counted from 1, as are columns elsewhere; lines end where git ends them."""
    start: int
    """The characters before it on the line, as JavaScript counts them."""
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """What can stand in the place of a figure."""

    type: str
    """``integer``, ``number``, ``date``, or ``day`` for a day of every year, as 430 for 04-30."""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the rules."""

    rule: Path
    """The path, in the published calculator, of what it helps to decide."""
    field: FieldPath
    """Its path in the record."""
    paths: tuple[Path, ...]
    """Its paths in the published calculator."""
    value: int | float | str
    """As published."""
    form: Form
    place: Place
    name: str
    """The operator or the field of which it is an operand: ``at_least``, ``percent``, ``min``."""
    beside: Expression | None = None
    """What it is compared with, or a part of; of points, their condition."""
    first: bool = False
    """Whether it stands before what it is compared with."""
    case: tuple[str, str] | None = None
    """The question and the option by which it goes."""
    part: Text | None = None
    """The way to read the clause, or the note, that it belongs to."""


def figures(record: RawRecord, calculator: Calculator) -> tuple[Figure, ...]:
    """Every figure of a calculator's rules, rule by rule in the order of the file."""
    found: dict[FieldPath, Figure] = {}
    lines = _Lines(record)
    for figure in _all(calculator):
        if (known := found.get(figure.field)) is not None:
            found[figure.field] = replace(known, paths=(*known.paths, *figure.paths))
        elif (place := lines.place(figure.field)) is not None:
            found[figure.field] = replace(figure, place=place)
    return tuple(found.values())


def lines_around(record: RawRecord, found: tuple[Figure, ...]) -> dict[int, str]:
    """The lines of the file, by number, that a patch of these figures may show."""
    lines = record.text.split("\n")
    wanted = {
        number
        for figure in found
        for number in range(figure.place.line - CONTEXT, figure.place.line + CONTEXT + 1)
    }
    last = len(lines) if lines[-1] else len(lines) - 1
    return {number: lines[number - 1] for number in sorted(wanted) if 0 < number <= last}


# --- where in the rules -------------------------------------------------------------------

_NOWHERE = Place("", 0, 0, 0)


def _all(calculator: Calculator) -> Iterator[Figure]:
    """Every figure that can be typed, with one path each; its place in the file is found later."""
    yield from _questions(calculator)
    yield from _requirements(calculator)
    for i, limit in enumerate(calculator.limits):
        at: Path = ("amount", "limits", i)
        rule = _Rule(at, at)
        if limit.applies_when is not None:
            yield from rule.expression(limit.applies_when, "applies_when")
        yield from rule.expression(limit.value, "value")
    for i, instalment in enumerate(calculator.instalments):
        at = ("instalments", i)
        form = Form("integer", 1, 100)
        yield _Rule(at, at).field(instalment.percent, "percent", form)
    places: dict[str, tuple[Expression, Path]] = {}
    for i, deadline in enumerate(calculator.deadlines):
        at = ("deadlines", i)
        yield from _Rule(at, at, earlier=dict(places)).expression(deadline.date, "date")
        places[deadline.id] = (deadline.date, (*at, "date"))


def _questions(calculator: Calculator) -> Iterator[Figure]:
    """The bounds of each question's answers, and the figures on which it rests to be asked."""
    number = 0
    for g, group in enumerate(calculator.groups):
        for q, question in enumerate(group.questions):
            at: Path = ("groups", g, "questions", q)
            rule = _Rule(at, ("questions", number))
            yield from _bounds(rule, question)
            if question.asked_when is not None:
                yield from rule.expression(question.asked_when, "asked_when")
            number += 1


def _bounds(rule: _Rule, question: Question) -> Iterator[Figure]:
    if not isinstance(question, NumberQuestion):
        return
    for name in _BOUNDS:
        bound: int | float | None = getattr(question, name)
        if bound is not None:
            yield replace(rule.field(bound, name, Form("number")), beside=question.id)


def _requirements(calculator: Calculator) -> Iterator[Figure]:
    for i, requirement in enumerate(calculator.requirements):
        at: Path = ("requirements", i)
        rule = _Rule(at, at)
        if requirement.applies_when is not None:
            yield from rule.expression(requirement.applies_when, "applies_when")
        if requirement.met_when is not None:
            yield from rule.expression(requirement.met_when, "met_when")
        for r, reading in enumerate(requirement.readings):
            if reading.met_when is not None:
                part = replace(rule, part=reading.text)
                yield from part.expression(reading.met_when, "readings", r, "met_when")
        for n, note in enumerate(requirement.notes):
            yield from replace(rule, part=note.text).expression(note.when, "notes", n, "when")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule whose figures are looked for: its paths in the record and as published."""

    field_at: FieldPath
    published_at: Path
    part: Text | None = None
    earlier: Mapping[str, tuple[Expression, Path]] | None = None
    """Of a deadline: the earlier ones, which are written out where it names them."""

    def field(self, value: float, name: str, form: Form) -> Figure:
        """The figure in a field of its own."""
        return self._figure((name,), (name,), value, form, name)

    def expression(self, expression: Expression, *at: str | int) -> Iterator[Figure]:
        """The figures in an expression, which stands at the same path in both."""
        yield from self._in(expression, (*self.field_at, *at), (*self.published_at, *at))

    def _in(self, node: Expression, field: FieldPath, published: Path) -> Iterator[Figure]:
        if isinstance(node, str):
            if self.earlier and node in self.earlier:
                expression, at = self.earlier[node]
                yield from self._in(expression, at, published)
        elif not isinstance(node, Operation):
            form = Form("number")
            yield self._figure(field, published, node, form, str(field[-1]), whole=True)
        else:
            name = operator_of(type(node)).name
            for i, part in enumerate(parts(node), 1):
                at, place = (*field, *part.path), (*published, i)
                if part.operand.kind is Kind.LITERAL:
                    yield self._literal(node, part, at, place)
                elif part.operand.kind is Kind.CASES:
                    for case, value in part.cases.items():
                        chosen = (str(parts(node)[0].fact), case)
                        for figure in self._in(value, (*at, case), (*place, case)):
                            yield replace(figure, case=figure.case or chosen)
                elif part.operand.kind is Kind.POINTS:
                    yield from self._points(part, at, place)
                elif part.expressions:
                    for figure in self._in(part.expression, at, place):
                        yield _compared(figure, node, at, name)

    def _literal(self, node: Operation, part: Part, at: FieldPath, place: Path) -> Figure:
        """What is fixed in the rule itself: a percentage, so many months, a day."""
        operator = operator_of(type(node))
        schema = part.operand.schema
        name = part.operand.name or operator.name
        if schema["type"] == "string":
            form = Form("date")
        elif operator.name == "between_days":
            form = Form("day")
        else:
            least, most = _limit(schema, "minimum"), _limit(schema, "maximum")
            # A numerator of nought can be published, not typed.
            form = Form(str(schema["type"]), 1 if name == "numerator" else least, most)
        of = next((inner for p in parts(node) for _, inner in p.expressions), None)
        named = name if operator.name not in ("later", "earlier") else f"{operator.name}_{name}"
        named = f"{named}_day" if form.type == "day" else named
        constant = part.operand.publish(part.constant)
        return replace(
            self._figure(at, place, constant, form, named, whole=True),
            beside=None if operator.name == "enough" else of,
        )

    def _points(self, part: Part, at: FieldPath, place: Path) -> Iterator[Figure]:
        for j, pointed in enumerate(part.pointed):
            where, shown = (*at, j), (*place, j)
            form = Form("integer", 1)
            points = self._figure(
                (*where, "points"), (*shown, 0), pointed.points, form, "points", whole=True
            )
            yield replace(points, beside=pointed.when)
            yield from self._in(pointed.when, (*where, "when"), (*shown, 1))

    def _figure(
        self,
        field: FieldPath,
        published: Path,
        value: Constant,
        form: Form,
        name: str,
        *,
        whole: bool = False,
    ) -> Figure:
        """``whole`` where the paths are not only of what is within the rule."""
        if not whole:
            field, published = (*self.field_at, *field), (*self.published_at, *published)
        assert not isinstance(value, date)
        return Figure(
            self.published_at, field, (published,), value, form, _NOWHERE, name, part=self.part
        )


def _limit(schema: Mapping[str, object], name: str) -> int | None:
    limit = schema.get(name)
    return limit if isinstance(limit, int) else None


def _compared(figure: Figure, node: Operation, at: FieldPath, name: str) -> Figure:
    """A figure that is itself an operand: beside what it stands, and before or after."""
    if figure.field != at:
        return figure
    others = [
        inner
        for part in parts(node)
        for _, inner in part.expressions
        if (*at[:-1], part.path[-1]) != at
    ]
    compares = operator_of(type(node)).role is Role.COMPARES
    return replace(
        figure,
        name=name,
        beside=others[0] if len(others) == 1 else None,
        first=compares and at[-1] == 0,
    )


# --- where in the file --------------------------------------------------------------------


class _Lines:
    """The places of a record's values in its file."""

    def __init__(self, record: RawRecord) -> None:
        self._record = record

    def place(self, field: FieldPath) -> Place | None:
        """Where a value stands; nothing of one that is not in the file, but taken for granted."""
        node: yaml.Node | None = self._record.node
        for part in field:
            if isinstance(node, yaml.MappingNode):
                values = (value for name, value in node.value if name.value == str(part))
                node = next(values, None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
                node = node.value[part] if part < len(node.value) else None
            else:
                return None
        if not isinstance(node, yaml.ScalarNode) or scalar(node) is None:
            return None
        text = self._record.text
        quotes = 1 if node.style in ("'", '"') else 0
        start, end = node.start_mark.index + quotes, node.end_mark.index - quotes
        if text[start:end] != node.value:  # a text in a form that no figure needs
            return None
        first = text.rfind("\n", 0, start) + 1
        return Place(
            self._record.file,
            text.count("\n", 0, start) + 1,
            _units(text[first:start]),
            _units(text[first:end]),
        )


def _units(text: str) -> int:
    """The length of a text as JavaScript counts it."""
    return len(text.encode("utf-16-le")) // 2
