"""Build: the whole way from ``data/`` to pages and files, and the only place that knows the order.

load -> validate -> drafts held back -> link -> catalogue -> check of types -> (worked examples,
soundness) -> render, export, embed, tables and what machines read. Until it renders, an error in
one record ends nothing: what else can be checked is checked in the same run.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType

from .api.by_hash import by_hash
from .api.export import export
from .api.openapi import FILE as OPENAPI
from .api.openapi import openapi
from .api.table_files import table_files
from .content.catalogue import Catalogue
from .content.drafts import Drafts, Unready, sort_out
from .content.holding_back import HoldingBack, drafts_of
from .content.link import link
from .content.load import Known, load
from .content.parsed import ParsedFiles
from .content.translations import Lock, read_lock
from .content.unread import Unread
from .content.validate import ValidRecord, also_wrong, validate
from .content.versions import check_versions, first_days, today
from .diagnostics.codes import Code
from .diagnostics.errors import DataError, DataErrors
from .languages import LANGS, Lang
from .metadata.data_catalogue import FILE as CATALOGUE
from .metadata.data_catalogue import data_catalogue
from .metadata.root_files import root_files
from .metadata.rss import Comparisons
from .metadata.scheme_files import scheme_files
from .models.key import Key
from .pages.context import PageInputs, Titles
from .pages.embed import embed
from .pages.render import render
from .rules.compile import compile_calculators
from .rules.record_types import check_types
from .rules.soundness import check_soundness
from .rules.worked_examples import RuleResults, run_examples
from .site.page import NavItem, Page

_UNLINKED = (Code.UNLINKED, Code.COPIED)
"""What is said of a record to which nothing links; a draft may be one."""
_NONE_WRITTEN: Titles = MappingProxyType({})


@dataclass(frozen=True)
class BuiltSite:
    """All that the generator makes: pages, navigation by language, files."""

    catalogue: Catalogue
    results: RuleResults
    pages: list[Page]
    navigation: dict[Lang, tuple[NavItem, ...]]
    make_files: Callable[[], dict[str, str]]
    """Gives the files beside the pages by their name in the site."""

    @cached_property
    def files(self) -> dict[str, str]:
        """The files beside the pages, once they are made."""
        return self.make_files()


@dataclass(frozen=True, slots=True)
class Memory:
    """What a build has read and found of each file, so that the next need not do it again."""

    parsed: ParsedFiles = field(default_factory=ParsedFiles)
    files: Known = field(default_factory=dict)
    records: dict[str, ValidRecord] = field(default_factory=dict)
    unready: dict[str, Unready] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the files hold."""

    records: list[ValidRecord]
    """Those that have nothing to do with drafts."""
    unready: list[Unready]
    errors: list[DataError]
    broken: frozenset[Key]
    """The records with errors."""
    unread: Unread
    lock: Lock
    day: date


@dataclass(frozen=True, slots=True)
class _Found:
    """What some of the records come to."""

    catalogue: Catalogue
    errors: list[DataError]
    passed_over: list[DataError]
    results: RuleResults | None = None
    """Nothing where there are errors."""


def check(
    data_dir: Path,
    memory: Memory | None = None,
    day: date | None = None,
    *,
    with_drafts: bool = False,
) -> tuple[Catalogue, RuleResults]:
    """The catalogue of ``data_dir`` as of ``day`` or today, and what its rules come to.

    It holds what can be published; ``with_drafts``, also all else that a preview can show.

    Raises:
        DataErrors: with every mistake there is, but for those in drafts.
    """
    read = _read(data_dir, memory or Memory(), day or today())
    published = _held_back(read)
    mistakes: list[DataError] = []
    if with_drafts and read.unready:
        found, drafts = _with_drafts(read, published)
        if found.results is not None:
            found.catalogue.drafts = drafts
            return found.catalogue, found.results
        mistakes += drafts.mistakes
    found = _published(read, published)
    if found.results is None:
        raise DataErrors(found.errors, data_dir.parent)
    found.catalogue.drafts = drafts_of(published, mistakes)
    return found.catalogue, found.results


def _read(data_dir: Path, memory: Memory, day: date) -> _Read:
    loaded = load(data_dir, memory.files, memory.parsed)
    ordinary, unready = sort_out(loaded.records, memory.records, memory.unready)
    records, errors = validate(ordinary, memory.records)
    valid = {record.raw.key for record in records}
    broken = {raw.key for raw in ordinary}.difference(valid).union(loaded.unreadable)
    lock, lock_errors = read_lock(data_dir)
    errors = [*loaded.errors, *also_wrong(loaded.mended), *errors]
    for one in unready:
        if isinstance(one.ready, list):
            errors += one.ready
            broken.add(one.raw.key)
    unread = Unread.of(errors, data_dir.parent)
    errors += lock_errors
    return _Read(records, unready, errors, frozenset(broken), unread, lock, day)


def _held_back(read: _Read) -> HoldingBack:
    """What is left of the records where all that is not ready is held back."""
    ready = (one.ready for one in read.unready if isinstance(one.ready, ValidRecord))
    holding = HoldingBack([*read.records, *ready], read.day)
    for one in read.unready:
        holding.warnings += one.warnings
        if one.ready is None:
            holding.hold(one.raw)
        else:
            holding.note(one.raw, one.raw.data)
    holding.settle()
    return holding


