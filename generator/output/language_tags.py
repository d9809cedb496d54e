"""Marks the Chinese words of an English page, so that a voice and a font take them for Chinese.

WCAG 2.2, success criterion 3.1.2. Of the Latin words in Chinese pages nearly all are names
and terms, which the criterion leaves out.

The parser knows which words stand in text that is read out, but not where in the source.
Chinese characters stand in the source in the order in which the parser meets them, whether
in text, attributes, scripts or comments: so the n-th character there is the n-th here, and
the page need not be written anew from its tree.
"""

from __future__ import annotations

import re

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase
from .document import Comment, Document, End, Start

_HAN = "\u3400-\u9fff"
_CHARACTERS = re.compile(f"[{_HAN}]+")
_RUN = re.compile(f"[{_HAN}](?:[\u3000-\u303f{_HAN}\uff00-\uffef·]*[{_HAN}])?")
"""Han characters, with the punctuation between them."""
# What may not hold a span, or is not read out.
_PLAIN = frozenset({"head", "option", "script", "style", "svg", "textarea"})


class MisplacedText(GeneratorError):
    """HTML whose Chinese a browser would show elsewhere than where it is written."""

    def __init__(self, page: str, excerpt: str) -> None:
        self.page, self.excerpt = page, excerpt
        super().__init__(page, excerpt)

    def __str__(self) -> str:
        return phrase("misplaced_text", page=self.page, excerpt=self.excerpt)


def tag_chinese(document: Document) -> str:
    """The HTML of an English page, with each run of Chinese in a ``span``; nothing else changes.

    Raises:
        MisplacedText: where a browser would drop or move words, as it does with text that
            stands in a table but in no cell.
    """
    html = document.html
    if not _CHARACTERS.search(html):
        return html
    characters, is_read_out = _characters(document)
    parts: list[str] = []
    position = end = 0
    for run in _RUN.finditer(html):
        for piece in _CHARACTERS.findall(run[0]):
            if not characters.startswith(piece, position):
                raise MisplacedText(document.name, run[0])
            position += len(piece)
        if is_read_out[position - 1]:
            parts += html[end : run.start()], f'<span lang="zh-Hant">{run[0]}</span>'
            end = run.end()
    if position < len(characters):
        raise MisplacedText(document.name, characters[position:])
    return "".join([*parts, html[end:]])


def _characters(document: Document) -> tuple[str, bytes]:
    """All Chinese characters of the source in its order; for each, whether it is to be marked."""
    characters: list[str] = []
    is_read_out = bytearray()
    silent = 0  # how deep one is in an element whose words are let be
    for node in document.nodes:
        if isinstance(node, Start):
            texts = "".join(value for value in node.attributes.values() if value)
            marked = False
            lang = node.attributes.get("lang")
            if silent or node.tag in _PLAIN or (lang is not None and lang != "en"):
                silent += 1
        elif isinstance(node, End):
            silent = max(silent - 1, 0)
            continue
        elif isinstance(node, Comment):
            texts, marked = node.text, False
        else:
            texts, marked = node, not silent
        if not texts.isascii():
            found = "".join(_CHARACTERS.findall(texts))
            characters.append(found)
            is_read_out += bytes([marked]) * len(found)
    return "".join(characters), bytes(is_read_out)
