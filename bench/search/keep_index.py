"""A hook of MkDocs: keeps the index of Material's search, whose place the site's own takes."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

KEPT = "material_index.json"


@event_priority(-50)  # after Material's search has written it, before the generator
def on_post_build(config: MkDocsConfig) -> None:
    folder = Path(config.site_dir)
    shutil.move(folder / "search" / "search_index.json", folder / KEPT)
