"""The views of the source documents: what each is, its slips, and the notes on what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ... import kinds
from ...api.page_table import PageTable
from ...content.catalogue import AnyEntry
from ...models.base import Note, Record, Text
from ...models.key import Key
from ...models.registry import Source
from ..context import Context
from .common import NoteView, notes

_SHOWN = 3
"""How many notes of a source are not folded."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """An editor's note, and the record in which it stands."""

    note: NoteView
    record: Key


@dataclass(frozen=True, slots=True)
class Slip:
    """What the text of a source has wrong without a change of meaning, and the record of it."""

    text: Text
    record: Key


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source document, with the editor's notes on it."""

    key: Key
    model: Source
    notes: tuple[NoteView, ...]
    slips: tuple[Slip, ...]
    """Those of its own record, and of every record that it is the first source of."""


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """What the page of the source documents shows."""

    sources: tuple[SourceView, ...]
    table: PageTable
    disclaimer: Text


def sources_page(ctx: Context) -> SourcesPage:
    """The view of the source documents."""
    return SourcesPage(
        tuple(
            SourceView(
                entry.key,
                entry.model,
                notes(ctx, entry.model.notes),
                tuple(
                    Slip(note.text, of.key)
                    for of, note in _notes(ctx, entry.key)
                    if note.kind == "slip"
                ),
            )
            for entry in ctx.catalogue.all(kinds.SOURCE)
        ),
        ctx.table("sources/sources"),
        ctx.catalogue.site.disclaimer,
    )


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """The notes on what a source says, of which there are some."""

    source: Key
    heading: str
    shown: tuple[NoteLine, ...]
    folded: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True)
class NotesPage:
    """What the page of editor's notes shows."""

    groups: tuple[NoteGroup, ...]


def notes_page(ctx: Context) -> NotesPage:
    """The view of every editor's note that stands beside a statement, by source."""
    groups = []
    for source in ctx.catalogue.all(kinds.SOURCE):
        lines = tuple(
            NoteLine(view, of.key)
            for of, note in _notes(ctx, source.key)
            for view in notes(ctx, (note,))
        )
        if lines:
            count = ctx.t["notes_count"].replace("{n}", str(len(lines)))
            heading = source.model.short_title[ctx.lang] + ctx.language.bracketed(count)
            groups.append(NoteGroup(source.key, heading, lines[:_SHOWN], lines[_SHOWN:]))
    return NotesPage(tuple(groups))


def _notes(ctx: Context, source: Key) -> Iterator[tuple[AnyEntry, Note]]:
    """The notes of a source, and of the records of which it is the first."""
    for entry, note in ctx.catalogue.notes():
        if _first_source(entry) == source:
            yield entry, note


def _first_source(entry: AnyEntry) -> Key:
    model: Record | Source = entry.model
    return Key("source", model.sources[0].document) if isinstance(model, Record) else entry.key
