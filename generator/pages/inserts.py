"""Inserts: what the build puts into hand-written pages, in the place of a line that asks for it.

``{{ modules: Room | What it does | Imports | Modules }}``
    the table of modules, with these words at the head of its columns and lists

``{{ flow: What goes where }}``
    a picture of the numbered list below the line, which has this title. Of each entry it shows
    the words in bold and what stands in code: ``1. **Load** → `RawRecord`: …``

A line that asks for anything else stays as it is typed.
"""

from __future__ import annotations

import re

from ..charts import Step, flow
from ..site.needs import Need
from .module_table import module_table

_LINE = re.compile(
    r"^\{\{ (?P<name>modules|flow): (?P<words>.+?) \}\}\n(?P<list>(?:\s*^\d+\. .+\n)*)", re.M
)
_ENTRY = re.compile(r"^\d+\. \*\*(?P<title>.+?)\*\*(?P<rest>.*)$", re.M)
_CODE = re.compile("`(.+?)`")


def insert(markdown: str) -> tuple[str, frozenset[Need]]:
    """The Markdown of a page with what its lines ask for, and what the page then loads.

    Raises:
        TypeError: where the words for the table of modules are not four.
    """
    needs: set[Need] = set()

    def block(line: re.Match[str]) -> str:
        words = line["words"].split(" | ")
        if line["name"] == "modules":
            return f"{module_table(*words)}\n{line['list']}"
        needs.add(Need.PICTURES)
        return f"{_picture(words[0], line['list'])}\n{line['list']}"

    return _LINE.sub(block, markdown), frozenset(needs)


def _picture(title: str, entries: str) -> str:
    steps = []
    for entry in _ENTRY.finditer(entries):
        code = _CODE.findall(entry["rest"])
        steps.append(Step(entry["title"], (" · ".join(code),) if code else ()))
    described = " → ".join(step.title for step in steps)
    picture = flow("flow", title, described, steps)
    return f'<div class="drawn-alone" data-search-exclude>{picture}</div>\n'
