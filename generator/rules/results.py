"""The shape of what the engine decides: the JSON that ``evaluate`` of ``engine.js`` gives.

Amounts are in the scheme's currency, dates are ISO 8601 texts. ``None`` stands for what cannot
be told yet, because an answer that it needs is missing.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ..models.scheme import Status, Verdict


class DecidedReading(TypedDict):
    """How a requirement comes out by one way to read its clause."""

    id: str
    outcome: Literal["met", "unmet", "unknown"]


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


class Step(TypedDict):
    """What one limit of the amount comes to."""

    id: str
    clause: str
    amount: int | float | None
    percent: NotRequired[int | float]
    """Of a limit that is a share: how many hundredths, and ``of`` which amount."""
    of: NotRequired[int | float | None]


class Amount(TypedDict):
    """What can be granted at most, and what limits it."""

    currency: str
    cap: int | None
    binding: list[str] | None
    """The ids of the lowest limits."""
    exceeds_cap: bool | None
    """Whether the amount asked for is more than the cap."""
    steps: list[Step]


class Instalment(TypedDict):
    """What is paid out at once."""

    id: str
    clause: str
    percent: int | float
    amount: int | None


class Deadline(TypedDict):
    """The last day for something."""

    id: str
    date: str | None
    office_day: str | None
    """The next working day, where no office is open on ``date``; ``None`` also where the
    holidays of its year are not known."""
    clause: str


class Result(TypedDict):
    """All that the engine says of an applicant's facts."""

    scheme: str
    verdict: Verdict
    requirements: list[DecidedRequirement]
    unanswered: list[str]
    """The ids of the questions that stand in the way of a decision."""
    amount: Amount
    instalments: list[Instalment]
    deadlines: list[Deadline]
