"""The schemas that editors read: current, true of the data, and refusing what the check refuses."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator.authoring.editor_schemas import schemas, write_schemas
from generator.content.load import RawRecord, load
from generator.diagnostics.codes import Code
from generator.kinds import KINDS
from tests.conftest import DATA, ROOT, SMALL, TREES, Run

SCHEMAS = {kind: json.loads(text) for kind, text in schemas().items()}
BOTH = re.compile(r".*[\u4e00-\u9fff].*｜.*[a-z].*")
BROKEN = {
    path: dict(re.findall(r"^# (file|code): (.*)$", text, re.MULTILINE))
    for path in sorted((TREES / "broken").glob("*.yml"))
    for text in [path.read_bytes().decode("utf-8", "replace")]
}
# What a schema can tell: fields and their types, and which operators there are.
STRUCTURE = [code for code in Code if code.startswith("E1")] + [
    Code.NOT_A_VALUE,
    Code.NOT_A_CONDITION,
    Code.ONE_OPERATOR,
    Code.UNKNOWN_OPERATOR,
]
# The words of a number are not known to a schema (2.01), nor the days of a month, nor how
# many items another field has, nor what a text says in its other language or in its signs.
BEYOND = {
    "number-as-locator",
    "bad-date",
    "blank-in-one-language",
    "broken-character",
    "clause-beyond-without-a-reason-of-its-own",
    "full-width-blank",
    "full-width-link",
    "languages-swapped",
    "note-beside-nothing",
    "reserved-name",  # of the file
}


def _errors(record: RawRecord) -> list[Any]:
    return list(Draft7Validator(SCHEMAS[record.key.kind]).iter_errors(record.data))


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    written = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").iterdir()}
    assert written == {f"{kind}.json": text for kind, text in schemas().items()}, (
        "run  python -m generator schemas"
    )


def test_the_command_writes_them(run: Run, tmp_path: Path) -> None:
    done = run("generator", "schemas", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    write_schemas(tmp_path / "again")
    for path in (tmp_path / "again").iterdir():
        assert (tmp_path / "schemas" / path.name).read_text("utf-8") == path.read_text("utf-8")
    assert len(list((tmp_path / "schemas").iterdir())) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_schema_of_its_draft(kind: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[kind])
    assert SCHEMAS[kind]["$schema"] == Draft7Validator.META_SCHEMA["$schema"]
    # A newer draft's words would be passed over in silence.
    assert not {"prefixItems", "unevaluatedProperties", "dependentSchemas"} & set(
        re.findall(r'"(\w+)":', json.dumps(SCHEMAS[kind]))
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained_in_both_languages(kind: str) -> None:
    schema = SCHEMAS[kind]
    for part in [schema, *schema.get("$defs", {}).values()]:
        fields = part.get("properties", {})
        if part is not schema and not fields:
            continue  # a choice between others
        for item in [part, *fields.values()]:
            if "description" not in item:  # it is that of its model
                item = schema["$defs"][item["$ref"].removeprefix("#/$defs/")]
            assert BOTH.fullmatch(item["description"]), item
            assert BOTH.fullmatch(item["title"]), item


def test_every_data_file_names_its_schema() -> None:
    for record in load(DATA).records:
        path = ROOT / record.file
        first = path.read_text("utf-8").split("\n", 1)[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named is not None, record.file
        schema = (path.parent / named[1]).resolve()
        assert schema == (ROOT / "schemas" / f"{record.key.kind}.json").resolve(), record.file


@pytest.mark.parametrize("folder", [DATA, SMALL], ids=["real", "small"])
def test_the_data_is_what_its_schemas_say(folder: Path) -> None:
    for record in load(folder).records:
        assert _errors(record) == [], record.file


def test_every_kind_is_in_the_data() -> None:
    """Or the test above would say nothing of it."""
    assert {record.key.kind for record in load(DATA).records} == set(KINDS)


@pytest.mark.parametrize(
    "broken",
    [path for path, header in BROKEN.items() if header["code"] in STRUCTURE],
    ids=lambda path: path.stem,
)
def test_a_schema_refuses_what_the_check_refuses(broken: Path, tmp_path: Path) -> None:
    target = tmp_path / "data" / BROKEN[broken]["file"]
    target.parent.mkdir(parents=True)
    shutil.copy(broken, target)
    refused = any(_errors(record) for record in load(tmp_path / "data").records)
    assert refused is (broken.stem not in BEYOND)
