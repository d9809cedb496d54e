"""The site's own words: its name and disclaimer, its labels, and what has changed on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, cast, overload

from pydantic import AfterValidator, Field, RootModel, Strict, model_validator

from ..diagnostics.codes import Code, Word
from ..labels import Label, Labels
from ..languages import LANGS, Lang
from .base import PATH, Date, FactId, Id, MailOrAddress, Model, Owner, Phrases, Str, Text, mistake
from .mistakes import first_twice


class Owners(Model):
    """誰在說話：每一種的名字，和標記一起出現
    Owners: the name of each, which stands with its mark"""

    national: Text
    """中央｜The state"""
    local: Text
    """地方｜The city"""
    foreign: Text
    """國外｜Abroad"""
    editors: Text
    """本站編者｜The editors of this site"""

    def called(self, owner: Owner, label: Text | None) -> Text:
        """The words of a mark: the label of its own that a scheme may have, or the name here."""
        name: Text = getattr(self, owner)
        return label or name


class Moved(Model):
    """搬走的網頁：舊網址帶讀者到新網址｜Moved: an old address that leads on to the new one"""

    old: Annotated[str, Strict(), Field(pattern=PATH)]
    """舊網址：第一種語言，從根目錄算起，例如 policies/old-name/
    Old: in the first language, from the root of the site, as in policies/old-name/"""
    new: Annotated[str, Strict(), Field(pattern=PATH)]
    """新網址：本站的一頁｜New: the address of a page of this site"""


class QuestionTopic(Model):
    """主題：常見問題的一組｜Topic: a group of the questions that people ask"""

    id: Id
    """代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens"""
    title: Text
    """標題｜Title"""


class UnitMultiple(Model):
    """由別的單位組成的單位，例如一小時是 60 分鐘
    A unit that is so many of another one: an hour is 60 minutes"""

    words: Phrases
    """怎麼寫：兩種語言的各種寫法｜Words: all ways to write it, in both languages"""
    times: Annotated[int, Strict(), Field(ge=1)]
    """幾個：例如 60｜How many of the other unit, as in 60"""
    over: Annotated[int, Strict(), Field(ge=1)] = 1
    """分成幾份：一秒是 1/60 分鐘，寫 times: 1、over: 60
    Of how many parts: a second is 1/60 of a minute, times: 1 and over: 60"""
    unit: Text
    """別的單位，照題目的寫法｜The other unit, as the questions have it"""


class Spelling(Model):
    """寫法：一個名稱在本站怎麼寫｜Spelling: how a name is written on this site"""

    write: Str
    """要寫的：例如「臺中」｜Write: what is written, such as 臺中"""
    not_: Annotated[tuple[Str, ...], Field(alias="not", min_length=1)]
    """不寫的：寫了會提醒，例如「台中」｜Not: what is warned of, such as 台中"""


class Site(Model):
    """網站設定：名稱和每一頁都有的文字｜The site: its name, and what stands on every page"""

    title: Text
    """網站名稱｜Name of the site"""
    short_title: Text
    """簡稱：空間小的地方用｜Short name: where there is little room"""
    description: Text
    """說明：給搜尋引擎看的一句話｜Description: a sentence for search engines"""
    tagline: Text
    """首頁標語｜Words below the name on the front page"""
    publisher: Text
    """發布者｜Publisher"""
    disclaimer: Text
    """免責聲明：不是官方網站，以官方文件為準
    Disclaimer: not an official site; the official text prevails"""
    corrections: MailOrAddress
    """更正：讀者回報錯誤的信箱 mailto:… 或填寫問題的網頁 https://…；網頁、條款、版本會自動填好
    Corrections: the mailbox mailto:… or the form https://… to which readers report mistakes"""
    owners: Owners
    """誰的錢、誰的說法：各種標記的名字｜Owners: whose money, whose claim: the names of the marks"""
    moved: tuple[Moved, ...] = ()
    """搬走的網頁｜Pages that have moved"""
    units: tuple[UnitMultiple, ...] = ()
    """由別的單位組成的單位：讀者填數字、搜尋時看得懂
    Units made of others: read where readers type figures and search"""
    placeholders: Phrases | None = None
    """暫代的字：內容還沒寫好時先填的，檢查時會提醒
    Placeholders: what stands for words to come; the check warns of them"""
    spellings: tuple[Spelling, ...] = ()
    """名稱的寫法：中文的文字和這裡不同時會提醒
    Spellings of names: there is a warning where a Chinese text has another"""
    question_topics: tuple[QuestionTopic, ...] = ()
    """常見問題的主題：照顯示的順序｜Topics of questions: in the order shown"""


