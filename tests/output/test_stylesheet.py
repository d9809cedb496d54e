"""The one style sheet: what no page can use is gone, everything else is as it was."""

from __future__ import annotations

from pathlib import Path

import minify
import pytest

from generator.output.stylesheet import combine, names, purge


def _purged(css: str, used: set[str], read: set[str] | None = None) -> str:
    text: str = minify.string("text/css", purge(css, used, read or set()))
    return text


@pytest.mark.parametrize(
    ("css", "kept"),
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
def test_a_rule_stays_where_something_can_match(css: str, kept: str) -> None:
    assert _purged(css, {"a", "dir=ltr"}) == kept


def test_a_custom_property_stays_where_something_reads_it() -> None:
    css = ".a{--x:1;--y:var(--x);--z:url('data:;,{}');top:var(--y)}"
    assert _purged(css, {"a"}) == ".a{--x:1;--y:var(--x);top:var(--y)}"
    assert "--z" in _purged(css, {"a"}, {"--z"})
    assert _purged(".a{--x:1;--y:var(--x)}", {"a"}) in ("", ".a{}"), "read by nothing but one read"


def test_names_are_classes_and_attributes() -> None:
    page = '<body dir="ltr" data-md-color-scheme="slate"><p class="a b">'
    assert names([page]) == {"a", "b", "dir=ltr", "data-md-color-scheme=slate"}


def test_the_sheets_of_a_site_become_one(tmp_path: Path) -> None:
    for name, text in {
        "index.html": '<p class="page">',
        "assets/javascripts/bundle.js": 'add("added")',
        "assets/stylesheets/main.1234.min.css": ".page{top:0}.added{top:1px}.gone{top:2px}",
        "assets/stylesheets/palette.5678.min.css": ".page{left:0}",
        "assets/site.css": ".own{--a:1}",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    combine(tmp_path)
    sheet = (tmp_path / "assets" / "site.css").read_text("utf-8")
    assert sheet == ".page{top:0}.added{top:1px}.page{left:0}.own{--a:1}"
    assert not (tmp_path / "assets" / "stylesheets").exists()
