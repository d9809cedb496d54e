"""Types of the rules: whether the rules of each calculator and checklist fit its questions.

In: valid records. Out: the errors of rules over unknown questions, options or deadlines, of
operators whose operands are of a wrong type, and of ids that are used twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..content.load import FieldPath
from ..content.validate import ValidRecord
from ..diagnostics.codes import Alternatives, Code, Word
from ..diagnostics.errors import DataError
from ..models.calculator import (
    Calculator,
    ChoiceQuestion,
    NumberQuestion,
    Question,
    option_ids,
)
from ..models.expressions import Part, facts_in, operator_of, parts
from ..models.grant import Limit
from ..models.operands import Kind, Result, Role
from ..models.operation import Expression, Operation
from ..models.operators import AtMost, By
from . import currencies

_NUMERIC = ("integer", "number")
_DATE = ("date",)
_ANSWERED_BY = {
    Kind.CHOICE: ("choice",),
    Kind.CASE: ("choice", "boolean"),
    Kind.CHOICES: ("choices",),
}


class Checker:
    """Finds what in the rules of a calculator, or over it, does not fit its questions."""

    def __init__(self, record: ValidRecord, calculator: Calculator) -> None:
        self.record = record
        self.calculator = calculator
        self.questions: dict[str, Question] = {q.id: q for q in calculator.questions}

    def errors(self) -> Iterator[DataError]:
        """The errors of the calculator."""
        calculator = self.calculator
        yield from self.unique(("groups",), [group.id for group in calculator.groups])
        yield from self.unique(("requirements",), [r.id for r in calculator.requirements])
        yield from self.unique(("instalments",), [i.id for i in calculator.instalments])
        yield from self.unique(("deadlines",), [d.id for d in calculator.deadlines])
        yield from self._questions()
        yield from self._quick()
        yield from self._requirements()
        if calculator.category is not None:
            yield from self._fact(calculator.category, ("category",), _ANSWERED_BY[Kind.CASE])
        yield from self._amount()
        yield from self._instalments()
        yield from self._office_days()
        for i, deadline in enumerate(calculator.deadlines):
            earlier = tuple(before.id for before in calculator.deadlines[:i])
            yield from self._value(deadline.date, ("deadlines", i, "date"), _DATE, earlier)

    def _questions(self) -> Iterator[DataError]:
        seen: list[str] = []
        for g, group in enumerate(self.calculator.groups):
            for q, question in enumerate(group.questions):
                path: FieldPath = ("groups", g, "questions", q)
                if question.id in seen:
                    yield self.record.raw.error(
                        (*path, "id"), Code.ID_TWICE, what=Word("question"), id=question.id
                    )
                yield from self._question(question, path)
                yield from self._asked_after(question, path, seen)
                seen.append(question.id)

            if group.at_once is not None:
                ids = [question.id for question in group.questions]
                for id_ in sorted({*ids} ^ {*group.at_once.values}):
                    yield self.record.raw.error(
                        ("groups", g, "at_once", "values"),
                        Code.NOT_ALL_AT_ONCE,
                        found=id_,
                        allowed=tuple(ids),
                        fact=id_,
                    )

    def _quick(self) -> Iterator[DataError]:
        """Questions of the quick answer that not everybody is asked, or with many answers."""
        later = {q.id for g in self.calculator.groups if g.stage == "payment" for q in g.questions}
        fitting = tuple(
            id_
            for id_, question in self.questions.items()
            if question.asked_when is None
            and question.type in ("choice", "boolean", *_NUMERIC)
            and id_ not in later
        )
        for i, fact in enumerate(self.calculator.quick):
            path: FieldPath = ("quick", i)
            if fact not in self.questions:
                yield self.record.raw.error(path, Code.UNKNOWN_FACT, found=fact, allowed=fitting)
            elif fact not in fitting:
                yield self.record.raw.error(path, Code.NOT_FOR_QUICK, allowed=fitting, fact=fact)

    def _instalments(self) -> Iterator[DataError]:
        """Instalments that do not make the whole, or are due by a deadline that does not exist."""
        percents = [instalment.percent for instalment in self.calculator.instalments]
        if percents and (total := sum(percents)) != 100:
            yield self.record.raw.error(
                ("instalments", 0, "percent"),
                Code.INSTALMENTS,
                found=" + ".join(map(str, percents)),
                total=total,
            )
        known = tuple(deadline.id for deadline in self.calculator.deadlines)
        for i, instalment in enumerate(self.calculator.instalments):
            if instalment.by is not None and instalment.by not in known:
                yield self.record.raw.error(
                    ("instalments", i, "by"),
                    Code.UNKNOWN_DEADLINE,
                    found=instalment.by,
                    allowed=known,
                )

    def _office_days(self) -> Iterator[DataError]:
        """The first deadline that needs the office days, where there are none."""
        needs = [i for i, due in enumerate(self.calculator.deadlines) if due.office_day]
        if needs and self.calculator.office_days is None:
            path: FieldPath = ("deadlines", needs[0], "office_day")
            yield self.record.raw.error(path, Code.NO_OFFICE_DAYS)

    def _requirements(self) -> Iterator[DataError]:
        for r, requirement in enumerate(self.calculator.requirements):
            path: FieldPath = ("requirements", r)
            if requirement.applies_when is not None:
                yield from self.condition(requirement.applies_when, (*path, "applies_when"))
            if requirement.met_when is not None:
                yield from self.condition(requirement.met_when, (*path, "met_when"))
            for i, reading in enumerate(requirement.readings):
                if reading.met_when is not None:
                    yield from self.condition(reading.met_when, (*path, "readings", i, "met_when"))
            for i, note in enumerate(requirement.notes):
                yield from self.condition(note.when, (*path, "notes", i, "when"))
            for name in ("readings", "notes"):
                ids = [record.id for record in getattr(requirement, name)]
                yield from self.unique((*path, name), ids)

    def _amount(self) -> Iterator[DataError]:
        amount = self.calculator.amount
        if amount is None:
            return
        for i, limit in enumerate(amount.limits):
            path: FieldPath = ("amount", "limits", i)
            if limit.applies_when is not None:
                yield from self.condition(limit.applies_when, (*path, "applies_when"))
            yield from self._value(limit.value, (*path, "value"), _NUMERIC)
            yield from self._clauses(limit, (*path, "clauses"))
        for name, fact in (("requested", amount.requested), ("approved", amount.approved)):
            if fact is not None:
                yield from self._value(fact, ("amount", name), _NUMERIC)
        yield from currencies.of_amount(self.record.raw, amount, self.questions)

    def unique(self, path: FieldPath, ids: Sequence[str]) -> Iterator[DataError]:
        """The errors of ids that stand twice in a list."""
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
        if question is not None and question.type in _ANSWERED_BY[Kind.CASE]:
            for option in limit.clauses:
                yield from self._option(question, option, (*path, option))

    def _question(self, question: Question, path: FieldPath) -> Iterator[DataError]:
        if question.asked_when is not None:
            yield from self.condition(question.asked_when, (*path, "asked_when"))
        if isinstance(question, ChoiceQuestion):
            options = [option.id for option in question.options]
            yield from self.unique((*path, "options"), options)
        if isinstance(question, NumberQuestion) and question.no_more_than is not None:
            at = (*path, "no_more_than")
            pair = AtMost(at_most=(question.id, question.no_more_than))
            yield from self._value(question.no_more_than, at, _NUMERIC)
            yield from currencies.compared(self.record.raw, pair, at, self.questions)

    def _asked_after(
        self, question: Question, path: FieldPath, earlier: list[str]
    ) -> Iterator[DataError]:
        """Questions that decide whether one is asked and are not asked before it."""
        for fact in dict.fromkeys(facts_in(question.asked_when or 0)):
            if fact in self.questions and fact not in earlier:
                yield self.record.raw.error(
                    (*path, "asked_when"),
                    Code.ASKED_BY_LATER,
                    found=fact,
                    allowed=tuple(earlier),
                    fact=question.id,
                    by=fact,
                )

    def condition(self, condition: Expression, path: FieldPath) -> Iterator[DataError]:
        """The errors of a condition that stands at ``path``."""
        if isinstance(condition, Operation):
            yield from self._operands(condition, path)
        else:
            yield from self._fact(str(condition), path, ("boolean",))

    def _value(
        self,
        value: Expression,
        path: FieldPath,
        types: tuple[str, ...],
        deadlines: tuple[str, ...] = (),
    ) -> Iterator[DataError]:
        """The errors of a value; ``deadlines`` are those that it may count from."""
        if isinstance(value, Operation):
            operator = operator_of(type(value))
            if (operator.result is Result.DATE) == (types == _DATE):
                yield from self._operands(value, path, deadlines)
            else:
                yield self.record.raw.error(
                    (*path, operator.name),
                    Code.WRONG_OPERATOR_TYPE,
                    operator=operator.name,
                    wanted=Alternatives(types),
                )
        elif isinstance(value, str):
            if value not in deadlines:
                yield from self._fact(value, path, types, deadlines)
        elif types == _DATE:
            yield self.record.raw.error(path, Code.DATE_WANTED, found=str(value))

    def _operands(
        self, node: Operation, path: FieldPath, deadlines: tuple[str, ...] = ()
    ) -> Iterator[DataError]:
        question: Question | None = None
        if operator_of(type(node)).role is Role.COMPARES:
            yield from currencies.compared(self.record.raw, node, path, self.questions)
        dates = any(self._is_date(part.content) for part in parts(node))
        for part in parts(node):
            at = (*path, *part.path)
            match part.operand.kind:
                case Kind.CONDITION:
                    yield from self.condition(part.expression, at)
                case Kind.NUMBER:
                    yield from self._value(part.expression, at, _NUMERIC)
                case Kind.DATE:
                    yield from self._value(part.expression, at, _DATE, deadlines)
                case Kind.ALIKE:
                    yield from self._value(part.expression, at, _DATE if dates else _NUMERIC)
                case Kind.CHOICE | Kind.CASE | Kind.CHOICES as kind:
                    errors = list(self._fact(part.fact, at, _ANSWERED_BY[kind]))
                    yield from errors
                    if not errors:
                        question = self.questions[part.fact]
                case Kind.OPTIONS if question is not None:
                    for i, option in enumerate(part.options):
                        yield from self._option(question, option, (*at, i))
                case Kind.CASES:
                    yield from self._cases(question, part, at)
                case Kind.POINTS:
                    for inner, condition in part.expressions:
                        yield from self.condition(condition, (*path, *inner))

    def _is_date(self, content: object) -> bool:
        if isinstance(content, str):
            return content in self.questions and self.questions[content].type == "date"
        return isinstance(content, Operation) and operator_of(type(content)).result is Result.DATE

    def _cases(self, question: Question | None, part: Part, path: FieldPath) -> Iterator[DataError]:
        """A number for each answer to the question, where that has settled ones."""
        if question is not None:
            for case in part.cases:
                yield from self._option(question, case, (*path, case))
            for option in option_ids(question):
                if option not in part.cases:
                    yield self.record.raw.error(path, Code.OPTION_WITHOUT_VALUE, option=option)
        for case, value in part.cases.items():
            yield from self._value(value, (*path, case), _NUMERIC)

    def _option(self, question: Question, option: str, path: FieldPath) -> Iterator[DataError]:
        ids = option_ids(question)
        if option not in ids:
            yield self.record.raw.error(
                path, Code.NO_SUCH_OPTION, found=option, allowed=ids, question=question.id
            )

    def _fact(
        self,
        fact: str,
        path: FieldPath,
        types: tuple[str, ...],
        deadlines: tuple[str, ...] = (),
    ) -> Iterator[DataError]:
        question = self.questions.get(fact)
        fitting = tuple(id_ for id_, q in self.questions.items() if q.type in types) + deadlines
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
