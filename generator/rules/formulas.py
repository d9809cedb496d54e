"""Formulas: a value of the rules as a person reads it, for pages without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from ..labels import Label, Labels
from ..languages import LANGUAGES, Lang
from ..models.calculator import Calculator
from ..text.inline import plain
from .typecheck import parts

_JOINTS = {"times": " × ", "sum": " + "}
_LISTS: Mapping[str, Label] = {"min": "formula_min", "max": "formula_max"}


def format_number(number: float) -> str:
    """8,000,000; a fraction keeps its digits."""
    return f"{number:,}"


def format_money(amount: float, currency: str, labels: Labels) -> str:
    """NT$8,000,000; a currency without a label of its own goes by its code."""
    forms = cast(Mapping[str, str], labels)  # the data name the currencies that they have
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

    def __call__(self, value: Any) -> str:
        """A number, the id of a question or an operator, but not one by option."""
        if isinstance(value, str):
            return LANGUAGES[self._lang].quoted(self._questions[value])
        if isinstance(value, int | float):
            return self._money(value)
        operator, operand = parts(value)
        if operator == "share":
            return f"{operand.percent}%" + self._of(operand.of)
        if operator == "fraction":
            return f"{operand.numerator}/{operand.denominator}" + self._of(operand.of)
        if operator == "by":
            return self._list(operand.cases.values(), "formula_by")
        if operator in _JOINTS:
            return _JOINTS[operator].join(map(self, operand))
        return self._list(operand, _LISTS[operator])

    def _of(self, value: Any) -> str:
        """What a share is of, where that is more than a question: the limit's label names it."""
        return "" if isinstance(value, str) else f" × ({self(value)})"

    def _list(self, values: Any, label: Label) -> str:
        return self._labels[label].replace(
            "{values}", LANGUAGES[self._lang].listed(map(self, values))
        )


def formulas(calculator: Calculator, lang: Lang, labels: Labels) -> Formulas:
    """What writes the values of a calculator, in the words of the interface."""

    def money(amount: float) -> str:
        return format_money(amount, calculator.amount.currency, labels)

    words = {question.id: plain(question.label[lang]) for question in calculator.questions}
    return Formulas(lang, labels, words, money)
