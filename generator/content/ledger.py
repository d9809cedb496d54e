"""The ledger: every recommendation in the order of time, with what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import kinds
from ..models.follow_up import FollowUp, Outcome
from ..models.visit import Recommendation
from .catalogue import Catalogue, Entry, VisitView


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A recommendation, and what later sources say of it, the latest last."""

    visit: VisitView
    recommendation: Entry[Recommendation]
    follow_ups: tuple[Entry[FollowUp], ...]

    @property
    def proposed(self) -> date:
        """The day of the report, or the last of the visit where the report has none."""
        return self.visit.model.reported or self.visit.model.end

    @property
    def known(self) -> date | None:
        """As of when that is known: the first day of it that the source can mean."""
        if not self.follow_ups:
            return None
        return date.fromisoformat(f"{self.follow_ups[-1].model.when}-01-01"[:10])

    @property
    def outcome(self) -> Outcome:
        """What the latest source says became of it."""
        return self.follow_ups[-1].model.outcome if self.follow_ups else "unknown"


def ledger(catalogue: Catalogue) -> Iterator[LedgerLine]:
    """The recommendations of every visit, the earliest visit first."""
    later = sorted(catalogue.all(kinds.FOLLOW_UP), key=lambda entry: entry.model.when)
    for visit in reversed(catalogue.visits()):
        for entry in visit.recommendations:
            mine = tuple(follow_up for follow_up in later if follow_up.model.target == entry.key)
            yield LedgerLine(visit, entry, mine)
