"""The browser's files: what they are called in the site, and their bytes.

Scripts and styles are minified. The calculator's own modules are joined into one, so that
a portal that embeds it makes four requests instead of twenty. The engine stays a file of
its own, because others use it too, and so does what is loaded on demand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import minify

FOLDER = Path(__file__).parent

JOINED = "calculator/component.js"
"""The file that stands for the modules that ``ENTRY`` imports."""
ENTRY = "calculator/register.js"
APART = {"engine.js", "changes.js", "documents.js", "files.js", "ics.js"}

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) )", re.M)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.M)
_AROUND = re.compile(r"\s*([{};])\s*")
_NAME = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.M)


@dataclass(frozen=True, slots=True)
class Theme:
    """What a renderer adds to the browser's files."""

    folder: Path
    """Files as in this one; what stands there under the same name comes after the site's own."""
    names: tuple[tuple[str, str], ...]
    """What the site's sheets call something, such as ``.prose``, and what the theme does."""


@cache
def assets(theme: Theme | None = None) -> dict[str, bytes]:
    """Every file for the browser by its name relative to the site's root."""
    folders = [FOLDER] if theme is None else [FOLDER, theme.folder]
    scripts, styles = _sources(folders, ".js"), _sources(folders, ".css")
    if theme is not None:
        styles = {name: _renamed(text, dict(theme.names)) for name, text in styles.items()}
    files = {name: _minify(text, "text/javascript") for name, text in publish(scripts).items()}
    files |= {name: _minify(text, "text/css") for name, text in styles.items()}
    files |= {_name(path): path.read_bytes() for path in FOLDER.rglob("*.svg")}
    return {f"assets/{name}": files[name] for name in sorted(files)}


def _sources(folders: Iterable[Path], suffix: str) -> dict[str, str]:
    """The texts of the files of a kind by their names.

    Of a folder that is itself called as such a file, as ``site.css/`` is, the files are the
    parts of one, in the order of their names.
    """
    parts: dict[str, list[tuple[str, int, str]]] = {}
    for number, folder in enumerate(folders):
        for path in folder.rglob(f"*{suffix}"):
            if path.is_file():
                file = path.relative_to(folder)
                whole = next((above for above in file.parents if above.suffix == suffix), file)
                part = (path.name, number, path.read_text(encoding="utf-8"))
                parts.setdefault(whole.as_posix(), []).append(part)
    return {name: "".join(text for _, _, text in sorted(found)) for name, found in parts.items()}


def _renamed(sheet: str, names: Mapping[str, str]) -> str:
    """A style sheet with a theme's names in place of the site's."""
    pattern = "|".join(map(re.escape, names))
    return re.sub(rf"(?:{pattern})(?![\w-])", lambda match: names[match[0]], sheet)


def _minify(text: str, media_type: str) -> bytes:
    minified: str = minify.string(media_type, text)
    if media_type == "text/css":  # the minifier leaves what stands in @container as it is
        minified = _AROUND.sub(r"\1", minified)
    return minified.encode() + b"\n"


def _name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def publish(scripts: dict[str, str]) -> dict[str, str]:
    """The scripts as published, by name: the calculator's modules as one, the others as they are.

    Joined modules share their top level, so a name may stand there once.

    Raises:
        ValueError: for a name that stands in two joined modules, or an import or export of
            another form than ``import { a, b } from "./c.js";`` and ``export function``.
    """
    folder = ENTRY.rpartition("/")[0] + "/"
    bodies: dict[str, str] = {}
    imported: dict[str, set[str]] = {}

    def visit(name: str) -> None:
        """Those that a module imports come before it: a class stands above what extends it."""
        if name in bodies:
            return
        bodies[name] = ""
        text = scripts[name]
        for names, file in _IMPORT.findall(text):
            if file in APART:
                imported.setdefault(file, set()).update(names.split(", "))
            else:
                visit(folder + file)
        del bodies[name]
        bodies[name] = _EXPORT.sub("", _IMPORT.sub("", text))
        if odd := _OTHER.search(bodies[name]):
            raise ValueError(f"{name}: {odd[0]}: this import or export cannot be joined")

    visit(ENTRY)
    owners: dict[str, str] = {}
    for name, text in bodies.items():
        for top in _NAME.findall(text):
            if owners.setdefault(top, name) != name:
                raise ValueError(f"{name}: {top} stands in {owners[top]} too")

    published = {name: text for name, text in scripts.items() if name not in bodies}
    shared: set[str] = set()
    for name in {folder + file for file in APART} & published.keys():
        for names, file in _IMPORT.findall(published[name]):
            if folder + file in bodies:
                shared.update(names.split(", "))
                published[name] = published[name].replace(f'"./{file}"', '"./component.js"')
    heads = [
        f'import {{ {", ".join(sorted(names))} }} from "./{file}";\n'
        for file, names in sorted(imported.items())
    ]
    tail = f"export {{ {', '.join(sorted(shared))} }};\n"
    published[JOINED] = "".join([*heads, *bodies.values(), tail])
    return published
