"""The workflow for GitHub Pages calls what is there, in an order that publishes sound sites."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

Step = dict[str, Any]


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    text = (ROOT / ".github/workflows/pages.yml").read_text("utf-8")
    # BaseLoader: "on" is a word here, no truth value.
    parsed: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return parsed


@pytest.fixture(scope="module")
def build(workflow: dict[str, Any]) -> list[Step]:
    steps: list[Step] = workflow["jobs"]["build"]["steps"]
    return steps


def _at(steps: list[Step], key: str, word: str) -> int:
    (found,) = (n for n, step in enumerate(steps) if word in step.get(key, ""))
    return found


def test_every_make_target_exists(build: list[Step]) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    called = [step["run"].removeprefix("make ") for step in build if "run" in step]
    assert called == ["check", "quick", "site"]
    assert set(called) <= targets


def test_actions_are_pinned_by_their_major_version(workflow: dict[str, Any]) -> None:
    used = [s["uses"] for job in workflow["jobs"].values() for s in job["steps"] if "uses" in s]
    assert len(used) == 5
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in used), used


def test_what_is_uploaded_is_what_is_built_and_was_checked_before(build: list[Step]) -> None:
    upload = build[_at(build, "uses", "upload-pages-artifact")]
    # MkDocs' own tags, such as !ENV, are no part of the line that is read here.
    site = re.search(r"(?m)^site_dir: (.+)$", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert site is not None
    assert upload["with"]["path"] == site[1]
    order = [_at(build, "run", "make check"), _at(build, "run", "make quick")]
    order += [_at(build, "run", "make site"), build.index(upload)]
    assert order == sorted(order)


def test_the_site_knows_its_address(build: list[Step]) -> None:
    address = build[_at(build, "run", "make site")]["env"]["SITE_URL"]
    pages = build[_at(build, "uses", "configure-pages")]
    assert f"steps.{pages['id']}.outputs.base_url" in address
    assert address.endswith("/")


def test_only_the_deployment_may_publish_and_never_a_pull_request(
    workflow: dict[str, Any],
) -> None:
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert workflow["permissions"] == {"contents": "read"}
    assert "write" not in build["permissions"].values()
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["needs"] == "build"
    assert deploy["if"] == "github.event_name != 'pull_request'"
    assert workflow["on"]["push"] == {"branches": ["main"]}
