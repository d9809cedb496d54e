"""Inline Markdown to HTML: what staff may write works, what nobody should write stays words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.diagnostics.codes import Code
from generator.models.base import Text
from generator.text.inline import inline, plain


def _resolve(kind: str, id_: str) -> str:
    return f"/{kind}/{id_}"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain words", "plain words"),
        ("a *b* **c**", "a <em>b</em> <strong>c</strong>"),
        ("`code <b>`", "<code>code &lt;b&gt;</code>"),
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("&lt;b&gt; *&quot;* &#60; &x;", "&amp;lt;b&amp;gt; <em>&amp;quot;</em> &amp;#60; &amp;x;"),
        ("`&lt; &` *x*", "<code>&amp;lt; &amp;</code> <em>x</em>"),
        (r"1920 \* 1080", "1920 * 1080"),
        ("[stop](stop:usa/mopop)", '<a href="/stop/usa/mopop">stop</a>'),
        ("[x](mailto:a@example.org)", '<a href="mailto:a@example.org" rel="noopener">x</a>'),
        (
            "[x](https://example.org/?a=1&b=2)",
            '<a href="https://example.org/?a=1&amp;b=2" rel="noopener">x</a>',
        ),
        (
            "[&amp;](https://example.org/?a=1&lt=2)",
            '<a href="https://example.org/?a=1&amp;lt=2" rel="noopener">&amp;amp;</a>',
        ),
        ("1. not a list", "1. not a list"),
        ("- not a list", "- not a list"),
        ("# no heading", "# no heading"),
        ("> no quote *x*", "&gt; no quote <em>x</em>"),
        ("    no *code* block", "no <em>code</em> block"),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert str(inline(text, _resolve)).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick='x'>*c*</b>",
        "<!-- x --> *y*",
        "<https://example.org> *x*",
        "![x](https://example.org/x.png)",
        "x *y* <svg/onload=alert(1)>",
        "`a` </p><script>x</script>",
        '[x](https://e.org/"onmouseover="alert(1))',
        "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
    ],
)
def test_hostile_markup_comes_out_as_words(text: str) -> None:
    tags = _Tags(str(inline(text, _resolve)))
    assert tags.names <= {"a", "em", "strong", "code"}
    assert tags.attributes <= {"href", "rel", "title"}


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "<javascript:alert(1)>",
        "java\nscript:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html;base64,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "/people/",
        "people/",
        "#top",
        "",
    ],
)
def test_a_link_to_anywhere_else_is_refused(target: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Text(zh=f"[x]({target})", en="x")
    (error,) = caught.value.errors()
    assert error["type"] in (Code.BAD_LINK, Code.RAW_HTML)
    assert error["loc"] == ("zh",)


@pytest.mark.parametrize("markup", ["<b>", "</b>", "<!doctype>", "<?php", "a<BR/>"])
def test_raw_html_is_refused(markup: str) -> None:
    with pytest.raises(ValidationError, match=Code.RAW_HTML):
        Text(zh="字", en=f"text {markup}")


@pytest.mark.parametrize("text", ["3 < 4", "a <3", "x > y", "< 20 %"])
def test_signs_of_comparison_are_no_html(text: str) -> None:
    assert Text(zh="字", en=text).en == text


def test_lines_fold_into_one_chinese_without_spaces() -> None:
    text = Text(zh="臺中\n市 政府，\n見 A 型", en="Taichung\nCity")
    assert text.zh == "臺中市政府，見 A 型"
    assert text.en == "Taichung City"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a *b* [c](term:d)", "a b c"),
        ("Q&A", "Q&A"),
        ("a < b & c", "a < b & c"),
        ("no marks", "no marks"),
        (r"5 \* 3", "5 * 3"),
        ("&lt;script&gt; *&quot;* &#60;", "&lt;script&gt; &quot; &#60;"),
    ],
)
def test_plain(text: str, words: str) -> None:
    assert plain(text) == words


class _Tags(HTMLParser):
    """Names and attributes of the tags, and whether every one is closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.balanced = True
        self.feed(html)
        self.close()
        self.balanced = self.balanced and not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.balanced = False


_MARKS = st.lists(
    st.sampled_from([*"*_`[]()\\&>!#=~|^a字 \n\"'", "**", "](term:a)", "](https://e.org)"])
    | st.sampled_from(["&amp;", "< ", "- ", "1. ", "    "]),
    max_size=12,
).map("".join)


@given(_MARKS.filter(lambda text: not re.search(r"\n\s*\n", text)))
def test_any_accepted_text_is_safe_and_whole(text: str) -> None:
    try:
        accepted = Text(zh="字", en=text or "x").en
    except ValidationError:
        assume(False)
        return
    tags = _Tags(str(inline(accepted, _resolve)))
    assert tags.names <= {"a", "em", "strong", "code", "br"}
    assert tags.attributes <= {"href", "rel", "title"}
    assert tags.balanced


@pytest.mark.parametrize(
    "text", ["one *a*\n\ntwo", "one\n\n- *two*", "*a*\n\n---", "[x]: https://example.org\n\n[x]"]
)
def test_two_paragraphs_in_one_text_break_no_page(text: str) -> None:
    """Refused, or made into something whole: the HTML stands within a paragraph."""
    try:
        accepted = Text(zh="字", en=text).en
    except ValidationError:
        return
    assert _Tags(str(inline(accepted, _resolve))).balanced
