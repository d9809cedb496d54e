"""The published form of expressions, walked by the table of operators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from ...models.expressions import OPERATORS
from ...models.operands import Kind

Plain: TypeAlias = Any
"""Plain data as JSON has it: an expression, a part of a calculator, or of a result."""


def children(node: Plain) -> Iterator[Plain]:
    """The expressions that are operands of one."""
    if not isinstance(node, list):
        return
    operator = OPERATORS[node[0]]
    operands = operator.operands * len(node[1:]) if operator.least else operator.operands
    for operand, content in zip(operands, node[1:], strict=True):
        if operand.kind is Kind.CASES:
            yield from content.values()
        elif operand.kind is Kind.POINTS:
            yield from (when for _, when in content)
        elif operand.kind not in (Kind.OPTIONS, Kind.LITERAL):
            yield content


def walk(node: Plain) -> Iterator[Plain]:
    """An expression and all in it."""
    yield node
    for child in children(node):
        yield from walk(child)


def facts_in(node: Plain) -> Iterator[str]:
    """The questions that an expression rests on."""
    return (inner for inner in walk(node) if isinstance(inner, str))
