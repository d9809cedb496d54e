"""The rule vocabulary: questions, conditions, requirements, amounts, instalments, deadlines.

``docs/guide/vocabulary.md`` documents each operator with an example. The browser's
engine knows the same operators by the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Strict, Tag, model_validator
from typing_extensions import TypeAliasType

from ..diagnostics.codes import Code, Word
from .base import (
    CURRENCY,
    Bool,
    ClauseRef,
    Date,
    FactId,
    Id,
    Int,
    Model,
    Number,
    Record,
    Text,
    mistake,
)

# --- values -----------------------------------------------------------------


class _Share(Model):
    """百分之幾｜A share"""

    percent: Annotated[
        Number, Field(ge=0, le=100, json_schema_extra={"minimum": 0, "maximum": 100})
    ]
    """百分比：0 到 100｜Percent: from 0 to 100"""
    of: Value
    """什麼的百分之幾｜Of which value"""


class Share(Model):
    """百分之幾：一個數值的百分之幾｜Share: so many hundredths of a value"""

    share: _Share
    """百分之幾：例如 {percent: 80, of: production_cost_twd}
    Share: as in {percent: 80, of: production_cost_twd}"""


class _Fraction(Model):
    """幾分之幾｜A fraction"""

    numerator: Annotated[Int, Field(ge=1)]
    """分子：1 以上的整數｜Numerator: a whole number, 1 or more"""
    denominator: Annotated[Int, Field(ge=1)]
    """分母：1 以上的整數｜Denominator: a whole number, 1 or more"""
    of: Value
    """什麼的幾分之幾｜Of which value"""


class Fraction(Model):
    """幾分之幾：一個數值的幾分之幾，不必化成小數｜Fraction: of a value, without rounding"""

    fraction: _Fraction
    """幾分之幾：例如 {numerator: 1, denominator: 3, of: production_cost_twd}
    Fraction: as in {numerator: 1, denominator: 3, of: production_cost_twd}"""


class Times(Model):
    """乘：每單位金額乘以數量｜Times: an amount per unit times the count"""

    times: Annotated[tuple[Value, ...], Field(min_length=2)]
    """乘：例如 [episodes, 500000]｜Times: as in [episodes, 500000]"""


class Sum(Model):
    """加總｜Sum of values"""

    sum: Annotated[tuple[Value, ...], Field(min_length=2)]
    """加總：例如 [cost_here, cost_abroad]｜Sum: as in [cost_here, cost_abroad]"""


class Min(Model):
    """最小的一個｜The smallest of values"""

    min: Annotated[tuple[Value, ...], Field(min_length=2)]
    """取最小：例如 [cost, 5000000]｜Smallest: as in [cost, 5000000]"""


class Max(Model):
    """最大的一個｜The largest of values"""

    max: Annotated[tuple[Value, ...], Field(min_length=2)]
    """取最大：例如 [cost, 5000000]｜Largest: as in [cost, 5000000]"""


class _By(Model):
    """依選項而定｜One value an option"""

    fact: FactId
    """單選題的 id｜The id of a question of the type choice"""
    cases: Annotated[dict[FactId, Value], Field(min_length=1)]
    """每個選項的數值：全部選項都要有｜Cases: a value for every option"""


class By(Model):
    """依選項而定：每個選項一個數值｜By option: one value for each"""

    by: _By
    """依選項而定：例如 {fact: category, cases: {pilot: 8000000, short: 5000000}}
    By option: as in {fact: category, cases: {pilot: 8000000, short: 5000000}}"""


class _Shift(Model):
    """日期移動｜A date, moved"""

    date: Value
    """起算日：日期題的 id 或另一個日期
    Date: the id of a question of the type date, or another date"""
    years: Annotated[Int, Field(ge=0)] = 0
    """年數｜Years"""
    months: Annotated[Int, Field(ge=0)] = 0
    """月數｜Months"""
    days: Annotated[Int, Field(ge=0)] = 0
    """天數｜Days"""

    @model_validator(mode="after")
    def _moves(self) -> _Shift:
        if not (self.years or self.months or self.days):
            raise mistake(Code.NO_SHIFT)
        return self


class Later(Model):
    """往後：日期加上年、月、日；那個月沒有那一天就取月底
    Later: a date moved on; a day that a month lacks becomes its last"""

    later: _Shift
    """往後：例如 {date: approval_date, years: 1}｜Later: as in {date: approval_date, years: 1}"""


class Earlier(Model):
    """往前：日期減去年、月、日｜Earlier: a date moved back"""

    earlier: _Shift
    """往前：例如 {date: completion, months: 1}｜Earlier: as in {date: completion, months: 1}"""


class Day(Model):
    """固定日期｜A fixed date"""

    day: Date
    """固定日期：例如 2026-03-31｜Day: as in 2026-03-31"""


# --- conditions -------------------------------------------------------------


class AtLeast(Model):
    """以上：第一個大於或等於第二個｜At least: the first is the second or more"""

    at_least: tuple[Value, Value]
    """以上：例如 [runtime_minutes, 20]｜At least: as in [runtime_minutes, 20]"""


class AtMost(Model):
    """以下：第一個小於或等於第二個｜At most: the first is the second or less"""

    at_most: tuple[Value, Value]
    """以下：例如 [runtime_minutes, 20]｜At most: as in [runtime_minutes, 20]"""


class MoreThan(Model):
    """大於：第一個大於第二個｜More than: the first is more than the second"""

    more_than: tuple[Value, Value]
    """大於：例如 [cost, 0]｜More than: as in [cost, 0]"""


class LessThan(Model):
    """小於：第一個小於第二個｜Less than: the first is less than the second"""

    less_than: tuple[Value, Value]
    """小於：例如 [cost, 1000]｜Less than: as in [cost, 1000]"""


class Equal(Model):
    """等於：兩個相同｜Equal: both are the same"""

    equal: tuple[Value, Value]
    """等於：例如 [episodes, 1]｜Equal: as in [episodes, 1]"""


class _Membership(Model):
    """選項｜Options of a question"""

    fact: FactId
    """選擇題的 id｜The id of a question with options"""
    options: Annotated[tuple[FactId, ...], Field(min_length=1)]
    """選項的 id：至少一個｜Ids of options: one at least"""


class OneOf(Model):
    """單選題：選的是其中一項｜One of: the chosen option is among these"""

    one_of: _Membership
    """選的是其中一項：例如 {fact: category, options: [pilot, short]}
    One of: as in {fact: category, options: [pilot, short]}"""


class AnyOf(Model):
    """複選題：選了其中任一項｜Any of: a chosen option is among these"""

    any_of: _Membership
    """選了其中任一項：例如 {fact: themes, options: [local_culture]}
    Any of: as in {fact: themes, options: [local_culture]}"""


class All(Model):
    """而且：每個條件都成立｜All: every condition is true"""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)]
    """全部成立：條件的清單｜All: a list of conditions"""


class Any_(Model):
    """或者：至少一個條件成立｜Any: at least one condition is true"""

    any: Annotated[tuple[Condition, ...], Field(min_length=1)]
    """任一成立：條件的清單｜Any: a list of conditions"""


class Not(Model):
    """相反：條件不成立｜Not: the condition is not true"""

    not_: Condition = Field(alias="not")
    """相反：一個條件｜Not: a condition"""


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
    """代號：小寫字母、數字和底線；規則用它稱呼答案，發布後不要改
    Id: lower-case letters, digits and underscores; rules call the answer by it, so it stays"""
    clause: ClauseRef
    """條次：為什麼要問，根據哪一條｜Clause: the one for which it is asked"""
    label: Text
    """問題｜The question"""
    help: Text | None = None
    """說明：問題下面再多一句｜Help: one more sentence below the question"""
    optional: Bool = False
    """選填：不算沒答完｜Optional: never counted as unanswered"""
    asked_when: Condition | None = None
    """什麼情況才問：條件｜Asked when: a condition; asked only while it may be true"""


class YesNoQuestion(_Question):
    """是非題｜Yes/no question"""

    type: Literal["boolean"]
    """類型：boolean 是非｜Type: boolean"""


class Option(Model):
    """選項｜Option of a question"""

    id: FactId
    """代號：小寫字母、數字和底線｜Id: lower-case letters, digits and underscores"""
    label: Text
    """選項文字｜Label"""
    help: Text | None = None
    """說明｜Help"""


class ChoiceQuestion(_Question):
    """選擇題：choice 單選，choices 複選
    Question with options: one (choice) or any number of them (choices)"""

    type: Literal["choice", "choices"]
    """類型：choice 單選、choices 複選｜Type: choice (one) or choices (any number)"""
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    """選項：至少兩個｜Options: two at least"""


class NumberQuestion(_Question):
    """數字題｜Question for a number"""

    type: Literal["integer", "number"]
    """類型：integer 整數、number 可以有小數｜Type: integer (whole) or number"""
    unit: Text | None = None
    """單位：例如「天」｜Unit: “days”, for example"""
    min: Number | None = None
    """最小：這個數以上｜Least: this or more"""
    above: Number | None = None
    """大於：不含這個數｜Above: more than this"""
    max: Number | None = None
    """最大：這個數以下｜Most: this or less"""
    no_more_than: FactId | None = None
    """不超過另一題：那一題的 id
    No more than: the id of a question whose answer this one cannot exceed"""


class DateQuestion(_Question):
    """日期題｜Question for a date"""

    type: Literal["date"]
    """類型：date 日期｜Type: date"""


Question = Annotated[
    YesNoQuestion | ChoiceQuestion | NumberQuestion | DateQuestion,
    Field(discriminator="type"),
]


class QuestionGroup(Model):
    """一組問題｜Group of questions"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    title: Text
    """標題｜Title"""
    introduction: Text | None = None
    """開頭說明｜Introduction"""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """問題：照發問的順序｜Questions: in the order of asking"""