def _published(read: _Read, holding: HoldingBack) -> _Found:
    """What can be published. What is a mistake for want of a draft alone is held back with it."""
    as_if_ready: set[tuple[str, int, int, Code]] | None = None
    while True:
        found = _found(read, holding.records.values())
        if not found.errors or not read.unready:
            return found
        if as_if_ready is None:
            shown = (one.shown for one in read.unready if isinstance(one.shown, ValidRecord))
            as_if_ready = set(map(_place, _found(read, [*read.records, *shown]).errors))
        wanting = [error for error in found.errors if _place(error) not in as_if_ready]
        if not holding.hold_for(error for error in wanting if error.code not in _UNLINKED):
            return found


def _with_drafts(read: _Read, published: HoldingBack) -> tuple[_Found, Drafts]:
    """What a preview shows, and what is not published of it.

    Where something else would be wrong because of drafts that are shown, it has no results.
    """
    holding = HoldingBack(read.records, read.day)
    mistakes: list[DataError] = []
    for one in read.unready:
        shown = one.ready if isinstance(one.shown, list) else one.shown
        if isinstance(shown, ValidRecord):
            holding.records[one.raw.key] = shown
        elif shown is None and isinstance(one.shown, list):
            holding.hold(one.raw)
            mistakes += one.shown
    while True:
        holding.settle()
        found = _found(read, holding.records.values(), published.files)
        wrong = [error for error in found.errors if error.file in published.files]
        mistakes += wrong
        if not holding.hold_for(wrong):
            break
    return found, drafts_of(published, [*mistakes, *found.passed_over], holding)


def _found(
    read: _Read,
    records: Iterable[ValidRecord],
    may_be_unlinked: Collection[str] = (),
) -> _Found:
    """What the records come to; those of some files may be ones to which nothing links yet."""
    records, broken = list(records), set(read.broken)
    errors = list(read.errors)
    for record, error in check_versions(records):
        broken.add(record.raw.key)
        errors.append(error)
    catalogue, link_errors = link(records, broken, read.day, read.lock, read.unread)
    errors += link_errors
    # The build on the day on which a later version begins must not fail.
    for later in sorted(first for first in first_days(records) if first > read.day):
        places = {_place(error) for error in errors}
        later_errors = link(records, broken, later, unread=read.unread)[1]
        errors += [e for e in later_errors if _place(e) not in places]
    ill_typed = list(check_types(records, broken))
    # A scheme whose own rules fit is tried, whatever is wrong elsewhere.
    unfit = {error.file for error in ill_typed}
    calculators = compile_calculators(catalogue, unfit)
    examples, wrong_examples = run_examples(catalogue, calculators)
    errors += ill_typed
    errors += wrong_examples
    errors += check_soundness(catalogue, calculators, unfit)
    passed_over = [e for e in errors if e.code in _UNLINKED and e.file in may_be_unlinked]
    errors = [e for e in errors if e not in passed_over]
    results = None if errors else RuleResults(calculators, examples)
    return _Found(catalogue, errors, passed_over, results)


def _place(error: DataError) -> tuple[str, int, int, Code]:
    return error.file, error.line, error.column, error.code


def build(
    data_dir: Path,
    site_url: str = "/",
    memory: Memory | None = None,
    day: date | None = None,
    written: Titles = _NONE_WRITTEN,
    *,
    with_drafts: bool = False,
) -> BuiltSite:
    """Everything made from ``data_dir`` as of ``day`` or today, for a site at ``site_url``.

    With one ``memory`` for all, builds in a row read only what has changed. ``written`` says
    what the site's hand-written pages are called. ``with_drafts`` it is not to be published.

    Raises:
        DataErrors: with every mistake there is; nothing is made then.
    """
    with no_collection():
        found = check(data_dir, memory, day, with_drafts=with_drafts)
        return _site(*found, site_url, written)


def _site(
    catalogue: Catalogue, results: RuleResults, site_url: str, written: Titles = _NONE_WRITTEN
) -> BuiltSite:
    inputs = PageInputs.of(catalogue, results, site_url, written)
    pages = render(inputs)
    items = {lang: inputs.navigation[lang].value for lang in LANGS}
    make_files = partial(_files, inputs, pages, items)
    return BuiltSite(catalogue, results, pages, items, make_files)


def _files(
    inputs: PageInputs, pages: list[Page], items: dict[Lang, tuple[NavItem, ...]]
) -> dict[str, str]:
    catalogue, results, site_url = inputs.catalogue, inputs.results, inputs.site_url
    tables = [table.value for table in inputs.tables.values()]
    comparisons = Comparisons(lambda id_: results.calculators[id_].data, inputs.flips)
    files = (
        export(catalogue, results)
        | embed(catalogue, site_url)
        | table_files(tables)
        | root_files(catalogue, pages, items, site_url)
        | scheme_files(catalogue, comparisons, site_url)
        | {CATALOGUE: data_catalogue(catalogue, tables, site_url)}
    )
    files |= by_hash(files)
    files[OPENAPI] = openapi(catalogue, files, site_url)
    return files


def make(catalogue: Catalogue, results: RuleResults) -> None:
    """Make in memory all that a build makes, so that what it would stumble over is known now.

    Raises:
        GeneratorError: for what it stumbles over.
    """
    site = _site(catalogue, results, "/")
    site.make_files()
    for page in site.pages:
        page.write()


@contextmanager
def no_collection() -> Iterator[None]:
    """Switch the garbage collector off, and exempt from it for good all that was made meanwhile.

    It would walk a million objects that stay in use, for a tenth of the build's time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
