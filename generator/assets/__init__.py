"""The browser's files: what they are called in the site, and their bytes.

Scripts and styles are minified. The calculator's own modules are joined into two scripts, the
component and the result in detail, so that a portal that embeds it makes four requests instead
of twenty. The engine stays a script of its own, because others use it too.
Modules in ``parts/`` are joined into each script that imports them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import es_module, library, minified

FOLDER = Path(__file__).parent

PARTS = "parts/"
BUNDLES = {
    "calculator/component.js": "calculator/register.js",
    "calculator/links.js": "calculator/links.js",
    "calculator/later.js": "calculator/later.js",
    "search/answer.js": "search/answer.js",
    "screening/desk.js": "screening/desk.js",
    "screening/worker.js": "screening/worker.js",
    "sandbox/sandbox.js": "sandbox/sandbox.js",
    "sandbox/worker.js": "sandbox/worker.js",
}
"""Scripts that hold several modules, each with the module that imports them. A module goes
into the first script that needs it; later ones take it from there."""
WHOLE = frozenset(
    {
        "search/answer.js",
        "screening/desk.js",
        "screening/worker.js",
        "sandbox/sandbox.js",
        "sandbox/worker.js",
    }
)
"""Those that hold modules of others once more: they run where there is no page, as in a worker,
or where there is no calculator, and the component needs one."""
LIBRARIES = {
    "calculator/qr.js": library.QR_CODES,
    "screening/csv.js": library.TABLES,
    "screening/zip.js": library.ARCHIVES,
}
"""Libraries as they were installed, each loaded when it is needed: when somebody is about to
print, or gives the desk a table."""
APART = frozenset({"calculator/engine.js", "search/fold.js", "search/holds.js", "search/index.js"})
"""Modules that stay scripts of their own although a bundle imports them."""


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
    files = {name: minified.script(text) for name, text in publish(scripts).items()}
    files |= {name: minified.style(text) for name, text in styles.items()}
    files |= {_name(path): path.read_bytes() for path in FOLDER.rglob("*.svg")}
    files |= {name: library.script(of) for name, of in LIBRARIES.items()}
    return {f"assets/{name}": files[name] for name in sorted(files)}


@cache
def script(name: str) -> bytes:
    """One of the site's own scripts as it is published, by its name in the site."""
    return minified.script(joined()[name.removeprefix("assets/")])


@cache
def joined() -> Mapping[str, str]:
    """The scripts as published, by name, before they are minified."""
    return publish(_sources([FOLDER], ".js"))


def published_with(folder: Path) -> dict[str, str]:
    """The scripts in a folder as they would be published beside the site's own, by name."""
    own = _sources([folder], ".js")
    scripts = publish({**_sources([FOLDER], ".js"), **own})
    return {name: scripts[name] for name in own}


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


def _name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def publish(scripts: Mapping[str, str]) -> dict[str, str]:
    """The scripts as published, by name: bundles joined, the others with their parts.

    Raises:
        ValueError: for a module that cannot be joined, as ``es_module.join`` says.
    """
    homes = {name: name for name in APART & scripts.keys()}
    joined: dict[str, es_module.Bundle] = {}
    for name, entry in BUNDLES.items():
        if entry in scripts:
            apart = {n: n for n in APART & scripts.keys()}
            elsewhere = apart if name in WHOLE else homes
            joined[name] = es_module.join(name, entry, scripts, elsewhere)
            homes = dict.fromkeys(joined[name].modules, name) | homes
    alone = {n: n for n in scripts if homes.get(n, n) == n and not n.startswith(PARTS)}
    homes = {n: home for n, home in homes.items() if not n.startswith(PARTS)} | alone
    for name in alone.keys() - joined.keys():
        elsewhere = {n: home for n, home in homes.items() if n != name}
        joined[name] = es_module.join(name, name, scripts, elsewhere)

    exports = {name: set(es_module.exported(scripts[BUNDLES.get(name, name)])) for name in joined}
    for bundle in joined.values():
        for script, names in bundle.imports.items():
            exports[script] |= names
    return {
        name: scripts[name] if _stands_alone(name, scripts, homes) else bundle.text(exports[name])
        for name, bundle in joined.items()
    }


def _stands_alone(name: str, scripts: Mapping[str, str], homes: Mapping[str, str]) -> bool:
    """Whether a script is published as it is: whatever it imports is a script of its name."""
    if name in BUNDLES:
        return False
    imported = (needed.of(name) for needed in es_module.imports(scripts[name]))
    return all(homes.get(module) == module for module in imported)