# --- requirements, amount, instalments, deadlines -----------------------------


class Reading(Model):
    """讀法：條文可以有兩種讀法時的一種
    Reading: one way to read a clause that can be read in two"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    text: Text
    """說明：這樣讀是什麼意思｜Text: what the clause means, read so"""
    met_when: Condition
    """什麼時候符合：條件｜Met when: a condition"""


class Requirement(Model):
    """資格條件：可以單獨不符的一項，註明條次
    Requirement: one thing that can fail by itself, bound to its clause"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    clause: ClauseRef
    """條次：規定這一項的那一條｜Clause: the one that lays it down"""
    see: tuple[ClauseRef, ...] = ()
    """其他條次：也有關係的｜See also: further clauses that bear on it"""
    stage: Literal["application", "payment"] = "application"
    """時候：application 申請、payment 請款｜Stage: application or payment"""
    title: Text
    """標題｜Title"""
    applies_when: Condition | None = None
    """什麼情況適用：條件；不寫就是人人適用
    Applies when: a condition; it applies to everybody where there is none"""
    met_when: Condition | None = None
    """什麼時候符合：條件｜Met when: a condition"""
    readings: tuple[Reading, ...] = ()
    """各種讀法：條文有兩種讀法時，代替 met_when
    Readings: instead of met_when, where the clause can be read in two ways"""
    met: Text
    """符合時的說明｜Words where it is met"""
    unmet: Text
    """不符合時的說明｜Words where it is not"""
    note: Text | None = None
    """補充說明｜Note"""

    @model_validator(mode="after")
    def _decided_once(self) -> Requirement:
        if (self.met_when is None) == (not self.readings) or len(self.readings) == 1:
            raise mistake(Code.DECIDED_ONCE)
        return self


