"""The view of the ledger: what became of each recommendation, as a picture and line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ... import kinds
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
    return Promise(
        key=entry.key,
        title=entry.title,
        source=_report(ctx, line),
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
class Basis:
    """On what an outcome rests."""

    proposed: Text
    """The report with the recommendations, by its short title."""
    checked: tuple[Text, ...]
    """The later sources, by theirs."""
    when: str | None
    """As of when they tell; nothing where there are none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recommendations came out alike."""

    outcome: Outcome
    word: str
    count: int
    bases: tuple[Basis, ...]


def tallies(ctx: Context) -> tuple[Tally, ...]:
    """What became of the recommendations, in numbers; outcomes that there are."""
    return tuple(_tallies(ctx, tuple(ledger(ctx.catalogue))))


def _tallies(ctx: Context, lines: tuple[LedgerLine, ...]) -> Iterable[Tally]:
    for outcome, label in OUTCOME_LABELS.items():
        if alike := [line for line in lines if line.outcome == outcome]:
            bases = dict.fromkeys(_basis(ctx, line) for line in alike)
            yield Tally(outcome, ctx.t[label], len(alike), tuple(bases))


def _basis(ctx: Context, line: LedgerLine) -> Basis:
    latest = line.follow_ups[-1].model if line.follow_ups else None
    return Basis(
        _report(ctx, line),
        tuple(source.title for source in sources(ctx, latest.sources)) if latest else (),
        latest.when if latest else None,
    )


def _report(ctx: Context, line: LedgerLine) -> Text:
    document = line.recommendation.model.sources[0].document
    return ctx.catalogue.get(kinds.SOURCE, document).model.short_title
