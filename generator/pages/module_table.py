"""The table of modules: the program's own rooms, from docstrings and imports, for developers.

A room is a package or a module directly in ``generator/``. The head of a file says all: its
docstring and its imports stand above the first function or class.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

_PROGRAM = Path(__file__).parents[1]
_HEAD_ENDS = re.compile(r"^(?:@|(?:async )?def |class )", re.M)
# What a function imports, which only that needs.
_LATER = re.compile(r"^ +(from \.\S* import [\w, ]+)", re.MULTILINE)
_CODE = re.compile(r"``(.+?)``|:\w+:`~?(?:[\w.]+\.)?(\w+)`")


@dataclass(frozen=True, slots=True)
class Module:
    """A module or a package: its dotted name below ``generator``, and what its head says."""

    name: str
    summary: str
    """The first paragraph of its docstring."""
    rooms: frozenset[str]
    """The rooms that it imports, its own among them where it does."""

    @property
    def room(self) -> str:
        """The room that it is, or stands in."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Room:
    """A room: what it is for, the rooms that it imports, and its modules where it has any."""

    name: str
    summary: str
    imports: tuple[str, ...]
    modules: tuple[Module, ...]


@cache
def rooms() -> tuple[Room, ...]:
    """Every room of the program, in layers: a room imports rooms that come after it only."""
    modules = {module.name: module for module in _modules()}
    names = [name for name in modules if "." not in name]
    imports = {
        name: frozenset().union(
            *(module.rooms for module in modules.values() if module.room == name)
        )
        - {name}
        for name in names
    }
    heights = _heights(imports)
    names.sort(key=lambda name: (-heights[name], name))
    return tuple(
        Room(
            name,
            modules[name].summary,
            tuple(other for other in names if other in imports[name]),
            tuple(m for m in modules.values() if m.room == name and m.name != name),
        )
        for name in names
    )


def _heights(imports: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
    """How many rooms lie below each, one on the other. There is no circle among them."""
    heights: dict[str, int] = {}

    def height(name: str) -> int:
        if name not in heights:
            heights[name] = 1 + max(map(height, imports[name]), default=-1)
        return heights[name]

    for name in imports:
        height(name)
    return heights


def _modules() -> Iterator[Module]:
    for path in sorted(_PROGRAM.rglob("*.py")):
        parts = path.relative_to(_PROGRAM).with_suffix("").parts
        package = parts[:-1]
        name = ".".join(package if parts[-1] == "__init__" else parts)
        if not name:
            continue  # the program itself, which is no room
        text = path.read_text("utf-8")
        later = "\n".join(_LATER.findall(text))
        head = ast.parse(f"{_HEAD_ENDS.split(text, maxsplit=1)[0]}\n{later}")
        summary = (ast.get_docstring(head) or "").partition("\n\n")[0]
        yield Module(name, " ".join(summary.split()), frozenset(_imported(head, package)))


def _imported(head: ast.Module, package: tuple[str, ...]) -> Iterator[str]:
    """The rooms that a file in a package imports; the program imports itself by dots alone."""
    for node in ast.walk(head):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = package[: len(package) - node.level + 1]
            target = (*above, *(node.module or "").split("."))
            names = [alias.name for alias in node.names] if target == ("",) else [target[0]]
            yield from names


def module_table(room: str, task: str, imports: str, modules: str) -> Markup:
    """The table as a block of HTML, in which docstrings are English.

    The four words, in the page's language, head the columns and each list of modules.
    """
    head = Markup("<tr><th>{}</th><th>{}</th><th>{}</th></tr>").format(room, task, imports)
    bodies = Markup("\n").join(_body(one, modules) for one in rooms())
    return Markup("<table data-search-exclude>\n<thead>{}</thead>\n{}\n</table>").format(
        head, bodies
    )


def _body(room: Room, modules: str) -> Markup:
    links = Markup(", ").join(
        Markup('<a href="#room-{0}"><code>{0}</code></a>').format(name) for name in room.imports
    )
    row = Markup(
        '<tr id="room-{0}"><th scope="row">{0}</th><td lang="en">{1}</td><td>{2}</td></tr>'
    ).format(room.name, _words(room.summary), links or "—")
    if not room.modules:
        return Markup("<tbody>{}</tbody>").format(row)
    entries = Markup("").join(
        Markup('<li><code>{}</code>: <span lang="en">{}</span></li>').format(
            module.name.removeprefix(f"{room.name}."), _words(module.summary)
        )
        for module in room.modules
    )
    return Markup(
        '<tbody>{}<tr><td colspan="3"><details><summary>{}: {} ({})</summary><ul>{}</ul>'
        "</details></td></tr></tbody>"
    ).format(row, room.name, modules, len(room.modules), entries)


def _words(docstring: str) -> Markup:
    """A docstring as HTML: what is code in it is code."""
    return Markup(
        _CODE.sub(lambda code: f"<code>{code[1] or code[2]}</code>", str(escape(docstring)))
    )
