"""The view of the questions that people ask, by topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ... import kinds
from ...content.catalogue import Entry
from ...kinds import key_of
from ...models.base import Text
from ...models.key import Key
from ...models.question import FrequentQuestion
from ...models.site import QuestionTopic
from ...site.page import NavItem
from ...site.routes import page
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


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """What the page of questions shows."""

    topics: tuple[tuple[QuestionTopic, tuple[Question, ...]], ...]
    disclaimer: Text


def questions_page(ctx: Context) -> QuestionsPage:
    """The view of the questions."""
    entries = ctx.catalogue.all(kinds.QUESTION)
    groups = (
        (topic, tuple(_question(ctx, entry) for entry in entries if entry.model.topic == topic.id))
        for topic in ctx.catalogue.site.question_topics
    )
    return QuestionsPage(
        tuple((topic, group) for topic, group in groups if group), ctx.catalogue.site.disclaimer
    )


def _question(ctx: Context, entry: Entry[FrequentQuestion]) -> Question:
    model = entry.model
    return Question(
        entry.key.name,
        model,
        tuple(key_of("provision", clause) for clause in model.clauses),
        tuple(_link(ctx, link) for link in model.links),
        notes(ctx, model.notes),
        sources(ctx, model.sources),
    )


def _link(ctx: Context, link: str) -> QuestionLink:
    kind, _, reference = link.partition("/")
    if kind != "page":
        key = key_of(kind, reference)
        return QuestionLink(ctx.url(key), ctx.title_of(key))
    path = reference.partition("#")[0]
    return QuestionLink(ctx.to(reference), _title(ctx.navigation(), page(path, ctx.lang)))


def _title(items: Iterable[NavItem], address: str) -> str:
    """What the menu calls a page; of one that is not in it, the address."""
    for item in items:
        if item.address == address:
            return item.title
        if (title := _title(item.children, address)) != address:
            return title
    return address
