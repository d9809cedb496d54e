"""Policies, the hubs that tie rules, visits and commentary together; and the commentary."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, Strict, WithJsonSchema

from ..diagnostics.codes import Code
from .base import (
    Figure,
    Int,
    Model,
    OrganisationRef,
    Owner,
    PersonRef,
    PlaceRef,
    PolicyRef,
    Record,
    Ref,
    Reviewed,
    ScopedId,
    Text,
    _words,
    mistake,
)
from .key import Key


class ClauseEvidence(Model):
    """條文證據｜Clause that informs the policy"""

    clause: Annotated[ScopedId, Ref("provision")]
    """條文：補助/條次，例如 virtual-production/4
    Clause: scheme/locator, as in virtual-production/4"""
    why: Text
    """為什麼有關｜Why it bears on the policy"""

    @property
    def target(self) -> Key:
        """The record that the link leads to."""
        return Key.nested("provision", self.clause)


class StopEvidence(Model):
    """參訪點證據｜Stop that informs the policy"""

    stop: Annotated[ScopedId, Ref("stop")]
    """參訪點：出訪/檔名，例如 usa-2024/mopop｜Stop: visit/name, as in usa-2024/mopop"""
    why: Text
    """為什麼有關｜Why it bears on the policy"""

    @property
    def target(self) -> Key:
        """The record that the link leads to."""
        return Key.nested("stop", self.stop)


class FindingEvidence(Model):
    """心得證據｜Finding that informs the policy"""

    finding: Annotated[ScopedId, Ref("finding")]
    """心得：出訪/檔名｜Finding: visit/name"""
    why: Text
    """為什麼有關｜Why it bears on the policy"""

    @property
    def target(self) -> Key:
        """The record that the link leads to."""
        return Key.nested("finding", self.finding)


class RecommendationEvidence(Model):
    """建議證據｜Recommendation that informs the policy"""

    recommendation: Annotated[ScopedId, Ref("recommendation")]
    """建議：出訪/檔名｜Recommendation: visit/name"""
    why: Text
    """為什麼有關｜Why it bears on the policy"""

    @property
    def target(self) -> Key:
        """The record that the link leads to."""
        return Key.nested("recommendation", self.recommendation)


class CommentaryEvidence(Model):
    """評論證據｜Commentary that informs the policy"""

    commentary: Annotated[str, Ref("commentary")]
    """評論：data/commentary/ 裡的檔名｜Commentary: the name of a file of data/commentary/"""
    why: Text
    """為什麼有關｜Why it bears on the policy"""

    @property
    def target(self) -> Key:
        """The record that the link leads to."""
        return Key("commentary", self.commentary)


Evidence = (
    ClauseEvidence | StopEvidence | FindingEvidence | RecommendationEvidence | CommentaryEvidence
)


_WHEN = re.compile(r"\d{4}(-\d{2}){0,2}")


def _moment(value: str) -> str:
    """A day, a month or a year that there is."""
    try:
        if not _WHEN.fullmatch(value):
            raise ValueError
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        raise mistake(Code.BAD_MOMENT, found=value) from None
    return value


When = Annotated[
    str,
    BeforeValidator(_words),
    Strict(),
    AfterValidator(_moment),
    WithJsonSchema(
        {"type": ["string", "number"], "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$"}
    ),
]
"""``2024``, ``2024-07`` or ``2024-07-22``: as exact as the source is."""


class Milestone(Model):
    """大事：來源寫了日期的事｜Milestone: what a source dates, done, begun or planned"""

    when: When
    """時間：2024、2024-07 或 2024-07-22，照來源寫到哪裡
    When: 2024, 2024-07 or 2024-07-22, as exact as the source is"""
    until: When | None = None
    """到什麼時候｜Until when"""
    text: Text
    """發生什麼事｜What happened"""


class Policy(Reviewed):
    """政策：是什麼、進度如何、根據什麼
    Policy: what it is, where it stands, and what informs it"""

    order: Annotated[Int, Field(ge=1)]
    """順序：第幾個顯示，從 1 起｜Order: where it is shown, from 1"""
    owner: Owner
    """誰的政策：national 中央、local 地方、foreign 國外｜Owner: national, local or foreign"""
    title: Text
    """名稱｜Title"""
    summary: Text
    """摘要：一段｜Summary: a paragraph"""
    what: Annotated[tuple[Text, ...], Field(min_length=1)]
    """政策內容：至少一段｜What the policy is: one paragraph at least"""
    status: Annotated[tuple[Text, ...], Field(min_length=1)]
    """進度：照來源寫，註明日期｜Where it stands: as of the sources, and dated by them"""
    figures: tuple[Figure, ...] = ()
    """數字｜Figures"""
    milestones: tuple[Milestone, ...] = ()
    """大事：來源寫了日期的事｜Milestones: what the sources date"""
    clauses: tuple[ClauseEvidence, ...] = ()
    """相關條文｜Clauses that inform it"""
    stops: tuple[StopEvidence, ...] = ()
    """相關參訪點｜Stops that inform it"""
    findings: tuple[FindingEvidence, ...] = ()
    """相關心得｜Findings that inform it"""
    recommendations: tuple[RecommendationEvidence, ...] = ()
    """相關建議｜Recommendations that inform it"""
    commentary: tuple[CommentaryEvidence, ...] = ()
    """相關評論｜Commentary that informs it"""
    related: tuple[PolicyRef, ...] = ()
    """相關政策：data/policies/ 裡的檔名｜Related policies: names of files of data/policies/"""
    people: tuple[PersonRef, ...] = ()
    """相關人物：data/people/ 裡的檔名｜People: names of files of data/people/"""
    organisations: tuple[OrganisationRef, ...] = ()
    """相關單位：data/organisations/ 裡的檔名
    Organisations: names of files of data/organisations/"""
    places: tuple[PlaceRef, ...] = ()
    """相關地點：data/places/ 裡的檔名｜Places: names of files of data/places/"""


class Commentary(Record):
    """評論：提供政策參考的文章｜Commentary: an opinion piece that informs a policy"""

    title: Text
    """標題｜Title"""
    summary: Text
    """摘要：一段｜Summary: a paragraph"""
    body: Annotated[tuple[Text, ...], Field(min_length=1)]
    """內文：至少一段｜Text: one paragraph at least"""
    figures: tuple[Figure, ...] = ()
    """數字｜Figures"""
    people: tuple[PersonRef, ...] = ()
    """相關人物：data/people/ 裡的檔名｜People: names of files of data/people/"""
    organisations: tuple[OrganisationRef, ...] = ()
    """相關單位：data/organisations/ 裡的檔名
    Organisations: names of files of data/organisations/"""
    places: tuple[PlaceRef, ...] = ()
    """相關地點：data/places/ 裡的檔名｜Places: names of files of data/places/"""
