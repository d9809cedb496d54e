"""The links of a built folder, checked as a build checks them."""

from __future__ import annotations

from pathlib import Path

from generator.output.document import Document
from generator.output.finished_pages import FinishedPages


def check_links(site: Path) -> None:
    """Raise ``BrokenLinks`` for a link in a page of ``site`` that leads nowhere."""
    pages = FinishedPages()
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name in files:
        if name.endswith(".html"):
            pages.add(Document(name, (site / name).read_text("utf-8")))
    pages.check_links(files)
