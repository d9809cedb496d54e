"""Hashes of inline scripts, by the examples of the specification, and their nginx include."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from generator.output.csp import sources
from generator.output.document import Document
from generator.output.finished_pages import FinishedPages


def _source(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_the_example_of_the_specification() -> None:
    """Content Security Policy Level 3, section 8.3, gives the hash of this script."""
    page = Document("index.html", "<script>alert('Hello, world.');</script>")
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert sources(page.inline_scripts) == [expected]


def test_every_inline_script_of_every_page_once() -> None:
    pages = FinishedPages()
    pages.add(
        Document(
            "index.html",
            '<script>one()</script><script type="module">\n two("中文")\n</script>'
            "<SCRIPT>one()</SCRIPT><script></script>"
            '<script src="a.js"></script><script type="application/json">{"a": 1}</script>',
        )
    )
    pages.add(Document("deep/index.html", "<script>one()</script><script>3</script>"))
    expected = sorted(map(_source, ["one()", '\n two("中文")\n', "3"]))
    assert pages.nginx_include().splitlines()[1] == (
        f'map "" $inline_scripts {{ default "{" ".join(expected)}"; }}'
    )
