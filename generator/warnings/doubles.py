"""What is there twice: places in an order, references in a list, examples, names, whole texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from ..content.catalogue import AnyEntry, Catalogue
from ..content.link import references
from ..content.load import FieldPath
from ..content.validate import ValidRecord
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..kinds import KINDS
from ..languages import LANGS
from ..models.key import Key
from ..rules.worked_examples import ExampleResults
from .texts import TextsOf, Typed

_NAMED = ("person", "organisation", "place")
"""The kinds of which no two records are called the same."""


def doubles(catalogue: Catalogue, examples: ExampleResults, texts: TextsOf) -> Iterator[DataError]:
    """The warnings of all records."""
    for kind in KINDS.values():
        entries = catalogue.every_version(kind)
        for entry in entries:
            yield from _listed_twice(entry)
        for first, again in _twice(entries, _order):
            order = str(getattr(again.model, "order", ""))
            at = ("order",)
            yield again.raw.error(at, Code.SAME_ORDER, found=order, other=first.raw.file)
        namesakes: set[Key] = set()
        if kind.name in _NAMED:
            for first, again in _twice(entries, lambda entry: entry.title.zh):
                namesakes.add(again.key)
                name = again.title.zh
                yield again.raw.error(("name",), Code.SAME_NAME, found=name, other=first.raw.file)
        for first, again in _twice(entries, lambda entry: _wording(texts[entry.key])):
            if again.key not in namesakes:
                yield again.raw.error((), Code.SAME_TEXTS, other=first.raw.file)
    for scheme in catalogue.versions():
        if not scheme.examples:
            calculator = catalogue.entry(scheme.key.of("calculator"))
            yield calculator.raw.error((), Code.NO_EXAMPLES)
        known = [entry for entry in scheme.examples if entry.key in examples]
        for first, again in _twice(known, lambda entry: repr(_answers(examples, entry.key))):
            yield again.raw.error(("facts",), Code.SAME_FACTS, other=first.raw.file)


def _answers(examples: ExampleResults, key: Key) -> list[tuple[str, object]]:
    return sorted(examples[key]["facts"].items())


def _twice(
    entries: Sequence[AnyEntry], what: Callable[[AnyEntry], Hashable | None]
) -> Iterator[tuple[AnyEntry, AnyEntry]]:
    """Each record that is like one before it, with that one; among siblings alone."""
    seen: dict[Hashable, AnyEntry] = {}
    for entry in entries:
        value = what(entry)
        if value is None:
            continue
        first = seen.setdefault((entry.key.scope, entry.key.version, value), entry)
        if first is not entry:
            yield first, entry


def _order(entry: AnyEntry) -> Hashable | None:
    """The place among siblings; questions are in the order of their topic."""
    order: int | None = getattr(entry.model, "order", None)
    return None if order is None else (getattr(entry.model, "topic", ""), order)


def _wording(texts: tuple[Typed, ...]) -> Hashable | None:
    """All that a record says in Chinese, where it says anything."""
    return tuple(text.words["zh"] for text in texts) or None


def _listed_twice(entry: AnyEntry) -> Iterator[DataError]:
    """References that a list has already.

    A list may name a record again for another reason: two parts of one document, two sentences
    of one speaker. A link that says why it is there gives all its reasons at once.
    """
    seen: set[tuple[FieldPath, Key, str]] = set()
    for reference in references(ValidRecord(entry.raw, entry.model)):
        path = reference.path
        at = next((i for i in reversed(range(len(path))) if isinstance(path[i], int)), None)
        if at is None or len(path) - at > _MOST_BELOW or path[-1] in LANGS:
            continue
        rest = "" if reference.why is not None else repr(_part(entry.raw.data, path[: at + 1]))
        place = (path[:at], reference.target, rest)
        if place in seen:
            yield entry.raw.error(path, Code.LISTED_TWICE, found=reference.target.id)
        seen.add(place)


_MOST_BELOW = 2
"""A reference is an item of a list, or a field of one."""


def _part(data: object, path: FieldPath) -> object:
    for part in path:
        data = data[part]  # type: ignore[index]  # the path of a reference leads through its data
    return data
