"""Errors in the data, told to the person who edits it: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class DataError:
    """One mistake. ``line`` and ``column`` count from 1; ``file`` is as a reader would type it."""

    file: str
    line: int
    column: int
    problem: str
    found: str | None = None
    allowed: tuple[str, ...] = ()
    hint: str | None = None

    @property
    def nearest(self) -> str | None:
        """The allowed name that looks most like what was found."""
        if self.found is None:
            return None
        close = get_close_matches(self.found, self.allowed, n=1, cutoff=0.5)
        return close[0] if close else None

    def __str__(self) -> str:
        lines = [f"{self.file}:{self.line}:{self.column}: {self.problem}"]
        if self.found is not None:
            lines.append(f"    found:   {_shorten(self.found)}")
        if self.allowed:
            lines.append(f"    allowed: {_some(self.allowed, self.nearest)}")
        if self.nearest is not None:
            lines.append(f"    did you mean: {self.nearest}")
        if self.hint is not None:
            lines.append(f"    to mend: {self.hint}")
        return "\n".join(lines)


class GeneratorError(Exception):
    """Base of every error that staff may meet; its text is all they need."""


class DataErrors(GeneratorError):
    """All the mistakes of one run, in file order."""

    def __init__(self, errors: Iterable[DataError]) -> None:
        self.errors: tuple[DataError, ...] = tuple(
            sorted(set(errors), key=lambda e: (e.file, e.line, e.column, e.problem))
        )
        count = len(self.errors)
        total = "1 error in the data" if count == 1 else f"{count} errors in the data"
        super().__init__("\n".join([*map(str, self.errors), f"{total}. The site was not changed."]))


def _shorten(value: str, limit: int = 120) -> str:
    value = " ".join(value.split())
    return value if len(value) <= limit else value[: limit - 1] + "…"


def _some(allowed: Sequence[str], nearest: str | None, limit: int = 16) -> str:
    if len(allowed) <= limit:
        return ", ".join(allowed)
    shown = list(allowed[:limit])
    if nearest is not None and nearest not in shown:
        shown[-1] = nearest
    return ", ".join(shown) + f", … ({len(allowed)} in all)"
