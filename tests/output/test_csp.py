"""Hashes of inline scripts, by the examples of the specification, and their nginx include."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

from generator.output.csp import inline_scripts, nginx_include


def _source(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_the_example_of_the_specification(tmp_path: Path) -> None:
    """Content Security Policy Level 3, section 8.3, gives the hash of this script."""
    (tmp_path / "index.html").write_text("<script>alert('Hello, world.');</script>", "utf-8")
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert inline_scripts(tmp_path) == [expected]


def test_every_inline_script_of_every_page_once(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text(
        '<script>one()</script><script type="module">\n two("中文")\n</script>'
        "<SCRIPT>one()</SCRIPT>"
        '<script src="a.js"></script><script type="application/json">{"a": 1}</script>',
        "utf-8",
    )
    (tmp_path / "deep/index.html").write_text("<script>one()</script><script>3</script>", "utf-8")
    (tmp_path / "other.txt").write_text("<script>four()</script>", "utf-8")
    assert inline_scripts(tmp_path) == sorted(map(_source, ["one()", '\n two("中文")\n', "3"]))
    assert nginx_include(tmp_path).splitlines()[1] == (
        f'map "" $inline_scripts {{ default "{" ".join(inline_scripts(tmp_path))}"; }}'
    )
