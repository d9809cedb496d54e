"""The rule vocabulary at work: whether rules fit the questions, and their published form.

The published form is what the browser's engine reads: a number, the id of a fact, or a
list that opens with an operator (``["at_least", "runtime_minutes", 20]``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction as Ratio
from typing import Any

from pydantic import BaseModel

from ..content.load import FieldPath
from ..content.validate import ValidRecord
from ..diagnostics.codes import Alternatives, Code, Word
from ..diagnostics.errors import DataError
from ..models.calculator import By, Calculator, ChoiceQuestion, Limit, Question
from ..models.scheme import Checklist

Published = int | float | str | list[Any]

_NUMERIC = ("integer", "number")


def publish(expression: Any, deadlines: Mapping[str, Published] | None = None) -> Published:
    """The published form of a condition or value; a deadline's id becomes its own expression."""
    deadlines = deadlines or {}
    if isinstance(expression, str):
        return deadlines.get(expression, expression)
    if isinstance(expression, int | float):
        return expression
    operator, operand = parts(expression)
    if operator in ("one_of", "any_of"):
        return [operator, operand.fact, list(operand.options)]
    if operator == "share":
        ratio = Ratio(str(operand.percent)) / 100
        of = publish(operand.of, deadlines)
        if isinstance(operand.percent, int):
            return ["share", operand.percent, of]
        return ["fraction", ratio.numerator, ratio.denominator, of]
    if operator == "fraction":
        return [
            "fraction",
            operand.numerator,
            operand.denominator,
            publish(operand.of, deadlines),
        ]
    if operator == "by":
        cases = {option: publish(value, deadlines) for option, value in operand.cases.items()}
        return ["by", operand.fact, cases]
    if operator in ("later", "earlier"):
        moved = publish(operand.date, deadlines)
        return [operator, moved, operand.years, operand.months, operand.days]
    if operator == "day":
        return ["day", operand.isoformat()]
    if operator == "not":
        return ["not", publish(operand, deadlines)]
    return [operator, *(publish(each, deadlines) for each in operand)]


def parts(expression: BaseModel) -> tuple[str, Any]:
    """The operator of an expression that is none of number and id, and its operand."""
    (name, field), *_ = type(expression).model_fields.items()
    return field.alias or name, getattr(expression, name)


def check_rules(records: Iterable[ValidRecord]) -> Iterator[DataError]:
    """The errors of every calculator, and of every checklist beside a valid calculator.

    Rules over unknown facts or options, or over facts of a wrong type, and twice-used ids.
    """
    by_key = {record.raw.key: record for record in records}
    for key, record in by_key.items():
        if isinstance(record.model, Calculator):
            yield from _Checker(record, record.model).errors()
        calculator = by_key.get(key.of("calculator"))
        if isinstance(record.model, Checklist) and calculator is not None:
            assert isinstance(calculator.model, Calculator)
            yield from _checklist(record, record.model, calculator.model)


def _checklist(
    record: ValidRecord, checklist: Checklist, calculator: Calculator
) -> Iterator[DataError]:
    """Documents that are needed when something is true of facts that do not exist or fit."""
    checker = _Checker(record, calculator)
    for p, phase in enumerate(checklist.phases):
        for i, item in enumerate(phase.items):
            if item.needed_when is not None:
                path: FieldPath = ("phases", p, "items", i, "needed_when")
                yield from checker.condition(item.needed_when, path)


