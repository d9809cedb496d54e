"""Drafts: what is held back because of a record or a text that is not finished, and nothing else.

The small tree has a scheme, a visit and all that these link to; the real data shows that no
record of it is an error as a draft.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import Memory, build, check
from generator.content.drafts import Drafts
from generator.content.load import RawRecord
from generator.content.translations import UnwrittenText
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors
from generator.kinds import KINDS
from generator.models.key import Key
from tests import conftest
from tests.conftest import DATA, Run

PERSON = "people/jane-doe.yml"
STOP = "visits/trip-2020/stops/hall.yml"


def edit(data: Path, name: str, *changes: tuple[str, str]) -> None:
    """Change words of a file that it has."""
    for old, new in changes:
        conftest.edit(data / name, old, new)


def draft(data: Path, name: str) -> None:
    """Mark a record as a draft, below whatever comments it opens with."""
    (data / name).write_text(f"{(data / name).read_text('utf-8').rstrip()}\ndraft: true\n", "utf-8")


def codes_by_file(data: Path) -> dict[str, list[Code]]:
    """What is told of each file as not published."""
    found: dict[str, list[Code]] = {}
    for warning in check(data)[0].drafts.warnings:
        found.setdefault(warning.file.removeprefix("data/"), []).append(warning.code)
    return found


def published(data: Path, kind: str) -> set[str]:
    """The names of the records of a kind that are published."""
    return {entry.key.id for entry in check(data)[0].every_version(KINDS[kind])}


def site_words(data: Path) -> str:
    """All that a build makes in memory: every page and every file."""
    site = build(data)
    pages = (f"{page.title} {page.description} {page.markdown}" for page in site.pages)
    return "\n".join([*pages, *site.files.values()])


def test_without_drafts_nothing_is_held_back(small: Path) -> None:
    assert check(small)[0].drafts == Drafts()


# --- what goes with a record that is a draft --------------------------------------------


def test_a_draft_is_nowhere_in_what_is_published(small: Path) -> None:
    edit(small, PERSON, ("Jane Doe", "Canary Doe"), ("杜珍", "金絲雀"))
    assert "Canary Doe" in site_words(small)
    assert "金絲雀" in site_words(small)
    draft(small, PERSON)
    words = site_words(small)
    assert "Canary Doe" not in words
    assert "金絲雀" not in words
    assert "jane-doe" not in words


def test_a_draft_takes_the_entries_with_it_that_name_it(small: Path) -> None:
    second = "visits/trip-2020/visit.yml"
    edit(
        small,
        second,
        ("members:", "members:\n  - {person: jo, unit: {zh: 局, en: B}, title: {zh: 員, en: O}}"),
    )
    (small / "people/jo.yml").write_text(
        "name: {zh: 喬, en: Jo}\nrole: {zh: 員, en: Officer}\nsources: [{document: rules}]\n",
        "utf-8",
    )
    draft(small, PERSON)
    found = codes_by_file(small)
    assert found[PERSON] == [Code.DRAFT]
    assert found[second] == found[STOP] == [Code.NEEDS_A_DRAFT]
    catalogue = check(small)[0]
    (visit,) = catalogue.visits()
    assert [member.person for member in visit.model.members] == ["jo"]
    assert [stop.model.people for stop in visit.stops] == [()]


def test_a_list_that_must_not_be_empty_holds_its_record_back(small: Path) -> None:
    """The visit has one member, so it waits; so do its stops, and what is said of these."""
    draft(small, PERSON)
    assert published(small, "visit") == published(small, "stop") == set()
    (policy,) = check(small)[0].all(KINDS["policy"])
    assert policy.model.stops == ()


def test_an_optional_link_goes_alone(small: Path) -> None:
    draft(small, STOP)
    (visit,) = check(small)[0].visits()
    (item,) = visit.model.itinerary[0].items
    assert item.stop is None
    assert item.text.en == "Saw the hall"


def test_of_a_link_in_a_text_the_words_are_left(small: Path) -> None:
    draft(small, "glossary/grant.yml")
    (scheme,) = check(small)[0].schemes()
    assert (scheme.model.summary.zh, scheme.model.summary.en) == (
        "給電影的補助。",
        "A grant for films.",
    )


def test_what_a_draft_alone_links_to_waits_for_it(small: Path) -> None:
    draft(small, "policies/halls.yml")
    found = codes_by_file(small)
    assert found[STOP] == [Code.ONLY_DRAFTS_LINK_HERE]
    assert found["commentary/on-halls.yml"] == [Code.ONLY_DRAFTS_LINK_HERE]


def test_what_nothing_links_to_is_still_an_error_beside_a_draft(small: Path) -> None:
    draft(small, STOP)
    (small / "people/alone.yml").write_text(
        "name: {zh: 獨, en: Lone}\nrole: {zh: 員, en: O}\nsources: [{document: rules}]\n", "utf-8"
    )
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert [(e.file, e.code) for e in caught.value.errors] == [
        ("data/people/alone.yml", Code.UNLINKED)
    ]


@pytest.mark.parametrize("part", ["calculator", "checklist", "provisions/2.1", "provisions/3"])
def test_a_scheme_is_published_whole_or_not_at_all(small: Path, part: str) -> None:
    draft(small, f"schemes/grant/{part}.yml")
    assert published(small, "scheme") == published(small, "provision") == set()
    assert published(small, "calculator") == published(small, "example") == set()


def test_the_version_before_stays_in_force(versions: Path) -> None:
    newest = sorted((versions / "schemes/grant/versions").iterdir())[-1].name
    before = published(versions, "scheme")
    assert f"grant@{newest}" in before
    draft(versions, f"schemes/grant/versions/{newest}/checklist.yml")
    assert published(versions, "scheme") == before - {f"grant@{newest}"}


def test_the_version_shown_gives_its_place_to_the_one_before(versions: Path) -> None:
    shown = check(versions)[0].schemes()[0]
    file = shown.entry.raw.file.removeprefix("data/")
    draft(versions, file)
    (now,) = check(versions)[0].schemes()
    assert now.model.version != shown.model.version
    assert now.first is None or shown.first is None or now.first < shown.first


def test_an_example_goes_with_those_that_are_based_on_it_and_nothing_else(small: Path) -> None:
    draft(small, "schemes/grant/examples/base.yml")
    assert published(small, "example") == set()
    assert published(small, "scheme") == {"grant"}


def test_the_vocabulary_of_the_search_leads_to_no_draft(small: Path) -> None:
    draft(small, "schemes/grant/scheme.yml")
    assert check(small)[0].search.expected == ()


# --- texts without English ---------------------------------------------------------------


@pytest.mark.parametrize("english", ["", ", en: ", ", en: null", ", en: ''", ", en: '  '"])
def test_a_text_without_english_takes_its_entry(small: Path, english: str) -> None:
    edit(small, "policies/halls.yml", ("status: [", f"status: [{{zh: 未譯{english}}}, "))
    assert codes_by_file(small) == {"policies/halls.yml": [Code.UNWRITTEN_ENGLISH]}
    (policy,) = check(small)[0].all(KINDS["policy"])
    assert [text.en for text in policy.model.status] == ["Planned"]
    assert "未譯" not in site_words(small)


def test_a_record_that_needs_the_text_waits_whole(small: Path) -> None:
    edit(small, "people/jane-doe.yml", ("{zh: 局長, en: Director}", "{zh: 局長}"))
    assert published(small, "person") == set()
    (warning,) = (w for w in check(small)[0].drafts.warnings if w.file.endswith("jane-doe.yml"))
    assert (warning.line, warning.code) == (2, Code.UNWRITTEN_ENGLISH)


def test_the_chinese_is_never_left_out(small: Path) -> None:
    edit(small, "people/jane-doe.yml", ("{zh: 局長, en: Director}", "{en: Director}"))
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert [e.code for e in caught.value.errors] == [Code.MISSING_LANGUAGE]


@pytest.mark.parametrize("name", ["site.yml", "interface.yml"])
def test_what_stands_on_every_page_cannot_wait(small: Path, name: str) -> None:
    text = (small / name).read_text("utf-8")
    label = next(line for line in text.splitlines() if ", en: " in line and line[0].isalpha())
    edit(small, name, (label, f"{label.partition(', en: ')[0]}}}"))
    with pytest.raises(DataErrors) as caught:
        check(small)
    assert [e.code for e in caught.value.errors] == [Code.MISSING_LANGUAGE]


def test_a_note_goes_with_the_entry_that_it_is_beside(small: Path) -> None:
    """And one beside a later entry stays beside that."""
    edit(
        small,
        "policies/halls.yml",
        ("what: [", "what: [{zh: 一}, "),
        (
            "sources:",
            "notes:\n"
            "  - {kind: slip, text: {zh: 甲, en: First}, beside: what.1}\n"
            "  - {kind: slip, text: {zh: 乙, en: Second}, beside: what.2}\n"
            "sources:",
        ),
    )
    (policy,) = check(small)[0].all(KINDS["policy"])
    assert [(note.text.en, note.beside) for note in policy.model.notes] == [("Second", "what.1")]


def test_a_statement_is_not_published_without_its_speaker(small: Path) -> None:
    edit(
        small,
        STOP,
        (
            "sources:",
            "said:\n"
            "  - {attribution: {zh: 導覽員}, text: {zh: 很好, en: Good}}\n"
            "  - {attribution: {zh: 館員, en: A clerk}, text: {zh: 好, en: Fine}}\n"
            "sources:",
        ),
    )
    (stop,) = check(small)[0].all(KINDS["stop"])
    assert [statement.text.en for statement in stop.model.said] == ["Fine"]


def test_places_of_errors_stay_right_where_entries_are_taken_out(small: Path) -> None:
    edit(
        small,
        "policies/halls.yml",
        (
            "people: [jane-doe]",
            "milestones:\n"
            "  - {when: 2020, text: {zh: 甲}}\n"
            "  - {when: 2021, text: {zh: 乙, en: 'See [her](person:nobody)'}}\n"
            "people: [jane-doe]",
        ),
    )
    with pytest.raises(DataErrors) as caught:
        check(small)
    (error,) = caught.value.errors
    lines = (small / "policies/halls.yml").read_text("utf-8").splitlines()
    assert error.code is Code.NO_SUCH_RECORD
    assert "nobody" in lines[error.line - 1]


# --- the preview ----------------------------------------------------------------------------


def test_the_preview_shows_drafts_and_the_chinese_for_the_english(small: Path) -> None:
    draft(small, PERSON)
    edit(small, "policies/halls.yml", ("{zh: 規劃中, en: Planned}", "{zh: 規劃中}"))
    catalogue = check(small, with_drafts=True)[0]
    assert catalogue.find(Key("person", "jane-doe")) is not None
    assert catalogue.drafts.whole >= {Key("person", "jane-doe"), Key("policy", "halls")}
    (policy,) = catalogue.all(KINDS["policy"])
    (status,) = policy.model.status
    assert isinstance(status, UnwrittenText)
    pages = build(small, with_drafts=True).pages
    (page,) = (page for page in pages if page.address == "en/policies/halls/")
    assert '<span lang="zh-Hant">規劃中</span>' in page.markdown
    assert "Not yet written in English." in page.markdown


def test_mistakes_of_a_draft_are_warnings(small: Path) -> None:
    draft(small, PERSON)
    edit(small, PERSON, ("organisation: bureau", "organisation: buro"))
    assert codes_by_file(small)[PERSON] == [Code.DRAFT]
    catalogue = check(small, with_drafts=True)[0]
    (mistake,) = catalogue.drafts.mistakes
    assert (mistake.code, mistake.line, mistake.is_warning) == (Code.NO_SUCH_RECORD, 3, True)
    assert mistake.nearest == "bureau"
    assert catalogue.find(Key("person", "jane-doe")) is None


def test_a_new_draft_need_not_be_linked_to_be_shown(small: Path) -> None:
    (small / "people/new.yml").write_text(
        "draft: true\nname: {zh: 新}\nrole: {zh: 員}\nsources: [{document: rules}]\n", "utf-8"
    )
    assert published(small, "person") == {"jane-doe"}
    catalogue = check(small, with_drafts=True)[0]
    assert catalogue.find(Key("person", "new")) is not None
    assert [m.code for m in catalogue.drafts.mistakes] == [Code.UNLINKED]


def test_of_a_draft_that_lacks_fields_only_the_draft_is_not_shown(small: Path) -> None:
    (small / "people/new.yml").write_text("draft: true\nname: {zh: 新}\n", "utf-8")
    catalogue = check(small, with_drafts=True)[0]
    assert {m.code for m in catalogue.drafts.mistakes} == {Code.MISSING_FIELD}
    assert catalogue.find(Key("person", "new")) is None
    assert catalogue.find(Key("person", "jane-doe")) is not None


# --- what check says --------------------------------------------------------------------------


def test_check_lists_what_is_held_back_and_is_content(small: Path, run: Run) -> None:
    draft(small, STOP)
    edit(small, "policies/halls.yml", ("status: [", "status: [{zh: 未譯}, "))
    done = run("generator", "check", "--lang", "en", cwd=small.parent)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Not published yet"))
    assert "texts without English: 1" in lines[at]
    places = [line.split(" ")[:2] for line in lines[at + 1 :]]
    assert ["data/policies/halls.yml:6:10:", "W804"] in places
    assert [f"data/{STOP}:13:8:", "W803"] in places
    output = json.loads(run("generator", "check", "--format", "json", cwd=small.parent).stdout)
    assert output["errors"] == []
    assert {item["code"] for item in output["warnings"]} == {"W803", "W804", "W805"}


def test_to_confirm_translations_keeps_those_of_drafts(small: Path, run: Run) -> None:
    assert run("generator", "translated", "data", cwd=small.parent).returncode == 0
    lock = (small / "translations.lock").read_text("utf-8")
    draft(small, PERSON)
    assert run("generator", "translated", "data", cwd=small.parent).returncode == 0
    assert (small / "translations.lock").read_text("utf-8") == lock


# --- any record, any text ----------------------------------------------------------------------

Edit = Callable[[RawRecord], RawRecord]


def as_draft(raw: RawRecord) -> RawRecord:
    return replace(raw, data={**raw.data, "draft": True})


def without_english(data: object, text: object) -> object:
    """The data without the English of one text in it."""
    if data is text:
        return {"zh": data["zh"]}  # type: ignore[index]
    if isinstance(data, dict):
        return {name: without_english(item, text) for name, item in data.items()}
    return [without_english(item, text) for item in data] if isinstance(data, list) else data


def texts(data: object) -> list[object]:
    """Every text in a record's data."""
    if isinstance(data, dict):
        if data.keys() == {"zh", "en"} and not isinstance(data["zh"], list | dict):
            return [data]
        return [text for item in data.values() for text in texts(item)]
    return [text for item in data for text in texts(item)] if isinstance(data, list) else []


