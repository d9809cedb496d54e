"""The conventions of the code: names, lengths, types and explanations, in every language of it.

What a linter or a formatter holds already is left to it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from tests.conftest import ROOT

FOLDERS = ("generator", "tests", "bench", "frontend", "deploy", ".github", ".ci")
LANGUAGES = (
    *(".py", ".js", ".mjs", ".ts", ".css", ".html", ".j2"),
    *(".yml", ".yaml", ".toml", ".jsonc", ".conf", ".sh"),
)
NOT_CODE = ("node_modules", "__pycache__", "tests/trees", r"bench/search/\w+\.yml")
"""What others wrote, what Python keeps, data as staff write them, and what people ask."""

BANNED = {"each", "told", "said", "kept", "made"}
"""Words that say nothing of what a variable holds or a function does."""
NAMES_OF_DATA = {("generator/models/visit.py", "said"), ("generator/api/schema.py", "said")}
"""Fields that are called so in the records and in the published data."""

MADE = "generator/assets/types/published.d.ts"
"""Written by a tool, not by hand."""

WIDEST = 100
WIDE: Mapping[str, str] = {
    "deploy/nginx.conf": "the value of a header is one line",
    "generator/mkdocs_adapter/theme/partials/logo.html": "a drawing: one path of an SVG",
}
LONGEST_FUNCTION = 60
LONGEST_MODULE = 350
LONG_MODULES: Mapping[str, str] = {
    "generator/assets/calculator/engine.js": "other programs run the engine as one file",
}
MOST_ANY = 39
"""How often ``Any`` may stand in ``generator/``: where a library has no types, or at its edge."""


@cache
def _sources() -> dict[str, str]:
    """The text of every file of code by its path in the repository."""
    paths = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        paths += (ROOT / folder).rglob("*")
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted(paths)
        if _is_code(path)
    }


def _is_code(path: Path) -> bool:
    name = path.relative_to(ROOT).as_posix()
    if not path.is_file() or any(re.search(rf"(^|/){part}(/|$)", name) for part in NOT_CODE):
        return False
    return path.suffix in LANGUAGES or path.name in ("Makefile", "run")


def _in(*suffixes: str, folder: str = "") -> Iterator[tuple[str, str]]:
    """The files of these languages below a folder: path and text."""
    for path, text in _sources().items():
        if path.startswith(folder) and path.endswith(suffixes):
            yield path, text


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


@cache
def _scripts() -> dict[str, Node]:
    """The syntax tree of every script."""
    parser = Parser(Language(tree_sitter_javascript.language()))
    return {path: parser.parse(text.encode()).root_node for path, text in _in(".js", ".mjs")}


@cache
def _modules() -> dict[str, ast.Module]:
    """The syntax tree of every Python module."""
    return {path: ast.parse(text) for path, text in _in(".py")}


# --- names ------------------------------------------------------------------------------------


def _names_in_python(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that a module gives, with its line."""
    for node in ast.walk(module):
        match node:
            case ast.Name(id=name, ctx=ast.Store(), lineno=line):
                yield name, line
            case ast.arg(arg=name, lineno=line):
                yield name, line
            case ast.FunctionDef(name=name, lineno=line) | ast.ClassDef(name=name, lineno=line):
                yield name, line
            case ast.alias(asname=str(name), lineno=line):
                yield name, line
            case ast.ExceptHandler(name=str(name), lineno=line):
                yield name, line
            case ast.MatchAs(name=str(name), lineno=line):
                yield name, line


def _names_in_script(script: Node) -> Iterator[tuple[str, int]]:
    """Every name of a variable, parameter, function or method; not those of members of data."""
    for node in _nodes(script):
        given = node.type in ("identifier", "shorthand_property_identifier_pattern")
        if node.type in ("property_identifier", "private_property_identifier"):
            parent = node.parent
            given = parent is not None and parent.type in ("method_definition", "field_definition")
        if given and node.text is not None:
            yield node.text.decode().lstrip("#"), node.start_point[0] + 1


def test_names_say_what_they_name() -> None:
    found = [
        f"{path}:{line}: {name}"
        for path, module in _modules().items()
        for name, line in _names_in_python(module)
        if name in BANNED and (path, name) not in NAMES_OF_DATA
    ]
    found += [
        f"{path}:{line}: {name}"
        for path, script in _scripts().items()
        for name, line in _names_in_script(script)
        if name in BANNED
    ]
    assert found == []


# --- lengths ----------------------------------------------------------------------------------


def test_no_line_is_wide() -> None:
    languages = {Path(path).suffix for path in _sources()}
    assert languages >= {".py", ".js", ".mjs", ".ts", ".css", ".html", ".j2", ".yml", ".toml"}
    wide = {
        f"{path}:{number}": len(line)
        for path, text in _sources().items()
        if path not in WIDE
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > WIDEST
    }
    assert wide == {}


def test_what_may_be_wide_is() -> None:
    sources = _sources()
    narrow = [path for path in WIDE if max(map(len, sources[path].splitlines())) <= WIDEST]
    assert narrow == []


FUNCTIONS = ("function_declaration", "method_definition", "arrow_function")


def _functions() -> Iterator[tuple[str, int, int]]:
    """Every function: its path, first line and length in lines.

    What holds functions in a script, as a class does in Python, counts without them.
    """
    for path, module in _modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
                yield path, node.lineno, node.end_lineno - node.lineno + 1
    for path, script in _scripts().items():
        for part in _nodes(script):
            if part.type in FUNCTIONS:
                body = part.child_by_field_name("body")
                inner = [] if body is None else body.children
                held = sum(map(_lines, (n for n in inner if n.type == "function_declaration")))
                yield path, part.start_point[0] + 1, _lines(part) - held


def _lines(node: Node) -> int:
    return node.end_point[0] - node.start_point[0] + 1


def test_no_function_is_long() -> None:
    long = {
        f"{path}:{line}": length
        for path, line, length in _functions()
        if path.startswith("generator/") and length > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_module_is_long() -> None:
    long = {
        path: len(text.splitlines())
        for path, text in _in(".py", ".js", folder="generator/")
        if len(text.splitlines()) > LONGEST_MODULE
    }
    assert long.keys() == LONG_MODULES.keys(), long


# --- types ------------------------------------------------------------------------------------


def test_values_have_types() -> None:
    places = [
        f"{path}:{node.lineno}"
        for path, module in _modules().items()
        if path.startswith("generator/")
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and node.id == "Any"
    ]
    assert len(places) <= MOST_ANY, places


# --- explanations -----------------------------------------------------------------------------


def _unexplained(body: list[ast.stmt]) -> Iterator[int]:
    """The lines of public classes, functions, methods and properties without a docstring."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        overloaded = any(
            isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list
        )
        if ast.get_docstring(node) is None and not overloaded:
            yield node.lineno
        if isinstance(node, ast.ClassDef):
            yield from _unexplained(node.body)


def test_public_names_are_explained() -> None:
    found = [
        f"{path}:{line}"
        for path, module in _modules().items()
        if path.startswith("generator/")
        for line in _unexplained(module.body)
    ]
    assert found == []


def test_a_file_says_at_its_top_what_it_is_for() -> None:
    silent = [
        path for path, tree in _modules().items() if tree.body and not ast.get_docstring(tree)
    ]
    openings = {("/*", "//"): (".js", ".mjs", ".ts", ".css"), ("{#",): (".html", ".j2")}
    silent += [
        path
        for opening, languages in openings.items()
        for path, text in _in(*languages)
        if not text.startswith(opening) and path != MADE
    ]
    assert silent == []
