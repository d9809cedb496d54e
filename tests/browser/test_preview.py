"""The live preview: what was saved is shown, a mistake above it, and the server goes on."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.preview import previewing
from tests.conftest import edit

HALLS = "data/policies/halls.yml"


@pytest.fixture
def project(small_project: Path) -> Path:
    return small_project


@pytest.fixture
def server(project: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with previewing(project) as served:
        yield served


@pytest.fixture
def shown(
    browsers: Callable[[str], Browser], server: tuple[str, subprocess.Popen[bytes]]
) -> Iterator[Page]:
    """The policy's page in English, open while the data is edited."""
    page = browsers("light").new_page()
    page.goto(f"{server[0]}en/policies/halls/")
    yield page
    page.close()


def test_what_is_saved_is_shown_without_a_hand(project: Path, shown: Page) -> None:
    title = shown.locator("h1").inner_text()
    edit(project / HALLS, title, "Halls newly named")
    expect(shown.locator("h1")).to_have_text("Halls newly named")
    shown.goto(shown.url.replace("policies/halls/", "policies/"))
    expect(shown.locator("article")).to_contain_text("Halls newly named")


def test_a_mistake_is_told_on_the_page_until_it_is_mended(
    project: Path, server: tuple[str, subprocess.Popen[bytes]], shown: Page
) -> None:
    title = shown.locator("h1").inner_text()
    panel = shown.locator("body > [role=alert]")
    expect(panel).to_have_count(0)
    edit(project / HALLS, "summary:", "sumary:")
    expect(panel).to_contain_text("E103")
    expect(panel).to_contain_text(f"{HALLS}:")
    expect(panel).to_contain_text("sumary")
    expect(shown.locator("h1")).to_have_text(title)
    shown.goto(server[0])  # every page tells it
    expect(panel).to_contain_text("sumary")
    shown.go_back()
    edit(project / HALLS, "sumary:", "summary:")
    expect(panel).to_have_count(0)
    expect(shown.locator("h1")).to_have_text(title)


def test_nothing_that_is_saved_ends_the_server(
    project: Path, server: tuple[str, subprocess.Popen[bytes]], shown: Page
) -> None:
    file = project / HALLS
    good = file.read_bytes()
    panel = shown.locator("body > [role=alert]")
    for bad in (b"\xff\xfe", b"", b"<script>alert(1)</script>", b"title: [" * 2000, None):
        if bad is None:
            file.unlink()
        else:
            file.write_bytes(bad)
        expect(panel).to_contain_text("data/")
        assert panel.locator("script").count() == 0
        file.write_bytes(good)
        expect(panel).to_have_count(0)
    configuration = project / "mkdocs.yml"
    sound = configuration.read_text("utf-8")
    configuration.write_text("plugins: [", "utf-8")
    expect(panel).to_have_count(1)
    configuration.write_text(sound, "utf-8")
    expect(panel).to_have_count(0)
    assert server[1].poll() is None
