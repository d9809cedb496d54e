"""Shapes: what each field of a form is, from the models, by way of their JSON Schemas.

A condition or value of a rule is one field: a text of YAML. Both ways are here: data as typed to
what a form shows, and what a form sends to data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..authoring.editor_schemas import schema_of
from ..authoring.yaml_changes import FieldPath
from ..authoring.yaml_text import plain_text, scalar_text
from ..content.slips.signs import code_point, fault_of, unwanted
from ..content.yaml_reader import YamlFloat, YamlInt, YamlReader
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..kinds import KINDS
from ..models.base import Reviewed

Schema = dict[str, Any]
RULES = {"Condition": "condition", "Value": "value"}
"""The parts of a schema that are typed as YAML, and what each is called in the form."""
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, which JSON has and no file."""
_LAST = tuple(Reviewed.model_fields)
"""What any record has; it stands below what is its kind's own."""


class Unreadable(Exception):
    """A field of a form holds what no file can: a text of YAML that is none, unseen characters."""

    def __init__(self, path: FieldPath, errors: list[DataError]) -> None:
        self.path = path
        self.errors = errors
        super().__init__(path)


@cache
def schema_for(kind: str) -> Schema:
    """The JSON Schema of a kind's form."""
    schema = schema_of(KINDS[kind])
    defs = schema.get("$defs", {})
    for name, rule in RULES.items():
        if name in defs:
            defs[name] = {"type": "string", "format": "yaml", "rule": rule}
    fields = schema.get("properties", {})
    rest = {name: part for name, part in schema.items() if name not in ("$defs", "properties")}
    whole = {**rest, "properties": {name: fields[name] for name in _ordered(schema)}}
    used = set(_named(whole, defs))
    return {**whole, "$defs": {name: part for name, part in defs.items() if name in used}}


def _ordered(schema: Schema) -> list[str]:
    names = list(schema.get("properties", {}))
    return [name for name in names if name not in _LAST] + [n for n in _LAST if n in names]


def _named(node: object, defs: Schema, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The names of the definitions that a part of a schema rests on."""
    if isinstance(node, list):
        for item in node:
            yield from _named(item, defs, seen)
    elif isinstance(node, dict):
        name = str(node.get("$ref", "")).removeprefix("#/$defs/")
        if name in defs and name not in seen:
            yield name
            yield from _named(defs[name], defs, seen | {name})
        for item in node.values():
            yield from _named(item, defs, seen)


class Shape:
    """What may stand at a place of a record."""

    def __init__(self, schema: Schema, nodes: list[Schema]) -> None:
        self._schema = schema
        self._nodes = [found for node in nodes for found in self._alternatives(node)]

    @classmethod
    def of(cls, kind: str) -> Shape:
        """Of a whole record of a kind."""
        schema = schema_for(kind)
        return cls(schema, [schema])

    def _alternatives(self, node: Schema) -> Iterator[Schema]:
        if "$ref" in node:
            yield from self._alternatives(
                self._schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
            )
        for choice in ("anyOf", "oneOf"):
            for inner in node.get(choice, ()):
                yield from self._alternatives(inner)
        yield node

    def within(self, part: str | int) -> Shape:
        """What may stand in one of its fields or entries."""
        found: list[Schema] = []
        for node in self._nodes:
            if isinstance(part, int):
                found += [node["items"]] if isinstance(node.get("items"), dict) else []
            elif part in node.get("properties", {}):
                found.append(node["properties"][part])
            else:
                others = [*node.get("patternProperties", {}).values()]
                others.append(node.get("additionalProperties"))
                found += [other for other in others if isinstance(other, dict)]
        return Shape(self._schema, found)

    def at(self, path: FieldPath) -> Shape:
        """What may stand at a path."""
        shape = self
        for part in path:
            shape = shape.within(part)
        return shape

    @property
    def rule(self) -> str | None:
        """``condition`` or ``value``, where it is a part of a rule."""
        return next((node["rule"] for node in self._nodes if "rule" in node), None)

    @property
    def fields(self) -> list[str]:
        """The names of its fields in the order in which files have them."""
        return [name for node in self._nodes for name in _ordered(node)]

    @property
    def refs(self) -> set[str]:
        """The kinds of records that are named anywhere in the schema."""
        return set(_marks(self._schema))

    @property
    def _keeps_words(self) -> bool:
        return any(node.get("type") == ["string", "number"] for node in self._nodes)

    # --- both ways ----------------------------------------------------------------------

    def shown(self, value: object) -> object:
        """Data as typed, as JSON for the form."""
        if self.rule:
            return rule_text(value)
        if isinstance(value, dict):
            return {name: self.within(name).shown(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.within(i).shown(item) for i, item in enumerate(value)]
        return getattr(value, "text", value) if self._keeps_words else value

    def typed(self, value: object, path: FieldPath = ()) -> object:
        """What a form sends, as data; ``path`` is where it stands in the record.

        Raises:
            Unreadable: where a rule is no YAML, or a text has what nobody sees in it.
        """
        if self.rule and isinstance(value, str):
            return rule_data(value, path)
        if isinstance(value, dict):
            for name in value:
                _refuse_unwanted(name, (*path, name))
            return {n: self.within(n).typed(item, (*path, n)) for n, item in value.items()}
        if isinstance(value, list):
            return [self.within(i).typed(item, (*path, i)) for i, item in enumerate(value)]
        if isinstance(value, str):
            _refuse_unwanted(value, path)
        if isinstance(value, str) and self._keeps_words and _NUMBER.fullmatch(value):
            number = YamlFloat(value) if "." in value else YamlInt(value)
            number.text = value
            return number
        return value


def _refuse_unwanted(text: str, path: FieldPath) -> None:
    """What the check says of a file with such a text; no file is written with it.

    Raises:
        Unreadable: where there is a character that nobody sees, or half of one.
    """
    faults = [fault_of(sign) for sign in unwanted(text)]
    halves = _HALF.findall(text)
    faults += [(Code.BROKEN_CHARACTER, {"point": code_point(half)}) for half in halves]
    if faults:
        errors = [DataError("", 1, 1, code, details=tuple(more.items())) for code, more in faults]
        raise Unreadable(path, errors)


def rule_text(value: object) -> str:
    """A part of a rule as YAML."""
    if isinstance(value, dict | list) and value:
        return plain_text(value).rstrip("\n")
    return scalar_text(value, "", in_flow=False) if not isinstance(value, dict | list) else "{}"


def rule_data(text: str, path: FieldPath) -> object:
    """The data that a text of YAML says.

    Raises:
        Unreadable: where it is no YAML.
    """
    if half := _HALF.search(text):
        _refuse_unwanted(half[0], path)
    reader = YamlReader("")
    lines = "".join(f"  {line}\n" for line in text.splitlines())
    read = reader.parse(f"rule:\n{lines}")
    if read is None:
        raise Unreadable(path, reader.errors)
    if read.data.keys() != {"rule"}:
        raise Unreadable(path, [])
    return read.data["rule"]


def _marks(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _marks(item)
    elif isinstance(node, dict):
        if isinstance(node.get("ref"), str):
            yield node["ref"]
        for item in node.values():
            yield from _marks(item)
