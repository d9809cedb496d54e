"""Which labels the interface needs: those that templates, theme and calculator name.

Found by reading these files, so that no list has to be kept beside them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

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
    return frozenset(
        prefix + name
        for pattern, use, prefix in _USES
        for path in _HERE.glob(pattern)
        for match in use.finditer(path.read_text(encoding="utf-8"))
        for name in match.groups()
        if name
    )
