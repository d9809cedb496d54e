"""The shapes of ``api/schemes/<scheme>/coverage.json``."""

from __future__ import annotations

from ..content.coverage import Role
from ..models.base import Text
from ..models.scheme import BeyondReason
from ..rules.coverage import ReadingsIn, TakenUp
from .schema import Published, Url


class DeciderData(Published):
    """What rests on a clause: ``role`` says how; ``related`` is a requirement that names it too."""

    role: Role
    id: str
    """That of the requirement, limit, document; ``amount`` and ``pot`` of what has none."""
    title: Text


class ExampleName(Published):
    """A worked example of the scheme's own file."""

    id: str
    title: Text


class LeftOutData(Published):
    """Why a clause, or the part of it that ``why`` tells, is not taken up."""

    reason: BeyondReason
    why: Text | None


class ClauseCoverageData(Published):
    """A clause, and who takes it up."""

    locator: str
    url: Url
    taken_up: TakenUp
    """``calculator``, ``checklist`` (of documents alone), ``heading`` (of the clauses below it),
    or the reason why neither does."""
    two_ways: bool
    """Whether it can be read in two ways, as far as its record or the calculator says so."""
    readings_in: tuple[ReadingsIn, ...]
    """Where both are told: ``calculator`` where a requirement of it shows what comes of either,
    ``rules`` where a note of the clause tells them."""
    rests: tuple[DeciderData, ...]
    examples: tuple[ExampleName, ...]
    """The worked examples that say what must come of it."""
    left_out: LeftOutData | None


class CoverageData(Published):
    """``api/schemes/<scheme>/coverage.json``: what of the rules is taken up, clause by clause."""

    scheme: str
    version: str
    counts: dict[TakenUp, int]
    """How many clauses each takes up."""
    clauses: tuple[ClauseCoverageData, ...]
