"""How large a spreadsheet may be, for whoever reads one: the commands, and the desk's page.

A file that is small itself may say that it holds very much; it is refused before that is read.
"""

from __future__ import annotations

MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000
"""Of all parts of a workbook, which is a ZIP archive, together."""
MOST_PARTS = 1_000
MOST_ROWS = 50_000
MOST_COLUMNS = 1_000
MOST_CELLS = 1_000_000
"""Of a sheet: those that are written, and those of merged cells."""


class TooLarge(Exception):
    """A spreadsheet exceeds a limit: ``most`` of what ``unit`` names in the messages."""

    def __init__(self, most: int, unit: str) -> None:
        self.most, self.unit = most, unit
        super().__init__(most, unit)


def within(number: int, most: int, unit: str) -> None:
    """Accept no more than so many.

    Raises:
        TooLarge: where it is more.
    """
    if number > most:
        raise TooLarge(most, unit)


def bytes_within(number: int, most: int, unit: str) -> None:
    """Accept no more than so many bytes, which the messages call megabytes."""
    if number > most:
        raise TooLarge(most // 1_000_000, unit)
