"""Folding and tokens: what is written differently is found alike, in Python and in the browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.catalogue import Catalogue
from generator.search.fold import Map, make_map
from generator.search.shards import rules
from generator.search.tokens import stem, tokens
from generator.site.page import Page
from tests.tools.search_scripts import run

MODULES = ("fold.js", "tokens.js")
_TAG = re.compile(r"<[^>]*>|\n")
HARD = st.text(
    st.sampled_from(
        "第三點十二款目之1234567890百分八萬億兩千零民國年月個台臺"
        " .,%()（）、/ABcdé’'ﾊxSIs硅谷視頻ＮＵ①"
    )
    | st.characters(exclude_categories=["Cs", "Cn"])
) | st.lists(
    st.sampled_from(
        [
            *("2024", "113", "7", "07", "26", "31", "1", "3", "十二", "二十六", "二〇二四"),
            *("july", "Jul", "may", "March", "sept", "st", "of", "年", "月", "日", "民國"),
            *("/", "-", ".", ",", "、", "產", "官學", " "),
        ]
    )
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def shared(pages: list[Page], catalogue: Catalogue) -> Map:
    """The map of the real site."""
    return make_map((page.markdown for page in pages), catalogue.search)


@pytest.fixture(scope="module")
def published(shared: Map) -> dict[str, Any]:
    return rules(shared)


def _in_browser(published: dict[str, Any], texts: list[str]) -> Any:
    script = """texts.map((text) => {
      const folded = folder(rules).fold(text);
      return [folded, tokenizer(rules).tokens(folded).map(({ token }) => token)];
    })"""
    return run(MODULES, script, rules=published, texts=texts)


def _here(shared: Map, text: str) -> list[Any]:
    folded = shared.fold(text)
    return [folded, tokens(folded)]


def test_the_browser_folds_the_words_of_every_page_as_the_build_does(
    pages: list[Page], shared: Map, published: dict[str, Any]
) -> None:
    # Words stand between tags, and what many pages say need be folded but once.
    words = [*dict.fromkeys(part for page in pages for part in _TAG.split(page.markdown))]
    texts = ["\n".join(words[at : at + 200]) for at in range(0, len(words), 200)]
    for text, found in zip(texts, _in_browser(published, texts), strict=True):
        assert found == _here(shared, text)


@given(text=HARD)
def test_the_browser_folds_anything_as_the_build_does(
    shared: Map, published: dict[str, Any], text: str
) -> None:
    assert _in_browser(published, [text]) == [_here(shared, text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("台中", "臺中"),
        ("虚拟摄影棚", "虛擬攝影棚"),
        ("姊妹市", "姐妹市"),
        ("企劃書", "企畫書"),
        ("着作", "著作"),
        ("硅谷", "矽谷"),
        ("互联网", "網際網路"),
        ("ＮＶＩＤＩＡ", "nvidia"),
        ("Almodóvar", "almodovar"),
        ("民國 113 年", "2024"),
        ("113 年", "2024"),
        ("八百萬", "800 萬"),
        ("800萬", "8,000,000"),
        ("NT$8 million", "NT$8,000,000"),
        ("1.5 億", "150,000,000"),
        ("百分之三十", "30%"),
        ("30 per cent", "30%"),
        ("六個月", "6 個月"),
        ("第三點第二款第一目", "3.2.1"),
        ("第 3 點第 2 款第 1 目", "3.2.1"),
        ("三(二)1", "3.2.1"),
        ("三、（二）1、", "3.2.1"),
        ("第八點第一款第三目之4", "8.1.3.4"),
        ("point 3, paragraph 2, item 1", "3.2.1"),
        ("clause 3.2.1", "3.2.1"),
        ("subsidies", "subsidy"),
        ("subsidised", "subsidized"),
        ("centre", "center"),
        ("colour grading", "color grading"),
        ("applications", "apply"),
        ("extension", "extend"),
        ("2024/7", "July 2024"),
        ("民國一百一十三年七月", "2024 年 7 月"),
    ],
)
def test_found_alike(shared: Map, one: str, other: str) -> None:
    assert tokens(shared.fold(one)) == tokens(shared.fold(other)) != []


DAY = ["7月", "26日", "7月26日"]
YEAR = ["2024", "2024年"]


@pytest.mark.parametrize(
    "text",
    [
        *("2024/7/26", "2024-07-26", "2024.7.26", "26/7/2024", "7/26/2024", "2024年7月26號"),
        *("113年7月26日", "113/7/26", "113.7.26", "民國113年7月26日", "2024 年 7 月 26 日"),
        *("二〇二四年七月二十六日", "民國一百一十三年七月二十六日", "26th of July, 2024"),
        *("26 July 2024", "July 26, 2024", "Jul 26 2024"),
    ],
)
def test_a_date_in_any_notation(shared: Map, text: str) -> None:
    assert tokens(shared.fold(text)) == YEAR + DAY


@pytest.mark.parametrize(
    "text", ["7/26", "07/26", "七月二十六日", "7 月 26 日", "July 26", "July 26th", "26 July"]
)
def test_a_day_in_any_notation(shared: Map, text: str) -> None:
    assert tokens(shared.fold(text)) == DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/3", ["1/3"]),
        ("2/3", ["2/3"]),
        ("7/4", ["7月", "4日", "7月4日"]),
        ("1/1", ["1月", "1日", "1月1日"]),
        ("4/7/2024", ["4", "7", "2024"]),
        ("24/7", ["24", "7"]),
        ("3.2.2", ["§3.2.2"]),
        ("十年七月", ["10", "10年", "年", "7月", "月"]),
        ("July", ["7月"]),
        ("we may march", ["we", "may", "march"]),
        ("Mayor", ["mayor"]),
        ("2024-25", ["2024", "25"]),
        ("產、官、學", ["产", "产官", "官", "官学", "学"]),
        ("編、導", ["编", "编导", "导"]),
        ("企業、學者", ["企业", "业", "学者", "者"]),
    ],
)
def test_dates_and_lists_leave_the_rest_alone(shared: Map, text: str, expected: list[str]) -> None:
    assert tokens(shared.fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("攝影棚", ["摄影", "影棚", "棚"]),
        ("三星一般", ["三星", "星一", "一般", "般"]),
        ("20 分鐘", ["20", "20分", "分钟", "钟"]),
        ("3 月", ["3月", "月"]),
        ("29.9%", ["29.9%"]),
        ("23.976", ["23.976"]),
        ("二分之一", ["1/2"]),
        ("…？！", []),
    ],
)
def test_tokens(shared: Map, text: str, expected: list[str]) -> None:
    assert tokens(shared.fold(text)) == expected


def test_only_characters_that_are_needed_are_shipped(shared: Map, catalogue: Catalogue) -> None:
    few = make_map(["電影"], catalogue.search)
    assert few.fold("電影") == "电影"
    assert "龜" not in few.characters
    assert len(few.characters) < len(shared.characters) < 3000


@pytest.mark.parametrize("word", ["film", "bus", "glass", "analysis", "as", ""])
def test_a_short_word_or_one_that_only_looks_like_a_plural_stays_itself(word: str) -> None:
    assert stem(word)[:4] == word[:4]
