"""Chinese words in English pages: each run in a span, and nothing else touched."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.output.document import Document
from generator.output.language_tags import MisplacedText, tag_chinese


def mark_chinese(html: str) -> str:
    return tag_chinese(Document("en/index.html", html))


MARK = '<span lang="zh-Hant">{}</span>'


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>Called 新意區 (Xinyi).</p>", f"<p>Called {MARK.format('新意區')} (Xinyi).</p>"),
        ("“矽谷、灣區”, 臺", f"“{MARK.format('矽谷、灣區')}”, {MARK.format('臺')}"),
        ("<td>庫市, 矽谷</td>", f"<td>{MARK.format('庫市')}, {MARK.format('矽谷')}</td>"),
        (
            '<b lang="en">市<br>府</b>',
            f'<b lang="en">{MARK.format("市")}<br>{MARK.format("府")}</b>',
        ),
        ("市&middot;府&#12290;", f"{MARK.format('市')}&middot;{MARK.format('府')}&#12290;"),
        ("<table><col><tr><td>市</table>", f"<table><col><tr><td>{MARK.format('市')}</table>"),
        ("<p title=市>府<p>區", f"<p title=市>{MARK.format('府')}<p>{MARK.format('區')}"),
    ],
)
def test_a_run_of_chinese_is_marked(html: str, marked: str) -> None:
    assert mark_chinese(html) == marked


@pytest.mark.parametrize(
    "html",
    [
        "<p>No Chinese: “quotes”, NT$8,000,000。</p>",
        '<p title="新意區">Xinyi</p>',
        '<span lang="zh-Hant">新<b>意</b><img alt="x">區</span>',
        '<head><title>新意區</title><meta content="區"></head>',
        "<script>const a = '區 < b';</script>",
        "<svg><text>區</text></svg>",
        "<select><option>區</option></select>",
        "<!-- 區 <p> -->",
        '<table><colgroup><col lang="zh-Hant"></colgroup></table>',
        "<template><p lang='zh-Hant'>區</p></template>",
    ],
)
def test_what_is_let_be(html: str) -> None:
    assert mark_chinese(html) == html
    # And what follows it is marked again.
    assert mark_chinese(f"{html}<p>區</p>") == f"{html}<p>{MARK.format('區')}</p>"


class _Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", '<i lang="zh-Hant">', "</i>", "<br>", "a & b", "市", "、"])
    )
)
def test_the_words_stay_the_same(parts: list[str]) -> None:
    html = "".join(parts)
    marked = mark_chinese(html)
    assert _Words(marked).words == _Words(html).words
    assert mark_chinese(marked) == marked


@pytest.mark.parametrize(
    ("html", "excerpt"),
    [
        ("<table><tr><td>市</td></tr>府</table>", "市"),
        ("<p>&#24066;</p><p>府</p>", "府"),
        ("<p>府</p><p>&#24066;</p>", "市"),
        ('<p title="市" title="府">x</p>', "府"),
    ],
)
def test_words_that_a_browser_shows_elsewhere_are_refused(html: str, excerpt: str) -> None:
    with pytest.raises(MisplacedText) as caught:
        mark_chinese(html)
    assert caught.value.excerpt == excerpt
    assert str(caught.value).startswith("en/index.html: a browser will not show")
