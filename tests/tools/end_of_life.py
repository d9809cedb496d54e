"""The day on which Material for MkDocs ends, as the installed package tells it of itself.

``python -m tests.tools.end_of_life`` prints it; ``make lock`` does so where dependencies are
renewed, because the notice itself is hidden from everyday builds.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from importlib.metadata import metadata

DECISION = "docs/decisions/0030-mkdocs-to-its-end.md"
_NAMED = re.compile(r"end of life on ([A-Z][a-z]+ \d{1,2}, \d{4})")


def end_of_life(description: str) -> date | None:
    """The day that the description of a package names as its last; none where it names none."""
    found = _NAMED.search(" ".join(word for word in description.split() if word != ">"))
    return found and datetime.strptime(found[1], "%B %d, %Y").date()


def installed() -> tuple[str, date | None]:
    """The version of Material that is installed, and its last day."""
    found = metadata("mkdocs-material")
    return found["Version"], end_of_life(found["Description"])


def notice(version: str, end: date | None, today: date) -> str:
    """What whoever renews dependencies should know."""
    if end is None:
        return f"Material for MkDocs {version} names no end of its life."
    days = (end - today).days
    left = f"in {days} days" if days >= 0 else f"{-days} days ago: it gets no security fixes"
    return f"Material for MkDocs {version} ends on {end}, {left}. What to do: {DECISION}"


if __name__ == "__main__":
    print(notice(*installed(), date.today()))
