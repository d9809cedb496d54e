"""The reader of one YAML file: plain data, or what in the file is not allowed and where.

Reads the core of YAML 1.2 and no more: ``true``/``false``, ``null``, decimal numbers;
``no``, ``1:30``, ``010`` and dates stay the words that were typed. Duplicate keys,
aliases and tags are errors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import yaml

from ..diagnostics.codes import Code, Detail, Word
from ..diagnostics.errors import LINE_BREAK, DataError
from .slips import in_nodes
from .slips.encodings import looks_like
from .slips.mending import Draft, Failure, mend
from .slips.signs import fault_of, unwanted
from .yaml_loader import Loader, TooDeep, refuse_depth


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counted from 1."""

    line: int
    column: int


class _WithText:
    """A number that keeps the words it was typed with: ``3.10`` stays "3.10"."""

    text: str


class YamlInt(int, _WithText):
    """A whole number of the file."""


class YamlFloat(float, _WithText):
    """A number of the file with decimals or an exponent."""


_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_MERGED = re.compile(r"^(?:<{7}(?: |$)|={7}\s*$|>{7}(?: |$))", re.MULTILINE)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ["str", "int", "float", "bool", "null", "timestamp", "merge", "value"]
}


def compose(text: str) -> yaml.Node | None:
    """The nodes of a text of YAML; None where it holds nothing.

    Raises:
        yaml.YAMLError: where it is not YAML.
    """
    return yaml.compose(text, Loader=Loader)


@dataclass(frozen=True, slots=True)
class Content:
    """What was read of a file."""

    data: dict[str, object]
    node: yaml.Node
    text: str
    mended: frozenset[int] = frozenset()
    """The lines, counted from 1, that had to be mended before anything could be read."""


class YamlReader:
    """Turns one file into plain data; ``errors`` lists what in it is not allowed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[DataError] = []
        self._seen: set[yaml.Node] = set()
        self._split = False
        """Whether some name of a field is none, but what a slip has made of one."""

    def read(self, path: Path) -> Content | None:
        """The file's fields and its YAML nodes, or ``None`` where nothing can be read.

        Where there are ``errors``, the content is what the file would hold without them.
        """
        text = self._text(path)
        if text is None or self._is_merged(text):
            return None
        content = self.parse(text)
        hopeless = any(error.code is Code.TOO_DEEP for error in self.errors)
        if not hopeless and (self.errors or self._split or _cuts_or_hides(text, content)):
            content = self._without_slips(text) or (None if self.errors else content)
        return content

    def _is_merged(self, text: str) -> bool:
        """Whether a merge has left its marks: what is wrong then is told once."""
        for number, line in enumerate(LINE_BREAK.split(text) if _MERGED.search(text) else (), 1):
            if _MERGED.match(line):
                self._fail(Mark(number, 1), Code.MERGE_MARKS, found=line)
                return True
        return False

    def _text(self, path: Path) -> str | None:
        try:
            content = path.read_bytes()
        except OSError as error:
            self._fail(Mark(1, 1), Code.UNREADABLE_FILE, reason=error.strerror or "?")
            return None
        try:
            text = content.decode("utf-8-sig")
            fault = text.find("\0") if text.count("\0") * 4 > len(text) else None
        except UnicodeDecodeError as error:
            text, fault = error.object[: error.start].decode("utf-8-sig", "replace"), -1
        if fault is None:
            return text
        before = LINE_BREAK.split(text) if fault < 0 else [""]
        encoding = looks_like(content) or Word("unknown_encoding")
        self._fail(Mark(len(before), 1), Code.NOT_UTF8, encoding=encoding)
        return None

    def parse(self, text: str) -> Content | None:
        """The content where the text holds fields; else ``errors`` has more."""
        self._seen, self._split = set(), False
        known = len(self.errors)
        node = data = None
        try:
            refuse_depth(text)
            node = compose(text)
            data = None if node is None else self._plain(node)
        except yaml.YAMLError as error:
            mark, code, reason = _diagnose(error, text)
            if code is Code.NOT_YAML:
                self._fail(mark, code, reason=reason)
            elif code is Code.CONTROL_CHARACTER:
                self._fail(mark, code, point=reason)
            else:
                self._fail(mark, code)
        except TooDeep as error:
            self._fail(mark_of(error), Code.TOO_DEEP)
        if len(self.errors) == known and not isinstance(data, dict):
            self._fail(Mark(1, 1), Code.EMPTY_FILE if data is None else Code.NOT_FIELDS)
        if len(self.errors) > known or node is None or not isinstance(data, dict):
            return None
        return Content(data, node, text)

    def _without_slips(self, text: str) -> Content | None:
        """What the file would hold without its slips, which are told in ``errors``.

        ``None`` where there is no slip, or the file cannot be read without them either.
        """
        draft = Draft(text)
        draft.apply(in_nodes.hidden(draft.lines))
        mend(draft, _failure)
        while (node := _composed(draft.text)) is not None and not draft.full:
            if not draft.apply(in_nodes.split_texts(node, draft.lines)) and not draft.apply(
                in_nodes.cut_texts(node, draft.lines)
            ):
                break
        if not draft.slips:
            return None
        self.errors = []
        content = self.parse(draft.text)
        self.errors = [error for error in self.errors if error.line not in draft.touched]
        self.errors += [draft.error(slip, self.file) for slip in draft.slips]
        if any(slip.code is Code.LINE_WITHOUT_FIELD for slip in draft.slips):
            return None  # what that line holds would be called missing
        return content and replace(content, mended=frozenset(draft.touched))

    def _plain(self, node: yaml.Node) -> object:
        if isinstance(node, yaml.ScalarNode):
            if node.tag in _TAGS:
                self._refuse_unwanted(node)
                return scalar(node)
        elif node in self._seen:
            self._fail(mark_of(node.start_mark), Code.ALIAS)
            return None
        else:
            self._seen.add(node)
            if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
                return self._mapping(node)
            if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
                return [self._plain(item) for item in node.value]
        self._fail(mark_of(node.start_mark), Code.TAG, found=node.tag)
        return None

    def _refuse_unwanted(self, node: yaml.ScalarNode) -> None:
        """What nobody sees in a text, though it was typed as an escape such as ``"\\u202e"``."""
        for sign in (
            () if node.value.isascii() and node.value.isprintable() else unwanted(node.value)
        ):
            code, details = fault_of(sign)
            self._fail(mark_of(node.start_mark), code, **details)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fail(mark_of(key_node.start_mark), Code.FIELD_NAME)
                continue
            key = key_node.value
            self._refuse_unwanted(key_node)
            self._split = self._split or in_nodes.is_odd(key_node, value_node)
            if key in result:
                first = next(item for item, _ in node.value if item.value == key)
                self._fail(
                    mark_of(key_node.start_mark),
                    Code.DUPLICATE_FIELD,
                    field=key,
                    first=first.start_mark.line + 1,
                )
                continue
            result[key] = self._plain(value_node)
        return result

    def _fail(
        self,
        mark: Mark,
        code: Code,
        found: str | None = None,
        **details: Detail,
    ) -> None:
        self.errors.append(
            DataError(
                self.file, mark.line, mark.column, code, found, details=tuple(details.items())
            )
        )


def _cuts_or_hides(text: str, content: Content | None) -> bool:
    """Whether a file that can be read has a text cut off by “ #”, or a character nobody sees."""
    if in_nodes.has_hidden(text):
        return True
    if content is None or not in_nodes.has_comment(text):
        return False
    return any(True for _ in in_nodes.cut_texts(content.node, Draft(text).lines))


