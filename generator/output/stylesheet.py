"""One style sheet for every page: the theme's, less what no page can use, then the site's own.

A page cannot be painted before its style sheets are there, and a theme's is made for every
feature that it has. A rule goes where its selector wants a class that stands in no page and
no script, or a value of an attribute that stands in no page; a custom property goes where
nothing reads it. All else stays as it is, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import tinycss2

from ..assets.minified import Token, style

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_VARIABLE = re.compile(r"--[\w-]+")


@dataclass(frozen=True, slots=True)
class Used:
    """What the pages of a site use of a style sheet."""

    names: Set[str]
    """Classes, and the values of attributes as ``dir=ltr``."""
    attributes: tuple[str, ...]
    """The beginnings of those attributes whose values are all in ``names``."""


def combine(theme: str, own: str, scripts: Iterable[str], used: Used) -> str:
    """The one sheet: the sheet of the theme, less what is not used, and the site's own.

    ``scripts`` are those that run in a page: they set classes and read custom properties.
    """
    scripts = list(scripts)
    words = {word for script in scripts for word in _WORD.findall(script)}
    read = set(_VARIABLE.findall("".join([own, *scripts])))
    smaller = purge(theme, Used(used.names | words, used.attributes), read)
    return style(smaller).decode().rstrip() + own


def purge(css: str, used: Used, read: Set[str]) -> str:
    """``css`` without the rules that want what is not ``used``, and without the custom
    properties that neither it nor ``read`` names."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    smaller: str = tinycss2.serialize(list(_usable(rules, used)))
    while (without := _without_unread(smaller, read)) != smaller:
        smaller = without
    return smaller


def _without_unread(css: str, read: Set[str]) -> str:
    needed = {*read, *_READ.findall(css)}
    return _DEFINITION.sub(lambda match: match[0] if match[1] in needed else "", css)


_READ = re.compile(r"var\((--[\w-]+)")
# A custom property up to its semicolon; strings and brackets may hold semicolons.
_DEFINITION = re.compile(r"(--[\w-]+):(?:\"[^\"]*\"|'[^']*'|\([^()]*\)|[^;{}\"'()])*(?:;|(?=\}))")


def _usable(rules: Sequence[Token], used: Used) -> Iterator[Token]:
    """The rules whose selectors may match, each with those selectors alone."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [part for part in _selectors(rule.prelude) if _possible(part, used)]
            if selectors:
                rule.prelude = _joined(selectors)
                yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = list(_usable(inner, used))
            if rule.content:
                yield rule
        else:
            yield rule


def _selectors(prelude: Sequence[Token]) -> Iterator[list[Token]]:
    """The parts of a selector list between its commas."""
    part: list[Token] = []
    for token in prelude:
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _joined(selectors: list[list[Token]]) -> list[Token]:
    comma = tinycss2.ast.LiteralToken(0, 0, ",")
    return [token for selector in selectors for token in (comma, *selector)][1:]


def _possible(selector: list[Token], used: Used) -> bool:
    """Whether all that it wants may occur; what stands in ``:not(…)`` or the like is no want."""
    return all(
        token.value in used.names
        for dot, token in pairwise(selector)
        if dot == "." and token.type == "ident"
    ) and all(_occurs(token.content, used) for token in selector if token.type == "[] block")


def _occurs(content: list[Token], used: Used) -> bool:
    """Whether the attribute may have the value that a selector in square brackets wants."""
    name, *test = content
    if len(test) != 2 or test[0] != "=" or not name.value.startswith(used.attributes):
        return True
    return f"{name.value}={test[1].value}" in used.names
