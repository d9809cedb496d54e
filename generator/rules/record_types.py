"""Types of records: the rules of every calculator and checklist against the questions.

In: valid records. Out: the errors that ``typecheck`` finds in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..content.load import FieldPath
from ..content.validate import ValidRecord
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..models.calculator import Calculator
from ..models.key import Key
from ..models.scheme import Checklist
from .typecheck import Checker


def check_types(
    records: Iterable[ValidRecord], broken: Collection[Key] = ()
) -> Iterator[DataError]:
    """The errors of all calculators and checklists, except records that are ``broken`` already.

    Rules over unknown questions or options, or over ones of a wrong type, and ids used twice.
    """
    by_key = {record.raw.key: record for record in records}
    for key, record in by_key.items():
        if key in broken:
            continue
        if isinstance(record.model, Calculator):
            yield from Checker(record, record.model).errors()
        elif isinstance(record.model, Checklist):
            calculator = by_key.get(key.of("calculator"))
            if calculator is not None:
                assert isinstance(calculator.model, Calculator)
                yield from _checklist(record, record.model, calculator.model)


def _checklist(
    record: ValidRecord, checklist: Checklist, calculator: Calculator
) -> Iterator[DataError]:
    """Documents in sections that do not exist, or needed under conditions that do not fit."""
    checker = Checker(record, calculator)
    for p, phase in enumerate(checklist.phases):
        sections = tuple(section.id for section in phase.sections)
        yield from checker.unique(("phases", p, "sections"), sections)
        for i, item in enumerate(phase.items):
            if item.section is not None and item.section not in sections:
                yield record.raw.error(
                    ("phases", p, "items", i, "section"),
                    Code.NO_SUCH_SECTION,
                    found=item.section,
                    allowed=sections,
                )
            if item.needed_when is not None:
                path: FieldPath = ("phases", p, "items", i, "needed_when")
                yield from checker.condition(item.needed_when, path)
