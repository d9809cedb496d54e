"""What a value that was refused was meant to be: a number, a date, a condition, an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ...diagnostics.codes import Code, Detail
from . import formulas
from .dates import day_meant
from .line import excerpt
from .numbers import fraction, percent_meant, plain_number
from .signs import HALF_WIDTH, QUOTES, UNSEEN, code_point, name_of, with_signs

_NUMBERS = {Code.NOT_WHOLE_NUMBER, Code.NOT_NUMBER}
_VALUES = {Code.NOT_A_QUESTION_ID, Code.NOT_A_VALUE}
_EXPRESSIONS = {*_VALUES, Code.NOT_A_CONDITION}
_IDS = {
    *(Code.NOT_AN_ID, Code.NOT_A_QUESTION_ID, Code.NOT_A_LOCATOR, Code.NOT_A_SCOPED_ID),
    *(Code.NOT_A_CURRENCY, Code.NOT_AN_ADDRESS, Code.NOT_A_SECTION, Code.NOT_A_LINK),
    *(Code.NO_SUCH_PART, Code.NOT_ONE_OF, Code.NO_HOLIDAYS_KNOWN),
}
_COMMAS = re.compile("[，、；]")


@dataclass(frozen=True, slots=True)
class Meant:
    """The slip of a value, and how far into its line it stands where that is known."""

    code: Code
    details: Mapping[str, Detail]
    sign: str = ""
    """The character that is wrong, to be looked for from the beginning of the value."""


def meant(code: Code, typed: object, name: str, line: str) -> Meant | None:
    """The slip of what was typed where ``code`` refused it, or ``None``.

    ``name`` is that of the field, ``line`` the value's line in the file.
    """
    typed = getattr(typed, "text", typed)  # a number is what was typed for it
    if not isinstance(typed, str):
        return None
    for rule in (_answer, _number, _formula, _date, _id):
        if (found := rule(code, typed, name, line)) is not None:
            return found
    return None


def _answer(code: Code, typed: str, name: str, line: str) -> Meant | None:
    answer = formulas.yes_or_no(typed) if code is Code.NOT_TRUE_OR_FALSE else None
    return Meant(Code.YES_OR_NO, {"typed": typed, "answer": answer}) if answer else None


def _number(code: Code, typed: str, name: str, line: str) -> Meant | None:
    if code not in _NUMBERS and (code not in _VALUES or name == "id"):
        return None
    number = plain_number(typed)
    if name == "percent":
        if (parts := fraction(typed)) is not None:
            return Meant(Code.FRACTION, {"typed": typed, "about": parts})
        number = percent_meant(typed) or number
    if number is None or (code is Code.NOT_WHOLE_NUMBER and "." in number):
        return None
    return Meant(Code.NUMBER_WITH_SIGNS, {"number": number})


def _formula(code: Code, typed: str, name: str, line: str) -> Meant | None:
    condition = formulas.condition(typed) if code in _EXPRESSIONS else None
    return Meant(Code.FORMULA, {"condition": condition}) if condition else None


def _date(code: Code, typed: str, name: str, line: str) -> Meant | None:
    day = day_meant(typed) if code in (Code.BAD_DATE, Code.BAD_MOMENT) else None
    return Meant(Code.DATE_OTHERWISE, {"day": day.isoformat()}) if day else None


def _id(code: Code, typed: str, name: str, line: str) -> Meant | None:
    if code not in _IDS:
        return None
    if unseen := UNSEEN.search(typed):
        return _unseen(typed, unseen[0])
    if typed != typed.strip(" "):
        return _unseen(typed, " ")
    bare = typed.strip(QUOTES)
    if bare != typed:
        mended = line.replace(typed, bare)
        sign = next(c for c in typed if c in QUOTES)
        return Meant(Code.OTHER_QUOTES, {"sign": sign, "line": excerpt(mended)}, sign)
    if comma := _COMMAS.search(typed):
        mended = line.replace(typed, ", ".join(part.strip() for part in _COMMAS.split(typed)))
        details = {"sign": comma[0], "name": name_of(comma[0]), "wanted": HALF_WIDTH[comma[0]]}
        return Meant(Code.FULL_WIDTH_SIGN, {**details, "line": excerpt(mended)}, comma[0])
    plain = unicodedata.normalize("NFKC", typed)
    if plain != typed and plain.isascii():
        return Meant(Code.FULL_WIDTH_LETTERS, {"typed": typed, "wanted": plain})
    return None


def _unseen(typed: str, sign: str) -> Meant:
    shown = with_signs(typed)
    if sign == " ":
        shown = shown.replace(" ", "␣")
    wanted = UNSEEN.sub("", typed).strip()
    details = {"name": name_of(sign), "point": code_point(sign), "shown": shown, "wanted": wanted}
    return Meant(Code.UNSEEN_IN_NAME, details, sign)
