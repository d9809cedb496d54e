"""The operators of the rules as staff type them: for each a node of the expression's tree.

An expression is a number, the id of a question (in a deadline also of an earlier deadline),
or an operator with its operands, in YAML a mapping of one name. ``expressions`` has the table
that says of each operator all that anything else has to know, and the walker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import Field, model_validator
from typing_extensions import TypeAliasType

from ..diagnostics.codes import Code
from .base import Date, FactId, Int, Model, Number, mistake
from .day_of_year import DayOfYear
from .operation import (
    ConditionOperation,
    Expression,
    ValueOperation,
    alternatives,
    operator_name,
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


class Share(ValueOperation):
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


class Fraction(ValueOperation):
    """幾分之幾：一個數值的幾分之幾，不必化成小數｜Fraction: of a value, without rounding"""

    fraction: _Fraction
    """幾分之幾：例如 {numerator: 1, denominator: 3, of: production_cost_twd}
    Fraction: as in {numerator: 1, denominator: 3, of: production_cost_twd}"""


class Times(ValueOperation):
    """乘：每單位金額乘以數量｜Times: an amount per unit times the count"""

    times: Annotated[tuple[Value, ...], Field(min_length=2)]
    """乘：例如 [episodes, 500000]｜Times: as in [episodes, 500000]"""


class Sum(ValueOperation):
    """加總｜Sum of values"""

    sum: Annotated[tuple[Value, ...], Field(min_length=2)]
    """加總：例如 [cost_here, cost_abroad]｜Sum: as in [cost_here, cost_abroad]"""


class Min(ValueOperation):
    """最小的一個｜The smallest of values"""

    min: Annotated[tuple[Value, ...], Field(min_length=2)]
    """取最小：例如 [cost, 5000000]｜Smallest: as in [cost, 5000000]"""


class Max(ValueOperation):
    """最大的一個｜The largest of values"""

    max: Annotated[tuple[Value, ...], Field(min_length=2)]
    """取最大：例如 [cost, 5000000]｜Largest: as in [cost, 5000000]"""


class _By(Model):
    """依選項而定｜One value an option"""

    fact: FactId
    """單選題或是非題的 id｜The id of a question of the type choice or boolean"""
    cases: Annotated[dict[FactId, Value], Field(min_length=1)]
    """每個選項的數值：全部選項都要有；是非題寫 true 和 false
    Cases: a value for every option; of a yes/no question for true and for false"""


class By(ValueOperation):
    """依選項而定：每個選項一個數值｜By option: one value for each"""

    by: _By
    """依選項而定：例如 {fact: category, cases: {pilot: 8000000, short: 5000000}}
    By option: as in {fact: category, cases: {pilot: 8000000, short: 5000000}}"""


class YearOf(ValueOperation):
    """年份：日期的西元年｜Year of: the year of a date, as a number"""

    year_of: Value
    """年份：日期題的 id 或另一個日期，例如 approval_date
    Year of: the id of a question of the type date, or another date, as in approval_date"""


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


class Later(ValueOperation):
    """往後：日期加上年、月、日；那個月沒有那一天就取月底
    Later: a date moved on; a day that a month lacks becomes its last"""

    later: _Shift
    """往後：例如 {date: approval_date, years: 1}｜Later: as in {date: approval_date, years: 1}"""


class Earlier(ValueOperation):
    """往前：日期減去年、月、日｜Earlier: a date moved back"""

    earlier: _Shift
    """往前：例如 {date: completion, months: 1}｜Earlier: as in {date: completion, months: 1}"""


class Day(ValueOperation):
    """固定日期｜A fixed date"""

    day: Date
    """固定日期：例如 2026-03-31｜Day: as in 2026-03-31"""


# --- conditions -------------------------------------------------------------


class AtLeast(ConditionOperation):
    """以上：第一個大於或等於第二個｜At least: the first is the second or more"""

    at_least: tuple[Value, Value]
    """以上：例如 [runtime_minutes, 20]｜At least: as in [runtime_minutes, 20]"""


class AtMost(ConditionOperation):
    """以下：第一個小於或等於第二個｜At most: the first is the second or less"""

    at_most: tuple[Value, Value]
    """以下：例如 [runtime_minutes, 20]｜At most: as in [runtime_minutes, 20]"""


class MoreThan(ConditionOperation):
    """大於：第一個大於第二個｜More than: the first is more than the second"""

    more_than: tuple[Value, Value]
    """大於：例如 [cost, 0]｜More than: as in [cost, 0]"""


class LessThan(ConditionOperation):
    """小於：第一個小於第二個｜Less than: the first is less than the second"""

    less_than: tuple[Value, Value]
    """小於：例如 [cost, 1000]｜Less than: as in [cost, 1000]"""


class Equal(ConditionOperation):
    """等於：兩個相同｜Equal: both are the same"""

    equal: tuple[Value, Value]
    """等於：例如 [episodes, 1]｜Equal: as in [episodes, 1]"""


class _Membership(Model):
    """選項｜Options of a question"""

    fact: FactId
    """選擇題的 id｜The id of a question with options"""
    options: Annotated[tuple[FactId, ...], Field(min_length=1)]
    """選項的 id：至少一個｜Ids of options: one at least"""


class OneOf(ConditionOperation):
    """單選題：選的是其中一項｜One of: the chosen option is among these"""

    one_of: _Membership
    """選的是其中一項：例如 {fact: category, options: [pilot, short]}
    One of: as in {fact: category, options: [pilot, short]}"""


class AnyOf(ConditionOperation):
    """複選題：選了其中任一項｜Any of: a chosen option is among these"""

    any_of: _Membership
    """選了其中任一項：例如 {fact: themes, options: [local_culture]}
    Any of: as in {fact: themes, options: [local_culture]}"""


class _Window(Model):
    """每年的一段日子｜Part of every year"""

    date: Value
    """哪個日期：日期題的 id 或另一個日期
    Date: the id of a question of the type date, or another date"""
    first: DayOfYear
    """第一天：月-日，例如 01-01｜First day: month and day, as in 01-01"""
    last: DayOfYear
    """最後一天：月-日，例如 04-30｜Last day: month and day, as in 04-30"""


class BetweenDays(ConditionOperation):
    """每年的一段日子：日期在第一天和最後一天之間，兩天都算；可以跨年
    Between days: the date lies in a part of every year, both days included"""

    between_days: _Window
    """每年的一段日子：例如 {date: application_date, first: 01-01, last: 04-30}
    Between days: as in {date: application_date, first: 01-01, last: 04-30}"""


class All(ConditionOperation):
    """而且：每個條件都成立｜All: every condition is true"""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)]
    """全部成立：條件的清單｜All: a list of conditions"""


class Any_(ConditionOperation):
    """或者：至少一個條件成立｜Any: at least one condition is true"""

    any: Annotated[tuple[Condition, ...], Field(min_length=1)]
    """任一成立：條件的清單｜Any: a list of conditions"""


class Pointed(Model):
    """一個條件和它的分數｜A condition with its points"""

    when: Condition
    """什麼時候得分：條件｜When: a condition"""
    points: Annotated[Int, Field(ge=1)] = 1
    """分數：1 以上的整數；不寫就是 1 分｜Points: a whole number, 1 or more; 1 if left out"""


class _Enough(Model):
    """夠多的條件｜Enough of some conditions"""

    least: Annotated[Int, Field(ge=1)]
    """至少幾分：1 以上的整數｜Least: so many points, a whole number, 1 or more"""
    of: Annotated[tuple[Pointed, ...], Field(min_length=2)]
    """條件：至少兩個，各有分數｜Of: two conditions at least, each with its points"""

    @property
    def points(self) -> int:
        """Those of all conditions together."""
        return sum(pointed.points for pointed in self.of)

    @model_validator(mode="after")
    def _can_be_reached(self) -> _Enough:
        if self.least > self.points:
            raise mistake(Code.TOO_FEW_POINTS, least=self.least, points=self.points)
        return self


class Enough(ConditionOperation):
    """夠分：成立的條件加起來夠分；每個 1 分就是「幾項裡至少幾項」
    Enough: the conditions that are true make enough points; of 1 point each, so many of them"""

    enough: _Enough
    """夠分：例如 {least: 6, of: [{when: local_crew, points: 4}, {when: local_story, points: 2}]}
    Enough: as in {least: 6, of: [{when: local_crew, points: 4}, {when: local_story, points: 2}]}"""


class Not(ConditionOperation):
    """相反：條件不成立｜Not: the condition is not true"""

    not_: Condition = Field(alias="not")
    """相反：一個條件｜Not: a condition"""


# --- what may stand where an expression is wanted -------------------------------


VALUES = {operator_name(node): node for node in ValueOperation.__subclasses__()}
CONDITIONS = {operator_name(node): node for node in ConditionOperation.__subclasses__()}


if TYPE_CHECKING:
    Value: TypeAlias = Expression
    Condition: TypeAlias = str | ConditionOperation
else:
    # Named types, because operators hold values and conditions, which may be operators.
    Value = TypeAliasType(
        "Value",
        alternatives(VALUES, {"fact": FactId, "number": Number}, "value", Code.NOT_A_VALUE),
    )
    """A number, the id of a question (in a deadline of an earlier one, too), or an operator."""

    Condition = TypeAliasType(
        "Condition",
        alternatives(CONDITIONS, {"fact": FactId}, "condition", Code.NOT_A_CONDITION),
    )
    """The id of a yes/no question, or an operator."""
