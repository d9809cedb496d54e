"""Mistakes: what the validators of the models raise."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from ..diagnostics.codes import Code


def mistake(code: Code, **details: object) -> PydanticCustomError:
    """What a validator raises; ``found`` and ``allowed`` are shown as such, the rest is told.

    The words are in ``messages.yml``.
    """
    return PydanticCustomError(code.value, code.value, details)
