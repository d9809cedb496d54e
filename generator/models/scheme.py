"""A subsidy scheme: its identity, its provisions, the documents to file, worked examples."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from ..diagnostics.codes import Code
from .base import (
    Address,
    Bool,
    ClauseRef,
    Date,
    FactId,
    Figure,
    Id,
    Int,
    Model,
    OrganisationRef,
    Owner,
    PersonRef,
    Phrases,
    PolicyRef,
    Record,
    Ref,
    Reviewed,
    Str,
    Text,
    mistake,
)
from .operators import Condition


class Website(Model):
    """網站：主辦單位的網站，和這個網址從哪裡來
    Website: the agency’s, and where its address comes from"""

    address: Address
    """網址：https:// 開頭｜Address: begins with https://"""
    origin: Text
    """網址的來歷：要點沒有寫的網址，要說是本站補充的
    Origin: where the address is from; one that the rules do not give is named as added here"""


class Window(Model):
    """受理期間：規定沒有寫、由主辦單位另外公告時
    Window: the application period, where the rules leave it to an announcement"""

    clause: ClauseRef
    """條次：說要另外公告的那一條｜Clause: the one that leaves it to an announcement"""
    text: Text
    """說明：什麼沒有寫、由誰公告，一句話
    Text: what is left out and who announces it, in a sentence"""


class OpenCorrection(Model):
    """能不能補正不明：條文沒有說下列不符合的算不算文件不全
    Open correction: where the rules leave open whether what is not met counts as incomplete"""

    requirements: Annotated[tuple[Id, ...], Field(min_length=1)]
    """資格條件：試算裡的代號；不符合時，信稿會寫兩種讀法
    Requirements: ids of the calculator’s; where one is not met, the draft says both readings"""
    text: Text
    """說明：兩種讀法各是什麼，由誰認定｜Text: what either reading says, and who decides"""


class Correction(Model):
    """補正：文件不全時，規定准許補正
    Correction: where the rules allow an incomplete application to be completed"""

    clause: ClauseRef
    """條次：准許補正的那一條｜Clause: the one that allows it"""
    text: Text
    """說明：什麼可以補正、幾次、沒有補正會怎樣；初審的信稿會照寫
    Text: what may be completed, how often, and what follows if it is not; drafts of letters
    on the pre-screening desk say it"""
    open_for: OpenCorrection | None = None
    """不明的：能不能補正，條文有兩種讀法時
    Open for: where it reads two ways what may be corrected"""


class Scheme(Reviewed):
    """補助：是什麼、誰主辦｜Scheme: what it is and who runs it"""

    order: Annotated[Int, Field(ge=1)] | None = None
    """順序：在補助裡排第幾個，從 1 起；沒寫的排在後面，照代號
    Order: where it stands among the schemes, from 1; those without one follow, by their ids"""
    title: Text
    """全名｜Title"""
    short_title: Text
    """簡稱｜Short title"""
    summary: Text
    """摘要：一段話說明｜Summary: in a paragraph"""
    agency: OrganisationRef
    """主辦單位：data/organisations/ 裡的檔名
    Agency: the name of a file of data/organisations/"""
    owner: Owner | None = None
    """誰的補助：national 中央、local 地方、foreign 國外；頁面、選單和結果會標出來
    Owner: national, local or foreign; pages, menu and result show it"""
    owner_label: Text | None = None
    """誰的：標記的文字，只在網站的標記說的是別人時才寫，例如別的縣市的補助
    Owner label: what the mark says of this scheme, where the site’s words for that owner name
    somebody else, as of another county’s scheme; needs an owner"""
    signed_by: PersonRef | None = None
    """簽署人：data/people/ 裡的檔名｜Signed by: the name of a file of data/people/"""
    contact: Text | None = None
    """洽詢：條文有兩種讀法時問誰；來源沒有寫就不填
    Contact: whom to ask where a clause reads two ways; left out where the source tells nobody"""
    website: Website | None = None
    """網站：查公告、問問題的地方｜Website: where announcements are looked up"""
    window: Window | None = None
    """受理期間：規定沒有寫時｜Window: where the rules do not give the application period"""
    correction: Correction | None = None
    """補正：規定准許補正時｜Correction: where the rules allow one"""
    status: tuple[Text, ...] = ()
    """現況：來源說了什麼、沒說什麼，一點一句，放在最前面
    Status: what the sources say and leave open, a sentence a point, first on the page"""
    related: tuple[PolicyRef, ...] = ()
    """相關政策：data/policies/ 裡的檔名，最該看的放前面
    Related policies: names of files of data/policies/, the most useful first"""
    version: Str
    """版本：這一版規定的名字，寫在連結和存下的結果裡
    Version: names this state of the rules in links and saved results"""
    effective_from: Date | None = None
    """生效日：這一版適用的第一天，例如 2024-07-22；來源沒有寫就不填
    In force from: the first day, as in 2024-07-22; left out where the source tells none"""
    effective_to: Date | None = None
    """有效到哪一天：這一版適用的最後一天；不填就到下一版生效的前一天
    In force to: the last day; where left out, the day before the next version begins"""
    figures: tuple[Figure, ...] = ()
    """重要數字｜Key figures"""

    @model_validator(mode="after")
    def _label_of_an_owner(self) -> Scheme:
        if self.owner_label is not None and self.owner is None:
            raise mistake(Code.MISSING_FIELD, field="owner")
        return self


