"""Follow-ups: what later became of a recommendation, and which source says so."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from .base import Record, Ref, ScopedId, Text
from .key import Key
from .policy import When

Outcome: TypeAlias = Literal["taken-up", "renamed", "not-mentioned", "unknown"]
"""What became of a recommendation."""


class FollowUp(Record):
    """後續：一項建議後來怎麼了，一份來源一筆
    Follow-up: what became of a recommendation, as one source has it"""

    recommendation: Annotated[ScopedId, Ref("recommendation")]
    """建議：出訪/檔名，例如 tianjin-2014/compact-film-base
    Recommendation: visit/name, as in tianjin-2014/compact-film-base"""
    outcome: Outcome
    """結果：taken-up 已採行、renamed 換名繼續、not-mentioned 沒有再提到、unknown 不清楚
    Outcome: taken-up, renamed, not-mentioned or unknown"""
    when: When
    """截至什麼時候：2024、2024-11 或 2024-11-04，照來源寫到哪裡
    As of: 2024, 2024-11 or 2024-11-04, as exact as the source is"""
    title: Text
    """標題：一句話說後來怎麼了｜Title: what became of it, in a sentence"""
    text: Text
    """內容：來源怎麼說，還有什麼沒說｜Text: what the source says, and what it leaves open"""

    @property
    def target(self) -> Key:
        """The recommendation."""
        return Key.nested("recommendation", self.recommendation)
