"""Builds packages of their sources, with the tools that are installed: nothing is fetched."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ..assets.library import npm
from .site import PublishedSite
from .sources import npm_package, python_package

_WHEEL = (
    *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
    *(".", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir"),
)
_PACK = ("pack", "--silent", "--ignore-scripts", "--offline", "--pack-destination")


class ToolFailed(Exception):
    """A tool that builds a package has failed; what it said."""


def build_packages(site: PublishedSite, day: date, licence: str | None, into: Path) -> list[Path]:
    """Write both packages into a folder; of one site and day they are the same to the byte.

    Raises:
        NoNpm: where there is no npm.
        ToolFailed: when npm or pip fails.
    """
    into.mkdir(parents=True, exist_ok=True)
    return [
        _built(python_package(site, day, licence), _WHEEL, into, day),
        _built(npm_package(site, day, licence), [npm(), *_PACK], into, day),
    ]


def _built(sources: Mapping[str, str], command: Sequence[str], into: Path, day: date) -> Path:
    """Write what a command builds of sources, given the folder to put it in, ``into`` another."""
    with TemporaryDirectory() as temporary:
        source, built = Path(temporary, "source"), Path(temporary, "built")
        for name, text in sources.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            path.chmod(0o644)
        noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
        built.mkdir()
        done = subprocess.run(
            [*command, str(built)],
            cwd=source,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(noon)},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            raise ToolFailed(done.stderr.strip() or done.stdout.strip())
        (file,) = built.iterdir()
        target = into / file.name
        target.write_bytes(file.read_bytes())
    return target
