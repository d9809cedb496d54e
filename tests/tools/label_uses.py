"""Which labels the code asks for, and where: found in its syntax, not in its letters.

A label is asked for by its key in Python (where mypy checks it), in a template, in the theme
and in the scripts. A key that is put together is known by the values that its end can have.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import tree_sitter_javascript
from jinja2 import Environment, nodes
from tree_sitter import Language, Node, Parser

from generator.models.kind import SearchGroup
from generator.models.scheme import Status, Verdict
from tests.conftest import ROOT

GENERATOR = ROOT / "generator"
TEMPLATES = (GENERATOR / "pages" / "templates", GENERATOR / "mkdocs_adapter" / "theme")

ENDS: Mapping[str, Iterable[str]] = {
    "calculator_status_": get_args(Status),
    "calculator_verdict_": get_args(Verdict),
    "calculator_sentence_": ("open", "unclear", "eligible", "ineligible"),
    "calculator_range_": ("min", "above", "max"),
    "calculator_error_": ("integer", "number"),
    "calculator_misread_": (
        *("unread", "two", "scale", "comma", "grouping", "point", "time", "precise", "large"),
        *("half", "date", "no_day"),
    ),
    "calculator_link_": ("damaged", "other_form"),
    "search_kind_": get_args(SearchGroup),
    "sandbox_bad_": (
        *("whole", "least", "most", "instalments", "order", "shift", "points", "nobody"),
        *("answers_most", "answers_least", "answers_above", "threshold"),
    ),
    "desk_over_": ("requested", "requested_in_principle", "approved", "approved_in_principle"),
    "desk_why_over_": ("requested", "approved"),
    "desk_noted_": ("uncapped", "unpaid", "over"),
    "desk_bad_": (
        *("too_large", "too_large_unpacked", "too_long", "too_wide", "too_many_cells"),
        *("not_workbook", "locked"),
        *("gone", "not_table", "encoding", "quotes", "empty", "no_rows", "twice", "no_question"),
    ),
}
"""The ends of the keys that scripts put together, by what they begin with."""


@dataclass(frozen=True, slots=True)
class Use:
    """A label that is asked for, and the line that does so."""

    label: str
    place: str


# --- Python ---------------------------------------------------------------------------------

_LABELS = {"t", "_t", "labels", "interface"}
"""What the labels are called: what is asked of it is a label."""
_TYPES = {"Label", "PageSpec"}
"""A value of such a type, or what is given to make one, is a label."""
_MAKERS = {"PageSpec", "single", "part", "_group", "_labelled"}


def in_python(files: Iterable[Path]) -> Iterator[Use]:
    """What Python names: ``t["home"]``, or a value whose type says that it is a label."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            for string in _strings_of(node):
                yield Use(str(string.value), f"{file.name}:{string.lineno}")


def _strings_of(node: ast.AST) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Subscript) and _name(node.value) in _LABELS:
        yield from _strings(node.slice)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        names = {_name(part) for part in ast.walk(node.annotation)}
        if names & _TYPES:
            yield from _strings(node.value)
    elif isinstance(node, ast.Call):
        if _name(node.func) in _MAKERS:
            yield from _strings(node)
        for keyword in node.keywords:
            if keyword.arg in ("page", "label"):  # of a kind, of an operator
                yield from _strings(keyword.value)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "_list":
            yield from _strings(node)


