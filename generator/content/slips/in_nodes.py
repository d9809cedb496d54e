"""Slips in a file that can be read, but not as it was meant: commas in braces, texts cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import yaml

from ...diagnostics.codes import Code, Detail
from ...languages import LANGS
from .line import NAME, Candidate, Line, Slip, quoted
from .numbers import plain_number
from .signs import BLANKS, CONTROLS, DASHES, ZERO_WIDTH, code_point, is_control, name_of
from .signs_of_lines import signs_on

_HIDDEN = re.compile(f"[{ZERO_WIDTH}{CONTROLS}]")
_NAMED = re.compile(rf"{NAME} *[:：]")
_SIGN = re.compile(rf"[{BLANKS}{DASHES}]|{NAME} *：")
_MARKS = dict(zip("“‘„«「『＂", "”’”»」』＂", strict=True))


def has_comment(text: str) -> bool:
    """Whether a line may hold a comment behind something; most files have none."""
    for sign in (" #", "\t#"):
        at = text.find(sign)
        while at >= 0:
            before = text[text.rfind("\n", 0, at) + 1 : at].strip()
            if before and not before.startswith("#"):
                return True
            at = text.find(sign, at + 1)
    return False


def has_hidden(text: str) -> bool:
    """Whether a file holds a character that nobody sees."""
    return _HIDDEN.search(text) is not None


def hidden(lines: Sequence[Line]) -> Iterator[Candidate]:
    """Characters that nobody sees, wherever they are: one slip a line and character."""
    for number, line in enumerate(lines):
        slips: dict[str, Slip] = {}
        while match := _HIDDEN.search(line.text):
            sign, column = match[0], line.columns[match.start()] + 1
            code = Code.CONTROL_CHARACTER if is_control(sign) else Code.UNSEEN_CHARACTER
            details = (("name", name_of(sign)), ("point", code_point(sign)))
            slips.setdefault(sign, Slip(number + 1, column, code, None, details))
            line = line.replaced(match.start(), match.end(), "")
        if slips:
            yield Candidate(tuple(slips.values()), {number: line})


def is_bare(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether an entry of ``{ }`` has neither a colon nor a value: what follows a comma."""
    return (
        isinstance(key, yaml.ScalarNode)
        and isinstance(value, yaml.ScalarNode)
        and value.value == ""
        and value.style not in ('"', "'")
        and value.start_mark.index == value.end_mark.index
        and value.start_mark.index == key.end_mark.index
    )


def is_odd(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether an entry is what a slip makes of one: a text cut in two, a sign taken for a name."""
    return is_bare(key, value) or _is_sign(key)


def _is_sign(key: yaml.Node) -> bool:
    words = key.value
    return isinstance(words, str) and (
        _SIGN.match(words) is not None if not words.isascii() else words[:1] == "-"
    )


def split_texts(root: yaml.Node, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Texts and numbers of which a comma has made several entries of ``{ }``."""
    for node in _nodes(root):
        if not isinstance(node, yaml.MappingNode):
            continue
        entries = node.value
        for key, value in entries:
            if _is_sign(key) or (is_bare(key, value) and _NAMED.match(key.value)):
                number = key.start_mark.line
                if (found := signs_on(number, lines[number])) is not None:
                    yield found
        for i, (key, value) in enumerate(entries if node.flow_style else ()):
            if not isinstance(value, yaml.ScalarNode) or is_bare(key, value):
                continue
            after = takewhile(lambda entry: is_bare(*entry), entries[i + 1 :])
            last = next(reversed([name for name, _ in after]), None)
            if last is not None and (candidate := _whole(key, value, last, lines)) is not None:
                yield candidate


def _whole(
    key: yaml.Node, value: yaml.Node, last: yaml.Node, lines: Sequence[Line]
) -> Candidate | None:
    number, start, end = value.start_mark.line, value.start_mark.column, last.end_mark.column
    if last.end_mark.line != number or getattr(value, "style", None) in ('"', "'"):
        return None
    line = lines[number]
    words = line.text[start:end]
    code = Code.COMMA_IN_BRACES
    details: tuple[tuple[str, Detail], ...] = (("sign", ","),)
    amount = None if key.value in LANGS else plain_number(words)
    if amount is not None:
        code, details, new = Code.NUMBER_WITH_SIGNS, (("number", amount),), amount
    elif words[0] in _MARKS and words[-1] == _MARKS[words[0]]:
        code, details, new = Code.OTHER_QUOTES, (("sign", words[0]),), quoted(words[1:-1])
    else:
        new = quoted(words)
    slip = Slip(number + 1, line.columns[start] + 1, code, words, details)
    return Candidate((slip,), {number: line.replaced(start, end, new)})


def cut_texts(root: yaml.Node, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Texts of which “ #” has made a comment.

    A comment behind a text in a language needs quotes round that text; behind anything else it
    needs a space after its ``#``.
    """
    for node, of_language in _values(root, False):
        if node.style in ("'", '"', "|", ">") or not node.value:
            continue
        number, end = node.end_mark.line, node.end_mark.column
        if number >= len(lines):
            continue
        comment = re.match(r"\s+(#(.?).*)", lines[number].text[end:])
        if comment is None or not (of_language or comment[2].strip()):
            continue
        line, at = lines[number], end + comment.start(1)
        details = (("lost", comment[1].rstrip()),)
        slip = Slip(number + 1, line.columns[at] + 1, Code.TEXT_CUT, None, details)
        new = line.replaced(end, len(line.text), "")
        if node.start_mark.line == number:
            start = node.start_mark.column
            new = line.replaced(start, len(line.text.rstrip()), quoted(line.text[start:].rstrip()))
        yield Candidate((slip,), {number: new})


def _values(node: yaml.Node, of_language: bool) -> Iterator[tuple[yaml.ScalarNode, bool]]:
    """Every value, and whether it is a text in one language."""
    if isinstance(node, yaml.ScalarNode):
        yield node, of_language
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item, of_language)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(value, key.value in LANGS)


def _nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _nodes(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(key)
            yield from _nodes(value)
