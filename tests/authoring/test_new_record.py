"""New records: skeletons that pass the check, say what to write, and overwrite nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.authoring.new_record import (
    SKELETONS,
    STARTABLE,
    CannotStart,
    skeleton,
    skeletons,
    write,
)
from generator.build import build, check
from generator.content.catalogue import Catalogue
from generator.content.load import load
from generator.content.translations import State
from generator.kinds import EXAMPLE, KINDS, PERSON, PROVISION, STOP, key_of
from tests.authoring.test_editor_schemas import SCHEMAS
from tests.conftest import Run

NEW = {
    "commentary": ["commentary/ID.yml"],
    "example": ["schemes/grant/examples/ID.yml"],
    "finding": ["visits/trip-2020/findings/ID.yml"],
    "follow-up": ["follow-ups/ID.yml"],
    "organisation": ["organisations/ID.yml"],
    "person": ["people/ID.yml"],
    "place": ["places/ID.yml"],
    "provision": ["schemes/grant/provisions/ID.yml"],
    "recommendation": ["visits/trip-2020/recommendations/ID.yml"],
    "source": ["sources/ID.yml"],
    "term": ["glossary/ID.yml"],
    "question": ["questions/ID.yml"],
    "policy": ["policies/ID.yml"],
    "scheme": [
        *(f"schemes/ID/{name}.yml" for name in ("calculator", "checklist", "examples/first")),
        *(f"schemes/ID/provisions/{number}.yml" for number in (1, 2, 3)),
        "schemes/ID/scheme.yml",
        "sources/ID-rules.yml",
    ],
    "stop": ["visits/trip-2020/stops/ID.yml"],
    "visit": ["sources/ID-report.yml", "visits/ID/visit.yml"],
}
every_kind = pytest.mark.parametrize("kind", STARTABLE)


SCOPES = {
    "stop": "trip-2020",
    "finding": "trip-2020",
    "recommendation": "trip-2020",
    "provision": "grant",
    "example": "grant",
}
ORDERED = ("stop", "finding", "recommendation", "policy", "example", "question")
LINKED = ("commentary", "finding", "organisation", "person", "place", "recommendation", "source",
          "stop", "term")  # fmt: skip


def _name(kind: str, name: str) -> str:
    """A name for a record of a kind: clauses are called by numbers."""
    return {"new-one": "4", "new-two": "5", "second": "5"}[name] if kind == "provision" else name


def _id(kind: str, name: str) -> str:
    return f"{SCOPES[kind]}/{name}" if kind in SCOPES else name


def _catalogue(data: Path) -> Catalogue:
    """With drafts, as every new record is one."""
    return check(data, with_drafts=True)[0]


def _finish(data: Path) -> None:
    """Take the mark of a draft out of every record."""
    for path in data.rglob("*.yml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("draft: true\n", ""), "utf-8")


def _start(data: Path, kind: str, name: str = "new-one") -> list[Path]:
    files = skeleton(_catalogue(data), kind, _id(kind, _name(kind, name)), data)
    write(files)
    return list(files)


@every_kind
def test_a_new_record_passes_the_check(small: Path, run: Run, kind: str) -> None:
    name = _name(kind, "new-one")
    done = run("generator", "new", kind, _id(kind, name), cwd=small.parent)
    assert (done.returncode, done.stderr) == (0, "")
    wanted = [f"added data/{file.replace('ID', name)}" for file in NEW[kind]]
    assert done.stdout.splitlines()[: len(wanted)] == wanted
    assert ("draft" in done.stdout) == (kind in LINKED)
    checked = run("generator", "check", cwd=small.parent)
    assert checked.returncode == 0
    # What it still lacks is warned of, such as a link to it.
    codes = re.findall(r"^data/[^ ]+ ([EW]\d{3}) ", checked.stderr, re.MULTILINE)
    assert all(code.startswith("W9") or (code == "E304" and kind in LINKED) for code in codes)
    assert bool(codes) == bool(checked.stderr)


def test_every_kind_that_staff_write_can_be_started() -> None:
    assert tuple(sorted(NEW)) == STARTABLE
    not_started = set(KINDS) - set(STARTABLE)
    # What a site has one of, and what is started with its scheme.
    assert not_started == {"site", "interface", "search", "changes", "terms"} | {
        "calculator",
        "checklist",
    }


@every_kind
@pytest.mark.parametrize("name", ["null", "2026", "1e5", "true"])
def test_a_name_that_yaml_reads_as_something_else(small: Path, kind: str, name: str) -> None:
    if kind == "provision":
        name = {"null": "10", "2026": "4", "1e5": "12", "true": "40"}[name]
    write(skeleton(_catalogue(small), kind, _id(kind, name), small))
    assert _catalogue(small).find(key_of(kind, _id(kind, name))) is not None


def test_one_after_another_and_none_is_published(small_project: Path, run: Run) -> None:
    data = small_project / "data"
    for name in ("new-one", "new-two"):
        for kind in STARTABLE:
            _start(data, kind, name)
    write(skeleton(_catalogue(data), "stop", "new-one/first", data))
    done = run("mkdocs", "build", "-q", "-d", small_project / "out", cwd=small_project)
    assert done.returncode == 0, done.stderr
    assert "new-one" in done.stderr
    for page in ("schemes/new-one", "visits/new-one", "policies/new-one"):
        assert not (small_project / "out" / page).exists()


def test_what_is_a_draft_no_more_is_published(small_project: Path, run: Run) -> None:
    data = small_project / "data"
    for kind in ("scheme", "visit", "policy"):
        _start(data, kind)
    _finish(data)
    done = run("mkdocs", "build", "-q", "-d", small_project / "out", cwd=small_project)
    assert done.returncode == 0, done.stderr
    for page in ("schemes/new-one/calculator", "visits/new-one", "policies/new-one"):
        assert (small_project / "out" / page / "index.html").is_file()
        assert (small_project / "out/en" / page / "index.html").is_file()


@pytest.mark.parametrize("kind", ORDERED)
def test_orders_go_on_from_the_last(small: Path, kind: str) -> None:
    last = max(entry.model.order for entry in _catalogue(small).all(KINDS[kind]))
    first = [path.stem for path in _start(small, kind)]
    write(skeletons(_catalogue(small), kind, [_id(kind, "b"), _id(kind, "a")], small))
    orders = {entry.key.name: entry.model.order for entry in _catalogue(small).all(KINDS[kind])}
    assert [orders[name] for name in (*first, "b", "a")] == [last + 1, last + 2, last + 3]


def test_the_days_of_stops_go_on_and_stay_within_the_visit(small: Path) -> None:
    ids = ["trip-2020/a", "trip-2020/b"]
    write(skeletons(_catalogue(small), "stop", ids, small))
    days = [[day.isoformat() for day in entry.model.dates] for entry in _catalogue(small).all(STOP)]
    assert days == [["2020-02-29"], ["2020-03-01"], ["2020-03-01"]]


def test_a_clause_is_given_the_next_locator(small: Path) -> None:
    ids = ["grant", "grant/", "grant/2.", "grant/2.", "grant/4.", "grant/4.1."]
    files = skeletons(_catalogue(small), "provision", ids, small)
    assert [path.stem for path in files] == ["4", "5", "2.3", "2.4", "4.1", "4.1.1"]
    write(files)
    clause = _catalogue(small).get(PROVISION, "grant/4.1.1").model
    assert [(s.document, s.clause) for s in clause.sources] == [("rules", "4.1.1")]


def test_a_clause_of_a_later_version_stands_in_its_folder(versions: Path) -> None:
    catalogue = _catalogue(versions)
    later = next(v for v in catalogue.versions() if "@" in v.id)
    (path,) = skeletons(catalogue, "provision", [f"{later.id}/9"], versions)
    assert path.parent == versions.parent / Path(later.entry.raw.file).parent / "provisions"


def test_an_example_begins_as_one_that_is_right(small: Path) -> None:
    _start(small, "example")
    example = _catalogue(small).get(EXAMPLE, "grant/new-one").model
    assert (example.based_on, example.expect.verdict) == ("base", "eligible")


def test_a_record_has_the_source_of_the_visit_that_it_is_started_for(small: Path, run: Run) -> None:
    (small / "sources/later.yml").write_text(
        (small / "sources/rules.yml").read_text("utf-8") + "dated: 2030-01-01\nunlinked: "
        "{zh: 無, en: None}\n", "utf-8",
    )  # fmt: skip
    command = ("generator", "new", "person", "a", "b", "--lang", "en")
    done = run(*command, "--scope", "trip-2020", cwd=small.parent)
    assert done.returncode == 0, done.stderr
    assert "data/visits/trip-2020/visit.yml" in done.stdout
    assert "members:\n  - person: a\n" in done.stdout
    assert "  - person: b\n" in done.stdout
    run("generator", "new", "person", "c", cwd=small.parent)
    catalogue = _catalogue(small)
    documents = [catalogue.get(PERSON, id_).model.sources[0].document for id_ in "abc"]
    assert documents == ["rules", "rules", "later"]


def test_pasted_where_it_says_a_record_is_linked(small: Path, run: Run) -> None:
    done = run("generator", "new", "person", "a", "--scope", "trip-2020", cwd=small.parent)
    *_, below = done.stdout.partition("members:\n")
    visit = small / "visits/trip-2020/visit.yml"
    visit.write_text(visit.read_text("utf-8").replace("members:\n", f"members:\n{below}"), "utf-8")
    person = small / "people/a.yml"
    lines = person.read_text("utf-8").splitlines(keepends=True)
    person.write_text("".join(x for x in lines if not x.startswith("draft")), "utf-8")
    assert _catalogue(small).get(PERSON, "a").model.unlinked is None


def test_all_or_none_and_every_mistake_at_once(small: Path, run: Run) -> None:
    ids = ("fine", "Not fine", "jane-doe", "same", "same")
    done = run("generator", "new", "person", *ids, "--lang", "en", cwd=small.parent)
    assert done.returncode == 2
    assert re.findall(r": (E\d+) ", done.stderr) == ["E116", "E310", "E310"]
    assert sorted(path.stem for path in (small / "people").iterdir()) == ["jane-doe"]


@every_kind
def test_its_english_is_not_taken_for_confirmed(small: Path, kind: str) -> None:
    files = {path.relative_to(small.parent).as_posix() for path in _start(small, kind)}
    found = [
        translation
        for translation in _catalogue(small).translations
        if translation.raw.file in files
    ]
    assert {item.state for item in found} == {State.NEW}


@every_kind
def test_each_file_names_its_schema_and_is_what_it_says(small: Path, kind: str) -> None:
    for path in _start(small, kind):
        first = path.read_text("utf-8").split("\n", 1)[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named is not None
        schema = (path.parent / named[1]).resolve()
        assert schema.parent == (small.parent / "schemas").resolve()
        (record,) = [r for r in load(small).records if small.parent / r.file == path]
        assert schema.stem == record.key.kind
        assert list(Draft7Validator(SCHEMAS[record.key.kind]).iter_errors(record.data)) == []


@pytest.mark.parametrize("path", sorted(SKELETONS.rglob("*.yml")), ids=lambda path: path.name)
def test_comments_are_in_chinese_with_english_beside(path: Path) -> None:
    blocks = re.findall(r"(?:^ *#.*\n)+", path.read_text("utf-8"), re.MULTILINE)
    assert blocks
    for block in blocks:
        assert re.search(r"[\u4e00-\u9fff]", block), block
        english = [re.sub(r".*｜", "", line) for line in block.splitlines()]
        assert any(re.search("[a-z]", e) and not re.search(r"[\u4e00-\u9fff]", e) for e in english)


def test_each_kind_s_main_file_explains_its_fields() -> None:
    for kind in STARTABLE:
        for path in (SKELETONS / kind).rglob("*.yml"):
            text = path.read_text("utf-8")
            assert text.startswith("# "), path
            assert yaml.safe_load(text.replace("$order", "1")), path


# --- what cannot be started --------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "code", "words"),
    [
        ("visit", "Japan 2026", "E116", "found:   Japan 2026"),
        ("visit", "", "E116", "lower-case"),
        ("visit", "a/b", "E116", "found:   a/b"),
        ("scheme", "../../etc", "E116", "found:   ../../etc"),
        ("policy", "x" * 20 + "\n", "E116", "lower-case"),
        ("stop", "hall", "E119", "usa-2024/mopop"),
        ("stop", "a/b/c", "E119", "found:   a/b/c"),
        ("stop", "trip-2002/hall", "E302", "did you mean: trip-2020"),
        ("stop", "trip-2020/hall", "E310", "data/visits/trip-2020/stops/hall.yml:1:1"),
        ("scheme", "grant", "E310", "never overwritten"),
        ("finding", "trip-2020", "E119", "found:   trip-2020"),
        ("finding", "grant/size", "E302", "allowed: trip-2020"),
        ("example", "trip-2020/base", "E302", "allowed: grant"),
        ("example", "grant/base", "E310", "data/schemes/grant/examples/base.yml:1:1"),
        ("provision", "grant/1.a", "E118", "found:   1.a"),
        ("provision", "grand/1.1", "E302", "did you mean: grant"),
        ("provision", "grant/1", "E310", "data/schemes/grant/provisions/1.yml:1:1"),
    ],
)
def test_a_bad_id_has_a_code_and_nothing_is_written(
    small: Path, run: Run, kind: str, name: str, code: str, words: str
) -> None:
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    done = run("generator", "new", kind, name, "--lang", "en", cwd=small.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert f": {code} " in done.stderr
    assert words in done.stderr
    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == before


def test_a_bad_id_is_told_in_chinese(small: Path, run: Run) -> None:
    done = run("generator", "new", "visit", "Japan", "--lang", "zh", cwd=small.parent)
    assert "E116 id 的寫法不對" in done.stderr


def test_a_name_too_long_for_the_disk_is_told(small: Path, run: Run) -> None:
    done = run("generator", "new", "policy", "x" * 300, cwd=small.parent)
    assert done.returncode == 2
    assert "cannot be written: File name too long" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_started_while_the_data_has_errors(small: Path, run: Run) -> None:
    (small / "people/jane-doe.yml").write_text("name: [", "utf-8")
    done = run("generator", "new", "policy", "new-one", cwd=small.parent)
    assert done.returncode == 1
    assert "data/people/jane-doe.yml:" in done.stderr
    assert not (small / "policies/new-one.yml").exists()


def test_a_file_that_came_meanwhile_is_not_overwritten(small: Path) -> None:
    files = skeleton(_catalogue(small), "visit", "new-one", small)
    (last := list(files)[-1]).parent.mkdir()
    last.write_text("mine", "utf-8")
    with pytest.raises(CannotStart, match="E310"):
        write(files)
    assert last.read_text("utf-8") == "mine"
    assert not next(iter(files)).exists()


def test_a_tree_without_anybody_says_that_somebody_is_needed(tmp_path: Path, small: Path) -> None:
    for name in ("policies", "people", "visits", "follow-ups", "commentary", "questions"):
        for path in (small / name).rglob("*.yml"):
            path.unlink()
    for name, old in (("places/county.yml", "description"), ("places/town.yml", "description"),
                      ("schemes/grant/provisions/1.yml", "text")):  # fmt: skip
        file = small / name
        words = "unlinked: {zh: 無, en: None}\n" + old
        file.write_text(file.read_text("utf-8").replace(old, words), "utf-8")
    with pytest.raises(CannotStart, match="E311 a new record names a person here"):
        skeleton(_catalogue(small), "visit", "new-one", small)


def test_the_pages_say_that_it_is_to_be_filled_in(small: Path) -> None:
    _start(small, "visit")
    page = next(
        p for p in build(small, with_drafts=True).pages if p.address == "en/visits/new-one/"
    )
    assert "To be filled in" in page.markdown
