"""The rule vocabulary: questions, conditions, requirements, amounts, instalments, deadlines.

``docs/guide/vocabulary.md`` documents each operator with an example. The browser's
engine knows the same operators by the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from typing_extensions import TypeAliasType

from ..codes import Code, Word
from .base import (
    Bool,
    ClauseRef,
    Date,
    FactId,
    Id,
    Int,
    Model,
    Number,
    Record,
    Str,
    Text,
    mistake,
)

# --- values -----------------------------------------------------------------


class _Share(Model):
    percent: Annotated[Number, Field(ge=0, le=100)]
    of: Value


class Share(Model):
    """``share: {percent: 80, of: production_cost_twd}``: so many hundredths of a value."""

    share: _Share


class _Fraction(Model):
    numerator: Annotated[Int, Field(ge=1)]
    denominator: Annotated[Int, Field(ge=1)]
    of: Value


class Fraction(Model):
    """``fraction: {numerator: 1, denominator: 3, of: production_cost_twd}``."""

    fraction: _Fraction


class Times(Model):
    """``times: [episodes, 500000]``: an amount per unit times the count."""

    times: Annotated[tuple[Value, ...], Field(min_length=2)]


class Sum(Model):
    """``sum: [cost_here, cost_abroad]``."""

    sum: Annotated[tuple[Value, ...], Field(min_length=2)]


class Min(Model):
    """``min: [a, b]``: the smallest."""

    min: Annotated[tuple[Value, ...], Field(min_length=2)]


class Max(Model):
    """``max: [a, b]``: the largest."""

    max: Annotated[tuple[Value, ...], Field(min_length=2)]


class _By(Model):
    fact: FactId
    cases: Annotated[dict[FactId, Value], Field(min_length=1)]


class By(Model):
    """``by: {fact: category, cases: {pilot: 8000000, short: 5000000}}``: one value an option."""

    by: _By


class _Shift(Model):
    date: Value
    years: Annotated[Int, Field(ge=0)] = 0
    months: Annotated[Int, Field(ge=0)] = 0
    days: Annotated[Int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _moves(self) -> _Shift:
        if not (self.years or self.months or self.days):
            raise mistake(Code.NO_SHIFT)
        return self


class Later(Model):
    """``later: {date: approval_date, years: 1}``. A day that a month lacks becomes its last."""

    later: _Shift


class Earlier(Model):
    """``earlier: {date: completion, months: 1}``."""

    earlier: _Shift


class Day(Model):
    """``day: 2026-03-31``: a fixed date."""

    day: Date


# --- conditions -------------------------------------------------------------


class AtLeast(Model):
    """``at_least: [runtime_minutes, 20]``: the first is the second or more."""

    at_least: tuple[Value, Value]


class AtMost(Model):
    """``at_most: [runtime_minutes, 20]``: the first is the second or less."""

    at_most: tuple[Value, Value]


class MoreThan(Model):
    """``more_than: [a, b]``."""

    more_than: tuple[Value, Value]


class LessThan(Model):
    """``less_than: [a, b]``."""

    less_than: tuple[Value, Value]


class Equal(Model):
    """``equal: [a, b]``."""

    equal: tuple[Value, Value]


class _Membership(Model):
    fact: FactId
    options: Annotated[tuple[FactId, ...], Field(min_length=1)]


class OneOf(Model):
    """``one_of: {fact: category, options: [pilot, short]}``: the chosen option is among these."""

    one_of: _Membership


class AnyOf(Model):
    """``any_of: {fact: themes, options: [local_culture]}``: a chosen option is among these."""

    any_of: _Membership


class All(Model):
    """``all: [condition, …]``: every one is true."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)]


class Any_(Model):
    """``any: [condition, …]``: at least one is true (alternatives joined by OR)."""

    any: Annotated[tuple[Condition, ...], Field(min_length=1)]


class Not(Model):
    """``not: condition``."""

    not_: Condition = Field(alias="not")


VALUES: dict[str, type[Model]] = {
    "share": Share,
    "fraction": Fraction,
    "times": Times,
    "sum": Sum,
    "min": Min,
    "max": Max,
    "by": By,
    "later": Later,
    "earlier": Earlier,
    "day": Day,
}
CONDITIONS: dict[str, type[Model]] = {
    "at_least": AtLeast,
    "at_most": AtMost,
    "more_than": MoreThan,
    "less_than": LessThan,
    "equal": Equal,
    "one_of": OneOf,
    "any_of": AnyOf,
    "all": All,
    "any": Any_,
    "not": Not,
}


def _single_operator(table: Mapping[str, type[Model]], what: str) -> Any:
    """A before-validator: a mapping with exactly one key, which is an operator."""

    def check(value: Any) -> Any:
        if isinstance(value, dict):
            if len(value) != 1:
                raise mistake(
                    Code.ONE_OPERATOR, what=Word(what), count=len(value), allowed=sorted(table)
                )
            (name,) = value
            if name not in table:
                raise mistake(
                    Code.UNKNOWN_OPERATOR,
                    what=Word(what),
                    operator=str(name),
                    found=str(name),
                    allowed=sorted(table),
                )
        return value

    return BeforeValidator(check)


def _tag(value: Any) -> str | None:
    if isinstance(value, dict) and value:
        return str(next(iter(value)))
    if isinstance(value, Model):
        return next(iter(type(value).model_fields)).rstrip("_")
    if isinstance(value, str):
        return "fact"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return None


