"""Pictures: well-formed, complete, without overlaps, the same in every run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import kinds
from generator.charts import (
    NARROW,
    WIDE,
    Column,
    Edge,
    MapForm,
    MapStop,
    Node,
    Point,
    Ratio,
    Region,
    Step,
    flow,
    graph,
    ratios,
    region_map,
    stop_map,
)
from generator.charts.maps import numbers
from generator.charts.svg import number, width, wrap
from generator.content.catalogue import Catalogue
from generator.content.relations import relations
from generator.kinds import KINDS, key_of
from generator.languages import LANGS, Lang
from generator.models.base import Owner
from generator.models.operators import All, Any_, Enough, Not, OneOf
from generator.models.quantity import quantity
from generator.models.table import quantities
from generator.models.visit import Presence
from generator.pages.figures import Drawings, flow_steps
from generator.pages.views.categories import categories, truth_for
from generator.pages.views.policy import Moment, moments
from generator.pages.views.visit import people_at_stops
from generator.site.page import Page
from generator.text.dates import format_when
from tests.conftest import ROOT, Run

both_languages = pytest.mark.parametrize("lang", LANGS)

_HOSTILE = '<script>"a" & b</script>'


def drawings(catalogue: Catalogue, lang: Lang) -> Drawings:
    labels = catalogue.interface.in_language(lang)
    return Drawings(catalogue, lang, labels, lambda key: f"#{key.kind}-{key.id}", set())


def parse(svg: str) -> ET.Element:
    """The picture, after what holds for every one."""
    root = ET.fromstring(svg)
    assert root.tag == "svg"
    ids = {item.get("id"): item for item in root.iter() if item.get("id")}
    for name in ("aria-labelledby", "aria-describedby"):
        assert ids[root.get(name)].text
    assert root.get("role") in ("img", "group")
    coloured = [item.tag for item in root.iter() if {"style", "fill", "stroke"} & {*item.keys()}]
    assert coloured == []
    assert not re.search(r"\b(nan|inf)\b", svg, re.IGNORECASE)
    return root


def texts(root: ET.Element, kind: str) -> list[ET.Element]:
    return [item for item in root.iter("text") if item.get("class") == kind]


def messages(root: ET.Element) -> str:
    return " ".join(item.text or "" for item in root.iter("text"))


def at(element: ET.Element, *names: str) -> tuple[float, ...]:
    return tuple(float(element.get(name, "")) for name in names)


# --- words and numbers ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("757,992", 757_992, ""),
        ("369.2 square kilometres", "369.2", "square kilometres"),
        ("369.2 平方公里", "369.2", "平方公里"),
        ("12.4 million (including 6.4 million digital)", 12_400_000, ""),
        ("1,240 萬（含數位 640 萬）", 12_400_000, ""),
        ("12 萬 5,000 人", 125_000, "人"),
        ("US$165 million", 165_000_000, "US$"),
    ],
)
def test_a_quantity_is_read(cell: str, value: int | str, unit: str) -> None:
    assert quantity(cell) == (Decimal(value), unit)


@pytest.mark.parametrize("cell", ["TreeGate", "", "27 館＋6 站", "2004 年 5 月", "7 to 9", "1 2"])
def test_what_is_no_quantity_is_not_read(cell: str) -> None:
    assert quantity(cell) is None


@given(st.text("abc WM，。字 -（）", max_size=60), st.integers(30, 200), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_unsaid(text: str, room: int, most: int) -> None:
    lines = wrap(text, room, most)
    assert len(lines) <= most
    assert all(width(line) <= room for line in lines)
    remaining = "".join("".join(lines).split())
    whole = "".join(text.split())
    assert remaining == whole or (lines[-1].endswith("…") and whole.startswith(remaining[:-1]))


@pytest.mark.parametrize(
    ("value", "written"), [(0.0, "0"), (-0.01, "0"), (10.0, "10"), (3.14159, "3.1"), (-2, "-2")]
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert number(value) == written


# --- maps -------------------------------------------------------------------------------


def test_stop_numbers_are_ranges() -> None:
    assert numbers([MapStop(n, "") for n in (5, 1, 2, 3, 7, 8)]) == "1–3, 5, 7, 8"


def assert_a_sound_map(svg: str, points: list[Point]) -> None:
    """Words do not meet and stay within the picture; dots and land within the map."""
    root = parse(svg)
    wide, high = at(root, "width", "height")
    labels = [*texts(root, "label"), *texts(root, "name")]
    boxes = []
    for label in labels:
        x, y = at(label, "x", "y")
        assert 0 < y <= high
        assert x + width(label.text or "") <= wide
        boxes.append((round(y - 13, 1), round(y + 4, 1)))
    for (_, bottom), (top, _) in pairwise(sorted(boxes)):
        assert bottom <= top
    dots = [item for item in root.iter("circle") if item.get("class") == "dot"]
    assert len(dots) == len(points)
    frame = next(item for item in root.iter("rect") if item.get("class") == "frame")
    for dot in dots:
        x, y = at(dot, "cx", "cy")
        assert 0 < x < float(frame.get("width", ""))
        assert 0 < y < high
    land = next((e.get("d", "") for e in root.iter("path") if e.get("class") == "land"), "")
    for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", land):
        assert 0 <= float(x) <= float(frame.get("width", "")) + 1
        assert 0 <= float(y) <= high
    for point in points:
        assert point.name.split()[0] in messages(root)


def _points(*places: tuple[str, float, float]) -> list[Point]:
    return [
        Point(name, lat, lon, (MapStop(i, name),)) for i, (name, lat, lon) in enumerate(places, 1)
    ]


@pytest.mark.parametrize(
    "points",
    [
        _points(("Alone", 39.1, 117.2)),
        _points(*((f"Place {i}", 37 + i / 1000, -122 - i / 1000) for i in range(12))),
        _points(("North", 70.0, 20.0), ("South", -35.0, 25.0)),
        _points(("West", 0.0, -60.0), ("East", 1.0, 60.0)),
    ],
    ids=["one", "a crowd", "tall", "broad"],
)
@pytest.mark.parametrize("form", [NARROW, WIDE], ids=lambda form: form.name)
def test_labels_of_a_map_never_meet(points: list[Point], form: MapForm) -> None:
    assert_a_sound_map(stop_map("map", "Map", "What it shows", points, form), points)


def test_north_is_up_and_east_is_right() -> None:
    points = _points(("A", 47.0, -122.0), ("B", 33.0, -117.0))
    dots = list(parse(stop_map("map", "Map", "It", points)).iter("circle"))
    (north_x, north_y), (south_x, south_y) = (at(dot, "cx", "cy") for dot in dots)
    assert north_y < south_y
    assert north_x < south_x


def test_land_is_where_it_is() -> None:
    """Of a coast running north, what lies west is sea and what lies east is land."""
    window = stop_map("map", "Map", "It", _points(("Monterey Bay", 36.8, -122.0)))
    land = next(e for e in parse(window).iter("path") if e.get("class") == "land").get("d", "")
    corners = {(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", land)}
    assert (196.0, 0.0) in corners
    assert (0.0, 196.0) not in corners


@both_languages
def test_every_stop_of_a_visit_to_three_places_is_on_its_map(
    catalogue: Catalogue, lang: Lang
) -> None:
    mapped = []
    for visit in catalogue.visits():
        draw = drawings(catalogue, lang)
        places = {item.drawn_at for item in draw.placed(visit)}
        svgs = draw.map(visit)
        assert bool(svgs) == (len(places) >= 3)
        if not svgs:
            continue
        mapped.append(visit.id)
        for svg in re.findall("<svg.*?</svg>", svgs):
            root = parse(svg)
            output = next(root.iter("desc")).text or ""
            for item in draw.placed(visit):
                assert item.drawn_at is not None, item.entry.key
                assert f"{item.entry.model.order} " in output
                assert draw.name(item.drawn_at).split()[0] in messages(root)
    assert mapped == ["usa-2024"]


@both_languages
def test_the_map_of_the_visits_has_a_region_for_each(catalogue: Catalogue, lang: Lang) -> None:
    draw = drawings(catalogue, lang)
    root = parse(draw.regions())
    panels = [item for item in root.iter("g") if item.get("transform")]
    dots = [len(list(panel.iter("circle"))) for panel in panels]
    places = [len({item.drawn_at for item in draw.placed(visit)}) for visit in catalogue.visits()]
    assert dots == [1, *reversed(places)]
    for visit in catalogue.visits():
        assert visit.model.short_title[lang] in messages(root)


def test_regions_keep_to_their_panels() -> None:
    regions = [
        Region("North", "1", tuple(_points(("North", 70.0, 20.0), ("South", 50.0, 25.0)))),
        Region("Broad", "2", tuple(_points(("West", 0.0, -60.0), ("East", 1.0, 60.0)))),
    ]
    root = parse(region_map("regions", "Regions", "It", regions))
    for panel in (item for item in root.iter("g") if item.get("transform")):
        (frame,) = (e for e in panel.iter("rect") if e.get("class") == "frame")
        right, bottom = at(frame, "width", "height")
        for dot in panel.iter("circle"):
            x, y = at(dot, "cx", "cy")
            assert 0 < x < right
            assert 0 < y < bottom
    assert "km" in messages(root)


def test_every_location_is_where_its_source_can_be_checked(catalogue: Catalogue) -> None:
    located = [e.model.location for e in catalogue.all(kinds.PLACE) if e.model.location is not None]
    assert len(located) == 12
    assert len({item.source for item in located}) == len(located)


# --- ratios -----------------------------------------------------------------------------


def test_dots_stand_where_their_ratios_are() -> None:
    rows = [Ratio("Area", "50 m²", "200 m²", 0.25), Ratio("Staff", "3", "2", 1.5)]
    root = parse(ratios("ratios", "Sizes", "It", ("One", "Two"), rows))
    own = [at(e, "cx")[0] for e in root.iter("circle")][1:]
    # From 6 on, 348 wide, and the greatest ratio, 1.5, at the end.
    assert own == [6 + 348 * 0.25 / 1.5, 354]
    betweens = [e.get("d", "") for e in root.iter("path") if e.get("class") == "between"]
    assert {d.partition("H")[2] for d in betweens} == {"238.0"}
    for words in ("Area", "One", "50 m²", "Two", "200 m²", "25%", "150%"):
        assert words in messages(root)


@both_languages
def test_a_chart_draws_the_rows_that_its_table_names(catalogue: Catalogue, lang: Lang) -> None:
    shown = {}
    for stop in catalogue.all(kinds.STOP):
        for table in stop.model.tables:
            comparison = drawings(catalogue, lang).chart(table)
            if comparison is not None:
                root = parse(comparison.picture)
                assert table.columns[1][lang].split()[0] in messages(root)
                shown[table.id] = [item.text for item in texts(root, "ratio")]
                for row in table.chart.rows if table.chart else ():
                    assert table.rows[row - 1][0][lang] in messages(root)
    assert shown == {
        "comparison-of-two-centres": ["54%", "50%", "10%"],
        "library-systems": ["17%", "42%", "37%"],
        "main-libraries": ["80%", "42%"],
    }


def test_figures_per_head_are_worked_out_from_the_table(catalogue: Catalogue) -> None:
    stop = catalogue.get(kinds.STOP, "usa-2024/seattle-central-library").model
    comparison = drawings(catalogue, "en").chart(stop.tables[0])
    assert comparison is not None
    root = parse(comparison.picture)
    mine, others = ([item.text for item in texts(root, kind)][1:] for kind in ("own", "other"))
    # 419 of 2,851,309 people, and 650 of 757,992.
    assert (mine[0], others[0]) == ("14.7", "85.8")
    assert mine[1:] == ["680,000", "242,000"]
    assert others[1:] == ["1,640,000", "660,000"]


def test_no_row_is_drawn_whose_units_differ(catalogue: Catalogue) -> None:
    stop = catalogue.get(kinds.STOP, "usa-2024/seattle-central-library").model
    (budget,) = [row for row in stop.tables[0].rows if row[0].en == "Annual budget"]
    (cost,) = [row for row in stop.tables[1].rows if row[0].en == "Building cost"]
    assert quantities(budget[1:]) is None
    assert quantities(cost[1:]) is None


# --- graphs -----------------------------------------------------------------------------


def assert_a_sound_graph(svg: str, nodes: int) -> ET.Element:
    root = parse(svg)
    assert root.get("role") == "group"
    wide, high = at(root, "width", "height")
    links = list(root.iter("a"))
    assert len(links) == nodes
    boxes = []
    for link in links:
        box = next(link.iter("rect"))
        x, y, across, down = at(box, "x", "y", "width", "height")
        assert 0 <= x < x + across <= wide
        assert 0 <= y < y + down <= high
        for line in link.iter("text"):
            left, base = at(line, "x", "y")
            assert left + width(line.text or "", 12) <= x + across
            assert y < base < y + down
        boxes.append((x, y, x + across, y + down))
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (a, b)
    boxes_by_id = {a.get("data-node"): box for a, box in zip(links, boxes, strict=True)}
    for line in (item for item in root.iter("path") if item.get("class") == "edge"):
        ends = {ends_of(line, "data-a", boxes_by_id), ends_of(line, "data-b", boxes_by_id)}
        path = re.findall(r"([\d.]+) ([\d.]+)", line.get("d", ""))
        (from_x, from_y), (to_x, to_y) = (tuple(map(float, path[i])) for i in (0, -1))
        assert any(abs(from_x - right) < 2 and abs(from_y - y) < 1 for _, right, y in ends)
        assert any(abs(to_x - left) < 2 and abs(to_y - y) < 1 for left, _, y in ends)
        for y, x in re.findall(r"([\d.]+)H([\d.]+)", line.get("d", "")):
            behind = [b for b in boxes if b[0] < float(x) - 1 < b[2] and b[1] < float(y) < b[3]]
            assert behind == [], line.attrib
    return root


def ends_of(
    line: ET.Element, end: str, boxes: Mapping[str | None, tuple[float, ...]]
) -> tuple[float, float, float]:
    """The left and right side of the box at an end of a line, and its middle."""
    left, top, right, bottom = boxes[line.get(end)]
    return left, right, (top + bottom) / 2


def test_a_line_that_passes_a_column_runs_behind_no_box() -> None:
    columns = [Column(name, (Node(name, name, f"#{name}"),)) for name in "abc"]
    svg = graph("g", "Graph", "It", columns, [Edge("a", "c"), Edge("a", "b")], 600, {})
    root = assert_a_sound_graph(svg, 3)
    edges = [(e.get("data-a"), e.get("data-b")) for e in root.iter("path")]
    assert edges == [("a", "c"), ("a", "b")]


def test_marks_of_owners_have_a_legend_where_they_differ() -> None:
    names: dict[Owner, str] = {"national": "The state", "local": "The city", "foreign": "Abroad"}
    nodes = [Node(owner, owner, f"#{owner}", owner=owner) for owner in ("national", "local")]
    root = parse(graph("g", "Graph", "It", [Column("A", tuple(nodes))], [], 600, names))
    assert [item.text for item in texts(root, "legend")] == ["The state", "The city"]
    assert len([e for e in root.iter() if "sign" in e.get("class", "").split()]) == 4
    root = parse(graph("g", "Graph", "It", [Column("A", tuple(nodes[:1]))], [], 600, names))
    assert texts(root, "legend") == []


def test_heads_of_narrow_columns_do_not_meet() -> None:
    title = "Clauses and commentary of long ago"
    columns = [Column(title, (Node(name, name, f"#{name}"),)) for name in "abcde"]
    root = assert_a_sound_graph(graph("g", "Graph", "It", columns, [], 600, {}), 5)
    for head in texts(root, "column"):
        assert width(head.text or "", 12) <= (600 - 4 * 46) / 5


def test_a_name_is_words_and_never_markup() -> None:
    column = Column(_HOSTILE, (Node("x", _HOSTILE, "#x"),))
    root = parse(graph("g", _HOSTILE, _HOSTILE, [column], [], 900, {}))
    assert "script" not in {item.tag for item in root.iter()}
    assert next(root.iter("title")).text == _HOSTILE


@both_languages
def test_the_graph_of_the_site_has_every_record_and_every_pair(
    catalogue: Catalogue, lang: Lang
) -> None:
    web = relations(catalogue)
    keys = {key for column in web.columns.values() for key in column}
    root = assert_a_sound_graph(drawings(catalogue, lang).site_graph(web), len(keys))
    drawn = {
        frozenset((e.get("data-a"), e.get("data-b")))
        for e in root.iter("path")
        if e.get("class") == "edge"
    }
    pairs = {
        frozenset(f"{key.kind}:{key.id}" for key in pair)
        for pair in web.pairs
        if {key.kind for key in pair} != {"policy"}
    }
    assert drawn == pairs
    for kind in ("policy", "finding", "recommendation", "stop", "commentary"):
        linked = (entry for entry in catalogue.all(KINDS[kind]) if not entry.model.unlinked)
        assert {entry.key for entry in linked} <= keys


def test_the_lists_of_the_graph_page_have_every_pair_from_both_ends(
    catalogue: Catalogue, pages: list[Page]
) -> None:
    web = relations(catalogue)
    (page,) = [item for item in pages if item.address == "graph/"]
    lists = page.markdown.split('<ul class="web"', 1)[1]
    links = len(re.findall("<a href", lists))
    records = sum(map(len, web.columns.values()))
    assert links == records + 2 * len(web.pairs)


def test_clauses_keep_the_order_of_the_rules(catalogue: Catalogue) -> None:
    web = relations(catalogue)
    root = parse(drawings(catalogue, "en").site_graph(web))
    tops = {e.get("data-node", ""): at(next(e.iter("rect")), "y")[0] for e in root.iter("a")}
    clauses = [
        tops[f"provision:{key.id}"] for key in web.columns["rules"] if key.kind == "provision"
    ]
    assert len(clauses) > 5
    assert clauses == sorted(clauses)


# --- the scheme, and dates --------------------------------------------------------------


def test_a_flow_has_its_steps_in_order_and_the_others_apart() -> None:
    steps = [Step("First", ("A line",)), Step("Second"), Step("Perhaps", aside=True)]
    root = parse(flow("flow", "Flow", "It", steps))
    assert [item.text for item in texts(root, "label")] == ["First", "Second", "Perhaps"]
    assert [item.text for item in texts(root, "number")] == ["1", "2"]
    assert [item.text for item in texts(root, "detail")] == ["A line"]
    boxes = list(root.iter("rect"))
    assert ["aside" in e.get("class", "") for e in boxes] == [False, False, True]
    for above, below in pairwise(boxes):
        assert at(above, "y")[0] + at(above, "height")[0] < at(below, "y")[0]
    assert len([e for e in root.iter("path") if e.get("class") == "head"]) == 1


def test_the_flow_of_the_real_scheme(catalogue: Catalogue) -> None:
    (scheme,) = catalogue.schemes()
    steps = flow_steps(scheme)
    assert [(step.clause, step.percent, step.aside) for step in steps] == [
        ("5", None, False),
        ("6", None, False),
        ("7", None, False),
        ("8.1.1", 40, False),
        ("8.1.2", 40, False),
        ("8.1.3", 20, False),
        ("9", None, True),
        ("10", None, True),
    ]
    deadlines = [deadline.id for step in steps for deadline in step.deadlines]
    assert deadlines == [deadline.id for deadline in scheme.calculator.deadlines]


def test_the_categories_at_a_glance(catalogue: Catalogue) -> None:
    (scheme,) = catalogue.schemes()
    found = {
        category.answer: (
            *((row.value, row.clause) for row in category.ceilings if row is not None),
            [requirement.id for requirement in category.requirements],
            [document.id for document in category.documents],
        )
        for category in categories(scheme)
    }
    assert found == {
        "pilot": (
            (8_000_000, "4.1"),
            ["pilot-runtime", "pilot-script", "pilot-outline"],
            ["series-outline", "series-length"],
        ),
        "short": ((5_000_000, "4.2"), ["short-runtime", "short-script", "national-film"], []),
        "trailer": (
            (5_000_000, "4.3"),
            [
                "trailer-runtime",
                "trailer-script",
                "trailer-screenplay",
                "trailer-outline",
                "national-film",
            ],
            ["series-outline", "feature-screenplay", "series-length"],
        ),
    }


def test_what_a_condition_is_where_the_category_alone_is_known() -> None:
    pilot = OneOf.model_validate({"one_of": {"fact": "category", "options": ["pilot"]}})
    other = OneOf.model_validate({"one_of": {"fact": "kind", "options": ["pilot"]}})
    no_pilot = Not.model_validate({"not": pilot})
    assert truth_for(All(all=(pilot, pilot)), "category", "pilot") is True
    assert truth_for(All(all=(pilot, other)), "category", "pilot") is None
    assert truth_for(All(all=(pilot, other)), "category", "short") is False
    assert truth_for(Any_(any=(pilot, other)), "category", "pilot") is True
    assert truth_for(Any_(any=(pilot, other)), "category", "short") is None
    assert truth_for(no_pilot, "category", "pilot") is False
    assert truth_for(no_pilot, "category", "short") is True
    assert truth_for(None, "category", "pilot") is True
    assert truth_for("ours", "ours", "true") is True
    assert truth_for("ours", "ours", "false") is False
    assert truth_for(Not.model_validate({"not": "ours"}), "ours", "false") is True
    two = Enough.model_validate({"enough": {"least": 2, "of": [{"when": pilot}, {"when": other}]}})
    assert truth_for(two, "category", "pilot") is None
    assert truth_for(two, "category", "short") is False


def test_the_timeline_of_a_policy_has_its_dates_and_those_of_its_evidence(
    catalogue: Catalogue,
) -> None:
    for entry in catalogue.all(kinds.POLICY):
        found = moments(catalogue, entry)
        assert [item.when for item in found] == sorted(item.when for item in found)
        stops = {key for item in found if key_is_of_a_visit(item) for key in item.keys}
        assert stops == {key_of("stop", item.stop) for item in entry.model.stops}
        words = [item.text for item in found if item.text is not None]
        assert sorted(words, key=str) == sorted((m.text for m in entry.model.milestones), key=str)
    reports = moments(catalogue, catalogue.get(kinds.POLICY, "korea-model"))
    assert [(item.when, item.visit) for item in reports if item.report] == [
        ("2024-11-04", key_of("visit", "usa-2024"))  # the other report has no date
    ]


def key_is_of_a_visit(moment: Moment) -> bool:
    return moment.visit is not None and not moment.report


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        ("2004", "2004 年", "2004"),
        ("2021-11", "2021 年 11 月", "November 2021"),
        ("2024-08-06", "2024 年 8 月 6 日（星期二）", "Tuesday 6 August 2024"),
    ],
)
def test_a_date_is_as_exact_as_its_source(when: str, zh: str, en: str) -> None:
    assert (format_when(when, "zh"), format_when(when, "en")) == (zh, en)


def test_everybody_at_the_stops_but_the_delegation(catalogue: Catalogue) -> None:
    for visit in catalogue.visits():
        members = {member.person for member in visit.model.members}
        people = [item for stop in visit.stops for item in stop.model.people]
        for presence in get_args(Presence):
            found = {person.key.id for person in people_at_stops(visit, presence)}
            assert found == {i.person for i in people if i.presence == presence} - members


# --- every run --------------------------------------------------------------------------


def test_the_same_in_every_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import hashlib, pathlib, sys; from generator.build import build;"
        "pages = build(pathlib.Path(sys.argv[1])).pages;"
        "print(hashlib.sha256(''.join(p.markdown for p in pages).encode()).hexdigest())"
    )
    module = tmp_path / "digest.py"
    module.write_text(code, encoding="utf-8")
    digests = set()
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        done = run("digest", ROOT / "data", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout)
    assert len(digests) == 1
