"""Translation: whether each English text was made from the Chinese that stands beside it now.

In: valid records and the lock ``data/translations.lock``. Out: the state of every text, records
whose stale texts can be told from the others, and a new lock where somebody confirms that the
English is up to date.

The lock holds a line for each text: file, field, fingerprint of the Chinese. Entries of a list
have no number there, so that one more or another order leaves the other lines alone. A Chinese
text that its field's lines do not know has been changed if one that they do know has gone from
the field; otherwise it is new, and so is its English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import blake2b
from pathlib import Path

from pydantic import BaseModel, RootModel

from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from ..languages import LANGS, SOURCE
from ..models.base import Text
from ..models.key import Key
from .load import TRANSLATIONS, FieldPath, RawRecord
from .parts import TRANSLATED, StandIn, texts_without_english, value_at
from .readable import unfit
from .validate import ValidRecord
from .yaml_reader import Mark

Lock = Mapping[tuple[str, str], frozenset[str]]
"""By file and field, the fingerprints of the Chinese that English was made from."""

_HEADER = """\
# The Chinese that each English text was made from: file, field, fingerprint. Sorted.
# Written by  python -m generator translated PATH
"""
_LINE = re.compile(r"(\S+) (\S+) ([0-9a-f]{10})")


class _MarkedText(Text):
    """A text with words as any other has; its class says how its English stands."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and all(self[lang] == other[lang] for lang in LANGS)

    __hash__ = Text.__hash__


class StaleText(_MarkedText):
    """A text whose Chinese has changed since its English was made."""


class UnwrittenText(_MarkedText):
    """A text whose English is not yet written: the Chinese stands in its place."""


class State(Enum):
    """How the English of a text stands."""

    CURRENT = "current"
    STALE = "stale"
    """Its Chinese has changed since."""
    NEW = "new"
    """The lock has no line for it."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A text of a record, and how its English stands."""

    raw: RawRecord
    path: FieldPath
    field: str
    """The path without the numbers of entries."""
    state: State
    fingerprint: str

    @property
    def place(self) -> tuple[Key, FieldPath]:
        """The record and the path in it: no two texts have the same."""
        return self.raw.key, self.path

    @property
    def mark(self) -> Mark:
        """The place of the English."""
        return self.raw.mark((*self.path, "en"))

    @property
    def section(self) -> str:
        """``schemes/<scheme>``, ``visits/<visit>``, another folder of data, or "" for none."""
        *folders, _ = _name(self.raw).split("/")
        return "/".join(folders[:2])


def read_lock(data_dir: Path) -> tuple[Lock, list[DataError]]:
    """The lock beside the data, empty where there is none, and the errors of its lines."""
    file = f"{data_dir.name}/{TRANSLATIONS}"
    if unfitness := unfit(data_dir / TRANSLATIONS, data_dir):
        details = (("reason", unfitness),)
        return {}, [DataError(file, 1, 1, Code.UNREADABLE_FILE, details=details)]
    try:
        text = (data_dir / TRANSLATIONS).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, []
    except UnicodeDecodeError:
        details = (("encoding", Word("unknown_encoding")),)
        return {}, [DataError(file, 1, 1, Code.NOT_UTF8, details=details)]
    except OSError as error:
        reason = (("reason", error.strerror or "?"),)
        return {}, [DataError(file, 1, 1, Code.UNREADABLE_FILE, details=reason)]
    lock: dict[tuple[str, str], set[str]] = {}
    errors: list[DataError] = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if match := _LINE.fullmatch(words):
            lock.setdefault((match[1], match[2]), set()).add(match[3])
        else:
            errors.append(DataError(file, number, 1, Code.LOCK_LINE, found=words))
    return {place: frozenset(known) for place, known in lock.items()}, errors


def translations(raw: RawRecord, lock: Lock) -> tuple[Translation, ...]:
    """Every text of a valid record and how its English stands."""
    found: list[Translation] = []
    fields: dict[str, list[tuple[FieldPath, str]]] = {}
    for path, chinese in texts_in(raw.data):
        fields.setdefault(field_of(path), []).append((path, fingerprint_of(chinese)))
    written = {} if raw.written is None else _written(raw)
    for field, texts in fields.items():
        known = lock.get((_name(raw), field), frozenset())
        gone = known - {fingerprint for _, fingerprint in texts} - written.get(field, frozenset())
        unknown = State.STALE if gone else State.NEW
        for path, fingerprint in texts:
            state = State.CURRENT if fingerprint in known else unknown
            found.append(Translation(raw, path, field, state, fingerprint))
    return tuple(found)


def with_stale_texts(record: ValidRecord, found: Iterable[Translation]) -> ValidRecord:
    """The record with a :class:`StaleText` in the place of each stale text of those ``found``."""
    model = record.model
    for item in found:
        if item.state is State.STALE:
            changed = _changed(model, item.path, _stale)
            assert isinstance(changed, BaseModel)
            model = changed
    return record if model is record.model else replace(record, model=model)


