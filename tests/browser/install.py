"""Finds a browser for the tests, or installs one; says clearly where neither works.

``python -m tests.browser.install`` is for Chromium: Playwright's own is tried first where
none is found, then Debian's package when run as root. Where Debian has it, Chromium's headless
shell comes too: the same engine without the browser's own windows, so that a fresh visitor
costs a third. ``… firefox`` is for a stock Firefox, which Playwright drives too; Debian's
package is its long-term one. Fonts for Chinese come along.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from tests.browser import apt

BrowserName = Literal["chromium", "firefox"]

PROGRAMS: dict[BrowserName, tuple[str, ...]] = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "firefox": ("firefox-esr", "firefox"),
}
SHELL = "chromium-headless-shell"
"""The program and Debian's package of it."""
PACKAGES: dict[BrowserName, str] = {"chromium": "chromium", "firefox": "firefox-esr"}


def find_browser(name: BrowserName = "chromium") -> str | None:
    """The path of a browser on this machine.

    Of Chromium the headless shell, else Playwright's own, else one of the system's.
    """
    if name == "chromium":
        if shell := shutil.which(SHELL):
            return shell
        with sync_playwright() as playwright:
            own = playwright.chromium.executable_path
        if Path(own).exists():
            return own
    return next((path for item in PROGRAMS[name] if (path := shutil.which(item))), None)


def main(name: BrowserName) -> int:
    if name == "chromium" and find_browser(name) is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find_browser(name) is None and apt.may_install():
        apt.install(PACKAGES[name], "fonts-noto-cjk")
    if (
        name == "chromium"
        and find_browser(name) == shutil.which(PACKAGES[name])
        and apt.may_install()
    ):
        # Older releases of Debian, and Ubuntu, do not have it: then Chromium itself will do.
        apt.install(SHELL, quiet=True)
    browser = find_browser(name)
    if browser is None:
        print(
            f"The browser tests need {name.capitalize()}, and none could be installed. Install it"
            f" by hand (for example: sudo apt install {PACKAGES[name]}) and run make again.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser for the tests: {browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main("firefox" if sys.argv[1:] == ["firefox"] else "chromium"))
