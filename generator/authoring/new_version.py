"""A further version of a scheme: its newest files copied to a folder of their own, to be changed.

In: the newest version. Out: files under ``versions/<day>/`` that say from which day they are in
force and name the next version; all else is as it was, and so is what the lock says of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..content.catalogue import SchemeView
from ..content.load import TRANSLATIONS
from ..diagnostics.errors import writing
from .lock_lines import LockLine, lock_text, rewritten
from .safe_write import write_safely

_SCHEMA = re.compile(r"(?<=\$schema=)(?:\.\./)+")
# Lines that are true of one version only, and the line that is replaced by those of the new one.
_DATES = re.compile(r"^(?:effective_from|effective_to|reviewed_on|review_by):.*\n", re.MULTILINE)
_VERSION = re.compile(r"^version:.*$", re.MULTILINE)


def new_version(newest: SchemeView, day: date, data_dir: Path) -> Path:
    """Make the files of a version in force from ``day``; the folder that they are in.

    They are written to a hidden folder, which no build reads, and moved when all are there.

    Raises:
        FileExistsError: where there is such a folder already.
        OSError: where the files cannot be written; none is left then.
    """
    source = data_dir.parent / Path(newest.entry.raw.file).parent
    folder = data_dir / "schemes" / newest.base / "versions" / day.isoformat()
    if folder.exists():
        raise FileExistsError(folder)
    unfinished = folder.with_name(f".{folder.name}")
    shutil.rmtree(unfinished, ignore_errors=True)  # left by a process that was killed
    try:
        for path in _files(source):
            name = path.relative_to(source)
            up = "../" * len((folder / name).relative_to(data_dir.parent).parent.parts)
            text = _SCHEMA.sub(up, path.read_text(encoding="utf-8"), count=1)
            if name == Path("scheme.yml"):
                dated = f'effective_from: {day}\nversion: "{_next(newest)}"'
                text = _VERSION.sub(dated, _DATES.sub("", text), count=1)
            target = unfinished / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with writing(folder / name):
                target.write_text(text, encoding="utf-8", newline="\n")
        unfinished.rename(folder)
        _record_translations(data_dir, source, folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _record_translations(data_dir: Path, source: Path, folder: Path) -> None:
    """Let the copied texts stand in the lock as those do that they were copied from."""
    text = lock_text(data_dir)
    if text is None:
        return
    old, new = (f"{path.relative_to(data_dir).as_posix()}/" for path in (source, folder))
    copied = {f"{old}{path.relative_to(source).as_posix()}" for path in _files(source)}

    def line(known: LockLine) -> Iterator[LockLine]:
        yield known
        if known[0] in copied:
            yield new + known[0].removeprefix(old), *known[1:]

    write_safely(data_dir / TRANSLATIONS, rewritten(text, line))


def _files(source: Path) -> Iterator[Path]:
    yield from sorted(source.glob("*.yml"))
    for part in ("provisions", "examples"):
        yield from sorted((source / part).glob("*.yml"))


def _next(newest: SchemeView) -> str:
    """A name for the version after the newest: its number plus one, or its name with a number."""
    names = {item.model.version for item in newest.all_versions}
    name = newest.model.version
    number, stem = (int(name), "") if name.isdecimal() else (1, f"{name}-")
    while f"{stem}{number}" in names:
        number += 1
    return f"{stem}{number}"
