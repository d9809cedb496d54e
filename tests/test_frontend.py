"""The front end's types are those of the data that the site publishes."""

from __future__ import annotations

from generator.assets import FOLDER
from tests.conftest import ROOT
from tests.tools.published_types import DECLARATIONS, declarations

WIDEST = 100
"""Characters of a line; biome breaks code, and leaves comments and strings to their authors."""


def test_the_types_are_made_from_the_published_schema() -> None:
    mend = "the published shapes have changed: run `npm run types`"
    assert DECLARATIONS.read_text("utf-8") == declarations(), mend


def test_no_line_of_a_script_or_style_sheet_is_wide() -> None:
    folders = (FOLDER, ROOT / "tests/javascript", ROOT / "frontend", ROOT / "bench/engine")
    sources = [
        path
        for folder in folders
        for path in folder.rglob("*.*s")
        if "node_modules" not in path.parts and path != DECLARATIONS
    ]
    assert {path.suffix for path in sources} == {".js", ".mjs", ".ts", ".css"}
    wide = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ]
    assert wide == []
