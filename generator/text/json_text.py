"""JSON as files hold it: in lines for people, or as short as it can be for browsers.

Letters stand as they are written, not as ``\\u`` escapes; a file ends with a line break.
"""

from __future__ import annotations

import json


def in_lines(data: object) -> str:
    """One member or entry a line, each level indented by a space, and a line break at the end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def compact(data: object) -> str:
    """On one line without spaces between the parts."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
