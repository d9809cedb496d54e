"""Validate: raw records to models, collecting every error with its place.

In: :class:`~generator.content.load.RawRecord`. Out: :class:`ValidRecord`, the same with a
frozen model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from typing_extensions import TypeAliasType

from ..diagnostics.codes import Code, Detail, Word
from ..diagnostics.errors import LINE_BREAK, DataError, working_on
from ..kinds import KINDS
from ..languages import LANGS
from ..models.base import PATTERNS, Ref, Text
from .load import RawRecord
from .slips.ids import REFERS_TO, id_meant, with_ids_that_exist
from .slips.line import excerpt
from .slips.signs_of_lines import structure_slips
from .slips.values import meant

_MOST = 300
"""How many errors of one file are looked into; a file with so many is none of its kind."""


@dataclass(frozen=True, slots=True)
class ValidRecord:
    """A record whose fields are what its model says."""

    raw: RawRecord
    model: BaseModel


def validate(
    raw_records: Iterable[RawRecord], known: dict[str, ValidRecord] | None = None
) -> tuple[list[ValidRecord], list[DataError]]:
    """The records that are what their models say, and the errors of those that are not.

    ``known`` holds what was found valid before, by file; a record that was read anew is
    validated anew. It is filled here.
    """
    known = {} if known is None else known
    raw_records = list(raw_records)
    records: list[ValidRecord] = []
    errors: list[DataError] = []
    for raw in raw_records:
        before = known.get(raw.file)
        if before is not None and before.raw is raw:
            records.append(before)
            continue
        with working_on(raw.file):
            found = validated(raw)
        if isinstance(found, ValidRecord):
            known[raw.file] = found
            records.append(found)
        else:
            errors += found
    return records, with_ids_that_exist(errors, raw_records)


def also_wrong(mended: Iterable[tuple[RawRecord, frozenset[int]]]) -> list[DataError]:
    """What else is wrong in files with slips, but for the lines that were mended."""
    errors: list[DataError] = []
    for raw, lines in mended:
        with working_on(raw.file):
            found = validated(raw)
        if not isinstance(found, ValidRecord):
            errors += (error for error in found if error.line not in lines)
    return errors


def validated(raw: RawRecord) -> ValidRecord | list[DataError]:
    """The record with its model, or the errors of its fields."""
    model = KINDS[raw.key.kind].model
    try:
        return ValidRecord(raw, model.model_validate(raw.data))
    except ValidationError as error:
        lines = LINE_BREAK.split(raw.text)
        every = (
            found
            for details in error.errors()
            if not _follows_from_another(details)
            for found in _slips(raw, details, _data_error(raw, model, details), lines)
        )
        return list(islice(every, _MOST))
    except RecursionError:
        return [DataError(raw.file, 1, 1, Code.TOO_DEEP)]


def _follows_from_another(details: ErrorDetails) -> bool:
    """Whether the error only repeats another one.

    A list with wrong entries is also called too short. Where a number of any kind is wanted,
    something else is refused twice, as a whole number and as a number with decimals.
    """
    return (details["loc"][-1:] == ("int",) and details["type"].startswith("int_")) or (
        details["type"] == "too_short"
        and not isinstance(details["input"], str)
        and len(details["input"]) >= details["ctx"]["min_length"]
    )


_OWN = frozenset(Code)
_CODES = {
    "string_type": Code.NOT_TEXT,
    "int_type": Code.NOT_WHOLE_NUMBER,
    "int_from_float": Code.NOT_WHOLE_NUMBER,
    "float_type": Code.NOT_NUMBER,
    "finite_number": Code.NOT_FINITE,
    "bool_type": Code.NOT_TRUE_OR_FALSE,
    "tuple_type": Code.NOT_LIST,
    "dict_type": Code.NOT_FIELDS_HERE,
    "model_type": Code.NOT_FIELDS_HERE,
    "string_too_short": Code.EMPTY_TEXT,
    "literal_error": Code.NOT_ONE_OF,
    "union_tag_invalid": Code.NOT_ONE_OF,
}
# By pydantic's type of error: the code, and the bound's name in the message and in pydantic.
_BOUNDS = {
    "too_short": (Code.TOO_FEW, "least", "min_length"),
    "too_long": (Code.TOO_MANY, "most", "max_length"),
    "greater_than_equal": (Code.TOO_SMALL, "limit", "ge"),
    "less_than_equal": (Code.TOO_LARGE, "limit", "le"),
}


def _data_error(raw: RawRecord, model: type[BaseModel], details: ErrorDetails) -> DataError:
    kind, loc, context = details["type"], details["loc"], dict(details.get("ctx", {}))
    found: str | None = written(details["input"])
    allowed: tuple[str, ...] = ()
    parameters: dict[str, Detail] = {}
    at_key = False
    if kind in _OWN:  # raised by a validator of the models, with the details as its context
        code = Code(kind)
        allowed = tuple(map(str, context.pop("allowed", ())))
        if "found" in context:
            found = str(context.pop("found"))
        elif isinstance(details["input"], dict | list):
            found = None
        parameters = context
    elif kind == "missing":
        code, parameters, found = *_missing(loc[-1]), None
        if isinstance(loc[-1], str):
            loc, at_key = loc[:-1], True
    elif kind == "extra_forbidden":
        code, parameters, at_key = Code.UNKNOWN_FIELD, {"field": str(loc[-1])}, True
        found, allowed = str(loc[-1]), _fields_at(model, loc[:-1])
    elif kind in _BOUNDS:
        code, name, bound = _BOUNDS[kind]
        parameters = {name: f"{context[bound]:g}" if kind.endswith("equal") else context[bound]}
        if isinstance(details["input"], str):
            code, parameters = Code.EMPTY_TEXT, {}
    elif context.get("pattern") in PATTERNS:
        code = PATTERNS[context["pattern"]]
    elif kind in _CODES:
        code = _CODES[kind]
        words = context.get("expected") or context.get("expected_tags") or ""
        allowed = tuple(re.findall(r"'([^']*)'", str(words)))
        if kind == "union_tag_invalid":
            found = str(context["tag"])
            loc = (*loc, str(context["discriminator"]).strip("'"))
        elif kind == "model_type" and _fields_at(model, loc)[:2] == LANGS:
            code = Code.NOT_TWO_LANGUAGES
    else:
        code, parameters = Code.NOT_ALLOWED, {"reason": details["msg"]}
    mark = raw.mark(loc, key=at_key)
    return DataError(
        raw.file, mark.line, mark.column, code, found, allowed, tuple(parameters.items())
    )


_STRUCTURE = {*(Code.MISSING_LANGUAGE, Code.NOT_TWO_LANGUAGES, Code.NOT_FIELDS_HERE, Code.NOT_LIST)}


_IDS = {*(Code.NOT_AN_ID, Code.NOT_A_SCOPED_ID, Code.NOT_A_LOCATOR, Code.NOT_A_LINK)}
_IDS |= {Code.NOT_A_QUESTION_ID, Code.BAD_DATE}


def _slips(
    raw: RawRecord, details: ErrorDetails, error: DataError, lines: list[str]
) -> list[DataError]:
    """The slips that an error comes from, or the error where none is found.

    ``lines`` are those of the file.
    """
    line = lines[error.line - 1]
    if error.code in _STRUCTURE:
        first, last = raw.span(details["loc"])
        slips = structure_slips(lines, range(first, last))
        return [
            replace(error, line=slip.line, column=slip.column, code=slip.code, found=None,
                    allowed=(), details=slip.details)
            for slip in slips
        ] or [error]  # fmt: skip
    if error.code in _IDS and isinstance(details["loc"][-1], int) and " " in str(details["input"]):
        first, last = raw.span(details["loc"])
        if last > first + 1:  # YAML joins what stands on several lines
            wanted = lines[first].rstrip() + ","
            slip_details = (("line", excerpt(wanted)),)
            return [
                replace(error, column=len(wanted), code=Code.NO_COMMA_IN_LIST, details=slip_details)
            ]
    kinds_of_numbers = ("int", "float")  # what pydantic puts behind the name of a field
    names = [part for part in details["loc"] if isinstance(part, str)]
    names = [name for name in names if name not in kinds_of_numbers]
    slip = meant(error.code, details["input"], names[-1] if names else "", line)
    if slip is None:
        if error.code is not Code.NOT_AN_ID:
            return [error]
        if kind := _refers_to(KINDS[raw.key.kind].model, details["loc"]):
            return [replace(error, details=((REFERS_TO, kind),))]
        return [replace(error, allowed=tuple(filter(None, [id_meant(str(details["input"]))])))]
    column = max(line.find(slip.sign, error.column - 1) + 1, error.column)
    return [
        replace(error, column=column, code=slip.code, allowed=(),
                details=tuple(slip.details.items()))
    ]  # fmt: skip


def _refers_to(model: type[BaseModel], loc: tuple[int | str, ...]) -> str | None:
    """The kind of the record whose id belongs at ``loc``, or ``None`` for an id of its own."""
    names = [i for i, part in enumerate(loc) if isinstance(part, str)]
    for at in reversed(names):
        for type_ in types_at(model, loc[:at]):
            if isinstance(type_, type) and issubclass(type_, BaseModel):
                for name, field in type_.model_fields.items():
                    if loc[at] in (name, field.alias):
                        return _kind_in((*field.metadata, field.annotation))
    return None


def _kind_in(parts: tuple[object, ...]) -> str | None:
    for part in parts:
        kind = part.kind if isinstance(part, Ref) else _kind_in(get_args(part))
        if kind is not None:
            return kind
    return None


def _missing(name: str | int) -> tuple[Code, dict[str, Detail]]:
    if isinstance(name, int):
        return Code.MISSING_ENTRY, {"number": name + 1}
    if name in LANGS:
        return Code.MISSING_LANGUAGE, {"field": name, "language": Word(f"language_{name}")}
    return Code.MISSING_FIELD, {"field": name}


def written(value: object) -> str:
    """What stands in the file, in brief."""
    if value is None:
        return Word("nothing")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: …" for name in value) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join("…" for _ in value) + "]"
    return str(getattr(value, "text", value))


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The names of the fields that a mapping at ``loc`` may have."""
    names: dict[str, None] = {}
    for type_ in types_at(model, loc):
        if isinstance(type_, type) and issubclass(type_, BaseModel):
            for name, field in type_.model_fields.items():
                names[field.alias or name] = None
    return tuple(names)


