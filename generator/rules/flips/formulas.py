"""Formulas: what the terms of the solver are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import z3

from .published_form import Plain

Formula: TypeAlias = Plain
"""A formula or term of the solver, which has no types of its own."""
Truth: TypeAlias = tuple[Formula, Formula]
Value: TypeAlias = tuple[Formula, Formula]
Question: TypeAlias = Mapping[str, Plain]

TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)


@dataclass
class Day:
    """A date: its day since the year 1, and the months since the year 0 and the day in it."""

    ordinal: Formula
    month: Formula = None
    day: Formula = None


def exact(number: float | Fraction) -> Formula:
    """A number as it is written."""
    if isinstance(number, int):
        return z3.IntVal(number)
    fraction = number if isinstance(number, Fraction) else Fraction(str(number))
    return z3.Q(fraction.numerator, fraction.denominator)


def real(term: Formula) -> Formula:
    """A number that need not be whole."""
    return z3.ToReal(term) if z3.is_int(term) else term


def floor(term: Formula) -> Formula:
    """A number rounded down."""
    return term if z3.is_int(term) else z3.ToInt(term)


def both(formulas: Iterable[Formula]) -> Formula:
    """Whether all of some formulas hold."""
    return z3.And([TRUE, *formulas])


def either(formulas: Iterable[Formula]) -> Formula:
    """Whether any of some formulas holds."""
    return z3.Or([FALSE, *formulas])
