"""A second scheme is data alone: a sample of a city's subsidy for shooting on location."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.build import build, check
from generator.content.catalogue import Catalogue
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors
from generator.languages import LANGS, Lang
from generator.models.operators import Value
from generator.rules.compile import compile_calculator
from generator.rules.formulas import Formulas, Names
from generator.site.page import Page
from tests.conftest import LOCATION, ROOT, two_schemes

SCHEME = "location-shooting"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_schemes(tmp_path_factory.mktemp("location"))


@pytest.fixture(scope="module")
def catalogue(data: Path) -> Catalogue:
    return check(data)[0]


@pytest.fixture(scope="module")
def pages(data: Path) -> dict[str, Page]:
    return {page.address: page for page in build(data).pages}


def test_both_schemes_are_in_one_site(pages: dict[str, Page], catalogue: Catalogue) -> None:
    assert [scheme.id for scheme in catalogue.schemes()] == ["grant", SCHEME]
    for scheme in ("grant", SCHEME):
        for lang in ("", "en/"):
            for part in ("", "rules/", "calculator/", "documents/", "examples/"):
                assert pages[f"{lang}schemes/{scheme}/{part}"].markdown


def test_it_has_what_the_first_scheme_has_not(catalogue: Catalogue) -> None:
    published: Any = compile_calculator(next(s for s in catalogue.schemes() if s.id == SCHEME)).data
    limits = {item["id"]: item["value"] for item in published["amount"]["limits"]}
    assert published["amount"]["currency"] == "JPY"
    assert limits["spending"] == ["share", 40, "spent_here_jpy"]
    assert limits["budget"] == ["fraction", 1, 3, "budget_jpy"]
    assert limits["kind"][2]["series"] == ["min", ["times", "episodes", 3000000], 24000000]
    requirements = {item["id"]: item["met_when"] for item in published["requirements"]}
    assert requirements["applicant"] == ["any", "registered_here", "has_partner"]
    assert requirements["window"] == [
        "all",
        ["at_least", "applied_on", ["day", "2026-04-01"]],
        ["at_most", "applied_on", ["day", "2026-06-30"]],
    ]


@pytest.mark.parametrize(
    ("example", "old", "new"),
    [
        ("series-of-six", "cap: 18000000", "cap: 18000001"),
        ("documentary", "binding: [budget]", "binding: [kind]"),
        ("day-before", "window: unmet", "window: met"),
        ("few-days", "presence: met", "presence: unmet"),
        ("foreign-with-partner", "applicant: met", "applicant: unmet"),
        ("report-due", "2026-10-30", "2026-10-31"),
    ],
)
def test_its_worked_examples_are_worked_out(
    tmp_path: Path, example: str, old: str, new: str
) -> None:
    data = two_schemes(tmp_path)
    file = data / f"schemes/{SCHEME}/examples/{example}.yml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(DataErrors) as caught:
        check(data)
    assert [error.code for error in caught.value.errors] == [Code.WRONG_EXAMPLE]


@pytest.mark.parametrize("lang", LANGS)
def test_its_pages_show_its_figures(pages: dict[str, Page], lang: Lang) -> None:
    root = "" if lang == "zh" else "en/"
    overview = pages[f"{root}schemes/{SCHEME}/"].markdown
    episodes = "集數" if lang == "zh" else "the number of episodes"
    for words in ("40%", "1/3", "JPY 20,000,000", f"{episodes} × JPY 3,000,000"):
        assert words in overview
    examples = pages[f"{root}schemes/{SCHEME}/examples/"].markdown
    assert "JPY 3,333,333" in examples
    words = "由「總製作費的三分之一」決定" if lang == "zh" else "what binds: One third of the whole"
    assert words in examples


def test_the_overview_has_no_heading_with_nothing_below(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert not re.search(r"<(ul|ol)[^>]*>\s*</\1>", page.markdown), page.address


def test_no_program_file_names_a_scheme() -> None:
    files = [
        path
        for path in (ROOT / "generator").rglob("*")
        if path.suffix in (".py", ".js", ".j2", ".html")
        and path.is_file()
        and "node_modules" not in path.parts
    ]
    assert len(files) > 60
    ids = {path.stem for path in (LOCATION / "sources").iterdir()} | {SCHEME, "spent_here_jpy"}
    real = {"pilot", "trailer", "production_cost_twd", "vp_ratio_percent"}
    for path in files:
        code = re.sub(r'(?s)""".*?"""|/\*.*?\*/', "", path.read_text("utf-8"))
        assert not [name for name in ids | real if name in code], path


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (5000, "TWD 5,000", "TWD 5,000"),
        ("a", "甲", "A"),
        ({"share": {"percent": 12.5, "of": "a"}}, "12.5%", "12.5%"),
        ({"share": {"percent": 5, "of": {"sum": ["a", "b"]}}},
         "5% × (甲 + 乙)", "5% × (A + B)"),
        ({"fraction": {"numerator": 2, "denominator": 3, "of": "a"}}, "2/3", "2/3"),
        ({"times": ["a", 500]}, "甲 × TWD 500", "A × TWD 500"),
        ({"min": ["a", 500]}, "取最低：甲；TWD 500", "the lowest of A; TWD 500"),
        ({"max": ["a", {"min": ["b", 1]}]}, "取最高：甲；取最低：乙；TWD 1",
         "the highest of A; the lowest of B; TWD 1"),
        ({"by": {"fact": "kind", "cases": {"x": 1, "y": 2}}}, "依類：子：TWD 1；丑：TWD 2",
         "by kind: X: TWD 1; Y: TWD 2"),
    ],
)  # fmt: skip
def test_a_value_as_a_formula(catalogue: Catalogue, value: Any, zh: str, en: str) -> None:
    words: dict[Lang, Names] = {
        "zh": Names({"a": "甲", "b": "乙", "kind": "類"}, {"kind": {"x": "子", "y": "丑"}}),
        "en": Names({"a": "A", "b": "B", "kind": "kind"}, {"kind": {"x": "X", "y": "Y"}}),
    }
    expected: dict[Lang, str] = {"zh": zh, "en": en}
    for lang, output in expected.items():
        labels = catalogue.interface.in_language(lang)
        formula = Formulas(lang, labels, words[lang], lambda amount: f"TWD {amount:,}")
        adapter: TypeAdapter[Any] = TypeAdapter(Value)
        assert formula(adapter.validate_python(value)) == output
