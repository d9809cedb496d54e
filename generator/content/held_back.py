"""Held back: what is not published, and why, in a few lines for whoever checks or builds."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.codes import Code, Word
from ..diagnostics.messages import phrase, visible
from ..kinds import HEADS
from .drafts import Drafts

_CAUSES = (Code.DRAFT, Code.UNWRITTEN_ENGLISH)
_SHOWN = 20


def held_back(drafts: Drafts) -> Iterator[str]:
    """The lines: how much, the schemes and visits that go whole, the causes, what follows."""
    if not drafts.warnings:
        return
    causes = [item for item in drafts.warnings if item.code in _CAUSES]
    texts = sum(item.code is Code.UNWRITTEN_ENGLISH for item in causes)
    yield phrase("held_back", records=len(drafts.whole), parts=len(drafts.parts), texts=texts)
    for key in sorted(drafts.whole):
        if key.kind in HEADS:
            yield phrase("held_head", kind=Word(key.kind), id=key.id)
    for item in causes[:_SHOWN]:
        yield f"{visible(item.file)}:{item.line}:{item.column}: {item.code} {item.problem}"
    if len(causes) > _SHOWN:
        yield phrase("held_more", count=len(causes) - _SHOWN)
    if follows := len(drafts.warnings) - len(causes):
        yield phrase("held_follows", count=follows)
