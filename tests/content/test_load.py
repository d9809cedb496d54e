"""Reading YAML: YAML 1.1's traps do not bite, places are right, nothing crashes the reader."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from dukpy import evaljs
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from generator.build import check
from generator.content.load import load
from generator.content.yaml_reader import Mark
from generator.diagnostics.codes import Code
from generator.models.base import FACT_ID, ID, FactId, Id
from generator.models.key import Key
from generator.models.registry import Person
from tests.conftest import ROOT, Run

Write = Callable[[Mapping[str, str]], Path]


def _value(write_tree: Write, typed: str) -> Any:
    loaded = load(write_tree({"people/a.yml": f"field: {typed}\n"}))
    assert loaded.errors == []
    (record,) = loaded.records
    return record.data["field"]


@pytest.mark.parametrize(
    "typed",
    [
        "no", "No", "NO", "yes", "on", "off", "y", "n", "True", "TRUE", "False", "Null", "NULL",
        "1:30", "12:30:45", "010", "0o17", "0x1F", "0b11", "1_000", "1,000", ".5", "1.", "+.inf",
        ".inf", ".nan", "2024-07-22", "2001-12-14t21:59:43.10-05:00", "=", "<<", "1e", "--1",
    ],
)  # fmt: skip
def test_a_word_stays_the_word_that_was_typed(write_tree: Write, typed: str) -> None:
    assert _value(write_tree, typed) == typed
    assert type(_value(write_tree, typed)) is str


@pytest.mark.parametrize(
    ("typed", "value"),
    [("true", True), ("false", False), ("~", None), ("null", None), ("", None)],
)
def test_the_words_of_yaml_1_2(write_tree: Write, typed: str, value: object) -> None:
    assert _value(write_tree, typed) is value


@pytest.mark.parametrize(
    ("typed", "number", "type_"),
    [
        ("0", 0, int),
        ("-7", -7, int),
        ("8000000", 8000000, int),
        ("3.10", 3.1, float),
        ("23.976", 23.976, float),
        ("1e3", 1000.0, float),
        ("9007199254740991", 9007199254740991, int),
    ],
)
def test_a_number_keeps_the_words_it_was_typed_with(
    write_tree: Write, typed: str, number: float, type_: type
) -> None:
    value = _value(write_tree, typed)
    assert value == number
    assert type_ in type(value).__mro__
    assert value.text == typed


@pytest.mark.parametrize("quoted", ['"3.10"', "'3.10'", "|-\n  3.10", ">-\n  3.10"])
def test_quoted_and_block_text_is_text(write_tree: Write, quoted: str) -> None:
    assert _value(write_tree, quoted) == "3.10"


@pytest.mark.parametrize("quoted", ['"true"', "'null'", '"~"', '""'])
def test_quoted_words_are_text(write_tree: Write, quoted: str) -> None:
    assert _value(write_tree, quoted) == quoted[1:-1]


def test_a_locator_typed_as_a_number_keeps_its_nought(small: Path) -> None:
    name = small / "schemes/grant/provisions"
    for locator in ("2.3", "2.10"):
        text = (name / "2.2.yml").read_text("utf-8")
        beyond = "" if locator == "2.10" else "beyond: {reason: agency}\n"
        (name / f"{locator}.yml").write_text(text + beyond, "utf-8")
    file = small / "schemes/grant/calculator.yml"
    old = "id: length\n    clause: 2.1"
    file.write_text(file.read_text("utf-8").replace(old, old + "0"), "utf-8")
    (scheme,) = check(small)[0].schemes()
    assert scheme.calculator.requirements[0].clause == "2.10"


def test_a_number_for_a_text_keeps_its_words(write_tree: Write) -> None:
    text = "name: {zh: 3.10, en: 007}\nrole: {zh: 1e3, en: no}\nsources: [{document: rules-2024}]\n"
    (record,) = load(write_tree({"people/a.yml": text})).records
    person = Person.model_validate(record.data)
    assert (person.name.zh, person.name.en) == ("3.10", "007")
    assert (person.role.zh, person.role.en) == ("1e3", "no")


def test_names_of_fields_are_words(write_tree: Write) -> None:
    loaded = load(write_tree({"people/a.yml": "no: 1\n010: 2\n3.10: 3\n~: 4\ntrue: 5\n"}))
    assert list(loaded.records[0].data) == ["no", "010", "3.10", "~", "true"]


def test_places_count_from_one_in_characters(write_tree: Write) -> None:
    text = "# 註\nname:\n  zh: 臺中\n  en: {臺: [一, 二]}\n"
    (record,) = load(write_tree({"people/a.yml": text})).records
    assert record.mark(("name",)) == Mark(3, 3)
    assert record.mark(("name",), key=True) == Mark(2, 1)
    assert record.mark(("name", "zh")) == Mark(3, 7)
    assert record.mark(("name", "en", "臺", 1)) == Mark(4, 15)
    assert record.mark(("name", "en", "臺", 9)) == Mark(4, 11)  # the deepest part that is there
    assert record.mark(("nothing",)) == Mark(2, 1)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "data/people").mkdir(parents=True)
    (tmp_path / "data/people/a.yml").write_bytes(b"\xef\xbb\xbfname: x\n")
    (record,) = load(tmp_path / "data").records
    assert record.data == {"name": "x"}
    assert record.mark(("name",), key=True) == Mark(1, 1)


def test_windows_line_ends(tmp_path: Path) -> None:
    (tmp_path / "data/people").mkdir(parents=True)
    (tmp_path / "data/people/a.yml").write_bytes(b"name: x\r\nrole: y\r\n")
    (record,) = load(tmp_path / "data").records
    assert record.data == {"name": "x", "role": "y"}
    assert record.mark(("role",)) == Mark(2, 7)


def test_the_folder_says_kind_id_and_scope(write_tree: Write) -> None:
    tree = {
        "site.yml": "a: 1",
        "people/jane-doe.yml": "a: 1",
        "schemes/grant/calculator.yml": "a: 1",
        "schemes/grant/provisions/3.2.1.1.yml": "a: 1",
        "schemes/grant/versions/2020-01-01/provisions/3.yml": "a: 1",
        "visits/trip-2020/stops/hall.yml": "a: 1",
    }
    loaded = load(write_tree(tree))
    assert [record.key for record in loaded.records] == [
        Key("person", "jane-doe"),
        Key("calculator", scope="grant"),
        Key("provision", "3.2.1.1", "grant"),
        Key("provision", "3", "grant", "2020-01-01"),
        Key("site"),
        Key("stop", "hall", "trip-2020"),
    ]
    assert [record.file for record in loaded.records] == [f"data/{name}" for name in sorted(tree)]


def test_what_cannot_be_read_is_known_by_kind_and_id(write_tree: Write) -> None:
    loaded = load(write_tree({"visits/trip/stops/hall.yml": "a: [", "people/a.yml": ""}))
    assert loaded.records == []
    assert sorted(loaded.unreadable) == [Key("person", "a"), Key("stop", "hall", "trip")]


@pytest.mark.parametrize(
    "text",
    [
        *("a: " + "[\n" * depth + "]" * depth for depth in (900, 100_000)),
        *("".join(f"{' ' * i}a:\n" for i in range(depth)) for depth in (150, 600, 3000)),
        "- " * 150 + "a",
        "? " * 150 + "a",
        "".join(f"{'  ' * i}a:\n{'  ' * i}- b:\n{'  ' * i}  c:\n" for i in range(100)),
    ],
    ids=["flow", "deep flow", "block", "deep block", "deeper block", "list", "?", "both"],
)
def test_deep_nesting_is_an_error_and_no_crash(write_tree: Write, run: Run, text: str) -> None:
    folder = write_tree({"people/deep.yml": text})
    done = run("generator", "check", cwd=folder.parent)
    assert done.returncode == 1
    assert "data/people/deep.yml:" in done.stderr
    assert "nested too deeply" in done.stderr


_NEVER_MEANT = {
    **dict.fromkeys("\u202e\u2066\u061c\u200f\u206a", "a direction"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\ufff9", "no width"),
    **dict.fromkeys("\U000e0041\ufe0f\U0001d173\U000e0fff", "a tag or a form"),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\u17b4", "a filler"),
    **dict.fromkeys("\0\b\v\x1b\x7f\x80\x9f", "a control"),
    **dict.fromkeys("\ufdd0\ufffe\uffff\U0001fffe\U0010ffff", "no character"),
}


@pytest.mark.parametrize("sign", _NEVER_MEANT, ids=lambda sign: f"{ord(sign):04x}")
@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "raw"])
def test_a_character_that_nobody_sees_is_refused_in_texts_names_links_and_fields(
    write_tree: Write, sign: str, escaped: bool
) -> None:
    written = f"\\U{ord(sign):08x}" if escaped else sign
    for line in (
        'role: {zh: 局X長, en: "Director"}',
        'role: {zh: 局長, en: "DirecXtor"}',
        'role: {zh: 局長, en: "X"}',
        'aliases: ["JaXne"]',
        'website: "https://e.org/Xgpj.exe"',
        '"roXle": 1',
    ):
        if escaped:
            line = line.replace("局X長", '"局X長"')
        loaded = load(write_tree({"people/a.yml": line.replace("X", written)}))
        assert loaded.errors, line
        assert all(
            error.code in (Code.UNSEEN_CHARACTER, Code.CONTROL_CHARACTER) for error in loaded.errors
        ), loaded.errors
        assert f"U+{ord(sign):04X}" in str(loaded.errors[0])


@pytest.mark.parametrize(
    "text", ["👩‍🎬", "❤️", "1️⃣", "🏳️‍🌈", "👍🏽", "葛󠄀城", "芦︀", "👨‍👩‍👧", "a	b", "é", "é"]
)
def test_emoji_and_forms_of_characters_are_texts(write_tree: Write, text: str) -> None:
    loaded = load(write_tree({"people/a.yml": f"name: {{zh: '{text}', en: '{text}'}}"}))
    assert loaded.errors == []


@pytest.mark.parametrize(
    "name", ["con", "aux", "nul", "prn", "com1", "lpt9", "con.x", "constructor"]
)
def test_a_name_that_windows_or_browsers_keep_for_themselves_is_refused(
    small: Path, run: Run, name: str
) -> None:
    (small / f"policies/{name}.yml").write_text((small / "policies/halls.yml").read_text("utf-8"))
    (error,) = load(small).errors
    assert (error.code, dict(error.details)) == (Code.RESERVED_NAME, {"name": name})
    if "." not in name:
        done = run("generator", "new", "policy", name, cwd=small.parent)
        assert done.returncode != 0
        assert "E149" in done.stderr


def test_no_question_or_option_is_called_like_what_every_object_has() -> None:
    """In JavaScript, objects have these without being given them."""
    script = "JSON.stringify(Object.getOwnPropertyNames(Object.prototype))"
    every = json.loads(evaljs(script))
    ours = [name for name in every if re.fullmatch(FACT_ID, name) or re.fullmatch(ID, name)]
    assert ours == ["constructor"]
    for adapter in (TypeAdapter(FactId), TypeAdapter(Id)):
        with pytest.raises(ValueError, match="E149"):
            adapter.validate_python("constructor")


def test_without_libyaml_one_sentence_says_so() -> None:
    code = (
        "import yaml, runpy, sys; del yaml.CSafeLoader; sys.argv = ['generator', 'check'];"
        "runpy.run_module('generator', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "libyaml" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


_YAML_LIKE = st.lists(
    st.sampled_from([*"a\n[]{},#'~@`=\"\\\u2028\x85\x00\x1b\ufeff", "b: ", ": ", "- ", "\n  "])
    | st.sampled_from(["\n\t", "|\n", ">\n", "&a ", "*a", "!t ", "? ", "---\n", "...\n", "%Y 1\n"])
    | st.sampled_from(["0x1F", "臺中", "\\u12", "<<: ", "no", "1e9"]),
    max_size=25,
).map("".join)


@given(st.one_of(st.text(max_size=60), _YAML_LIKE))
@example("a: &a [*a]")
@example("<<: {a: 1}\n<<: {b: 2}")
@example("? {a: 1}\n: 2")
@example("a: !!binary x")
@example("a: !!python/object:os.system x")
def test_any_text_loads_or_gives_errors_that_name_the_file(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    _loads_or_tells(tmp_path_factory, text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=60))
def test_any_bytes_load_or_give_errors_that_name_the_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    _loads_or_tells(tmp_path_factory, data)


def _loads_or_tells(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "any" / "data"
    (folder / "people").mkdir(parents=True, exist_ok=True)
    (folder / "people/a.yml").write_bytes(data)
    loaded = load(folder)
    assert bool(loaded.records) != bool(loaded.errors)
    lines = data.decode("utf-8", "replace").splitlines() or [""]
    for error in loaded.errors:
        assert error.file == "data/people/a.yml"
        assert 1 <= error.line <= len(lines) + 1
        assert error.column >= 1
        assert error.problem
    for record in loaded.records:
        assert isinstance(record.data, dict)
        for name in record.data:
            assert 1 <= record.mark((name,), key=True).line <= len(lines)
