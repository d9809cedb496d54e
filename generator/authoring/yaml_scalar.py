"""A new text in the place of one that a file has: in the same quotes, or folded as that was."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from ..content.yaml_reader import scalar
from ..diagnostics.errors import LINE_BREAK
from .yaml_text import scalar_text

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_HEADER = re.compile(r"[|>][-+]?")


def candidates(
    piece: str, node: yaml.ScalarNode, value: object, *, in_flow: bool, newline: str
) -> Iterator[str]:
    """What may stand in the place of ``piece``, the text of ``node``; the best comes first.

    Whoever takes one has to read it again: a text that was folded may read as another.
    """
    style = node.style or ""
    if isinstance(value, str):
        number = not style and not isinstance(scalar(node), str) and scalar(node) is not None
        if number and _NUMBER.fullmatch(value):
            yield value  # its words are kept, as in a locator
        lines = LINE_BREAK.split(piece)
        if style == "|":
            yield from _literal(lines, value, newline)
        elif style == ">":
            yield from _folded(lines, value, newline)
        elif not style and len(lines) > 1:
            yield from _refolded(lines, _space(lines[1]), value, newline)
    yield scalar_text(value, style if style in ("'", '"') else "", in_flow=in_flow)


def _literal(lines: list[str], value: str, newline: str) -> Iterator[str]:
    space = _space(lines[-1])
    header = _header(lines[0], value)
    if header and space:
        body = value.removesuffix("\n").split("\n")
        yield newline.join([header, *(space + line if line else "" for line in body)])


def _folded(lines: list[str], value: str, newline: str) -> Iterator[str]:
    space = _space(lines[-1])
    header = _header(lines[0], value)
    if header and space:
        words = value.removesuffix("\n")
        for body in _refolded(lines[1:], space, words, newline):
            yield f"{header}{newline}{space}{body}"
        body = (newline * 2 + space).join(words.split("\n"))
        yield f"{header}{newline}{space}{body}"


def _header(line: str, value: str) -> str:
    """The first line of a block that ends as the value does, or nothing where none does."""
    sign, comment = line[:1], line[len(line.split(" ")[0]) :]
    ends = len(value) - len(value.rstrip("\n"))
    if not _HEADER.fullmatch(line.split(" ")[0]) or ends > 1 or value[:1] in ("", " ", "\n"):
        return ""
    return f"{sign}{'' if ends else '-'}{comment}"


def _refolded(lines: list[str], space: str, value: str, newline: str) -> Iterator[str]:
    """The value on the lines of the old one, as far as they are the same at its two ends."""
    words = [line.strip() for line in lines]
    if not all(words):
        return
    first = 0
    while first < len(words) - 1 and value.startswith(" ".join([*words[: first + 1], ""])):
        first += 1
    last = 0
    while last < len(words) - 1 - first and value.endswith(" ".join(["", *words[-last - 1 :]])):
        last += 1
    before = sum(len(word) + 1 for word in words[:first])
    after = sum(len(word) + 1 for word in words[len(words) - last :])
    middle = value[before : len(value) - after]
    if (first or last) and middle == middle.strip() and middle and before + after < len(value):
        folded = [*words[:first], middle, *words[len(words) - last :]]
        yield f"{newline}{space}".join(folded)


def _space(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]