def may_be_text(model: type[BaseModel], loc: tuple[int | str, ...]) -> bool:
    """Whether a text in both languages may stand at ``loc``."""
    return Text in types_at(model, loc)


def types_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[object]:
    """What may stand at ``loc``: models, plain types, ``tuple[…]`` and ``dict[…]``."""
    types: list[object] = [model]
    for part in loc:
        # Pydantic puts names of alternatives into the path; those lead to no field.
        types = [t for type_ in types for t in _step(type_, part)] or types
    return [t for type_ in types for t in alternatives(type_)]


def alternatives(type_: object) -> list[object]:
    """The types of which a value may be one, without what is annotated of them."""
    if isinstance(type_, TypeAliasType):
        return alternatives(type_.__value__)
    origin = get_origin(type_)
    if origin is Annotated:
        return alternatives(get_args(type_)[0])
    if origin in (Union, UnionType):
        return [t for argument in get_args(type_) for t in alternatives(argument)]
    return [type_]


def _step(type_: object, part: int | str) -> list[object]:
    result: list[object] = []
    for alternative in alternatives(type_):
        origin = get_origin(alternative)
        if isinstance(alternative, type) and issubclass(alternative, BaseModel):
            alternative.model_rebuild()  # names in its annotations become types
            for name, field in alternative.model_fields.items():
                if part in (name, field.alias):
                    result.append(field.annotation)
        elif origin is tuple and isinstance(part, int):
            result.append(get_args(alternative)[0])
        elif origin is dict:
            result.append(get_args(alternative)[1])
    return result
