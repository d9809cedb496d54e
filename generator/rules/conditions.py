"""Conditions: a condition of the rules as a person reads it, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..labels import Labels
from ..languages import LANGUAGES, Lang
from ..models.calculator import Calculator, NumberQuestion, Question
from ..models.day_of_year import month_and_day
from ..models.expressions import children, operator_of
from ..models.operation import Expression, Operation
from ..models.operators import All, Any_, AnyOf, BetweenDays, Day, Enough, Not, OneOf
from ..text.dates import format_day, format_day_of_year
from ..text.inline import plain
from .formulas import Formulas, format_money, format_number, formulas, options_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as conditions speak of it, in one language."""

    label: str
    """What is asked, between quotation marks."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Its answers by their ids."""
    unit: str = ""
    currency: str | None = None


def conditions(calculator: Calculator, lang: Lang, labels: Labels) -> Conditions:
    """What writes the conditions of a calculator, in the words of the interface."""

    def asked(question: Question) -> Asked:
        label = LANGUAGES[lang].quoted(plain(question.label[lang]))
        options = options_of(question, lang, labels)
        if not isinstance(question, NumberQuestion):
            return Asked(label, options)
        unit = "" if question.unit is None else plain(question.unit[lang])
        return Asked(label, options, unit, question.currency)

    known = {question.id: asked(question) for question in calculator.questions}
    return Conditions(known, formulas(calculator, lang, labels), lang, labels)


class Conditions:
    """Writes conditions: “Registered?”: Yes; “How many minutes?” ≥ 20 minutes."""

    def __init__(
        self, asked: Mapping[str, Asked], value: Formulas, lang: Lang, labels: Labels
    ) -> None:
        """``value`` writes what is compared; a question that is not ``asked`` goes by its id."""
        self._asked = asked
        self._value = value
        self._language = LANGUAGES[lang]
        self._t = labels

    def __call__(self, condition: Expression) -> str:
        """The words of a condition."""
        match condition:
            case str():
                return self._answered(condition, [self._t["yes"]])
            case Not(not_=str() as fact):
                return self._answered(fact, [self._t["no"]])
            case Not(not_=inner):
                return self._t["condition_not"].format(condition=self(inner))
            case OneOf(one_of=member) | AnyOf(any_of=member):
                return self._answered(member.fact, self._options(member.fact, member.options))
            case All(all=every):
                return self._joined(every, self._t["condition_and"])
            case Any_(any=every):
                return self._joined(every, self._t["condition_or"])
            case Enough():
                return self._enough(condition)
            case BetweenDays(between_days=window):
                return self._t["condition_between"].format(
                    date=self._value(window.date),
                    first=self._day_of_year(window.first),
                    last=self._day_of_year(window.last),
                )
        assert isinstance(condition, Operation)
        return self._compared(condition)

    def _answered(self, fact: str, answers: Iterable[str]) -> str:
        label = self._question(fact).label
        return self._language.labelled(label, self._language.enumeration.join(answers))

    def _question(self, fact: str) -> Asked:
        return self._asked.get(fact) or Asked(fact)

    def _options(self, fact: str, options: Iterable[str]) -> list[str]:
        labels = self._question(fact).options
        return [labels.get(option, option) for option in options]

    def _joined(self, conditions: Iterable[Expression], joint: str) -> str:
        """Conditions in a row; one that is itself such a row stands in brackets."""
        return joint.join(
            self._language.bracketed(self(inner)).strip()
            if isinstance(inner, All | Any_)
            else self(inner)
            for inner in conditions
        )

    def _enough(self, condition: Enough) -> str:
        enough = condition.enough
        alike = all(pointed.points == 1 for pointed in enough.of)
        words = [
            self(pointed.when)
            if alike
            else self._t["condition_points"].format(
                condition=self(pointed.when), points=pointed.points
            )
            for pointed in enough.of
        ]
        form = self._t["condition_enough_of" if alike else "condition_enough"]
        return form.format(
            least=enough.least, points=enough.points, conditions=self._language.listed(words)
        )

    def _compared(self, condition: Operation) -> str:
        """Two values and the sign between them, a figure in the unit of what it is beside."""
        first, second = children(condition)
        sign = operator_of(type(condition)).joint
        return f"{self._side(first, second)}{sign}{self._side(second, first)}"

    def _side(self, value: Expression, other: Expression) -> str:
        if isinstance(value, Day):
            return format_day(value.day, self._language.lang)
        if not isinstance(value, int | float):
            return self._value(value)
        if not isinstance(other, str):
            return format_number(value)
        question = self._question(other)
        if question.currency is not None:
            return format_money(value, question.currency, self._t)
        return f"{format_number(value)} {question.unit}".rstrip()

    def _day_of_year(self, day: str) -> str:
        return format_day_of_year(date(2000, *month_and_day(day)), self._language.lang)
