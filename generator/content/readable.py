"""Readable: whether a file is one of the project's own, looked at before a byte of it is read.

Whoever sends a change may send a link with it. Followed, it would put a file of the builder's
machine on the site or into a message, or end the build: a device never ends, a pipe never begins.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath

from ..diagnostics.codes import Word

LARGEST = 5_000_000
"""Bytes of a file of data; the largest record has 70,000, the list of translations 350,000."""


def unfit(path: Path, folder: Path) -> Word | None:
    """What speaks against reading a file below ``folder``; ``None`` where nothing does.

    A link may lead to another file of the project, whose folder ``folder`` stands in, but not to
    what is hidden there. What is not there is for whoever reads it to tell.
    """
    try:
        real = Path(os.path.realpath(path, strict=True))
        status = real.stat()
    except OSError:
        return None
    if not (_holds(folder.parent, real) or _holds(folder, real)):
        return Word("leads_outside")
    if not stat.S_ISREG(status.st_mode):
        return Word("no_regular_file")
    return Word("too_large") if status.st_size > LARGEST else None


def _holds(folder: Path, real: Path) -> bool:
    top = Path(os.path.realpath(folder))
    if not real.is_relative_to(top):
        return False
    inside: PurePath = real.relative_to(top)
    return not any(part.startswith(".") for part in inside.parts)
