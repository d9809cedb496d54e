"""A calculator: its questions, requirements and deadlines; ``grant`` has what can be granted.

Conditions and values are expressions (``operators``); ``docs/guide/vocabulary.md``
documents all of it with examples.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from ..diagnostics.codes import Code
from .base import (
    Bool,
    ClauseRef,
    Currency,
    FactId,
    Id,
    Model,
    Number,
    Phrases,
    Record,
    Str,
    Text,
    mistake,
)
from .grant import Amount, Instalment, LeftOpen, Limit
from .office_days import OfficeDays
from .operators import Condition, Value

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
    asked_as: Phrases | None = None
    """稱呼：搜尋裡怎麼稱呼要問的事，例如「成本」；第一個是答案裡用的稱呼，寫了單位就只看單位也算
    Asked as: what a search calls what is asked, such as “cost”, the name to answer with first;
    where the unit is among them, the unit alone will do"""
    optional: Bool = False
    """選填：不算沒答完｜Optional: never counted as unanswered"""
    past: Bool = False
    """已成事實：答案不能靠改變做法改掉，不會建議換一個答案
    Past: what has happened; no other answer is ever suggested"""
    asked_when: Condition | None = None
    """什麼情況才問：條件，只能用前面的問題；不問的時候，填過的答案不算
    Asked when: a condition on earlier questions; while it is not true, an answer does not count"""


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
    asked_as: Phrases | None = None
    """稱呼：搜尋裡怎麼稱呼這個選項，例如「微電影」
    Asked as: what a search calls this option, such as “short”"""


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
    currency: Currency | None = None
    """幣別：問的是錢就寫，三個大寫字母，例如 TWD
    Currency: of a question about money, three capital letters, as in TWD"""
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


def option_ids(question: Question) -> tuple[str, ...]:
    """The ids of the answers to a question that has settled ones: of yes and no ``true``,
    ``false``, as the rules write them.
    """
    if isinstance(question, YesNoQuestion):
        return ("true", "false")
    return tuple(option.id for option in getattr(question, "options", ()))


class AllAtOnce(Model):
    """一題代替一組：答「都符合」，整組就照填好的答案
    All at once: one question in place of a group’s, whose yes gives all its answers"""

    label: Text
    """問題｜The question"""
    help: Text | None = None
    """說明：問題下面再多一句｜Help: one more sentence below the question"""
    values: dict[FactId, Annotated[Bool | Number | Str, Field(union_mode="left_to_right")]]
    """都符合時的答案：這一組每一題的 id 和答案
    Values: the answers that its yes stands for, of every question of the group"""


class QuestionGroup(Model):
    """一組問題｜Group of questions"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    title: Text
    """標題｜Title"""
    introduction: Text | None = None
    """開頭說明｜Introduction"""
    stage: Literal["application", "payment"] = "application"
    """時候：application 申請、payment 核定之後｜Stage: application, or payment: once approved"""
    at_once: AllAtOnce | None = None
    """一題代替整組：多數人都符合的細節，先一題問完
    All at once: one question in their place, where most people meet all of them"""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """問題：照發問的順序｜Questions: in the order of asking"""


# --- requirements and deadlines -----------------------------------------------


class Reading(Model):
    """讀法：條文可以有兩種讀法時的一種
    Reading: one way to read a clause that can be read in two"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    text: Text
    """說明：這樣讀是什麼意思｜Text: what the clause means, read so"""
    met_when: Condition | None = None
    """什麼時候符合：條件；不寫就是這樣讀根本不是條件，一律符合
    Met when: a condition; none where the clause, read so, is no condition at all"""


class RequirementNote(Model):
    """說明：結果之外要知道的事，例如是照哪一種讀法判斷、要先問誰
    Note: what to know beside the result, as by which reading it is decided, and whom to ask"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    when: Condition
    """什麼時候顯示：條件，不論符合不符合
    When: a condition; it is shown while this is true, whatever the result"""
    text: Text
    """說明｜Text"""


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
    rule: Text
    """規定：這一條要求什麼，一句話｜Rule: what the clause asks, in a sentence"""
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
    notes: tuple[RequirementNote, ...] = ()
    """說明：各有自己的條件｜Notes: each with a condition of its own"""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those that decide whether it is met: one, or one for each reading that is one."""
        ways = (self.met_when, *(reading.met_when for reading in self.readings))
        return tuple(way for way in ways if way is not None)

    @model_validator(mode="after")
    def _decided_once(self) -> Requirement:
        if (self.met_when is None) == (not self.readings) or len(self.readings) == 1:
            raise mistake(Code.DECIDED_ONCE)
        return self


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
    office_day: Bool = False
    """順延：末日不上班時，也列出下一個上班日
    Office day: whether the next working day is given, too, where it falls on another"""


class Calculator(Record):
    """試算：一項補助的問題、資格條件、金額、分期和期限
    Calculator: the questions, requirements, amount, instalments and deadlines of a scheme"""

    beyond: Text | None = None
    """試算以外：符合資格時再提醒一句，試算沒有問、但一樣會被退件的事
    Beyond: what the calculator does not ask and can still fail an application, in a sentence"""
    quick: Annotated[tuple[FactId, ...], Field(max_length=6)] = ()
    """先問的幾題：答完就有第一個金額；人人都問的單選、是非或數字題
    Quick: the questions that give a first amount; of everybody, with one answer or a number"""
    groups: Annotated[tuple[QuestionGroup, ...], Field(min_length=1)]
    """問題：分組，照發問的順序｜Questions: in groups, in the order of asking"""
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    """資格條件：每一項都註明條次｜Requirements: each with its clause"""
    category: FactId | None = None
    """分類：選項就是補助類別的那一題，單選或是非題；不寫就是不分類別
    Category: the question, a choice or yes/no, whose options are the scheme’s categories, if any"""
    amount: Amount | None = None
    """補助金額：規定沒有寫金額就不寫｜Amount of the grant: none where the rules state none"""
    instalments: tuple[Instalment, ...] = ()
    """分期：百分比加起來是 100；規定沒有寫就不寫
    Instalments: their percentages make 100; none where the rules state none"""
    deadlines: tuple[Deadline, ...] = ()
    """期限：規定沒有寫就不寫｜Deadlines: none where the rules set none"""
    left_open: LeftOpen | None = None
    """規定沒有定的：規定沒有寫，或由評選決定的
    Left open: what the rules do not say, or leave to a panel"""
    office_days: OfficeDays | None = None
    """上班日：期限寫了 office_day 才要｜Office days: needed where a deadline has office_day"""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of asking."""
        return tuple(question for group in self.groups for question in group.questions)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits of the amount; none where the rules state no amount."""
        return () if self.amount is None else self.amount.limits
