"""The library for QR codes: as it was installed, under its licence, of the version named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.assets import LIBRARY, assets
from generator.assets.library import FILE, MODULES, NAME, script
from tests.conftest import ROOT


def test_the_library_is_published_as_installed_under_its_licence() -> None:
    published = assets()[f"assets/{LIBRARY}"].decode()
    assert published.endswith((MODULES / NAME / FILE).read_text("utf-8"))
    notice = published.partition("*/")[0]
    assert "MIT License" in notice
    assert "Copyright (c)" in notice


def test_what_is_installed_is_what_the_project_names() -> None:
    named = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    installed = json.loads((MODULES / NAME / "package.json").read_text("utf-8"))
    assert named == {NAME: installed["version"]}
    assert "dependencies" not in installed


def test_where_it_is_missing_the_build_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"python -m generator\.assets\.library"):
        script(tmp_path)
