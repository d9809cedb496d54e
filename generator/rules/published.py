"""The published calculator: its shape, and how an expression is written in it.

``compile`` makes one of the records, the engine decides by it, and ``api/`` publishes it with a
JSON Schema. An expression is a number, the id of a question, or a list that opens with an
operator: ``["at_least", "runtime_minutes", 20]``. Texts are ``{zh, en}``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, with_config
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypedDict

from ..models.base import FactId, Id, Locator
from ..models.expressions import Part, operator_of, parts
from ..models.operands import Kind, Result
from ..models.operation import Expression, Operation, Published, PublishedOperand

EXPRESSION = "x-expression"
"""What stands in a JSON Schema for the schema of the expressions with a result."""


@dataclass(frozen=True, slots=True)
class _ComesTo:
    """Marks a member that is an expression; ``api/json_schema`` writes each result's schema."""

    result: Result

    def __get_pydantic_core_schema__(self, _: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema()

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {EXPRESSION: self.result.value}


PublishedNumber = Annotated[Published, _ComesTo(Result.NUMBER)]
PublishedDate = Annotated[Published, _ComesTo(Result.DATE)]
PublishedCondition = Annotated[Published, _ComesTo(Result.CONDITION)]

_closed = with_config(ConfigDict(extra="forbid", use_attribute_docstrings=True))


@_closed
class TextData(TypedDict):
    """A text in both languages, in inline Markdown."""

    zh: str
    en: str


@_closed
class AllAtOnceData(TypedDict):
    """One question in place of a group's: its yes gives all of them these answers."""

    label: TextData
    help: NotRequired[TextData]
    values: dict[FactId, bool | int | float | str]


@_closed
class GroupData(TypedDict):
    """A group of questions, in the order of asking."""

    id: Id
    title: TextData
    introduction: NotRequired[TextData]
    stage: NotRequired[Literal["payment"]]
    """``payment`` where its questions are for those whose grant was approved."""
    at_once: NotRequired[AllAtOnceData]
    questions: list[FactId]


class _QuestionData(TypedDict):
    id: FactId
    clause: Locator
    label: TextData
    help: NotRequired[TextData]
    optional: NotRequired[bool]
    """Never counted as unanswered; so it is only where this is true."""
    past: NotRequired[bool]
    """It asks for what has happened: no other answer is suggested."""
    asked_when: NotRequired[PublishedCondition]
    """The question is asked only while this is true; else its answer does not count. It rests on
    earlier questions."""


@_closed
class YesNoData(_QuestionData):
    """A question that is answered with yes or no."""

    type: Literal["boolean"]


@_closed
class OptionData(TypedDict):
    """An answer that can be chosen."""

    id: FactId
    label: TextData
    help: NotRequired[TextData]


@_closed
class ChoiceData(_QuestionData):
    """A question with options: one can be chosen (``choice``) or any number (``choices``)."""

    type: Literal["choice", "choices"]
    options: list[OptionData]


@_closed
class NumberData(_QuestionData):
    """A question for a number, whole (``integer``) or not, and the bounds of its answer."""

    type: Literal["integer", "number"]
    unit: NotRequired[TextData]
    currency: NotRequired[str]
    """Of a question about money."""
    min: NotRequired[int | float]
    above: NotRequired[int | float]
    """The answer is more than this."""
    max: NotRequired[int | float]
    no_more_than: NotRequired[FactId]
    """The question whose answer this one cannot exceed."""


@_closed
class DateData(_QuestionData):
    """A question for a date."""

    type: Literal["date"]


QuestionData: TypeAlias = YesNoData | ChoiceData | NumberData | DateData


@_closed
class ReadingData(TypedDict):
    """One way to read a clause that can be read in several."""

    id: Id
    text: TextData
    met_when: NotRequired[PublishedCondition]
    """Left out where the clause, read so, is no condition at all."""


@_closed
class NoteData(TypedDict):
    """What to know beside a result, while its condition is true."""

    id: Id
    when: PublishedCondition
    text: TextData


@with_config(
    ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_extra={"oneOf": [{"required": [way]} for way in ("met_when", "readings")]},
    )
)
class RequirementData(TypedDict):
    """It has either ``met_when`` or ``readings``."""

    id: Id
    clause: Locator
    see: NotRequired[list[Locator]]
    stage: Literal["application", "payment"]
    title: TextData
    rule: TextData
    """What the clause asks."""
    applies_when: NotRequired[PublishedCondition]
    met_when: NotRequired[PublishedCondition]
    readings: NotRequired[list[ReadingData]]
    met: TextData
    unmet: TextData
    notes: NotRequired[list[NoteData]]