BeyondReason: TypeAlias = Literal[
    "information", "judgement", "agency", "duty", "consequence", "other"
]
"""Why a clause is beyond the calculator."""


class Beyond(Model):
    """試算以外：這一條為什麼不由試算或文件清單處理
    Beyond: why neither the calculator nor the checklist takes up this clause"""

    reason: BeyondReason
    """原因：information 只是說明、judgement 由人衡量、agency 機關自己的作業、duty 核定後的義務、
    consequence 違反的後果、other 其他，要寫 why
    Reason: information only, judgement of a panel or agency, agency for how it works, duty after
    approval, consequence of a breach, or other, which needs why"""
    why: Text | None = None
    """說明：為什麼，一句話；條文有一部分由試算或文件清單處理時必填，說明其餘的部分
    Why: in a sentence; where a part of the clause is taken up, it tells which part is not"""

    @model_validator(mode="after")
    def _explained(self) -> Beyond:
        if self.reason == "other" and self.why is None:
            raise mistake(Code.MISSING_FIELD, field="why")
        return self


class Provision(Record):
    """條文：一條規定，用淺白文字重述；檔名是條次
    Clause: one, restated; its file name is its locator

    The locator (point.paragraph.item.subitem) is the file name; its parent is the
    locator without its last part.
    """

    heading: Text | None = None
    """標題：條文有標題時才寫｜Heading: where the clause has one"""
    text: Text | None = None
    """內容：用自己的話重述；只有標題、內容都在下一層的條文不寫
    Text: restated in our words; left out where a heading says all and clauses below the rest"""
    items: tuple[Text, ...] = ()
    """列舉：內容說的「以下」各樣，一樣一項
    Items: what the text says is “below”, an item each"""
    details: tuple[Text, ...] = ()
    """其餘段落：同一條的後續｜Details: further paragraphs of the same clause"""
    organisations: tuple[OrganisationRef, ...] = ()
    """相關單位：data/organisations/ 裡的檔名
    Organisations: names of files of data/organisations/"""
    beyond: Beyond | None = None
    """試算以外：試算和文件清單都沒有引用的條文才寫，說明為什麼
    Beyond: why neither calculator nor checklist names the clause, where neither does"""

    @property
    def texts(self) -> tuple[Text, ...]:
        """What it says without its heading, in order; a clause that is but a heading says that."""
        first = self.heading if self.text is None else self.text
        return (*(() if first is None else (first,)), *self.items, *self.details)

    @property
    def wording(self) -> tuple[Text, ...]:
        """All that it says, its heading first."""
        return tuple(dict.fromkeys((*filter(None, (self.heading,)), *self.texts)))


class ChecklistItem(Model):
    """應備文件：要交什麼、什麼時候要｜Document: what to hand in, and when it is needed"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    title: Text
    """文件名稱｜Title"""
    help: Text | None = None
    """說明：標題下面再多一句｜Help: one more sentence below the title"""
    clause: ClauseRef
    """條次：規定要交的那一條｜Clause: the one that asks for it"""
    section: Id | None = None
    """分組：這個階段 sections 裡的代號｜Section: an id of the phase’s sections"""
    needed_when: Condition | None = None
    """什麼情況要交：條件；不寫就是人人都要
    Needed when: a condition; everybody needs it where there is none"""


class ChecklistSection(Model):
    """分組：同一階段裡，同一類文件的小標題
    Section: a heading over the documents of a phase that are about one thing"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    title: Text
    """小標題，例如「影片」｜Heading, such as “The film”"""


