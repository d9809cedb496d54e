"""The vocabulary of the search: what people write and say, and what the pages say instead."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, Strict

from ..languages import Lang
from .base import SECTION, Model, Phrases, Str, _words

Section = Annotated[str, Strict(), Field(pattern=SECTION), BeforeValidator(_words)]
Character = Annotated[str, Strict(), Field(min_length=1, max_length=1), BeforeValidator(_words)]
Words = Annotated[tuple[Str, ...], Field(json_schema_extra={"uniqueItems": True})]


class Rewrites(Model):
    """換字：這樣寫，當作那樣找｜Rewrites: what is written so is looked up as that"""

    zh: dict[Str, Str] = Field(default_factory=dict)
    """中文：例如「硅谷: 矽谷」；換成幾個詞時，用空格分開
    Chinese: 硅谷: 矽谷, for example; where several words stand for it, spaces part them"""
    en: dict[Str, Str] = Field(default_factory=dict)
    """英文：小寫，例如 movie: film｜English: in lower case, as in movie: film"""


class WordLists(Model):
    """詞：兩種語言各一份｜Words: a list in each language"""

    zh: Words = ()
    """中文｜Chinese"""
    en: Words = ()
    """英文｜English"""

    def __getitem__(self, lang: Lang) -> tuple[str, ...]:
        words: tuple[str, ...] = getattr(self, lang)
        return words


class AskedPage(Model):
    """沒有自己資料檔的一頁或一節｜Page: one, or a part of one, that is no record of its own"""

    page: Section
    """網址：第一種語言，從根目錄算起，例如 about/#not-official
    Page: its address in the first language, from the root of the site, as in about/#not-official"""
    asked_as: Phrases
    """問法：讀者會怎麼問｜Asked as: how readers ask for what it says"""


class Expected(Model):
    """應該找到：查這些字，前面幾筆要有這一頁
    Expected: a query, and the pages of which one is to be among the first results"""

    query: Str
    """查詢：讀者會打的字｜Query: what a reader would type"""
    lang: Lang
    """語言：zh 或 en，在哪一種語言的網頁上查
    Language: zh or en, that of the page on which it is asked"""
    leads_to: Annotated[tuple[Section, ...], Field(min_length=1)]
    """要找到：網址，有一個就算找到，例如 schemes/grant/rules/#3
    Leads to: addresses, of which one is enough, as in schemes/grant/rules/#3"""


class Search(Model):
    """搜尋用詞：同一件事的各種寫法、大家的說法、編輯要查得到的問題
    Search: other ways of writing and saying a thing, and queries that have to be answered"""

    variants: dict[Character, Character]
    """異體字：先換成簡化字再查這張表，例如「臺: 台」
    Variants: looked up after a character has been made simplified, as in 臺: 台"""
    wording: Rewrites
    """用語：同一個東西在別處的寫法，和本站的寫法；網頁和查詢都換
    Wording: how a thing is written elsewhere, and here; in pages and in queries"""
    lay: Rewrites
    """說法：網頁上沒有、但是大家會說的話，和網頁的用語；只換查詢
    Lay words: what people say and no page does, and what the pages say; in queries alone"""
    stop: WordLists
    """虛詞：只表示在問問題，查詢時略過
    Stop words: those that say how somebody asks, not what for; passed over in a query"""
    words: Words = ()
    """整詞：換字時不可以從中間切開的詞
    Whole words: those that no rewrite may cut"""
    pages: tuple[AskedPage, ...] = ()
    """頁面的問法：沒有自己資料檔的頁面
    Pages: how readers ask for those that are no records"""
    examples: WordLists
    """範例：還沒有打字、或什麼都找不到時，請讀者試試看
    Examples: queries that are offered where nothing has been typed, or nothing was found"""
    expected: tuple[Expected, ...] = ()
    """查得到的問題：編輯自己的清單｜Expected: the editors’ own list"""
