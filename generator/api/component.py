"""The calculator's component: its data in one language, as few bytes as a first answer needs.

In: a version of a scheme and its compiled calculator. Out: two files for each language. The
component loads ``calculator.<lang>.json`` at first. With the result in detail comes
``more.<lang>.json``, which the component lays over it: both are parts of one tree.

Which text stands where: at first come those of questions, groups and the amount, and the titles
of requirements; every other text of the rules comes later. A label comes at first where a script
of the first bundle names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from ..assets import joined
from ..content.catalogue import SchemeView
from ..labels import Label, Labels
from ..languages import LANGS, LANGUAGES, Lang
from ..rules.compile import Calculators, CompiledCalculator, is_text, plain_data
from ..rules.formulas import money_form
from ..rules.order import steps
from ..rules.probes import probes
from ..rules.published import AmountData, CalculatorData, publish
from ..site.routes import addresses, page, path_for_grantees
from ..text import locators
from ..text.inline import plain
from ..text.json_text import compact
from .scheme_words import aid
from .units import with_units

_LATER = ("beyond", "category", "left_open", "office_days")
"""Of the rules what nobody sees before an answer."""
_READING = ("unit_spellings", "unit_multiples")
"""What reads a figure that is typed: it comes with the scripts that do."""
_FIRST = "calculator/component.js"
FOR_THE_SEARCH = "answer_"
"""The calculator's labels that begin so are for its answers in the search (``answers``)."""
_NAMED = re.compile(r"[\"`](\w+)")
"""A name in a script, or the beginning of those that it puts together."""


_WITHOUT_LIMITS: Mapping[str, Label] = {
    "quick": "calculator_quick_verdict",
    "quick_help": "calculator_quick_help_verdict",
}
"""Labels, and those that stand in their place where the rules set no limit of an amount."""


def component_files(scheme: SchemeView, calculators: Calculators) -> dict[str, str]:
    """The files of a version's component by their names relative to the site's root."""
    files: dict[str, str] = {}
    compiled = calculators[scheme.id]
    for lang in LANGS:
        data = {
            "calculator": _first(scheme, compiled, lang),
            "more": {**_more(scheme, compiled, lang), "versions": _versions(scheme, calculators)},
        }
        for name, content in data.items():
            file = f"api/schemes/{scheme.id}/{name}.{LANGUAGES[lang].tag}.json"
            files[file] = compact(content) + "\n"
    return files


def _first(scheme: SchemeView, compiled: CompiledCalculator, lang: Lang) -> dict[str, object]:
    """All that the component needs at first, in one request.

    What the engine takes for granted is left out: that a requirement is of the application.
    """
    rules = compiled.data
    requirements = [
        {key: bare(value) for key, value in item.items() if key == "title" or not is_text(value)}
        for item in rules["requirements"]
    ]
    amount = rules["amount"]
    calculator = {
        **{key: value for key, value in rules.items() if key not in _LATER},
        "questions": [without(item, *_READING) for item in _questions(scheme, rules)],
        "requirements": [
            without(item, "stage") if item["stage"] == "application" else item
            for item in requirements
        ],
        "amount": amount and _first_of_amount(amount),
        "instalments": bare([without(item, "by") for item in rules["instalments"]]),
        "deadlines": bare(rules["deadlines"]),
    }
    return {
        "aid": aid(scheme)[lang],
        "site": plain(scheme.catalogue.site.title[lang]),
        "page": addresses(scheme.key.of("calculator"))[lang],
        "documents": addresses(scheme.key.of("checklist"))[lang],
        "rules": addresses(scheme.provisions[0].key)[lang].partition("#")[0],
        "calculator": in_language(calculator, lang),
        "steps": [[step.id, *step.questions] for step in steps(compiled.model)],
        "clauses": clauses(scheme, rules["questions"], lang),
        "currencies": currencies(rules, scheme.catalogue.interface.in_language(lang)),
        "labels": _labels(scheme, lang, first=True),
    }


def _more(scheme: SchemeView, compiled: CompiledCalculator, lang: Lang) -> dict[str, object]:
    """What comes with the result in detail: the other texts of the rules, the checklist, and the
    answers to try in order to find what would change the result.
    """
    rules = compiled.data
    amount = rules["amount"]
    texts = {
        "questions": [
            {name: item[name] for name in _READING if name in item}
            for item in _questions(scheme, rules)
        ],
        "requirements": [_texts(without(item, "title")) for item in rules["requirements"]],
        "amount": amount and _later_of_amount(amount),
        "instalments": [
            {key: value for key, value in item.items() if is_text(value) or key == "by"}
            for item in rules["instalments"]
        ],
        "deadlines": _texts(rules["deadlines"]),
        **{key: value for key, value in rules.items() if key in _LATER},
    }
    phases = []
    for phase in scheme.checklist.phases:
        items = []
        for item in phase.items:
            data = plain_data(item, "needed_when")
            if item.needed_when is not None:
                data["needed_when"] = publish(item.needed_when)
            items.append(data)
        phases.append({**plain_data(phase, "items"), "items": items})
    whom = {
        name: plain_data(model)
        for name, model in (("website", scheme.model.website), ("window", scheme.model.window))
        if model is not None
    }
    owner, contact = scheme.model.owner, scheme.model.contact
    mark = owner and scheme.catalogue.site.owners.called(owner, scheme.model.owner_label)
    return {
        "title": plain(scheme.model.title[lang]),
        **({"owner": {"mark": owner, "name": plain(mark[lang])}} if mark else {}),
        "name": plain(scheme.model.short_title[lang]),
        **({"contact": plain(contact[lang])} if contact is not None else {}),
        **({"grantees": page(path_for_grantees(scheme.key), lang)} if scheme.asks_grantees else {}),
        **{name: in_language(data, lang) for name, data in whom.items()},
        "calculator": in_language(texts, lang),
        "checklist": in_language(phases, lang),
        "probes": probes(compiled.model),
        "clauses": clauses(scheme, [rules, phases, whom], lang),
        "labels": _labels(scheme, lang, first=False),
    }


