"""Files written so that whatever happens meanwhile, the old text or the new one stands there.

A text is written beside its place under a hidden name, which nothing that reads the data looks
at, and put in its place in one step once the disk has it.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from ..diagnostics.errors import writing

_UNFINISHED = ".unfinished"


def write_safely(path: Path, text: str) -> None:
    """Let a file hold the text, as it is: no line end is changed.

    A link stays one: what it leads to is written.
    """
    write_bytes_safely(path, text.encode())


def write_bytes_safely(path: Path, data: bytes) -> None:
    """Let a file hold the bytes."""
    path = path.resolve()
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_UNFINISHED}")
    with writing(path):
        try:
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                unfinished.chmod(path.stat().st_mode & 0o777)
            os.replace(unfinished, path)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink()
            raise
        _settle(path.parent)


def _settle(folder: Path) -> None:
    """Let the disk have the folder's list of files as well, where a system can be told so."""
    with suppress(OSError):
        listed = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(listed)
        finally:
            os.close(listed)


def sweep(folder: Path) -> None:
    """Remove what was left unfinished under a folder when a program was ended while writing."""
    for path in folder.rglob(f".*{_UNFINISHED}"):
        with suppress(OSError):
            path.unlink()