@_closed
class LimitData(TypedDict):
    """A limit of the amount, in the scheme's currency."""

    id: Id
    clause: Locator
    clauses: NotRequired[dict[FactId, Locator]]
    """For each option the clause of its own."""
    label: TextData
    applies_when: NotRequired[PublishedCondition]
    """The limit counts only while this is true."""
    in_principle: NotRequired[bool]
    """Whether the rules say “in principle” of it; so it is only where this is true."""
    value: PublishedNumber


@_closed
class PotData(TypedDict):
    """What all applicants share, in the scheme's currency; never a limit of one application."""

    clause: Locator
    value: int
    text: TextData


@_closed
class AmountData(TypedDict):
    """What can be granted: the lowest of the limits, where there is any."""

    currency: str
    clause: Locator
    label: TextData
    note: NotRequired[TextData]
    limits: list[LimitData]
    pot: NotRequired[PotData]
    requested: NotRequired[FactId]
    approved: NotRequired[FactId]


@_closed
class InstalmentData(TypedDict):
    """A part of the grant that is paid at once."""

    id: Id
    clause: Locator
    title: TextData
    percent: int
    needs: TextData
    by: NotRequired[FactId]
    """The deadline for it, where the rules set a last day."""


@_closed
class DeadlineData(TypedDict):
    """The last day for something, and how it is reckoned."""

    id: FactId
    clause: Locator
    title: TextData
    rule: TextData
    date: PublishedDate
    """Of questions alone: an earlier deadline stands in it as its own expression."""
    office_day: NotRequired[bool]
    """Whether the next working day is given, too; so it is only where this is true."""


@_closed
class LeftOpenData(TypedDict):
    """What the rules do not say or leave to a panel, in words."""

    amount: NotRequired[TextData]
    ceiling: NotRequired[TextData]
    instalments: NotRequired[TextData]
    deadlines: NotRequired[TextData]


@_closed
class OfficeDaysData(TypedDict):
    """The days on which offices are closed beside Saturdays and Sundays."""

    country: str
    first_year: int
    last_year: int
    """The last year whose holidays are known."""
    note: TextData
    holidays: list[Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]]


@_closed
class CalculatorData(TypedDict):
    """What ``evaluate(scheme, facts)`` takes as ``scheme``.

    An expression is a number, the id of a question, or a list that opens with an operator.
    """

    scheme: str
    version: str
    hash: str
    """Names the rules as they decide: another wording leaves it, another figure does not."""
    beyond: NotRequired[TextData]
    """What the calculator does not ask and can still fail an application."""
    quick: NotRequired[list[FactId]]
    """The questions that give a first amount."""
    category: NotRequired[FactId]
    """The question whose options are the scheme's categories."""
    groups: list[GroupData]
    questions: list[QuestionData]
    requirements: list[RequirementData]
    amount: AmountData | None
    """``null`` where the rules state none."""
    instalments: list[InstalmentData]
    deadlines: list[DeadlineData]
    left_open: NotRequired[LeftOpenData]
    office_days: NotRequired[OfficeDaysData]
    """Given where a deadline has ``office_day``."""


def publish(expression: Expression) -> Published:
    """The published form of an expression, in which ids are those of questions."""
    if not isinstance(expression, Operation):
        return expression
    operator = operator_of(type(expression))
    return [operator.name, *map(_published, parts(expression))]


def _published(part: Part) -> PublishedOperand:
    if part.operand.kind is Kind.CASES:
        return {case: publish(value) for case, value in part.cases.items()}
    if part.operand.kind is Kind.OPTIONS:
        return list(part.options)
    if part.operand.kind is Kind.LITERAL:
        return part.operand.publish(part.constant)
    if part.operand.kind is Kind.POINTS:
        return [[pointed.points, publish(pointed.when)] for pointed in part.pointed]
    return publish(part.expression)
