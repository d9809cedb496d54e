"""A Chromium of one's own, for what measures or draws beside the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.browser.install import find_browser


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """The browser that the tests use, with further ``arguments``; closed at the end."""
    # Asked for first: two of Playwright's loops do not go together.
    path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", *arguments]
        )
        yield browser
        browser.close()
