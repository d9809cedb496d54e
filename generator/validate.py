"""Validate: raw records to models, collecting every error with its place.

In: :class:`~generator.load.RawRecord`. Out: :class:`ValidRecord`, the same with a frozen model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from typing_extensions import TypeAliasType

from .errors import DataError
from .load import RawRecord
from .models import MODELS


@dataclass(frozen=True, slots=True)
class ValidRecord:
    """A record whose fields are what its model says."""

    raw: RawRecord
    model: BaseModel


def validate(
    raw_records: Iterable[RawRecord],
) -> tuple[list[ValidRecord], list[DataError]]:
    """The records that are what their models say, and the errors of those that are not."""
    records: list[ValidRecord] = []
    errors: list[DataError] = []
    for raw in raw_records:
        model = MODELS[raw.kind]
        try:
            records.append(ValidRecord(raw, model.model_validate(raw.data)))
        except ValidationError as error:
            errors += [
                _data_error(raw, model, details)
                for details in error.errors()
                if not _follows_from_another(details)
            ]
        except RecursionError:
            errors.append(DataError(raw.file, 1, 1, "the file is nested too deeply"))
    return records, errors


def _follows_from_another(details: ErrorDetails) -> bool:
    """A list is called too short when its entries are wrong, which is told already."""
    return (
        details["type"] == "too_short"
        and not isinstance(details["input"], str)
        and len(details["input"]) >= details["ctx"]["min_length"]
    )


_PLAIN_WORDS = {
    "string_type": ("this must be text", "put it in double quotes"),
    "int_type": (
        "this must be a whole number",
        "write digits only, without quotes or commas",
    ),
    "int_from_float": ("this must be a whole number", "write digits only"),
    "float_type": (
        "this must be a number",
        "write digits and at most one point, without quotes",
    ),
    "bool_type": (
        "this must be true or false",
        "write  true  or  false, without quotes",
    ),
    "tuple_type": (
        "this must be a list",
        "write each entry on a line of its own after  - ",
    ),
    "dict_type": (
        "this must be a mapping of names to values",
        "write  name: value  lines",
    ),
    "model_type": ("this must be a mapping of fields", "write  field: value  lines"),
    "too_short": ("this list has too few entries", None),
    "string_too_short": ("this text is empty", "write the text, or remove the field"),
}


def _data_error(raw: RawRecord, model: type[BaseModel], details: ErrorDetails) -> DataError:
    kind, loc, context = details["type"], details["loc"], details.get("ctx", {})
    found: str | None = _show(details["input"])
    allowed: tuple[str, ...] = tuple(map(str, context.get("allowed", ())))
    hint: str | None = None
    at_key = False
    if kind == "too_short" and isinstance(details["input"], str):
        kind = "string_too_short"
    if kind == "missing" and isinstance(loc[-1], int):
        problem, found = f"entry {loc[-1] + 1} of this list is missing", None
    elif kind == "missing":
        problem = f"the field {loc[-1]} is missing"
        found = None
        hint = f"add  {loc[-1]}: …"
        if loc[-1] in ("zh", "en"):
            language = "Traditional Chinese (zh)" if loc[-1] == "zh" else "English (en)"
            problem = f"the {language} text is missing"
            hint = f"add  {loc[-1]}: …  beside the other language"
        loc, at_key = loc[:-1], True
    elif kind == "extra_forbidden":
        problem = f"there is no field {loc[-1]} here"
        found, at_key = str(loc[-1]), True
        allowed = _fields_at(model, loc[:-1])
    elif kind in ("literal_error", "union_tag_invalid"):
        problem = "this is not one of the allowed words"
        words = context.get("expected") or context.get("expected_tags") or ""
        allowed = tuple(re.findall(r"'([^']*)'", str(words)))
        if kind == "union_tag_invalid":
            found = str(context.get("tag"))
            loc = (*loc, str(context.get("discriminator", "")).strip("'"))
    elif kind == "string_pattern_mismatch":
        problem = "this is not written as such a name is"
        hint = _PATTERN_HINTS.get(context["pattern"], f"it must match {context['pattern']}")
    elif kind in _PLAIN_WORDS:
        problem, hint = _PLAIN_WORDS[kind]
        if kind == "model_type" and _fields_at(model, loc)[:2] == ("zh", "en"):
            hint = "write  zh: …  and  en: …  on lines of their own"
    else:
        problem = details["msg"]
        found = str(context["found"]) if "found" in context else found
        if isinstance(details["input"], dict | list) and "found" not in context:
            found = None
    mark = raw.mark(loc, key=at_key)
    return DataError(raw.file, mark.line, mark.column, problem, found, allowed, hint)


_PATTERN_HINTS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case letters, digits and hyphens, as in  tech-heads",
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": "lower-case letters, digits and underscores, as in  run_time",
    r"^[1-9][0-9]*(\.[1-9][0-9]*){0,3}$": "point.paragraph.item.subitem, as in  3.2.1.1",
    r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+([.-][a-z0-9]+)*$": (
        "scheme or visit, a slash, the name, as in  usa-2024/mopop"
    ),
}


def _show(value: Any) -> str | None:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a mapping: " + ", ".join(map(str, value)) if value else "an empty mapping"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return str(getattr(value, "text", value))


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The names of the fields that a mapping at ``loc`` may have."""
    types: list[Any] = [model]
    for part in loc:
        # A part that leads nowhere is the name of an alternative, which stays.
        types = [t for type_ in types for t in _step(type_, part)] or types
    names: dict[str, None] = {}
    for type_ in (t for each in types for t in _alternatives(each)):
        if isinstance(type_, type) and issubclass(type_, BaseModel):
            for name, field in type_.model_fields.items():
                names[field.alias or name] = None
    return tuple(names)


def _alternatives(type_: Any) -> list[Any]:
    if isinstance(type_, TypeAliasType):
        return _alternatives(type_.__value__)
    origin = get_origin(type_)
    if origin is Annotated:
        return _alternatives(get_args(type_)[0])
    if origin in (Union, UnionType):
        return [t for each in get_args(type_) for t in _alternatives(each)]
    return [type_]


def _step(type_: Any, part: int | str) -> list[Any]:
    result: list[Any] = []
    for each in _alternatives(type_):
        origin = get_origin(each)
        if isinstance(each, type) and issubclass(each, BaseModel):
            each.model_rebuild()  # names in its annotations become types
            for name, field in each.model_fields.items():
                if part in (name, field.alias):
                    result.append(field.annotation)
        elif origin is tuple and isinstance(part, int):
            result.append(get_args(each)[0])
        elif origin is dict:
            result.append(get_args(each)[1])
    return result
