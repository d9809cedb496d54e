"""A gallery of every kind of page, to be looked at: ``make shots`` draws it into ``shots/``.

Each kind in both languages, light and dark, at the widths of a phone, a tablet and a desk;
``shots/index.html`` shows them side by side. Take one before a change and one after it:
``make shots INTO=shots/before``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.browser.kinds import KINDS, LANGS, ROOTS
from tests.browser.launch import chromium

WIDTHS = (390, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 4000
"""Pixels of a page after which its picture ends."""


def main(site: Path, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    with serving(site) as address, chromium("--hide-scrollbars") as browser:
        names = list(_draw(browser, address, into))
    (into / "index.html").write_text(_index(names), encoding="utf-8")
    print(f"{len(names)} pictures: {into / 'index.html'}")


def _draw(browser: Browser, address: str, into: Path) -> Iterator[str]:
    for scheme in SCHEMES:
        for width in WIDTHS:
            page = browser.new_page(
                viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=address
            )
            for kind, path in KINDS.items():
                for lang in LANGS:
                    page.set_viewport_size({"width": width, "height": 900})
                    page.goto(ROOTS[lang] + path)
                    page.wait_for_load_state("networkidle")
                    height: int = page.evaluate("document.documentElement.scrollHeight")
                    page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
                    name = f"{kind}-{width}-{scheme}-{lang}.jpg"
                    page.screenshot(path=into / name, type="jpeg", quality=70)
                    yield name
            page.close()


def _index(names: list[str]) -> str:
    figures = "\n".join(
        f'<figure><img loading="lazy" src="{escape(name)}" alt=""><figcaption>{escape(name)}'
        "</figcaption></figure>"
        for name in sorted(names)
    )
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Shots</title>\n'
        "<style>body{display:flex;flex-wrap:wrap;gap:1rem;font:13px sans-serif;background:#888}"
        "figure{margin:0}img{display:block;max-width:22rem;max-height:40rem}</style>\n"
        f"{figures}\n</html>\n"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
