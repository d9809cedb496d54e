"""New records: skeletons that pass the check, say what to write, and overwrite nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.authoring.new_record import SKELETONS, STARTABLE, CannotStart, skeleton, write
from generator.build import build, check
from generator.content.load import load
from generator.content.translations import State
from generator.kinds import KINDS, key_of
from tests.authoring.test_editor_schemas import SCHEMAS
from tests.conftest import Run

NEW = {
    "follow-up": ["follow-ups/ID.yml"],
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


def _id(kind: str, name: str) -> str:
    return f"trip-2020/{name}" if kind == "stop" else name


def _start(data: Path, kind: str, name: str = "new-one") -> list[Path]:
    files = skeleton(check(data)[0], kind, _id(kind, name), data)
    write(files)
    return list(files)


@every_kind
def test_a_new_record_passes_the_check(small: Path, run: Run, kind: str) -> None:
    done = run("generator", "new", kind, _id(kind, "new-one"), cwd=small.parent)
    assert (done.returncode, done.stderr) == (0, "")
    wanted = [f"data/{name.replace('ID', 'new-one')}" for name in NEW[kind]]
    assert done.stdout.splitlines() == [f"added {name}" for name in wanted]
    checked = run("generator", "check", cwd=small.parent)
    assert (checked.returncode, checked.stderr) == (0, "")


@every_kind
@pytest.mark.parametrize("name", ["null", "2026", "1e5", "true"])
def test_a_name_that_yaml_reads_as_something_else(small: Path, kind: str, name: str) -> None:
    _start(small, kind, name)
    assert check(small)[0].find(key_of(kind, _id(kind, name))) is not None


def test_one_after_another_and_the_site_is_built(small_project: Path, run: Run) -> None:
    data = small_project / "data"
    for name in ("new-one", "new-two"):
        for kind in STARTABLE:
            _start(data, kind, name)
    write(skeleton(check(data)[0], "stop", "new-one/first", data))
    done = run("mkdocs", "build", "-q", "-d", small_project / "out", cwd=small_project)
    assert done.returncode == 0, done.stderr
    for page in ("schemes/new-one/calculator", "visits/new-one/stops/first", "policies/new-one"):
        assert (small_project / "out" / page / "index.html").is_file()
        assert (small_project / "out/en" / page / "index.html").is_file()


@every_kind
def test_orders_go_on_from_the_last(small: Path, kind: str) -> None:
    _start(small, kind)
    _start(small, kind, "second")
    catalogue = check(small)[0]
    if kind in ("stop", "policy"):
        assert [entry.model.order for entry in catalogue.all(KINDS[kind])] == [1, 2, 3]


@every_kind
def test_its_english_is_not_taken_for_confirmed(small: Path, kind: str) -> None:
    files = {path.relative_to(small.parent).as_posix() for path in _start(small, kind)}
    found = [
        translation for translation in check(small)[0].translations if translation.raw.file in files
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
    files = skeleton(check(small)[0], "visit", "new-one", small)
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
        skeleton(check(small)[0], "visit", "new-one", small)


def test_the_pages_say_that_it_is_to_be_filled_in(small: Path) -> None:
    _start(small, "visit")
    page = next(p for p in build(small).pages if p.address == "en/visits/new-one/")
    assert "To be filled in" in page.markdown
