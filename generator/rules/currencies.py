"""Currencies of the rules: whether what is compared or limits an amount is money of one kind.

In: expressions and the questions by their ids. Out: the errors, at the place of the expression.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..content.load import FieldPath, RawRecord
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..models.calculator import NumberQuestion, Question
from ..models.expressions import facts_in
from ..models.grant import Amount
from ..models.operation import Expression

Questions = Mapping[str, Question]


def compared(
    raw: RawRecord, expression: Expression, path: FieldPath, questions: Questions
) -> Iterator[DataError]:
    """Of a comparison: money of two currencies, which no figure makes comparable."""
    found = dict(_money(expression, questions))
    by_currency = {currency: fact for fact, currency in found.items()}
    if len(by_currency) > 1:
        facts = tuple(f"{fact} ({currency})" for currency, fact in sorted(by_currency.items()))
        yield raw.error(path, Code.TWO_CURRENCIES, facts=facts)


def of_amount(raw: RawRecord, amount: Amount, questions: Questions) -> Iterator[DataError]:
    """Of an amount: questions about money of another currency than its own."""
    places: list[tuple[FieldPath, Expression]] = [
        (("amount", "limits", i, "value"), limit.value) for i, limit in enumerate(amount.limits)
    ]
    for name, fact in (("requested", amount.requested), ("approved", amount.approved)):
        if fact is not None:
            places.append((("amount", name), fact))
    for path, expression in places:
        for fact, currency in _money(expression, questions):
            if currency != amount.currency:
                yield raw.error(
                    path,
                    Code.OTHER_CURRENCY,
                    fact=fact,
                    currency=currency,
                    wanted=amount.currency,
                )


def _money(expression: Expression, questions: Questions) -> Iterator[tuple[str, str]]:
    """The questions about money in an expression, each once, and the currency of each."""
    for fact in dict.fromkeys(facts_in(expression)):
        question = questions.get(fact)
        if isinstance(question, NumberQuestion) and question.currency is not None:
            yield fact, question.currency
