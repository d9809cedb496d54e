"""What a field is called in words: the titles that its model gives it in both languages."""

from __future__ import annotations

import re
from typing import get_args, get_origin

from pydantic import BaseModel

from ..content.load import FieldPath
from ..content.validate import alternatives
from ..languages import LANGS, Lang

_STEP = " › "


def titles(description: str) -> dict[Lang, str]:
    """The title in each language that an explanation begins with: ``姓名：…｜Name: …``."""
    zh, en = re.split("[｜\n]", description)[:2]
    return {"zh": zh.split("：")[0].strip(), "en": en.split(": ")[0].strip()}


def field_words(model: type[BaseModel], path: FieldPath, lang: Lang, data: object = None) -> str:
    """A path in a record in words: ``團員 2 › 人物``; a name that has no title stays as it is.

    With the record's ``data``, an entry that has a label or title goes by that.
    """
    words: list[str] = []
    types: list[object] = [model]
    for part in path:
        data = _inside(data, part)
        if isinstance(part, int):
            number = _called(data, lang) or str(part + 1)
            words[-1:] = [f"{words[-1]} {number}"] if words else [number]
        elif part not in LANGS:
            words.append(_title(types, part, lang))
        types = [step for type_ in types for step in _step(type_, part)]
    return _STEP.join(words)


def _inside(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(part)
    return (
        data[part]
        if isinstance(data, list) and isinstance(part, int) and part < len(data)
        else None
    )


def _called(item: object, lang: Lang) -> str | None:
    """The label or title of an entry of a list that has an id, in quotation marks."""
    if not isinstance(item, dict) or "id" not in item:
        return None
    for name in ("label", "title", "name"):
        text = item.get(name)
        if isinstance(text, dict) and isinstance(words := text.get(lang), str):
            return f"「{words}」" if lang == "zh" else f"“{words}”"
    return None


def _title(types: list[object], name: str, lang: Lang) -> str:
    for type_ in types:
        for model in _models(type_):
            for key, field in model.model_fields.items():
                if name not in (key, field.alias):
                    continue
                inner = [item.__doc__ for item in _models(field.annotation)]
                description = field.description or next(filter(None, inner), None)
                if description and re.search("[｜\n]", description):
                    return titles(description)[lang]
    return name


def _step(type_: object, part: int | str) -> list[object]:
    """What may stand at a name or number of a list in what is of a type."""
    found: list[object] = []
    for alternative in alternatives(type_):
        origin, arguments = get_origin(alternative), get_args(alternative)
        if isinstance(alternative, type) and issubclass(alternative, BaseModel):
            alternative.model_rebuild()
            fields = alternative.model_fields
            if "root" in fields:
                found += _step(fields["root"].annotation, part)
            found += [f.annotation for name, f in fields.items() if part in (name, f.alias)]
        elif origin is tuple and isinstance(part, int):
            found.append(arguments[0])
        elif origin is dict:
            found.append(arguments[1])
    return found


def _models(type_: object) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    for alternative in alternatives(type_):
        if isinstance(alternative, type) and issubclass(alternative, BaseModel):
            alternative.model_rebuild()
            found.append(alternative)
    return found