class ChecklistPhase(Model):
    """階段：同一時候要交的文件｜Phase: documents that are due together"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    title: Text
    """階段名稱｜Title"""
    clause: ClauseRef
    """條次：規定這個階段的那一條｜Clause: the one that lays it down"""
    asked_as: Phrases | None = None
    """問法：讀者會怎麼問這個階段，給搜尋用
    Asked as: how readers ask for this phase, for the search"""
    aside: Bool = False
    """只在申請者要求時才有的階段，例如展延｜Aside: comes only where the applicant asks for it"""
    sections: tuple[ChecklistSection, ...] = ()
    """分組：文件多的階段，照顯示的順序；不寫就不分組
    Sections: of a phase with many documents, in the order shown; left out, there are none"""
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)]
    """文件：至少一份｜Documents: one at least"""

    def by_section(self) -> tuple[tuple[ChecklistSection | None, tuple[ChecklistItem, ...]], ...]:
        """Its documents, section by section; first those that are in none."""
        groups = (
            (section, tuple(i for i in self.items if i.section == (section and section.id)))
            for section in (None, *self.sections)
        )
        return tuple((section, items) for section, items in groups if items)


class Checklist(Record):
    """文件清單：各階段要交的文件｜Checklist: the documents, phase by phase"""

    title: Text
    """標題｜Title"""
    introduction: Text
    """開頭說明｜Introduction"""
    review: ClauseRef | None = None
    """評選：依哪一條審查，畫在流程裡｜Review: the clause by which applications are judged"""
    phases: Annotated[tuple[ChecklistPhase, ...], Field(min_length=1)]
    """階段：照時間先後｜Phases: in order of time"""


Verdict: TypeAlias = Literal["eligible", "ineligible", "undetermined"]
Status: TypeAlias = Literal["met", "unmet", "unknown", "unclear", "not_applicable"]
"""How a requirement comes out."""


class Expectation(Model):
    """預期結果：只比對有寫的項目｜What is expected: only what is given is compared"""

    verdict: Verdict | None = None
    """判定：eligible 符合、ineligible 不符、undetermined 尚無法判定
    Verdict: eligible, ineligible or undetermined"""
    statuses: dict[Id, Status] = Field(default_factory=dict)
    """各項資格條件：條件的 id 和它的結果｜Statuses: a requirement’s id, and how it comes out"""
    readings: dict[Id, dict[Id, Literal["met", "unmet", "unknown"]]] = Field(default_factory=dict)
    """各種讀法：條件的 id，和每一種讀法的結果；條件的結果是 unclear 時才有
    Readings: a requirement’s id, and how each reading comes out; where its status is unclear"""
    notes: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    """顯示的說明：條件的 id，和出現的說明的 id；沒有就寫 []
    Notes: a requirement’s id, and the ids of the notes that are shown; [] for none"""
    cap: Int | None = None
    """最高補助：整數｜Cap: the most that can be granted, a whole number"""
    binding: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """由哪幾項限制決定：最低的限制的 id，相同就都列；還算不出來是 null
    Binding: the ids of the lowest limits, all of them where equal; null while unknown"""
    exceeds_cap: bool | None = None
    """申請金額是否超過最高補助：true 或 false
    Exceeds the cap: whether the amount asked for does"""
    instalments: tuple[Int, ...] | None = None
    """各期金額｜Instalments: the amount of each"""
    deadlines: dict[FactId, Date | None] = Field(default_factory=dict)
    """期限：期限的 id 和日期｜Deadlines: a deadline’s id and its day"""
    office_days: dict[FactId, Date | None] = Field(default_factory=dict)
    """上班日：期限的 id，和順延到的下一個上班日；不用順延寫 null
    Office days: a deadline’s id and the next working day; null where it is one"""
    unanswered: tuple[FactId, ...] | None = None
    """還沒回答的問題：問題的 id｜Unanswered: the ids of questions"""


class Example(Record):
    """計算案例：每次建置都重算一次｜Worked example: run at every build"""

    order: Annotated[Int, Field(ge=1)]
    """順序：第幾個顯示，從 1 起｜Order: where it is shown, from 1"""
    shown: Bool = False
    """給讀者看：放在案例頁；沒有一個這樣寫，就全部都放
    Shown: on the page of examples for readers, which has all where none is"""
    title: Text
    """標題｜Title"""
    story: Text
    """故事：誰、拍什麼、多少錢｜Story: who makes what, for how much"""
    based_on: Annotated[Id, Ref("example", local=True)] | None = None
    """根據：另一個案例的檔名，這裡只寫不同的答案
    Based on: another example’s file name; only other answers are given here"""
    facts: dict[FactId, object]
    """答案：問題的 id 和答案；null 表示拿掉答案
    Facts: a question’s id and its answer; null takes one away"""
    expect: Expectation
    """預期結果｜What is expected"""
