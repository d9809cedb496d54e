"""JSON Schemas of what one scheme's calculator takes and gives: its facts, and its result.

In: a version of a scheme and its compiled calculator. Out: ``facts.schema.json`` and
``result.schema.json``. A program that keeps to the first is refused by the engine for one thing
alone, which no JSON Schema can say: an answer that may be no more than another's.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sized
from functools import cache
from typing import Any, TypeAlias

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from ..content.catalogue import SchemeView
from ..languages import LANGS
from ..models.base import Text
from ..rules.compile import CompiledCalculator
from ..rules.published import CalculatorData
from ..rules.results import Result
from ..text.inline import plain
from ..text.json_text import in_lines
from .json_schema import DIALECT, plainly_described

_30, _31 = "(0[469]|11)-(0[1-9]|[12][0-9]|30)", "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_LEAP = "(20([02468][048]|[13579][26])|21(0[48]|[2468][048]|[13579][26]))-02-29"
DATE = f"^(2[01][0-9]{{2}}-({_31}|{_30}|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP})$"
"""The days that the engine takes, from 2000 to 2199: many validators pass over ``format``."""

Item: TypeAlias = Mapping[str, Any]
"""A question, an option, a requirement or another rule, as published."""


def facts_file(scheme: str) -> str:
    """The schema of the facts, by the name of its file in the site."""
    return f"api/schemes/{scheme}/facts.schema.json"


def result_file(scheme: str) -> str:
    """The schema of the result, by the name of its file in the site."""
    return f"api/schemes/{scheme}/result.schema.json"


def program_schemas(scheme: SchemeView, compiled: CompiledCalculator) -> dict[str, str]:
    """The schemas by the names of their files, and their text."""
    return {
        facts_file(scheme.id): in_lines(facts_schema(scheme, compiled.data)),
        result_file(scheme.id): in_lines(result_schema(scheme, compiled.data)),
    }


# --- facts ----------------------------------------------------------------------------------


def facts_schema(scheme: SchemeView, rules: CalculatorData) -> JsonSchemaValue:
    """What ``evaluate`` takes as facts: an answer by its question's id, ``null`` for none."""
    return {
        "$schema": DIALECT,
        **_worded("title", scheme.model.title),
        "type": "object",
        "properties": {item["id"]: _question(item) for item in rules["questions"]},
        "additionalProperties": False,
        "x-scheme": rules["scheme"],
        "x-version": rules["version"],
        "x-hash": rules["hash"],
    }


def _question(item: Item) -> JsonSchemaValue:
    words = _worded("title", item["label"])
    if "help" in item:
        words |= _worded("description", item["help"])
    more = {
        f"x-{name.replace('_', '-')}": item[name]
        for name in ("clause", "unit", "currency", "optional", "asked_when", "no_more_than")
        if name in item
    }
    return {**words, **_answer(item), **more}


def _answer(item: Item) -> JsonSchemaValue:
    """What an answer may be. A number's bounds say nothing of ``null``."""
    match item["type"]:
        case "choice":
            return {"oneOf": [*_named(item["options"], "label"), {"type": "null"}]}
        case "choices":
            options = {"oneOf": _named(item["options"], "label")}
            return {"type": ["array", "null"], "items": options}
        case "date":
            wanted = {"format": "date", "pattern": DATE, "maxLength": len("2026-01-31")}
            return {"type": ["string", "null"], **wanted}
        case kind:
            bounds = {"min": "minimum", "above": "exclusiveMinimum", "max": "maximum"}
            asked = {keyword: item[name] for name, keyword in bounds.items() if name in item}
            return {"type": [kind, "null"], **asked}


# --- result ---------------------------------------------------------------------------------


def result_schema(scheme: SchemeView, rules: CalculatorData) -> JsonSchemaValue:
    """What ``evaluate`` gives: the shape of every result, with this scheme's own ids."""
    schema = copy.deepcopy(_any_result())
    own, shapes = schema["properties"], schema["$defs"]
    own["scheme"] = {"const": rules["scheme"]}
    _all_of(own["requirements"], rules["requirements"])
    _requirement(shapes["DecidedRequirement"]["properties"], rules)
    ways = [way for item in rules["requirements"] for way in item.get("readings", ())]
    shapes["DecidedReading"]["properties"]["id"] = _one_of(ways, "text")
    own["unanswered"]["items"] = _one_of(rules["questions"], "label")
    amount = rules["amount"]
    if amount is None:
        own["amount"] = {"type": "null"}
    else:
        own["amount"] = {"$ref": "#/$defs/Amount"}
        limit = _one_of(amount["limits"], "label")
        shapes["Amount"]["properties"]["currency"] = {"const": amount["currency"]}
        shapes["Amount"]["properties"]["binding"]["anyOf"][0]["items"] = limit
        shapes["Step"]["properties"]["id"] = limit
    _all_of(own["instalments"], rules["instalments"])
    _all_of(own["deadlines"], rules["deadlines"])
    shapes["Instalment"]["properties"]["id"] = _one_of(rules["instalments"], "title")
    shapes["Deadline"]["properties"]["id"] = _one_of(rules["deadlines"], "title")
    return {"$schema": DIALECT, **schema, **_worded("title", scheme.model.title)}


class _Untitled(GenerateJsonSchema):
    """Members go by their names; a title is what a rule is called."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """No member gets a title made of its name."""
        return False


@cache
def _any_result() -> JsonSchemaValue:
    return plainly_described(TypeAdapter(Result).json_schema(schema_generator=_Untitled))


def _requirement(shape: JsonSchemaValue, rules: CalculatorData) -> None:
    shape["id"] = _one_of(rules["requirements"], "title")
    notes = [note for item in rules["requirements"] for note in item.get("notes", ())]
    shape["notes"]["items"] = _one_of(notes, "text")


def _all_of(array: JsonSchemaValue, items: Sized) -> None:
    """Mark that an array tells each of the rules, in their order."""
    array["minItems"] = array["maxItems"] = len(items)


# --- words ----------------------------------------------------------------------------------


def _one_of(items: Iterable[Item], words: str) -> JsonSchemaValue | bool:
    """One of the ids of these; nothing at all where there are none."""
    named = _named(items, words)
    return {"oneOf": named} if named else False


def _named(items: Iterable[Item], words: str) -> list[JsonSchemaValue]:
    named: dict[str, JsonSchemaValue] = {}
    for item in items:  # two requirements may have notes or readings of one id
        named.setdefault(item["id"], {"const": item["id"], **_worded("title", item[words])})
    return list(named.values())


def _worded(member: str, text: Text | Mapping[str, str]) -> JsonSchemaValue:
    """A title or description in both languages, and each by itself for who shows one."""
    words = {lang: plain(text[lang]) for lang in LANGS}
    return {member: "｜".join(words.values()), f"x-{member}": words}
