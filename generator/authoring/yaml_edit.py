"""Edits of a YAML file that change only the lines concerned.

In: the text of a file and what is to change in its data. Out: the text with that changed; its
comments, order, quotes, brackets, indentation, line ends and byte-order mark are as they were.

Each edit replaces a piece of the text that the parser's marks bound, and is read again: what it
says must be what was to be said, or there is no edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import date
from difflib import SequenceMatcher

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase
from .yaml_changes import Change, FieldPath, Insert, Order, Remove, Set
from .yaml_pieces import texts
from .yaml_places import Source
from .yaml_text import CannotWrite

BOM = "\ufeff"


class CannotEdit(GeneratorError):
    """The file cannot be changed so without touching more of it; ``path`` is where."""

    def __init__(self, path: FieldPath) -> None:
        self.path = path
        super().__init__(path)

    def __str__(self) -> str:
        return phrase("cannot_edit", field=".".join(map(str, self.path)))


def edit(text: str, changes: Sequence[Change], order: Order = lambda path: ()) -> str:
    """The text with the changes made, one after the other: a path is that of its turn.

    Raises:
        CannotEdit: where a change cannot be made; then none is.
    """
    mark = BOM if text.startswith(BOM) else ""
    source = _read(text.removeprefix(BOM), ())
    for change in changes:
        for step in _steps(source, change):
            source = _made(source, step, order)
    return mark + source.text


def same(one: object, other: object) -> bool:
    """Whether two values say the same; a number and its words do."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str | date) or isinstance(other, str | date):
        return _words(one) == _words(other)
    return one == other


def _words(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else getattr(value, "text", value)


def _read(text: str, path: FieldPath) -> Source:
    try:
        return Source(text)
    except ValueError:
        raise CannotEdit(path) from None


# --- what a change comes to -----------------------------------------------------------


def _steps(source: Source, change: Change) -> Iterator[Change]:
    """The smallest changes that make up one; none where the file says so already."""
    if isinstance(change, Set):
        yield from _setting(source.data, change.path, change.value)
    elif isinstance(change, Insert) and _at(source.data, change.path) in (_NOTHING, None, []):
        yield from _setting(source.data, change.path, [change.value])
    else:
        yield change


def _setting(data: object, path: FieldPath, value: object) -> Iterator[Change]:
    try:
        old = _at(data, path)
    except LookupError:
        raise CannotEdit(path) from None
    if old is _NOTHING and path and _at(data, path[:-1]) in (_NOTHING, None):
        yield from _setting(data, path[:-1], {path[-1]: value})
    elif isinstance(old, dict) and isinstance(value, dict) and old.keys() & value.keys():
        yield from (Remove((*path, key)) for key in old if key not in value)
        for key, item in value.items():
            yield from _setting(data, (*path, key), item)
    elif isinstance(old, list) and isinstance(value, list | tuple) and old and value:
        yield from _setting_list(data, path, old, value)
    elif old is _NOTHING or not same(old, value):
        yield Set(path, value)


def _setting_list(
    data: object, path: FieldPath, old: list[object], new: Sequence[object]
) -> Iterator[Change]:
    """From the last entry to the first, so that the numbers of the others stay."""
    one, other = ([repr(_plain(item)) for item in items] for items in (old, new))
    for tag, i, end, j, until in reversed(SequenceMatcher(None, one, other, False).get_opcodes()):
        if tag == "equal":
            continue
        both = min(end - i, until - j)
        yield from (Insert(path, end, item) for item in reversed(new[j + both : until]))
        yield from (Remove((*path, at)) for at in reversed(range(i + both, end)))
        for at in range(both):
            yield from _setting(data, (*path, i + at), new[j + at])


def _plain(value: object) -> object:
    """A value in which what is the ``same`` is equal."""
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, bool) or value is None else str(_words(value))


class _Nothing:
    """Stands for a field or entry that is not there."""


_NOTHING = _Nothing()


def _at(data: object, path: FieldPath) -> object:
    """What stands at a path, or ``_NOTHING``.

    Raises:
        CannotEdit: where the path leads through a text, or past the entries of a list.
    """
    for at, part in enumerate(path):
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part, _NOTHING)
        elif isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
            data = data[part]
        elif data is not _NOTHING and data is not None:
            raise CannotEdit(path[: at + 1])
        else:
            return _NOTHING
    return data


def _changed(data: object, change: Change) -> object:
    """The data after a change."""
    whole = deepcopy(data)
    if isinstance(change, Insert):
        entries = _at(whole, change.path)
        if not isinstance(entries, list):
            raise CannotEdit(change.path)
        entries.insert(change.index, change.value)
        return whole
    *path, last = change.path
    around = _at(whole, tuple(path))
    if isinstance(change, Set) and isinstance(around, dict | list):
        around[last] = change.value  # type: ignore[index]  # ``_at`` has checked it
    elif isinstance(around, dict | list) and _at(around, (last,)) is not _NOTHING:
        del around[last]  # type: ignore[arg-type]
    else:
        raise CannotEdit(change.path)
    return whole


def _made(source: Source, change: Change, order: Order) -> Source:
    """The text with one small change, read again."""
    if not change.path and not isinstance(change, Insert):
        raise CannotEdit(())
    wanted = _changed(source.data, change)
    try:
        for text in texts(source, change, order):
            try:
                read = Source(text)
            except ValueError:
                continue
            if same(read.data, wanted):
                return read
    except CannotWrite:
        pass
    raise CannotEdit(change.path)
