"""What must be true of the real data, whatever it says: completeness and house style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from pydantic import BaseModel

from generator import kinds
from generator.content.catalogue import AnyEntry, Catalogue
from generator.kinds import KINDS, key_of
from generator.languages import LANGS, Lang
from generator.models.base import Note, Text
from generator.site.navigation import navigation
from generator.site.page import NavItem
from generator.text.inline import plain
from generator.text.locators import parts
from tests.conftest import CASES, DATA

_HAN = re.compile(r"[\u4e00-\u9fff]")
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]*\"|（[^）]*）|\([^)]*\)")
_ACCOUNT = "中華民國台中市政府"  # so the account that a post tags calls itself
# Frequent characters that only simplified Chinese writes.
_SIMPLIFIED = set(
    "这们说时间问题发现应实际产业设计团队电视剧经济国学习会议区场馆图书动画网络库软让对话"
    "艺术节东车长门见贝页风飞马鱼鸟龙龟华万与专为义乐买乱争亚亲亿从仓仪众优传伤伦伪体"
)


def _texts(value: Any, at: str = "") -> Iterator[tuple[str, Text]]:
    """Every bilingual text of a model with the field it stands in; notes are left out."""
    if isinstance(value, Note):
        return
    if isinstance(value, Text):
        yield at, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), f"{at}.{name}" if at else name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, at)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item, at)


def _entries(catalogue: Catalogue) -> list[AnyEntry]:
    return [entry for kind in KINDS.values() for entry in catalogue.all(kind)]


def _outline() -> list[str]:
    lines = [
        line.split(": ")
        for line in (CASES / "outline.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    found = []
    for above, count in lines:
        prefix = "" if above == "points" else f"{above}."
        found += [f"{prefix}{n}" for n in range(1, int(count) + 1)]
    return sorted(found, key=parts)


# --- the size of the site -----------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_navigation_stays_short(catalogue: Catalogue, lang: Lang) -> None:
    def count(items: tuple[NavItem, ...]) -> int:
        return sum(1 + count(item.children) for item in items)

    assert count(navigation(catalogue, lang)) < 45


# --- the rules ----------------------------------------------------------------


def test_the_134_locators_of_the_rules_and_no_other(catalogue: Catalogue) -> None:
    (scheme,) = catalogue.schemes()
    locators = [entry.key.name for entry in scheme.provisions]
    assert locators == _outline()
    assert len(locators) == 134


def test_each_provision_names_its_own_clause(catalogue: Catalogue) -> None:
    for entry in catalogue.all(kinds.PROVISION):
        clauses = [source.clause for source in entry.model.sources]
        assert entry.key.name in clauses, entry.raw.file


def test_each_provision_says_something_in_both_languages(catalogue: Catalogue) -> None:
    for entry in catalogue.all(kinds.PROVISION):
        texts = [text for _, text in _texts(entry.model)]
        assert sum(len(text.zh) for text in texts) >= 4, entry.raw.file
        assert sum(len(text.en.split()) for text in texts) >= 2, entry.raw.file


def test_provisions_are_restated_and_not_copied_twice(catalogue: Catalogue) -> None:
    """Two clauses with the same words would be a slip of the editor's."""
    texts = Counter(entry.model.texts[0].en for entry in catalogue.all(kinds.PROVISION))
    twice = {text for text, count in texts.items() if count > 1}
    assert all(len(text) < 120 for text in twice), twice


def test_every_clause_that_the_calculator_names_exists(catalogue: Catalogue) -> None:
    (scheme,) = catalogue.schemes()
    locators = {entry.key.name for entry in scheme.provisions}
    calculator = scheme.calculator
    named: set[str] = {question.clause for question in calculator.questions}
    named |= {
        c for requirement in calculator.requirements for c in (requirement.clause, *requirement.see)
    }
    named |= {c for limit in calculator.limits for c in (limit.clause, *limit.clauses.values())}
    named |= {instalment.clause for instalment in calculator.instalments}
    named |= {deadline.clause for deadline in calculator.deadlines}
    named |= {item.clause for phase in scheme.checklist.phases for item in phase.items}
    assert named <= locators
    assert len({requirement.clause for requirement in calculator.requirements}) >= 20


def test_every_duty_of_points_2_3_12_and_13_is_decided(catalogue: Catalogue) -> None:
    (scheme,) = catalogue.schemes()
    covered = {
        ".".join(clause.split(".")[:2])
        for requirement in scheme.calculator.requirements
        for clause in (requirement.clause, *requirement.see)
    }
    wanted = {"2", "12.1", "12.2", "12.3", "12.4", "12.5", "12.6", "13.1"}
    wanted |= {f"3.{n}" for n in range(1, 9)}
    assert wanted <= covered


