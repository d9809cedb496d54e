"""The calculator's component: its data in one language, as few bytes as a first answer needs.

In: a version of a scheme and its compiled calculator. Out: two files for each language: what
the component loads at first, and what it loads on demand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..content.catalogue import SchemeView
from ..languages import LANGS, LANGUAGES, Lang
from ..rules.compile import CompiledCalculator, is_text, plain_data
from ..rules.published import publish
from ..site.routes import addresses
from ..text import locators
from ..text.inline import plain
from ..text.json_text import compact

_ON_DEMAND = ("documents_", "changed_")
"""How the labels begin that only modules loaded on demand show."""


def component_files(scheme: SchemeView, compiled: CompiledCalculator) -> dict[str, str]:
    """The files of a version's component by their names relative to the site's root."""
    files: dict[str, str] = {}
    for lang in LANGS:
        data = {"calculator": _first(scheme, compiled, lang), "more": _more(scheme, lang)}
        for name, content in data.items():
            file = f"api/schemes/{scheme.id}/{name}.{LANGUAGES[lang].tag}.json"
            files[file] = compact(content) + "\n"
    return files


def _first(scheme: SchemeView, compiled: CompiledCalculator, lang: Lang) -> dict[str, object]:
    """All that the component needs at first, in one request.

    What the engine takes for granted is left out: that a requirement is of the application.
    """
    catalogue = scheme.catalogue
    groups = [_without(group, "id") for group in compiled.data["groups"]]
    requirements = [
        _without(item, "stage") if item["stage"] == "application" else item
        for item in compiled.data["requirements"]
    ]
    calculator = _in_language(
        {**compiled.data, "groups": groups, "requirements": requirements}, lang
    )
    return {
        "title": plain(scheme.model.title[lang]),
        "name": plain(scheme.model.short_title[lang]),
        "aid": plain(catalogue.site.aid[lang]),
        "contact": plain(scheme.model.contact[lang]),
        "page": addresses(scheme.key.of("calculator"))[lang],
        "documents": addresses(scheme.key.of("checklist"))[lang],
        "calculator": calculator,
        **_clauses(scheme, calculator, lang),
        "labels": _labels(scheme, lang, on_demand=False),
    }


def _more(scheme: SchemeView, lang: Lang) -> dict[str, object]:
    """What the component loads on demand: the checklist, and labels of the modules on demand."""
    phases = []
    for phase in scheme.checklist.phases:
        items = []
        for item in phase.items:
            data = plain_data(item, "needed_when")
            if item.needed_when is not None:
                data["needed_when"] = publish(item.needed_when)
            items.append(data)
        phases.append({**plain_data(phase, "items"), "items": items})
    checklist = _in_language(phases, lang)
    return {
        "checklist": checklist,
        **_clauses(scheme, checklist, lang),
        "labels": _labels(scheme, lang, on_demand=True),
    }


def _labels(scheme: SchemeView, lang: Lang, *, on_demand: bool) -> dict[str, str]:
    """The component's labels by the name it knows them by."""
    names = {
        key.removeprefix("calculator_"): text[lang]
        for key, text in scheme.catalogue.interface.root.items()
        if key.startswith("calculator_")
    }
    return {name: text for name, text in names.items() if name.startswith(_ON_DEMAND) is on_demand}


def _clauses(scheme: SchemeView, data: object, lang: Lang) -> dict[str, object]:
    """Where the rules stand, and the formal names of the clauses that ``data`` cites."""
    cited = set(_cited(data))
    names = [entry.key.name for entry in scheme.provisions]
    rules = addresses(scheme.provisions[0].key)[lang].partition("#")[0]
    return {
        "rules": rules,
        "clauses": {name: locators.name(name, lang) for name in names if name in cited},
    }


def _without(data: Mapping[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != name}


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


def _in_language(data: object, lang: Lang) -> object:
    """The same data with every text in both languages as a plain one of one language."""
    if isinstance(data, dict):
        if is_text(data):
            return plain(data[lang])
        return {key: _in_language(value, lang) for key, value in data.items()}
    if isinstance(data, list):
        return [_in_language(value, lang) for value in data]
    return data
