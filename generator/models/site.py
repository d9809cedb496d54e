"""The site's own words: its name and disclaimer, and the labels of its interface."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel

from .base import FactId, Model, Text


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
