"""The grant of a scheme: its amount with its limits, its instalments, what the rules leave open.

Each of these may be absent; where the rules leave it open, ``LeftOpen`` has the words for that.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Bool, ClauseRef, Currency, FactId, Id, Int, Model, Phrases, Text
from .operators import Condition, Value


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
    applies_when: Condition | None = None
    """什麼情況適用：條件；不寫就是人人適用
    Applies when: a condition; it limits everybody’s amount where there is none"""
    in_principle: Bool = False
    """原則：規定說「以…為原則」，不是一定
    In principle: whether the rules say “in principle” of it, so that more is not ruled out"""
    value: Value
    """數值：數字、問題的 id 或運算子｜Value: a number, the id of a question, or an operator"""


class Pot(Model):
    """總額：全部申請者合起來的經費；不是一件申請的上限
    Pot: what all applicants share; never a limit of one application"""

    clause: ClauseRef
    """條次：規定總額的那一條｜Clause: the one that lays it down"""
    value: Annotated[Int, Field(ge=1)]
    """數值：整數｜Value: a whole number of the currency"""
    text: Text
    """說明：誰分、多久一次，一句話｜Text: who shares it, and how often, in a sentence"""


class Amount(Model):
    """補助金額｜Amount of the grant"""

    currency: Currency
    """幣別：三個大寫字母，例如 TWD｜Currency: three capital letters, as in TWD"""
    clause: ClauseRef
    """條次：規定金額的那一條｜Clause: the one that lays it down"""
    label: Text
    """名稱｜Label"""
    note: Text | None = None
    """說明：例如金額要怎麼讀、要先問誰｜Note: how to read the amount, for one, and whom to ask"""
    limits: tuple[Limit, ...] = ()
    """限制：最小的決定補助；規定沒有上限就不寫
    Limits: the smallest binds; none where the rules set none"""
    pot: Pot | None = None
    """總額：全部申請者合起來的經費｜Pot: what all applicants share"""
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
    asked_as: Phrases | None = None
    """稱呼：搜尋裡還怎麼稱呼這一期，例如「頭款」
    Asked as: what else a search calls it, such as “first payment”"""
    percent: Annotated[Int, Field(ge=1, le=100)]
    """百分比：各期加起來是 100｜Percent: all instalments make 100"""
    needs: Text
    """請領條件：一句話；文件寫在文件清單
    Needs: in a sentence; the checklist has the documents"""
    by: FactId | None = None
    """期限：規定了最後一天時，那個期限的 id
    By: the id of the deadline for it, where the rules set a last day"""


class LeftOpen(Model):
    """規定沒有定的：規定沒有寫，或由評選決定的，一樣一句話；不寫的，網頁就不提
    Left open: what the rules do not say or leave to a panel, in a sentence each; of what is left
    out here, no page says anything"""

    amount: Text | None = None
    """補助金額：怎麼決定｜Amount: how it is decided"""
    ceiling: Text | None = None
    """上限：規定怎麼說｜Ceiling: what the rules say of it"""
    instalments: Text | None = None
    """撥付：怎麼撥｜Instalments: how the grant is paid"""
    deadlines: Text | None = None
    """期限：誰決定｜Deadlines: who sets them"""