def test_each_status_and_category_has_a_worked_example(catalogue: Catalogue) -> None:
    (scheme,) = catalogue.schemes()
    seen = {
        (id_, status)
        for entry in scheme.examples
        for id_, status in entry.model.expect.statuses.items()
    }
    verdicts = {entry.model.expect.verdict for entry in scheme.examples}
    assert verdicts >= {"eligible", "ineligible", "undetermined"}
    for requirement in scheme.calculator.requirements:
        # Read in one way it is no condition: then nobody fails by it.
        can_fail = all(reading.met_when is not None for reading in requirement.readings)
        assert (requirement.id, "unmet" if can_fail else "unclear") in seen, requirement.id


def test_each_reading_and_note_has_a_worked_example(catalogue: Catalogue) -> None:
    (scheme,) = catalogue.schemes()
    expected = [entry.model.expect for entry in scheme.examples]
    for requirement in scheme.calculator.requirements:
        for reading in requirement.readings:
            outcomes = {
                expect.readings.get(requirement.id, {}).get(reading.id) for expect in expected
            }
            assert outcomes & {"met", "unmet"}, (requirement.id, reading.id)
        for note in requirement.notes:
            shown = [expect.notes.get(requirement.id, ()) for expect in expected]
            assert any(note.id in notes for notes in shown), (requirement.id, note.id)


# --- the visits -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("visit", "members", "days", "stops"),
    [("tianjin-2014", 7, 4, 7), ("usa-2024", 11, 10, 16)],
)
def test_a_visit_is_whole(
    catalogue: Catalogue, visit: str, members: int, days: int, stops: int
) -> None:
    (view,) = (item for item in catalogue.visits() if item.id == visit)
    assert len(view.stops) == stops
    assert len(view.model.members) == members
    covered = {
        day
        for item in view.model.itinerary
        for day in range(item.date.toordinal(), (item.until or item.date).toordinal() + 1)
    }
    whole = set(range(view.model.start.toordinal(), view.model.end.toordinal() + 1))
    assert covered == whole
    assert len(whole) == days
    assert view.findings
    assert view.recommendations


def test_each_stop_of_a_visit_is_in_its_itinerary(catalogue: Catalogue) -> None:
    for view in catalogue.visits():
        named = {item.stop for day in view.model.itinerary for item in day.items}
        assert {stop.key.name for stop in view.stops} <= named


def test_the_days_of_a_stop_are_its_days_in_the_itinerary(catalogue: Catalogue) -> None:
    for view in catalogue.visits():
        for day in view.model.itinerary:
            for item in day.items:
                if item.stop is None:
                    continue
                dates = catalogue.get(kinds.STOP, f"{view.id}/{item.stop}").model.dates
                last = day.until or day.date
                assert any(day.date <= element <= last for element in dates), (item.stop, day.date)


def test_stops_stand_in_the_order_of_their_days(catalogue: Catalogue) -> None:
    for view in catalogue.visits():
        orders = [stop.model.order for stop in view.stops]
        assert len(set(orders)) == len(orders), view.id
        firsts = [stop.model.dates[0] for stop in view.stops]
        assert firsts == sorted(firsts), view.id


def test_both_comparison_tables_are_there(catalogue: Catalogue) -> None:
    tables = [table for stop in catalogue.all(kinds.STOP) for table in stop.model.tables]
    assert len(tables) >= 2
    for table in tables:
        assert len(table.columns) >= 2
        assert len(table.rows) >= 5, table.id


def test_the_hubs(catalogue: Catalogue) -> None:
    policies = catalogue.all(kinds.POLICY)
    assert len(policies) >= 16
    for policy in policies:
        model = policy.model
        linked = (model.clauses, model.stops, model.findings, model.recommendations)
        assert any(linked) or model.commentary, policy.key.id
    orders = [policy.model.order for policy in policies]
    assert len(set(orders)) == len(orders)


def test_each_link_of_a_policy_links_back(catalogue: Catalogue) -> None:
    for policy in catalogue.all(kinds.POLICY):
        for field, kind in (("stops", "stop"), ("clauses", "provision")):
            for evidence in getattr(policy.model, field):
                id_ = getattr(evidence, "clause" if kind == "provision" else kind)
                sources = [back.source for back in catalogue.backlinks(key_of(kind, id_))]
                assert policy.key in sources


# --- notes ------------------------------------------------------------------------


def test_more_than_sixty_slips_contradictions_and_ambiguities(catalogue: Catalogue) -> None:
    kinds = Counter(note.kind for _, note in catalogue.notes())
    assert kinds["contradiction"] + kinds["slip"] + kinds["ambiguity"] > 60
    assert min(kinds["contradiction"], kinds["slip"], kinds["ambiguity"]) > 5


