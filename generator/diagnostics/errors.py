"""Errors in the data, told to the person who edits it: where, what, and how to mend it.

An error holds a code and details; ``messages`` has the words.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from unicodedata import east_asian_width

from . import messages
from .codes import Code, Detail, Word
from .messages import phrase, shorten, visible, word

# Where YAML, and so every line number here, begins a new line.
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_WIDTH = 88
_ALLOWED_SHOWN = 16


@dataclass(frozen=True, slots=True)
class DataError:
    """One mistake. ``line`` and ``column`` count from 1; ``file`` is as a reader would type it."""

    file: str
    line: int
    column: int
    code: Code
    found: str | None = None
    allowed: tuple[str, ...] = ()
    details: tuple[tuple[str, Detail], ...] = ()
    """What the message speaks of, by the name it has there."""
    in_draft: bool = False
    """Whether it is in what is not published anyway."""
    source: str = field(default="", compare=False)
    """The line of the file, where it can be shown."""

    @property
    def problem(self) -> str:
        """What is wrong, in the reader's language."""
        problem = messages.problem(self.code, dict(self.details))
        return phrase("in_a_draft") + problem if self.in_draft else problem

    @property
    def mend(self) -> str:
        """How to mend it, in the reader's language."""
        return messages.mend(self.code, dict(self.details))

    @property
    def is_warning(self) -> bool:
        """Whether the site can be published all the same."""
        return self.in_draft or self.code.startswith("W")

    @property
    def found_words(self) -> str | None:
        """What stands in the file, on one line."""
        if self.found is None:
            return None
        return word(self.found) if isinstance(self.found, Word) else shorten(self.found)

    @property
    def nearest(self) -> str | None:
        """The allowed name that looks most like what was found.

        One that ends in the same name comes first: it has moved to another folder.
        """
        if self.found is None:
            return None
        # Cut, because a comparison with a whole page of text takes very long; no name is longer.
        found = self.found[:100]
        folder, slash, name = found.rpartition("/")
        moved = [to for to in self.allowed if slash and folder and to.endswith(f"/{name}")]
        close = get_close_matches(found, moved, n=1, cutoff=0) or get_close_matches(
            found, self.allowed, n=1, cutoff=0.5
        )
        return close[0] if close else None

    def __str__(self) -> str:
        place = f"{visible(self.file)}:{self.line}:{self.column}"
        lines = [f"{place}: {self.code} {self.problem}", *self._excerpt()]
        if self.found_words is not None:
            lines.append(f"    {phrase('found')}{self.found_words}")
        if self.allowed:
            lines.append(f"    {phrase('allowed')}{_some(self.allowed, self.nearest)}")
        if self.nearest is not None:
            lines.append(f"    {phrase('nearest')}{self.nearest}")
        lines.append(f"    {phrase('mend')}{self.mend}")
        first, *others = messages.example(self.code).splitlines()
        if others:
            lines.append(f"    {phrase('example').rstrip()}")
            lines += [f"        {line}" for line in (first, *others)]
        else:
            lines.append(f"    {phrase('example')}{first}")
        return "\n".join(lines)

    def _excerpt(self) -> list[str]:
        """The line, or the part of it around the mistake, and a mark below its place."""
        if not self.source.strip():
            return []
        at = min(self.column - 1, len(self.source))
        start = max(0, at - _WIDTH // 2) if len(self.source) > _WIDTH else 0
        shown = visible(self.source[start : start + _WIDTH].replace("\t", " "))
        before = shown[: at - start]
        cut = "…" if start else ""
        width = len(cut) + sum(2 if east_asian_width(c) in "WF" else 1 for c in before)
        number = f"{self.line:>6} | "
        rest = "…" if start + _WIDTH < len(self.source) else ""
        return [f"{number}{cut}{shown}{rest}", f"{'|':>8} {' ' * width}^"]


class GeneratorError(Exception):
    """Base of every error that staff may meet; its text is all they need."""


class Unexpected(GeneratorError):
    """An exception that no message foresees, which is a fault of the program.

    Its text names the exception and the ``file`` that was worked on, where that is known, and
    says what to do; where the variable ``TRACE`` is set, the program's own trace follows.
    """

    def __init__(self, error: BaseException, file: str | None = None) -> None:
        self.error = error
        self.file = file
        super().__init__(error, file)

    def __str__(self) -> str:
        kind, reason = type(self.error).__name__, str(self.error)
        words = phrase("unexpected", what=f"{kind}: {reason}" if reason else kind)
        advice = phrase("unexpected_somewhere")
        if self.file is not None:
            words = f"{visible(self.file)}: {words}"
            advice = phrase("unexpected_in_file")
        lines = [words, advice, phrase("unexpected_report")]
        if os.environ.get("TRACE"):
            lines += traceback.format_exception(self.error)
        return "\n".join(lines)


@contextmanager
def working_on(file: str) -> Iterator[None]:
    """Let an exception that no message foresees name the ``file`` that was worked on.

    Raises:
        Unexpected: in the place of that exception. What staff are told as it is passes: errors
            of the data, and of the system, such as a full disk.
    """
    try:
        yield
    except (GeneratorError, OSError):
        raise
    except Exception as error:
        raise Unexpected(error, file) from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Let an error of the system name ``path``, which it does not where a disk is full."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def explained(error: Exception, file: str | None) -> GeneratorError:
    """What staff are told of an exception that has ended a build while it worked on ``file``."""
    if isinstance(error, GeneratorError):
        return error
    if isinstance(error, OSError):
        return GeneratorError(phrase("system", reason=str(error)))
    if isinstance(error, UnicodeDecodeError) and file is not None and file.startswith("docs/"):
        mend = phrase("mend") + messages.mend(Code.NOT_UTF8, {"encoding": Word("unknown_encoding")})
        return GeneratorError(f"{phrase('not_utf8', file=file)}\n    {mend}")
    return Unexpected(error, file)


_SHOWN = 200
"""How many errors are told in words: whoever mends these will have mended most of the others."""


class DataErrors(GeneratorError):
    """All the mistakes of one run, in file order.

    ``folder`` is where the names of files start; the lines at fault are shown from there.
    """

    def __init__(self, errors: Iterable[DataError], folder: Path) -> None:
        self.errors = in_file_order(errors, folder)
        super().__init__(self.errors)

    def __str__(self) -> str:
        count = len(self.errors)
        total = phrase("one_error") if count == 1 else phrase("errors", count=count)
        more = phrase("explain", code=self.errors[0].code)
        further = [phrase("further", count=count - _SHOWN)] if count > _SHOWN else []
        return "\n".join([*map(str, self.errors[:_SHOWN]), *further, more, total])


def in_file_order(errors: Iterable[DataError], folder: Path) -> tuple[DataError, ...]:
    """The errors by file, line and column, without repetitions, each with its line of the file.

    ``folder`` is where the names of files start.
    """
    ordered = sorted(set(errors), key=lambda e: (e.file, e.line, e.column, e.code, repr(e)))
    # What is no file, or no file of the project's, is not read to tell so.
    unread = {error.file for error in ordered if error.code is Code.UNREADABLE_FILE}
    names = {error.file for error in ordered}
    lines = {file: [] if file in unread else _lines(folder / file) for file in names}
    return tuple(
        replace(item, source=lines[item.file][item.line - 1])
        if item.line <= len(lines[item.file])
        else item
        for item in ordered
    )


def _lines(path: Path) -> list[str]:
    """The lines of a file; an empty list where it cannot be read."""
    try:
        return LINE_BREAK.split(path.read_bytes().decode("utf-8-sig", "replace"))
    except (OSError, ValueError):
        return []


def _some(allowed: Sequence[str], nearest: str | None) -> str:
    comma = phrase("comma")
    if len(allowed) <= _ALLOWED_SHOWN:
        return comma.join(allowed)
    shown = list(allowed[:_ALLOWED_SHOWN])
    if nearest is not None and nearest not in shown:
        shown[-1] = nearest
    return comma.join(shown) + comma + phrase("and_more", count=len(allowed))
