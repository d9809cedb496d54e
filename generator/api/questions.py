"""The questions that readers ask, as ``api/questions.json`` and as a table: one a row.

In: the catalogue. Out: the shape that is published, and the table of the page.
"""

from __future__ import annotations

from ..content.catalogue import Catalogue, Entry
from ..content.questions import by_topic, in_order
from ..kinds import key_of
from ..languages import LANGS, LANGUAGES
from ..models.base import Note, SourceRef, Text
from ..models.question import FrequentQuestion
from ..site.routes import page
from ..text import locators
from .links import link, url
from .page_table import Cell, Column, PageTable, Words
from .schema import Link, Published, Url


class QuestionData(Published):
    """A question that readers ask, and a short answer."""

    id: str
    topic: str
    question: Text
    answer: Text
    clauses: tuple[Link, ...]
    related: tuple[Link, ...]
    pages: tuple[Url, ...]
    """Pages of this site, or parts of them, on the same."""
    notes: tuple[Note, ...]
    sources: tuple[SourceRef, ...]
    url: Url


class TopicData(Published):
    """A topic, under which questions stand."""

    id: str
    title: Text


class QuestionsData(Published):
    """``api/questions.json``: every question, topic after topic."""

    topics: tuple[TopicData, ...]
    questions: tuple[QuestionData, ...]


def questions_data(catalogue: Catalogue) -> QuestionsData:
    """What is published of all questions."""
    return QuestionsData(
        topics=tuple(TopicData(id=t.id, title=t.title) for t, _ in by_topic(catalogue)),
        questions=tuple(_question(catalogue, entry) for entry in in_order(catalogue)),
    )


def _question(catalogue: Catalogue, entry: Entry[FrequentQuestion]) -> QuestionData:
    model = entry.model
    return QuestionData(
        id=entry.key.id,
        topic=model.topic,
        question=model.question,
        answer=model.answer,
        clauses=tuple(link(catalogue, key_of("provision", clause)) for clause in model.clauses),
        related=tuple(link(catalogue, key_of(*record)) for record in model.records),
        pages=tuple(Url(**{lang: page(path, lang) for lang in LANGS}) for path in model.pages),
        notes=model.notes,
        sources=model.sources,
        url=url(entry.key),
    )


def questions_table(catalogue: Catalogue) -> PageTable:
    """The table of the page of questions."""
    t = catalogue.interface
    return PageTable(
        "questions/questions",
        t["questions"],
        (
            Column("id", t["table_id"]),
            Column("topic", t["table_topic"]),
            Column("question", t["table_question"], names_rows=True),
            Column("answer", t["table_answer"]),
            Column("clauses", t["question_clauses"]),
        ),
        tuple(
            (
                Cell(entry.key.id),
                Cell(topic.title),
                Cell(entry.model.question),
                Cell(entry.model.answer),
                Cell(_clauses(entry.model)),
            )
            for topic, group in by_topic(catalogue)
            for entry in group
        ),
    )


def _clauses(model: FrequentQuestion) -> Words | None:
    """The clauses of an answer in one cell, by their formal names."""
    numbers = [clause.partition("/")[2] for clause in model.clauses]
    if not numbers:
        return None
    return Words.of(
        **{
            lang: LANGUAGES[lang].enumeration.join(locators.name(n, lang) for n in numbers)
            for lang in LANGS
        }
    )
