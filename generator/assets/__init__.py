"""The browser's files: what they are called in the site, and their bytes."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
_KINDS = {".js", ".css", ".svg"}


def assets() -> dict[str, bytes]:
    """Every file for the browser by its name relative to the site's root."""
    return {
        f"assets/{path.relative_to(FOLDER).as_posix()}": path.read_bytes()
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in _KINDS
    }
