"""What the engine decides, for tests of rules that state an amount."""

from __future__ import annotations

from generator.rules.results import Amount, Result


def amount_of(result: Result) -> Amount:
    """The amount of a result."""
    amount = result["amount"]
    assert amount is not None, result["scheme"]
    return amount
