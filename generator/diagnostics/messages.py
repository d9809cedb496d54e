"""The words of errors, from ``messages.yml``: in Traditional Chinese or in English.

Which of the two is asked for with ``--lang``, or else told by the locale.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Template
from typing import NotRequired, TypedDict

import yaml

from ..languages import LANGS, Lang
from .codes import Alternatives, Code, Detail, Word

_chosen: Lang | None = None
_for_now: ContextVar[Lang | None] = ContextVar("_for_now", default=None)


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Use a language within the block, and in this thread alone."""
    before = _for_now.set(lang)
    try:
        yield
    finally:
        _for_now.reset(before)


def speak(lang: Lang | None) -> None:
    """Use this language from now on; with ``None``, the locale's."""
    global _chosen
    _chosen = lang


def language() -> Lang:
    """The language of messages: the one chosen, or Chinese where the locale is Chinese."""
    chosen = _for_now.get() or _chosen
    if chosen is not None:
        return chosen
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    name = next(filter(None, map(os.environ.get, names)), None)
    if name is None:  # Windows sets none of them
        name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


_Words = dict[Lang, str]


class _OfCode(TypedDict):
    """What ``messages.yml`` has of a code; ``wrong`` and ``example`` are lines of YAML."""

    title: _Words
    problem: NotRequired[_Words]
    mend: _Words
    why: _Words
    wrong: str
    example: str


class _Messages(TypedDict):
    phrases: dict[str, _Words]
    words: dict[str, _Words]
    codes: dict[str, _OfCode]


@cache
def _messages() -> _Messages:
    file = Path(__file__).with_name("messages.yml")
    messages: _Messages = yaml.safe_load(file.read_text(encoding="utf-8"))
    return messages


def phrase(name: str, **details: Detail) -> str:
    """A text of ``phrases`` in ``messages.yml``, with the details filled in.

    Raises:
        KeyError: where there is no such text, or a detail is missing.
    """
    return _fill(_messages()["phrases"][name], details)


def in_both_languages(name: str) -> str:
    """A text of ``phrases`` in Chinese and in English, for whoever reads a page."""
    texts = _messages()["phrases"][name]
    return "　".join(texts[lang] for lang in LANGS)


def group(prefix: str, lang: Lang) -> dict[str, str]:
    """The texts of ``phrases`` whose names begin so, by the rest, with no details filled in."""
    return {
        name.removeprefix(prefix): texts[lang]
        for name, texts in _messages()["phrases"].items()
        if name.startswith(prefix)
    }


def title(code: Code) -> str:
    """What kind of mistake it is."""
    return _fill(_messages()["codes"][code]["title"], {})


def problem(code: Code, details: dict[str, Detail]) -> str:
    """What is wrong."""
    texts = _messages()["codes"][code]
    return _fill(texts.get("problem", texts["title"]), details)


def mend(code: Code, details: dict[str, Detail]) -> str:
    """How to mend it."""
    return _fill(_messages()["codes"][code]["mend"], details)


def example(code: Code) -> str:
    """How it is written without the mistake: lines of YAML."""
    return str(_messages()["codes"][code]["example"]).rstrip()


def explain(code: Code) -> str:
    """All about a kind of mistake, for whoever has met one."""
    texts = _messages()["codes"][code]
    parts = [
        f"{code}  {title(code)}",
        phrase("why") + _fill(texts["why"], {}),
        phrase("wrong") + "\n" + _indented(texts["wrong"]),
        phrase("right") + "\n" + _indented(texts["example"]),
    ]
    return "\n\n".join(parts)


def word(name: str) -> str:
    """A word of ``words`` in ``messages.yml``, or ``name`` as it is where that has none."""
    texts = _messages()["words"].get(name)
    return name if texts is None else str(texts[language()])


def words_of(name: str) -> dict[Lang, str]:
    """A word of ``words`` in both languages, or ``name`` as it is where there is none."""
    return _messages()["words"].get(name) or {"zh": name, "en": name}


def _fill(texts: _Words, details: dict[str, Detail]) -> str:
    filled = {name: _worded(value) for name, value in details.items()}
    return Template(texts[language()]).substitute(filled)


def _worded(value: Detail) -> str:
    if isinstance(value, Word):
        return word(value)
    if isinstance(value, tuple):
        joint = phrase("or" if isinstance(value, Alternatives) else "comma")
        return joint.join(map(_worded, value))
    return shorten(str(value))


def shorten(value: str, limit: int = 120) -> str:
    """On one line, not too long, and nothing in it that a terminal would obey."""
    value = visible(" ".join(value[: limit * 8].split()))
    return value if len(value) <= limit else value[: limit - 1] + "…"


def visible(text: str) -> str:
    """The text with a sign for each character that cannot be printed."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines())