Value = TypeAliasType(
    "Value",
    Annotated[
        Annotated[FactId, Tag("fact")]
        | Annotated[Number, Tag("number")]
        | Annotated[Share, Tag("share")]
        | Annotated[Fraction, Tag("fraction")]
        | Annotated[Times, Tag("times")]
        | Annotated[Sum, Tag("sum")]
        | Annotated[Min, Tag("min")]
        | Annotated[Max, Tag("max")]
        | Annotated[By, Tag("by")]
        | Annotated[Later, Tag("later")]
        | Annotated[Earlier, Tag("earlier")]
        | Annotated[Day, Tag("day")],
        Discriminator(
            _tag,
            custom_error_type=Code.NOT_A_VALUE.value,
            custom_error_message=Code.NOT_A_VALUE.value,
        ),
        _single_operator(VALUES, "value"),
    ],
)
"""A number, the id of a question (or, in a deadline, of an earlier deadline), or an operator."""

Condition = TypeAliasType(
    "Condition",
    Annotated[
        Annotated[FactId, Tag("fact")]
        | Annotated[AtLeast, Tag("at_least")]
        | Annotated[AtMost, Tag("at_most")]
        | Annotated[MoreThan, Tag("more_than")]
        | Annotated[LessThan, Tag("less_than")]
        | Annotated[Equal, Tag("equal")]
        | Annotated[OneOf, Tag("one_of")]
        | Annotated[AnyOf, Tag("any_of")]
        | Annotated[All, Tag("all")]
        | Annotated[Any_, Tag("any")]
        | Annotated[Not, Tag("not")],
        Discriminator(
            _tag,
            custom_error_type=Code.NOT_A_CONDITION.value,
            custom_error_message=Code.NOT_A_CONDITION.value,
        ),
        _single_operator(CONDITIONS, "condition"),
    ],
)
"""The id of a yes/no question, or an operator."""


# --- questions --------------------------------------------------------------


class _Question(Model):
    id: FactId
    clause: ClauseRef
    label: Text
    help: Text | None = None
    optional: Bool = False
    """An optional question is never counted as unanswered."""
    asked_when: Condition | None = None
    """Asked only while this may be true."""


class YesNoQuestion(_Question):
    type: Literal["boolean"]


class Option(Model):
    id: FactId
    label: Text
    help: Text | None = None


class ChoiceQuestion(_Question):
    """One option (``choice``) or any number of them (``choices``)."""

    type: Literal["choice", "choices"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class NumberQuestion(_Question):
    type: Literal["integer", "number"]
    unit: Text | None = None
    min: Number | None = None
    above: Number | None = None
    """Exclusive lower bound."""
    max: Number | None = None
    no_more_than: FactId | None = None
    """Another question whose answer this one cannot exceed."""


class DateQuestion(_Question):
    type: Literal["date"]


Question = Annotated[
    YesNoQuestion | ChoiceQuestion | NumberQuestion | DateQuestion,
    Field(discriminator="type"),
]


class QuestionGroup(Model):
    id: Id
    title: Text
    introduction: Text | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


# --- requirements, amount, instalments, deadlines -----------------------------


class Reading(Model):
    """One way to read a clause that can be read in two."""

    id: Id
    text: Text
    met_when: Condition


class Requirement(Model):
    """One thing that can fail by itself, bound to its clause."""

    id: Id
    clause: ClauseRef
    see: tuple[ClauseRef, ...] = ()
    """Further clauses that bear on it."""
    stage: Literal["application", "payment"] = "application"
    title: Text
    applies_when: Condition | None = None
    met_when: Condition | None = None
    readings: tuple[Reading, ...] = ()
    """Instead of ``met_when``: the readings of a clause that can be read in two ways."""
    met: Text
    unmet: Text
    note: Text | None = None

    @model_validator(mode="after")
    def _decided_once(self) -> Requirement:
        if (self.met_when is None) == (not self.readings) or len(self.readings) == 1:
            raise mistake(Code.DECIDED_ONCE)
        return self


class Limit(Model):
    """One of the limits of the amount; the smallest binds."""

    id: Id
    clause: ClauseRef
    clauses: dict[FactId, ClauseRef] = Field(default_factory=dict)
    """Option to clause, where each category has a clause of its own."""
    label: Text
    value: Value


class Amount(Model):
    currency: Annotated[Str, Field(pattern=r"^[A-Z]{3}$")]
    clause: ClauseRef
    label: Text
    limits: Annotated[tuple[Limit, ...], Field(min_length=1)]
    requested: FactId | None = None
    approved: FactId | None = None


class Instalment(Model):
    id: Id
    clause: ClauseRef
    title: Text
    percent: Annotated[Int, Field(ge=1, le=100)]
    needs: Text
    """What this payment needs, in a sentence; the checklist has the documents."""


class Deadline(Model):
    id: FactId
    clause: ClauseRef
    title: Text
    rule: Text
    date: Value


class Calculator(Record):
    """``data/schemes/<scheme>/calculator.yml``."""

    groups: Annotated[tuple[QuestionGroup, ...], Field(min_length=1)]
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    amount: Amount
    instalments: Annotated[tuple[Instalment, ...], Field(min_length=1)]
    deadlines: tuple[Deadline, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of asking."""
        return tuple(question for group in self.groups for question in group.questions)

    @model_validator(mode="after")
    def _instalments_are_whole(self) -> Calculator:
        if (total := sum(instalment.percent for instalment in self.instalments)) != 100:
            raise mistake(Code.INSTALMENTS, total=total)
        return self
