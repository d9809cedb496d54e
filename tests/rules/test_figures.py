"""Figures: each found where it stands, and what is put in its place decides as if it were typed."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator import kinds
from generator.content.catalogue import Catalogue, SchemeView
from generator.content.link import link
from generator.content.load import RawRecord, load
from generator.content.validate import validate
from generator.content.yaml_reader import YamlReader
from generator.rules.compile import compile_calculator
from generator.rules.figures import Figure, figures
from tests.conftest import DATA, VERSIONS, single_site, two_schemes

EVERY = """
  - id: everything
    clause: "1"
    title: {zh: 每一種數字, en: Every kind of figure}
    rule: {zh: 每一種數字。, en: Every kind of figure.}
    applies_when: {between_days: {date: asked_on, first: 01-15, last: "04-30"}}
    met_when:
      enough:
        least: 2
        of:
          - {when: {at_least: [{day: 2026-03-31}, asked_on]}, points: 2}
          - when: {less_than: [3, {sum: [cost, 10]}]}
          - when: {equal: [{fraction: {numerator: 1, denominator: 3, of: cost}}, 2.50]}
            points: 1
    met: {zh: 符合。, en: Met.}
    unmet: {zh: 不符合。, en: Not met.}
"""


def _every(folder: Path) -> Path:
    """The small tree with a requirement that has each operator with a figure."""
    data = two_schemes(folder)
    file = data / "schemes" / "grant" / "calculator.yml"
    text = file.read_text("utf-8")
    asked = (
        '      - {id: asked_on, type: date, clause: "1", label: {zh: 哪一天？, en: Which day?}}\n'
    )
    first, rest = text.split("    questions:\n", 1)
    text = f"{first}    questions:\n{asked}{rest}"
    file.write_text(text.replace("\nrequirements:\n", f"\nrequirements:{EVERY}", 1), "utf-8")
    return data


def _versions(folder: Path) -> Path:
    data = two_schemes(folder)
    shutil.copytree(VERSIONS, data, dirs_exist_ok=True)
    return data


SITES: dict[str, Callable[[Path], Path]] = {
    "real": lambda _: DATA,
    "every": _every,
    "versions": _versions,
    **{tree: partial(single_site, tree) for tree in ("points", "credit")},
}


def _catalogue(data: Path) -> Catalogue:
    records, errors = validate(load(data).records)
    assert errors == []
    return link(records)[0]


@pytest.fixture(scope="module", params=SITES)
def schemes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[SchemeView]:
    return list(_catalogue(SITES[request.param](tmp_path_factory.mktemp("site"))).versions())


def _raw(scheme: SchemeView) -> RawRecord:
    return scheme.catalogue.entry(scheme.key.of("calculator")).raw


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _typed(figure: Figure, value: float | str) -> str:
    """A value as it is typed in the file."""
    if figure.form.type == "day":
        return f"{int(value) // 100:02}-{int(value) % 100:02}"
    return str(value)


def test_every_figure_is_found_where_it_stands(schemes: list[SchemeView]) -> None:
    for scheme in schemes:
        raw, data = _raw(scheme), compile_calculator(scheme).data
        lines = raw.text.split("\n")
        for figure in figures(raw, scheme.calculator):
            for path in figure.paths:
                assert _at(data, path) == figure.value
            line, place = lines[figure.place.line - 1], figure.place
            typed = line.encode("utf-16-le")[2 * place.start : 2 * place.end].decode("utf-16-le")
            assert (
                float(typed) == figure.value
                if _is_number(figure)
                else typed == _typed(figure, figure.value)
            )


def _is_number(figure: Figure) -> bool:
    return figure.form.type in ("integer", "number")


def test_no_number_of_the_published_rules_is_passed_over(schemes: list[SchemeView]) -> None:
    """Whatever number stands in the published rules is a figure, or nobody has typed it."""
    for scheme in schemes:
        raw, data = _raw(scheme), compile_calculator(scheme).data
        known = {path for f in figures(raw, scheme.calculator) for path in f.paths}
        rules: dict[str, Any] = {
            name: data[name]
            for name in ("questions", "requirements", "amount", "instalments", "deadlines")
        }
        missing = [path for path in _numbers(rules) if path not in known]
        for path in missing:
            node = _at(data, path[:-1])
            # What a date is not moved by, and points of one each, are taken for granted.
            shift = node[0] in ("later", "earlier") if isinstance(node, list) else False
            granted = shift and node[path[-1]] == 0
            assert granted or (path[-1] == 0 and node[0] == 1) or "pot" in path, path


def _numbers(data: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _numbers(value, *path, name)
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _numbers(value, *path, i)
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield path


def _other(figure: Figure, draw: st.DataObject) -> float | str:
    """Another value that the figure allows."""
    form = figure.form
    if form.type == "date":
        return str(date(2000, 1, 1) + timedelta(days=draw.draw(st.integers(0, 70_000))))
    if form.type == "day":
        day = date(2000, 1, 1) + timedelta(days=draw.draw(st.integers(0, 365)))
        return day.month * 100 + day.day
    least = -(10**6) if form.least is None else form.least
    most = 10**12 if form.most is None else form.most
    whole = st.integers(least, most)
    decimals = st.decimals(least, min(most, 10**6), places=2).map(float)
    return draw.draw(whole if form.type == "integer" else whole | decimals)


def _compiled(scheme: SchemeView, text: str) -> dict[str, Any]:
    """The version's calculator as it is compiled where its file holds this text."""
    reader = YamlReader("data/calculator.yml")
    content = reader.parse(text)
    assert content is not None, reader.errors
    records = [
        entry.raw
        for kind in (kinds.SCHEME, kinds.CHECKLIST, kinds.PROVISION)
        for entry in scheme.catalogue.within(kind, scheme.key)
    ]
    raw = _raw(scheme)
    records.append(RawRecord(raw.key, raw.file, content.data, content.node, text))
    valid, errors = validate(records)
    assume(errors == [])  # as where a date would not move
    catalogue = link(valid)[0]
    (view,) = catalogue.versions()
    return dict(compile_calculator(view).data)


@given(draw=st.data())
def test_a_figure_put_in_decides_as_if_it_were_typed(
    schemes: list[SchemeView], draw: st.DataObject
) -> None:
    scheme = draw.draw(st.sampled_from(schemes))
    raw = _raw(scheme)
    figure = draw.draw(st.sampled_from(figures(raw, scheme.calculator)))
    value = _other(figure, draw)
    lines = raw.text.split("\n")
    line = lines[figure.place.line - 1].encode("utf-16-le")
    before, after = line[: 2 * figure.place.start], line[2 * figure.place.end :]
    typed = _typed(figure, value)
    lines[figure.place.line - 1] = f"{before.decode('utf-16-le')}{typed}{after.decode('utf-16-le')}"

    put_in: Any = copy.deepcopy(compile_calculator(scheme).data)
    for path in figure.paths:
        _at(put_in, path[:-1])[path[-1]] = value
    compiled = _compiled(scheme, "\n".join(lines))
    # A version that is alone goes by its scheme's id; the hash is of the rules as typed.
    alike = {"hash": "", "scheme": ""}
    assert {**put_in, **alike} == {**compiled, **alike}
