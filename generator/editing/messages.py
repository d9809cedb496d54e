"""What the check says, in both languages, at the field of the form that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from ..authoring.yaml_changes import FieldPath
from ..content.load import RawRecord
from ..content.validate import types_at
from ..diagnostics.codes import Code, Detail
from ..diagnostics.errors import DataError
from ..diagnostics.messages import phrase, speaking
from ..kinds import KINDS
from ..languages import LANGS, Lang

_SHOWN = 12
_MISSING = (Code.MISSING_FIELD, Code.MISSING_LANGUAGE)


def both(name: str, **details: Detail) -> dict[Lang, str]:
    """A phrase in each language."""
    found: dict[Lang, str] = {}
    for lang in LANGS:
        with speaking(lang):
            found[lang] = phrase(name, **details)
    return found


def message(error: DataError, path: FieldPath) -> dict[str, object]:
    """An error as the form shows it."""
    problem: dict[Lang, str] = {}
    mend: dict[Lang, str] = {}
    found: dict[Lang, str | None] = {}
    for lang in LANGS:
        with speaking(lang):
            problem[lang], mend[lang], found[lang] = error.problem, error.mend, error.found_words
    return {
        "code": error.code.value,
        "path": list(path),
        "warning": error.is_warning,
        "problem": problem,
        "mend": mend,
        "found": found,
        "nearest": error.nearest,
        "allowed": list(error.allowed[:_SHOWN]),
        "file": error.file,
        "line": error.line,
    }


def at_fields(record: RawRecord, errors: Iterable[DataError]) -> list[dict[str, object]]:
    """The errors of a record, each with the path of its field."""
    return [message(error, place(record, error)) for error in errors]


def place(record: RawRecord, error: DataError) -> FieldPath:
    """The path of the field that an error speaks of."""
    here = (error.line, error.column)
    places = list(_places(record.node, ()))
    exact = [(path, is_name) for start, path, is_name in places if start == here]
    details = dict(error.details)
    field = details.get("field")
    if error.code in _MISSING and isinstance(field, str):
        return (*_lacking(record, field, [path for path, _ in exact]), field)
    if error.code is Code.UNKNOWN_FIELD:
        names = [path for path, is_name in exact if is_name and path[-1] == error.found]
        return next(iter(names), exact[0][0] if exact else ())
    values = [path for path, is_name in exact if not is_name]
    if values:
        return values[0]
    if exact:
        return exact[0][0]
    before = [path for start, path, _ in places if start <= here]
    return before[-1] if before else ()


def _lacking(record: RawRecord, field: str, paths: list[FieldPath]) -> FieldPath:
    """The innermost of some places at which the field could be, and is not."""
    model = KINDS[record.key.kind].model
    for path in reversed(paths):
        data: object = record.data
        for part in path:
            data = data[part] if isinstance(data, dict | list) else None  # type: ignore[index]
        names = {
            field.alias or name
            for type_ in types_at(model, path)
            for name, field in getattr(type_, "model_fields", {}).items()
        }
        if isinstance(data, dict) and field not in data and field in names:
            return path
    return paths[0] if paths else ()


def _places(node: yaml.Node, path: FieldPath) -> Iterator[tuple[tuple[int, int], FieldPath, bool]]:
    """Where each value and each name stands, with its path, in their order in the file."""
    yield _start(node), path, False
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield _start(name), (*path, name.value), True
            yield from _places(value, (*path, name.value))
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield from _places(value, (*path, i))


def _start(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
