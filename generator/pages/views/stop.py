"""The view of a stop: one place that a visit went to, and what was seen and said there."""

from __future__ import annotations

from dataclasses import dataclass

from ...api.page_table import PageTable
from ...api.tables import COMMITMENT_LABELS
from ...models.base import Text
from ...models.key import Key
from ...models.visit import Commitment, Presence, Stop
from ..context import Context
from ..figures import Comparison
from .common import Evidence, NoteView, Siblings, SourceLine, notes, sources, taken_up_by
from .conclusions import LessonView, lessons

_NOTED = frozenset(
    ("figures", "people", "background", "seen", "said", "agreed", "sections", "tables",
     "photographs")
)  # fmt: skip
"""The parts of a stop beside which its page sets notes."""


@dataclass(frozen=True, slots=True)
class StopTable:
    """A table that the source has, and its comparable rows as ratios."""

    anchor: str
    table: PageTable
    chart: Comparison | None
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody said: a person of the register, or somebody the source only describes."""

    speaker: Key | None
    attribution: Text | None
    text: Text


@dataclass(frozen=True, slots=True)
class StopPage:
    """What the page of a stop shows."""

    model: Stop
    lessons: tuple[LessonView, ...]
    place: Key
    organisation: Key | None
    figures: PageTable | None
    present: tuple[tuple[Key, Text, int], ...]
    """Each with the role, and which of the stop's people it is."""
    named: tuple[tuple[Key, Text, int], ...]
    tables: tuple[StopTable, ...]
    statements: tuple[Saying, ...]
    agreed: tuple[tuple[str, Commitment], ...]
    """Each with the word for its kind."""
    notes: tuple[NoteView, ...]
    policies: tuple[Evidence, ...]
    conclusions: tuple[Key, ...]
    """The findings and recommendations that rest on the stop."""
    sources: tuple[SourceLine, ...]
    siblings: Siblings


def stop_page(ctx: Context, key: Key, siblings: tuple[Key, ...]) -> StopPage:
    """The view of one stop of a visit; ``siblings`` are all of its stops."""
    model: Stop = ctx.catalogue.entry(key).model
    organisation = model.organisation
    return StopPage(
        model=model,
        lessons=lessons(key, model.lessons),
        place=Key("place", model.place),
        organisation=None if organisation is None else Key("organisation", organisation),
        figures=ctx.figures(key),
        present=_people(model, "present"),
        named=_people(model, "named"),
        tables=tuple(
            StopTable(
                f"table-{table.id}",
                ctx.table_of(key, table.id),
                ctx.draw().chart(table),
                notes(ctx, table.notes),
            )
            for table in model.tables
        ),
        statements=tuple(
            Saying(
                None if saying.speaker is None else Key("person", saying.speaker),
                saying.attribution,
                saying.text,
            )
            for saying in model.said
        ),
        agreed=tuple((ctx.t[COMMITMENT_LABELS[item.kind]], item) for item in model.agreed),
        notes=notes(ctx, model.notes, _NOTED),
        policies=taken_up_by(ctx, key),
        conclusions=tuple(
            dict.fromkeys(
                back.source
                for back in ctx.catalogue.backlinks(key)
                if back.source.kind in ("finding", "recommendation")
            )
        ),
        sources=sources(ctx, model.sources),
        siblings=Siblings(siblings, key),
    )


def _people(stop: Stop, presence: Presence) -> tuple[tuple[Key, Text, int], ...]:
    """Those who were present, or those whom the report only names."""
    return tuple(
        (Key("person", attendee.person), attendee.role, number)
        for number, attendee in enumerate(stop.people, start=1)
        if attendee.presence == presence
    )
