"""The categories that a ceiling goes by, side by side: what is each one's own."""

from __future__ import annotations

from dataclasses import dataclass

from ...content.catalogue import SchemeView
from ...models.calculator import Option, Requirement
from ...models.expressions import children
from ...models.operation import ConditionOperation
from ...models.operators import Condition, Not, OneOf, Value
from ...models.scheme import ChecklistItem
from ...rules.ceilings import ceilings


@dataclass(frozen=True, slots=True)
class Category:
    """One category: its option, what it must have, its ceiling and its own documents."""

    option: Option
    requirements: tuple[Requirement, ...]
    ceiling: Value
    """A number of the currency, or an expression."""
    clause: str
    documents: tuple[ChecklistItem, ...]


def categories(scheme: SchemeView) -> tuple[Category, ...]:
    """The options of the first limit that goes by one; empty where none does."""
    calculator = scheme.calculator
    items = [item for phase in scheme.checklist.phases for item in phase.items]
    for limit in calculator.amount.limits:
        rows = ceilings(limit, calculator.questions)
        columns = tuple(
            Category(
                row.option,
                tuple(
                    requirement
                    for requirement in calculator.requirements
                    if names_option(requirement.applies_when, row.question.id, row.option.id)
                ),
                row.value,
                row.clause,
                tuple(
                    item
                    for item in items
                    if names_option(item.needed_when, row.question.id, row.option.id)
                ),
            )
            for row in rows
            if row.option is not None and row.question is not None
        )
        if columns:
            return columns
    return ()


def names_option(condition: Condition | None, fact: str, option: str) -> bool:
    """Whether a condition asks, in any of its parts, that a choice be this option."""
    if condition is None or isinstance(condition, Not):
        return False
    if isinstance(condition, OneOf):
        return condition.one_of.fact == fact and option in condition.one_of.options
    return any(
        isinstance(inner, ConditionOperation) and names_option(inner, fact, option)
        for inner in children(condition)
    )
