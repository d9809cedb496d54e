"""The views of what was learnt on a visit and what its report proposes, and of its lessons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...api.page_table import PageTable
from ...content.catalogue import Entry, VisitView
from ...models.base import Text
from ...models.key import Key
from ...models.visit import Finding, Lesson, Recommendation
from ..context import Context
from .common import Evidence, NoteView, Siblings, SourceLine, notes, sources, taken_up_by

_NOTED = frozenset(("body", "figures"))
"""The parts of a finding or recommendation beside which its page sets notes."""


@dataclass(frozen=True, slots=True)
class LessonView:
    """What was learnt in a sentence, and the finding that has it in full."""

    text: Text
    finding: Key | None


def lessons(key: Key, items: Iterable[Lesson]) -> tuple[LessonView, ...]:
    """The lessons of a visit or of one of its stops."""
    return tuple(
        LessonView(item.text, None if item.finding is None else key.of("finding", item.finding))
        for item in items
    )


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """A finding or recommendation in a list."""

    key: Key
    anchor: str
    """By which addresses of the list find it."""
    title: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class ConclusionGroup:
    """The findings or the recommendations of a visit."""

    anchor: str
    heading: str
    lines: tuple[ConclusionLine, ...]


def conclusions(ctx: Context, visit: VisitView) -> tuple[ConclusionGroup, ...]:
    """The findings and the recommendations of a visit, where it has any."""
    every = (
        ConclusionGroup("findings", ctx.t["findings"], _lines(visit.findings)),
        ConclusionGroup("recommendations", ctx.t["recommendations"], _lines(visit.recommendations)),
    )
    return tuple(group for group in every if group.lines)


def _lines(
    entries: Iterable[Entry[Finding] | Entry[Recommendation]],
) -> tuple[ConclusionLine, ...]:
    return tuple(
        ConclusionLine(e.key, f"{e.key.kind}-{e.key.name}", e.title, e.model.summary)
        for e in entries
    )


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """What the list of a visit's findings and recommendations shows."""

    groups: tuple[ConclusionGroup, ...]


def findings_page(ctx: Context, key: Key) -> FindingsPage:
    """The view of the list of what was learnt on a visit, and of what its report proposes."""
    return FindingsPage(conclusions(ctx, ctx.visit(key)))


@dataclass(frozen=True, slots=True)
class ConclusionPage:
    """A finding or recommendation in full, with what it rests on."""

    model: Finding | Recommendation
    figures: PageTable | None
    notes: tuple[NoteView, ...]
    stops: tuple[Key, ...]
    findings: tuple[Key, ...]
    policies: tuple[Evidence, ...]
    sources: tuple[SourceLine, ...]
    siblings: Siblings


def conclusion_page(ctx: Context, key: Key, siblings: tuple[Key, ...]) -> ConclusionPage:
    """The view of one finding or recommendation; ``siblings`` are all of its visit."""
    model: Finding | Recommendation = ctx.catalogue.entry(key).model
    findings = model.findings if isinstance(model, Recommendation) else ()
    return ConclusionPage(
        model=model,
        figures=ctx.figures(key),
        notes=notes(ctx, model.notes, _NOTED),
        stops=tuple(key.of("stop", id_) for id_ in model.stops),
        findings=tuple(key.of("finding", id_) for id_ in findings),
        policies=taken_up_by(ctx, key),
        sources=sources(ctx, model.sources),
        siblings=Siblings(siblings, key),
    )
