"""What the rules say at each figure, written by hand from the clauses, not from calculator.yml.

``cases`` makes from it the facts just under, at and just over every figure, with what must
come out. The tests compare the engine with them, and the mutation tests rely on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from generator.rules.engine import FactRefused, evaluate, values

Facts = dict[str, Any]
Figure = int | float


@dataclass(frozen=True, slots=True)
class Bands:
    """How a requirement comes out as the answer to one question grows."""

    requirement: str
    fact: str
    steps: tuple[tuple[str, Figure, str], ...]
    """``from`` a figure, itself included, or ``over`` it; and the status from there on."""
    below: str = "unmet"
    given: Facts = field(default_factory=dict)
    figures: tuple[Figure, ...] | None = None
    """The figures of the rule that make these steps, where they are not the steps themselves."""

    def status(self, answer: Figure) -> str:
        status = self.below
        for kind, figure, then in self.steps:
            if answer > figure or (kind == "from" and answer == figure):
                status = then
        return status


# Clause by clause. 以上 and 以下 take in the figure itself.
BANDS = (
    # 3.1: 百分之三十以上（含百分之三十）
    Bands("virtual-studio-share", "vp_ratio_percent", (("from", 30, "met"),)),
    # 3.2.1.1: 至少二十分鐘; 3.2.2.1: 十分鐘以上、二十分鐘以下; 3.2.3.1: 三分鐘以上、十分鐘以下
    Bands("pilot-runtime", "runtime_minutes", (("from", 20, "met"),), given={"category": "pilot"}),
    Bands(
        "short-runtime",
        "runtime_minutes",
        (("from", 10, "met"), ("over", 20, "unmet")),
        given={"category": "short"},
    ),
    Bands(
        "trailer-runtime",
        "runtime_minutes",
        (("from", 3, "met"), ("over", 10, "unmet")),
        given={"category": "trailer"},
    ),
    # 3.3.3: 總人數二分之一以上
    *(
        Bands(
            "technical-heads",
            "technical_heads_roc",
            (("from", least, "met"),),
            given={"technical_heads_total": total},
            figures=(50,),
        )
        for total, least in ((1, 1), (2, 1), (3, 2), (10, 5), (11, 6), (1000, 500), (1001, 501))
    ),
    # 3.5: 1920 x 1080 或更高等級: both sides, or as many pixels in all
    Bands(
        "resolution",
        "frame_width_px",
        (("from", 1920, "met"),),
        given={"frame_height_px": 1080},
    ),
    Bands(
        "resolution",
        "frame_height_px",
        (("from", 1080, "met"),),
        given={"frame_width_px": 1920},
    ),
    Bands(
        "resolution",
        "frame_width_px",
        (("from", 2_073_600, "unclear"),),
        given={"frame_height_px": 1},
    ),
    # 3.5: 24 格／秒: in full, or the 23.976 that cameras call 24, typed as 23.97 too
    Bands("frame-rate", "frame_rate_fps", (("from", 23.97, "unclear"), ("from", 24, "met"))),
    # 3.5: 16/24 Bit, 48 kHz
    Bands("audio-bit-depth", "audio_bit_depth", (("from", 16, "met"),)),
    Bands("audio-sample-rate", "audio_sample_rate_khz", (("from", 48, "met"),)),
    # 8.1.2, 8.1.3: 百分之三十，容許百分之十的誤差: 27 of 30 less a tenth, or 20 of 30 less ten
    *(
        Bands(
            requirement,
            "delivered_vp_ratio_percent",
            (("from", 20, "unclear"), ("from", 27, "met")),
        )
        for requirement in ("delivered-share-second", "delivered-share-third")
    ),
)

# What is said beside a result. 3.5: 16/24 Bit, 48KHz, 或更高等級 read as covering sound;
# 8.2.1 points back to the 30 of point 3. By requirement and note: the fact, and below, at and
# above each figure whether it is said.
NOTES: tuple[tuple[str, str, str, Mapping[int, tuple[bool, bool, bool]]], ...] = (
    (
        "audio-bit-depth",
        "other-depth",
        "audio_bit_depth",
        {16: (False, False, True), 24: (True, False, True)},
    ),
    ("audio-sample-rate", "higher-rate", "audio_sample_rate_khz", {48: (False, False, True)}),
    *(
        (
            requirement,
            "point-three",
            "delivered_vp_ratio_percent",
            {30: (True, False, False)},
        )
        for requirement in ("delivered-share-second", "delivered-share-third")
    ),
)

# What can be answered at all: a share from 0 to 100; lengths, sizes and rates above nothing;
# at least one technical head; money from nothing to the largest exact whole number.
MOST = 2**53 - 1
RANGES: dict[str, dict[str, Figure]] = {
    "vp_ratio_percent": {"min": 0, "max": 100},
    "delivered_vp_ratio_percent": {"min": 0, "max": 100},
    "runtime_minutes": {"above": 0},
    "technical_heads_total": {"min": 1},
    "technical_heads_roc": {"min": 0},
    "frame_width_px": {"above": 0},
    "frame_height_px": {"above": 0},
    "frame_rate_fps": {"above": 0},
    "audio_bit_depth": {"above": 0},
    "audio_sample_rate_khz": {"above": 0},
    "production_cost_twd": {"min": 0, "max": MOST},
    "requested_amount_twd": {"min": 0, "max": MOST},
    "approved_amount_twd": {"min": 0, "max": MOST},
}

# 4: 80 % of the cost; 4.1 to 4.3: no more than NT$8, 5 and 5 million
# What the one question in place of a group's counts as.
ALL_AT_ONCE = {"technical": (1920, 1080, 24, 16, 48)}
COST_PERCENT = 80
CEILINGS = {"pilot": 8_000_000, "short": 5_000_000, "trailer": 5_000_000}
# 8.1.1 to 8.1.3
INSTALMENTS = {"first": 40, "second": 40, "third": 20}
# 8.1.3 and 10.1: one year, asked for a month before, six months more; 10.2: three months.
# Years, months and days of each step from the date given.
DEADLINES: dict[str, tuple[str, list[tuple[int, int, int]]]] = {
    "completion": ("approval_date", [(1, 0, 0)]),
    "extension_request": ("approval_date", [(1, 0, 0), (0, -1, 0)]),
    "extended_completion": ("approval_date", [(1, 0, 0), (0, 6, 0)]),
    "force_majeure_request": ("force_majeure_date", [(0, 3, 0)]),
}

# 2: three kinds of business; 3.1: one of three themes; 3.2: the script of each category
OPTIONS: list[tuple[str, Facts, str]] = [
    *(
        ("applicant-trade", {"applicant_type": kind}, "met")
        for kind in ("film_production", "tv_program_production", "film_vfx")
    ),
    ("applicant-trade", {"applicant_type": "other"}, "unmet"),
    *(
        ("theme", {"themes": [theme]}, "met")
        for theme in ("historical_event", "shared_memory_or_contemporary_society", "local_culture")
    ),
    ("theme", {"themes": []}, "unmet"),
    # 1: 須為寫實基調, a condition or a purpose
    ("realistic-tone", {"realistic_tone": True}, "met"),
    ("realistic-tone", {"realistic_tone": False}, "unclear"),
    # 2: 不包括政府捐助成立、設置、編列預算捐（補）助的單位
    *(
        ("applicant-not-government-funded", {"applicant_government_tie": tie}, status)
        for tie, status in {
            "none": "met",
            "project_grant_only": "met",
            "budget_funded": "unmet",
            "endowed_or_established": "unmet",
        }.items()
    ),
    # 3.8: an agency is named for 委製 alone, a body that government funds for all three
    *(
        ("not-commissioned", {"government_involvement": part}, status)
        for part, status in {
            "none": "met",
            "agency_coproduction": "unclear",
            "agency_commission": "unmet",
            "funded_body": "unmet",
        }.items()
    ),
    # 12.6: the grantee, or the proposal and the film
    *(
        ("plan-not-revoked", {"plan_history": history}, status)
        for history, status in {
            "none": "met",
            "revoked_other_applicant": "unclear",
            "revoked_same_grantee": "unmet",
        }.items()
    ),
    # 3.4: 電影短片 is asked about of a short and of the trailer for a film
    *(
        (
            "national-film",
            {**kind, "is_cinema_short": True, "qualifies_as_national_film": True},
            status,
        )
        for kind, status in (
            ({"category": "short"}, "met"),
            ({"category": "trailer", "trailer_kind": "film"}, "met"),
            ({"category": "trailer", "trailer_kind": "series"}, "not_applicable"),
            ({"category": "pilot"}, "not_applicable"),
        )
    ),
    *(
        (
            f"{named}-script",
            {"category": category, "has_script": has},
            ("met" if has else "unmet") if named == category else "not_applicable",
        )
        for named in CEILINGS
        for category in CEILINGS
        for has in (True, False)
    ),
]

# 3.2: the trailer's kind; the outline of a pilot or a series; the script of a film; 3.4
ASKED: list[tuple[Facts, set[str]]] = [
    (
        {"category": "short", "is_cinema_short": True},
        {"is_cinema_short", "qualifies_as_national_film"},
    ),
    ({"category": "short", "is_cinema_short": False}, {"is_cinema_short"}),
    ({"category": "short", "trailer_kind": "film"}, {"is_cinema_short"}),
    ({"category": "short", "trailer_kind": "series"}, {"is_cinema_short"}),
    ({"category": "pilot"}, {"has_series_outline"}),
    ({"category": "pilot", "trailer_kind": "film"}, {"has_series_outline"}),
    (
        {"category": "trailer", "trailer_kind": "film"},
        {"trailer_kind", "is_cinema_short", "has_feature_screenplay"},
    ),
    ({"category": "trailer", "trailer_kind": "series"}, {"trailer_kind", "has_series_outline"}),
]


@dataclass(frozen=True, slots=True)
class Case:
    """Facts, and what must come out of them."""

    about: str
    facts: Facts
    read: Callable[[Facts], Any]
    """What of the engine's result, or of ``{"refused": …}``, is compared."""
    expected: Any

    def found(self, calculator: Facts) -> Any:
        try:
            return self.read(dict(evaluate(calculator, self.facts)))
        except FactRefused as refused:
            return self.read({"refused": (refused.code, refused.fact)})


