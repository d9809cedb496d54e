"""Formulas: a value of the rules as a person reads it, for pages without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from ..labels import Labels
from ..languages import LANGUAGES, Lang
from ..models.calculator import Calculator, ChoiceQuestion, NumberQuestion, Question
from ..models.expressions import operator_of, parts
from ..models.operands import Kind
from ..models.operation import Expression, Operation
from ..text.inline import plain


def format_number(number: float) -> str:
    """8,000,000; a fraction keeps its digits."""
    return f"{number:,}"


def format_money(amount: float, currency: str, labels: Labels) -> str:
    """NT$8,000,000; a currency without a label of its own goes by its code."""
    return money_form(currency, labels).replace("{amount}", format_number(amount))


def money_form(currency: str, labels: Labels, end: str = "") -> str:
    """How a sum of a currency is written, with ``{amount}`` in its place.

    ``end`` is that of the label: ``_short`` for a sum inside a calculation.
    """
    forms = cast(Mapping[str, str], labels)  # a currency's label is known to the data alone
    return forms.get(f"currency_{currency.lower()}{end}", f"{currency} {{amount}}")


@dataclass(frozen=True, slots=True)
class Names:
    """How formulas call what they are made of, in one language; else it goes by its id."""

    questions: Mapping[str, str]
    """What is asked, by the ids of the questions: the number of episodes, “How far is it”."""
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The answers of questions by their ids, as cases have them."""

    def question(self, id_: str) -> str:
        """What a question is called."""
        return self.questions.get(id_, id_)


class Formulas:
    """Writes values in one language: 40%, 1/3, the number of episodes × NT$500,000."""

    def __init__(
        self,
        lang: Lang,
        labels: Labels,
        names: Names,
        money: Callable[[float], str],
    ) -> None:
        """``money`` writes an amount."""
        self._language = LANGUAGES[lang]
        self._labels = labels
        self._names = names
        self._money = money

    def __call__(self, value: Expression) -> str:
        """The formula of a number, the id of a question, or an operator."""
        if isinstance(value, str):
            return self._names.question(value)
        if isinstance(value, int | float):
            return self._money(value)
        return self._operation(value)

    def _operation(self, node: Operation) -> str:
        operator = operator_of(type(node))
        inner: list[Expression] = []
        cases: list[str] = []
        places: dict[str, object] = {}
        for part in parts(node):
            if part.operand.kind is Kind.LITERAL:
                places[part.operand.name or operator.name] = part.constant
            elif part.operand.kind is Kind.CASE:
                fact = str(part.expression)
                places["name"] = self._names.question(fact)
            elif part.operand.kind is Kind.CASES:
                answers = self._names.options.get(fact, {})
                cases += (
                    self._language.labelled(answers.get(case, case), self(case_value))
                    for case, case_value in part.cases.items()
                )
            else:
                inner += (expression for _, expression in part.expressions)
        if operator.joint:
            return operator.joint.join(map(self, inner))
        if operator.form:
            return operator.form.format(**places) + "".join(map(self._of, inner))
        # An operator of a value has a joint, a form or a label.
        assert operator.label is not None, operator.name
        values = self._language.listed(cases or map(self, inner))
        return self._labels[operator.label].format(values=values, **places)

    def _of(self, value: Expression) -> str:
        """What a share is of, where that is more than a question: the limit's label names it."""
        return "" if isinstance(value, str) else f" × ({self(value)})"


def formulas(calculator: Calculator, lang: Lang, labels: Labels) -> Formulas:
    """What writes the values of a calculator, in the words of the interface."""
    amount = calculator.amount

    def money(figure: float) -> str:
        """An amount in the calculator's currency."""
        return format_money(figure, amount.currency, labels) if amount else format_number(figure)

    return Formulas(lang, labels, names_of(calculator, lang, labels), money)


def names_of(calculator: Calculator, lang: Lang, labels: Labels) -> Names:
    """What is asked as formulas call it: by its name, or by what it counts; else by its label."""
    units = Counter(
        question.unit[lang]
        for question in calculator.questions
        if isinstance(question, NumberQuestion) and question.unit is not None
    )

    def name(question: Question) -> str:
        if question.asked_as and (phrases := getattr(question.asked_as, lang)):
            return str(phrases[0])
        if isinstance(question, NumberQuestion) and question.currency is None:
            unit = question.unit and question.unit[lang]
            if unit and unit.isalpha() and units[unit] == 1:
                return labels["formula_number"].format(unit=unit)
        return name_by_label(question.label[lang], lang)

    return Names(
        {question.id: name(question) for question in calculator.questions},
        {question.id: options_of(question, lang, labels) for question in calculator.questions},
    )


def name_by_label(label: str, lang: Lang) -> str:
    """What is asked, as part of a formula: quoted, for it is no name, without its question mark."""
    return LANGUAGES[lang].quoted(plain(label).rstrip("？?"))


def options_of(question: Question, lang: Lang, labels: Labels) -> dict[str, str]:
    """The answers of a question by their ids; of one that is not a choice, yes and no."""
    if isinstance(question, ChoiceQuestion):
        return {option.id: plain(option.label[lang]) for option in question.options}
    return yes_or_no(labels)


def yes_or_no(labels: Labels) -> dict[str, str]:
    """The answers of a yes/no question by their ids."""
    return {"true": labels["yes"], "false": labels["no"]}
