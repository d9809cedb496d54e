"""Which page reads which record: what is recorded is what the page is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, RootModel

from generator import kinds
from generator.content.catalogue import Catalogue
from generator.content.link import link
from generator.content.load import load
from generator.content.reader import Reader, recorded
from generator.content.translations import read_lock
from generator.content.validate import ValidRecord, validate
from generator.models.base import Text
from generator.models.key import Key
from generator.pages.context import PageInputs
from generator.pages.render import render
from generator.rules.compile import compile_calculators
from generator.rules.worked_examples import RuleResults, run_examples
from generator.site.page import Page

Path_ = tuple[str | int, ...]
Trees = dict[str, tuple[list[ValidRecord], Catalogue, Any, Mapping[str, Page]]]

# A page of these reads a record for more than its texts: whether it has notes, or a state.
_OF_EVERY_RECORD = {"notes", "sources", "translations"}


def _texts(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path of every text in a model."""
    if isinstance(value, Text):
        yield path
    elif isinstance(value, RootModel):
        yield from _texts(value.root, path)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _texts(member, (*path, name))
    elif isinstance(value, tuple):
        for at, member in enumerate(value):
            yield from _texts(member, (*path, at))


def _with(value: Any, path: Path_) -> Any:
    """A copy of a model in which the text at a path says something else."""
    if not path:
        return Text.of(zh=f"異{value.zh}", en=f"Other {value.en}")
    if isinstance(value, RootModel):
        return value.model_copy(update={"root": _with(value.root, path)})
    part, rest = path[0], path[1:]
    if isinstance(value, BaseModel):
        return value.model_copy(update={str(part): _with(getattr(value, str(part)), rest)})
    if isinstance(value, dict):
        return {**value, part: _with(value[part], rest)}
    assert isinstance(part, int)
    return (*value[:part], _with(value[part], rest), *value[part + 1 :])


def _pages(catalogue: Catalogue, results: Any) -> dict[str, Page]:
    return {page.address: page for page in render(PageInputs.of(catalogue, results))}


def _says(page: Page) -> tuple[object, ...]:
    return page.markdown, page.title, page.description, page.trail


def _check(data: Path, chosen: Callable[[ValidRecord, Path_], bool]) -> int:
    """Change texts, one record after the other; a page that says something else has read it.

    What is recorded is which records a page has read, so that all texts of a record may change
    at once. Gives how many pages have changed.
    """
    records, errors = validate(load(data).records)
    lock, _ = read_lock(data)
    catalogue, link_errors = link(records, lock=lock)
    assert errors == link_errors == []
    calculators = compile_calculators(catalogue)
    examples, errors = run_examples(catalogue, calculators)
    assert errors == []
    results = RuleResults(calculators, examples)
    before = _pages(catalogue, results)
    words = {address: _says(page) for address, page in before.items()}
    count = 0
    for at, record in enumerate(records):
        key = next(e.key for k in kinds.KINDS.values() for e in catalogue.every_version(k)
                   if e.raw.file == record.raw.file)  # fmt: skip
        paths = [path for path in _texts(record.model) if chosen(record, path)]
        if not paths:
            continue
        other = replace(record, model=reduce(_with, paths, record.model))
        changed, _ = link([*records[:at], other, *records[at + 1 :]], lock=lock)
        for address, page in _pages(changed, results).items():
            if _says(page) != words[address]:
                count += 1
                assert key in before[address].read, (address, key, paths)
    return count


def test_a_page_that_a_text_changes_has_read_its_record(small: Path) -> None:
    seen: set[tuple[object, ...]] = set()

    def of_each_field(record: ValidRecord, path: Path_) -> bool:
        """The first text of each field of each kind of record."""
        field = (record.raw.key.kind, *(part for part in path if isinstance(part, str)))
        if field in seen or record.raw.key.kind == "interface":
            return False
        seen.add(field)
        return True

    assert _check(small, of_each_field) > 200


def test_a_page_that_a_label_changes_has_read_the_labels(small: Path) -> None:
    labels = {"home", "version", "note_slip", "table_download", "kind_meeting", "verdict"}
    assert _check(small, lambda record, path: path[0] in labels) > 50


def test_a_page_of_another_version_reads_that_version(versions: Path) -> None:
    def of_old_clauses(record: ValidRecord, path: Path_) -> bool:
        clause = record.raw.key.kind == "provision" and record.raw.file.endswith("/2.yml")
        return clause and path == ("text",)

    assert _check(versions, of_old_clauses) > 4


def test_a_page_reads_little_beside_what_it_shows(pages: list[Page], catalogue: Catalogue) -> None:
    """Of the records that a page has read, hardly one could change without changing it."""
    by_address = {page.address: page for page in pages}
    everything = {e.key for kind in kinds.KINDS.values() for e in catalogue.all(kind)}
    stop = by_address["visits/usa-2024/stops/mopop/"].read
    assert Key("stop", "mopop", "usa-2024") in stop
    assert not {key for key in stop if key.kind in ("provision", "calculator", "example", "term")}
    assert len(stop) < len(everything) / 5
    scheme = Key("scheme", scope="virtual-production")
    assert by_address["search/"].read == {Key("interface"), Key("search"), scheme}
    rules = by_address["schemes/virtual-production/rules/"].read
    assert not {key for key in rules if key.kind in ("stop", "visit", "finding", "person")}
    for page in pages:
        assert page.read <= everything, page.address
        if page.name in _OF_EVERY_RECORD:
            # The words of the search are no text of the site's.
            assert page.read | {Key("search")} == everything


@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_page_that_is_not_written_yet_is_written_to_know(pages: list[Page], lang: str) -> None:
    (home,) = (page for page in pages if page.address == lang)
    assert Key("site") in home.read
    assert {Key("scheme", scope="virtual-production"), Key("visit", scope="usa-2024")} <= home.read


def test_a_record_counts_as_read_when_its_content_is(catalogue: Catalogue) -> None:
    reader = Reader(catalogue)
    (scheme,) = reader.schemes()
    assert [entry.key for entry in reader.all(kinds.STOP)]
    assert reader.read == set()
    assert scheme.model.title
    assert reader.read == {scheme.key}
    assert recorded(catalogue, lambda reader: reader.site.title).read == {Key("site")}
    assert reader.find(Key("person", "nobody")) is None
