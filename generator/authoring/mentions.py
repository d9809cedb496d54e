"""Mentions: where else than in the fields and links of the data a record is named.

Hand-written pages, and comments of data files, are the editors' own to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..content.readable import unfit
from ..kinds import KINDS
from ..models.key import Key
from ..site.routes import path_of
from .uses import base_id


def mentions(keys: Iterable[Key], data_dir: Path) -> Iterator[tuple[str, int]]:
    """The file and line of each place in pages, notices and data that names one of the records.

    ``data_dir`` is the folder of the data as it would be, beside the project's other files.
    """
    names = sorted({name for key in keys for name in _names(key)}, key=len, reverse=True)
    if not names:
        return
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, names))})(?![\w-]|\.\d)")
    root = data_dir.parent
    pages = (*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md")))
    for path in (*pages, *sorted(data_dir.rglob("*.yml"))):
        if unfit(path, data_dir) is None:
            yield from _in_file(path, root, pattern)


def _in_file(path: Path, root: Path, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        old_address = path.name == "site.yml" and line.lstrip("- ").startswith("old:")
        if pattern.search(line) and not old_address:
            yield path.relative_to(root).as_posix(), number


def _names(key: Key) -> Iterator[str]:
    """What a record may be called outside the fields of the data."""
    kind = KINDS[key.kind]
    if key.version:
        return
    yield f"{key.kind}:{base_id(key)}"
    yield f"{key.kind}/{base_id(key)}"
    file = kind.file.format(scope=key.scope, id=key.name, locator=key.name)
    yield f"data/{file}"
    yield file.removesuffix(".yml")
    if kind.route is not None:
        yield path_of(key)
