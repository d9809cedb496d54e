"""Texts that still hold a figure which the rules no longer have.

A calculator is compared with the last commit, where there is one, and with the version before
it. Looked through are the texts of its version and of the records that link to that. A text that
also has the new figure tells of the change.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

from ..content.catalogue import AnyEntry, Catalogue, SchemeView
from ..content.yaml_loader import Loader
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError
from ..kinds import KINDS
from ..models.base import SourceRef
from ..models.key import Key
from .spellings import pattern
from .texts import TextsOf

Unit = tuple[tuple[str, str], ...]
"""The unit of a figure by language; empty where it has none."""
_PERCENT: Unit = (("zh", "%"), ("en", "%"))


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number of the rules, and in what it counts."""

    value: Decimal
    unit: Unit


def old_figures(catalogue: Catalogue, root: Path, texts: TextsOf) -> Iterator[DataError]:
    """A warning for each text with an old figure; ``root`` is where the names of files start."""
    committed = _committed(catalogue, root)
    for scheme in catalogue.versions():
        raw = catalogue.entry(scheme.key.of("calculator")).raw
        now = set(figures(raw.data))
        every = scheme.all_versions
        at = [view.key for view in every].index(scheme.key)
        before = committed.get(raw.file, set())
        if at:
            before |= set(figures(catalogue.entry(every[at - 1].key.of("calculator")).raw.data))
        if gone := sorted(before - now):
            yield from _in_texts(scheme, gone, sorted(now - before), texts)


def figures(data: object) -> Iterator[Figure]:
    """The figures of the requirements and limits of a calculator as it is typed."""
    if not isinstance(data, dict):
        return
    units: dict[str, Unit] = {}
    for group in _list(data.get("groups")):
        for question in _list(group.get("questions")):
            unit = question.get("unit")
            if isinstance(unit, dict):
                units[str(question.get("id"))] = tuple((k, str(v)) for k, v in unit.items())
    for requirement in _list(data.get("requirements")):
        yield from _figures(requirement, units, ())
    amount = data.get("amount")
    if isinstance(amount, dict):
        for limit in _list(amount.get("limits")):
            yield from _figures(limit.get("value"), units, ())


def _list(data: object) -> list[dict[str, object]]:
    items = data if isinstance(data, list) else []
    return [item for item in items if isinstance(item, dict)]


def _figures(data: object, units: Mapping[str, Unit], unit: Unit) -> Iterator[Figure]:
    if isinstance(data, bool):
        return
    if isinstance(data, int | float):
        yield Figure(Decimal(str(data)), unit)
    elif isinstance(data, dict):
        for name, item in data.items():
            if name not in ("clause", "see", "id"):
                yield from _figures(item, units, _PERCENT if name == "percent" else unit)
    elif isinstance(data, list):
        # What a figure is compared with says in what it counts.
        beside = (
            next((units[item] for item in data if item in units), unit) if _plain(data) else unit
        )
        for item in data:
            yield from _figures(item, units, beside)


def _plain(items: list[object]) -> bool:
    return all(isinstance(item, str | int | float) for item in items)


def _in_texts(
    scheme: SchemeView, gone: list[Figure], new: list[Figure], texts: TextsOf
) -> Iterator[DataError]:
    old = [found for figure in gone if (found := _pattern(scheme, figure))]
    tells = [found for figure in new if (found := _pattern(scheme, figure))]
    if not old:
        return
    for entry in _speaking(scheme):
        for text in texts[entry.key]:
            hits = {
                lang: match[0]
                for lang, words in text.words.items()
                for found in old
                if (match := found.search(words)) and not any(t.search(words) for t in tells)
            }
            if hits:
                at = (*text.path, next(iter(hits)))
                now = tuple(map(_shown, new)) or Word("nothing")
                shown = tuple(hits.values())
                yield entry.raw.error(at, Code.OLD_FIGURE, old=shown, now=now)


def _pattern(scheme: SchemeView, figure: Figure) -> re.Pattern[str] | None:
    catalogue = scheme.catalogue
    unit = dict(figure.unit) or None
    return pattern(figure.value, unit, catalogue.interface, catalogue.site.units)


def _shown(figure: Figure) -> str:
    return f"{figure.value:,f}" + ("%" if figure.unit == _PERCENT else "")


def _speaking(scheme: SchemeView) -> list[AnyEntry]:
    """The records of a version, and those that link to one of them."""
    catalogue = scheme.catalogue
    own = [
        entry
        for kind in KINDS.values()
        if kind.versioned
        for entry in catalogue.every_version(kind)
        if (entry.key.scope, entry.key.version) == (scheme.key.scope, scheme.key.version)
    ]
    linking = {back.source for entry in own for back in catalogue.backlinks(entry.key)}
    linking.update(_citing(scheme))
    others = [catalogue.entry(key) for key in sorted(linking) if key.scope != scheme.key.scope]
    return [*own, *others]


def _citing(scheme: SchemeView) -> Iterator[Key]:
    """The records that cite a clause of the rules which the version restates."""
    documents = {source.document for source in scheme.model.sources}
    for kind in KINDS.values():
        for entry in scheme.catalogue.all(kind):
            sources: tuple[SourceRef, ...] = getattr(entry.model, "sources", ())
            if any(source.clause and source.document in documents for source in sources):
                yield entry.key


def _committed(catalogue: Catalogue, root: Path) -> dict[str, set[Figure]]:
    """The figures of the last commit, by file, of calculators that have changed since."""
    files = [entry.raw.file for kind in KINDS.values() if kind.name == "calculator"
             for entry in catalogue.every_version(kind)]  # fmt: skip
    changed = _git(root, "diff", "--name-only", "--relative", "HEAD", "--", *files)
    found: dict[str, set[Figure]] = {}
    for file in changed.splitlines():
        try:
            data = yaml.load(_git(root, "show", f"HEAD:./{file}"), Loader=Loader)
        except yaml.YAMLError:
            continue
        found[file] = set(figures(data))
    return found


def _git(root: Path, *arguments: str) -> str:
    """What git says; nothing where there is no git, no repository or no commit."""
    git = shutil.which("git")
    if git is None:
        return ""
    command = [git, "--no-optional-locks", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
