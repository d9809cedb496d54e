"""Addresses by hash: each says what it holds, and what other sites name stays."""

from __future__ import annotations

import base64
import json
import posixpath
import re
from hashlib import sha256, sha384
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.api.by_hash import FILE, FOLDER, KEPT
from generator.assets import assets
from generator.build import BuiltSite, build
from generator.pages.embed import snippets
from tests.conftest import DATA
from tests.tools.kept_scripts import place

URL = "https://example.org/"


@pytest.fixture(scope="module")
def site() -> BuiltSite:
    return build(DATA, URL)


def _listed(site: BuiltSite) -> dict[str, dict[str, str]]:
    files: dict[str, dict[str, str]] = json.loads(site.files[FILE])["files"]
    return files


def test_each_address_says_what_it_holds(site: BuiltSite) -> None:
    names = [name for name in site.files if name.startswith(f"{FOLDER}/")]
    assert len(names) >= 3
    for name in names:
        folder, _ = posixpath.split(name)
        assert posixpath.basename(folder) == sha256(site.files[name].encode()).hexdigest()


def test_the_list_tells_where_each_file_is_now(site: BuiltSite) -> None:
    schema: Any = json.loads(site.files["api/by-hash.schema.json"])
    assert list(Draft202012Validator(schema).iter_errors(json.loads(site.files[FILE]))) == []
    files = _listed(site)
    assert set(files) == {
        "assets/embed.js",
        "assets/calculator/engine.js",
        "api/schemes/virtual-production/rules.json",
    }
    for name, entry in files.items():
        stable = assets()[name] if name in assets() else site.files[name].encode()
        assert site.files[entry["address"]].encode() == stable
        digest = base64.b64encode(sha384(stable).digest()).decode()
        assert entry["integrity"] == f"sha384-{digest}"


def test_the_snippet_names_the_script_by_hash(site: BuiltSite) -> None:
    embed = _listed(site)["assets/embed.js"]
    frames = [one for one in snippets(site.catalogue, URL) if one.form == "frame"]
    assert len(frames) == 2
    for frame in frames:
        found = re.search(r'<script async src="(.+)"\s+integrity="(.+)" crossorigin>', frame.html)
        assert found is not None
        assert found.groups() == (URL + embed["address"], embed["integrity"])


def test_the_script_that_other_sites_name_is_kept_as_it_is_now() -> None:
    assert place().is_file(), "it has changed: python -m tests.tools.kept_scripts keeps it"


def test_what_is_kept_is_what_its_name_says(site: BuiltSite) -> None:
    for path in KEPT.glob("*/*"):
        assert sha256(path.read_bytes()).hexdigest() == path.name
        assert site.files[f"{FOLDER}/{path.name}/{path.parent.name}"].encode() == path.read_bytes()


def test_a_script_stands_alone(site: BuiltSite) -> None:
    for name, entry in _listed(site).items():
        if Path(name).suffix == ".js":
            assert not re.search(r"\bimport\b\s*[({\"']", site.files[entry["address"]])
