"""Keeps the script that the HTML of other sites names, at its address by hash.

``python -m tests.tools.kept_scripts`` adds the script as it is now to ``generator/api/kept/``,
once it has changed; what is there already is never changed or taken away.
"""

from __future__ import annotations

import posixpath
from hashlib import sha256
from pathlib import Path

from generator.api.by_hash import EMBED, KEPT
from generator.assets import script


def place() -> Path:
    """Where the script as it is now has to be."""
    return KEPT / posixpath.basename(EMBED) / sha256(script(EMBED)).hexdigest()


if __name__ == "__main__":
    place().write_bytes(script(EMBED))
