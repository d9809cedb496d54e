"""Mistakes: what the validators of the models raise."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic_core import PydanticCustomError

from ..diagnostics.codes import Code


def mistake(code: Code, **details: object) -> PydanticCustomError:
    """What a validator raises; ``found`` and ``allowed`` are shown as such, the rest is told.

    The words are in ``messages.yml``.
    """
    return PydanticCustomError(code.value, code.value, details)


def first_twice(words: Iterable[str]) -> str | None:
    """The first of the words that has been there before."""
    seen: set[str] = set()
    for one in words:
        if one in seen:
            return one
        seen.add(one)
    return None