class Limit(Model):
    """限制：金額的一項限制；最小的決定補助｜Limit of the amount: the smallest binds"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    clause: ClauseRef
    """條次：規定這一項的那一條｜Clause: the one that lays it down"""
    clauses: dict[FactId, ClauseRef] = Field(default_factory=dict)
    """各選項的條次：每個選項各有一條時
    Clauses: option to clause, where each option has one of its own"""
    label: Text
    """名稱｜Label"""
    value: Value
    """數值：數字、問題的 id 或運算子｜Value: a number, the id of a question, or an operator"""


class Amount(Model):
    """補助金額｜Amount of the grant"""

    currency: Annotated[str, Strict(), Field(pattern=CURRENCY)]
    """幣別：三個大寫字母，例如 TWD｜Currency: three capital letters, as in TWD"""
    clause: ClauseRef
    """條次：規定金額的那一條｜Clause: the one that lays it down"""
    label: Text
    """名稱｜Label"""
    limits: Annotated[tuple[Limit, ...], Field(min_length=1)]
    """限制：至少一項，最小的決定補助｜Limits: one at least; the smallest binds"""
    requested: FactId | None = None
    """申請金額：問題的 id｜Requested: the id of the question for it"""
    approved: FactId | None = None
    """核定金額：問題的 id｜Approved: the id of the question for it"""


class Instalment(Model):
    """期別：分期撥付的一期｜Instalment: one of the payments"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    clause: ClauseRef
    """條次：規定這一期的那一條｜Clause: the one that lays it down"""
    title: Text
    """標題｜Title"""
    percent: Annotated[Int, Field(ge=1, le=100)]
    """百分比：各期加起來是 100｜Percent: all instalments make 100"""
    needs: Text
    """請領條件：一句話；文件寫在文件清單
    Needs: in a sentence; the checklist has the documents"""


class Deadline(Model):
    """期限：什麼時候以前要做什麼｜Deadline: what is due by when"""

    id: FactId
    """代號：小寫字母、數字和底線｜Id: lower-case letters, digits and underscores"""
    clause: ClauseRef
    """條次：規定期限的那一條｜Clause: the one that lays it down"""
    title: Text
    """標題｜Title"""
    rule: Text
    """規定：一句話說明怎麼算｜Rule: how it is reckoned, in a sentence"""
    date: Value
    """日期：怎麼算出來｜Date: how it is worked out"""


class Calculator(Record):
    """試算：一項補助的問題、資格條件、金額、分期和期限
    Calculator: the questions, requirements, amount, instalments and deadlines of a scheme"""

    groups: Annotated[tuple[QuestionGroup, ...], Field(min_length=1)]
    """問題：分組，照發問的順序｜Questions: in groups, in the order of asking"""
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    """資格條件：每一項都註明條次｜Requirements: each with its clause"""
    amount: Amount
    """補助金額｜Amount of the grant"""
    instalments: Annotated[tuple[Instalment, ...], Field(min_length=1)]
    """分期：百分比加起來是 100｜Instalments: their percentages make 100"""
    deadlines: tuple[Deadline, ...] = ()
    """期限｜Deadlines"""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of asking."""
        return tuple(question for group in self.groups for question in group.questions)

    @model_validator(mode="after")
    def _instalments_are_whole(self) -> Calculator:
        if (total := sum(instalment.percent for instalment in self.instalments)) != 100:
            raise mistake(Code.INSTALMENTS, total=total)
        return self
