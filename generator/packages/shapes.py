"""The shapes that a published JSON Schema says, as declarations of a language.

In: a schema whose objects stand at its top or under ``$defs``, as the site's own do. Out:
TypeScript interfaces or Python's ``TypedDict``s, which say as much of it as types can: bounds
and patterns are left to a validator.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

Schema = Mapping[str, object]

_REFERENCE = "#/$defs/"


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes types."""

    names: Mapping[str, str]
    """Its names for those of JSON Schema; ``never`` and ``any`` for the schemas without one, and
    ``date`` for a text that is a day."""
    literals: Callable[[list[object]], Iterable[str]]
    """Constants, as the types that they are alone."""
    array: str
    """An array of ``{}``."""
    member: Callable[[str, str, bool, str], Iterator[str]]
    """The lines of a member: its name, its type, whether it may be left out, what is said of it."""
    opened: str
    """The line that opens an object of a name, ``{}``."""
    closed: str


def declarations(schema: Schema, name: str, language: Language) -> str:
    """Every object of a schema: those under ``$defs``, then the schema itself as ``name``."""
    shapes = {**_mapping(schema.get("$defs", {})), name: schema}
    lines = [line for title in shapes for line in _object(shapes, title, language)]
    return "\n".join(lines) + "\n"


def _object(shapes: Mapping[str, object], name: str, language: Language) -> Iterator[str]:
    shape = _mapping(shapes[name])
    needed = _list(shape.get("required", []))
    yield language.opened.format(name)
    for member, schema in _mapping(shape["properties"]).items():
        described = schema if isinstance(schema, Mapping) else {}
        words = " ".join(str(described.get("title", described.get("description", ""))).split())
        yield from language.member(member, _type(schema, language), member not in needed, words)
    yield language.closed


def _type(schema: object, language: Language) -> str:
    """The type of a schema, as a union where it is several."""
    constants, types = _parts(schema, language)
    return " | ".join(dict.fromkeys([*language.literals(constants), *types]))


def _parts(schema: object, language: Language) -> tuple[list[object], list[str]]:
    """What a schema may be: constants, and the types of all else."""
    if not isinstance(schema, Mapping):
        return [], [language.names["any" if schema else "never"]]
    if "$ref" in schema:
        return [], [str(schema["$ref"]).removeprefix(_REFERENCE)]
    if "const" in schema:
        return [schema["const"]], []
    if "enum" in schema:
        return _list(schema["enum"]), []
    for several in ("oneOf", "anyOf"):
        if several in schema:
            constants, types = [], []
            for item in _list(schema[several]):
                more_constants, more_types = _parts(item, language)
                constants += more_constants
                types += more_types
            return constants, types
    named = schema.get("type", "any")
    return [], [_named(str(n), schema, language) for n in _list(named)]


def _named(name: str, schema: Schema, language: Language) -> str:
    if name == "array":
        return language.array.format(_type(schema.get("items", True), language))
    return language.names["date" if schema.get("format") == "date" else name]


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, Mapping)
    return value


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _typescript_member(name: str, type_: str, optional: bool, words: str) -> Iterator[str]:
    if words:
        yield f"  /** {words.replace('*/', '* /')} */"
    written = name if re.fullmatch(r"[A-Za-z_]\w*", name, re.A) else json.dumps(name)
    yield f"  {written}{'?' if optional else ''}: {type_};"


def _python_member(name: str, type_: str, optional: bool, words: str) -> Iterator[str]:
    if words:
        yield f"    # {words}"
    # As a text, it may name what is declared further down.
    yield f"    {name!r}: {f'NotRequired[{type_!r}]' if optional else repr(type_)},"


TYPESCRIPT = Language(
    names={
        "string": "string",
        "date": "string",
        "integer": "number",
        "number": "number",
        "boolean": "boolean",
        "null": "null",
        "object": "Record<string, unknown>",
        "any": "unknown",
        "never": "never",
    },
    literals=lambda constants: (json.dumps(item, ensure_ascii=False) for item in constants),
    array="Array<{}>",
    member=_typescript_member,
    opened="export interface {} {{",
    closed="}",
)
PYTHON = Language(
    names={
        "string": "str",
        "date": "str",
        "integer": "int",
        "number": "float",
        "boolean": "bool",
        "null": "None",
        "object": "dict[str, object]",
        "any": "object",
        "never": "Never",
    },
    literals=lambda items: [f"Literal[{', '.join(map(repr, items))}]"] if items else [],
    array="list[{}]",
    member=_python_member,
    # Called, not as a class: a question may have a name that Python keeps for itself.
    opened='{0} = TypedDict(\n    "{0}",\n    {{',
    closed="    },\n)",
)
"""``TypedDict``s, for which ``Literal``, ``Never``, ``NotRequired`` and ``TypedDict`` are there."""
PYTHON_FACTS = replace(PYTHON, names={**PYTHON.names, "date": "str | date"})
"""The same of what is handed in, where a ``date`` does as well as its text."""
