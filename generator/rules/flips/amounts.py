"""Amounts: the pairs of what can be granted and of how it is paid."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import product
from typing import ClassVar

import z3

from .formulas import FALSE, Formula, both, exact, floor, real
from .pairs import Encoded, Outcome, Pair, applies, figure
from .published_form import Plain
from .states import Part
from .terms import Terms


class _Cap:
    """The least of the limits that apply, in the solver's terms."""

    def __init__(self, terms: Terms, amount: Mapping[str, Plain]) -> None:
        self.limits: dict[str, tuple[Formula, Formula]] = {}
        """For each limit whether it counts, and what it comes to."""
        known: list[Formula] = []
        self.least: Formula = z3.RealVal(0)
        any_: Formula = FALSE
        for limit in amount["limits"]:
            counts, not_ = applies(terms, limit)
            has, number = terms.number(limit["value"])
            known.append(not_ | (counts & has))
            self.limits[limit["id"]] = counts, number
            lower = counts & (~any_ | (real(number) < self.least))
            self.least = z3.If(lower, real(number), self.least)
            any_ = any_ | counts
        self.decided = both(known)
        """Whether all that counts is known."""
        self.known = self.decided & any_
        self.cap = floor(self.least)

    def binding(self, chosen: Mapping[str, bool]) -> Formula:
        """Whether of all limits these are the lowest."""
        return both(
            (counts & (real(number) == self.least)) == chosen[id_]
            for id_, (counts, number) in self.limits.items()
        )


class CapPair(Pair):
    """The most that can be granted."""

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        return figure(result["amount"]["cap"])

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        cap = _Cap(terms, part["amount"])
        return Encoded({"known": cap.known, "unknown": ~cap.known}, cap.cap)


class BindingPair(Pair):
    """Which limits are the lowest."""

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        binding = result["amount"]["binding"]
        return Outcome(None if binding is None else tuple(binding), shown=binding)

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        cap = _Cap(terms, part["amount"])
        tokens: dict[Hashable, Formula] = {None: ~cap.decided}
        for choice in product((True, False), repeat=len(cap.limits)):
            chosen = dict(zip(cap.limits, choice, strict=True))
            token = tuple(id_ for id_, is_chosen in chosen.items() if is_chosen)
            tokens[token] = cap.decided & cap.binding(chosen)
        return Encoded(tokens)


class RequestedPair(Pair):
    """Whether the amount asked for is more than can be granted."""

    _SHOWN: Mapping[bool | None, str] = {True: "exceeds", False: "within", None: "unknown"}

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        token = self._SHOWN[result["amount"]["exceeds_cap"]]
        return Outcome(token, shown=token)

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        cap = _Cap(terms, part["amount"])
        requested = part["amount"].get("requested")
        known, number = (FALSE, exact(0)) if requested is None else terms.number(requested)
        known &= cap.known
        more = number > cap.cap
        return Encoded({"unknown": ~known, "exceeds": known & more, "within": known & ~more})


class InstalmentPair(Pair):
    """What is paid as one instalment whose share is the same, others' being not."""

    scattered: ClassVar[bool] = True

    def read(self, result: Plain) -> Outcome:
        """The outcome in a result of the engine."""
        (found,) = [one for one in result["instalments"] if one["id"] == self.rule]
        return figure(found["amount"])

    def encode(self, terms: Terms, part: Part) -> Encoded:
        """When it comes to which outcome."""
        cap = _Cap(terms, part["amount"]) if part["amount"] else None
        known, base = (FALSE, exact(0)) if cap is None else (cap.known, cap.cap)
        approved = (part["amount"] or {}).get("approved")
        if approved is not None:
            given, number = terms.number(approved)
            known, base = given | known, z3.If(given, real(number), real(base))
        paid = [floor(real(base) * exact(one["percent"]) / 100) for one in part["instalments"]]
        at = [one["id"] for one in part["instalments"]].index(self.rule)
        amount = paid[at] if at < len(paid) - 1 else base - z3.Sum([*paid[:-1], exact(0)])
        return Encoded({"known": known, "unknown": ~known}, amount)
