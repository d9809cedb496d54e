"""JSON Schemas of the YAML files, by which an editor completes, explains and checks them.

Made from the models; each file under ``data/`` names its own in its first line. They are of
draft 7, which every editor knows. They check fields; ids and rules are checked by ``check``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ..content.drafts import ALWAYS_PUBLISHED
from ..content.parts import TRANSLATED
from ..kinds import KINDS
from ..models.base import Text
from ..models.kind import Kind
from ..text.json_text import in_lines
from .field_words import titles

_NOT_YET = (
    "英文：英式英文；還沒寫就空著，這一段先不發布"
    "｜English: plain British English; left empty, the text is not yet published"
)
_DRAFT = "http://json-schema.org/draft-07/schema#"


class _Generator(GenerateJsonSchema):
    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """A text may be typed as a number, such as the locator 3.1: its words are kept."""
        result = super().str_schema(schema)
        if re.match(result.get("pattern", ""), "1"):
            result["type"] = ["string", "number"]
        return result

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        """The two sides of a comparison are of one kind, which any draft can say."""
        result = super().tuple_schema(schema)
        if first := result.pop("prefixItems", None):
            result["items"] = first[0]
        return result

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A name that is not written as the pattern says is refused."""
        result = super().dict_schema(schema)
        if "patternProperties" in result:
            result["additionalProperties"] = False
        return result


def schemas() -> dict[str, str]:
    """The JSON text of each kind's schema, by kind."""
    return {name: _schema(kind) for name, kind in KINDS.items()}


def _schema(kind: Kind[BaseModel]) -> str:
    schema = schema_of(kind)
    _without_marks(schema)
    return in_lines(schema)


def schema_of(kind: Kind[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a kind, with a mark ``ref`` where the id of another record stands."""
    schema = kind.model.model_json_schema(schema_generator=_Generator)
    if kind.name not in ALWAYS_PUBLISHED:
        _let_english_wait(schema["$defs"])
    _explain(schema)
    return {"$schema": _DRAFT, **schema}


def _without_marks(node: object) -> None:
    if isinstance(node, list):
        for item in node:
            _without_marks(item)
    elif isinstance(node, dict):
        if isinstance(node.get("ref"), str):
            del node["ref"]
        for item in node.values():
            _without_marks(item)


def _let_english_wait(definitions: dict[str, dict[str, Any]]) -> None:
    """A text may still lack its English."""
    if text := definitions.get(Text.__name__):
        text["required"].remove(TRANSLATED)
        text["properties"][TRANSLATED] = {
            "type": ["string", "number", "null"],
            "description": _NOT_YET,
        }


def _explain(node: object) -> None:
    """Titles and descriptions in both languages for a schema and all in it."""
    if isinstance(node, list):
        for item in node:
            _explain(item)
    elif isinstance(node, dict):
        if isinstance(text := node.get("description"), str):
            node["title"] = "｜".join(titles(text).values())
            node["description"] = "｜".join(re.split("[｜\n]", text)[:2])
        if node.get("default", ...) in (None, []):  # nothing that an editor should fill in
            del node["default"]
        for item in node.values():
            _explain(item)


def write_schemas(folder: Path) -> None:
    """Write every kind's schema to ``folder``, as ``<kind>.json``."""
    folder.mkdir(exist_ok=True)
    for kind, text in schemas().items():
        (folder / f"{kind}.json").write_text(text, encoding="utf-8")