_FILLED_IN = re.compile(r"\{([a-z_]+)\}")
_BRACES = re.compile("[｛{]([^{}｛｝]*)[｝}]")


def _same_blanks(label: Text) -> Text:
    """Every ``{name}``, for which the program puts words, is in both languages."""
    names = {lang: set(_FILLED_IN.findall(label[lang])) for lang in LANGS}
    for lang in LANGS:
        for typed in _BRACES.finditer(label[lang]):
            if not _FILLED_IN.fullmatch(typed[0]) and re.search("[｛｝]", typed[0]):
                wanted = f"{{{unicodedata.normalize('NFKC', typed[1]).strip()}}}"
                raise mistake(Code.FULL_WIDTH_BLANK, found=typed[0], wanted=wanted)
    for lang, other in (LANGS[::-1], LANGS):
        if lacking := sorted(names[other] - names[lang]):
            raise mistake(
                Code.BLANK_IN_ONE_LANGUAGE,
                found=label[lang],
                name=f"{{{lacking[0]}}}",
                language=Word(f"language_{lang}"),
                other=Word(f"language_{other}"),
            )
    return label


_Label = Annotated[Text, AfterValidator(_same_blanks)]


class Interface(RootModel[Annotated[dict[FactId, _Label], Field(min_length=1)]]):
    """介面文字：頁面和試算的每一個標籤，以代號稱呼
    Interface: every label of the pages and the calculator, by its key"""

    model_config = {"frozen": True}

    def __getitem__(self, key: Label) -> Text:
        return self.root[key]

    @overload
    def in_language(self, lang: Lang) -> Labels:
        """All words, by their labels."""

    @overload
    def in_language(self, lang: Lang, prefix: str) -> Mapping[str, str]:
        """Those whose label begins with ``prefix``, by the rest of the label."""

    def in_language(self, lang: Lang, prefix: str = "") -> Mapping[str, str] | Labels:
        """The words of one language, by label.

        With a ``prefix``, only those whose label begins with it, by the rest of the label.
        """
        words = {key: text[lang] for key, text in self.root.items()}
        if not prefix:
            return cast(Labels, words)
        return {k.removeprefix(prefix): v for k, v in words.items() if k.startswith(prefix)}


class Change(Model):
    """更新：讀者會回來看的新增、更正或移除
    Change: something new, corrected or taken away that readers come back for"""

    id: Id
    """代號：在這一頁的錨點，也是 RSS 裡的名稱，不可重複
    Id: its anchor and its name in the feed, never given twice"""
    date: Date
    """日期：讀者第一天看得到，例如 2026-11-21｜Date: the first day on which readers could see it"""
    title: Text
    """標題｜Title"""
    text: Text
    """內容｜Text"""


class Changes(Model):
    """更新紀錄：更新頁和 RSS｜Changes: the page of changes, and the feed"""

    entries: Annotated[tuple[Change, ...], Field(min_length=1)]
    """各則更新：至少一則｜Changes: one at least"""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Changes:
        if (id_ := first_twice(entry.id for entry in self.entries)) is not None:
            raise mistake(Code.ID_TWICE, what=Word("id"), id=id_)
        return self

    def newest_first(self) -> tuple[Change, ...]:
        """The changes, the latest day first; those of one day stay in the order of the file."""
        return tuple(sorted(self.entries, key=lambda item: item.date, reverse=True))
