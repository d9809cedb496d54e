"""The view of the ledger: what became of each recommendation, as a picture and line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ...api.ledger_table import OUTCOME_LABELS
from ...api.page_table import PageTable
from ...content.ledger import LedgerLine, ledger
from ...models.base import Text
from ...models.follow_up import FollowUp, Outcome
from ...models.key import Key
from ..context import Context
from .common import NoteView, SourceLine, notes, sources, taken_up_by


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """What a later source says of a recommendation."""

    id: str
    outcome: str
    model: FollowUp
    notes: tuple[NoteView, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A recommendation with what became of it."""

    key: Key
    title: Text
    source: Text
    """The short title of the report."""
    proposed: date | None
    """The day of the report, where it has one."""
    outcome: Outcome
    word: str
    follow_ups: tuple[FollowUpView, ...]
    policies: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """What the ledger shows."""

    picture: Markup
    promises: tuple[Promise, ...]
    table: PageTable


def ledger_page(ctx: Context) -> LedgerPage:
    """The view of the ledger."""
    lines = tuple(ledger(ctx.catalogue))
    return LedgerPage(
        picture=ctx.draw().river(lines, ctx.catalogue.day),
        promises=tuple(_promise(ctx, line) for line in lines),
        table=ctx.table("recommendations/recommendations"),
    )


def _promise(ctx: Context, line: LedgerLine) -> Promise:
    entry, visit = line.recommendation, line.visit.model
    report = ctx.catalogue.entry(Key("source", entry.model.sources[0].document))
    return Promise(
        key=entry.key,
        title=entry.title,
        source=report.model.short_title,
        proposed=visit.reported,
        outcome=line.outcome,
        word=ctx.t[OUTCOME_LABELS[line.outcome]],
        follow_ups=tuple(
            FollowUpView(
                later.key.name,
                ctx.t[OUTCOME_LABELS[later.model.outcome]],
                later.model,
                notes(ctx, later.model.notes),
                sources(ctx, later.model.sources),
            )
            for later in line.follow_ups
        ),
        policies=tuple(evidence.key for evidence in taken_up_by(ctx, entry.key)),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recommendations came out alike."""

    outcome: Outcome
    word: str
    count: int


def tallies(ctx: Context) -> tuple[Tally, ...]:
    """What became of the recommendations, in numbers; outcomes that there are."""
    return tuple(_tallies(ctx, tuple(line.outcome for line in ledger(ctx.catalogue))))


def _tallies(ctx: Context, outcomes: tuple[Outcome, ...]) -> Iterable[Tally]:
    for outcome, label in OUTCOME_LABELS.items():
        if count := outcomes.count(outcome):
            yield Tally(outcome, ctx.t[label], count)
