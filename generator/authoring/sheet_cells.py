"""Cells of a sheet to values of a record, and back.

In: the text of a cell and its column. Out: what stands in the record's file, or a mistake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ..diagnostics.codes import Code, Word
from .named_records import NamedRecords
from .sheet_columns import Column

_BETWEEN = re.compile(r"[；;\n]")
_BETWEEN_IDS = re.compile(r"[；;、，,\n]")
_DAY = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T]0{1,2}:00(?::00)?)?")
"""Midnight is how a spreadsheet writes that there is no time."""
_WHOLE = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)")
_DECIMAL = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)\.\d+")
YES = frozenset({"true", "yes", "y", "是", "有", "1"})
NO = frozenset({"false", "no", "n", "否", "沒有", "無", "0"})
Refuse = Callable[[Code, str, tuple[str, ...], Mapping[str, str]], None]
"""Takes a mistake in the cell: its code, what stands there, what may, and details."""


def value_of(column: Column, text: str, records: NamedRecords, refuse: Refuse) -> object:
    """What a cell that is not empty says; where it is no such value, its text as it is."""
    if column.ref is not None:
        parts = [text.strip()] if column.form == "text" else _parts(_BETWEEN_IDS, text)
        ids = [_id(column, part, records, refuse) for part in parts]
        return ids if column.form == "texts" else ids[0]
    if column.form == "texts":
        return _parts(_BETWEEN, text)
    if column.form == "paragraphs":
        return _parts(re.compile(r"\n"), text)
    if column.form == "dates":
        return [day(part) for part in _parts(_BETWEEN_IDS, text)]
    return single(column.form, text, column.choices)


def single(form: str, text: str, choices: dict[str, str]) -> object:
    """What a cell with one value says."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if form == "date":
        return day(plain)
    if form == "number":
        return number(plain)
    if form == "flag":
        word = plain.casefold()
        return True if word in YES else False if word in NO else text.strip()
    if form == "choice":
        return choices.get(plain, plain)
    return text.strip()


def day(text: str) -> str:
    """A day as the files have it, where it is one as spreadsheets write it: 2024/7/22."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return text
    year, month, of_month = map(int, found.groups())
    return f"{year:04}-{month:02}-{of_month:02}"


def number(text: str) -> int | float | str:
    """A number, with commas between thousands or without; else the text."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _WHOLE.fullmatch(plain) and len(plain) < 400:
        return int(plain.replace(",", ""))
    if _DECIMAL.fullmatch(plain):
        return float(plain.replace(",", ""))
    return text


def _parts(between: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in between.split(text) if part.strip()]


def _id(column: Column, name: str, records: NamedRecords, refuse: Refuse) -> str:
    assert column.ref is not None
    ids = records.ids(column.ref, name)
    if len(ids) == 1:
        return next(iter(ids))
    kind = {"kind": Word(column.ref.kind)}
    if ids:
        refuse(Code.AMBIGUOUS_NAME, name, tuple(sorted(ids)), {})
    else:
        refuse(Code.NO_SUCH_RECORD, name, records.known(column.ref), kind)
    return name


def cell_of(value: object) -> str:
    """What a sheet shows of a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "；".join(map(cell_of, value))
    return str(value)


def words(value: object) -> object:
    """A value of a model as :func:`value_of` gives it, to be compared."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [words(item) for item in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def spread(value: object, path: tuple[str | int, ...]) -> Iterator[object]:
    """What stands at a path in the fields of a model, once; of a list of texts, in a language."""
    for at, part in enumerate(path):
        if isinstance(part, int):
            if not isinstance(value, tuple) or part >= len(value):
                return
            value = value[part]
        elif isinstance(value, tuple):
            yield [getattr(item, part) for item in value] if at == len(path) - 1 else None
            return
        else:
            value = getattr(value, part, None)
        if value is None or value == ():
            return
    yield value
