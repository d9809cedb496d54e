"""Formulas: a value of the rules as a person reads it, for pages without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from ..labels import Labels
from ..languages import LANGUAGES, Lang
from ..models.calculator import Calculator
from ..models.expressions import Kind, operator_of, parts
from ..models.operation import Expression, Operation
from ..text.inline import plain


def format_number(number: float) -> str:
    """8,000,000; a fraction keeps its digits."""
    return f"{number:,}"


def format_money(amount: float, currency: str, labels: Labels) -> str:
    """NT$8,000,000; a currency without a label of its own goes by its code."""
    forms = cast(Mapping[str, str], labels)  # a currency's label is known to the data alone
    form = forms.get(f"currency_{currency.lower()}", f"{currency} {{amount}}")
    return form.replace("{amount}", format_number(amount))


class Formulas:
    """Writes values in one language: 40%, 1/3, “How many episodes?” × NT$500,000."""

    def __init__(
        self,
        lang: Lang,
        labels: Labels,
        questions: Mapping[str, str],
        money: Callable[[float], str],
    ) -> None:
        """``questions`` are the words of the questions by their ids, ``money`` writes an amount."""
        self._lang = lang
        self._labels = labels
        self._questions = questions
        self._money = money

    def __call__(self, value: Expression) -> str:
        """The formula of a number, the id of a question, or an operator."""
        if isinstance(value, str):
            return LANGUAGES[self._lang].quoted(self._questions[value])
        if isinstance(value, int | float):
            return self._money(value)
        return self._operation(value)

    def _operation(self, node: Operation) -> str:
        operator = operator_of(type(node))
        inner: list[Expression] = []
        literals: dict[str, object] = {}
        for part in parts(node):
            if part.operand.kind is Kind.LITERAL:
                literals[part.operand.name or operator.name] = part.constant
            elif part.operand.kind is not Kind.CHOICE:
                inner += (expression for _, expression in part.expressions)
        if operator.joint:
            return operator.joint.join(map(self, inner))
        if operator.form:
            return operator.form.format(**literals) + "".join(map(self._of, inner))
        # An operator of a value has a joint, a form or a label.
        assert operator.label is not None, operator.name
        form = self._labels[operator.label]
        values = LANGUAGES[self._lang].listed(map(self, inner))
        return form.format(values=values, **literals)

    def _of(self, value: Expression) -> str:
        """What a share is of, where that is more than a question: the limit's label names it."""
        return "" if isinstance(value, str) else f" × ({self(value)})"


def formulas(calculator: Calculator, lang: Lang, labels: Labels) -> Formulas:
    """What writes the values of a calculator, in the words of the interface."""

    def money(amount: float) -> str:
        """An amount in the calculator's currency."""
        return format_money(amount, calculator.amount.currency, labels)

    words = {question.id: plain(question.label[lang]) for question in calculator.questions}
    return Formulas(lang, labels, words, money)
