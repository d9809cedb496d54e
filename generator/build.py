"""Build: the whole way from ``data/`` to pages and files, and the only place that knows the order.

load -> validate -> link -> catalogue -> check of types -> (worked examples, soundness) -> render,
export, embed, tables and what machines read.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from .api.export import export
from .api.table_files import table_files
from .content.catalogue import Catalogue
from .content.link import link
from .content.load import Known, load
from .content.translations import read_lock
from .content.validate import ValidRecord, validate
from .content.versions import check_versions, first_days, today
from .diagnostics.codes import Code
from .diagnostics.errors import DataError, DataErrors
from .languages import LANGS, Lang
from .metadata.root_files import root_files
from .pages.context import PageInputs, Titles
from .pages.embed import embed
from .pages.render import render
from .rules.compile import compile_calculators
from .rules.soundness import check_soundness
from .rules.typecheck import check_types
from .rules.worked_examples import RuleResults, run_examples
from .site.page import NavItem, Page

_NONE_WRITTEN: Titles = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """All that the generator makes: pages, navigation by language, files by their name."""

    catalogue: Catalogue
    pages: list[Page]
    navigation: dict[Lang, tuple[NavItem, ...]]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Memory:
    """Files read and records found valid by a build, so that the next need not do it again."""

    files: Known = field(default_factory=dict)
    records: dict[str, ValidRecord] = field(default_factory=dict)


def check(
    data_dir: Path, memory: Memory | None = None, day: date | None = None
) -> tuple[Catalogue, RuleResults]:
    """The catalogue of ``data_dir`` as of ``day`` or today, and what its rules come to.

    Raises:
        DataErrors: with every mistake there is.
    """
    memory = memory or Memory()
    loaded = load(data_dir, memory.files)
    records, errors = validate(loaded.records, memory.records)
    valid = {record.raw.key for record in records}
    broken = {raw.key for raw in loaded.records}.difference(valid).union(loaded.unreadable)
    lock, lock_errors = read_lock(data_dir)
    errors = [*loaded.errors, *errors, *lock_errors]
    for record, error in check_versions(records):
        broken.add(record.raw.key)
        errors.append(error)
    day = day or today()
    catalogue, link_errors = link(records, broken, day, lock)
    errors += link_errors
    # The build on the day on which a later version begins must not fail.
    for later in sorted(first for first in first_days(records) if first > day):
        places = {_place(error) for error in errors}
        errors += [e for e in link(records, broken, later)[1] if _place(e) not in places]
    errors += check_types(records, broken)
    if errors:
        raise DataErrors(errors, data_dir.parent)
    calculators = compile_calculators(catalogue)
    examples, errors = run_examples(catalogue, calculators)
    errors += check_soundness(catalogue, calculators)
    if errors:
        raise DataErrors(errors, data_dir.parent)
    return catalogue, RuleResults(calculators, examples)


def _place(error: DataError) -> tuple[str, int, int, Code]:
    return error.file, error.line, error.column, error.code


def build(
    data_dir: Path,
    site_url: str = "/",
    memory: Memory | None = None,
    day: date | None = None,
    written: Titles = _NONE_WRITTEN,
) -> BuiltSite:
    """Everything made from ``data_dir`` as of ``day`` or today, for a site at ``site_url``.

    With one ``memory`` for all, builds in a row read only what has changed. ``written`` says
    what the site's hand-written pages are called.

    Raises:
        DataErrors: with every mistake there is; nothing is made then.
    """
    with _no_collection():
        return _site(*check(data_dir, memory, day), site_url, written)


def _site(
    catalogue: Catalogue, results: RuleResults, site_url: str, written: Titles = _NONE_WRITTEN
) -> BuiltSite:
    inputs = PageInputs.of(catalogue, results, site_url, written)
    pages = render(inputs)
    items = {lang: inputs.navigation[lang].value for lang in LANGS}
    return BuiltSite(
        catalogue=catalogue,
        pages=pages,
        navigation=items,
        files=export(catalogue, results)
        | embed(catalogue, site_url)
        | table_files(table.value for table in inputs.tables.values())
        | root_files(catalogue, pages, items, site_url),
    )


def make(catalogue: Catalogue, results: RuleResults) -> None:
    """Make in memory all that a build makes, so that what it would stumble over is known now.

    Raises:
        GeneratorError: for what it stumbles over.
    """
    for page in _site(catalogue, results, "/").pages:
        page.write()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Switch the garbage collector off, and exempt from it for good all that was made meanwhile.

    It would walk a million objects that stay in use, for a tenth of the build's time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
