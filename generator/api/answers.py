"""What the search needs to answer a query from a scheme's calculator, in one small file a language.

In: a version of a scheme and its compiled calculator. Out: ``answers.<lang>.json`` for each
language. It is of the shape of the component's data without what an answer does not use, with
the words by which a query names questions and options: labels, ``asked_as`` and, of the site,
words that may stand beside them. Words are of both languages, whatever the reader's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import kinds
from ..content.catalogue import SchemeView
from ..labels import Label
from ..languages import LANGS, LANGUAGES, Lang
from ..models.base import Phrases, Text
from ..models.calculator import ChoiceQuestion
from ..rules.compile import CompiledCalculator
from ..rules.order import steps
from ..site.routes import addresses
from ..text.inline import plain
from ..text.json_text import compact
from .component import bare, clauses, currencies, in_language, named_in, without
from .units import with_units

_SCRIPT = "search/answer.js"
_BESIDE: Mapping[str, Label] = {
    "about": "calculator_answer_about",
    "how_much": "search_how_much",
    "beside": "calculator_answer_beside",
    "paid": "calculator_answer_paid",
}
"""Words that may stand beside facts, by what they do."""


def answer_files(scheme: SchemeView, compiled: CompiledCalculator) -> dict[str, str]:
    """The files by their names relative to the site's root."""
    words = _words(scheme)
    return {
        f"api/schemes/{scheme.id}/answers.{LANGUAGES[lang].tag}.json": compact(
            _data(scheme, compiled, lang, words)
        )
        + "\n"
        for lang in LANGS
    }


def _data(
    scheme: SchemeView, compiled: CompiledCalculator, lang: Lang, words: Mapping[str, Any]
) -> dict[str, object]:
    rules = compiled.data
    readable = _readable(words)
    names = _names(scheme, lang)
    interface, units = scheme.catalogue.interface, scheme.catalogue.site.units
    calculator: dict[str, object] = {
        **{name: rules[name] for name in ("scheme", "version", "hash")},
        "amount": rules["amount"],
        "quick": rules.get("quick", []),
        "groups": [
            {name: group[name] for name in ("id", "stage", "questions") if name in group}
            for group in rules["groups"]
        ],
        "questions": [
            _question(with_units(item, interface, units), names) for item in rules["questions"]
        ],
        "requirements": [
            item if _names_any(item, readable) else bare(item)
            for item in (without(item, "see", "rule") for item in rules["requirements"])
        ],
        "instalments": [without(item, "needs", "by") for item in rules["instalments"]],
        "deadlines": rules["deadlines"],
    }
    if "office_days" in rules:
        calculator["office_days"] = without(rules["office_days"], "note")
    labels = scheme.catalogue.interface.in_language(lang, "calculator_")
    return {
        "title": plain(scheme.model.short_title[lang]),
        "page": addresses(scheme.key.of("calculator"))[lang],
        "rules": addresses(scheme.provisions[0].key)[lang].partition("#")[0],
        "calculator": in_language(calculator, lang),
        "steps": [[step.id, *step.questions] for step in steps(compiled.model)],
        "clauses": clauses(scheme, rules, lang),
        "currencies": currencies(rules, scheme.catalogue.interface.in_language(lang)),
        "labels": {
            name: label
            for name, label in labels.items()
            if named_in(_SCRIPT, name) and f"calculator_{name}" not in _BESIDE.values()
        },
        "words": words,
        "names": names,
    }


def _question(data: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """A question without what no answer says: of most, it needs no label."""
    options = data.get("options")
    if isinstance(options, list):
        data = {**data, "options": [without(option, "help") for option in options]}
    called = options or data["type"] == "boolean" or data["id"] in names
    return without(data, "help", "past", "clause", *(["label"] if called else []))


def _readable(words: Mapping[str, Any]) -> set[str]:
    """The ids of the questions that a query can answer."""
    return {
        id_
        for name in ("questions", "options")
        for id_, called in words[name].items()
        if any(called.values() if isinstance(called, dict) else called)
    }


def _names_any(data: object, ids: set[str]) -> bool:
    """Whether published data, such as a condition, names one of these questions."""
    if isinstance(data, dict | list):
        inner = data.values() if isinstance(data, dict) else data
        return any(_names_any(item, ids) for item in inner)
    return data in ids if isinstance(data, str) else False


def _words(scheme: SchemeView) -> dict[str, Any]:
    """The words of questions, by id, those of options, by question and id, and those beside."""
    quick = scheme.calculator.quick
    questions = {
        question.id: _called(None, question.asked_as) for question in scheme.calculator.questions
    }
    options: dict[str, dict[str, list[str]]] = {}
    for question in scheme.calculator.questions:
        if isinstance(question, ChoiceQuestion):
            options[question.id] = {
                # A label alone, such as “Film production”, is often part of something else.
                option.id: _called(option.label if question.id in quick else None, option.asked_as)
                for option in question.options
            }
    interface = scheme.catalogue.interface
    beside = {
        name: [word for lang in LANGS for word in re.split("[、,] ?", interface[label][lang])]
        for name, label in _BESIDE.items()
    }
    beside["beside"] += _agency(scheme)
    for instalment in scheme.calculator.instalments:
        beside["paid"] += _called(instalment.title, instalment.asked_as)
    return {"questions": questions, "options": options, **beside}


def _agency(scheme: SchemeView) -> list[str]:
    """What people call the agency, and what is the agency’s."""
    model = scheme.catalogue.get(kinds.ORGANISATION, scheme.model.agency).model
    names = [plain(model.name.zh), plain(model.name.en), *model.aliases]
    return [*names, *(f"{name}的" for name in names)]


def _called(label: Text | None, asked_as: Phrases | None) -> list[str]:
    """What a question or an option is called in either language, without the question mark."""
    labels = [] if label is None else [plain(label[lang]).rstrip("？?") for lang in LANGS]
    phrases = [] if asked_as is None else [*asked_as.zh, *asked_as.en]
    return list(dict.fromkeys([*labels, *phrases]))


def _names(scheme: SchemeView, lang: Lang) -> dict[str, str]:
    """What a sentence calls the answers of questions, by their ids."""
    return {
        question.id: phrases[0]
        for question in scheme.calculator.questions
        if question.asked_as and (phrases := getattr(question.asked_as, lang))
    }
