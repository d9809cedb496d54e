"""Errors for programs: as JSON, and as annotations that GitHub Actions shows at the line."""

from __future__ import annotations

import json
from collections.abc import Sequence

from . import messages
from .errors import DataError


def as_json(found: Sequence[DataError]) -> str:
    """``{"errors": […], "warnings": […]}`` in file order.

    Words are in the reader's language, places count from 1.
    """
    lists: dict[str, list[dict[str, object]]] = {"errors": [], "warnings": []}
    for item in found:
        lists["warnings" if item.is_warning else "errors"].append(_as_dict(item))
    return json.dumps(lists, ensure_ascii=False, indent=2)


def as_annotations(errors: Sequence[DataError]) -> str:
    """A line each: ``::error file=…,line=…,col=…,title=E012::…``, or ``::warning …``."""
    return "\n".join(map(_annotation, errors))


def _as_dict(error: DataError) -> dict[str, object]:
    return {
        "code": error.code.value,
        "file": error.file,
        "line": error.line,
        "column": error.column,
        "source": error.source,
        "problem": error.problem,
        "found": error.found_words,
        "allowed": error.allowed,
        "nearest": error.nearest,
        "mend": error.mend,
        "example": messages.example(error.code),
    }


def _annotation(error: DataError) -> str:
    place = {"file": error.file, "line": error.line, "col": error.column, "title": error.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    words = [error.problem]
    if error.nearest is not None:
        words.append(messages.phrase("nearest") + error.nearest)
    words.append(messages.phrase("mend") + error.mend)
    level = "warning" if error.is_warning else "error"
    return f"::{level} {properties}::{_escaped(chr(10).join(words))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
