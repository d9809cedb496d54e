"""What a kind of record needs: files, model, pages, links, search, machines.

``kinds.py`` has an entry for each kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel

from ..labels import Label

M = TypeVar("M", bound=BaseModel, covariant=True)

SearchGroup = Literal[
    "rules", "calculator", "visits", "policies", "people", "glossary", "about", "questions"
]
"""What results of the search are grouped by."""

SchemaType = Literal["GovernmentService", "Event", "Person", "Organization", "Place", "FAQPage"]
"""A type of https://schema.org by which machines know a record."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[M]):
    """A kind of record."""

    name: str
    model: type[M]
    file: str
    """Where its files lie under ``data/``: ``{scope}`` is a scheme or visit, ``{id}`` the
    record, ``{locator}`` a clause."""
    versioned: bool
    """Whether each version of a scheme has such records of its own."""
    parts: tuple[str, ...]
    """The kinds of which a scheme or visit needs a record each, or its pages cannot be made;
    empty for a kind that is not a head."""
    route: str | None
    """The address of a record in the site's first language, with its anchor; none where no
    record of the kind can be linked."""
    page: Label | None
    """The label, and the name of the folder, of the page that lists the kind's records."""
    linked_from: tuple[str, ...] | None
    """The kinds of which one has to link to each record; empty where any kind will do, ``None``
    where a record needs no link to it."""
    counted: bool
    """Whether ``check`` counts its records."""
    search_group: SearchGroup | None
    """The group of its pages in the search; none for a kind without pages."""
    schema_type: SchemaType | None
    """None where schema.org has no fitting type."""
    skeleton: bool
    """Whether ``new`` starts such a record."""

    @property
    def scoped(self) -> bool:
        """Whether a record belongs to a scheme or visit, or is its head."""
        return "{scope}" in self.file

    @property
    def single(self) -> bool:
        """Whether a scheme or visit, or the site, has one such record."""
        return not ("{id}" in self.file or "{locator}" in self.file)

    @property
    def folder(self) -> str:
        """The folder under ``data/`` in which its files lie, or an empty string."""
        return self.file.partition("/")[0] if "/" in self.file else ""

    @property
    def files(self) -> tuple[str, ...]:
        """``file``, and where another version's records lie, for a versioned kind."""
        if not self.versioned:
            return (self.file,)
        return (self.file, self.file.replace("{scope}/", "{scope}/versions/{version}/"))
