"""What the commands say of spreadsheets: mistakes by row and column, and names of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ..authoring.change_set import ChangeSet, tried
from ..authoring.sheets import BadSheet, Row, Sheet, letters, read_sheet
from ..build import check
from ..diagnostics.errors import DataError
from ..diagnostics.messages import phrase, visible
from .given import DATA, BadInput


def read(name: str, sheet: str | None) -> Sheet:
    """The sheet of a file.

    Raises:
        BadInput: where it cannot be read.
    """
    try:
        return _sheet(name, sheet)
    except BadSheet as bad:
        raise refused(bad.errors) from None


def read_applications(
    name: str, sheet: str | None, wanted: Callable[[Sequence[Row]], bool]
) -> Sheet:
    """The sheet of a file that is only read; where several hold anything, the one ``wanted``.

    Raises:
        BadInput: where it cannot be read.
    """
    try:
        return _sheet(name, sheet, wanted)
    except BadSheet as bad:
        lines = [_in_short(error) for error in bad.errors]
        raise BadInput("\n".join([*lines, phrase("screen_nothing")])) from None


def _sheet(
    name: str, sheet: str | None, wanted: Callable[[Sequence[Row]], bool] | None = None
) -> Sheet:
    try:
        return read_sheet(Path(name), sheet, wanted)
    except OSError as error:
        raise BadInput(phrase("unreadable", file=name, reason=error.strerror or "?")) from None


def _in_short(error: DataError) -> str:
    """A mistake without an example: those of the messages are of files to import."""
    lines = [f"{_place(error)}: {error.code} {error.problem}"]
    if error.allowed:
        lines.append(f"    {phrase('allowed')}{', '.join(error.allowed)}")
    return "\n".join([*lines, f"    {phrase('mend')}{error.mend}"])


def _place(error: DataError) -> str:
    """The file, and the cell where there is one: a.xlsx, B3."""
    if dict(error.details).get("reason") != "sheet_formula":
        return visible(error.file)
    return f"{visible(error.file)}, {letters(error.column)}{error.line}"


def refused(errors: Iterable[DataError], sheet: Sheet | None = None) -> BadInput:
    """All mistakes of a sheet, by row and column as spreadsheets call them."""
    ordered = sorted(dict.fromkeys(errors), key=lambda e: (e.line, e.column, e.code))
    lines = [_words(error, sheet) for error in ordered]
    return BadInput("\n".join([*lines, phrase("nothing_written", count=len(ordered))]))


def _words(error: DataError, sheet: Sheet | None) -> str:
    place = f"{error.file}:{error.line}:{error.column}: "
    words = str(error).removeprefix(place)
    if sheet is None:
        return f"{_place(error)}: {words}"
    column = letters(error.column)
    header = sheet.header[error.column - 1] if error.column <= len(sheet.header) else ""
    name = f"{sheet.file} [{sheet.name}]" if sheet.name else sheet.file
    return phrase("at_cell", file=name, row=error.line, column=column, header=header) + words


def write_checked(files: Mapping[Path, str]) -> None:
    """Write files of the data, all of them or none, if the data is sound with them.

    Raises:
        DataErrors: with every mistake that there would be.
        OSError: where one cannot be written.
    """
    change = ChangeSet({path.relative_to(DATA).as_posix(): text for path, text in files.items()})
    with tried(DATA, change) as copy:
        check(copy)
    change.apply(DATA)
