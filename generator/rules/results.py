"""The shape of what the engine decides: the JSON that ``evaluate`` of ``engine.js`` gives.

Amounts are in the scheme's currency, dates are ISO 8601 texts. ``null``, in Python ``None``,
stands for what cannot be told yet, because an answer that it needs is missing.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import ConfigDict, WithJsonSchema, with_config
from typing_extensions import TypedDict

from ..models.scheme import Status, Verdict

_closed = with_config(ConfigDict(extra="forbid", use_attribute_docstrings=True))

Day: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
"""A day as 2026-01-31."""


@_closed
class DecidedReading(TypedDict):
    """How a requirement comes out by one way to read its clause."""

    id: str
    outcome: Literal["met", "unmet", "unknown"]


@_closed
class DecidedRequirement(TypedDict):
    """How a requirement comes out."""

    id: str
    clause: str
    status: Status
    stage: Literal["application", "payment"]
    notes: list[str]
    """The ids of the notes that hold for these facts."""
    readings: NotRequired[list[DecidedReading]]
    """Given where they do not agree."""


@_closed
class Step(TypedDict):
    """What one limit of the amount comes to."""

    id: str
    clause: str
    amount: int | float | None
    percent: NotRequired[int | float]
    """Of a limit that is a share: how many hundredths, and ``of`` which amount."""
    of: NotRequired[int | float | None]


@_closed
class Amount(TypedDict):
    """What can be granted at most, and what limits it."""

    currency: str
    cap: int | None
    binding: list[str] | None
    """The ids of the lowest limits; of none at all, while ``cap`` is ``null``, where no limit of
    the rules applies: then there is no ceiling."""
    exceeds_cap: bool | None
    """Whether the amount asked for is more than the cap."""
    steps: list[Step]


@_closed
class Instalment(TypedDict):
    """What is paid out at once."""

    id: str
    clause: str
    percent: int | float
    amount: int | None


@_closed
class Deadline(TypedDict):
    """The last day for something."""

    id: str
    date: Day | None
    office_day: Day | None
    """The next working day, where no office is open on ``date``; ``null`` also where the
    holidays of its year are not known."""
    clause: str


@_closed
class Result(TypedDict):
    """All that the engine says of an applicant's facts."""

    scheme: str
    verdict: Verdict
    requirements: list[DecidedRequirement]
    unanswered: list[str]
    """The ids of the questions that stand in the way of a decision."""
    amount: Amount | None
    """``null`` where the rules state no amount."""
    instalments: list[Instalment]
    deadlines: list[Deadline]
