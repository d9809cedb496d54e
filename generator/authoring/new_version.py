"""A further version of a scheme: its newest files copied to a folder of their own, to be changed.

In: the newest version. Out: files under ``versions/<day>/`` that say from which day they are in
force and name the next version; all else is as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..content.catalogue import SchemeView

_SCHEMA = re.compile(r"(?<=\$schema=)(?:\.\./)+")
# What is true of one version only, and the line that gives way to the new one's.
_DATES = re.compile(r"^(?:effective_from|effective_to|reviewed_on|review_by):.*\n", re.MULTILINE)
_VERSION = re.compile(r"^version:.*$", re.MULTILINE)


def new_version(newest: SchemeView, day: date, data_dir: Path) -> Path:
    """Make the files of a version in force from ``day``; the folder that they are in.

    Raises:
        FileExistsError: where there is such a folder already.
    """
    source = data_dir.parent / Path(newest.entry.raw.file).parent
    folder = data_dir / "schemes" / newest.base / "versions" / day.isoformat()
    folder.mkdir(parents=True)
    for path in _files(source):
        target = folder / path.relative_to(source)
        up = "../" * len(target.relative_to(data_dir.parent).parent.parts)
        text = _SCHEMA.sub(up, path.read_text(encoding="utf-8"), count=1)
        if target == folder / "scheme.yml":
            dated = f'effective_from: {day}\nversion: "{_next(newest)}"'
            text = _VERSION.sub(dated, _DATES.sub("", text), count=1)
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def _files(source: Path) -> Iterator[Path]:
    yield from sorted(source.glob("*.yml"))
    for part in ("provisions", "examples"):
        yield from sorted((source / part).glob("*.yml"))


def _next(newest: SchemeView) -> str:
    """The number after the newest; a name that is no number gets one after it."""
    names = {each.model.version for each in newest.all_versions}
    name = newest.model.version
    number, stem = (int(name), "") if name.isdecimal() else (1, f"{name}-")
    while f"{stem}{number}" in names:
        number += 1
    return f"{stem}{number}"