def with_unwritten_text(record: ValidRecord, path: FieldPath) -> ValidRecord:
    """The record with an :class:`UnwrittenText` in the place of the text at ``path``."""
    changed = _changed(record.model, path, _unwritten)
    assert isinstance(changed, BaseModel)
    return replace(record, model=changed)


def _stale(text: Text) -> StaleText:
    return StaleText.model_construct(**dict(text))


def _unwritten(text: Text) -> UnwrittenText:
    return UnwrittenText.model_construct(zh=text.zh, en=text.zh)


def _changed(value: object, path: FieldPath, change: Callable[[Text], Text]) -> object:
    """A copy of a model, list or mapping of one with the text at a path of its data changed."""
    if not path:
        assert isinstance(value, Text)
        return change(value)
    part, rest = path[0], path[1:]
    if isinstance(value, RootModel):
        return value.model_copy(update={"root": _changed(value.root, path, change)})
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        name = next(name for name, field in fields if part in (name, field.alias))
        return value.model_copy(update={name: _changed(getattr(value, name), rest, change)})
    if isinstance(value, dict):
        return {**value, part: _changed(value[part], rest, change)}
    assert isinstance(value, tuple)
    assert isinstance(part, int)
    return (*value[:part], _changed(value[part], rest, change), *value[part + 1 :])


def warnings(found: Iterable[Translation]) -> list[DataError]:
    """A warning for each stale English text, at its place."""
    result = []
    for item in found:
        if item.state is State.STALE:
            mark = item.mark
            place = f"{item.raw.file}:{mark.line}"
            details = (("field", item.field), ("place", place))
            result.append(
                DataError(
                    item.raw.file, mark.line, mark.column, Code.STALE_ENGLISH, details=details
                )
            )
    return result


def confirmed_lock(
    found: Collection[Translation],
    confirmed: Collection[Translation],
    data_dir: Path,
    held_back: Iterable[RawRecord] = (),
) -> str:
    """The lock in which the ``confirmed`` texts are current, of all that were ``found``.

    Lines of files that are no longer there are left out; those of texts that are
    ``held_back`` stay as they are.
    """
    lock, _ = read_lock(data_dir)
    lines: set[str] = set()
    for raw in held_back:
        for field, fingerprints in _written(raw).items():
            place = (_name(raw), field)
            lines |= _lines(place, fingerprints & lock.get(place, frozenset()))
    texts: dict[tuple[str, str], list[Translation]] = {}
    for item in found:
        texts.setdefault((_name(item.raw), item.field), []).append(item)
    chosen = {item.place for item in confirmed}
    for place, here in texts.items():
        known = lock.get(place, frozenset())
        now = {item.fingerprint for item in here}
        confirmed_now = {
            e.fingerprint for e in here if e.place in chosen or e.state is State.CURRENT
        }
        if any(item.state is State.STALE and item.place not in chosen for item in here):
            # Texts are stale because a fingerprint has no text any more; so it has to stay.
            confirmed_now |= known - now
        lines |= _lines(place, confirmed_now)
    return _HEADER + "".join(sorted(lines))


def _lines(place: tuple[str, str], fingerprints: Iterable[str]) -> set[str]:
    return {f"{place[0]} {place[1]} {fingerprint}\n" for fingerprint in fingerprints}


def _written(raw: RawRecord) -> Mapping[str, frozenset[str]]:
    """The fingerprints of all the Chinese in a file, by field, whether published or not."""
    found: dict[str, set[str]] = {}
    data = raw.as_written
    unwritten = [(p, value_at(data, (*p, SOURCE))) for p in texts_without_english(data)]
    for path, chinese in (*texts_in(data), *unwritten):
        words = str(getattr(chinese, "text", chinese))
        found.setdefault(field_of(path), set()).add(fingerprint_of(words))
    return {field: frozenset(fingerprints) for field, fingerprints in found.items()}


def texts_in(data: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """The place and the Chinese of every text in a record's plain data."""
    if isinstance(data, dict):
        source = data.get(SOURCE)
        # Lists and tables in two languages are no translations of each other.
        if data.keys() == set(LANGS) and not isinstance(source, list | dict):
            if not isinstance(data[TRANSLATED], StandIn):
                words = getattr(source, "written", source)
                yield path, str(getattr(words, "text", words))  # 3.10 stays "3.10"
        else:
            for name, item in data.items():
                yield from texts_in(item, (*path, name))
    elif isinstance(data, list):
        for i, datum in enumerate(data):
            yield from texts_in(datum, (*path, i))


def field_of(path: FieldPath) -> str:
    """A path without the numbers of entries, as the lock has it."""
    return ".".join(part for part in path if isinstance(part, str))


def _name(raw: RawRecord) -> str:
    """The file of a record as the lock names it: from the folder of the data."""
    return raw.file.partition("/")[2]


def fingerprint_of(chinese: str) -> str:
    """Ten hexadecimal digits that no change of spaces and line breaks touches."""
    return blake2b("".join(chinese.split()).encode(), digest_size=5).hexdigest()
