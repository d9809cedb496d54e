"""Marks the Chinese words of an English page, so that a voice and a font take them for Chinese.

WCAG 2.2, success criterion 3.1.2. Of the Latin words in Chinese pages nearly all are names
and terms, which the criterion leaves out.
"""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff](?:[\u3000-\u303f\u3400-\u9fff\uff00-\uffef·]*[\u3400-\u9fff])?")
"""Han characters, with the punctuation between them."""
_TAG = re.compile(
    r"(<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<[/!a-zA-Z][^>]*>)", re.DOTALL
)
"""A tag, or what holds none."""
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_LANG = re.compile(r'\slang="([^"]*)"')
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What may not hold a span.
_PLAIN = frozenset({"head", "option", "svg", "textarea"})


def mark_chinese(html: str) -> str:
    """``html``, a whole page in English or a part of one, with each run of Chinese in a span."""
    if not _HAN.search(html):
        return html
    parts = _TAG.split(html)
    # The elements that are open inside one whose words are let be; it is the first.
    within: list[str] = []
    for i, part in enumerate(parts):
        if i % 2:
            _follow(part, within)
        elif not within:
            parts[i] = _HAN.sub(r'<span lang="zh-Hant">\g<0></span>', part)
    return "".join(parts)


def _follow(tag: str, within: list[str]) -> None:
    """Keep account of a tag."""
    match = _NAME.match(tag)
    if match is None:
        return
    name = match[1].lower()
    if tag.startswith("</"):
        if name in within:
            del within[len(within) - 1 - within[::-1].index(name) :]
    elif name not in _VOID and not tag.endswith("/>"):
        lang = _LANG.search(tag)
        if within or name in _PLAIN or (lang is not None and lang[1] != "en"):
            within.append(name)
