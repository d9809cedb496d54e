"""Locators of clauses, in the words of each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.locators import marker, name, numeral, parts


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (14, "十四"), (20, "二十"), (21, "二十一"),
     (90, "九十"), (99, "九十九")],
)  # fmt: skip
def test_numeral(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize("number", [0, -1, 100])
def test_no_numeral(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)


def test_numerals_differ() -> None:
    assert len({numeral(n) for n in range(1, 100)}) == 99


@pytest.mark.parametrize(
    ("locator", "zh", "en"),
    [
        ("3", "第三點", "point 3"),
        ("3.2", "第三點第二款", "point 3, paragraph 2"),
        ("12.2.3", "第十二點第二款第三目", "point 12, paragraph 2, item 3"),
        ("8.1.3.4", "第八點第一款第三目之4", "point 8, paragraph 1, item 3, subitem 4"),
    ],
)
def test_name(locator: str, zh: str, en: str) -> None:
    assert (name(locator, "zh"), name(locator, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("locator", "zh", "en"),
    [
        ("3", "三、", "3."),
        ("3.2", "（二）", "(2)"),
        ("3.2.1", "1、", "1."),
        ("3.2.1.2", "（2）", "(2)"),
    ],
)
def test_marker_is_as_the_rules_print_it(locator: str, zh: str, en: str) -> None:
    assert (marker(locator, "zh"), marker(locator, "en")) == (zh, en)


@given(st.lists(st.integers(1, 99), min_size=1, max_size=4))
def test_parts_and_back(numbers: list[int]) -> None:
    assert parts(".".join(map(str, numbers))) == tuple(numbers)


def test_clauses_sort_as_the_rules_do() -> None:
    shuffled = ["10.1", "4", "3.10", "3.2.1.2", "3.1.3", "10", "3.2", "3", "3.1"]
    order = ["3", "3.1", "3.1.3", "3.2", "3.2.1.2", "3.10", "4", "10", "10.1"]
    assert sorted(shuffled, key=parts) == order