class _Checker:
    def __init__(self, record: ValidRecord, calculator: Calculator) -> None:
        self.record = record
        self.calculator = calculator
        self.questions: dict[str, Question] = {q.id: q for q in calculator.questions}

    def errors(self) -> Iterator[DataError]:
        calculator = self.calculator
        yield from self._unique(("groups",), [g.id for g in calculator.groups])
        yield from self._unique(("requirements",), [r.id for r in calculator.requirements])
        yield from self._unique(("instalments",), [i.id for i in calculator.instalments])
        yield from self._unique(("deadlines",), [d.id for d in calculator.deadlines])
        seen: set[str] = set()
        for g, group in enumerate(calculator.groups):
            for q, question in enumerate(group.questions):
                path: FieldPath = ("groups", g, "questions", q)
                if question.id in seen:
                    yield self.record.raw.error(
                        (*path, "id"), Code.ID_TWICE, what=Word("question"), id=question.id
                    )
                seen.add(question.id)
                yield from self._question(question, path)
        for r, requirement in enumerate(calculator.requirements):
            at: FieldPath = ("requirements", r)
            for name in ("applies_when", "met_when"):
                if (condition := getattr(requirement, name)) is not None:
                    yield from self.condition(condition, (*at, name))
            for i, reading in enumerate(requirement.readings):
                yield from self.condition(reading.met_when, (*at, "readings", i, "met_when"))
        for i, limit in enumerate(calculator.amount.limits):
            path = ("amount", "limits", i, "value")
            yield from self._value(limit.value, path, _NUMERIC)
            yield from self._clauses(limit, ("amount", "limits", i, "clauses"))
        for name in ("requested", "approved"):
            if (fact := getattr(calculator.amount, name)) is not None:
                yield from self._value(fact, ("amount", name), _NUMERIC)
        earlier: list[str] = []
        for i, deadline in enumerate(calculator.deadlines):
            yield from self._value(deadline.date, ("deadlines", i, "date"), ("date",), earlier)
            earlier.append(deadline.id)

    def _unique(self, path: FieldPath, ids: list[str]) -> Iterator[DataError]:
        for i, id_ in enumerate(ids):
            if id_ in ids[:i]:
                yield self.record.raw.error(
                    (*path, i, "id"), Code.ID_TWICE, what=Word("id"), id=id_
                )

    def _clauses(self, limit: Limit, path: FieldPath) -> Iterator[DataError]:
        """A clause for each option, where the limit depends on an option."""
        if not limit.clauses:
            return
        if not isinstance(limit.value, By):
            yield self.record.raw.error(path, Code.CLAUSES_WITHOUT_BY)
            return
        question = self.questions.get(limit.value.by.fact)
        if isinstance(question, ChoiceQuestion):
            for option in limit.clauses:
                yield from self._option(question, option, (*path, option))

    def _question(self, question: Question, path: FieldPath) -> Iterator[DataError]:
        if question.asked_when is not None:
            yield from self.condition(question.asked_when, (*path, "asked_when"))
        if isinstance(question, ChoiceQuestion):
            options = [option.id for option in question.options]
            yield from self._unique((*path, "options"), options)
        if (other := getattr(question, "no_more_than", None)) is not None:
            yield from self._value(other, (*path, "no_more_than"), _NUMERIC)

    def condition(self, node: Any, path: FieldPath) -> Iterator[DataError]:
        """The errors of a condition that stands at ``path``."""
        if isinstance(node, str):
            yield from self._fact(node, path, ("boolean",))
            return
        operator, operand = parts(node)
        path = (*path, operator)
        if operator in ("one_of", "any_of"):
            yield from self._membership(operator, operand, path)
        elif operator == "not":
            yield from self.condition(operand, path)
        elif operator in ("all", "any"):
            for i, each in enumerate(operand):
                yield from self.condition(each, (*path, i))
        else:
            dates = any(self._is_date(each) for each in operand)
            for i, each in enumerate(operand):
                yield from self._value(each, (*path, i), ("date",) if dates else _NUMERIC)

    def _is_date(self, node: Any) -> bool:
        if isinstance(node, str):
            return node in self.questions and self.questions[node].type == "date"
        return isinstance(node, BaseModel) and parts(node)[0] in (
            "later",
            "earlier",
            "day",
        )

    def _membership(self, operator: str, operand: Any, path: FieldPath) -> Iterator[DataError]:
        wanted = ("choice",) if operator == "one_of" else ("choices",)
        bad = list(self._fact(operand.fact, (*path, "fact"), wanted))
        yield from bad
        question = self.questions.get(operand.fact)
        if not bad and isinstance(question, ChoiceQuestion):
            for i, option in enumerate(operand.options):
                yield from self._option(question, option, (*path, "options", i))

    def _option(
        self, question: ChoiceQuestion, option: str, path: FieldPath
    ) -> Iterator[DataError]:
        ids = tuple(each.id for each in question.options)
        if option not in ids:
            yield self.record.raw.error(
                path, Code.NO_SUCH_OPTION, found=option, allowed=ids, question=question.id
            )

    def _value(
        self,
        node: Any,
        path: FieldPath,
        types: tuple[str, ...],
        deadlines: list[str] | None = None,
    ) -> Iterator[DataError]:
        deadlines = deadlines or []
        if isinstance(node, int | float):
            if types == ("date",):
                yield self.record.raw.error(path, Code.DATE_WANTED, found=str(node))
            return
        if isinstance(node, str):
            if node not in deadlines:
                yield from self._fact(node, path, types, tuple(deadlines))
            return
        operator, operand = parts(node)
        path = (*path, operator)
        if (operator in ("later", "earlier", "day")) != (types == ("date",)):
            yield self.record.raw.error(
                path, Code.WRONG_OPERATOR_TYPE, operator=operator, wanted=Alternatives(types)
            )
        elif operator in ("share", "fraction"):
            yield from self._value(operand.of, (*path, "of"), types)
        elif operator in ("later", "earlier"):
            yield from self._value(operand.date, (*path, "date"), types, deadlines)
        elif operator == "by":
            yield from self._by(operand, path, types)
        elif operator != "day":
            for i, each in enumerate(operand):
                yield from self._value(each, (*path, i), types)

    def _by(self, operand: Any, path: FieldPath, types: tuple[str, ...]) -> Iterator[DataError]:
        bad = list(self._fact(operand.fact, (*path, "fact"), ("choice",)))
        yield from bad
        question = self.questions.get(operand.fact)
        if not bad and isinstance(question, ChoiceQuestion):
            for option in operand.cases:
                yield from self._option(question, option, (*path, "cases", option))
            for option_ in question.options:
                if option_.id not in operand.cases:
                    yield self.record.raw.error(
                        (*path, "cases"), Code.OPTION_WITHOUT_VALUE, option=option_.id
                    )
        for option, value in operand.cases.items():
            yield from self._value(value, (*path, "cases", option), types)

    def _fact(
        self,
        fact: str,
        path: FieldPath,
        types: tuple[str, ...],
        also: tuple[str, ...] = (),
    ) -> Iterator[DataError]:
        question = self.questions.get(fact)
        fitting = tuple(id_ for id_, q in self.questions.items() if q.type in types) + also
        if question is None:
            yield self.record.raw.error(path, Code.UNKNOWN_FACT, found=fact, allowed=fitting)
        elif question.type not in types:
            yield self.record.raw.error(
                path,
                Code.WRONG_FACT_TYPE,
                allowed=fitting,
                fact=fact,
                type=question.type,
                wanted=Alternatives(types),
            )
