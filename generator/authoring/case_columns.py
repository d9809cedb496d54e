"""The columns of a sheet of cases: what is asked, what is expected, what the calculator says now.

In: a scheme. Out: a column for each, its name with its key in brackets (``成本？ [cost]``); and
answers and outcomes to texts of cells and back, in the words of either language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..content.catalogue import SchemeView
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..diagnostics.messages import group, language, phrase
from ..languages import LANGS
from ..models.calculator import ChoiceQuestion, Question
from .sheet_cells import NO, YES, day, number
from .sheet_columns import folded
from .sheets import Sheet

TEXTS = ("title.zh", "title.en", "story.zh", "story.en")
EXPECTED = ("expect.verdict", "expect.cap")
NOW = ("now.verdict", "now.cap")
STATUS = "status."
NULL = "null"
"""In the cell of the expected cap: that it cannot be told."""

_KEY = re.compile(r"\[([^\[\]]+)\]\s*$")
_BETWEEN = re.compile(r"[；;\n]")


class NoAnswer(ValueError):
    """A cell that is no answer to its question."""


@dataclass(frozen=True, slots=True)
class CaseColumns:
    """The columns for a version of a scheme, by key."""

    names: dict[str, str]
    questions: dict[str, Question]

    @classmethod
    def of(cls, scheme: SchemeView) -> CaseColumns:
        """Those of a scheme, named in the language of messages."""
        lang = language()
        questions: dict[str, Question] = {q.id: q for q in scheme.calculator.questions}
        names = {"id": "id"}
        names |= {key: phrase(f"case_column_{key}") for key in TEXTS}
        names |= {id_: question.label[lang] for id_, question in questions.items()}
        names |= {key: phrase(f"case_column_{key}") for key in EXPECTED}
        names |= {
            f"{STATUS}{rule.id}": phrase("case_status_column", title=rule.title[lang])
            for rule in scheme.calculator.requirements
        }
        names |= {key: phrase(f"case_column_{key}") for key in NOW}
        return cls(names, questions)

    @property
    def header(self) -> list[str]:
        """The header of a sheet."""
        return [name if key == name else f"{name} [{key}]" for key, name in self.names.items()]

    def read(self, sheet: Sheet) -> tuple[dict[str, int], list[DataError]]:
        """The number of each column of a sheet by its key, and what is wrong with its header."""
        found: dict[str, int] = {}
        errors: list[DataError] = []
        top = sheet.rows[0].number
        by_name = {folded(name): key for key, name in self.names.items()}
        for at, name in enumerate(sheet.header, 1):
            if not name:
                continue
            marked = _KEY.search(name)
            key = marked[1] if marked else by_name.get(folded(name), name)
            if key not in self.names:
                allowed = tuple(self.header)
                errors.append(sheet.error(top, at, Code.UNKNOWN_COLUMN, name, allowed))
            elif key in found:
                errors.append(sheet.error(top, at, Code.COLUMN_TWICE, name))
            else:
                found[key] = at
        if not found.keys() & {"id", "title.en"}:
            errors.append(sheet.error(top, 1, Code.MISSING_COLUMN, column="id"))
        return found, errors


def answer_cell(question: Question, answer: object) -> str:
    """What a sheet shows of an answer."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return phrase(f"case_answer_{str(answer).lower()}")
    if isinstance(question, ChoiceQuestion):
        chosen = answer if isinstance(answer, list | tuple) else [answer]
        labels = {option.id: option.label[language()] for option in question.options}
        if not chosen:
            return phrase("case_answer_none")
        return "；".join(labels.get(str(id_), str(id_)) for id_ in chosen)
    return str(getattr(answer, "text", answer))


def answer_of(question: Question, cell: str) -> object:
    """The answer that a cell gives; ``None`` where it is empty.

    Raises:
        NoAnswer: where it is no answer to the question.
    """
    text = cell.strip()
    if not text:
        return None
    if question.type == "boolean":
        if text.casefold() in YES | NO:
            return text.casefold() in YES
        raise NoAnswer
    if isinstance(question, ChoiceQuestion):
        if question.type == "choice":
            return _option(question, text)
        if any(folded(text) == folded(group("case_answer_", lang)["none"]) for lang in LANGS):
            return []
        return [_option(question, part) for part in _BETWEEN.split(text) if part.strip()]
    if question.type == "date":
        return day(text)
    figure = number(text)
    if isinstance(figure, str):
        raise NoAnswer
    return figure


def _option(question: ChoiceQuestion, text: str) -> str:
    for option in question.options:
        names = (option.id, option.label.zh, option.label.en)
        if folded(text) in map(folded, names):
            return option.id
    raise NoAnswer


def outcome_cell(kind: str, outcome: object) -> str:
    """What a sheet shows of a ``verdict`` or ``status``."""
    return "" if outcome is None else phrase(f"case_{kind}_{outcome}")


def outcome_of(kind: str, cell: str) -> str:
    """The verdict or status that a cell names.

    Raises:
        NoAnswer: where it names none.
    """
    text = folded(cell)
    for lang in LANGS:
        for id_, words in group(f"case_{kind}_", lang).items():
            if id_ != "column" and text in (folded(words), folded(id_)):
                return id_
    raise NoAnswer


def outcomes(kind: str) -> tuple[str, ...]:
    """All verdicts or statuses, as cells name them."""
    return tuple(w for id_, w in group(f"case_{kind}_", language()).items() if id_ != "column")
