"""The schemas of facts and result: they say of each scheme's facts just what its engine says."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.api.export import export
from generator.build import check
from generator.rules.engine import FactRefused, evaluate
from tests.conftest import DATA, SINGLE, VERSIONS, single_site, two_schemes

Files = dict[str, str]
SCHEMES = "api/schemes/"
TREES = ("real", "two", "versions", *SINGLE)


def _published(tree: str, folder: Path) -> Files:
    if tree == "real":
        return export(*check(DATA))
    if tree in SINGLE:
        return export(*check(single_site(tree, folder)))
    data = two_schemes(folder)
    if tree == "versions":
        shutil.copytree(VERSIONS, data, dirs_exist_ok=True)
    return export(*check(data))


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """What the site and every tree of the tests publish."""
    return {tree: _published(tree, tmp_path_factory.mktemp(tree)) for tree in TREES}


def _schemes(files: Files) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every version of every scheme by its name, as published."""
    for name, text in files.items():
        path = name.removeprefix(SCHEMES)
        if name.startswith(SCHEMES) and "/" not in path and not path.endswith("schema.json"):
            yield path.removesuffix(".json"), json.loads(text)


def _validator(files: Files, scheme: str, shape: str) -> Draft202012Validator:
    schema = json.loads(files[f"{SCHEMES}{scheme}/{shape}.schema.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_worked_example_is_valid(trees: dict[str, Files]) -> None:
    seen = 0
    for files in trees.values():
        for name, scheme in _schemes(files):
            facts = _validator(files, name, "facts")
            result = _validator(files, name, "result")
            for example in scheme["examples"]:
                assert list(facts.iter_errors(example["facts"])) == [], (name, example["id"])
                assert list(result.iter_errors(example["result"])) == [], (name, example["id"])
                seen += 1
    assert seen > 40


def test_a_result_of_nothing_answered_is_valid(trees: dict[str, Files]) -> None:
    for files in trees.values():
        for name, scheme in _schemes(files):
            result = evaluate(scheme["calculator"], {})
            assert list(_validator(files, name, "result").iter_errors(result)) == []


def _changed(data: Any) -> Iterator[Any]:
    """The same data with one id that is none, one member more, or one less, at each place."""
    if isinstance(data, dict):
        yield {**data, "surely": 1}
        for name, inner in data.items():
            yield {other: value for other, value in data.items() if other != name}
            if name == "id":
                yield {**data, name: "surely-none"}
            for part in _changed(inner):
                yield {**data, name: part}
    if isinstance(data, list) and data:
        for part in _changed(data[0]):
            yield [part, *data[1:]]


def test_the_result_of_another_scheme_is_refused(trees: dict[str, Files]) -> None:
    for files in trees.values():
        for name, scheme in _schemes(files):
            validator = _validator(files, name, "result")
            example = scheme["examples"][0]["result"] if scheme["examples"] else {}
            for mutant in _changed(example):
                if "readings" in json.dumps(example) and "readings" not in json.dumps(mutant):
                    continue  # left out where the readings agree
                if mutant.keys() == example.keys() and _only_of_steps(example, mutant):
                    continue
                assert not validator.is_valid(mutant), (name, mutant)


def _only_of_steps(example: dict[str, Any], mutant: dict[str, Any]) -> bool:
    """Whether a step lacks what only a share has."""
    a, b = copy.deepcopy(example), copy.deepcopy(mutant)
    for result in (a, b):
        for step in (result["amount"] or {}).get("steps", ()):
            step.pop("percent", None)
            step.pop("of", None)
    return a == b


_DAYS = st.one_of(
    st.from_regex(r"\A2[0-9]{3}-[01][0-9]-[0-3][0-9]\n?\Z"),
    st.sampled_from(["2024-02-29", "2023-02-29", "2100-02-29", "2000-02-29", "2026-1-1"]),
    st.dates().map(str),
)
_ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-10, 10**9), st.floats(-5, 200), st.text(max_size=3)
)


def _answer(question: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Answers to a question that may be taken, may just not, or are of another type."""
    options = [*(option["id"] for option in question.get("options", ())), "surely-none"]
    edges = [question[name] for name in ("min", "above", "max") if name in question]
    close = [edge + step for edge in edges for step in (-1, -0.5, 0, 0.5, 1)]
    return st.one_of(
        st.sampled_from(options),
        st.lists(st.sampled_from(options), max_size=3),
        st.booleans(),
        _DAYS,
        _ODD,
        *([st.sampled_from(close)] if close else []),
    )


@pytest.mark.parametrize("tree", TREES)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_facts_are_valid_where_the_engine_takes_them(
    tree: str, trees: dict[str, Files], data: st.DataObject
) -> None:
    name, scheme = data.draw(st.sampled_from(list(_schemes(trees[tree]))))
    calculator = scheme["calculator"]
    asked = data.draw(st.lists(st.sampled_from(calculator["questions"]), max_size=3))
    facts = {question["id"]: data.draw(_answer(question)) for question in asked}
    if data.draw(st.integers(0, 9)) == 0:
        facts["surely_none"] = data.draw(_ODD)
    schema = json.loads(trees[tree][f"{SCHEMES}{name}/facts.schema.json"])
    valid = Draft202012Validator(schema).is_valid(facts)
    refused: FactRefused | None = None
    try:
        result = evaluate(calculator, facts)
    except FactRefused as error:
        refused = error
    if refused is None:
        assert valid, facts
        assert list(_validator(trees[tree], name, "result").iter_errors(result)) == []
    elif refused.code == "inconsistent":
        assert valid
        assert "x-no-more-than" in schema["properties"][refused.fact]
    else:
        assert not valid, (facts, str(refused))


def test_each_question_and_option_is_called_in_both_languages(trees: dict[str, Files]) -> None:
    schema = json.loads(trees["real"][f"{SCHEMES}virtual-production/facts.schema.json"])
    category = schema["properties"]["category"]
    assert category["title"] == "要申請哪一組？｜Which category are you applying in?"
    assert category["x-title"]["en"] == "Which category are you applying in?"
    pilot, *_ = category["oneOf"]
    assert (pilot["const"], pilot["x-title"]["zh"]) == ("pilot", "試播帶組")
    assert schema["properties"]["trailer_kind"]["x-asked-when"] == [
        "one_of", "category", ["trailer"]
    ]  # fmt: skip
    assert schema["properties"]["runtime_minutes"]["x-unit"]["en"] == "minutes"


def test_no_description_has_the_marks_or_lines_of_a_docstring(trees: dict[str, Files]) -> None:
    def texts(schema: object) -> Iterator[str]:
        for key, value in schema.items() if isinstance(schema, dict) else ():
            if key in ("title", "description") and isinstance(value, str):
                yield value
            yield from texts(value)
        for item in schema if isinstance(schema, list) else ():
            yield from texts(item)

    schemas = {n: text for n, text in trees["real"].items() if n.endswith(".schema.json")}
    assert len(schemas) > 8
    for name, text in schemas.items():
        found = list(texts(json.loads(text)))
        marked = [words for words in found if "``" in words or words != " ".join(words.split())]
        assert not marked, name
    described = schemas[f"{SCHEMES}virtual-production/result.schema.json"]
    assert "The next working day, where no office is open on date; null also where" in described
