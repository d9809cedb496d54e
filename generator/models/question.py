"""Questions that people ask: each with a short answer, and where it is laid down."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, Strict

from .base import LINK, Id, Int, Record, Ref, ScopedId, SourceRef, Text, _words

PAGE = "page"
"""What a link to a page that is no record begins with."""


class FrequentQuestion(Record):
    """常見問題：讀者會問的一個問題和簡短的回答
    Question: one that readers ask, with a short answer"""

    topic: Id
    """主題：data/site.yml 的 question_topics 裡的代號
    Topic: an id of question_topics in data/site.yml"""
    order: Annotated[Int, Field(ge=1)]
    """順序：在主題裡第幾個，從 1 起｜Order: where it stands in its topic, from 1"""
    question: Text
    """問題：照讀者的問法｜Question: as readers ask it"""
    answer: Text
    """回答：一兩句話｜Answer: a sentence or two"""
    clauses: tuple[Annotated[ScopedId, Ref("provision")], ...] = ()
    """條文：補助/條次，例如 virtual-production/4
    Clauses: scheme/locator, as in virtual-production/4"""
    links: tuple[Annotated[str, Strict(), Field(pattern=LINK), BeforeValidator(_words)], ...] = ()
    """連結：種類/檔名，例如 policy/city-diplomacy；或 page/ 加上本站的網址
    Links: kind/name, as in policy/city-diplomacy; or page/ and an address of this site"""
    sources: tuple[SourceRef, ...] = ()
    """出處：說本站自己的回答可以沒有｜Sources: an answer about this site may have none"""

    @property
    def records(self) -> tuple[tuple[str, str], ...]:
        """The records among the links: the kind and the name of each."""
        return tuple(place for place in self.linked if place[0] != PAGE)

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of this site among the links: the address of each in the first language."""
        return tuple(name for kind, name in self.linked if kind == PAGE)

    @property
    def linked(self) -> tuple[tuple[str, str], ...]:
        """What each link begins with, and the rest."""
        parts = (link.partition("/") for link in self.links)
        return tuple((first, rest) for first, _, rest in parts)