def test_a_note_is_told_in_both_languages(catalogue: Catalogue) -> None:
    for entry, note in catalogue.notes():
        assert _HAN.search(note.text.zh), entry.raw.file
        assert len(note.text.en.split()) >= 4, entry.raw.file


def test_a_note_stands_once(catalogue: Catalogue) -> None:
    """Elsewhere a few words lead to it. A calculator’s stand beside each result that needs them."""
    notes = [
        (entry.raw.file, plain(note.text.zh))
        for entry, note in catalogue.notes()
        if entry.key.kind != "calculator"
    ]
    pairs = [(file, {text[i : i + 2] for i in range(len(text) - 1)}) for file, text in notes]
    alike = [
        (file, other)
        for (file, one), (other, two) in combinations(pairs, 2)
        if min(len(one), len(two)) > 25 and len(one & two) > 0.65 * min(len(one), len(two))
    ]
    assert alike == []


@pytest.mark.parametrize("words", ["80", "1/12", "聖地亞哥"])
def test_slips_that_anybody_would_find(catalogue: Catalogue, words: str) -> None:
    assert any(re.search(words, note.text.zh) for _, note in catalogue.notes())


# --- language -----------------------------------------------------------------------


def test_chinese_is_chinese_and_english_is_not(catalogue: Catalogue) -> None:
    """A text left in one language is a translation forgotten; names and figures may agree."""
    wrong = []
    for entry in _entries(catalogue):
        if entry.key.kind == "interface":
            continue
        for field, text in _texts(entry.model):
            if len(text.zh) > 40 and text.zh != text.en and not _HAN.search(text.zh):
                wrong.append((entry.raw.file, field, text.zh[:30]))
            bare = _QUOTED.sub("", text.en)
            if len(_HAN.findall(bare)) > max(12, len(bare.split())):
                wrong.append((entry.raw.file, field, text.en[:30]))
    assert wrong == []


def test_titles_in_english_hold_no_chinese(catalogue: Catalogue) -> None:
    wrong = [
        (entry.raw.file, entry.title.en)
        for entry in _entries(catalogue)
        if entry.key.kind not in ("interface", "calculator", "checklist", "term")
        and _HAN.search(entry.title.en)
    ]
    assert wrong == []


def test_english_prose_has_no_full_width_punctuation(catalogue: Catalogue) -> None:
    wrong = []
    for entry in _entries(catalogue):
        for field, text in _texts(entry.model):
            bare = re.sub(
                r"[\u4e00-\u9fff·]+[，。、；：！？（）「」『』《》]+", "", _QUOTED.sub("", text.en)
            )
            if re.search(r"[，。；：！？]", bare):
                wrong.append((entry.raw.file, field, bare[:60]))
    assert wrong == []


def test_chinese_prose_has_full_width_punctuation(catalogue: Catalogue) -> None:
    wrong = []
    for entry in _entries(catalogue):
        for field, text in _texts(entry.model):
            if re.search(r"[\u4e00-\u9fff],|[\u4e00-\u9fff];|[\u4e00-\u9fff]\?", text.zh):
                wrong.append((entry.raw.file, field, text.zh[:60]))
    assert wrong == []


def test_taiwan_is_written_with_its_own_character(catalogue: Catalogue) -> None:
    """臺灣, 臺中, 臺北 with 臺, save where the source's own spelling is quoted."""
    wrong = []
    for entry in _entries(catalogue):
        for field, text in _texts(entry.model):
            if field.endswith("aliases") or "photographs" in field:
                continue
            if found := re.search(r"台(灣|中|北)", _QUOTED.sub("", text.zh.replace(_ACCOUNT, ""))):
                wrong.append((entry.raw.file, field, found[0]))
    assert wrong == []


def test_no_simplified_characters(catalogue: Catalogue) -> None:
    wrong = []
    for entry in _entries(catalogue):
        for field, text in _texts(entry.model):
            if found := set(_QUOTED.sub("", text.zh)) & _SIMPLIFIED:
                wrong.append((entry.raw.file, field, "".join(sorted(found))))
    assert wrong == []


# --- files ----------------------------------------------------------------------------


def test_the_data_is_tidy_utf_8() -> None:
    for path in DATA.rglob("*.yml"):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in data, path.name
        assert b"\t" not in data, path.name
        assert data.endswith(b"\n"), path.name
        assert "\ufffd" not in data.decode("utf-8"), path.name


def test_names_of_people_are_not_there_twice(catalogue: Catalogue) -> None:
    names = Counter(entry.model.name.zh for entry in catalogue.all(kinds.PERSON))
    assert [name for name, count in names.items() if count > 1] == []