def _questions(scheme: SchemeView, rules: CalculatorData) -> list[Mapping[str, object]]:
    """The questions, with all that may stand for their units."""
    interface, units = scheme.catalogue.interface, scheme.catalogue.site.units
    return [with_units(item, interface, units) for item in rules["questions"]]


def currencies(rules: Mapping[str, Any], labels: Labels) -> dict[str, dict[str, str]]:
    """How sums of each currency in a scheme's rules are written, whole and in a calculation."""
    amounts = [*rules["questions"], rules["amount"] or {}]
    codes = dict.fromkeys(item["currency"] for item in amounts if "currency" in item)
    ends = {"whole": "", "short": "_short"}
    return {
        code: {form: money_form(code, labels, end) for form, end in ends.items()} for code in codes
    }


def _versions(scheme: SchemeView, calculators: Calculators) -> list[dict[str, object]]:
    """The other versions that are published, with what names the rules of each in a link."""
    others = [version.id for version in scheme.all_versions if version.id != scheme.id]
    rules = [calculators[name].data for name in others]
    return [{name: data[name] for name in ("scheme", "version", "hash")} for data in rules]


def _first_of_amount(amount: AmountData) -> dict[str, object]:
    """An amount without what stands in the result in detail."""
    return {**without(amount, "note", "pot"), "limits": bare(amount["limits"])}


def _later_of_amount(amount: AmountData) -> dict[str, object]:
    """What the result in detail adds to an amount."""
    texts = cast(dict[str, object], _texts(without(amount, "label", "pot")) or {})
    return {**texts, "pot": amount["pot"]} if "pot" in amount else texts


def bare(data: object) -> object:
    """The same data without its texts."""
    if isinstance(data, Mapping):
        return {key: bare(value) for key, value in data.items() if not is_text(value)}
    return [bare(value) for value in data] if isinstance(data, list) else data


def _texts(data: object) -> object:
    """The texts of data, each at its place; ``None`` where there is none."""
    if is_text(data):
        return data
    if isinstance(data, Mapping):
        held = {key: found for key, value in data.items() if (found := _texts(value)) is not None}
        return held or None
    if isinstance(data, list):
        listed = [_texts(value) for value in data]
        return listed if any(found is not None for found in listed) else None
    return None


def _labels(scheme: SchemeView, lang: Lang, *, first: bool) -> dict[str, str]:
    """The component's labels by the name it knows them by: those of the first script, or others."""
    limits = scheme.calculator.limits
    prefix, t = "calculator_", scheme.catalogue.interface
    loose = any(limit.in_principle for limit in limits)
    names = {
        name: words if limits or name not in _WITHOUT_LIMITS else t[_WITHOUT_LIMITS[name]][lang]
        for name, words in t.in_language(lang, prefix).items()
        if not name.startswith(FOR_THE_SEARCH)
        and prefix + name not in _WITHOUT_LIMITS.values()
        and (loose or not name.endswith("in_principle"))
    }
    return {name: text for name, text in names.items() if _named_first(name) is first}


def _named_first(label: str) -> bool:
    return named_in(_FIRST, label)


def named_in(script: str, label: str) -> bool:
    """Whether a script, as published, names a label, or how it begins."""
    named = _words_of(script)
    ends = (at for at, letter in enumerate(label, 1) if letter == "_")
    return label in named or any(label[:at] in named for at in ends)


@cache
def _words_of(script: str) -> frozenset[str]:
    return frozenset(_NAMED.findall(joined()[script]))


def clauses(scheme: SchemeView, data: object, lang: Lang) -> dict[str, object]:
    """The formal names of the clauses that ``data`` cites."""
    cited = set(_cited(data))
    names = [entry.key.name for entry in scheme.provisions]
    return {name: locators.name(name, lang) for name in names if name in cited}


def without(data: Mapping[str, object], *names: str) -> dict[str, object]:
    """The same data less what has these names."""
    return {key: value for key, value in data.items() if key not in names}


def _cited(data: object) -> Iterator[str]:
    """The clauses that published data cite."""
    if isinstance(data, dict):
        if "clause" in data:
            yield data["clause"]
        yield from data.get("see", ())
        yield from data.get("clauses", {}).values()
    if isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from _cited(inner)


def in_language(data: object, lang: Lang) -> object:
    """The same data with every text in both languages as a plain one of one language.

    How people ask for it is for the search alone.
    """
    if isinstance(data, dict):
        if is_text(data):
            return plain(data[lang])
        return {key: in_language(value, lang) for key, value in data.items() if key != "asked_as"}
    if isinstance(data, list):
        return [in_language(value, lang) for value in data]
    return data
