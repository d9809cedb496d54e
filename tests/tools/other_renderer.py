"""Another renderer: the whole site from the same pages, without MkDocs, Material or the adapter.

It proves that what stands outside the adapter feeds more than one renderer; a test runs it in
a process of its own. ``python -m tests.tools.other_renderer DATA DOCS FOLDER``
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from generator.assets import assets
from generator.build import build
from generator.languages import LANGUAGES
from generator.output.document import Document
from generator.output.finished_pages import FinishedPages
from generator.output.language_tags import tag_chinese
from generator.output.staging import write_files
from generator.search import Searched, search_files
from generator.site.needs import modules
from generator.site.page import Block, Crumb, Heading, Page
from generator.site.routes import relative


def html_of(page: Page) -> str:
    """A whole page: its trail, then its headings and blocks."""
    scripts = [relative(file, page.address) for files in modules(page.needs) for file in files]
    trail = [_link(crumb, page) for crumb in page.trail]
    return "\n".join(
        [
            f'<!doctype html><html lang="{LANGUAGES[page.lang].tag}"><meta charset="utf-8">',
            f"<title>{escape(page.title)}</title>",
            f'<meta name="description" content="{escape(page.description)}">',
            *(f'<script type="module" src="{script}"></script>' for script in scripts),
            f'<nav>{" / ".join(trail)}</nav><main class="content">',
            *(part.html if isinstance(part, Block) else _heading(part) for part in page.parts),
            "</main>",
        ]
    )


def _link(crumb: Crumb, page: Page) -> str:
    return f'<a href="{relative(crumb.address, page.address)}">{escape(crumb.title)}</a>'


def _heading(heading: Heading) -> str:
    anchor = f' id="{heading.id}"' if heading.id else ""
    return f"<h{heading.level}{anchor}>{escape(heading.text)}</h{heading.level}>"


def main(data: Path, docs: Path, folder: Path) -> None:
    """Write the generated pages into ``folder``; every link must lead to them or to ``docs``."""
    site = build(data)
    files: dict[str, str | bytes] = {**site.files, **assets()}
    finished, searched = FinishedPages(), Searched(site.catalogue)
    for page in site.pages:
        document = Document(f"{page.address}index.html", html_of(page))
        finished.add(document)
        searched.add(page, searched.read(page, document.inside("content")))
        files[document.name] = tag_chinese(document) if page.lang == "en" else document.html
    files |= search_files(searched.pages, site.catalogue, None)
    written = (path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md"))
    names = {f"{name.removesuffix('index').strip('/')}/index.html" for name in written}
    finished.check_links(files.keys() | names)
    write_files(files, folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
    assert not {"mkdocs", "material", "generator.mkdocs_adapter"} & sys.modules.keys()
