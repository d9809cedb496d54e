"""What the sandbox needs of a scheme beside the desk's file, in one file a language.

In: a version of a scheme, its compiled calculator and its worked examples. Out:
``sandbox.<lang>.json``: the figures of the rules with their places, the lines of the file around
them for a patch, the answers to try, and the facts of the worked examples.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..content.catalogue import SchemeView
from ..labels import Label, Labels
from ..languages import LANGS, LANGUAGES, Lang
from ..models.calculator import NumberQuestion, Question
from ..models.expressions import OPERATORS, facts_in
from ..models.operands import Role
from ..models.operation import Expression, Operation
from ..rules.compile import CompiledCalculator
from ..rules.conditions import Conditions, conditions
from ..rules.figures import Figure, figures, lines_around
from ..rules.flips.days import FIRST, LAST
from ..rules.formulas import Formulas, formulas, options_of
from ..rules.trials import trials
from ..rules.worked_examples import RuleResults
from ..site.routes import page, path_of
from ..text.inline import plain
from ..text.json_text import compact
from .component import named_in

_SCRIPT = "sandbox/sandbox.js"
_OWN, _OF_RULES = "sandbox_", "calculator_"
_SET_BY_LANGUAGE = 2**53 - 1
"""A bound that only JavaScript sets is no figure of the rules."""

_NAMES: Mapping[str, Label] = {
    "min": "sandbox_figure_min",
    "above": "sandbox_figure_above",
    "max": "sandbox_figure_max",
    "percent": "sandbox_figure_percent",
    "numerator": "sandbox_figure_numerator",
    "denominator": "sandbox_figure_denominator",
    "least": "sandbox_figure_least",
    "points": "sandbox_figure_points",
    "later_years": "sandbox_figure_later",
    "later_months": "sandbox_figure_later",
    "later_days": "sandbox_figure_later",
    "earlier_years": "sandbox_figure_earlier",
    "earlier_months": "sandbox_figure_earlier",
    "earlier_days": "sandbox_figure_earlier",
    "day": "sandbox_figure_day",
    "first_day": "sandbox_figure_first_day",
    "last_day": "sandbox_figure_last_day",
}
"""What a figure is called that is fixed in its rule, by its name."""
_UNITS: Mapping[str, Label] = {
    "years": "sandbox_unit_years",
    "months": "sandbox_unit_months",
    "days": "sandbox_unit_days",
}
_LONGEST: Mapping[str, int] = {
    "years": LAST.year - FIRST.year,
    "months": 12 * (LAST.year - FIRST.year) + LAST.month - FIRST.month,
    "days": (LAST - FIRST).days,
}
"""By so much a date can be moved and still be one that the engine takes."""
_TURNED = {"≥": "≤", "≤": "≥", ">": "<", "<": ">", "=": "="}


def sandbox_files(
    scheme: SchemeView, compiled: CompiledCalculator, results: RuleResults
) -> dict[str, str]:
    """The files by their names relative to the site's root."""
    raw = scheme.catalogue.entry(scheme.key.of("calculator")).raw
    found = tuple(f for f in figures(raw, scheme.calculator) if f.value != _SET_BY_LANGUAGE)
    shared = {
        "file": raw.file,
        "lines": {str(number): line for number, line in lines_around(raw, found).items()},
        "trials": trials(compiled),
        **({} if raw.text.endswith("\n") else {"unended": raw.text.count("\n") + 1}),
    }
    return {
        f"api/schemes/{scheme.id}/sandbox.{LANGUAGES[lang].tag}.json": compact(
            {
                **shared,
                "figures": _Words(scheme, lang).figures(found),
                "examples": _examples(scheme, results, lang),
                "page": page(f"{path_of(scheme.key)}examples/all/", lang),
                "labels": _labels(scheme, lang),
            }
        )
        + "\n"
        for lang in LANGS
    }


def _examples(scheme: SchemeView, results: RuleResults, lang: Lang) -> list[dict[str, object]]:
    return [
        {
            "id": entry.key.name,
            "title": plain(entry.model.title[lang]),
            "facts": results.examples[entry.key]["facts"],
        }
        for entry in scheme.examples
    ]


def _labels(scheme: SchemeView, lang: Lang) -> dict[str, dict[str, str]]:
    """The sandbox's own, and those of the calculator that its script names."""
    interface = scheme.catalogue.interface
    rules = interface.in_language(lang, _OF_RULES)
    return {
        "own": {
            name: text
            for name, text in interface.in_language(lang, _OWN).items()
            if named_in(_SCRIPT, name)
        },
        "rules": {name: text for name, text in rules.items() if named_in(_SCRIPT, name)},
    }


