"""Taking out: what names a record does so no more, where that leaves a record whole.

An entry of a list goes, and so does a field that may be absent; the words of a link in a text
stay as words. What has to name a record stays, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from ..content.load import FieldPath
from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase
from ..models.base import Text
from .lock_lines import LockLine
from .mend import name_of, reworded, text_of
from .uses import Form, Use, value_at, words_at
from .yaml_changes import Change, Remove, Set
from .yaml_edit import edit


class CannotTakeOut(GeneratorError):
    """Places that have to name a record."""

    def __init__(self, places: Sequence[Use]) -> None:
        self.places = places
        super().__init__(places)

    def __str__(self) -> str:
        return "\n".join(
            phrase("has_to_name", place=f"{use.raw.file}:{use.line}", field=_field(use.path))
            for use in self.places
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out, and what went with it."""

    places: tuple[tuple[Use, FieldPath | None], ...]
    """Each place with the path that was removed; ``None`` where a link became words."""
    fingerprints: dict[LockLine, str]
    """Of Chinese texts that lost a link: the line of the lock, and the new fingerprint."""


def take_out(places: Sequence[Use], texts: dict[str, str], data_dir: Path) -> Taken:
    """Change the files' ``texts`` so that no place names what it named.

    Raises:
        CannotTakeOut: with every place that has to; nothing is changed then.
    """
    cuts = [(use, None if use.form is Form.WORDS else _cut(use)) for use in places]
    stuck = [use for use, cut in cuts if cut == ()]
    if stuck:
        raise CannotTakeOut(stuck)
    by_file: dict[str, list[tuple[Use, FieldPath | None]]] = {}
    fingerprints: dict[LockLine, str] = {}
    for use, cut in cuts:
        by_file.setdefault(name_of(use.raw), []).append((use, cut))
    for file, here in by_file.items():
        text = texts.get(file) or text_of(data_dir, here[0][0].raw)
        words: dict[FieldPath, str] = {}
        for use, cut in here:
            if cut is None:
                before = words.get(use.path, words_at(use.raw.data, use.path))
                words[use.path] = without_link(before, use.written)
        changes: list[Change] = [Set(path, value) for path, value in words.items()]
        fingerprints |= reworded(file, here[0][0].raw, words)
        gone = {cut for _, cut in here if cut is not None}
        texts[file] = edit(text, [*changes, *map(Remove, _removals(here[0][0], gone))])
    return Taken(tuple(cuts), fingerprints)


def without_link(text: str, target: str) -> str:
    """A text in which the links to a target are but their words."""
    return re.sub(rf"\[([^\[\]]*)\]\s*\({re.escape(target)}\)", r"\1", text)


def _cut(use: Use) -> FieldPath:
    """What goes with a reference: its field, or the entry of a list; ``()`` where nothing may."""
    path = use.path
    if isinstance(path[-1], int):
        return path
    owner = _model_at(use.record.model, path[:-1])
    name = str(path[-1])
    if owner is None:  # a mapping from ids: an entry of it
        return path
    fields = {field.alias or key: field for key, field in type(owner).model_fields.items()}
    if not fields[name].is_required():
        return path
    # An entry of a list that is there for what it names goes with it.
    if next(iter(fields)) == name and len(path) > 2 and isinstance(path[-2], int):
        return path[:-1]
    return ()


def _model_at(model: object, path: FieldPath) -> BaseModel | None:
    for part in path:
        if isinstance(model, BaseModel) and not isinstance(model, Text):
            fields = type(model).model_fields.items()
            name = next((key for key, field in fields if part in (key, field.alias)), None)
            model = None if name is None else getattr(model, name)
        elif isinstance(model, dict | tuple):
            model = model[part]  # type: ignore[index]  # the path is the model's own
    return model if isinstance(model, BaseModel) else None


def _removals(use: Use, cuts: Collection[FieldPath]) -> list[FieldPath]:
    """Paths in the order in which they are removed; a list that loses all its entries goes whole.

    From the last to the first, so that the numbers of the others stay.
    """
    whole: set[FieldPath] = set()
    for cut in cuts:
        around = value_at(use.raw.data, cut[:-1])
        if isinstance(around, list | dict) and len(cut) > 1:
            mine = {other for other in cuts if other[:-1] == cut[:-1]}
            owner = _model_at(use.record.model, cut[:-2])
            spare = owner is not None and not _required(owner, cut[-2])
            if len(mine) == len(around) and spare:
                whole.add(cut[:-1])
                continue
        whole.add(cut)
    outer = [path for path in whole if not any(path[:n] in whole for n in range(1, len(path)))]
    return sorted(outer, key=lambda path: tuple(map(_rank, path)), reverse=True)


def _required(owner: BaseModel, name: str | int) -> bool:
    fields = type(owner).model_fields.items()
    return any(field.is_required() for key, field in fields if name in (key, field.alias))


def _rank(part: str | int) -> tuple[str, int]:
    return (part, 0) if isinstance(part, str) else ("", part)


def _field(path: FieldPath) -> str:
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
