"""The view of the questions that people ask, by topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...api.page_table import PageTable
from ...content.catalogue import Entry
from ...content.questions import by_topic
from ...kinds import key_of
from ...models.base import Text
from ...models.key import Key
from ...models.question import PAGE, FrequentQuestion
from ...models.site import QuestionTopic
from ..context import Context
from .common import NoteView, SourceLine, notes, sources


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """A page of this site on what a question is about."""

    url: str
    title: Text | str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer."""

    id: str
    model: FrequentQuestion
    clauses: tuple[Key, ...]
    links: tuple[QuestionLink, ...]
    notes: tuple[NoteView, ...]
    sources: tuple[SourceLine, ...]
    """Without the clauses, which are named already."""


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """What the page of questions shows."""

    topics: tuple[tuple[QuestionTopic, tuple[Question, ...]], ...]
    table: PageTable
    disclaimer: Text


def questions_page(ctx: Context) -> QuestionsPage:
    """The view of the questions."""
    return QuestionsPage(
        tuple(
            (topic, tuple(_question(ctx, entry) for entry in entries))
            for topic, entries in by_topic(ctx.catalogue)
        ),
        ctx.table("questions/questions"),
        ctx.catalogue.site.disclaimer,
    )


def _question(ctx: Context, entry: Entry[FrequentQuestion]) -> Question:
    model = entry.model
    clauses = tuple(key_of("provision", clause) for clause in model.clauses)
    named = {clause.name for clause in clauses}
    return Question(
        entry.key.name,
        model,
        clauses,
        tuple(_links(ctx, model)),
        notes(ctx, model.notes),
        sources(ctx, (source for source in model.sources if source.clause not in named)),
    )


def _links(ctx: Context, model: FrequentQuestion) -> Iterator[QuestionLink]:
    for kind, reference in model.linked:
        if kind == PAGE:
            yield QuestionLink(ctx.to(reference), ctx.called(reference))
        else:
            key = key_of(kind, reference)
            yield QuestionLink(ctx.url(key), ctx.title_of(key))
