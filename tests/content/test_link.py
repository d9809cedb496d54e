"""References, backlinks and orphans, on the small tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import kinds
from generator.build import check
from generator.content.catalogue import Backlink
from generator.content.link import link, references
from generator.content.load import load
from generator.content.validate import ValidRecord, validate
from generator.diagnostics.errors import DataErrors
from generator.kinds import key_of
from generator.models.key import Key


@pytest.fixture
def records(small: Path) -> dict[Key, ValidRecord]:
    valid, errors = validate(load(small).records)
    assert errors == []
    return {record.raw.key: record for record in valid}


def test_references_of_every_kind_are_found(records: dict[Key, ValidRecord]) -> None:
    found = {
        (key.kind, reference.target.kind, reference.target.id)
        for key, record in records.items()
        for reference in references(record)
    }
    assert found >= {
        ("person", "organisation", "bureau"),
        ("place", "place", "county"),
        ("scheme", "organisation", "bureau"),
        ("scheme", "term", "grant"),
        ("calculator", "provision", "grant/2.1"),
        ("checklist", "provision", "grant/1"),
        ("example", "example", "grant/base"),
        ("visit", "person", "jane-doe"),
        ("visit", "stop", "trip-2020/hall"),
        ("stop", "person", "jane-doe"),
        ("finding", "stop", "trip-2020/hall"),
        ("recommendation", "finding", "trip-2020/size"),
        ("policy", "provision", "grant/3"),
        ("policy", "commentary", "on-halls"),
        ("policy", "source", "rules"),
    }


def test_a_reference_knows_where_it_stands(records: dict[Key, ValidRecord]) -> None:
    policy = records[Key("policy", "halls")]
    (stop,) = (reference for reference in references(policy) if reference.target.kind == "stop")
    assert stop.path == ("stops", 0, "stop")
    assert stop.why is not None
    assert stop.why.en == "It was seen"
    scheme = records[key_of("scheme", "grant")]
    paths = [reference.path for reference in references(scheme) if reference.target.kind == "term"]
    assert paths == [("summary", "zh"), ("summary", "en")]


def test_backlinks_say_who_links_and_why(small: Path) -> None:
    catalogue, _ = check(small)
    backlinks = catalogue.backlinks(key_of("stop", "trip-2020/hall"))
    assert {(back.source.kind, back.source.id, back.field) for back in backlinks} == {
        ("visit", "trip-2020", "itinerary"),
        ("finding", "trip-2020/size", "stops"),
        ("policy", "halls", "stops"),
    }
    (policy,) = (back for back in backlinks if back.source.kind == "policy")
    assert policy.why is not None
    assert policy.why.zh == "看過"
    assert catalogue.backlinks(key_of("stop", "trip-2020/nothing")) == ()


def test_the_same_link_twice_is_one_backlink(small: Path) -> None:
    catalogue, _ = check(small)
    terms = catalogue.backlinks(Key("term", "grant"))  # linked in zh and in en
    assert terms == (Backlink(key_of("scheme", "grant"), "summary"),)


def test_a_record_said_to_be_unlinked_is_no_error(small: Path) -> None:
    island = small / "places/island.yml"
    text = "name: {zh: 島, en: Island}\ndescription: {zh: 島, en: Island}\n"
    text += "sources:\n  - document: rules\n"
    island.write_text(text, "utf-8")
    with pytest.raises(DataErrors, match="no other record links to this place"):
        check(small)
    island.write_text(text + "unlinked: {zh: 圖說才有, en: Only in a caption}\n", "utf-8")
    assert check(small)[0].find(Key("place", "island")) is not None


def test_a_clause_needs_no_link_it_stands_in_its_rules(small: Path) -> None:
    provision = small / "schemes/grant/provisions/2.3.yml"
    text = (small / "schemes/grant/provisions/2.2.yml").read_text("utf-8")
    provision.write_text(f"{text}beyond: {{reason: agency}}\n", "utf-8")
    assert check(small)[0].backlinks(key_of("provision", "grant/2.3")) == ()


def test_a_link_in_a_text_counts_for_a_term_and_not_for_a_stop(small: Path) -> None:
    policy = small / "policies/halls.yml"
    text = policy.read_text("utf-8")
    start, end = text.index("stops:"), text.index("findings:")
    policy.write_text(
        text[:start].replace("en: Halls}", 'en: "[Halls](stop:trip-2020/hall)"}', 1) + text[end:],
        "utf-8",
    )
    assert check(small)[0].backlinks(key_of("stop", "trip-2020/hall"))


def test_while_a_record_is_broken_nothing_is_called_unlinked(
    records: dict[Key, ValidRecord],
) -> None:
    policy = Key("policy", "halls")
    rest = [record for key, record in records.items() if key != policy]
    _, errors = link(rest, {policy})
    assert errors == []
    _, errors = link(rest)
    assert {error.found for error in errors} >= {"trip-2020/hall", "trip-2020/size", "on-halls"}


def test_the_catalogue_is_frozen_and_in_a_settled_order(small: Path) -> None:
    catalogue, _ = check(small)
    names = [entry.key.name for entry in catalogue.all(kinds.PROVISION)]
    assert names == ["1", "2", "2.1", "2.2", "3"]
    entry = catalogue.get(kinds.PERSON, "jane-doe")
    with pytest.raises(ValueError, match="frozen"):
        entry.model.name = entry.model.role
    with pytest.raises(AttributeError):
        entry.key = Key("person", "other")  # type: ignore[misc]
    for name in ("day", "site", "translations"):
        with pytest.raises(AttributeError):
            setattr(catalogue, name, None)