def around(figure: Figure, type_: str) -> list[Figure]:
    """Just under, at and just over a figure: by one, or by a thousandth and a billionth."""
    if type_ == "integer":
        return [figure - 1, figure, figure + 1]
    return [figure, *(figure + step for step in (-0.001, -1e-9, 1e-9, 0.001))]


def cases(calculator: Facts) -> Iterator[Case]:
    """A case on each side of every figure of the calculator and of the tables here."""
    types = {question["id"]: question["type"] for question in calculator["questions"]}
    for bands in BANDS:
        figures = {figure for _, figure, _ in bands.steps} | set(
            compared(calculator, bands.requirement, bands.fact)
        )
        for figure in sorted(figures):
            for answer in around(figure, types[bands.fact]):
                yield Case(
                    f"{bands.requirement} at {answer}",
                    {**bands.given, bands.fact: answer},
                    _status(bands.requirement),
                    _expected(bands, answer),
                )
    for requirement, facts, status in OPTIONS:
        yield Case(f"{requirement} with {facts}", facts, _status(requirement), status)
    for requirement, note, fact, noted in NOTES:
        for figure, (below, at, above) in noted.items():
            for answer in around(figure, types[fact]):
                shown = at if answer == figure else above if answer > figure else below
                about = f"{note} of {requirement}, {answer}"
                yield Case(about, {fact: answer}, _note(requirement, note), shown)
    for tie in ("none", "project_grant_only", "budget_funded", "endowed_or_established"):
        yield Case(
            f"project-grants of applicant-not-government-funded, {tie}",
            {"applicant_government_tie": tie},
            _note("applicant-not-government-funded", "project-grants"),
            tie == "project_grant_only",
        )
    yield from _ranges(types)
    yield from _money()
    yield from _dates()


