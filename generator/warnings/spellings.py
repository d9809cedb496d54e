"""How a figure of the rules may be written in a text: 8,000,000, 800 萬, 八百萬, 8 million."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ..api.units import with_units
from ..models.quantity import SCALES
from ..models.site import Interface, UnitMultiple

_DIGITS = "零一二三四五六七八九"
_NUMERALS = "〇零一二兩三四五六七八九十百千萬億"
_TELLING = 1_000
"""A smaller figure is told from others by its unit alone."""
_MONEY_LETTER = {"m": Decimal(10) ** 6}


def pattern(
    value: Decimal,
    unit: Mapping[str, str] | None,
    interface: Interface,
    units: Sequence[UnitMultiple],
) -> re.Pattern[str] | None:
    """What finds the figure in either language; nothing where it could be any other."""
    if unit is None:
        return _found(_bare(value)) if value >= _TELLING else None
    question = with_units({"unit": dict(unit)}, interface, units)
    spellings = question["unit_spellings"]
    assert isinstance(spellings, list)
    ways = [] if value < _TELLING else list(_bare(value))
    ways += _with_unit(value, spellings)
    for multiple in units:
        if not set(spellings).isdisjoint(multiple.unit.model_dump().values()):
            of_it = value * multiple.over / multiple.times
            words = [word for lang in ("zh", "en") for word in multiple.words[lang]]
            ways += _before_unit(
                of_it, [word for word in words if len(word) > 1 or not word.isascii()]
            )
    return _found(ways)


def _with_unit(value: Decimal, spellings: Iterable[str]) -> Iterator[str]:
    """The number before its unit, or behind it: 20 分鐘, 百分之四十."""
    yield from _before_unit(value, spellings)
    if numbers := _numbers(value):
        yield rf"(?:{_names(spellings)}) ?(?:{numbers})"


def _before_unit(value: Decimal, spellings: Iterable[str]) -> Iterator[str]:
    """The number before its unit: 四成, while 組成四 is of another word."""
    if numbers := _numbers(value):
        yield rf"(?:{numbers})[ -]?(?:{_names(spellings)})"


def _numbers(value: Decimal) -> str:
    return "|".join(sorted(_bare(value), key=len, reverse=True))


def _names(spellings: Iterable[str]) -> str:
    return "|".join(map(_name, sorted(spellings, key=len, reverse=True)))


def _name(word: str) -> str:
    """A unit; one in letters is no part of a word."""
    return rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if word.isascii() else re.escape(word)


def _bare(value: Decimal) -> Iterator[str]:
    """The number alone, as a source of a pattern each."""
    if value <= 0:
        return
    for scale, times in (*SCALES.items(), *_MONEY_LETTER.items()):
        part = value / times
        if part < Decimal("0.1") or part != round(part, 2):
            continue
        plain = f"{part.normalize():f}"
        whole, _, decimals = plain.partition(".")
        grouped = f"{int(whole):,}" + (f".{decimals}" if decimals else "")
        for digits in dict.fromkeys((grouped, plain)):
            ending = rf" ?{scale}(?![A-Za-z])" if scale else ""
            yield rf"{re.escape(digits)}{ending}"
    if value == int(value):
        numeral = _numeral(int(value))
        yield from dict.fromkeys((numeral, re.sub("二(?=[百千萬億])", "兩", numeral)))


def _numeral(number: int) -> str:
    """A whole number in Chinese: 8000000 is 八百萬."""
    for sign, times in (("億", 10**8), ("萬", 10**4)):
        if number >= times:
            high, low = divmod(number, times)
            gap = "零" if 0 < low < times // 10 else ""
            return _numeral(high) + sign + gap + (_numeral(low) if low else "")
    written = ""
    for sign, times in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, times)
        if digit:
            written += _DIGITS[digit] + sign
        elif written and number and not written.endswith("零"):
            written += "零"
    return re.sub("^一十", "十", written)


def _found(ways: Iterable[str]) -> re.Pattern[str] | None:
    """The ways to write it, where they are no part of a longer number."""
    every = "|".join(sorted(ways, key=len, reverse=True))
    if not every:
        return None
    return re.compile(
        rf"(?<![\d.,{_NUMERALS}])(?<!\d[ ,.])(?:{every})(?![\d{_NUMERALS}]|[.,]\d| ?[萬億])"
    )
