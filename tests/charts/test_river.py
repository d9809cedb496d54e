"""The river of recommendations: where each line begins and how it ends; nothing overlaps."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import get_args

import pytest

from generator.charts import Course, river
from generator.charts.river import WIDTH
from generator.charts.svg import width
from generator.content.catalogue import Catalogue
from generator.content.ledger import ledger
from generator.languages import LANGS, Lang
from generator.models.follow_up import Outcome
from tests.charts.test_charts import at, drawings, messages, parse, texts

TODAY = date(2024, 1, 1)
TICKS = [(date(2014, 1, 1), "2014"), (date(2020, 1, 1), "2020"), (TODAY, "Today")]


def _drawn(outcome: Outcome) -> tuple[list[str], list[str]]:
    """The classes of its paths and of its circles."""
    course = Course("Build it", date(2014, 1, 1), outcome, date(2020, 1, 1), "What became of it")
    root = parse(river("river", "River", "It", [course], TICKS))
    assert {"Build it", "What became of it", "2014", "2020", "Today"} <= {
        item.text for item in root.iter("text")
    }
    paths = [item.get("class", "") for item in root.iter("path")]
    return [name for name in paths if name != "tick"], [
        item.get("class", "") for item in root.iter("circle")
    ]


@pytest.mark.parametrize(
    ("outcome", "paths", "circles"),
    [
        ("taken-up", ["course", "head"], ["source"]),
        ("renamed", ["course", "course course--renamed", "head"], ["source"]),
        ("not-mentioned", ["course"], ["source", "end"]),
        ("unknown", ["course course--open"], ["source"]),
    ],
)
def test_each_outcome_ends_in_its_own_way(
    outcome: Outcome, paths: list[str], circles: list[str]
) -> None:
    assert _drawn(outcome) == (paths, circles)
    assert outcome in get_args(Outcome)


def test_words_and_marks_stay_within_the_picture() -> None:
    name = "A very long name that says at length what is to be built where and by whom " * 2
    course = Course(name, TODAY, "unknown", TODAY, "Not known")
    root = parse(river("river", "River", "It", [course], TICKS))
    for item in texts(root, "label"):
        assert width(item.text or "") <= WIDTH
    for item in texts(root, "when"):
        assert 0 <= at(item, "x")[0] <= WIDTH - width(item.text or "") + 0.1


@pytest.mark.parametrize("lang", LANGS)
def test_no_year_runs_through_words(catalogue: Catalogue, lang: Lang) -> None:
    drawn = drawings(catalogue, lang).river(tuple(ledger(catalogue)), date(2026, 11, 29))
    root = parse(drawn)
    lines = [at(item, "y")[0] for item in root.iter("text")]
    paths = [item.get("d", "") for item in root.iter("path") if item.get("class") == "tick"]
    spans = {
        (float(top), float(bottom))
        for path in paths
        for top, bottom in re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)", path)
    }
    assert len(spans) == len(tuple(ledger(catalogue))) + 1
    for top, bottom in spans:
        # Words reach from a letter's height above their base line to a tail's depth below it.
        assert all(bottom <= line - 10 or top >= line + 4 for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_the_real_recommendations(catalogue: Catalogue, lang: Lang) -> None:
    lines = tuple(ledger(catalogue))
    assert [line.outcome for line in lines] == ["not-mentioned"] * 2 + ["unknown"] * 5
    assert [line.proposed.year for line in lines] == [2014] * 2 + [2024] * 5
    root = parse(drawings(catalogue, lang).river(lines, date(2026, 11, 29)))
    assert len(texts(root, "outcome")) == len(lines)
    for line in lines:
        first = line.recommendation.title[lang].split()[0][:4]
        assert first in messages(root)
    places = [(at(t, "x")[0], width(t.text or "")) for t in texts(root, "when")]
    for (x, long), (other, wide) in combinations(places, 2):
        assert x + long <= other or other + wide <= x
    assert not drawings(catalogue, lang).river((), date(2026, 11, 29))
