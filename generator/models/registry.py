"""The registers: source documents, people, organisations, places and terms."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from ..diagnostics.codes import Code
from .base import (
    Date,
    Drafted,
    Id,
    Int,
    Model,
    Note,
    Number,
    OrganisationRef,
    PlaceRef,
    Record,
    Ref,
    Reviewed,
    Str,
    Text,
    mistake,
)


class ContentsLine(Model):
    """目錄的一行：文件的一節，和它從第幾頁起
    Line of a contents list: a section of the document, and the page on which it begins"""

    section: Text
    """章節：寫法和出處的 section 一樣｜Section: written as in the sources of the records"""
    page: Annotated[Int, Field(ge=1)]
    """頁次：照文件的目錄｜Page: as the document’s contents list gives it"""


class Source(Drafted):
    """來源文件：網站內容的根據｜Source document: one that the data restates"""

    title: Text
    """文件名稱｜Title of the document"""
    short_title: Text
    """簡稱：每一頁的出處用｜Short title: in the line of sources of each page"""
    kind: Literal["rules", "report", "commentary"]
    """類別：rules 規定、report 報告、commentary 評論｜Kind: rules, report or commentary"""
    issuer: Text
    """發文單位或作者｜Issuer: the body or author"""
    dated: Date | None = None
    """日期：文件上的日期，例如 2024-07-22｜Date: the day on the document, as in 2024-07-22"""
    description: Text
    """說明：這份文件是什麼｜Description: what the document is"""
    file: Text
    """檔案：本站用的是哪一種檔案，例如轉檔的文字
    File: which file of it this site has, for example a converted text"""
    contents: tuple[ContentsLine, ...] = ()
    """目錄：有頁次的章節｜Contents: the sections of which the page is known"""
    notes: tuple[Note, ...] = ()
    """編者註：文件有誤或不清楚的地方｜Editor’s notes: what it has wrong or unclear"""
    unlinked: Text | None = None
    """沒有被連到的理由：沒有資料以它為出處時才寫
    Why unlinked: why no record names it as a source, where that is right"""


class Person(Reviewed):
    """人物：來源提到的人｜Person: somebody whom a source names"""

    name: Text
    """姓名｜Name"""
    aliases: tuple[Str, ...] = ()
    """別名：其他寫法，搜尋用｜Other names: ways of writing it, for the search"""
    role: Text
    """職稱：來源寫的身分｜Role: as the source gives it"""
    organisation: OrganisationRef | None = None
    """所屬單位：data/organisations/ 裡的檔名
    Organisation: the name of a file of data/organisations/"""
    description: Text | None = None
    """簡介｜Description"""


class Organisation(Reviewed):
    """單位與企業：來源提到的機關、公司或場館
    Organisation: a body, company or venue operator that a source names"""

    name: Text
    """名稱｜Name"""
    aliases: tuple[Str, ...] = ()
    """別名：其他寫法，搜尋用｜Other names: ways of writing it, for the search"""
    place: PlaceRef | None = None
    """所在地：data/places/ 裡的檔名｜Place: the name of a file of data/places/"""
    description: Text
    """簡介｜Description"""


_GAZETTEER = "(GeoNames|US Census Bureau) [0-9]+"


def _degrees(most: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", "minimum": -most, "maximum": most})


def _gazetteer(value: str) -> str:
    if re.fullmatch(_GAZETTEER, value):
        return value
    raise mistake(Code.NO_GAZETTEER, found=value)


class Location(Model):
    """座標：十進位度數（WGS 84），以及出自哪裡
    Location: in degrees (WGS 84), and whose figure that is"""

    lat: Annotated[Number, Field(ge=-90, le=90), _degrees(90)]
    """緯度：北緯是正數｜Latitude: north is positive"""
    lon: Annotated[Number, Field(ge=-180, le=180), _degrees(180)]
    """經度：東經是正數｜Longitude: east is positive"""
    source: Annotated[
        Str,
        AfterValidator(_gazetteer),
        WithJsonSchema({"type": "string", "pattern": f"^{_GAZETTEER}$"}),
    ]
    """出處：地名資料庫，和這個地點在那裡的編號
    Source: the gazetteer, and the number under which it has the place"""


class Place(Record):
    """地點：來源提到的城市、縣、園區或建築
    Place: a city, county, park or building that a source names"""

    name: Text
    """名稱｜Name"""
    aliases: tuple[Str, ...] = ()
    """別名：其他寫法，搜尋用｜Other names: ways of writing it, for the search"""
    within: PlaceRef | None = None
    """位於：更大的地點，data/places/ 裡的檔名
    Within: the larger place, the name of a file of data/places/"""
    location: Location | None = None
    """座標：不在來源裡，所以要寫出處；沒有座標的地點，畫在它所屬的地點
    Location: not in the sources, so its origin is named; a place without one is drawn where
    the place is that it is within"""
    description: Text
    """簡介｜Description"""


class Term(Record):
    """詞彙：兩種語言的解釋｜Term: defined in both languages"""

    name: Text
    """詞｜Term"""
    aliases: tuple[Str, ...] = ()
    """別名：其他寫法，搜尋用｜Other names: ways of writing it, for the search"""
    definition: Text
    """解釋｜Definition"""
    see: tuple[Annotated[Id, Ref("term")], ...] = Field(default=())
    """參見：data/glossary/ 裡的檔名｜See also: names of files of data/glossary/"""
