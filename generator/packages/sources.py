"""The files of a package: from templates, from the site's own files, and with types of schemas.

In: a published site and the day that gives a package its version. Out: files by their names.
"""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..assets import FOLDER as ASSETS
from ..text.json_text import compact
from .shapes import PYTHON, PYTHON_FACTS, TYPESCRIPT, Language, declarations
from .site import PublishedScheme, PublishedSite

_HERE = Path(__file__).parent
_STRIP = _HERE.parent / "assets/es_module.py"
_IMPORT_OF_STRIP = "from ...assets.es_module import strip"


def version_of(day: date) -> str:
    """The version of a package: its day, in the form that npm and PyPI share."""
    return f"{day.year}.{day.month}.{day.day}"


def python_package(site: PublishedSite, day: date, licence: str | None) -> dict[str, str]:
    """The source of a package for PyPI."""
    module = site.name.replace("-", "_")
    if not module.isidentifier() or keyword.iskeyword(module):
        module = f"_{module}"
    modules = {scheme.id: f"{module}.{module_of(scheme.id)}" for scheme in site.schemes}
    files = _around(site, day, licence, modules)
    own = {
        "__init__.py": _render("__init__.py", docstring=_titles(site.title), modules=modules),
        "py.typed": "",
        "engine.js": site.engine,
        "_engine.py": _engine(),
        "_es_module.py": _STRIP.read_text("utf-8"),
    }
    for scheme in site.schemes:
        name = module_of(scheme.id)
        own[f"{name}.py"] = _render(
            "scheme.py", name=name, **_of_scheme(scheme, PYTHON, PYTHON_FACTS)
        )
        own[f"{name}.data.json"] = compact(scheme.data)
        own[f"{name}.facts.schema.json"] = compact(scheme.facts_schema)
        own[f"{name}.result.schema.json"] = compact(scheme.result_schema)
    files["pyproject.toml"] = _render(
        "pyproject.toml", module=module, licence=_licence_name(licence), **_of_site(site, day)
    )
    return files | {f"{module}/{name}": text for name, text in own.items()}


def npm_package(site: PublishedSite, day: date, licence: str | None) -> dict[str, str]:
    """The source of a package for npm."""
    modules = {scheme.id: f"{site.name}/{scheme.id}" for scheme in site.schemes}
    files = _around(site, day, licence, modules)
    files["package.json"] = json.dumps(_manifest(site, day, licence), ensure_ascii=False, indent=2)
    files["index.js"] = _render("index.js", modules=compact(modules))
    files["index.d.ts"] = _render("index.d.ts")
    files["engine.js"] = site.engine
    files["engine.d.ts"] = (_HERE / "npm/engine.d.ts").read_text("utf-8")
    files["published.d.ts"] = (ASSETS / "types/published.d.ts").read_text("utf-8")
    for scheme in site.schemes:
        name = f"schemes/{scheme.id}"
        files[f"{name}.js"] = _render(
            "scheme.js",
            rules=compact(scheme.data["calculator"]),
            facts_schema=compact(scheme.facts_schema),
            result_schema=compact(scheme.result_schema),
            **_of_scheme(scheme, TYPESCRIPT),
        )
        files[f"{name}.d.ts"] = _render("scheme.d.ts", **_of_scheme(scheme, TYPESCRIPT))
        files[f"{name}/data.js"] = f"export const data = {compact(scheme.data)};\n"
        files[f"{name}/data.d.ts"] = _render("data.d.ts")
    return files


def module_of(id_: str) -> str:
    """The name of a scheme's module in Python, of which no id becomes a word of the language."""
    name = re.sub(r"\W", "_", id_)
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"_{name}"


def _manifest(site: PublishedSite, day: date, licence: str | None) -> dict[str, object]:
    return {
        "name": site.name,
        "version": version_of(day),
        "description": _titles(site.title),
        "type": "module",
        "license": _licence_name(licence) or "SEE LICENSE IN LICENSE" if licence else "UNLICENSED",
        **({"homepage": site.address} if site.address else {}),
        "sideEffects": False,
        "exports": {
            ".": "./index.js",
            "./engine.js": "./engine.js",
            **{
                f"./{scheme.id}{part}": f"./schemes/{scheme.id}{part}.js"
                for scheme in site.schemes
                for part in ("", "/data")
            },
        },
    }


def _licence_name(licence: str | None) -> str | None:
    """What a licence is called in https://spdx.org/licenses/, as far as its first line says."""
    return "MIT" if licence and licence.startswith("MIT License\n") else None


def _around(
    site: PublishedSite, day: date, licence: str | None, modules: Mapping[str, str]
) -> dict[str, str]:
    """What a package of either kind says of itself."""
    schemes = [
        {
            "id": scheme.id,
            "version": scheme.data["calculator"]["version"],
            "module": modules[scheme.id],
        }
        for scheme in site.schemes
    ]
    about = {"title": site.title, "disclaimer": site.disclaimer, "address": site.address}
    files = {"README.md": _render("README.md", day=day.isoformat(), schemes=schemes, **about)}
    return files | ({"LICENSE": licence} if licence else {})


def _of_site(site: PublishedSite, day: date) -> dict[str, object]:
    return {
        "name": site.name,
        "version": version_of(day),
        "description": _titles(site.title),
        "address": site.address,
    }


def _of_scheme(
    scheme: PublishedScheme, language: Language, of_facts: Language | None = None
) -> dict[str, object]:
    return {
        "docstring": _titles(scheme.title),
        "version": scheme.data["calculator"]["version"],
        "hash": scheme.data["calculator"]["hash"],
        "facts": declarations(scheme.facts_schema, "Facts", of_facts or language),
        "result": declarations(scheme.result_schema, "Result", language),
    }


def _titles(title: Mapping[str, str]) -> str:
    return f"{title['en']}｜{title['zh']}"


def _engine() -> str:
    """What runs the engine, with its import as it stands in a package."""
    text = (_HERE / "python/engine.py").read_text("utf-8")
    assert _IMPORT_OF_STRIP in text
    return text.replace(_IMPORT_OF_STRIP, "from ._es_module import strip")


def _render(template: str, **values: object) -> str:
    return _templates().get_template(f"{template}.j2").render(values)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    # Not Jinja's own, which writes signs of HTML as escapes, some of which TOML does not know.
    templates.filters.update(repr=repr, json=lambda value: json.dumps(value, ensure_ascii=False))
    return templates