class _Words:
    """The figures of a scheme in the words of one language."""

    def __init__(self, scheme: SchemeView, lang: Lang) -> None:
        calculator = scheme.calculator
        self._lang, self._language = lang, LANGUAGES[lang]
        self._t: Labels = scheme.catalogue.interface.in_language(lang)
        self._questions: dict[str, Question] = {q.id: q for q in calculator.questions}
        self._value: Formulas = formulas(calculator, lang, self._t)
        self._condition: Conditions = conditions(calculator, lang, self._t)
        self._deadlines = {deadline.id: deadline.title for deadline in calculator.deadlines}
        amount = calculator.amount
        self._currency = None if amount is None else amount.currency

    def figures(self, found: tuple[Figure, ...]) -> list[dict[str, object]]:
        """Each with its places, what it is called, and what can stand in its place."""
        return [self._figure(figure) for figure in found]

    def _figure(self, figure: Figure) -> dict[str, object]:
        form, place = figure.form, figure.place
        question = self._question(figure)
        measure = self._measure(figure, question)
        never_below = measure.get("currency") or measure.get("unit") == "%" or self._counted(figure)
        optional: dict[str, object] = {
            "least": 0 if form.least is None and never_below else form.least,
            "most": _LONGEST.get(figure.name.partition("_")[2], form.most),
            "question": question.id if question is not None else None,
            "part": plain(figure.part[self._lang]) if figure.part is not None else None,
            **measure,
        }
        return {
            "rule": list(figure.rule),
            "paths": [list(path) for path in figure.paths],
            "value": figure.value,
            "type": form.type,
            "label": self._label(figure),
            "line": place.line,
            "start": place.start,
            "end": place.end,
            **{name: value for name, value in optional.items() if value is not None},
        }

    def _question(self, figure: Figure) -> NumberQuestion | None:
        """The question with whose answer it is compared, or whose answers it bounds."""
        compares = figure.name in OPERATORS and OPERATORS[figure.name].role is Role.COMPARES
        if not compares and figure.name not in ("min", "above", "max"):
            return None
        found = self._questions.get(figure.beside) if isinstance(figure.beside, str) else None
        return found if isinstance(found, NumberQuestion) else None

    def _counted(self, figure: Figure) -> bool:
        """Whether it stands beside a value reckoned from answers none of which is below nought."""
        beside = figure.beside
        if figure.form.type != "number" or not isinstance(beside, Operation):
            return False
        return all(_never_below(self._questions.get(fact)) for fact in facts_in(beside))

    def _measure(self, figure: Figure, question: NumberQuestion | None) -> dict[str, str | None]:
        """In what it is counted."""
        if question is not None:
            unit = None if question.unit is None else plain(question.unit[self._lang])
            return {"unit": unit, "currency": question.currency}
        if figure.name == "percent":
            return {"unit": "%"}
        if (unit_label := _UNITS.get(figure.name.rpartition("_")[2])) is not None:
            return {"unit": self._t[unit_label]}
        of_money = figure.rule[0] == "amount" and figure.name not in ("numerator", "denominator")
        return {"currency": self._currency if of_money else None}

    def _label(self, figure: Figure) -> str:
        name = self._name(figure)
        if figure.case is None:
            return name
        fact, option = figure.case
        chosen = options_of(self._questions[fact], self._lang, self._t)[option]
        return self._language.labelled(chosen, name) if name else chosen

    def _name(self, figure: Figure) -> str:
        operator = OPERATORS.get(figure.name)
        if operator is not None and operator.role is Role.COMPARES and figure.beside is not None:
            sign = operator.joint.strip()
            return f"{self._said(figure.beside)} {_TURNED[sign] if figure.first else sign}"
        if figure.name == "times" and figure.beside is not None:
            return f"{self._said(figure.beside)} ×"
        if figure.rule[0] == "instalments":
            return self._t["sandbox_figure_instalment"]
        label = _NAMES.get(figure.name)
        # A bound of answers and an operator may have the same name.
        if label is None or (figure.name in ("min", "max") and figure.rule[0] != "questions"):
            return "" if figure.case else self._t["sandbox_figure"]
        beside = "" if figure.beside is None else self._beside(figure, figure.beside)
        return self._t[label].replace("{of}", beside)

    def _beside(self, figure: Figure, beside: Expression) -> str:
        return self._condition(beside) if figure.name == "points" else self._said(beside)

    def _said(self, value: Expression) -> str:
        """What a value is: of a question, its words."""
        if isinstance(value, str) and value in self._questions:
            return plain(self._questions[value].label[self._lang])
        if isinstance(value, str) and value in self._deadlines:
            return plain(self._deadlines[value][self._lang])
        return self._value(value)


def _never_below(question: Question | None) -> bool:
    """Whether every answer is a number that is not below nought."""
    if not isinstance(question, NumberQuestion):
        return False
    return any(end is not None and end >= 0 for end in (question.min, question.above))
