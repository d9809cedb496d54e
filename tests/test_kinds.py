"""The register of kinds: what one entry promises is there, and nothing is promised twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from itertools import combinations
from string import Formatter
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from generator.authoring.new_record import SKELETONS
from generator.content.catalogue import Catalogue
from generator.content.load import key_at
from generator.diagnostics import messages
from generator.kinds import HEADS, KINDS, PUBLISHED, head_of, key_of
from generator.languages import LANGS
from generator.metadata.json_ld import structured
from generator.models.base import Ref
from generator.models.key import Key
from generator.models.kind import Kind, SearchGroup
from generator.search.pages import group_of
from generator.site.page import Page
from generator.site.routes import path_of

PARTS = {"scope": "a", "id": "b", "locator": "1", "version": "2020-01-01"}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def _key(kind: Kind[Any]) -> Key:
    """A key of the kind."""
    return Key(kind.name, "" if kind.single else "b", "a" if kind.scoped else "")


def test_no_part_of_a_kind_can_be_forgotten() -> None:
    for field in fields(Kind):
        assert field.default is field.default_factory is MISSING, field.name


def test_each_kind_goes_by_its_name() -> None:
    assert all(name == kind.name for name, kind in KINDS.items())
    assert len({kind.model for kind in KINDS.values()}) == len(KINDS)


# --- files ----------------------------------------------------------------------------------


@every_kind
def test_its_files_are_found_as_its_own(kind: Kind[Any]) -> None:
    for file in kind.files:
        key = key_at(file.format(**PARTS))
        assert key is not None, file
        assert key.kind == kind.name
        assert bool(key.name) != kind.single
        assert bool(key.scope) == kind.scoped


def test_no_path_is_a_file_of_two_kinds() -> None:
    places = [(kind.name, file) for kind in KINDS.values() for file in kind.files]
    for (one, file), (another, other) in combinations(places, 2):
        # A part of a name stands for any word, so two patterns meet where their fixed words do.
        pairs = list(zip(file.split("/"), other.split("/"), strict=False))
        meet = file.count("/") == other.count("/") and all(
            re.fullmatch(re.sub(r"\\{\w+\\}", ".+", re.escape(a)), b)
            or re.fullmatch(re.sub(r"\\{\w+\\}", ".+", re.escape(b)), a)
            for a, b in pairs
        )
        assert not meet, (one, file, another, other)


@every_kind
def test_a_skeleton_is_there_where_new_starts_one(kind: Kind[Any]) -> None:
    assert (SKELETONS / kind.name).is_dir() == kind.skeleton


def test_every_skeleton_is_of_a_kind() -> None:
    assert {path.name for path in SKELETONS.iterdir()} <= set(KINDS)


# --- models and links -----------------------------------------------------------------------


def _marks(part: Any, seen: set[Any]) -> Iterator[Ref]:
    """Every mark of a reference in a model, a type, and whatever these hold."""
    if isinstance(part, Ref):
        yield part
    if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
        seen.add(part)
        for field in part.model_fields.values():
            for inner in (field.annotation, *field.metadata):
                yield from _marks(inner, seen)
    for inner in get_args(part):
        yield from _marks(inner, seen)


def test_every_reference_is_to_a_kind_with_an_address() -> None:
    seen: set[Any] = set()
    kinds = {mark.kind for kind in KINDS.values() for mark in _marks(kind.model, seen)}
    assert kinds >= {"person", "organisation", "place", "source", "policy", "provision", "stop"}
    assert kinds <= set(PUBLISHED)


@every_kind
def test_it_names_kinds(kind: Kind[Any]) -> None:
    assert {*kind.parts, *(kind.linked_from or ())} <= set(KINDS)
    assert not kind.parts or kind.name in HEADS
    for part in kind.parts:
        assert head_of(_key(KINDS[part])) == _key(kind)


@every_kind
def test_what_must_be_linked_can_be(kind: Kind[Any]) -> None:
    assert kind.linked_from is None or kind.name in PUBLISHED


@every_kind
def test_an_id_names_the_key_of_its_record(kind: Kind[Any]) -> None:
    assert key_of(kind.name, _key(kind).id) == _key(kind)


def test_of_a_kind_that_does_not_exist_there_is_a_key_of_no_record(catalogue: Catalogue) -> None:
    assert key_of("nothing", "a/b") == Key("nothing", "a/b")
    assert key_of("stop", "a") == Key("stop", scope="a")
    assert catalogue.find(key_of("stop", "usa-2024")) is None


@pytest.mark.parametrize(
    ("key", "head"),
    [
        (Key("provision", "3", "grant", "2020-01-01"), Key("scheme", "", "grant", "2020-01-01")),
        (Key("stop", "hall", "trip"), Key("visit", scope="trip")),
        (Key("scheme", scope="grant"), None),
        (Key("person", "jane-doe"), None),
    ],
)
def test_the_head_that_a_record_belongs_to(key: Key, head: Key | None) -> None:
    assert head_of(key) == head


@pytest.mark.parametrize("kind", PUBLISHED)
def test_errors_name_it_in_both_languages(kind: str) -> None:
    try:
        words = []
        for lang in LANGS:
            messages.speak(lang)
            words.append(messages.word(kind))
    finally:
        messages.speak(None)
    assert len(set(words)) == len(LANGS)


# --- pages ----------------------------------------------------------------------------------


def test_no_two_records_have_one_address() -> None:
    keys = [
        Key(name, "" if KINDS[name].single else "x", "x" if KINDS[name].scoped else "", version)
        for name in PUBLISHED
        for version in (("", "2020-01-01") if KINDS[name].versioned else ("",))
    ]
    paths = [path_of(key) for key in keys]
    assert len(set(paths)) == len(paths)


@every_kind
def test_an_address_tells_its_records_apart(kind: Kind[Any]) -> None:
    if kind.route is not None:
        parts = {name for _, name, _, _ in Formatter().parse(kind.route) if name}
        assert parts == {
            name for name, there in (("scope", kind.scoped), ("name", not kind.single)) if there
        }


@every_kind
def test_the_page_that_lists_it_has_a_label_and_an_introduction(
    kind: Kind[Any], catalogue: Catalogue, pages: list[Page]
) -> None:
    if kind.page is not None:
        labels = catalogue.interface.root
        assert {kind.page, f"{kind.page}_introduction"} <= set(labels)
        (listing,) = (page for page in pages if page.address == f"{kind.page}/")
        assert listing.title == labels[kind.page].zh
        assert kind.route is not None
        assert kind.route.startswith(f"{kind.page}/")


@every_kind
def test_it_is_found_in_its_group_of_the_search(kind: Kind[Any], catalogue: Catalogue) -> None:
    assert (kind.search_group is None) == (kind.route is None)
    if kind.search_group is not None:
        assert f"search_kind_{kind.search_group}" in catalogue.interface.root
        for entry in catalogue.all(kind):
            page = path_of(entry.key).partition("#")[0]
            assert group_of(page) == kind.search_group


def test_every_group_of_the_search_has_a_label(catalogue: Catalogue) -> None:
    for group in get_args(SearchGroup):
        assert f"search_kind_{group}" in catalogue.interface.root


@every_kind
def test_machines_know_it_by_its_type(kind: Kind[Any], catalogue: Catalogue) -> None:
    for entry in catalogue.all(kind):
        graph = json.loads(structured(catalogue, "en", "https://example.org/", [entry.key], []))
        _, *nodes = graph["@graph"]
        assert [node["@type"] for node in nodes][:1] == (
            [] if kind.schema_type is None else [kind.schema_type]
        )
