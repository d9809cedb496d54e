"""OpenAPI: every file below ``api/``, so that programs know what they may ask for.

https://spec.openapis.org/oas/v3.1.1. In: the names of the published files. Out: one document, in
which files that differ in an id or a language alone are one path. Schemas are those beside the
files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ..content.catalogue import Catalogue
from ..languages import LANGS
from ..text.inline import plain
from ..text.json_text import in_lines
from .by_hash import FOLDER as BY_HASH

FILE = "api/openapi.json"

_MEDIA_TYPES = {
    ".akn.xml": "application/akn+xml",
    ".csv": "text/csv",
    ".js": "text/javascript",
    ".jsonld": "application/ld+json",
    ".schema.json": "application/schema+json",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """Files of one kind."""

    path: str
    """With ``{…}`` for what tells one from the next: an id, a language, or which part it is."""
    summary: str
    schema: str = ""
    """The file with their schema."""


_KINDS = (
    _Kind(FILE, "This document"),
    _Kind("api/index.json", "What data there is", "api/index.schema.json"),
    _Kind("api/catalog.jsonld", "What data there is, in DCAT"),
    _Kind("api/by-hash.json", "The addresses that never change", "api/by-hash.schema.json"),
    _Kind("api/questions.json", "Frequent questions", "api/questions.schema.json"),
    _Kind(
        "api/recommendations.json",
        "What became of each recommendation",
        "api/recommendations.schema.json",
    ),
    _Kind("api/schemes/{scheme}.json", "All of a scheme", "api/schemes/scheme.schema.json"),
    _Kind(
        "api/schemes/{scheme}/rules.json",
        "What the engine takes as a scheme",
        "api/schemes/scheme.schema.json#/properties/calculator",
    ),
    _Kind("api/schemes/{scheme}/facts.schema.json", "What the engine takes as facts"),
    _Kind("api/schemes/{scheme}/result.schema.json", "What the engine gives"),
    _Kind("api/schemes/{scheme}/rules.{lang}.akn.xml", "The rules as Akoma Ntoso 3.0"),
    _Kind(
        "api/schemes/{scheme}/coverage.json",
        "What the calculator covers, clause by clause",
        "api/schemes/coverage.schema.json",
    ),
    _Kind("api/schemes/{scheme}/screening.json", "What the pre-screening desk loads"),
    _Kind("api/schemes/{scheme}/{part}.{lang}.json", "What the site’s own scripts load"),
    _Kind("api/visits/{visit}.json", "A visit", "api/visits/visit.schema.json"),
    _Kind("api/policies/{policy}.json", "A policy", "api/policies/policy.schema.json"),
)
_LASTING = _Kind(
    f"{BY_HASH}/{{sha256}}/{{name}}",
    "A file that never changes; those of now are in api/by-hash.json",
)
"""Earlier builds have left some as well: which there are, no build knows."""
_OF_LASTING = {
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "name": {"type": "string", "pattern": r"^[A-Za-z0-9_.-]+\.(js|json)$"},
}
_TABLE = "api/tables/table.schema.json"


def openapi(catalogue: Catalogue, files: Iterable[str], site_url: str) -> str:
    """The document, given the names of the files; ``site_url`` ends with a slash."""
    every = {FILE, *(name for name in files if name.startswith("api/"))}
    names = sorted(name for name in every if not name.startswith(f"{BY_HASH}/"))
    paths: dict[str, object] = {}
    for kind in _KINDS:
        found = [match for name in names if (match := _pattern(kind.path).fullmatch(name))]
        names = [name for name in names if not _pattern(kind.path).fullmatch(name)]
        if found:
            paths[f"/{kind.path}"] = _path(kind, _values([match.groupdict() for match in found]))
    for name in names:
        if name.startswith("api/tables/") and name != _TABLE:
            schema = "" if name.endswith(".csv") else _TABLE
            paths[f"/{name}"] = _path(_Kind(name, "A table of a page", schema), {})
        else:
            paths[f"/{name}"] = _path(_Kind(name, "What the files beside it look like"), {})
    paths[f"/{_LASTING.path}"] = _path(_LASTING, _OF_LASTING)
    site = catalogue.site
    servers = [{"url": site_url.rstrip("/")}] if site_url.rstrip("/") else []
    return in_lines(
        {
            "openapi": "3.1.0",
            "info": {
                "title": " ｜ ".join(site.title[lang] for lang in LANGS),
                "description": "\n\n".join(plain(site.disclaimer[lang]) for lang in LANGS),
                "version": catalogue.changes.newest_first()[0].date.isoformat(),
            },
            **({"servers": servers} if servers else {}),
            "paths": paths,
        }
    )


@cache
def _pattern(path: str) -> re.Pattern[str]:
    """What the names of a kind are like; an id has no dot in it."""
    words = re.split(r"\{(\w+)\}", path)
    fixed = map(re.escape, words[::2])
    varied = [rf"(?P<{name}>[\w@-]+)" for name in words[1::2]]
    return re.compile("".join(map("".join, zip(fixed, [*varied, ""], strict=True))))


def _values(found: list[dict[str, str]]) -> dict[str, object]:
    """Every value that each of the parameters may have."""
    return {
        name: {"enum": list(dict.fromkeys(values[name] for values in found))} for name in found[0]
    }


def _path(kind: _Kind, schemas: Mapping[str, object]) -> object:
    """A path, with the schema of each of its parameters."""
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in schemas.items()
    ]
    answer = {"description": kind.summary, "content": _content(kind)}
    return {
        **({"parameters": parameters} if parameters else {}),
        "get": {"summary": kind.summary, "responses": {"200": answer}},
    }


def _content(kind: _Kind) -> dict[str, object]:
    """The types of media that files of a kind have, each with its schema."""
    own = next((end for end in _MEDIA_TYPES if kind.path.endswith(end)), None)
    content: dict[str, object] = {}
    for end in (own,) if own else (".js", ".json"):
        schema = {"type": "object" if "json" in end else "string"}
        if kind.schema:
            schema = {"$ref": kind.schema.removeprefix("api/")}
        content[_MEDIA_TYPES[end]] = {"schema": schema}
    return content
