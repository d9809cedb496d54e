"""The browser's libraries: as they were installed, under their licences, of the versions named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.assets import LIBRARIES, assets
from generator.assets.library import FILES, MODULES, script
from tests.conftest import ROOT


@pytest.mark.parametrize(("script_name", "name"), LIBRARIES.items())
def test_a_library_is_published_as_installed_under_its_licence(script_name: str, name: str) -> None:
    published = assets()[f"assets/{script_name}"].decode()
    assert (MODULES / name / FILES[name]).read_text("utf-8") in published
    notice = published.partition("*/")[0]
    assert "MIT License" in notice
    assert "Copyright (c)" in notice


def test_what_is_installed_is_what_the_project_names() -> None:
    named = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    installed = {
        name: json.loads((MODULES / name / "package.json").read_text("utf-8"))["version"]
        for name in FILES
    }
    assert named == installed


@pytest.mark.parametrize("name", FILES)
def test_where_one_is_missing_its_user_is_told_how_to_get_it(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"python -m generator\.assets"):
        script(name, tmp_path)
