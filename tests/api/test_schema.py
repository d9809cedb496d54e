"""The published JSON Schema of a calculator: what is no rule is refused at any depth."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.api.export import export
from generator.build import check
from generator.models.expressions import OPERATORS
from tests.conftest import two_schemes

Place = tuple[str | int, ...]

_DATE = ["later", ["earlier", ["day", "2026-01-31"], 0, 1, 0], 1, 0, 0]
_VALUE = ["min", 5, ["max", 1, ["by", "kind", {"film": ["year_of", _DATE], "series": "cost"}]]]
_SHARES = ["share", 10, ["fraction", 1, 3, ["times", 2, ["sum", 1, _VALUE]]]]
EVERY_OPERATOR = [
    "all",
    ["any", "yes", ["not", ["one_of", "kind", ["film"]]]],
    ["any_of", "themes", ["sea"]],
    ["enough", 2, [[1, "yes"], [2, ["any_of", "themes", ["sea"]]]]],
    ["between_days", "start", 101, 430],
    ["at_least", _SHARES, 1],
    ["at_most", "start", ["day", "2026-01-31"]],
    ["more_than", "cost", 1],
    ["less_than", "cost", 1.5],
    ["equal", "cost", 1],
]


def _nodes(form: Any, place: Place = ()) -> Iterator[Place]:
    """The place of every operator in published data."""
    if isinstance(form, list) and form and isinstance(form[0], str) and form[0] in OPERATORS:
        yield place
    if isinstance(form, dict | list):
        for at, part in form.items() if isinstance(form, dict) else enumerate(form):
            yield from _nodes(part, (*place, at))


def _at(form: Any, place: Place) -> Any:
    for step in place:
        form = form[step]
    return form


def _mutants(form: Any, place: Place) -> Iterator[tuple[str, Any]]:
    """What could be there in the place of an operator, and is no rule."""
    operator, *operands = _at(form, place)
    for what, change in (
        ("another name", ["surely", *operands]),
        ("no operands", [operator]),
        ("too many operands", [operator, *operands, {"more": 1}]),
        ("an object", {operator: operands}),
        ("nothing", None),
        ("a truth", True),
        *(
            (f"operand {i} is {other}", [operator, *operands[:i], other, *operands[i + 1 :]])
            for i in range(len(operands))
            for other in (None, True, ["surely", 1], {"x": None})
        ),
    ):
        mutant = {"it": copy.deepcopy(form)}
        *above, last = ("it", *place)
        _at(mutant, tuple(above))[last] = change
        yield f"{'.'.join(map(str, place))}: {what}", mutant["it"]


@pytest.fixture(scope="module")
def schema(files: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["api/schemes/scheme.schema.json"])
    return found


def test_every_operator_is_refused_where_it_is_not_what_the_table_says(
    schema: dict[str, Any],
) -> None:
    condition = {"$ref": "#/$defs/ConditionExpression", "$defs": schema["$defs"]}
    validator = Draft202012Validator(condition)
    assert validator.is_valid(EVERY_OPERATOR)
    places = list(_nodes(EVERY_OPERATOR))
    assert {_at(EVERY_OPERATOR, place)[0] for place in places} == set(OPERATORS)
    accepted = [
        what
        for place in places
        for what, mutant in _mutants(EVERY_OPERATOR, place)
        if validator.is_valid(mutant)
    ]
    assert accepted == []


@pytest.mark.parametrize(
    ("result", "form"),
    [
        ("Condition", ["at_least", ["day", "2026-01-31"], 1]),  # a date beside a number
        ("Condition", ["at_least", ["all", "yes"], 1]),
        ("Condition", ["not", ["sum", 1, 2]]),
        ("Condition", ["not", 1]),
        ("Condition", ["enough", 0, [[1, "yes"], [2, "also"]]]),
        ("Condition", ["enough", 1, [[1, "yes"]]]),
        ("Condition", ["enough", 1, [[0, "yes"], [2, "also"]]]),
        ("Condition", ["enough", 1, [["yes"], [2, "also"]]]),
        ("Condition", ["enough", 1, [[1, "yes", 1], [2, "also"]]]),
        ("Condition", ["enough", 1, [[1, ["sum", 1, 2]], [2, "also"]]]),
        ("Condition", ["between_days", ["sum", 1, 2], 101, 430]),
        ("Condition", ["between_days", "start", 0, 430]),
        ("Number", ["share", 101, "cost"]),
        ("Number", ["share", 100.5, "cost"]),
        ("Number", ["fraction", 1, 0, "cost"]),
        ("Number", ["sum", 1]),
        ("Number", ["year_of", 2026]),
        ("Number", ["by", "kind", {}]),
        ("Number", ["by", "kind", {"film": ["day", "2026-01-31"]}]),
        ("Number", "Not an id"),
        ("Date", ["day", "31 January"]),
        ("Date", ["later", "start", 1, 0]),
        ("Date", ["later", "start", -1, 0, 0]),
        ("Date", 5),
    ],
)
def test_an_operand_of_a_wrong_kind_is_refused(
    schema: dict[str, Any], result: str, form: Any
) -> None:
    reference = {"$ref": f"#/$defs/{result}Expression", "$defs": schema["$defs"]}
    assert not Draft202012Validator(reference).is_valid(form)


def test_a_published_calculator_is_refused_with_a_mistake_anywhere(
    files: dict[str, str], schema: dict[str, Any]
) -> None:
    calculator = json.loads(files["api/schemes/virtual-production.json"])["calculator"]
    own = {**schema["properties"]["calculator"], "$defs": schema["$defs"]}
    validator = Draft202012Validator(own)
    assert validator.is_valid(calculator)
    # One place of each operator: the others differ in nothing that the schema sees.
    places = {_at(calculator, place)[0]: place for place in _nodes(calculator)}
    assert len(places) > 10
    for place in places.values():
        for what, mutant in islice(_mutants(calculator, place), 3):
            assert not validator.is_valid(mutant), what


def _members(data: Any, place: Place = ()) -> Iterator[Place]:
    """The place of every object that is no text and holds no cases or clauses."""
    if isinstance(data, dict):
        if "zh" not in data and place[-1:] != ("clauses",):
            yield place
        for name, part in data.items():
            yield from _members(part, (*place, name))
    elif isinstance(data, list) and data[:1] != ["by"]:
        for i, part in enumerate(data[:2]):
            yield from _members(part, (*place, i))


def test_a_further_member_is_refused_in_every_part(
    files: dict[str, str], schema: dict[str, Any]
) -> None:
    calculator = json.loads(files["api/schemes/virtual-production.json"])["calculator"]
    own = {**schema["properties"]["calculator"], "$defs": schema["$defs"]}
    validator = Draft202012Validator(own)
    places = list(_members(calculator))
    assert {place[0] for place in places if place} >= {
        "groups", "questions", "requirements", "amount", "instalments", "deadlines"
    }  # fmt: skip
    for place in places:
        mutant = copy.deepcopy(calculator)
        _at(mutant, place)["surely"] = 1
        assert not validator.is_valid(mutant), place
        for name in ("id", "clause"):
            if name in (part := _at(calculator, place)) and "label" in part:
                mutant = copy.deepcopy(calculator)
                del _at(mutant, place)[name]
                assert not validator.is_valid(mutant), (place, name)


def test_every_scheme_of_the_tests_is_valid(tmp_path: Path, versions: Path) -> None:
    for data in (two_schemes(tmp_path / "two"), versions):
        published = export(*check(data))
        schema = json.loads(published["api/schemes/scheme.schema.json"])
        schemes = [
            name
            for name in published
            if name.startswith("api/schemes/") and name.count("/") == 2 and "schema" not in name
        ]
        assert len(schemes) > 1
        for name in schemes:
            errors = list(Draft202012Validator(schema).iter_errors(json.loads(published[name])))
            assert errors == [], (name, errors[:1])
