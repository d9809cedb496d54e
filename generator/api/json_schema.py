"""JSON Schemas of the published data, those of the rules' expressions included.

In: a shape of :mod:`~generator.api.schema`. Out: its JSON Schema, in which an expression is a
reference to the schema of its result, made of the table of operators.
"""

from __future__ import annotations

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaValue

from ..models.base import FactId
from ..models.expressions import OPERATORS
from ..models.operands import Kind, Operand, Operator, Result
from ..rules.published import EXPRESSION
from .schema import Published

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[Published]) -> JsonSchemaValue:
    """The JSON Schema of a published file, expressions of the rules included."""
    marked = model.model_json_schema()
    schema = {key: _expressions_by_reference(value) for key, value in marked.items()}
    definitions = schema.get("$defs")
    if isinstance(definitions, dict) and schema != marked:
        definitions |= {_DEFINITIONS[result]: _expression(result) for result in Result}
    return plainly_described({"$schema": DIALECT, **schema})


def plainly_described(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The schema with descriptions as text: made of docstrings, they have their marks and lines."""
    return {key: _plainly(key, value) for key, value in schema.items()}


def _plainly(key: str, value: object) -> object:
    if key == "description" and isinstance(value, str):
        return " ".join(value.replace("``", "").split())
    if isinstance(value, dict):
        return plainly_described(value)
    if isinstance(value, list):
        return [_plainly("", item) for item in value]
    return value


_DEFINITIONS = {
    Result.NUMBER: "NumberExpression",
    Result.DATE: "DateExpression",
    Result.CONDITION: "ConditionExpression",
}
_FACT = TypeAdapter(FactId).json_schema()


def _expressions_by_reference(schema: object) -> object:
    """The schema with a reference wherever an expression is wanted."""
    if isinstance(schema, dict):
        if EXPRESSION in schema:
            found = {key: value for key, value in schema.items() if key != EXPRESSION}
            return {**_reference(Result(schema[EXPRESSION])), **found}
        return {key: _expressions_by_reference(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_expressions_by_reference(item) for item in schema]
    return schema


def _reference(result: Result) -> dict[str, object]:
    return {"$ref": f"#/$defs/{_DEFINITIONS[result]}"}


def _expression(result: Result) -> dict[str, object]:
    """What comes to a result: the id of a question, a number, or a list with an operator.

    An operator is looked up by its name: a validator that tried one list after the other would
    take for ever over deep expressions.
    """
    operators = [operator for operator in OPERATORS.values() if operator.result is result]
    plain = [_FACT, {"type": "number"}] if result is Result.NUMBER else [_FACT]
    named = {"prefixItems": [{"enum": [operator.name for operator in operators]}], "minItems": 1}
    chosen = [{"if": _opens_with(operator), "then": _operands(operator)} for operator in operators]
    return {
        "if": {"type": "array"},
        "then": {**named, "allOf": chosen},
        "else": {"anyOf": plain},
    }


def _opens_with(operator: Operator) -> dict[str, object]:
    return {"prefixItems": [{"const": operator.name}]}


def _operands(operator: Operator) -> dict[str, object]:
    """The list of an operator; operands that are to be alike are all numbers or all dates."""
    if any(operand.kind is Kind.ALIKE for operand in operator.operands):
        return {"anyOf": [_list(operator, kind) for kind in (Kind.NUMBER, Kind.DATE)]}
    return _list(operator, None)


def _list(operator: Operator, alike: Kind | None) -> dict[str, object]:
    operands = [_operand(operand, alike) for operand in operator.operands]
    if not operator.least:
        number = len(operands) + 1
        return {"prefixItems": [True, *operands], "minItems": number, "maxItems": number}
    most = {} if operator.most is None else {"maxItems": operator.most + 1}
    (every,) = operands
    return {"prefixItems": [True], "items": every, "minItems": operator.least + 1, **most}


def _operand(operand: Operand, alike: Kind | None) -> dict[str, object]:
    kind = alike if alike is not None and operand.kind is Kind.ALIKE else operand.kind
    match kind:
        case Kind.NUMBER | Kind.DATE | Kind.CONDITION:
            return _reference(Result(kind.value))
        case Kind.CHOICE | Kind.CASE | Kind.CHOICES:
            return _FACT
        case Kind.POINTS:
            points: dict[str, object] = {"type": "integer", "minimum": 1}
            pair = {
                "type": "array",
                "prefixItems": [points, _reference(Result.CONDITION)],
                "minItems": 2,
                "maxItems": 2,
            }
            return {"type": "array", "items": pair, "minItems": 2}
        case Kind.OPTIONS:
            return {"type": "array", "items": _FACT, "minItems": 1}
        case Kind.CASES:
            return {
                "type": "object",
                "propertyNames": _FACT,
                "additionalProperties": _reference(Result.NUMBER),
                "minProperties": 1,
            }
    return dict(operand.schema)
