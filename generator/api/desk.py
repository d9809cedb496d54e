"""What the pre-screening desk needs of a scheme, in one small file for both languages.

In: a version of a scheme and its compiled calculator. Out: ``screening.json``, with the rules as
``api/schemes/<id>.json`` has them, the words by which cells give answers, and what the page and
the drafts of letters say: letters are in both languages, whatever the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import kinds
from ..content.catalogue import SchemeView
from ..languages import LANGS, LANGUAGES, Lang
from ..rules.compile import CompiledCalculator, is_text, plain_data
from ..site.routes import addresses
from ..text.inline import plain
from ..text.json_text import compact
from .component import clauses, currencies, named_in
from .row_words import row_words

_SCRIPT = "screening/desk.js"
_OWN, _OF_RULES = "desk_", "calculator_"


def desk_files(scheme: SchemeView, compiled: CompiledCalculator) -> dict[str, str]:
    """The file by its name relative to the site's root."""
    return {f"api/schemes/{scheme.id}/screening.json": compact(_data(scheme, compiled)) + "\n"}


def _data(scheme: SchemeView, compiled: CompiledCalculator) -> dict[str, object]:
    model, rules = scheme.model, _plain(compiled.data)
    agency = scheme.catalogue.get(kinds.ORGANISATION, model.agency).model.name
    correction = model.correction and plain_data(model.correction)
    return {
        "calculator": rules,
        "words": row_words(scheme, compiled),
        **({"correction": _plain(correction)} if correction else {}),
        "languages": {
            LANGUAGES[lang].tag: {
                "name": plain(model.short_title[lang]),
                "title": plain(model.title[lang]),
                "agency": plain(agency[lang]),
                "page": addresses(scheme.key.of("calculator"))[lang],
                "rules": addresses(scheme.provisions[0].key)[lang].partition("#")[0],
                "clauses": clauses(scheme, [rules, correction], lang),
                "currencies": currencies(rules, scheme.catalogue.interface.in_language(lang)),
                "labels": _labels(scheme, lang),
            }
            for lang in LANGS
        },
    }


def _plain(data: Any) -> Any:
    """The same data with its texts as plain words."""
    if is_text(data):
        return {lang: plain(data[lang]) for lang in LANGS}
    if isinstance(data, dict):
        return {name: _plain(value) for name, value in data.items()}
    return [_plain(value) for value in data] if isinstance(data, list) else data


def _labels(scheme: SchemeView, lang: Lang) -> Mapping[str, str]:
    """The desk's labels, and those of the calculator that its script names."""
    t = scheme.catalogue.interface.in_language(lang, _OF_RULES)
    own = scheme.catalogue.interface.in_language(lang, _OWN)
    return {name: text for name, text in t.items() if named_in(_SCRIPT, name)} | dict(own)
