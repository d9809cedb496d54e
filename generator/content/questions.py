"""Questions in the order in which readers meet them: by topic, as the site names these."""

from __future__ import annotations

from .. import kinds
from ..models.key import Key
from ..models.question import FrequentQuestion
from ..models.site import QuestionTopic
from .catalogue import Catalogue, Entry


def by_topic(
    catalogue: Catalogue,
) -> tuple[tuple[QuestionTopic, tuple[Entry[FrequentQuestion], ...]], ...]:
    """Each topic that has questions, with these."""
    entries = catalogue.all(kinds.QUESTION)
    groups = (
        (topic, tuple(entry for entry in entries if entry.model.topic == topic.id))
        for topic in catalogue.site.question_topics
    )
    return tuple((topic, group) for topic, group in groups if group)


def in_order(catalogue: Catalogue) -> tuple[Entry[FrequentQuestion], ...]:
    """Every question, topic after topic."""
    return tuple(entry for _, group in by_topic(catalogue) for entry in group)


def keys(catalogue: Catalogue) -> tuple[Key, ...]:
    """The keys of all, in this order."""
    return tuple(entry.key for entry in in_order(catalogue))


def of_scheme(catalogue: Catalogue, scheme: str) -> tuple[Entry[FrequentQuestion], ...]:
    """Those that the clauses of a scheme answer, in this order."""
    return tuple(
        entry
        for entry in in_order(catalogue)
        if any(clause.startswith(f"{scheme}/") for clause in entry.model.clauses)
    )
