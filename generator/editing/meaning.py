"""What a condition or value of a rule means, in words, for whoever types it as YAML.

The words are those of the pages; the questions are taken as they stand in the file, whatever state
that is in: what has no words yet goes by its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..content.load import RawRecord
from ..labels import Labels
from ..languages import LANGS, LANGUAGES, Lang
from ..models.operation import Expression
from ..models.operators import Condition, Value
from ..rules.conditions import Asked, Conditions
from ..rules.formulas import Formulas, Names, format_number, name_by_label, yes_or_no
from ..text.inline import plain

_TYPES: dict[str, TypeAdapter[Any]] = {
    "condition": TypeAdapter(Condition),
    "value": TypeAdapter(Value),
}

_Fields = Mapping[str, object]


def in_words(
    rule: str, data: object, calculator: RawRecord | None, labels: Mapping[Lang, Labels]
) -> dict[Lang, str] | None:
    """A ``condition`` or ``value`` in each language; nothing where it is none.

    The ``calculator`` has the questions.
    """
    try:
        expression: Expression = _TYPES[rule].validate_python(data)
    except (ValidationError, RecursionError):
        return None
    questions = {str(item.get("id")): item for item in _questions(calculator)}
    return {lang: _meaning(rule, expression, questions, lang, labels[lang]) for lang in LANGS}


def _meaning(
    rule: str, expression: Expression, questions: Mapping[str, _Fields], lang: Lang, labels: Labels
) -> str:
    asked = {id_: _asked(item, lang, labels) for id_, item in questions.items()}
    names = {
        id_: name_by_label(label, lang)
        for id_, item in questions.items()
        if (label := _words(item, "label", lang))
    }
    options = {id_: item.options for id_, item in asked.items()}
    value = Formulas(lang, labels, Names(names, options), format_number)
    return (
        Conditions(asked, value, lang, labels)(expression)
        if rule == "condition"
        else value(expression)
    )


def _asked(question: _Fields, lang: Lang, labels: Labels) -> Asked:
    label, currency = _words(question, "label", lang), question.get("currency")
    options = {
        id_: plain(_words(option, "label", lang)) or id_
        for option in _entries(question, "options")
        if (id_ := str(option.get("id")))
    }
    return Asked(
        LANGUAGES[lang].quoted(plain(label)) if label else str(question.get("id")),
        options or yes_or_no(labels),
        plain(_words(question, "unit", lang)),
        currency if isinstance(currency, str) else None,
    )


def _questions(calculator: RawRecord | None) -> Iterator[_Fields]:
    for group in _entries(calculator.data if calculator else {}, "groups"):
        yield from _entries(group, "questions")


def _entries(data: _Fields, name: str) -> Iterator[_Fields]:
    entries = data.get(name)
    for item in entries if isinstance(entries, list) else ():
        if isinstance(item, dict):
            yield item


def _words(data: _Fields, name: str, lang: Lang) -> str:
    """A text in one language; empty where there is none."""
    text = data.get(name)
    words = text.get(lang) if isinstance(text, dict) else None
    return str(words or "")