def compared(calculator: Facts, requirement: str, fact: str) -> Iterator[Figure]:
    """The figures with which a requirement compares a fact."""
    (found,) = (item for item in calculator["requirements"] if item["id"] == requirement)

    def walk(node: Any) -> Iterator[Figure]:
        if isinstance(node, list):
            if len(node) == 3 and node[1] == fact and isinstance(node[2], int | float):
                yield node[2]
            for item in node:
                yield from walk(item)

    for item in found.get("readings", [found]):
        yield from walk(item.get("met_when"))


def wrongly_asked(calculator: Facts) -> list[Facts]:
    """The facts of ``ASKED`` with which the calculator asks other questions than there."""
    conditional = [item for item in calculator["questions"] if "asked_when" in item]
    wrong = []
    for facts, asked in ASKED:
        (rows,) = values(
            [
                {
                    "facts": list(facts),
                    "rows": [tuple(facts.values())],
                    "asked": [],
                    "expressions": [item["asked_when"] for item in conditional],
                }
            ]
        )
        found = {item["id"] for item, now in zip(conditional, rows[0], strict=True) if now is True}
        if found != asked:
            wrong.append(facts)
    return wrong


def _status(requirement: str) -> Callable[[Facts], Any]:
    def read(result: Facts) -> Any:
        if "refused" in result:
            return result["refused"]
        return next(r["status"] for r in result["requirements"] if r["id"] == requirement)

    return read


def _note(requirement: str, note: str) -> Callable[[Facts], Any]:
    """Whether a note is among those of a requirement."""

    def read(result: Facts) -> Any:
        (decided,) = (r for r in result["requirements"] if r["id"] == requirement)
        return note in decided["notes"]

    return read