def never_an_error(folder: Path, memory: Memory, raw: RawRecord, changed: RawRecord) -> None:
    """Whether published or shown, the data are sound with one record changed in memory."""
    path = folder.parent / raw.file
    stamp = memory.files[path][0]
    memory.files[path] = stamp, changed
    try:
        for with_drafts in (False, True):
            drafts = check(folder, memory, with_drafts=with_drafts)[0].drafts
            assert drafts.warnings
            assert drafts.mistakes == ()
    except DataErrors as errors:
        pytest.fail(f"{raw.file}: {errors}")
    finally:
        memory.files[path] = stamp, raw
        memory.unready.pop(raw.file, None)


def draftable(memory: Memory) -> list[RawRecord]:
    return [
        raw for _, raw in memory.files.values() if "draft" in KINDS[raw.key.kind].model.model_fields
    ]


def test_no_record_is_an_error_as_a_draft(small: Path) -> None:
    memory = Memory()
    check(small, memory)
    records = draftable(memory)
    assert len(records) > 15
    for raw in records:
        never_an_error(small, memory, raw, as_draft(raw))


def test_no_text_is_an_error_without_english(small: Path) -> None:
    memory = Memory()
    check(small, memory)
    found = [(raw, text) for raw in draftable(memory) for text in texts(raw.data)]
    assert len(found) > 80
    for raw, text in found:
        data = without_english(raw.data, text)
        assert isinstance(data, dict)
        never_an_error(small, memory, raw, replace(raw, data=data))


def test_no_kind_of_record_of_the_real_data_is_an_error_as_a_draft() -> None:
    """The longest of each kind, which has the most links."""
    memory = Memory()
    check(DATA, memory)
    by_kind = {
        raw.key.kind: raw for raw in sorted(draftable(memory), key=lambda raw: len(str(raw.data)))
    }
    assert len(by_kind) > 12
    for raw in by_kind.values():
        never_an_error(DATA, memory, raw, as_draft(raw))