def _composed(text: str) -> yaml.Node | None:
    """The nodes, or ``None`` where there are none or they would go too deep or in a circle."""
    try:
        refuse_depth(text)
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=Loader)):
            return None
        return yaml.compose(text, Loader=Loader)
    except (yaml.YAMLError, TooDeep):
        return None


def _failure(text: str) -> Failure | None:
    """Where the parser stops."""
    try:
        for _ in yaml.parse(text, Loader=Loader):
            pass
    except yaml.YAMLError as error:
        mark, *_ = _diagnose(error, text)
        context = getattr(error, "context_mark", None)
        return mark.line - 1, mark.column - 1, mark.line - 1 if context is None else context.line
    return None


class _ParserMark(Protocol):
    """A place as PyYAML or libyaml tells it, counted from 0."""

    line: int
    column: int


def mark_of(mark: _ParserMark) -> Mark:
    """A place as the parser tells it, counted from 1."""
    return Mark(mark.line + 1, mark.column + 1)


def scalar(node: yaml.ScalarNode) -> object:
    """The value of a node: a text, a number with its words, true, false or None."""
    text: str = node.value
    if node.style in ('"', "'", "|", ">"):  # quoted or block text is text
        return text
    if text in _WORDS:
        return _WORDS[text]
    number: YamlInt | YamlFloat
    if _INT.fullmatch(text) and len(text) <= 400:
        number = YamlInt(text)
    elif _FLOAT.fullmatch(text):
        number = YamlFloat(text)
    else:
        return text
    number.text = text
    return number


# Words of the parser, and the kind of mistake that they mostly stand for.
_SIGNS = (
    ("single document", Code.TWO_DOCUMENTS),
    ("document start", Code.TWO_DOCUMENTS),
    ("alias", Code.ALIAS),
    ("anchor", Code.ALIAS),
    ("mapping values are not allowed", Code.UNQUOTED),
    ("',' or", Code.UNCLOSED),
    ("unexpected end of stream", Code.UNCLOSED),
)


def _diagnose(error: yaml.YAMLError, text: str) -> tuple[Mark, Code, str]:
    """Where, what kind of mistake, and the parser's own words."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        mark = mark_of(error.problem_mark)
        reason = f"{error.problem} ({error.context})" if error.context else str(error.problem)
        lines = LINE_BREAK.split(text)
        line = lines[mark.line - 1] if mark.line <= len(lines) else ""
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return mark, Code.TAB, reason
        return mark, next((code for sign, code in _SIGNS if sign in reason), Code.NOT_YAML), reason
    # A character that YAML does not allow: the parser gives its position in bytes.
    position = getattr(error, "position", 0)
    before = text.encode()[: position if isinstance(position, int) else 0].decode(errors="ignore")
    *above, line = LINE_BREAK.split(before)
    point = f"U+{getattr(error, 'character', 0):04X}"
    return Mark(len(above) + 1, len(line) + 1), Code.CONTROL_CHARACTER, point
