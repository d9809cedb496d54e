"""Why cells of a row are no answers, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..content.catalogue import SchemeView
from ..diagnostics.codes import Alternatives
from ..diagnostics.messages import language, phrase
from ..models.calculator import ChoiceQuestion, Question
from ..rules.rows import CellError
from ..text.inline import plain


def why_not(scheme: SchemeView, header: Sequence[str], errors: Iterable[CellError]) -> str:
    """All errors of a row, each with the name of its column."""
    questions = {question.id: question for question in scheme.calculator.questions}
    return phrase("screen_between").join(
        phrase("screen_error", column=header[error["column"]], why=_why(error, questions))
        for error in errors
    )


def _why(error: CellError, questions: dict[str, Question]) -> str:
    question, given = questions[error["fact"]], error["given"]
    code, meant = error["code"], error["meant"]
    if meant:
        return phrase("screen_meant", given=given, meant=Alternatives(map(str, meant)))
    if code == "unknown_option" and isinstance(question, ChoiceQuestion):
        labels = tuple(plain(option.label[language()]) for option in question.options)
        return phrase("screen_unknown_option", given=given, options=labels)
    if code == "inconsistent":
        other = questions[getattr(question, "no_more_than", None) or question.id]
        return phrase("screen_inconsistent", given=given, other=plain(other.label[language()]))
    if code == "out_of_range":
        bounds = [
            phrase(f"screen_{name}", **{name: str(bound)})
            for name in ("min", "above", "max")
            if (bound := getattr(question, name, None)) is not None
        ]
        return phrase("screen_out_of_range", given=given, range=tuple(bounds))
    if code in ("no_day", "invalid_date"):
        return phrase(f"screen_{code}", given=given)
    return phrase(f"screen_no_{question.type}", given=given)
