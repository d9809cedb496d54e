"""Expressions from their published form, and questions from the few fields that decide.

What the tests write down in the short published form becomes the typed tree that the
generator works on: the way back from ``generator.rules.published.publish``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

from generator.models.calculator import Question
from generator.models.expressions import OPERATORS
from generator.models.operands import Kind, Operand
from generator.models.operation import Expression
from generator.models.operators import Condition, Value

_VALUE: TypeAdapter[Any] = TypeAdapter(Value)
_CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)
_QUESTION: TypeAdapter[Any] = TypeAdapter(Question)


def typed(form: Any) -> Expression:
    """The tree of a published expression."""
    is_condition = isinstance(form, list) and OPERATORS[form[0]].result == "condition"
    node: Expression = (_CONDITION if is_condition else _VALUE).validate_python(_as_yaml(form))
    return node


def _as_yaml(form: Any) -> Any:
    if not isinstance(form, list):
        return form
    name, *published = form
    operator = OPERATORS[name]
    if operator.least:
        return {name: [_as_yaml(operand) for operand in published]}
    pairs = zip(operator.operands, published, strict=True)
    operands = {operand.name: _operand(operand, content) for operand, content in pairs}
    return {name: operands.get("", operands)}


def _operand(operand: Operand, content: Any) -> Any:
    if operand.kind is Kind.CASES:
        return {case: _as_yaml(value) for case, value in content.items()}
    if operand.kind is Kind.LITERAL and operand.schema.get("maximum") == 1231:
        return f"{content // 100:02}-{content % 100:02}"
    if operand.kind is Kind.POINTS:
        return [{"points": points, "when": _as_yaml(when)} for points, when in content]
    return content if operand.kind in (Kind.OPTIONS, Kind.LITERAL) else _as_yaml(content)


def questions(fields: Iterable[Mapping[str, Any]]) -> dict[str, Question]:
    """Questions by their ids, each with words and a clause that decide nothing."""
    words = {"zh": "問題", "en": "Question"}
    return {
        field["id"]: _QUESTION.validate_python(
            {"clause": "1", "label": words}
            | dict(field)
            | (
                {"options": [{"label": words, **option} for option in field["options"]]}
                if "options" in field
                else {}
            )
        )
        for field in fields
    }