def _name(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def _strings(node: ast.AST) -> Iterator[ast.Constant]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part


# --- templates ------------------------------------------------------------------------------


def in_templates(folder: Path) -> Iterator[Use]:
    """What templates name: ``t.home``; in the theme ``labels.home``.

    Raises:
        AssertionError: where a template puts a key together.
    """
    environment = Environment(extensions=["jinja2.ext.do"])
    files = sorted([*folder.rglob("*.j2"), *folder.rglob("*.html"), *folder.rglob("*.xml")])
    for file in files:
        tree = environment.parse(file.read_text("utf-8"))
        for attribute in tree.find_all(nodes.Getattr):
            if isinstance(attribute.node, nodes.Name) and attribute.node.name in _LABELS:
                yield Use(attribute.attr, f"{file.name}:{attribute.lineno}")
        for item in tree.find_all(nodes.Getitem):
            if isinstance(item.node, nodes.Name) and item.node.name in _LABELS:
                place = f"{file.name}:{item.lineno}"
                assert isinstance(item.arg, nodes.Const), f"{place}: a label by a key put together"
                yield Use(item.arg.value, place)


# --- scripts --------------------------------------------------------------------------------

_PARSER = Parser(Language(tree_sitter_javascript.language()))
_ASKING = {"text": 0, "filled": 1}
"""What asks for a label, and which of its arguments is the key."""
_FUNCTIONS = ("arrow_function", "function_declaration", "method_definition", "function_expression")


def in_scripts(folder: Path, prefix: str) -> Iterator[Use]:
    """What the scripts of a folder name: ``text("home")``, and ``words.asks``.

    Raises:
        AssertionError: where it cannot be known which label is asked for.
    """
    roots = {
        file: _PARSER.parse(file.read_bytes()).root_node for file in sorted(folder.glob("*.js"))
    }
    for file, root in roots.items():
        for node in _walk(root):
            asked = _asked(node)
            if asked is None:
                continue
            place = f"{file.name}:{node.start_point[0] + 1}"
            for key in _keys(asked, list(roots.values())):
                assert key is not None, f"{place}: it cannot be known which label this is"
                if key.endswith("_"):
                    ends = ENDS.get(prefix + key)
                    assert ends is not None, f"{place}: {key}… ends in what?"
                    yield from (Use(f"{prefix}{key}{end}", place) for end in ends)
                else:
                    yield Use(prefix + key, place)


def _asked(node: Node) -> Node | None:
    """The key for which a node asks, where it asks for a label."""
    if node.type == "call_expression":
        called = node.child_by_field_name("function")
        name = None if called is None else (called.child_by_field_name("property") or called)
        if name is not None and _text(name) in _ASKING:
            return _arguments(node)[_ASKING[_text(name)]]
    if node.type == "subscript_expression":
        of = node.child_by_field_name("object")
        index = node.child_by_field_name("index")
        if of is not None and index is not None and index.type == "template_string":
            return index if _text(of).endswith("words") else None
    if node.type == "member_expression" and (_text(node).endswith("].asks") or _is_listed(node)):
        return node.child_by_field_name("property")
    return None


def _is_listed(node: Node) -> bool:
    """Whether a label is taken apart at its commas: ``words.how_many.split(…)``."""
    around = None if node.parent is None else node.parent.child_by_field_name("property")
    of = node.child_by_field_name("object")
    return (
        of is not None and _text(of) == "words" and around is not None and _text(around) == "split"
    )


def _keys(node: Node, roots: list[Node]) -> Iterator[str | None]:
    """The keys that an expression can be; ``status_`` for those that begin so."""
    if node.type == "string":
        yield _text(node)[1:-1]
    elif node.type == "property_identifier":
        yield _text(node)
    elif node.type == "parenthesized_expression":
        yield from _keys(node.named_children[0], roots)
    elif node.type == "ternary_expression":
        for field in ("consequence", "alternative"):
            part = node.child_by_field_name(field)
            assert part is not None
            yield from _keys(part, roots)
    elif node.type == "binary_expression":
        left = node.child_by_field_name("left")
        yield _text(left)[1:-1] if left is not None and left.type == "string" else None
    elif node.type == "template_string":
        yield _text(node)[1:].partition("${")[0] or None
    elif node.type == "identifier":
        yield from _keys_of_name(node, roots)
    else:
        yield None


def _keys_of_name(node: Node, roots: list[Node]) -> Iterator[str | None]:
    """The keys that a variable or parameter can be: by what it is set to, or called with."""
    name = _text(node)
    scope: Node | None = node.parent
    while scope is not None:
        if scope.type in _FUNCTIONS:
            found = list(_keys_of_parameter(scope, name, roots))
            if found:
                yield from found
                return
        if scope.type in ("statement_block", "program"):
            for declared in _walk(scope):
                value = declared.child_by_field_name("value")
                if declared.type == "variable_declarator" and value is not None:
                    variable = declared.child_by_field_name("name")
                    if variable is not None and _text(variable) == name:
                        yield from _keys(value, roots)
                        return
        scope = scope.parent
    yield None


def _keys_of_parameter(function: Node, name: str, roots: list[Node]) -> Iterator[str | None]:
    held = function.child_by_field_name("parameters") or function.child_by_field_name("parameter")
    if held is None:
        return
    listed = held.named_children if held.type == "formal_parameters" else [held]
    parameters = [part for part in listed if part.type != "comment"]
    for at, parameter in enumerate(parameters):
        names = {_text(part) for part in _walk(parameter) if "identifier" in part.type}
        if name not in names:
            continue
        if parameter.type == "object_pattern":
            for pair in (part for root in roots for part in _walk(root) if part.type == "pair"):
                key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
                if key is not None and value is not None and _text(key) == name:
                    # Other objects may have a property of that name that is no label.
                    yield from (known for known in _keys(value, roots) if known is not None)
            return
        if parameter.type == "assignment_pattern":
            default = parameter.child_by_field_name("right")
            if default is not None:
                yield from _keys(default, roots)
        yield from _keys_of_calls(function, at, roots)


def _keys_of_calls(function: Node, at: int, roots: list[Node]) -> Iterator[str | None]:
    """What a function is called with, or the entries of the list over which it goes."""
    around = function.parent
    if around is not None and around.type == "arguments":
        call = around.parent
        called = None if call is None else call.child_by_field_name("function")
        over = None if called is None else called.child_by_field_name("object")
        if over is not None and over.type == "array":
            for entry in over.named_children:
                yield from _keys(entry, roots)
        return
    named = function if around is None or around.type != "variable_declarator" else around
    name = named.child_by_field_name("name")
    if name is None:
        return
    for call in (n for root in roots for n in _walk(root) if n.type == "call_expression"):
        called = call.child_by_field_name("function")
        own = None if called is None else (called.child_by_field_name("property") or called)
        arguments = _arguments(call)
        if own is not None and _text(own) == _text(name) and at < len(arguments):
            yield from _keys(arguments[at], roots)


def _arguments(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    children = [] if arguments is None else arguments.named_children
    return [part for part in children if part.type != "comment"]


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def all_uses() -> Iterator[Use]:
    """Every use of a label in the project."""
    python = (file for file in GENERATOR.rglob("*.py") if file.name != "labels.py")
    yield from in_python(python)
    for folder in TEMPLATES:
        yield from in_templates(folder)
    yield from in_scripts(GENERATOR / "assets" / "calculator", "calculator_")
    yield from in_scripts(GENERATOR / "assets" / "screening", "desk_")
    yield from in_scripts(GENERATOR / "assets" / "sandbox", "sandbox_")
    for folder in (GENERATOR, GENERATOR / "mkdocs_adapter"):
        yield from in_scripts(folder / "assets" / "search", "search_")
