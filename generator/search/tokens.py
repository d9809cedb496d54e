"""Tokens: folded text to what is looked up. ``assets/search/tokens.js`` does the same.

Han characters by pairs, the last of a run alone as well; Latin words by their stem;
numbers by their value, with the character that they count; clauses as ``§3.2.1``; years of
the Republic as years of the common era.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .english import ENDINGS, KEPT, SUFFIXES

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CN = "零一二三四五六七八九两十百千"
_COUNTED = "年个月日次集部人名天小亿万元期项位组岁案成"
_HAN = "㐀-鿿"
_MAGNITUDES = "万亿|万|亿|百万|千万|million|billion|thousand"

NUMBER = re.compile(
    rf"(?P<clause>第 ?{_N} ?[点条](?: ?第? ?{_N} ?款(?: ?第? ?{_N} ?目(?: ?之 ?{_N})?)?)?)"
    rf"|(?P<bracketed>{_N}[、.]? ?\({_N}\)(?: ?[、.]? ?{_N}(?!\d)(?: ?[、.]? ?\({_N}\))?)?)"
    rf"|(?P<percent>百分之 ?(?:[\d.]+|[{_CN}]+)|\d[\d.]* ?(?:%|per ?cent))"
    rf"|(?P<fraction>[{_CN}]分之[{_CN}]|[1-9]/[2-9](?![\d/]))"
    rf"|(?P<roc>民国 ?(?:\d{{1,3}}|[{_CN}]+)(?: ?年)?|(?:[6-9]\d|1[0-4]\d) ?年(?=[^代]|$))"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3}(?![\d%,]|\.\d| ?(?:万|亿|million|billion)))"
    rf"|(?P<amount>\d(?:[\d,]*\d)?(?:\.\d+)?(?: ?(?:{_MAGNITUDES}))?)"
    rf"|(?P<numeral>[{_CN}]+(?:[万亿][{_CN}]*)*)",
    re.ASCII,
)
FIRST = re.compile(rf"[0-9第百民{_CN}]")
_WORD = re.compile(rf"([{_HAN}]+)|([a-z]+)")
_READABLE = re.compile("(?:[零一二三四五六七八九两]?[十百千万亿]+)+零?[一二三四五六七八九]?")
_NUMERALS = re.compile(rf"[0-9]+|[{_CN}]+")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TIMES = {
    "万": 10**4, "亿": 10**8, "百万": 10**6, "千万": 10**7, "万亿": 10**12,
    "thousand": 10**3, "million": 10**6, "billion": 10**9,
}  # fmt: skip


def tokens(folded: str) -> list[str]:
    """Every token of a folded text, in the order of the text."""
    found: list[str] = []
    start = at = 0
    while first := FIRST.search(folded, at):
        match = NUMBER.match(folded, first.start())
        values = None if match is None else _number(match, folded)
        if match is None or values is None:
            at = first.end() if match is None else match.end()
            continue
        _words(folded[start : match.start()], found)
        found += values
        start = at = match.end()
    _words(folded[start:], found)
    return found


def _words(text: str, found: list[str]) -> None:
    for han, latin in _WORD.findall(text):
        if han:
            found += map(str.__add__, han, han[1:])
            found.append(han[-1])
        else:
            found.append(stem(latin))


def _number(match: re.Match[str], text: str) -> list[str] | None:
    """The tokens of a number; None where it is a word like any other."""
    kind, written = match.lastgroup, match[0]
    if kind in ("clause", "bracketed", "dotted"):
        parts = written.split(".") if kind == "dotted" else _NUMERALS.findall(written)
        return ["§" + ".".join(str(_value(part)) for part in parts)]
    if kind == "fraction":
        return [written if "/" in written else f"{_value(written[-1])}/{_value(written[0])}"]
    if kind == "percent":
        number = written.removeprefix("百分之").strip(" ")
        digits = re.match(r"[0-9.]+", number)
        return [f"{digits[0].rstrip('.') if digits else _value(number)}%"]
    if kind == "roc":
        return [str(_value(_NUMERALS.findall(written)[0]) + 1911)]
    after = text[match.end() :][:2].strip(" ")[:1]
    if kind == "numeral" and len(written) == 1 and (not after or after not in _COUNTED):
        return None
    if kind == "numeral" and len(written) > 1 and not _readable(written):
        return None
    value = _amount(written) if kind == "amount" else str(_long(written))
    counted = [value + after] if after and re.match(f"[{_HAN}]", after) else []
    return counted if counted and len(value) == 1 else [value, *counted]


def _amount(written: str) -> str:
    """1,300万 is 13000000; 1.5 million is 1500000."""
    digits, times = re.match(r"([0-9,.]+) ?(.*)", written).groups()  # type: ignore[union-attr]
    digits = digits.replace(",", "")
    whole, _, part = digits.partition(".")
    zeros = len(str(_TIMES[times])) - 1 if times else 0
    whole, part = whole + part[:zeros].ljust(zeros, "0"), part[zeros:].rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole


def _readable(numeral: str) -> bool:
    """八百万, not 一二三: digits with a unit between them."""
    return _READABLE.fullmatch(numeral) is not None


def _long(numeral: str) -> int:
    """八百万 is 8000000."""
    for unit in "亿万":
        head, found, rest = numeral.partition(unit)
        if found:
            return (_long(head) or 1) * _TIMES[unit] + _long(rest)
    return _value(numeral)


def _value(numeral: str) -> int:
    """三十五 is 35; Arabic digits as they are."""
    if numeral.isdigit():
        return int(numeral)
    total = digit = 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS.get(character, 0)
    return total + digit


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The part of a Latin word that its forms share."""
    if len(word) < 4:
        return word
    if not word.endswith(KEPT):
        for suffix, instead in SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: len(word) - len(suffix)] + instead
                if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouslz":
                    word = word[:-1]
                break
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + instead
    return word
