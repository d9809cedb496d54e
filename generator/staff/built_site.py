"""The search of a built site, run in Node: a request in, what staff's scripts reply out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..assets import FOLDER as ASSETS
from ..diagnostics.messages import phrase
from .scripts import scripts

_INDEX = "assets/search/index.json"
"""Written at the end of every build."""
_SCRIPT = Path(__file__).with_name("node.js")


class CannotSearch(Exception):
    """There is nothing to search, or nothing to search with."""


def ask(site: Path, made_from: Iterable[Path], request: Mapping[str, object]) -> dict[str, Any]:
    """What ``node.js`` replies to a request about the site that was built in ``site``.

    ``made_from`` are the files and folders from which it was built.

    Raises:
        CannotSearch: where there is no site, one older than what it is made from, or no Node.
        RuntimeError: with what Node says, where a script fails.
    """
    node = _node()
    _refuse_old(site, [*made_from, ASSETS / "search"])
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for path, text in _modules(site):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        done = subprocess.run(
            [node, folder / _SCRIPT.name],
            input=json.dumps({"site": str(site.resolve()), **request}),
            capture_output=True,
            encoding="utf-8",
        )
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    reply: dict[str, Any] = json.loads(done.stdout)
    return reply


def _node() -> str:
    environment = sysconfig.get_path("scripts")
    node = shutil.which("node") or shutil.which("node", path=environment)
    if node is None:
        raise CannotSearch(phrase("search_no_node"))
    return node


def _refuse_old(site: Path, made_from: Iterable[Path]) -> None:
    index = site / _INDEX
    if not index.is_file():
        raise CannotSearch(phrase("search_no_site", folder=site.as_posix()))
    newest = max(_files(made_from), key=_changed)
    if _changed(newest) > _changed(index):
        raise CannotSearch(
            phrase("search_old_site", folder=site.as_posix(), file=os.path.relpath(newest))
        )


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (file for file in (path, *path.rglob("*")) if file.is_file())


def _changed(file: Path) -> int:
    return file.stat().st_mtime_ns


def _modules(site: Path) -> Iterator[tuple[str, str]]:
    """The site's scripts and staff's, as modules wherever they stand."""
    for path in (site / "assets").rglob("*.js"):
        yield path.relative_to(site).as_posix(), path.read_text("utf-8")
    yield from scripts().items()
    yield _SCRIPT.name, _SCRIPT.read_text("utf-8")
    yield "package.json", '{"type": "module"}'
