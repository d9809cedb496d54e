"""Keys: their ids, and how one leads to another."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.models.key import Key

_NAME = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)


@pytest.mark.parametrize(
    ("key", "id_"),
    [
        (Key("site"), ""),
        (Key("person", "jane-doe"), "jane-doe"),
        (Key("scheme", scope="grant"), "grant"),
        (Key("provision", "3.1", "grant"), "grant/3.1"),
        (Key("scheme", scope="grant", version="2020-01-01"), "grant@2020-01-01"),
        (Key("provision", "3.1", "grant", "2020-01-01"), "grant@2020-01-01/3.1"),
    ],
)
def test_the_published_id(key: Key, id_: str) -> None:
    assert key.id == id_


@given(_NAME, _NAME)
def test_what_is_nested_is_named_by_its_id(scope: str, name: str) -> None:
    key = Key.nested("stop", f"{scope}/{name}")
    assert (key.scope, key.name, key.version) == (scope, name, "")
    assert Key.nested("stop", key.id) == key


def test_of_what_names_no_record_within_there_is_a_key_without_a_name() -> None:
    assert Key.nested("stop", "trip") == Key("stop", scope="trip")


def test_a_record_beside_another_is_of_the_same_version() -> None:
    clause = Key("provision", "3.1", "grant", "2020-01-01")
    assert clause.of("checklist") == Key("checklist", "", "grant", "2020-01-01")
    assert clause.of("scheme").of("provision", "3.1") == clause
    assert Key("finding", "size", "trip").of("stop", "hall") == Key("stop", "hall", "trip")


def test_a_key_is_a_value() -> None:
    key = Key("person", "jane-doe")
    assert {key: 1}[Key("person", "jane-doe")] == 1
    assert key != Key("place", "jane-doe")
    assert Key("scheme", "a") != Key("scheme", scope="a")
    with pytest.raises(FrozenInstanceError):
        key.name = "other"  # type: ignore[misc]


def test_keys_have_an_order() -> None:
    keys = [Key("stop", "b", "a"), Key("person", "b"), Key("stop", "a", "b")]
    assert sorted(keys) == [Key("person", "b"), Key("stop", "a", "b"), Key("stop", "b", "a")]
