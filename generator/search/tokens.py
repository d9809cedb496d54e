"""Tokens: folded text to what is looked up. ``assets/search/tokens.js`` does the same.

Han characters by pairs, the last of a run alone as well, and pairs across 、 where either
side is one character (產、官、學); Latin words by their stem; numbers by their value, with the
character that they count; clauses as ``§3.2.1``; years of the Republic as years of the common
era; dates in whatever notation by their year, month and day, and by month and day together.
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

# Dates. Of 4/7/2024 nobody can say which is the month, so that it is none.
_MONTHS = [
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
]
_SHORT = {month[:3]: number for number, month in enumerate(_MONTHS, 1)}
_NAME = f"(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' if m[3:] else m for m in _MONTHS)}|sept)(?![a-z])"
# A month that is no other word says enough alone.
_ALONE = f"(?:{'|'.join(month for month in _MONTHS if month not in ('may', 'march'))})(?![a-z])"
_Y = r"(?:19|20)\d\d"
_ROC = r"(?:[6-9]\d|1[0-4]\d)"
_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_ONLY_D = r"(?:3[01]|2\d|1[3-9])"
_ONES = "一二三四五六七八九"
_MONTH = rf"(?:{_M}|十[一二]?|[{_ONES}]) ?月"
_DAY = rf"(?:{_D}|二?十[{_ONES}]?|三十一?|[{_ONES}]) ?[日号]"
_LONG = rf"[零{_ONES}]{{4}}|一?百[零{_ONES}十]{{0,4}}|[六七八九]十[{_ONES}]?"
_YEAR = rf"(?:民国 ?)?(?:{_Y}|{_ROC}|{_LONG}) ?年 ?"
_DATE = "|".join((
    rf"{_YEAR}{_MONTH}(?: ?{_DAY})?|{_MONTH} ?{_DAY}",
    rf"(?:{_Y}|{_ROC})/{_M}/{_D}(?![\d/])|(?:{_Y}|1[0-4]\d)(?:\.{_M}\.|-{_M}-){_D}(?![\d.-])",
    rf"{_Y}[/-]{_M}(?![\d/.-])",
    *(rf"{one}/{other}/{_Y}(?!\d)" for one, other in ((_ONLY_D, _M), (_M, _ONLY_D))),
    # 1/3 is a third; 7/26, 07/04 and 7/4 are none of anything.
    rf"(?!(?:1/[2-9]|2/[3-9]|3/[4-9]|4/[5-9]|5/[6-9]|6/[7-9]|7/[89]|8/9)(?!\d)){_M}/{_D}(?![\d/])",
    rf"{_D}(?:st|nd|rd|th)? (?:of )?{_NAME}(?:,? {_Y}(?!\d))?",
    rf"{_NAME} {_D}(?:st|nd|rd|th)?(?![\da-z])(?:,? {_Y}(?!\d))?|{_NAME},? {_Y}(?!\d)|{_ALONE}",
))  # fmt: skip

NUMBER = re.compile(
    rf"(?P<date>{_DATE})"
    rf"|(?P<clause>第 ?{_N} ?[点条](?: ?第? ?{_N} ?款(?: ?第? ?{_N} ?目(?: ?之 ?{_N})?)?)?)"
    rf"|(?P<bracketed>{_N}[、.]? ?\({_N}\)(?: ?[、.]? ?{_N}(?!\d)(?: ?[、.]? ?\({_N}\))?)?)"
    rf"|(?P<percent>百分之 ?(?:[\d.]+|[{_CN}]+)|\d[\d.]* ?(?:%|per ?cent))"
    rf"|(?P<fraction>[{_CN}]分之[{_CN}]|[1-9]/[2-9](?![\d/]))"
    rf"|(?P<roc>民国 ?(?:\d{{1,3}}|[{_CN}]+)(?: ?年)?|(?:[6-9]\d|1[0-4]\d) ?年(?=[^代]|$))"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3}(?![\d%,]|\.\d| ?(?:万|亿|million|billion)))"
    rf"|(?P<amount>\d(?:[\d,]*\d)?(?:\.\d+)?(?: ?(?:{_MAGNITUDES}))?)"
    rf"|(?P<numeral>[{_CN}]+(?:[万亿][{_CN}]*)*)",
    re.ASCII,
)
# A month's name begins one where no letter stands before it.
FIRST = re.compile(rf"[0-9第百民{_CN}]|\b{_NAME}", re.ASCII)
# Of another script, such as Hangul, letters that stand together are a word.
_WORD = re.compile(rf"([{_HAN}]+)(?=(?:、([{_HAN}]+))?)|([a-z]+|[^\W\d_a-z{_HAN}]+)")
PART = re.compile(rf"[0-9]+|[{_CN}]+|{_NAME}")
_READABLE = re.compile("(?:[零一二三四五六七八九两]?[十百千万亿]+)+零?[一二三四五六七八九]?")
_NUMERALS = re.compile(rf"[0-9]+|[{_CN}]+")
_BEFORE_ROC = 1911
"""The year before the first of the Republic's calendar."""
_LAST_DAY = 31
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
    for han, after, latin in _WORD.findall(text):
        if han:
            found += map(str.__add__, han, han[1:])
            found.append(han[-1])
            if (len(han) == 1 and after) or len(after) == 1:
                found.append(han[-1] + after[0])
        else:
            found.append(stem(latin))


def _number(match: re.Match[str], text: str) -> list[str] | None:
    """The tokens of a number; None where it is a word like any other."""
    kind, written = match.lastgroup, match[0]
    if kind == "date":
        return _date(written)
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
        return [str(_value(_NUMERALS.findall(written)[0]) + _BEFORE_ROC)]
    after = text[match.end() :][:2].strip(" ")[:1]
    if kind == "numeral" and len(written) == 1 and (not after or after not in _COUNTED):
        return None
    if kind == "numeral" and len(written) > 1 and not _readable(written):
        return None
    value = _amount(written) if kind == "amount" else str(_long(written))
    counted = [value + after] if after and re.match(f"[{_HAN}]", after) else []
    return counted if counted and len(value) == 1 else [value, *counted]


def _date(written: str) -> list[str]:
    """The tokens of a date: of its year, its month, its day, and of month and day together."""
    parts = [_SHORT.get(part[:3]) or _year_or_less(part) for part in PART.findall(written)]
    years = [part for part in parts if part > _LAST_DAY]
    named = any("a" <= character <= "z" for character in written)
    month, *day = (part for part in parts if part <= _LAST_DAY)
    if day and (month > len(_MONTHS) or (named and written[0].isdigit())):
        month, day = day[0], [month]
    found = [token for year in years for token in (str(year), f"{year}年")]
    return [*found, f"{month}月", *(t for d in day for t in (f"{d}日", f"{month}月{d}日"))]


def _year_or_less(numeral: str) -> int:
    """A number of a date; a year of the Republic, and one by its digits, of the common era."""
    if len(numeral) == len("二零二四") and not set(numeral) - set(_DIGITS):
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    value = _value(numeral)
    return value + _BEFORE_ROC if _LAST_DAY < value < _BEFORE_ROC else value


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
