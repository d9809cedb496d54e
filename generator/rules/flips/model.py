"""Flips: what differs between the results of two states of the rules, as values."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..engine import Answer

Kind = Literal[
    "requirement",
    "stage",
    "note",
    "asked",
    "answer",
    "needed",
    "limit",
    "amount",
    "currency",
    "binding",
    "requested",
    "share",
    "instalment",
    "deadline",
    "office_day",
]
"""What of a rule comes out otherwise."""

Shown: TypeAlias = str | int | float | list[str] | dict[str, str] | None
"""What a rule comes to: a status, an amount, a date, the limits that bind, or how each reading
comes out; ``None`` while it cannot be told."""

Extent = Literal["all", "rounded", "alone", "example"]
"""For whom a change holds: for all with its answers; for all but some, whose figures are rounded
to the same; for those with no other answers; or for the applicant that is named, as others with
such answers need not differ."""

Why = Literal["too_hard", "not_shown", "too_many"]
"""Why a rule is left undecided: the solver gave up, what it found no answer that can be typed
shows, or there are too many different cases to name all."""

Partly = Why | Literal["examples"]
"""Why not all who differ are named, or may not be: also because only examples are."""


@dataclass(frozen=True, slots=True)
class Span:
    """The answers to one question for which a rule flips, the other answers being the same."""

    fact: str
    first: Answer | None
    """The first one that flips; ``None`` where all below do."""
    last: Answer | None
    """The last one; ``None`` where all above do."""
    after: Answer | None = None
    """Where answers have fractions and this one does not flip, but all just above it do."""
    until: Answer | None = None
    """Where this one does not flip, but all just below it do."""

    @classmethod
    def of(
        cls,
        fact: str,
        row: Sequence[Answer],
        before: Answer | None,
        after: Answer | None,
        ends: Container[Answer],
    ) -> Span:
        """Of answers in a row that flip, and those on either side that do not.

        ``ends`` are the answers at which a span can end; beside another one it ends where the
        answer on the other side is.
        """
        low, high = row[0] in ends, row[-1] in ends
        return cls(
            fact,
            row[0] if before is not None and low else None,
            row[-1] if after is not None and high else None,
            before if not low else None,
            after if not high else None,
        )

    def shown(self, row: Sequence[Answer]) -> list[Answer]:
        """The first and the last of its answers, where there is one."""
        first = row[:1] if self.first is not None or self.after is not None else ()
        last = row[-1:] if self.last is not None or self.until is not None else ()
        # Of days the middle of those that were looked at, of numbers one that is near their end.
        any_ = row[len(row) // 2] if isinstance(row[0], str) else row[:2][-1]
        return list(dict.fromkeys([*first, *last])) or [any_]


@dataclass(frozen=True, slots=True)
class Change:
    """An applicant whose result by one rule differs, at an edge of those for whom it does."""

    kind: Kind
    rule: str
    """The id of a requirement, question, limit, instalment or deadline; of a note with that of
    its requirement before it; else ``amount``, ``binding`` or ``requested``."""
    clause: str
    facts: Mapping[str, Answer]
    """The answers that decide it. One to a question that a state does not ask is not given
    there."""
    before: Shown
    after: Shown
    span: Span | None = None
    """Where the answers with a figure or date among them lie that flip."""
    extent: Extent = "all"


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule whose flips may not all be named."""

    kind: Kind
    rule: str
    clause: str
    why: Why


@dataclass(frozen=True, slots=True)
class Flips:
    """All that differs: whoever's result does is named, or the rule is among the undecided."""

    changes: tuple[Change, ...]
    undecided: tuple[Undecided, ...]
    examples: frozenset[tuple[Kind, str]] = frozenset()
    """Kinds and ids of the rules of which every way to differ is told, but by examples: who
    differs is an area that no answer alone marks off."""
