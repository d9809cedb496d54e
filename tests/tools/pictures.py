"""Draws the pictures of the editing guide: ``make pictures``.

Each shows what the guide's own steps lead to. They are taken in a copy of the project, by the
blocks that the tests run, so that a change of the site or of the guide is drawn anew by one
command. They are WebP, written by the browser itself, and their sizes are put into the pages.
"""

from __future__ import annotations

import base64
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.conftest import serving
from tests.browser.install import find_browser
from tests.conftest import DATA, make_project
from tests.tools.guides import FOLDERS, LANGS, Project, sections

FOLDER = FOLDERS["zh"] / "guide/pictures"
ROOTS = {"zh": "", "en": "en/"}
WIDTH, HEIGHT, SCALE, QUALITY = 720, 380, 1.5, 0.8
"""The widest and highest picture in CSS pixels, pixels to each of them, and WebP's quality."""

STEPS = {
    "version": None,
    # Without the last, the new number: the version of the task before has it already.
    "ceiling": 4,
    # The first alone: the English is still that of the old Chinese.
    "translation": 1,
    **dict.fromkeys(("stop", "person", "clause", "note", "policy-link", "review")),
}
"""The tasks whose result is a page, in this order, and how many of their blocks are followed."""

_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; width: {width}px }}
pre {{ margin: 0; padding: 14px 16px; background: #1d2126; color: #e8e8e4; white-space: pre-wrap;
  overflow-wrap: anywhere; font: 13px/1.5 "Noto Sans Mono CJK TC", "Noto Sans Mono", monospace }}
