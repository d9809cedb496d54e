"""The site's own words: its name and disclaimer, its labels, and what has changed on it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from .base import Date, FactId, Id, Model, Text


class Site(Model):
    """``data/site.yml``."""

    title: Text
    short_title: Text
    description: Text
    tagline: Text
    publisher: Text
    disclaimer: Text
    """Not an official site; the official text prevails."""
    aid: Text
    """Stands beside every verdict: an aid, not a decision."""


class Interface(RootModel[Annotated[dict[FactId, Text], Field(min_length=1)]]):
    """``data/interface.yml``: every label of the pages and the calculator, by its key."""

    model_config = {"frozen": True}

    def __getitem__(self, key: str) -> Text:
        return self.root[key]


class Change(Model):
    """Something of the site that readers come back for: new, corrected or taken away."""

    id: Id
    """Its anchor and its name in the feed; never given twice."""
    date: Date
    """The day on which readers could first see it."""
    title: Text
    text: Text


class Changes(Model):
    """``data/changes.yml``: the page of changes, and the feed."""

    entries: Annotated[tuple[Change, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Changes:
        ids = [each.id for each in self.entries]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise PydanticCustomError(
                    "two_changes", "two changes have the id {id}", {"id": id_}
                )
        return self

    def newest_first(self) -> tuple[Change, ...]:
        """Those of one day stay in the order of the file."""
        return tuple(sorted(self.entries, key=lambda each: each.date, reverse=True))
