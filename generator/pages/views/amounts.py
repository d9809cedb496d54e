"""What the pages say of a scheme's amount: its limits in words, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...api.scheme_words import answer_name, for_whom, limit_name
from ...content.catalogue import SchemeView
from ...languages import LANGS
from ...models.base import Text
from ...models.grant import LeftOpen, Limit
from ...rules.ceilings import Ceiling, ceilings
from ...rules.formulas import Formulas, format_money, formulas
from ...text.inline import plain
from ..context import Context


def formula(ctx: Context, scheme: SchemeView) -> Formulas:
    """What writes the values of a scheme's calculator in the page's language."""
    return formulas(scheme.calculator, ctx.lang, ctx.t)


@dataclass(frozen=True, slots=True)
class AmountWords:
    """What is said of the amount beside its limits."""

    has_amount: bool
    """Whether the rules have an amount at all."""
    introduction: str | None
    """How several limits make one amount."""
    left_open: tuple[Text, ...]
    """What the rules leave open of it, and of its ceiling."""
    pot: str | None
    """What all applicants share."""
    pot_text: Text | None
    pot_clause: str | None

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.left_open) or self.pot is not None


def amount_words(ctx: Context, scheme: SchemeView) -> AmountWords:
    """What the overview and the page of the calculator say of a scheme's amount."""
    calculator = scheme.calculator
    amount, left = calculator.amount, calculator.left_open or LeftOpen()
    pot = amount.pot if amount else None
    return AmountWords(
        amount is not None,
        ctx.t["amount_intro"] if len(calculator.limits) > 1 else None,
        tuple(text for text in (left.amount, left.ceiling) if text is not None),
        format_money(pot.value, amount.currency, ctx.t) if amount and pot else None,
        pot.text if pot else None,
        pot.clause if pot else None,
    )


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit of the amount; for one that goes by an answer, each answer and what it comes to."""

    name: Text
    clause: str
    whom: Text | None
    """On which condition it counts at all, or always."""
    worth: str | None
    """What it comes to where that goes by no answer, and its name does not say so."""
    options: tuple[tuple[Text, str], ...]
    sums: bool
    """Whether what it comes to is a sum for each answer, which needs no name beside it."""


def _worth(ctx: Context, scheme: SchemeView, row: Ceiling) -> str | None:
    """What a limit comes to for everybody, unless its name says so in either language."""
    if row.question is not None:
        return None
    t, name = ctx.catalogue.interface, row.limit.label
    worth = {
        lang: formulas(scheme.calculator, lang, t.in_language(lang))(row.value) for lang in LANGS
    }
    named = any(worth[lang] in plain(name[lang]) for lang in LANGS)
    return None if named else worth[ctx.lang]


def limit_lines(ctx: Context, scheme: SchemeView) -> tuple[LimitLine, ...]:
    """Every limit of a scheme's amount, in the page's language."""
    write = formula(ctx, scheme)

    def line(limit: Limit, rows: tuple[Ceiling, ...]) -> LimitLine:
        """A limit with the rows that it comes to."""
        return LimitLine(
            limit_name(scheme, limit),
            limit.clause,
            for_whom(scheme, replace(rows[0], question=None)),
            _worth(ctx, scheme, rows[0]),
            tuple(
                (answer_name(scheme, row.question, row.answer), write(row.value))
                for row in rows
                if row.question is not None and row.answer is not None
            ),
            all(isinstance(row.value, int | float) for row in rows),
        )

    questions = scheme.calculator.questions
    return tuple(line(limit, ceilings(limit, questions)) for limit in scheme.calculator.limits)
