"""The words by which a cell of a spreadsheet may give an answer, for ``screening/rows.js``.

In: a version of a scheme and its compiled calculator. Out: what stands for units, options, yes
and no, "none of these" and "not known yet", in both languages, whatever the reader's. It is the
same on the command line and on the desk's page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypedDict

from ..content.catalogue import SchemeView
from ..labels import Label
from ..languages import LANGS
from ..models.calculator import ChoiceQuestion
from ..rules.compile import CompiledCalculator
from .units import with_units

_WORDS: Mapping[str, tuple[Label, Label]] = {
    "yes": ("calculator_yes", "screening_cell_yes"),
    "no": ("calculator_no", "screening_cell_no"),
    "none": ("calculator_none_of_these", "screening_cell_none"),
    "unknown": ("calculator_unknown_answer", "screening_cell_unknown"),
}
"""What stands on the buttons for an answer, and what else people write."""
_BETWEEN = re.compile("[、,] ?")


class RowWords(TypedDict):
    """As ``Words`` in ``screening/rows.js``."""

    units: dict[str, dict[str, object]]
    """How a question's unit may be written, as ``units`` has it."""
    options: dict[str, dict[str, list[str]]]
    """What options are called beside their labels, by question and id."""
    yes: list[str]
    no: list[str]
    none: list[str]
    unknown: list[str]


def row_words(scheme: SchemeView, compiled: CompiledCalculator) -> RowWords:
    """The words for a version of a scheme."""
    interface, site = scheme.catalogue.interface, scheme.catalogue.site
    # What stands for words to come on a page stands for an answer to come in a cell.
    to_come = site.placeholders or dict.fromkeys(LANGS, ())

    def words(name: str) -> list[str]:
        texts = [interface[label] for label in _WORDS[name]]
        both = [" ".join(text[lang] for lang in LANGS) for text in texts[:1]]
        parts = [word for text in texts for lang in LANGS for word in _BETWEEN.split(text[lang])]
        return list(dict.fromkeys([*both, *parts]))

    return {
        "units": {
            question["id"]: {
                name: value
                for name, value in with_units(question, interface, site.units).items()
                if name in ("unit_spellings", "unit_multiples")
            }
            for question in compiled.data["questions"]
        },
        "options": {
            question.id: {
                option.id: [*option.asked_as.zh, *option.asked_as.en]
                for option in question.options
                if option.asked_as
            }
            for question in scheme.calculator.questions
            if isinstance(question, ChoiceQuestion)
        },
        "yes": words("yes"),
        "no": words("no"),
        "none": words("none"),
        "unknown": [*words("unknown"), *(word for lang in LANGS for word in to_come[lang])],
    }
