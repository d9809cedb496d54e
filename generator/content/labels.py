"""Which labels the interface needs: those that templates, theme and calculator name.

Found by reading these files, so that no list has to be kept beside them; what is called by a
kind of record is found in the register of kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from ..kinds import KINDS, SearchGroup

_HERE = Path(__file__).parent.parent
_USES = (
    ("pages/templates/*.j2", re.compile(r'\bt(?:\.([a-z_]+)|\["([a-z_]+)"\])'), ""),
    ("pages/templates/*.j2", re.compile(r'\bcatalogue\.interface\["([a-z_]+)"\]'), ""),
    ("pages/figures.py", re.compile(r'\bself\._t\["([a-z_]+)"\]'), ""),
    ("mkdocs_adapter/theme/**/*.html", re.compile(r"\blabels\.([a-z_]+)"), ""),
    ("**/*.py", re.compile(r'\bt(?:\["([a-z_]+)"\]|\("([a-z_]+)"\))'), ""),
    ("assets/calculator/*.js", re.compile(r'\btext\("([a-z_]*[a-z])"'), "calculator_"),
    ("mkdocs_adapter/assets/search/*.js", re.compile(r'\btext\("([a-z_]*[a-z])"'), "search_"),
    ("assets/search/*.js", re.compile(r'\btext\("([a-z_]*[a-z])"'), "search_"),
)


@cache
def required_labels() -> frozenset[str]:
    """The keys that ``data/interface.yml`` must have."""
    named = {
        prefix + name
        for pattern, use, prefix in _USES
        for path in _HERE.glob(pattern)
        for match in use.finditer(path.read_text(encoding="utf-8"))
        for name in match.groups()
        if name
    }
    groups = {f"search_kind_{group}" for group in get_args(SearchGroup)}
    return frozenset(named | groups | set(_labels_of_kinds()))


def _labels_of_kinds() -> Iterator[str]:
    """The names of the pages that list records, their introductions, and the data's sections."""
    for kind in KINDS.values():
        if kind.page is not None:
            yield from (kind.page, f"{kind.page}_introduction")
        if kind.folder and not kind.scoped:
            yield kind.folder
