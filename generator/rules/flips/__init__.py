"""Flips: whose result changes between two states of the rules.

In: two published calculators. Out: for each rule that is not the same in both the applicants at
the edge of those whose result by it differs, and the rules of which that is not known.
"""

from __future__ import annotations

from ..published import CalculatorData
from .model import Change, Flips, Kind, Shown, Span, Undecided, Why

__all__ = ["Change", "Flips", "Kind", "Shown", "Span", "Undecided", "Why", "flips"]


def flips(before: CalculatorData, after: CalculatorData) -> Flips:
    """All that differs between the results of two calculators."""
    if before == after:
        return Flips((), ())
    # The solver takes a while to load, which no other command has to wait for.
    from .whole import compared

    return compared(before, after)
