"""Publish: the site is built beside the last good one and takes its place only when whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


class Staging:
    """A folder beside the site, in which the next one is built."""

    def __init__(self, site: Path) -> None:
        self.site = site
        site.parent.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix=f".{site.name}-next-", dir=site.parent))
        self.folder.chmod(0o755)

    def swap(self) -> Path:
        """Put the finished folder in the site's place; the old site goes last."""
        old = Path(tempfile.mkdtemp(prefix=f".{self.site.name}-old-", dir=self.site.parent))
        had_one = self.site.exists()
        try:
            if had_one:
                os.replace(self.site, old / "site")
            try:
                os.replace(self.folder, self.site)
            except OSError:
                if had_one:
                    os.replace(old / "site", self.site)
                raise
        finally:
            shutil.rmtree(old)
        return self.site

    def discard(self) -> None:
        """Remove what was begun; the last good site stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)
