"""Measures what it takes a producer to get the answer, by keyboard, from the home page on.

A short film of 12 minutes, 35 % of it made in the virtual studio, that costs NT$6.2 million, and an
applicant who meets all else; in both languages, on a phone and on a desktop. Every press counts,
and the text of every step as it is rendered. ``--site`` names a site that was built before,
also an older one: what it does not have is left open in the table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import SCHEME, serving
from tests.browser.kinds import LANGS, ROOTS, Lang
from tests.browser.launch import chromium
from tests.browser.person import Journey, Person, producer

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((390, 844), (1440, 900))
MOST_FIRST, MOST_ALL = 25, 110
"""Presses up to the first amount, and up to the whole result."""
MOST_BYTES = 25_600
"""Gzipped, of what the component loads first, in another page or in a frame."""
FRAME = {SCHEME, "frame.js"}
"""The page in the frame and its own script, which an embedded element does without."""
MOST_SHIFT = 0.02

WATCH = """{
  let begun = false;
  addEventListener("keydown", () => { begun = true; }, { once: true, capture: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput: pressed } of list.getEntries())
      shifted(pressed ? "pressed" : begun ? "answering" : "loading", value);
  }).observe({ type: "layout-shift", buffered: true });
}"""
SHEET = """() => {
  dispatchEvent(new Event("beforeprint"));
  const sheet = document.querySelector("subsidy-calculator").shadowRoot.querySelector(".sheet");
  return sheet ? sheet.getBoundingClientRect().height : null;
}"""
MM = 96 / 25.4
"""Pixels of a millimetre."""
WIDTH, HEIGHT = 180 * MM, 267 * MM
"""Of a sheet of A4 within margins of 15 mm."""


@dataclass(frozen=True)
class Measured:
    journey: Journey
    shifts: dict[str, float]
    """Of the layout: in all while a page loads and while it is answered, and the largest of
    those that come right after a press, which are no surprise."""
    pages: int
    """Of the printed result."""
    sheet: int | None
    """Pages of its first sheet."""

    @property
    def good(self) -> bool:
        first, every = self.journey.first_amount, self.journey.verdict
        return (
            first is not None
            and every is not None
            and first <= MOST_FIRST
            and every <= MOST_ALL
            and self.shifts["answering"] <= MOST_SHIFT
            and self.sheet in (None, 1)
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    site = parser.parse_args().site
    with tempfile.TemporaryDirectory() as folder:
        return _compare(site or built(Path(folder)))


def built(folder: Path) -> Path:
    """The site, built into a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


def _compare(site: Path) -> int:
    scheme = json.loads((site / f"api/schemes/{SCHEME}.json").read_text("utf-8"))
    good = True
    print(
        f"{'':9}{'amount':>8}{'there':>7}{'result':>8}{'asked':>7}{'read':>7}{'report':>8}"
        f"{'load':>8}{'shift':>8}{'jump':>8}{'pages':>7}{'sheet':>7}"
    )
    with serving(site) as address, chromium() as browser:
        for lang in LANGS:
            for width, height in SIZES:
                page = browser.new_page(viewport={"width": width, "height": height})
                measured = _measure(page, address + ROOTS[lang], producer(scheme))
                good &= measured.good
                print(f"{lang} {width:5} {_row(measured, lang)}", flush=True)
                page.close()
        for lang in LANGS:
            sizes = _frame(browser, f"{address}{ROOTS[lang]}embed/{SCHEME}/")
            element = {name: size for name, size in sizes.items() if name not in FRAME}
            good &= sum(element.values()) <= MOST_BYTES
            for form, loads in (("element", element), ("frame", sizes)):
                names = ", ".join(f"{name} {size:,}" for name, size in loads.items())
                total = sum(loads.values())
                print(f"{form} {lang}: {total:,} B in {len(loads)} requests ({names})")
    print(
        "amount, result: presses up to them; there: whether the amount came on the home page;\n"
        "asked: questions; read, report: characters (zh) or words (en) up to the result, and of"
        " it;\nload, shift, jump: of the layout, while a page loads, while it is answered, and the"
        " largest right\nafter a press;\n"
        "pages, sheet: of the printed result and of its first sheet.\n"
        f"wanted at most {MOST_FIRST} and {MOST_ALL} presses, a shift of {MOST_SHIFT}, a sheet of"
        f" one page, and {MOST_BYTES:,} B for an element"
    )
    return 0 if good else 1


def _measure(page: Page, url: str, facts: dict[str, object]) -> Measured:
    shifts = {"loading": 0.0, "answering": 0.0, "pressed": 0.0}

    def shifted(when: str, value: float) -> None:
        shifts[when] = max(shifts[when], value) if when == "pressed" else shifts[when] + value

    page.expose_function("shifted", shifted)
    page.add_init_script(WATCH)
    page.goto(url)
    journey = Person(page, facts).go()
    page.wait_for_load_state("networkidle")
    pages, sheet = _printed(page)
    return Measured(journey, shifts, pages, sheet)


def _printed(page: Page) -> tuple[int, int | None]:
    """Pages of the result, and of its first sheet if there is one."""
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "15mm")
    document = pdfium.PdfDocument(page.pdf(format="A4", margin=margins))  # type: ignore[arg-type]
    pages = len(document)
    document.close()
    page.set_viewport_size({"width": round(WIDTH), "height": round(HEIGHT)})
    page.emulate_media(media="print")
    height = page.evaluate(SHEET)
    return pages, math.ceil(height / HEIGHT) if height else None


def _frame(browser: Browser, url: str) -> dict[str, int]:
    """What a frame loads first: each file's name and its size, gzipped."""
    page = browser.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.set_content(f'<iframe src="{url}"></iframe>')
    page.frame_locator("iframe").locator("subsidy-calculator form").wait_for()
    page.wait_for_load_state("networkidle")
    sizes = {
        answer.url.rstrip("/").rpartition("/")[2]: len(gzip.compress(answer.body(), 9))
        for answer in answers
    }
    page.close()
    return sizes


def _row(measured: Measured, lang: Lang) -> str:
    journey = measured.journey
    cells = (
        f"{journey.first_amount or '–':>7}",
        f"{'yes' if journey.without_leaving else 'no':>7}",
        f"{journey.verdict or '–':>8}",
        f"{len(journey.asked):7}",
        f"{_length(' '.join(journey.read), lang):7,}",
        f"{_length(journey.report, lang):8,}",
        *(f"{shift:8.3f}" for shift in measured.shifts.values()),
        f"{measured.pages:7}",
        f"{measured.sheet or '–':>7}",
    )
    return "".join(cells)


def _length(text: str, lang: Lang) -> int:
    return len(text.split()) if lang == "en" else len("".join(text.split()))


if __name__ == "__main__":
    sys.exit(main())
