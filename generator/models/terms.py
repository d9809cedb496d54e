"""The terms of a scheme: one English term for a legal concept, and what it is not to be called."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Bool, Model, Str, Text


class Concept(Model):
    """概念：中文的用語，和英文一律怎麼說｜Concept: its Chinese term, and its one English term"""

    name: Text
    """用語：規定裡的中文和它的英文｜Name: the Chinese of the rules and its English"""
    also: tuple[Str, ...] = ()
    """同義：同一個概念的其他中文寫法｜Also: other Chinese words for the same concept"""
    forms: tuple[Str, ...] = ()
    """變化：英文用語的其他形式，例如複數｜Forms: the English term in other forms, as the plural"""
    not_: tuple[Str, ...] = Field(default=(), alias="not")
    """不用：不能拿來說這個概念的字；中文的字在所有文字裡都不用
    Not: words that must not stand for it; Chinese ones must not stand anywhere"""
    beside: Bool = False
    """並列：英文旁邊要有中文｜Beside: whether the Chinese has to stand beside the English"""


class Terms(Model):
    """用語：一個法律概念只用一個英文說法
    Terms: one English term for one legal concept, in all that is said of the scheme"""

    concepts: Annotated[tuple[Concept, ...], Field(min_length=1)]
    """概念：至少一個｜Concepts: one at least"""
