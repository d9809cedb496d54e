"""Times the desk and the command with 10,000 applications, each the worked examples over and over.

Prints for each form of file the time from its choice to the totals, by the clock, and the longest
time for which the page's own thread answered nothing; then the processor's time of the command.
``--site`` names a site that was built before.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, FilePayload

from bench.journey import built
from tests.browser.applications import WATCH, csv_of, examples_as_rows, xlsx_of
from tests.browser.conftest import SCHEME, serving
from tests.browser.launch import chromium

ROOT = Path(__file__).resolve().parent.parent
COUNT = 10_000
MOST = 2.0
"""Seconds from the choice of a file to the totals."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    site = parser.parse_args().site
    with tempfile.TemporaryDirectory() as folder:
        return _measure(site or built(Path(folder) / "site"), Path(folder))


def _measure(site: Path, folder: Path) -> int:
    scheme = json.loads((site / f"api/schemes/{SCHEME}.json").read_text("utf-8"))
    rows, _ = examples_as_rows(scheme)
    many = [[f"B-{n}", *rows[1 + n % (len(rows) - 1)][1:]] for n in range(COUNT)]
    files = {"csv": csv_of([rows[0], *many]), "xlsx": xlsx_of([rows[0], *many])}
    times = []
    with serving(site) as address, chromium() as browser:
        for form, content in files.items():
            took, longest = _desk(browser, f"{address}schemes/{SCHEME}/screening/", form, content)
            times.append(took)
            size = f"{len(content):,} B"
            print(f"desk {form:5}{took:6.2f} s, the page waits {longest:4.0f} ms at most ({size})")
    print(f"command csv {_command(folder, files):6.1f} s of processor time")
    print(f"{COUNT:,} applications; wanted on the desk at most {MOST} s")
    return 0 if max(times) <= MOST else 1


def _desk(browser: Browser, url: str, form: str, content: bytes) -> tuple[float, float]:
    page = browser.new_page()
    page.goto(url)
    desk = page.locator(".desk")
    desk.locator("input[type=file]").wait_for()
    page.evaluate(WATCH)
    file = FilePayload(name=f"many.{form}", mimeType="application/octet-stream", buffer=content)
    desk.locator("input[type=file]").set_input_files(file)
    page.wait_for_function("document.querySelector('.desk').dataset.took")
    took, longest = page.evaluate("[document.querySelector('.desk').dataset.took, window.longest]")
    page.close()
    return int(took) / 1000, longest


def _command(folder: Path, files: Mapping[str, bytes]) -> float:
    (folder / "many.csv").write_bytes(files["csv"])
    command = [sys.executable, "-m", "generator", "screen", SCHEME, str(folder / "many.csv")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [*command, "--out", str(folder / "out.csv")], cwd=ROOT, check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime


if __name__ == "__main__":
    sys.exit(main())
