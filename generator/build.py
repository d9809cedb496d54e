"""Build: the whole way from ``data/`` to pages and files, and the only place that knows the order.

load -> validate -> link -> catalogue -> (worked examples, soundness) -> render, export, embed,
tables and what machines read.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .catalogue import Catalogue, Key
from .embed import embed
from .errors import DataErrors
from .examples import run_examples
from .export import ExampleResults, export
from .link import link
from .load import load
from .machines.files import root_files
from .models.base import LANGS, Lang
from .pages import NavItem, Page
from .render import navigation, render
from .soundness import check_soundness
from .tables import table_files, tables
from .validate import validate


@dataclass(frozen=True, slots=True)
class Site:
    """All that the generator makes: pages, navigation by language, files by their name."""

    catalogue: Catalogue
    pages: list[Page]
    navigation: dict[Lang, tuple[NavItem, ...]]
    files: dict[str, str]


def check(data_dir: Path) -> tuple[Catalogue, ExampleResults]:
    """The catalogue of ``data_dir`` and its examples' results.

    Raises:
        DataErrors: with every mistake there is.
    """
    loaded = load(data_dir)
    records, errors = validate(loaded.records)
    valid = {(record.raw.kind, record.raw.id) for record in records}
    broken = {Key(*place) for place in loaded.unreadable}
    broken |= {Key(raw.kind, raw.id) for raw in loaded.records if (raw.kind, raw.id) not in valid}
    catalogue, link_errors = link(records, broken)
    errors = [*loaded.errors, *errors, *link_errors]
    if errors:
        raise DataErrors(errors)
    results, errors = run_examples(catalogue)
    errors += check_soundness(catalogue)
    if errors:
        raise DataErrors(errors)
    return catalogue, results


def build(data_dir: Path, site_url: str = "/") -> Site:
    """Everything made from ``data_dir``, for a site that will stand at ``site_url``.

    Raises:
        DataErrors: with every mistake there is; nothing is made then.
    """
    with _no_collection():
        catalogue, results = check(data_dir)
        pages = render(catalogue, results, site_url)
        items = {lang: navigation(catalogue, lang) for lang in LANGS}
        return Site(
            catalogue=catalogue,
            pages=pages,
            navigation=items,
            files=export(catalogue, results)
            | embed(catalogue, site_url)
            | table_files(tables(catalogue).values())
            | root_files(catalogue, pages, items, site_url),
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection meanwhile, and none of what was made: it all lives on.

    The collector would walk a million live objects again and again, for a tenth of the
    whole build's time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
