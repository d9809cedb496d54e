"""Left behind: files that systems, editors and drives put into folders, and that nobody wrote."""

from __future__ import annotations

import re
from pathlib import PurePath

_FILE = re.compile(
    r"\..+|.*~|~\$.*|#.*#|Icon\r"
    r"|(?:Thumbs|ehthumbs(?:_vista)?)\.db|desktop\.ini"
    r"|.*\.(?:bak|orig|rej|tmp|swp|swo|part|crdownload)",
    re.IGNORECASE | re.DOTALL,
)
"""Windows, macOS, Office, LibreOffice, Vim, Emacs, git and patch; a download half done."""
_FOLDERS = frozenset({"@eaDir", "__MACOSX", "$RECYCLE.BIN", "System Volume Information"})


def is_left_behind(path: PurePath) -> bool:
    """Whether a file, by its path in the folder of data or of pages, is none of the project's."""
    *folders, name = path.parts
    hidden = any(folder.startswith(".") or folder in _FOLDERS for folder in folders)
    return hidden or _FILE.fullmatch(name) is not None
