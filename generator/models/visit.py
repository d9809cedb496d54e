"""An official visit: the visit itself, its stops, findings and recommendations."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from .base import (
    Date,
    Figure,
    Id,
    Int,
    Model,
    OrganisationRef,
    Owner,
    PersonRef,
    PlaceRef,
    Record,
    Ref,
    Text,
)
from .table import Table

StopKind: TypeAlias = Literal["site-visit", "meeting", "forum", "business", "reception", "travel"]
Presence: TypeAlias = Literal["present", "named"]
CommitmentKind: TypeAlias = Literal["agreement", "invitation", "promise", "intention"]
FindingRef = Annotated[Id, Ref("finding", local=True)]
StopRef = Annotated[Id, Ref("stop", local=True)]


class Member(Model):
    """團員：照報告的順序和職稱｜Member: in the order and with the title of the report’s list"""

    person: PersonRef
    """人物：data/people/ 裡的檔名｜Person: the name of a file of data/people/"""
    unit: Text
    """單位｜Unit"""
    title: Text
    """職稱｜Title"""


class ItineraryItem(Model):
    """行程項目｜Item of the itinerary"""

    text: Text
    """內容｜What is done"""
    stop: StopRef | None = None
    """參訪點：這次出訪 stops/ 裡的檔名｜Stop: the name of a file of this visit’s stops/"""


class ItineraryDay(Model):
    """一天（或從 date 到 until 幾天）的行程
    A day, or the days from date to until, of the itinerary"""

    date: Date
    """日期：例如 2024-07-22｜Date: as in 2024-07-22"""
    until: Date | None = None
    """到哪一天：連續幾天時才寫｜Until: the last day, where there are several"""
    place: Text
    """地點｜Place"""
    items: Annotated[tuple[ItineraryItem, ...], Field(min_length=1)]
    """項目：至少一項｜Items: one at least"""


class Photograph(Model):
    """圖說：報告照片的說明，不轉載照片
    Photograph: the caption of one in the report; the picture itself is not reproduced"""

    caption: Text
    """圖說｜Caption"""


class Section(Model):
    """有標題的一節｜Section: a titled part of a report’s text"""

    title: Text
    """標題｜Title"""
    body: Annotated[tuple[Text, ...], Field(min_length=1)]
    """段落：至少一段｜Paragraphs: one at least"""


class Lesson(Model):
    """學到的一點：一句話，連到心得｜Lesson: in a sentence, with the finding that has it in full"""

    text: Text
    """內容｜What was learnt"""
    finding: FindingRef | None = None
    """心得：這次出訪 findings/ 裡的檔名｜Finding: the name of a file of this visit’s findings/"""


Lessons = Annotated[tuple[Lesson, ...], Field(max_length=3)]


class Visit(Record):
    """出訪：一次公務出國｜Visit: an official one"""

    title: Text
    """全名｜Title"""
    short_title: Text
    """簡稱｜Short title"""
    destination: Text
    """目的地｜Destination"""
    start: Date
    """出發日：例如 2024-07-22｜First day: as in 2024-07-22"""
    end: Date
    """返國日｜Last day"""
    reported: Date | None = None
    """報告日：報告完成的日子｜Reported: the day of the report"""
    owner: Owner | None = None
    """誰的出訪：national 中央、local 地方、foreign 國外；頁面、選單和搜尋會標出來
    Owner: national, local or foreign; pages, menu and search show it"""
    agency: OrganisationRef
    """派員機關：data/organisations/ 裡的檔名
    Agency: the name of a file of data/organisations/"""
    summary: Annotated[tuple[Text, ...], Field(min_length=1)]
    """摘要：至少一段｜Summary: one paragraph at least"""
    lessons: Lessons = ()
    """學到什麼：最多三點，放在最前面｜Lessons: three at most, first on the page"""
    purpose: Annotated[tuple[Text, ...], Field(min_length=1)]
    """目的：至少一段｜Purpose: one paragraph at least"""
    members: Annotated[tuple[Member, ...], Field(min_length=1)]
    """團員｜Members of the delegation"""
    itinerary: Annotated[tuple[ItineraryDay, ...], Field(min_length=1)]
    """行程：一天一項｜Itinerary: day by day"""
    figures: tuple[Figure, ...] = ()
    """數字：前三項放在最前面，其餘收起來
    Figures: the first three stand first, the rest is folded"""
    sections: tuple[Section, ...] = ()
    """其他各節｜Further sections"""
    photographs: tuple[Photograph, ...] = ()
    """圖說｜Captions of photographs"""
    organisations: tuple[OrganisationRef, ...] = ()
    """相關單位：data/organisations/ 裡的檔名
    Organisations: names of files of data/organisations/"""
    places: tuple[PlaceRef, ...] = ()
    """相關地點：data/places/ 裡的檔名｜Places: names of files of data/places/"""


class Attendee(Model):
    """在場或提到的人：照報告寫的身分
    Attendee: somebody present or named, in the role that the report gives"""

    person: PersonRef
    """人物：data/people/ 裡的檔名｜Person: the name of a file of data/people/"""
    presence: Presence
    """在不在場：報告說這個人在場是 present，只是提到是 named
    Presence: present where the report says so, else named"""
    role: Text
    """身分｜Role"""


class Statement(Model):
    """發言：用我們的話轉述｜Statement: what somebody said, in our words"""

    speaker: PersonRef | None = None
    """發言人：data/people/ 裡的檔名｜Speaker: the name of a file of data/people/"""
    attribution: Text | None = None
    """誰說的：報告沒寫姓名時，例如「導覽員」
    Attribution: who said it where the report names no person (“the guide”)"""
    text: Text
    """內容｜What was said"""


class Commitment(Model):
    """約定、邀請或承諾：報告記下的，誰對誰
    Commitment: what the report records as agreed, offered or intended, and by whom"""

    kind: CommitmentKind
    """類別：agreement 約定、invitation 邀請、promise 承諾、intention 意向
    Kind: agreement, invitation, promise or intention"""
    who: Text
    """誰｜Who"""
    text: Text
    """內容｜What it is"""


class Stop(Record):
    """參訪點：去過的一個地方或開過的一場會｜Stop: one place visited or meeting held"""

    order: Annotated[Int, Field(ge=1)]
    """順序：第幾站，從 1 起｜Order: which stop it was, from 1"""
    title: Text
    """名稱｜Title"""
    kind: StopKind
    """類別：site-visit 參訪、meeting 會議、forum 論壇、business 洽談、reception 酒會、travel 移動
    Kind: site-visit, meeting, forum, business, reception or travel"""
    dates: Annotated[tuple[Date, ...], Field(min_length=1)]
    """日期：至少一天｜Dates: one day at least"""
    place: PlaceRef
    """地點：data/places/ 裡的檔名｜Place: the name of a file of data/places/"""
    organisation: OrganisationRef | None = None
    """單位：data/organisations/ 裡的檔名
    Organisation: the name of a file of data/organisations/"""
    summary: Text
    """摘要：一段｜Summary: a paragraph"""
    lessons: Lessons = ()
    """學到什麼：最多三點，放在最前面｜Lessons: three at most, first on the page"""
    people: tuple[Attendee, ...] = ()
    """在場和提到的人｜People present or named"""
    figures: tuple[Figure, ...] = ()
    """數字：前三項放在最前面，其餘收起來
    Figures: the first three stand first, the rest is folded"""
    background: tuple[Text, ...] = ()
    """背景：各段｜Background: paragraphs"""
    seen: tuple[Text, ...] = ()
    """看到什麼：各段｜What was seen: paragraphs"""
    said: tuple[Statement, ...] = ()
    """誰說了什麼｜Who said what"""
    agreed: tuple[Commitment, ...] = ()
    """約定、邀請、承諾和意向：報告記下的
    Agreed: agreements, invitations, promises and intentions that the report records"""
    sections: tuple[Section, ...] = ()
    """其他各節｜Further sections"""
    tables: tuple[Table, ...] = ()
    """表格｜Tables"""
    photographs: tuple[Photograph, ...] = ()
    """圖說｜Captions of photographs"""
    organisations: tuple[OrganisationRef, ...] = ()
    """相關單位：data/organisations/ 裡的檔名
    Organisations: names of files of data/organisations/"""
    places: tuple[PlaceRef, ...] = ()
    """相關地點：data/places/ 裡的檔名｜Places: names of files of data/places/"""


class _Conclusion(Record):
    order: Annotated[Int, Field(ge=1)]
    """順序：從 1 起｜Order: from 1"""
    title: Text
    """標題｜Title"""
    summary: Text
    """摘要：一段｜Summary: a paragraph"""
    body: tuple[Text, ...] = ()
    """內文：各段｜Text: paragraphs"""
    figures: tuple[Figure, ...] = ()
    """數字｜Figures"""
    stops: tuple[StopRef, ...] = ()
    """根據的參訪點：這次出訪 stops/ 裡的檔名｜Stops: names of files of this visit’s stops/"""
    people: tuple[PersonRef, ...] = ()
    """相關人物：data/people/ 裡的檔名｜People: names of files of data/people/"""
    organisations: tuple[OrganisationRef, ...] = ()
    """相關單位：data/organisations/ 裡的檔名
    Organisations: names of files of data/organisations/"""
    places: tuple[PlaceRef, ...] = ()
    """相關地點：data/places/ 裡的檔名｜Places: names of files of data/places/"""


class Finding(_Conclusion):
    """心得：訪團學到什麼｜Finding: what the delegation learnt"""


class Recommendation(_Conclusion):
    """建議：報告提議什麼｜Recommendation: what the report proposes"""

    findings: tuple[FindingRef, ...] = ()
    """根據的心得：這次出訪 findings/ 裡的檔名
    Findings: names of files of this visit’s findings/"""
