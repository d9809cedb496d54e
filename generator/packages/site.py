"""What a built site has for packages: its titles, its address, its engine and its schemes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

from ..text.inline import plain

ENGINE = "assets/calculator/engine.js"
_INDEX = "api/index.json"
_ROBOTS = "robots.txt"
_SITEMAP = re.compile(r"^Sitemap: (https?://.+/)sitemap\.xml$", re.M)


Json = Mapping[str, object]


class Version(TypedDict):
    """One of a scheme's versions, as the scheme's own data name it."""

    data: str


class Rules(TypedDict):
    """What the engine decides by: here, what names it."""

    version: str
    hash: str


class SchemeFile(TypedDict):
    """What is read here of a scheme's data."""

    title: dict[str, str]
    versions: list[Version]
    calculator: Rules


class Index(TypedDict):
    """What is read here of the site's index."""

    title: dict[str, str]
    disclaimer: dict[str, str]
    schemes: list[Version]


class NoSite(Exception):
    """A folder is no built site, or one of an older program: it lacks the file that it names."""


@dataclass(frozen=True, slots=True)
class PublishedScheme:
    """A version of a scheme, by its published files."""

    id: str
    title: Mapping[str, str]
    data: SchemeFile
    facts_schema: Json
    result_schema: Json


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """The files of a site from which its packages are made."""

    name: str
    """What its packages are called: its English title in small letters, with hyphens."""
    title: Mapping[str, str]
    disclaimer: Mapping[str, str]
    address: str | None
    """Where it stands, as far as it says."""
    engine: str
    schemes: tuple[PublishedScheme, ...]


def read_site(folder: Path) -> PublishedSite:
    """What stands in the folder of a built site.

    Raises:
        NoSite: where a file is not there.
    """
    index = cast(Index, _json(folder, _INDEX))
    found = _SITEMAP.search(_text(folder, _ROBOTS))
    title = _words(index["title"])
    return PublishedSite(
        name=_name(title["en"]),
        title=title,
        disclaimer=_words(index["disclaimer"]),
        address=found and found[1],
        engine=_text(folder, ENGINE),
        schemes=tuple(
            _scheme(folder, Path(version["data"]).stem)
            for scheme in index["schemes"]
            for version in _scheme_file(folder, scheme["data"])["versions"]
        ),
    )


def _scheme(folder: Path, id_: str) -> PublishedScheme:
    data = _scheme_file(folder, f"api/schemes/{id_}.json")
    return PublishedScheme(
        id=id_,
        title=_words(data["title"]),
        data=data,
        facts_schema=_json(folder, f"api/schemes/{id_}/facts.schema.json"),
        result_schema=_json(folder, f"api/schemes/{id_}/result.schema.json"),
    )


def _scheme_file(folder: Path, name: str) -> SchemeFile:
    return cast(SchemeFile, _json(folder, name))


def _name(title: str) -> str:
    """A name that npm and PyPI take; a title without a Latin letter has none of its own."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "policy-site"


def _words(text: Mapping[str, str]) -> dict[str, str]:
    return {lang: plain(words) for lang, words in text.items()}


def _json(folder: Path, name: str) -> Json:
    found: Json = json.loads(_text(folder, name))
    return found


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text("utf-8")
    except FileNotFoundError:
        raise NoSite(name) from None