b {{ color: #8cc8f0; font-weight: 400 }}
</style><pre>{lines}</pre>"""


def _project(folder: Path, lang: str) -> Project:
    folder.mkdir()
    shutil.copytree(DATA, folder / "data")
    make_project(folder / "data")
    return Project(folder, lang)


def _follow(project: Project, name: str, most: int | None = None) -> list[tuple[str, str]]:
    """Takes the first steps of a section; the commands, each with what was said."""
    page = FOLDERS[project.lang] / "guide/tasks.md"
    (section,) = (item for item in sections(page) if item.id == name)
    words = []
    for block in section.blocks[:most]:
        if block.lang in ("yaml", "diff"):
            project.apply(block)
        elif block.lang == "sh":
            words.append((block.text, project.type(block.text).stdout))
    return words


def _save(page: Page, png: bytes, name: str, lang: str) -> None:
    """Writes a picture as WebP, and its size beside it in the guide."""
    address: str = page.evaluate(
        """async ([png, quality]) => {
          const image = new Image();
          image.src = "data:image/png;base64," + png;
          await image.decode();
          const canvas = document.createElement("canvas");
          canvas.width = image.width;
          canvas.height = image.height;
          canvas.getContext("2d").drawImage(image, 0, 0);
          return [canvas.toDataURL("image/webp", quality), image.width, image.height].join(" ");
        }""",
        [base64.b64encode(png).decode(), QUALITY],
    )
    data, width, height = address.split()
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{name}.{lang}.webp"
    file.write_bytes(base64.b64decode(data.split(",")[1]))
    size = f"width={round(int(width) / SCALE)} height={round(int(height) / SCALE)}"
    shown = 0
    for guide in (FOLDERS[lang] / "guide").glob("*.md"):
        text, found = re.subn(
            rf"(pictures/{file.name}\)\{{) width=\d+ height=\d+",
            rf"\1 {size}",
            guide.read_text("utf-8"),
        )
        if found:
            guide.write_text(text, "utf-8")
        shown += found
    assert shown == 1, f"the guide shows {file.name} {shown} times"
    print(f"{file.name}: {file.stat().st_size} bytes, {size}")


def _terminal(page: Page, words: list[tuple[str, str]], name: str, lang: str) -> None:
    lines = "\n".join(
        f"<b>{escape(_prompted(command))}</b>\n{escape(_unmade(output))}"
        for command, output in words
    )
    page.set_content(_TERMINAL.format(width=WIDTH, lines=lines))
    _save(page, page.locator("pre").screenshot(), name, lang)


def _prompted(commands: str) -> str:
    return "\n".join(f"$ {line}" for line in commands.strip().splitlines())


def _unmade(output: str) -> str:
    """What the program says, without the lines of make about itself."""
    lines = output.strip().splitlines()
    return "\n".join(line for line in lines if not line.startswith((".venv/", "make")))


def _clip(page: Page, shown: Locator, above: int, height: int) -> bytes:
    """A part of the page as wide as it is, from so many pixels above an element."""
    shown.evaluate(
        "(element, above) => scrollTo(0, element.getBoundingClientRect().top + scrollY - above)",
        above,
    )
    box = shown.bounding_box()
    assert box is not None
    y = max(box["y"] - above, 0)
    return page.screenshot(clip={"x": 0, "y": y, "width": WIDTH, "height": height})


def _page(browser: Browser, address: str, day: str = "2026-11-21") -> Page:
    page = browser.new_page(
        viewport={"width": WIDTH, "height": 2 * HEIGHT},
        device_scale_factor=SCALE,
        color_scheme="light",
    )
    page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.add_style_tag(content=".md-header, .md-tabs { display: none !important }")
    return page


def _of_pages(browser: Browser, folder: Path) -> None:
    """The pages that the tasks lead to, from one build of all of them."""
    project = _project(folder, "zh")
    for name, most in STEPS.items():
        _follow(project, name, most)
    done = project.type(".venv/bin/python -m mkdocs build --quiet")
    if done.returncode:
        sys.exit(done.stdout)
    scheme = "schemes/virtual-production/"
    # The address, what is shown, and from how far above it, how high.
    places = {
        "ceiling": (f"{scheme}examples/", "#pilot-ceiling-binds", 16, HEIGHT),
        "version": (scheme, ".in-force", 150, 280),
        "translation": ("places/#taichung", "#taichung", 16, 260),
        "stop": ("visits/usa-2024/stops/sample-stop/", "article h1", 16, HEIGHT),
        "person": ("people/#lin-mei-hua", "#lin-mei-hua", 16, 240),
        "clause": (f"{scheme}rules/#4.4", "[id='4.4']", 110, 260),
        "note": ("visits/usa-2024/stops/san-diego-convention-center/", "text=1,500", 50, 180),
        "policy-link": (
            "policies/film-subsidy-and-location-support/",
            "article a[href*='stops/academy-museum']",
            120,
            200,
        ),
        "review": ("policies/convention-centre/", ".reviewed", 210, 340),
    }
    with serving(folder / "site") as address:
        for lang in LANGS:
            for name, (path, selector, above, height) in places.items():
                shown = "en" if name == "translation" else lang
                day = "2027-12-01" if name == "review" else "2026-11-21"
                page = _page(browser, address + ROOTS[shown] + path, day)
                png = _clip(page, page.locator(selector).first, above, height)
                _save(page, png, name, lang)
                page.close()


def _of_the_terminal(browser: Browser, folder: Path, lang: str) -> None:
    page = browser.new_page(device_scale_factor=SCALE)
    _terminal(page, _follow(_project(folder / "new", lang), "new", 1), "new", lang)
    page.close()


@contextmanager
def _preview(project: Project) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", address]
    server = subprocess.Popen(command, cwd=project.root, env=project.environment())
    try:
        end = time.monotonic() + 300
        while not _answers(f"http://{address}/"):
            if server.poll() is not None or time.monotonic() > end:
                sys.exit("the preview does not start")
            time.sleep(0.5)
        yield f"http://{address}/"
    finally:
        server.terminate()
        server.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except OSError:
        return False


def _of_the_preview(browser: Browser, folder: Path, lang: str) -> None:
    """What the preview shows after the mistakes of the section on errors."""
    project = _project(folder, lang)
    with _preview(project) as address:
        (section,) = (
            item for item in sections(FOLDERS[lang] / "guide/index.md") if item.id == "errors"
        )
        for block in section.blocks:
            if block.lang == "diff":
                project.apply(block)
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SCALE,
            color_scheme="light",
        )
        page.goto(f"{address}{ROOTS[lang]}visits/usa-2024/stops/mopop/")
        # The preview loads the page anew by itself.
        page.get_by_text("E103").first.wait_for(timeout=60_000)
        _save(page, page.screenshot(), "preview", lang)
        page.close()


def main() -> None:
    path = find_browser()
    if path is None:
        sys.exit("no Chromium here: python -m tests.browser.install installs one")
    with tempfile.TemporaryDirectory() as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        folder = Path(root)
        _of_pages(browser, folder / "pages")
        for lang in LANGS:
            (folder / lang).mkdir()
            _of_the_terminal(browser, folder / lang, lang)
            _of_the_preview(browser, folder / lang / "preview", lang)
        browser.close()


if __name__ == "__main__":
    main()
