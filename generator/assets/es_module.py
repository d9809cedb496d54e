"""ES modules as text: taking their imports and exports off, and joining several into one.

The forms that are known are ``import { a, b } from "./c.js";``, the same with ``export``, and
``export`` before a declaration, each at the beginning of a line. A test compares what is found
with a parser's findings in every script. Any other form is an error that names it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_FROM = re.compile(r'^(import|export) \{([\w\s,]*)\} from "(\.{1,2}/[\w./-]+)";\n', re.M)
# Minified, a declaration follows a semicolon or a brace.
_EXPORT = re.compile(
    r"(?:^|(?<=[;}]))export (?=(?:async )?(?:function\b|class |const |let )\*?)", re.M
)
_OTHER = re.compile(r"^(?:import\b(?!\()|export\b).*", re.M)
_NAME = re.compile(r"^(export )?(?:async )?(?:function\*?|class|const|let) (\w+)", re.M)


@dataclass(frozen=True, slots=True)
class Import:
    """Names that a module takes from another, or hands on where ``exported``."""

    names: tuple[str, ...]
    path: str
    """As it stands in the module, such as ``./dom.js``."""
    exported: bool = False

    def of(self, module: str) -> str:
        """The name of the other module, given the name of the one that imports it."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(module), self.path))


@dataclass(frozen=True, slots=True)
class Bundle:
    """Modules joined into one script."""

    name: str
    modules: Mapping[str, str]
    """The modules' texts without imports and exports, in the order in which they run."""
    imports: Mapping[str, frozenset[str]]
    """Names that they take from scripts outside, by script."""

    def text(self, exports: Iterable[str] = ()) -> str:
        """The script, with these names exported."""
        folder = posixpath.dirname(self.name)
        heads = (
            _statement("import", names, f' from "{_relative(script, folder)}"')
            for script, names in sorted(self.imports.items())
        )
        tail = [_statement("export", names, "")] if (names := frozenset(exports)) else []
        return "".join([*heads, *self.modules.values(), *tail])


def imports(text: str) -> Iterator[Import]:
    """What a module imports and hands on, in its order."""
    for keyword, names, path in _FROM.findall(text):
        listed = tuple(name for part in names.split(",") if (name := part.strip()))
        yield Import(listed, path, keyword == "export")


def declared(text: str) -> list[str]:
    """The names that a module declares at its top level."""
    return [name for _, name in _NAME.findall(text)]


def exported(text: str) -> list[str]:
    """The names that a module exports: those that it declares, then those it hands on."""
    own = [name for export, name in _NAME.findall(text) if export]
    return own + [name for found in imports(text) if found.exported for name in found.names]


def strip(text: str, name: str = "module") -> str:
    """The module as a plain script: its declarations without imports and exports.

    Raises:
        ValueError: for an import or export of another form; ``name`` says where.
    """
    stripped = _EXPORT.sub("", _FROM.sub("", text))
    odd = [other[0] for other in _OTHER.finditer(stripped)]
    odd += [words for found in imports(text) for words in found.names if " " in words]
    if odd:
        raise ValueError(f"{name}: {odd[0]}: this import or export cannot be joined")
    return stripped


def join(name: str, entry: str, modules: Mapping[str, str], elsewhere: Mapping[str, str]) -> Bundle:
    """The module ``entry`` and all that it imports, the imported first, as a script ``name``.

    ``modules`` has texts by name. ``elsewhere`` names modules that stay outside and, for each,
    the script that has it. Joined modules share their top level, so a name may stand there once.

    Raises:
        ValueError: for a module that is not there, a name that two modules declare, and as
            ``strip`` does.
    """
    bodies: dict[str, str] = {}
    outside: dict[str, set[str]] = {}

    def visit(module: str, importer: str) -> None:
        """Put a module into ``bodies`` after all that it imports."""
        if module in bodies:
            return
        if module not in modules:
            raise ValueError(f"{importer}: there is no module {module}")
        bodies[module] = ""
        for needed in imports(modules[module]):
            other = needed.of(module)
            if other in elsewhere:
                outside.setdefault(elsewhere[other], set()).update(needed.names)
            else:
                visit(other, module)
        # Put in anew: after those that it imports.
        del bodies[module]
        bodies[module] = strip(modules[module], module)

    visit(entry, name)
    owners: dict[str, str] = {}
    for module, body in bodies.items():
        for top in declared(body):
            if owners.setdefault(top, module) != module:
                raise ValueError(f"{module}: {top} stands in {owners[top]} too")
    return Bundle(name, bodies, {script: frozenset(names) for script, names in outside.items()})


def _relative(script: str, folder: str) -> str:
    path = posixpath.relpath(script, folder or ".")
    return path if path.startswith(".") else f"./{path}"


def _statement(keyword: str, names: Iterable[str], rest: str) -> str:
    return f"{keyword} {{ {', '.join(sorted(names))} }}{rest};\n"
