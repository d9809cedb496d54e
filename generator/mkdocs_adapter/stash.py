"""Blocks of HTML in a generated page are kept from the Markdown parser, then put back.

A generated page is headings and blocks of finished HTML. Python-Markdown would parse each
block only to pass it on as it is, which takes a quarter of the whole build's time.
"""

from __future__ import annotations

import re

_HEADING = re.compile(r"^(#{1,6} .*)$", re.MULTILINE)
_PLACE = re.compile("<p>\ue000(\\d+)\ue001</p>")


def hold(markdown: str) -> tuple[str, list[str]]:
    """The page with a placeholder for each block between headings, and the blocks."""
    blocks: list[str] = []
    parts = _HEADING.split(markdown)
    for i in range(0, len(parts), 2):  # headings stand at the odd places
        if block := parts[i].strip():
            parts[i] = f"\n\n\ue000{len(blocks)}\ue001\n\n"
            blocks.append(block)
    return "".join(parts), blocks


def put_back(html: str, blocks: list[str]) -> str:
    """The converted page with its blocks in their places."""
    return _PLACE.sub(lambda match: blocks[int(match[1])], html)
