"""Sheets of applications: an empty one made from a scheme's questions.

In: a version of a scheme. Out: the header in both languages, with each question's id behind it;
and as a workbook, lists to choose answers from and a word on what may be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..content.catalogue import SchemeView
from ..diagnostics.messages import in_both_languages, phrase
from ..languages import LANGS
from ..models.base import Text
from ..models.calculator import ChoiceQuestion, NumberQuestion, Question
from ..text.inline import plain
from .sheet_limits import MOST_ROWS
from .sheets import XLSX, save_book, write_sheet

_LISTS = "options"
_WIDTH = 24
_LONGEST_PROMPT = 250
"""Excel takes no longer one."""


def header_of(scheme: SchemeView) -> list[str]:
    """The header of an empty sheet: a column for the application, and one for each question."""
    application = scheme.catalogue.interface["screening_application"]
    questions = scheme.calculator.questions
    return [_both(application), *(f"{_both(q.label)} [{q.id}]" for q in questions)]


def write_template(path: Path, scheme: SchemeView) -> None:
    """Write an empty sheet, as the file's name ends: XLSX, or else CSV.

    Raises:
        OSError: where it cannot be written.
    """
    header = header_of(scheme)
    if path.suffix.lower() != XLSX:
        write_sheet(path, [header])
        return
    book = Workbook()
    sheet, lists = book.active, book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    sheet.append(header)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = _WIDTH
    sheet.freeze_panes = "B2"
    for column, question in enumerate(scheme.calculator.questions, 2):
        letter = get_column_letter(column)
        rule = _validation(question, lists, scheme)
        rule.add(f"{letter}2:{letter}{MOST_ROWS}")
        sheet.add_data_validation(rule)
    save_book(path, book)


def _both(text: Text) -> str:
    return " ".join(plain(text[lang]) for lang in LANGS)


def _validation(question: Question, lists: Worksheet, scheme: SchemeView) -> DataValidation:
    """What a cell of a question offers and says; it refuses nothing: people write in many ways."""
    answers = list(_answers(question, scheme))
    hint = in_both_languages(f"screen_hint_{question.type}")
    if isinstance(question, NumberQuestion) and question.unit is not None:
        hint += phrase("screen_hint_unit", unit=_both(question.unit))
    rule = DataValidation(
        type="list" if answers else None,
        formula1=_list(answers, lists) if answers else None,
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=True,
        prompt=hint[:_LONGEST_PROMPT],
    )
    return rule


def _answers(question: Question, scheme: SchemeView) -> Iterator[str]:
    if isinstance(question, ChoiceQuestion):
        yield from (_both(option.label) for option in question.options)
    interface = scheme.catalogue.interface
    if question.type == "choices":
        yield _both(interface["calculator_none_of_these"])
    if question.type == "boolean":
        yield _both(interface["calculator_yes"])
        yield _both(interface["calculator_no"])


def _list(answers: list[str], lists: Worksheet) -> str:
    """Put answers into a column of their own; what refers to it."""
    column = 1 if lists["A1"].value is None else lists.max_column + 1
    for row, answer in enumerate(answers, 1):
        cell = lists.cell(row, column, answer)
        cell.data_type = "s"  # a text, whatever it begins with
    letter = get_column_letter(column)
    return f"{_LISTS}!${letter}$1:${letter}${len(answers)}"
