"""``refs``, ``rename``, ``move`` and ``remove``: what names a record follows it, or lets it go."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.authoring.change_set import ChangeSet
from generator.authoring.uses import Use, records_of, uses
from generator.build import check
from generator.content.load import TRANSLATIONS
from generator.content.translations import State
from generator.kinds import key_of
from generator.models.key import Key
from tests.authoring.typed import Type, record_all, typist
from tests.conftest import contents, edit

HALL = "visits/trip-2020/stops/hall.yml"
SUMMARY = """\
# 會堂｜The hall
summary:
  zh: 由[杜珍](person:jane-doe)介紹，[杜珍](person:jane-doe)是局長。
  en: >-
    Shown by [Jane
    Doe](person:jane-doe), [the
    Director](person:jane-doe)."""


@pytest.fixture
def type_(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """The small project with links in texts, an address, and every text recorded."""
    edit(small / HALL, "summary: {zh: 很大, en: It is large}", SUMMARY)
    edit(small / "policies/halls.yml", "people: [jane-doe]", 'people: ["jane-doe"]  # 首長')
    edit(small / "questions/money.yml", "links: [policy/halls, page/sources/]",
         "links: [person/jane-doe, page/policies/halls/]")  # fmt: skip
    record_all(small)
    return typist(small.parent, monkeypatch, capsys)


def second_visit(small: Path) -> None:
    shutil.copytree(small / "visits/trip-2020", small / "visits/trip-2021")
    for part in ("stops", "findings", "recommendations"):
        shutil.rmtree(small / "visits/trip-2021" / part)
    edit(small / "visits/trip-2021/visit.yml", "        stop: hall\n", "")


# --- refs ------------------------------------------------------------------------------


def test_every_kind_of_reference_is_listed(small: Path, type_: Type) -> None:
    printed = type_("refs", "person/jane-doe", lang="zh")
    assert printed.code == 0
    lines = printed.out.splitlines()
    assert lines[0] == "person/jane-doe（杜珍）：有 6 處提到它。"
    places = [line.split()[0].removeprefix("data/") for line in lines[1:]]
    assert places == [
        "policies/halls.yml:26", "questions/money.yml:7", f"{HALL}:8", f"{HALL}:9",
        f"{HALL}:14", "visits/trip-2020/visit.yml:10",
    ]  # fmt: skip
    assert "會堂政策：相關人物 1" in lines[1]
    assert "參訪：團員 1 › 人物" in lines[-1]


@pytest.mark.parametrize(
    "typed", ["杜珍", "Jane", "data/people/jane-doe.yml", "people/jane-doe", "person/jane-doe"]
)
def test_a_record_goes_by_its_name_or_its_file(type_: Type, typed: str) -> None:
    out = type_("refs", typed).out
    assert out.startswith("person/jane-doe (Jane Doe): places that name it: 6.")


def test_what_names_several_or_nothing_is_told(type_: Type) -> None:
    several = type_("refs", "堂")
    assert (several.code, several.out) == (2, "")
    assert "stop/trip-2020/hall  會堂" in several.err
    assert "policy/halls  會堂政策" in several.err
    # One is called just so: it alone is meant.
    assert type_("refs", "會堂").out.startswith("stop/trip-2020/hall (The hall)")
    nobody = type_("refs", "person/jane-do")
    assert nobody.code == 2
    assert "did you mean: person/jane-doe" in nobody.err


def test_a_clause_is_named_by_sources_and_rules(type_: Type) -> None:
    out = type_("refs", "provision/grant/2").out + type_("refs", "provision/grant/2.1").out
    assert "data/policies/halls.yml" in out
    assert "data/questions/money.yml" in out
    assert "data/schemes/grant/calculator.yml" in out
    assert "data/schemes/grant/provisions/2.yml:4  Rules of the grant, clause 2: Sources 1" in out


def test_a_question_of_a_calculator(small: Path, type_: Type) -> None:
    calculator = (small / "schemes/grant/calculator.yml").read_text("utf-8")
    printed = type_("refs", "scheme/grant#minutes")
    assert printed.code == 0
    lines = [
        n
        for n, line in enumerate(calculator.splitlines(), 1)
        if "minutes" in line.split("label")[0]
    ]
    for number in lines:
        assert f"calculator.yml:{number}" in printed.out
    assert "examples/base.yml" in printed.out


# --- rename ----------------------------------------------------------------------------


def test_a_renamed_person_is_renamed_everywhere_and_nothing_else_changes(
    small: Path, type_: Type
) -> None:
    before = contents(small)
    printed = type_("rename", "person/jane-doe", "jane-d")
    assert (printed.code, printed.err) == (0, "")
    after = contents(small)
    assert after.pop("people/jane-d.yml") == before.pop("people/jane-doe.yml")
    assert before.keys() == after.keys()
    for name in before:
        if name != TRANSLATIONS:
            assert after[name] == before[name].replace(b"jane-doe", b"jane-d"), name
    assert b'people: ["jane-d"]  # ' in after["policies/halls.yml"]
    assert {item.state for item in check(small)[0].translations} == {State.CURRENT}
    assert b"people/jane-doe" not in after[TRANSLATIONS]
    assert "people/#jane-doe" in printed.out


def test_a_stale_text_stays_stale_when_its_link_is_mended(small: Path, type_: Type) -> None:
    edit(small / HALL, "是局長", "是前局長")
    type_("rename", "person/jane-doe", "jane-d")
    found = [item for item in check(small)[0].translations if item.state is not State.CURRENT]
    assert [(item.field, item.state) for item in found] == [("summary", State.STALE)]


def test_a_dry_run_writes_nothing(small: Path, type_: Type) -> None:
    before = contents(small)
    printed = type_("rename", "person/jane-doe", "jane-d", "--dry-run")
    assert "data/people/jane-doe.yml → data/people/jane-d.yml" in printed.out
    assert "nothing was written" in printed.out
    assert contents(small) == before


def test_a_renamed_page_leaves_an_address_that_leads_on(small: Path, type_: Type) -> None:
    assert type_("rename", "policy/halls", "town-halls").code == 0
    assert b"page/policies/town-halls/" in contents(small)["questions/money.yml"]
    (moved,) = check(small)[0].site.moved
    assert (moved.old, moved.new) == ("policies/halls/", "policies/town-halls/")


def _uses(data: Path, key: Key) -> list[Use]:
    """The places that name a record, but for addresses that lead on."""
    found = uses(records_of(check(data)[0]))
    return [use for use in found if use.target == key and use.raw.key.kind != "site"]


@pytest.mark.parametrize(
    ("record", "new"),
    [
        ("visit/trip-2020", "journey-2020"),
        ("scheme/grant", "aid"),
        ("stop/trip-2020/hall", "big-hall"),
        ("finding/trip-2020/size", "how-large"),
        ("provision/grant/2", "4"),
        ("organisation/bureau", "null"),
        ("place/town", "2026"),
        ("source/rules", "true"),
        ("example/grant/base", "first"),
    ],
)
def test_any_kind_of_record_can_be_renamed(small: Path, type_: Type, record: str, new: str) -> None:
    kind, _, id_ = record.partition("/")
    known = _uses(small, key_of(kind, id_))
    printed = type_("rename", record, new)
    assert (printed.code, printed.err) == (0, "")
    catalogue = check(small)[0]
    old, _, _ = id_.rpartition("/")
    renamed = key_of(kind, f"{old}/{new}" if old else new)
    assert catalogue.find(key_of(kind, id_)) is None
    assert catalogue.find(renamed) is not None
    assert len(_uses(small, renamed)) == len(known)
    assert {item.state for item in catalogue.translations} == {State.CURRENT}


@pytest.mark.parametrize(
    ("record", "new", "words"),
    [
        ("person/jane-doe", "Jane Doe", "cannot be an id"),
        ("person/jane-doe", "people/x", "cannot be an id"),
        ("person/jane-doe", "jane-doe", "called jane-doe already"),
        ("provision/grant/2", "two", "cannot be an id"),
        ("provision/grant/2", "3", "is there already"),
        ("calculator/grant", "x", "has no id of its own"),
    ],
)
def test_what_cannot_be_renamed_so(
    small: Path, type_: Type, record: str, new: str, words: str
) -> None:
    before = contents(small)
    printed = type_("rename", record, new)
    assert (printed.code, printed.out) == (2, "")
    assert words in printed.err
    assert contents(small) == before


def test_a_clause_without_the_one_above_is_refused(small: Path, type_: Type) -> None:
    before = contents(small)
    printed = type_("rename", "provision/grant/2.1", "5.1")
    assert printed.code == 1
    assert printed.err.startswith("Nothing was written")
    assert "E306" in printed.err
    assert contents(small) == before


def test_an_old_mistake_does_not_stand_in_the_way(small: Path, type_: Type) -> None:
    edit(small / "glossary/grant.yml", "sources:", "see: [nothing-such]\nsources:")
    assert type_("rename", "person/jane-doe", "jane-d").code == 0
    assert (small / "people/jane-d.yml").is_file()


def test_files_with_windows_line_ends_keep_them(small: Path, type_: Type) -> None:
    file = small / "policies/halls.yml"
    windows = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(windows)
    type_("rename", "person/jane-doe", "jane-d")
    assert file.read_bytes() == windows.replace(b"jane-doe", b"jane-d")


def test_pages_by_hand_are_left_and_told(small: Path, type_: Type) -> None:
    (small.parent / "docs").mkdir()
    (small.parent / "docs/about.md").write_text("one\n\n[Jane](people/#jane-doe)\n", "utf-8")
    printed = type_("rename", "person/jane-doe", "jane-d")
    assert "docs/about.md:3" in printed.out
    assert "jane-doe" in (small.parent / "docs/about.md").read_text("utf-8")


# --- move ------------------------------------------------------------------------------


def test_a_stop_goes_to_another_visit_with_what_can_follow(small: Path, type_: Type) -> None:
    second_visit(small)
    record_all(small)
    before = contents(small)
    first = type_("move", "visits/trip-2020/stops/hall", "visits/trip-2021")
    assert first.code == 1
    assert "findings/size.yml" in first.out
    assert contents(small) == before
    printed = type_("move", f"data/{HALL}", "trip-2021", "--references", "--date", "2020-03-01")
    assert (printed.code, printed.err) == (0, "")
    catalogue = check(small)[0]
    stop = catalogue.entry(key_of("stop", "trip-2021/hall")).model
    assert (stop.order, str(stop.dates[0])) == (1, "2020-03-01")
    assert catalogue.entry(key_of("policy", "halls")).model.stops[0].stop == "trip-2021/hall"
    assert catalogue.entry(key_of("finding", "trip-2020/size")).model.stops == ()
    assert "stops" not in (small / "visits/trip-2020/findings/size.yml").read_text("utf-8")
    assert {item.state for item in catalogue.translations} == {State.CURRENT}


def test_a_stop_comes_after_the_last(small: Path, type_: Type) -> None:
    second_visit(small)
    (small / "visits/trip-2021/stops").mkdir()
    text = (small / HALL).read_text("utf-8").replace("order: 1", "order: 7")
    (small / "visits/trip-2021/stops/school.yml").write_text(
        text + "unlinked: {zh: 無, en: None}\n", "utf-8"
    )
    type_("move", "stop/trip-2020/hall", "visit/trip-2021", "--references")
    assert (small / "visits/trip-2021/stops/hall.yml").read_text("utf-8").startswith("order: 8\n")


def test_days_outside_the_other_visit_are_told_with_what_to_add(small: Path, type_: Type) -> None:
    second_visit(small)
    edit(small / "visits/trip-2021/visit.yml", "start: 2020-02-28", "start: 2020-03-01")
    edit(small / "visits/trip-2021/visit.yml", "  - date: 2020-02-29", "  - date: 2020-03-01")
    before = contents(small)
    printed = type_("move", "stop/trip-2020/hall", "visit/trip-2021", "--references")
    assert printed.code == 1
    assert "E309" in printed.err
    assert "--date" in printed.err
    assert contents(small) == before


# --- remove ----------------------------------------------------------------------------


def test_a_record_that_is_named_is_not_removed_unasked(small: Path, type_: Type) -> None:
    before = contents(small)
    printed = type_("remove", "place/county")
    assert printed.code == 1
    assert "data/places/town.yml" in printed.out
    assert contents(small) == before


def test_words_of_links_stay_and_entries_go(small: Path, type_: Type) -> None:
    edit(small / "visits/trip-2020/visit.yml", "members:\n", "members:\n  - person: john\n"
         "    unit: {zh: 局, en: Bureau}\n    title: {zh: 員, en: Clerk}\n")  # fmt: skip
    shutil.copy(small / "people/jane-doe.yml", small / "people/john.yml")
    record_all(small)
    printed = type_("remove", "person/jane-doe", "--references")
    assert (printed.code, printed.err) == (0, "")
    catalogue = check(small)[0]
    stop = catalogue.entry(key_of("stop", "trip-2020/hall")).model
    assert (stop.summary.zh, stop.people) == ("由杜珍介紹，杜珍是局長。", ())
    assert "# 會堂｜The hall\nsummary:" in (small / HALL).read_text("utf-8")
    assert catalogue.entry(key_of("policy", "halls")).model.people == ()
    members = catalogue.entry(key_of("visit", "trip-2020")).model.members
    assert [member.person for member in members] == ["john"]
    assert {item.state for item in catalogue.translations} == {State.CURRENT}
    # Texts that went have left no line by which others would be called stale.
    role = "  - {person: john, presence: named, role: {zh: 新, en: New}}"
    edit(small / HALL, "sources:", f"people:\n{role}\nsources:")
    assert State.STALE not in {item.state for item in check(small)[0].translations}


@pytest.mark.parametrize("record", ["organisation/bureau", "place/town"])
def test_what_has_to_be_named_is_not_removed(small: Path, type_: Type, record: str) -> None:
    before = contents(small)
    printed = type_("remove", record, "--references")
    assert (printed.code, printed.out) == (2, "")
    assert "has to name a record" in printed.err
    assert contents(small) == before


def test_the_last_member_cannot_go(small: Path, type_: Type) -> None:
    before = contents(small)
    printed = type_("remove", "person/jane-doe", "--references")
    assert printed.code == 1
    assert "visit.yml" in printed.err
    assert contents(small) == before


def test_a_part_that_is_needed_is_not_removed(small: Path, type_: Type) -> None:
    printed = type_("remove", "checklist/grant", "--references")
    assert (printed.code, "cannot go" in printed.err) == (2, True)


def test_a_whole_visit_goes(small: Path, type_: Type) -> None:
    second_visit(small)
    record_all(small)
    assert type_("remove", "visit/trip-2021").code == 0
    assert not (small / "visits/trip-2021").exists()
    assert b"trip-2021" not in contents(small)[TRANSLATIONS]


def test_a_change_that_fails_leaves_no_new_file(small: Path) -> None:
    before = contents(small)
    change = ChangeSet({"people/new.yml": "name: x\n", "people/jane-doe.yml/new.yml": "name: x\n"})
    with pytest.raises(OSError, match=r"jane-doe\.yml"):
        change.apply(small)
    assert contents(small) == before