def _expected(bands: Bands, answer: Figure) -> Any:
    """Its status, unless it is no answer at all."""
    limits = RANGES[bands.fact]
    if answer < limits.get("min", answer) or answer <= limits.get("above", answer - 1):
        return ("out_of_range", bands.fact)
    if bands.fact == "technical_heads_roc" and answer > bands.given["technical_heads_total"]:
        return ("inconsistent", bands.fact)
    return bands.status(answer)


def _ranges(types: dict[str, str]) -> Iterator[Case]:
    for fact, limits in RANGES.items():
        for kind, figure in limits.items():
            for answer in around(figure, types[fact]):
                allowed = (
                    answer >= figure
                    if kind == "min"
                    else answer <= figure
                    if kind == "max"
                    else answer > figure
                )
                yield Case(
                    f"{fact} of {answer}",
                    {fact: answer},
                    lambda result: result.get("refused"),
                    None if allowed else ("out_of_range", fact),
                )


def _money() -> Iterator[Case]:
    for category, ceiling in CEILINGS.items():
        enough = ceiling * 100 // COST_PERCENT
        for cost in (0, 1, 99, 100, 101, enough - 1, enough, enough + 1, MOST):
            share = cost * COST_PERCENT // 100
            cap = min(share, ceiling)
            binding = ["share"] * (cost <= enough) + ["ceiling"] * (cost >= enough)
            yield Case(
                f"{category} of {cost}",
                {"category": category, "production_cost_twd": cost},
                lambda result: (result["amount"]["cap"], result["amount"]["binding"]),
                (cap, binding),
            )
            for asked in (cap, cap + 1):
                yield Case(
                    f"{category} of {cost}, {asked} asked for",
                    {
                        "category": category,
                        "production_cost_twd": cost,
                        "requested_amount_twd": asked,
                    },
                    lambda result: result["amount"]["exceeds_cap"],
                    asked > cap,
                )
    for approved in (0, 1, 99, 100, 101, MOST):
        parts = [approved * percent // 100 for percent in INSTALMENTS.values()][:-1]
        yield Case(
            f"{approved} approved",
            {"approved_amount_twd": approved},
            lambda result: [
                (item["id"], item["percent"], item["amount"]) for item in result["instalments"]
            ],
            list(
                zip(
                    INSTALMENTS,
                    INSTALMENTS.values(),
                    [*parts, approved - sum(parts)],
                    strict=True,
                )
            ),
        )


def moved(day: date, years: int, months: int, days: int) -> date:
    """A date moved; a day that the month lacks becomes its last, and so does, on, a last day."""
    assert days == 0
    month = day.year * 12 + day.month - 1 + years * 12 + months
    ends = (day + timedelta(days=1)).day == 1
    for last in range(31 if ends and (years, months) > (0, 0) else day.day, 0, -1):
        try:
            return date(month // 12, month % 12 + 1, last)
        except ValueError:
            continue
    raise AssertionError


def _dates() -> Iterator[Case]:
    for id_, (fact, steps) in DEADLINES.items():
        for start in (
            "2024-02-29", "2025-03-31", "2025-04-30", "2025-12-31", "2026-01-01", "2026-08-31",
        ):  # fmt: skip
            day = date.fromisoformat(start)
            for step in steps:
                day = moved(day, *step)
            yield Case(f"{id_} from {start}", {fact: start}, _date(id_), day.isoformat())
    # Administrative Procedure Act 48: 7 August 2027 is a Saturday, 28 February 2028 a holiday.
    for start, fact, days in (
        ("2026-08-07", "approval_date", {"completion": "2027-08-09", "extension_request": None}),
        ("2027-02-25", "approval_date", {"completion": None, "extended_completion": None}),
        ("2027-05-28", "force_majeure_date", {"force_majeure_request": "2027-08-30"}),
        ("2027-11-24", "force_majeure_date", {"force_majeure_request": None}),
        ("2027-11-28", "force_majeure_date", {"force_majeure_request": "2028-02-29"}),
        ("2026-06-16", "approval_date", {"extension_request": None}),  # a Sunday
        ("2026-08-19", "approval_date", {"extended_completion": "2028-02-21"}),
        ("2018-12-29", "approval_date", {"completion": None}),
        ("2019-01-01", "approval_date", {"completion": "2020-01-02"}),
        ("2029-12-28", "approval_date", {"completion": "2030-12-30"}),
        ("2030-01-04", "approval_date", {"completion": None}),
    ):
        for id_, office_day in days.items():
            about = f"office day of {id_} from {start}"
            yield Case(about, {fact: start}, _date(id_, "office_day"), office_day)


def _date(deadline: str, which: str = "date") -> Callable[[Facts], Any]:
    return lambda result: next(d[which] for d in result["deadlines"] if d["id"] == deadline)
