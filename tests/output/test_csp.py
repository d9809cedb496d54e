"""Which scripts a page may hold: their hashes, by the specification's example, and the check."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest

from generator.output.csp import findings, nginx_include, sources
from generator.output.document import Document
from tests.conftest import Run

SITE = "https://screen-policy.example/"


def _source(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_the_example_of_the_specification() -> None:
    """Content Security Policy Level 3, section 8.3, gives the hash of this script."""
    page = Document("index.html", "<script>alert('Hello, world.');</script>")
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert sources(page.inline_scripts) == [expected]


def test_every_inline_script_once() -> None:
    page = Document(
        "index.html",
        '<script>one()</script><script type="module">\n two("中文")\n</script>'
        "<SCRIPT>one()</SCRIPT><script></script><script/x>3</script>"
        '<script src="a.js"></script><script type="application/json">{"a": 1}</script>',
    )
    assert page.inline_scripts == ["one()", '\n two("中文")\n', "one()", "3"]
    expected = sorted(map(_source, set(page.inline_scripts)))
    assert nginx_include(page.inline_scripts).splitlines()[1] == (
        f'map "" $inline_scripts {{ default "{" ".join(expected)}"; }}'
    )


def _found(html: str) -> list[str]:
    """What the check finds in a page, by the names of its phrases."""
    page = Document("index.html", f"<!doctype html><p>1 < 2</p>{html}<p>end</p>")
    return [finding.problem for finding in findings(page, {"known()"}, SITE)]


@pytest.mark.parametrize(
    ("problem", "html"),
    [
        ("unknown_script", "<script>z()</script>"),
        ("unknown_script", "<SCRIPT\n>known() </SCRIPT>"),
        ("unknown_script", "<script src=a.js>z()</script>"),
        ("unknown_script", "<svg><script type=x>z()</script></svg>"),
        ("unknown_script", "<script>z()"),
        ("script_attribute", "<img src=x.png onerror=z()>"),
        ("script_attribute", "<img src=x.png /onerror=z()>"),
        ("script_attribute", '<b title="a>b"ONCLICK="z()">'),
        ("script_attribute", "<b title='<' onclick=z()>"),
        ("script_attribute", '<b title=\u3000" onclick=z() y="><p id="end">'),
        ("script_attribute", "<svg/onload=z()>"),
        ("script_attribute", "<!-- <b title='-->  <b onclick=z()>"),
        ("script_attribute", '<iframe srcdoc="&lt;script&gt;">'),
        ("script_address", '<a href="javascript:z()">'),
        ("script_address", '<a href=" \x01JAVA&#10;SCRIPT&colon;z()">'),
        ("script_address", "<form action=vbscript:z()>"),
        ("script_address", '<svg><a xlink:href="javascript:z()"></a></svg>'),
        ("foreign_source", '<img src="https://evil.example/x.png">'),
        ("foreign_source", "<iframe src=//evil.example></iframe>"),
        ("foreign_source", '<script src="/\\evil.example/x.js"></script>'),
        ("foreign_source", f'<script data-src="{SITE[:-1]}.evil/x.js"></script>'),
        ("foreign_source", '<img srcset="a.png 1x, https://evil.example/b.png 2x">'),
        ("foreign_source", '<link rel="alternate stylesheet" href="https://evil.example/x.css">'),
        ("foreign_source", '<svg><image href="https://evil.example/x.png"/></svg>'),
        ("foreign_source", '<object data="data:text/html,x"></object>'),
        ("page_leads_away", '<meta content="0;url=https://evil.example" http-equiv=refresh>'),
        ("page_leads_away", '<meta http-equiv="refresh" content="0; url=//evil.example/">'),
        ("page_leads_away", '<meta http-equiv="refresh" content="0; url=../\\evil.example">'),
        ("page_leads_away", '<meta http-equiv="refresh" content="0; url=javascript:z()">'),
        ("page_leads_away", '<meta http-equiv="set-cookie" content="0; url=../">'),
        ("page_leads_away", "<base href=https://evil.example/>"),
    ],
)
def test_what_no_page_may_hold(problem: str, html: str) -> None:
    assert problem in _found(html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>known()</script>",
        '<script type="application/ld+json">{"a": "onclick="}</script>',
        '<a href="https://example.org/" rel="noopener">https://example.org/</a>',
        f'<img src="{SITE}x.png"><img src="../x.png"><img src="data:image/png;base64,AA">',
        '<link rel="canonical" href="https://example.org/"><base target="_blank">',
        '<p title="javascript: what it is" content="on=1">the onclick=z() of javascript:</p>',
        '<noscript><meta http-equiv="refresh" content="0; url=../../new-name/"></noscript>',
        "<code>&lt;script&gt;z()&lt;/script&gt;</code>",
    ],
)
def test_what_a_page_may_hold(html: str) -> None:
    assert _found(html) == []


def test_a_page_of_docs_with_a_script_is_not_published(small_project: Path, run: Run) -> None:
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert done.returncode == 0, done.stderr
    before = {path: path.read_bytes() for path in (small_project / "site").rglob("*.*")}
    with (small_project / "docs/en/about.md").open("a", encoding="utf-8") as page:
        page.write("\n<script>z()</script>\n\n[x](javascript:z())\n")
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for problem in (
        "script that is none of this site’s: z()",
        "address that runs a script: <a href",
    ):
        assert "en/about/index.html (docs/en/about.md): " in done.stderr
        assert problem in done.stderr
    assert before == {path: path.read_bytes() for path in (small_project / "site").rglob("*.*")}
