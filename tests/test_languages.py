"""The languages: addresses that lead from one to the other, and how each is written."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel import Locale
from babel.dates import parse_pattern
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import (
    LANGS,
    LANGUAGES,
    SOURCE,
    Lang,
    address_in,
    of_address,
    other,
    unprefixed,
)
from generator.text.dates import format_date, format_day, format_when

both_languages = pytest.mark.parametrize("lang", LANGS)
_WORD = st.text("abcxyz0189-", min_size=3, max_size=6)
_PAGE = st.lists(_WORD, max_size=4).map(lambda words: "".join(f"{word}/" for word in words))


def test_each_language_goes_by_its_name() -> None:
    assert tuple(LANGUAGES) == LANGS
    assert all(language.lang == lang for lang, language in LANGUAGES.items())


def test_the_first_language_stands_at_the_root_and_the_others_apart() -> None:
    assert LANGUAGES[SOURCE].prefix == ""
    prefixes = [language.prefix for language in LANGUAGES.values()]
    assert len(set(prefixes)) == len({language.tag for language in LANGUAGES.values()})
    assert all(prefix.endswith("/") for prefix in prefixes if prefix)


@both_languages
@given(path=_PAGE)
def test_an_address_tells_its_language(lang: Lang, path: str) -> None:
    address = address_in(path, lang)
    assert of_address(address) == lang
    assert unprefixed(address) == path


@both_languages
@given(path=_PAGE)
def test_there_and_back_is_the_same_address(lang: Lang, path: str) -> None:
    here = address_in(path, lang)
    there = address_in(here, other(lang))
    assert there != here
    assert address_in(there, lang) == here


def test_a_page_whose_name_only_begins_like_a_language_is_of_the_first() -> None:
    assert of_address("english/") == SOURCE
    assert unprefixed("english/") == "english/"
    assert (of_address(""), of_address("en/")) == (SOURCE, "en")


def test_from_language_to_language_one_comes_to_all() -> None:
    found = [SOURCE]
    while (following := other(found[-1])) != SOURCE:
        found.append(following)
    assert found == list(LANGS)


# --- how it is written ----------------------------------------------------------------------


@both_languages
def test_the_locale_is_one_of_the_language(lang: Lang) -> None:
    locale = Locale.parse(LANGUAGES[lang].locale)
    subtags = LANGUAGES[lang].tag.split("-")
    assert subtags == [locale.language, *([locale.script] if locale.script else [])]


@pytest.mark.parametrize(
    ("name", "parts"), [("day_of_week", "yMdE"), ("day", "yMd"), ("month", "yM"), ("year", "y")]
)
@both_languages
def test_a_pattern_of_dates_has_the_parts_that_it_is_called_by(
    lang: Lang, name: str, parts: str
) -> None:
    pattern = parse_pattern(getattr(LANGUAGES[lang], name))
    assert set(re.findall(r"%\((\w)", str(pattern.format))) == set(parts)


@pytest.mark.parametrize(
    ("lang", "with_weekday", "day", "month", "year"),
    [
        (
            "zh",
            "2024 年 7 月 1 日（星期一）",
            "2024 年 7 月 1 日",
            "2024 年 7 月",
            "2024 年",
        ),
        ("en", "Monday 1 July 2024", "1 July 2024", "July 2024", "2024"),
    ],
)
def test_dates(lang: Lang, with_weekday: str, day: str, month: str, year: str) -> None:
    first = date(2024, 7, 1)
    assert format_date(first, lang) == format_when("2024-07-01", lang) == with_weekday
    assert format_day(first, lang) == day
    assert format_when("2024-07", lang) == month
    assert format_when("2024", lang) == year


def test_a_weekday_in_chinese_stands_in_brackets() -> None:
    language = LANGUAGES["zh"]
    assert language.day_of_week == language.day + language.bracketed("EEEE")


@pytest.mark.parametrize(
    ("lang", "labelled", "bracketed", "quoted", "listed"),
    [
        ("zh", "日期：今天", "（今天）", "「今天」", "甲；乙"),
        ("en", "Date: today", " (today)", "“today”", "a; b"),
    ],
)
def test_punctuation(lang: Lang, labelled: str, bracketed: str, quoted: str, listed: str) -> None:
    language = LANGUAGES[lang]
    label, word = ("日期", "今天") if lang == "zh" else ("Date", "today")
    assert language.labelled(label, word) == labelled
    assert language.bracketed(word) == bracketed
    assert language.quoted(word) == quoted
    assert language.listed(["甲", "乙"] if lang == "zh" else ["a", "b"]) == listed


def test_chinese_punctuation_is_full_width_and_english_is_not() -> None:
    def marks(lang: Lang) -> str:
        language = LANGUAGES[lang]
        return "".join(
            (
                language.colon,
                language.comma,
                language.enumeration,
                language.names,
                language.semicolon,
                language.full_stop,
                language.between_sentences,
                language.opening_bracket,
                language.closing_bracket,
            )
        )

    assert not any(mark.isascii() for mark in marks("zh"))
    assert marks("en").isascii()
