"""The columns of a sheet for a kind of record: a column for each field that one cell can hold.

In: the kind's model. Out: its columns, called as the docstrings of the fields call them in Chinese
and in English; a header names one of them by either, or by the field (``name.zh``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..content.load import FieldPath
from ..languages import LANGS
from ..models.base import Ref, SourceRef, Text
from ..models.kind import Kind

Form = Literal["text", "texts", "paragraphs", "date", "dates", "number", "flag", "choice"]
"""What a cell holds: ``texts`` are between ``；``, ``paragraphs`` on a line of the cell each."""

# What no cell can say, or what import writes by itself.
_LEFT_OUT = {"notes", "unlinked", "asked_as", "draft", "reviewed_on", "review_by"}
_IN = {"zh": ("（中文）", " (Chinese)"), "en": ("（英文）", " (English)")}
_OTHER_NAMES = {"zh": ("{zh}", "中文{zh}"), "en": ("英文{zh}", "{zh}英文")}
# A value of a choice, and the word for it in the field's explanation: “meeting 會議”.
_CHOICE = re.compile(r"([a-z]+(?:-[a-z]+)*) ([\u4e00-\u9fff]+)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the path of its field, its names, and what its cells hold."""

    path: FieldPath
    zh: str
    en: str
    form: Form
    hint: str
    """The field's explanation, in both languages."""
    ref: Ref | None = None
    choices: dict[str, str] = field(default_factory=dict, compare=False)
    """The values that there are, by the words for them."""

    @property
    def dotted(self) -> str:
        """The field as a header may name it: ``name.zh``."""
        return ".".join(part for part in self.path if isinstance(part, str)) or "id"

    @property
    def names(self) -> set[str]:
        """All headers that name the column, folded."""
        names = {self.zh, self.en, self.dotted}
        lang = self.path[-1] if self.path else ""
        if isinstance(lang, str) and lang in _OTHER_NAMES:
            plain = self.zh.removesuffix(_IN[lang][0])
            names |= {name.format(zh=plain) for name in _OTHER_NAMES[lang]}
        if (len(self.path) > 2 and self.path[0] == "sources") or self.path[-1:] in (
            ("lat",),
            ("lon",),
        ):
            names |= {self.zh.split("：")[-1], self.en.split(": ")[-1]}
        if self.path[-1:] == ("document",):
            names |= {"出處", "Source"}
        return set(map(folded, names))


def folded(name: str) -> str:
    """A header without what does not tell two apart: width, case, blanks, brackets."""
    return re.sub(r"[\s()（）:：·・]", "", unicodedata.normalize("NFKC", name)).casefold()


def columns_of(kind: Kind[BaseModel]) -> tuple[Column, ...]:
    """The columns of a kind, the id first and the source last."""
    hint = (
        "檔名：小寫英文字母、數字和連字號；不寫就照英文名稱取｜File name; made of the English name"
    )
    own = {name: info for name, info in kind.model.model_fields.items() if name != "sources"}
    found = [Column((), "id", "id", "text", hint)]
    for name, info in own.items():
        if name not in _LEFT_OUT:
            found += _columns((name,), info, ("", ""))
    if "sources" in kind.model.model_fields:
        titles = _titles(kind.model.model_fields["sources"])
        for name, info in SourceRef.model_fields.items():
            found += _columns(("sources", 0, name), info, titles)
    return tuple(found)


def _titles(info: FieldInfo) -> tuple[str, str]:
    zh, en = re.split("[｜\n]", info.description or "｜")[:2]
    return zh.split("：")[0], en.split(": ")[0]


def _columns(path: FieldPath, info: FieldInfo, above: tuple[str, str]) -> Iterator[Column]:
    zh, en = _titles(info)
    zh, en = (f"{above[0]}：{zh}" if above[0] else zh), (f"{above[1]}: {en}" if above[1] else en)
    types, refs = _bare(info.annotation)
    ref = next((item for item in (*info.metadata, *refs) if isinstance(item, Ref)), None)
    type_, hint = types[0], (info.description or "").replace("\n", "｜")
    if get_origin(type_) is tuple:
        (inner, *_), refs = _bare(get_args(type_)[0])
        ref = next(iter(refs), None)
        if inner is Text:
            yield from _both(path, zh, en, "paragraphs", hint)
        elif inner is str or inner is date:
            yield Column(path, zh, en, "texts" if inner is str else "dates", hint, ref)
    elif type_ is Text:
        yield from _both(path, zh, en, "text", hint)
    elif isinstance(type_, type) and issubclass(type_, BaseModel):
        for name, inner_info in type_.model_fields.items():
            yield from _columns((*path, name), inner_info, (zh, en))
    elif get_origin(type_) is Literal:
        words = {word: value for value, word in _CHOICE.findall(info.description or "")}
        values = {value: value for value in get_args(type_)}
        choices = {**{w: v for w, v in words.items() if v in values}, **values}
        yield Column(path, zh, en, "choice", hint, None, choices)
    else:
        form: Form = _FORMS.get(type_, "text") if isinstance(type_, type) else "text"
        yield Column(path, zh, en, form, hint, ref)


_FORMS: dict[type, Form] = {date: "date", int: "number", float: "number", bool: "flag"}


def _both(path: FieldPath, zh: str, en: str, form: Form, hint: str) -> Iterator[Column]:
    for lang in LANGS:
        yield Column((*path, lang), zh + _IN[lang][0], en + _IN[lang][1], form, hint)


def _bare(annotation: object) -> tuple[list[object], list[Ref]]:
    """The types of an annotation without ``None`` and marks, and the references among the marks."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        types, refs = _bare(inner)
        return types, [*(mark for mark in marks if isinstance(mark, Ref)), *refs]
    if origin in (Union, UnionType):
        types, refs = [], []
        for argument in get_args(annotation):
            more, further = _bare(argument)
            types += more
            refs += further
        return types, refs
    return ([] if annotation is NoneType else [annotation]), []
