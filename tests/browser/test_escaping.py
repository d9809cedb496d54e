"""Words of the data that would be scripts do not run, on a server without any header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.conftest import Run
from tests.tools.hostile import HOSTILE, put_before_every_text

PAGES = (
    "",
    "en/",
    "no/such/page",
    "people/",
    "en/glossary/",
    "schemes/grant/",
    "schemes/grant/rules/",
    "en/schemes/grant/calculator/",
    "embed/grant/",
    "policies/halls/",
    f"en/search/?q={quote('script')}",
)


@pytest.fixture
def hostile_address(small_project: Path, run: Run) -> Iterator[str]:
    put_before_every_text(small_project / "data")
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert done.returncode == 0, done.stderr
    with serving(small_project / "site") as address:
        yield address


def test_nothing_that_is_typed_runs(hostile_address: str, browser: Browser) -> None:
    context = browser.new_context()
    for path in PAGES:
        page = context.new_page()
        page.goto(hostile_address + path, wait_until="networkidle")
        assert page.url == hostile_address + path
        assert page.evaluate("typeof ran") == "undefined", path
        assert HOSTILE.split()[0] in page.title() or path == "no/such/page"
        assert page.locator("[onfocus], [onerror], [http-equiv]").count() == 0, path
        page.close()
    context.close()
