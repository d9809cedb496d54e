"""The one style sheet: what no page can use is gone, everything else is as it was."""

from __future__ import annotations

import pytest

from generator.assets.minified import style
from generator.output.document import Document
from generator.output.finished_pages import FinishedPages
from generator.output.stylesheet import Used, combine, purge


def _purged(css: str, used: set[str], read: set[str] | None = None) -> str:
    return style(purge(css, Used(used, ("dir",)), read or set())).decode().rstrip()


@pytest.mark.parametrize(
    ("css", "remaining"),
    [
        (".a{top:0}", ".a{top:0}"),
        (".b{top:0}", ""),
        (".a .b,.a p{top:0}", ".a p{top:0}"),
        (".a.b{top:0}", ""),
        ("p{top:0}", "p{top:0}"),
        (".a:not(.b){top:0}", ".a:not(.b){top:0}"),
        ("[dir=ltr] .a{top:0}[dir=rtl] .a{top:0}", "[dir=ltr] .a{top:0}"),
        ("[open] .a,[hidden]{top:0}", "[open] .a,[hidden]{top:0}"),
        ("@media print{.a{top:0}.b{top:0}}", "@media print{.a{top:0}}"),
        ("@media print{.b{top:0}}", ""),
        ("@media screen{@media print{.a,.b{top:0}}}", "@media screen{@media print{.a{top:0}}}"),
        ("@font-face{font-family:b}", "@font-face{font-family:b}"),
        ("@keyframes b{0%{top:0}}", "@keyframes b{0%{top:0}}"),
        ('.a{content:"} .b{"}', '.a{content:"} .b{"}'),
    ],
)
def test_a_rule_stays_where_something_can_match(css: str, remaining: str) -> None:
    assert _purged(css, {"a", "dir=ltr"}) == remaining


def test_a_custom_property_stays_where_something_reads_it() -> None:
    css = ".a{--x:1;--y:var(--x);--z:url('data:;,{}');top:var(--y)}"
    assert _purged(css, {"a"}) == ".a{--x:1;--y:var(--x);top:var(--y)}"
    assert "--z" in _purged(css, {"a"}, {"--z"})
    assert _purged(".a{--x:1;--y:var(--x)}", {"a"}) in ("", ".a{}"), "read by nothing but one read"


def test_names_are_classes_and_attributes() -> None:
    pages = FinishedPages(attributes=("dir", "data-md-color-"))
    pages.add(Document("index.html", '<body dir="ltr" data-md-color-scheme="a"><p class="a\nb">'))
    pages.add(Document("a.html", '<html lang="en"><svg class="c"></svg>'))
    used = pages.used("added")
    assert used.names == {"a", "b", "c", "added", "dir=ltr", "data-md-color-scheme=a"}


def test_the_sheets_of_a_site_become_one() -> None:
    theme = ".page{top:0}.added{top:1px}.gone{top:2px}[dir=rtl] .page{top:3px}.page{left:0}"
    used = Used({"page", "dir=ltr"}, ("dir",))
    sheet = combine(theme, ".own{--a:1}", ['add("added")'], used)
    assert sheet == ".page{top:0}.added{top:1px}.page{left:0}.own{--a:1}"
