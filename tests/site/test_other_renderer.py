"""The pages can be rendered by another program than MkDocs, with every link and the search."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import DATA, ROOT, Run


def test_another_renderer_makes_the_site(tmp_path: Path, run: Run) -> None:
    program = "tests.tools.other_renderer"
    done = run(program, DATA, ROOT / "docs", tmp_path, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "en/schemes/virtual-production/rules/index.html").read_text("utf-8")
    assert '<html lang="en">' in html
    assert '<h2 id="1">' in html
    assert '<script type="module" src="../../../../assets/rules.js">' in html
    assert '<span lang="zh-Hant">' in html
    index = json.loads((tmp_path / "assets/search/index.json").read_text("utf-8"))
    assert len(index["postings"]) > 3
    assert (tmp_path / "api/index.json").is_file()
