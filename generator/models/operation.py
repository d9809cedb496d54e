"""What an operator is, and the type of what may stand where an expression is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeAlias, Union

from pydantic import BeforeValidator, Discriminator, Tag
from typing_extensions import TypeAliasType

from ..diagnostics.codes import Code, Word
from .base import Model, mistake


class Operation(Model):
    """An operator with its operands: a node whose one field is called as the operator is."""


class ValueOperation(Operation):
    """One that comes to a number or a date."""


class ConditionOperation(Operation):
    """One that is true, false or unknown."""


Expression: TypeAlias = int | float | str | Operation
"""A number, the id of a question, or an operator with its operands."""

# A type of its own: from 3.14 on, Python looks for the name in it where a model uses the alias.
Published = TypeAliasType("Published", int | float | str | list["PublishedOperand"])
"""An expression as published; which lists are expressions, ``OPERATORS`` says."""
PublishedOperand: TypeAlias = Published | dict[str, Published]
"""What follows the operator in a published list; a mapping has a number for each option."""


def operator_name(node: type[Operation]) -> str:
    """What YAML and the published form call an operator: the name of the node's one field."""
    ((field, info),) = node.model_fields.items()
    return info.alias or field


def _one_operator(table: Mapping[str, type[Operation]], what: str) -> BeforeValidator:
    """Refuses a mapping with more than one name, or with one that is no operator."""

    def refuse_others(value: object) -> object:
        """The value as it is, unless it is such a mapping."""
        if isinstance(value, dict):
            if len(value) != 1:
                raise mistake(
                    Code.ONE_OPERATOR, what=Word(what), count=len(value), allowed=sorted(table)
                )
            (name,) = value
            if name not in table:
                raise mistake(
                    Code.UNKNOWN_OPERATOR,
                    what=Word(what),
                    operator=str(name),
                    found=str(name),
                    allowed=sorted(table),
                )
        return value

    return BeforeValidator(refuse_others)


def _tag(value: object) -> str | None:
    """Which alternative a value is to be read as: an operator by its name, or another."""
    if isinstance(value, dict) and value:
        return str(next(iter(value)))
    if isinstance(value, Operation):
        return operator_name(type(value))
    if isinstance(value, str):
        return "fact"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return None


def alternatives(
    table: Mapping[str, type[Operation]], plain: Mapping[str, object], what: str, code: Code
) -> object:
    """The type of a value that is an operator of ``table`` or one of the ``plain`` types.

    ``what`` is the word for it in messages, ``code`` the mistake of anything else.
    """
    tagged = [Annotated[type_, Tag(tag)] for tag, type_ in {**plain, **table}.items()]
    discriminator = Discriminator(
        _tag, custom_error_type=code.value, custom_error_message=code.value
    )
    return Annotated[Union[tuple(tagged)], discriminator, _one_operator(table, what)]  # noqa: UP007
