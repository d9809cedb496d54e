"""Whose result changes, the slow way: applicants decided by both states, one by one.

``tried`` compares all that the engine says of many applicants drawn at random, most of them with
answers near the figures of the rules: whoever differs has the answers of a change that tells of
it, or the rule is undecided, and whoever has the answers of a change differs as it tells. The
states are those of a scheme of which some figures, operators and options are changed, or two
calculators over the same questions.

``python -m tests.tools.flips PAIRS APPLICANTS`` tries so many pairs with so many applicants each.
"""

from __future__ import annotations

import copy
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, cast

from generator.rules.compile import is_text
from generator.rules.engine import FactRefused, results
from generator.rules.flips import Change, Flips, flips
from generator.rules.flips.model import Span
from tests.tools.mutation import scheme_mutants

Facts = dict[str, Any]
Difference = tuple[str, str, Any, Any]
"""The kind of a rule, its id, and what it comes to before and after."""
_FIGURES = ("amount", "limit", "instalment", "deadline")
_REQUESTED = {None: "unknown", True: "exceeds", False: "within"}


def known(scheme: Facts, facts: Mapping[str, Any]) -> Facts:
    """Facts without those of questions that a state does not ask."""
    asked = {question["id"] for question in scheme["questions"]}
    return {fact: answer for fact, answer in facts.items() if fact in asked}


def differences(before: Facts, after: Facts, old: Any, new: Any) -> Iterator[Difference]:
    """All in which two results of the engine, or what it refuses, differ."""
    refused = [one.fact for one in (old, new) if isinstance(one, FactRefused)]
    if refused:
        ways = ["refused" if isinstance(one, FactRefused) else "accepted" for one in (old, new)]
        yield "answer", refused[0], ways[0], ways[1]
        return
    for kind, rule, one, other in _beside(old, new):
        if one != other:
            yield kind, rule, one, other
    stages = [{r["id"]: r["stage"] for r in state["requirements"]} for state in (before, after)]
    for id_ in stages[0].keys() & stages[1].keys():
        if stages[0][id_] != stages[1][id_]:
            yield "stage", id_, stages[0][id_], stages[1][id_]


def _beside(old: Any, new: Any) -> Iterator[Difference]:
    requirements = [{r["id"]: r for r in result["requirements"]} for result in (old, new)]
    for id_ in requirements[0].keys() | requirements[1].keys():
        one, other = (some.get(id_) for some in requirements)
        yield "requirement", id_, _status(one), _status(other)
        notes = [set(some["notes"] if some else ()) for some in (one, other)]
        for note in notes[0] ^ notes[1]:
            ways = ["shown" if note in some else "not_shown" for some in notes]
            yield "note", f"{id_}/{note}", ways[0], ways[1]
    amounts = old["amount"], new["amount"]
    caps = [amount["cap"] if amount else "absent" for amount in amounts]
    yield "amount", "amount", caps[0], caps[1]
    steps = [{s["id"]: s["amount"] for s in (a["steps"] if a else ())} for a in amounts]
    for id_ in steps[0].keys() | steps[1].keys():
        yield "limit", id_, *(some.get(id_, "not there") for some in steps)
    if all(amounts):
        yield "currency", "amount", *(amount["currency"] for amount in amounts)
        yield "binding", "binding", *(amount["binding"] for amount in amounts)
        ways = [_REQUESTED[amount["exceeds_cap"]] for amount in amounts]
        yield "requested", "requested", ways[0], ways[1]
    paid = [{i["id"]: i for i in result["instalments"]} for result in (old, new)]
    for id_ in paid[0].keys() | paid[1].keys():
        shares = [some[id_]["percent"] if id_ in some else "absent" for some in paid]
        if shares[0] != shares[1]:
            yield "share", id_, *shares
        else:
            yield "instalment", id_, *(some[id_]["amount"] for some in paid)
    days = [{d["id"]: d for d in result["deadlines"]} for result in (old, new)]
    for id_ in days[0].keys() | days[1].keys():
        dates = [some[id_]["date"] if id_ in some else "absent" for some in days]
        yield "deadline", id_, *dates
        if dates[0] == dates[1]:
            yield "office_day", id_, *(some[id_]["office_day"] for some in days)


def _status(requirement: Any) -> Any:
    if requirement is None:
        return "absent"
    if "readings" in requirement:
        return {one["id"]: one["outcome"] for one in requirement["readings"]}
    return requirement["status"]


def names(change: Change, row: Mapping[str, Any]) -> bool:
    """Whether an applicant has the answers of a change."""
    span = change.span if change.extent in ("all", "rounded") else None
    for fact, answer in change.facts.items():
        if fact not in row:
            return False
        given = row[fact]
        if span is not None and span.fact == fact:
            if not _within(span, given):
                return False
        elif isinstance(answer, tuple):
            if not set(answer) <= set(given):
                return False
        elif given != answer:
            return False
    return True


def _within(span: Span, given: Any) -> bool:
    return (
        (span.first is None or given >= span.first)
        and (span.last is None or given <= span.last)
        and (span.after is None or given > span.after)
        and (span.until is None or given < span.until)
    )


def unnamed(found: list[Difference], named: Flips, row: Mapping[str, Any]) -> list[Difference]:
    """Those of an applicant's differences that no change and no undecided rule names.

    A change names whoever has its answers; one that waits for answers, whoever differs so.
    """
    undecided = {(one.kind, one.rule) for one in named.undecided} | named.examples
    amount = any(kind in ("amount", "currency") for kind, *_ in found)
    missing = []
    for kind, rule, before, after in found:
        waits = {None, "unknown"} & {_plain(before), _plain(after)}
        if kind in ("requested", "instalment") and (amount or waits):
            continue  # it follows from the amount, or from a question, of which the change is told
        way = _direction(kind, before, after)
        ways = [way, ("unclear", way[1]), (way[0], "unclear")]
        named_ways = {
            (change.kind, change.rule, *_way(change))
            for change in named.changes
            if waits or names(change, row)
        }
        known = (kind, rule) in undecided or any((kind, rule, *w) in named_ways for w in ways)
        if not known:
            missing.append((kind, rule, before, after))
    return missing


def _way(change: Change) -> tuple[Any, Any]:
    return _direction(change.kind, change.before, change.after)


def _direction(kind: str, before: Any, after: Any) -> tuple[Any, Any]:
    """From what to what; of figures that both are known, whether it rises or falls."""
    if kind in _FIGURES and all(_is_figure(kind, one) for one in (before, after)):
        return ("rises", "") if after > before else ("falls", "")
    if kind in _FIGURES:
        return tuple(
            "a figure" if _is_figure(kind, one) else _none(kind, one) for one in (before, after)
        )  # type: ignore[return-value]
    return _plain(before), _plain(after)


def _plain(one: Any) -> Any:
    """An outcome that can stand in a set."""
    if isinstance(one, dict):
        return tuple(sorted(one.items()))
    return tuple(one) if isinstance(one, list) else one


def _none(kind: str, one: Any) -> Any:
    return "not there" if one in ("not there", "absent", "not_applicable") else one


def _is_figure(kind: str, one: Any) -> bool:
    if kind == "deadline":
        return isinstance(one, str) and one[:2] in ("19", "20", "21", "22")
    return isinstance(one, int | float) and not isinstance(one, bool)


_OWN = ("asked", "answer", "needed")
"""What of a rule no result of the engine shows."""


def overclaimed(found: list[Difference], named: Flips, row: Mapping[str, Any]) -> list[Change]:
    """The changes that name an applicant, and everybody like him, who does not differ so."""
    ways = {(kind, rule, *_direction(kind, one, other)) for kind, rule, one, other in found}
    return [
        change
        for change in named.changes
        if change.extent == "all" and change.kind not in _OWN and names(change, row)
        if (change.kind, change.rule, *_way(change)) not in ways
        if "unclear" not in (change.before, change.after)
    ]


def untrue(changes: Iterable[Change], before: Facts, after: Facts) -> list[Change]:
    """The changes whose applicants do not differ as they are told to."""
    some = [change for change in changes if change.kind not in ("asked", "needed")]
    rows = [change.facts for change in some]
    return [
        change
        for change, found in zip(some, decided(before, after, rows), strict=True)
        if not any(
            (kind, rule) == (change.kind, change.rule)
            and (
                _direction(kind, one, other) == _way(change)
                or "unclear" in (change.before, change.after)
            )
            for kind, rule, one, other in found
        )
    ]


def decided(
    before: Facts, after: Facts, rows: Sequence[Mapping[str, Any]]
) -> Iterator[list[Difference]]:
    """For each applicant all in which the two states differ."""
    old, new = (results(state, [known(state, row) for row in rows]) for state in (before, after))
    for one, other in zip(old, new, strict=True):
        yield list(differences(before, after, one, other))


@dataclass
class Tried:
    """What came of a pair of states and some applicants."""

    flips: Flips
    applicants: int = 0
    differing: int = 0
    unnamed: list[tuple[list[Difference], Facts]] = field(default_factory=list)
    untrue: list[Change] = field(default_factory=list)
    overclaimed: list[tuple[list[Change], Facts]] = field(default_factory=list)


def tried(before: Facts, after: Facts, count: int, draw: Random) -> Tried:
    """Two states, with so many applicants drawn at random."""
    found = Tried(flips(cast(Any, before), cast(Any, after)), count)
    found.untrue = untrue(found.flips.changes, before, after)
    near = [*figures({**before, "scheme": ""}), *figures({**after, "scheme": ""}), 1]
    rows = [applicant(draw, before, after, near) for _ in range(count)]
    for row, outcomes in zip(rows, decided(before, after, rows), strict=True):
        differing = [one for one in outcomes if one[2] != one[3]]
        found.differing += bool(differing)
        if missing := unnamed(differing, found.flips, row):
            found.unnamed.append((missing, row))
        refused = any(kind == "answer" for kind, *_ in outcomes)
        if not refused and (wrong := overclaimed(differing, found.flips, row)):
            found.overclaimed.append((wrong, row))
    return found


# --- applicants ---------------------------------------------------------------


def figures(node: Any) -> Iterator[Any]:
    """Every number and day in a published calculator."""
    if isinstance(node, dict):
        for value in node.values():
            yield from figures(value)
    elif isinstance(node, list):
        for value in node:
            yield from figures(value)
    elif isinstance(node, bool):
        return
    elif isinstance(node, int | float) or re.fullmatch(r"2[01]\d\d-\d\d-\d\d", str(node)):
        yield node


def applicant(draw: Random, before: Facts, after: Facts, near: Sequence[Any]) -> Facts:
    """Answers that one of the two states could be given, most of them near its figures."""
    state = draw.choice([before, after])
    other = after if state is before else before
    questions = {q["id"]: q for q in other["questions"]}
    questions |= {q["id"]: q for q in state["questions"]}
    share = draw.choice([0, 0, 0.1, 0.5])
    facts: Facts = {}
    for fact, question in questions.items():
        if draw.random() >= share:
            answer = _answer(draw, question, near)
            if answer is not None:
                facts[fact] = answer
    for fact, question in questions.items():
        bound = question.get("no_more_than")
        if draw.random() < 0.95 and fact in facts and bound in facts:
            facts[fact] = min(facts[fact], facts[bound])
    return facts


def _answer(draw: Random, question: Facts, near: Sequence[Any]) -> Any:
    type_ = question["type"]
    if type_ == "boolean":
        return draw.random() < 0.5
    if "options" in question:
        options = [option["id"] for option in question["options"]]
        if type_ == "choice":
            return draw.choice(options)
        return draw.sample(options, draw.randint(0, len(options)))
    if type_ == "date":
        days = [date.fromisoformat(day) for day in near if isinstance(day, str)]
        day = draw.choice([*days, date(2028, 2, 29), date(2027, 1, 31)]).toordinal()
        day += draw.choice([0, 0, 1, -1, draw.randint(-800, 800), draw.randint(-20000, 20000)])
        first, last = date(2000, 1, 1).toordinal(), date(2199, 12, 31).toordinal()
        return date.fromordinal(max(first, min(last, day))).isoformat()
    numbers = [number for number in near if not isinstance(number, str)]
    number = draw.choice(numbers) * draw.choice([1, 1, 1, 2, 0.5, 1.25, 1 / 0.8])
    number += draw.choice([0, 0, 1, -1, 0.001, draw.uniform(-5, 5), draw.uniform(0, 100)])
    number = round(number) if type_ == "integer" else round(number, draw.choice([0, 1, 3, 12]))
    if "min" in question:
        number = max(number, question["min"])
    if "above" in question and number <= question["above"]:
        number = question["above"] + 1
    if "max" in question:
        number = min(number, question["max"])
    return number


# --- states -------------------------------------------------------------------

QUESTIONS: list[Facts] = [
    {"id": "a", "type": "integer", "min": 0, "max": 40},
    {"id": "b", "type": "integer", "above": 0, "max": 40},
    {"id": "part", "type": "integer", "min": 0, "no_more_than": "b"},
    {"id": "x", "type": "number"},
    {"id": "yes", "type": "boolean"},
    {"id": "kind", "type": "choice", "options": [{"id": "film"}, {"id": "series"}, {"id": "k"}]},
    {"id": "also", "type": "boolean", "asked_when": ["one_of", "kind", ["film", "k"]]},
    {"id": "themes", "type": "choices", "options": [{"id": "sea"}, {"id": "city"}, {"id": "t"}]},
    {"id": "n", "type": "integer", "min": 0, "asked_when": ["any", "also", ["at_least", "a", 9]]},
    {"id": "day", "type": "date"},
    {"id": "other_day", "type": "date"},
]

_KINDS = ("film", "series", "k", "new")
"""The options of ``kind`` in either state."""


class Drawn:
    """Rules drawn at random over ``QUESTIONS``."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw

    def number(self, depth: int = 2) -> Any:
        draw = self.draw
        if depth == 0 or draw.random() < 0.5:
            return draw.choice(["a", "b", "part", "x", "n", draw.randint(-2, 45), 7.5])
        inner = self.number(depth - 1)
        return draw.choice(
            [
                ["share", draw.choice([1, 25, 50, 80, 33.3]), inner],
                ["fraction", draw.randint(1, 3), draw.randint(1, 4), inner],
                ["sum", inner, self.number(depth - 1)],
                ["min", inner, self.number(depth - 1)],
                ["max", inner, self.number(depth - 1)],
                ["times", draw.randint(1, 4), inner],
                ["by", "kind", {o: self.number(depth - 1) for o in _KINDS}],
                ["by", "yes", {o: self.number(depth - 1) for o in ("true", "false")}],
                ["year_of", self.date(depth - 1)],
            ]
        )

    def date(self, depth: int = 1) -> Any:
        draw = self.draw
        if depth == 0 or draw.random() < 0.6:
            day = ["day", f"20{draw.randint(24, 30)}-0{draw.randint(1, 9)}-{draw.randint(10, 28)}"]
            return draw.choice(["day", "other_day", day])
        shift = [draw.randint(0, 1), draw.randint(0, 7), draw.choice([0, 0, 1, 30])]
        return [draw.choice(["later", "earlier"]), self.date(depth - 1), *shift]

    def condition(self, depth: int = 2) -> Any:
        draw = self.draw
        if depth and draw.random() < 0.6:
            some = [self.condition(depth - 1) for _ in range(draw.randint(2, 3))]
            points = [[draw.randint(1, 3), one] for one in some]
            least = draw.randint(1, sum(point for point, _ in points))
            return draw.choice(
                [["all", *some], ["any", *some], ["enough", least, points], ["not", some[0]]]
            )
        compare = draw.choice(["at_least", "at_most", "more_than", "less_than", "equal"])
        themes = draw.sample(["sea", "city", "t"], draw.randint(1, 2))
        kinds = draw.sample(["film", "series", "k"], draw.randint(1, 2))
        return draw.choice(
            [
                "yes",
                "also",
                ["one_of", "kind", kinds],
                ["any_of", "themes", themes],
                [compare, self.number(1), self.number(1)],
                [compare, self.number(0), draw.randint(0, 40)],
                [compare, self.date(), self.date()],
                [
                    "between_days",
                    self.date(),
                    draw.choice([201, 229, 1101]),
                    draw.choice([430, 228]),
                ],
            ]
        )

    def calculator(self) -> Facts:
        """A calculator over all of the questions."""
        draw = self.draw
        requirements: list[Facts] = []
        for i in range(draw.randint(1, 3)):
            rule: Facts = {"id": f"r{i}", "clause": "1", "stage": "application"}
            if draw.random() < 0.4:
                rule["applies_when"] = self.condition(1)
            if draw.random() < 0.3:
                rule["readings"] = [
                    {"id": "one", "met_when": self.condition(1)},
                    {
                        "id": "two",
                        **({"met_when": self.condition(1)} if draw.random() < 0.8 else {}),
                    },
                ]
            else:
                rule["met_when"] = self.condition()
            if draw.random() < 0.2:
                rule["notes"] = [{"id": "n", "when": self.condition(1)}]
            requirements.append(rule)
        limits: list[Facts] = []
        for i in range(draw.randint(0, 3)):
            limit = {"id": f"l{i}", "clause": "2", "value": self.number()}
            if draw.random() < 0.3:
                limit["applies_when"] = self.condition(1)
            limits.append(limit)
        percent = draw.choice([40, 50, 70])
        return {
            "scheme": "drawn",
            "questions": [{"clause": "1", **question} for question in copy.deepcopy(QUESTIONS)],
            "requirements": requirements,
            "amount": {"currency": "TWD", "clause": "2", "limits": limits, "requested": "n"},
            "instalments": [
                {"id": "i0", "clause": "3", "percent": percent},
                {"id": "i1", "clause": "3", "percent": 20},
                {"id": "i2", "clause": "3", "percent": 80 - percent},
            ],
            "deadlines": [{"id": "d", "clause": "4", "date": ["later", self.date(2), 0, 1, 0]}],
        }


def drawn_pair(draw: Random) -> tuple[Facts, Facts]:
    """Two small calculators over the same questions, with some of their rules the same."""
    before, other = Drawn(draw).calculator(), Drawn(draw).calculator()
    after = copy.deepcopy(before)
    for part in draw.sample(["requirements", "amount", "instalments", "deadlines"], 2):
        after[part] = other[part]
    if draw.random() < 0.3:
        _ask_otherwise(draw, after["questions"])
    return (before, after) if draw.random() < 0.5 else (after, before)


def _ask_otherwise(draw: Random, questions: list[Facts]) -> None:
    """Change what one of the questions takes for an answer, or when it is asked."""
    ways: list[Facts] = [
        {"id": "a", "type": "integer", "min": 3, "max": 50},
        {"id": "b", "type": "number", "above": 0, "max": 30},
        {"id": "part", "type": "integer", "min": 0},
        {"id": "x", "type": "integer"},
        {"id": "yes", "type": "boolean", "asked_when": ["at_least", "a", 5]},
        {"id": "kind", "type": "choice", "options": [{"id": "film"}, {"id": "k"}, {"id": "new"}]},
        {"id": "themes", "type": "choices", "options": [{"id": "sea"}, {"id": "city"}]},
        {"id": "n", "type": "integer", "min": 0},
    ]
    way = draw.choice(ways)
    for question in questions:
        if question["id"] == way["id"]:
            question.clear()
            question.update({"clause": "1", **way})


def changed(draw: Random, scheme: Facts, times: int) -> tuple[Facts, Facts]:
    """A scheme beside itself with so many figures, operators or options changed."""
    before = _decisive(scheme)
    after = copy.deepcopy(before)
    while times:
        mutants = [m for m in scheme_mutants({**after, **_NO_DAYS}) if _is_valid(m.scheme)]
        after = draw.choice(mutants).scheme
        times -= 1
    if draw.random() < 0.3:
        after["requirements"].pop(draw.randrange(len(after["requirements"])))
    after.pop("office_days")
    return (before, after) if draw.random() < 0.7 else (after, before)


def _decisive(scheme: Facts) -> Facts:
    """A scheme without words, which take most of the time, and without the days of offices."""
    plain: Facts = json.loads(json.dumps(scheme), object_hook=_without_texts)
    return {name: value for name, value in plain.items() if name != "office_days"}


def _without_texts(data: Facts) -> Facts:
    return {name: value for name, value in data.items() if not is_text(value)}


_NO_DAYS: Facts = {"office_days": {"first_year": 2020, "last_year": 2021, "holidays": []}}


def _is_valid(scheme: Facts) -> bool:
    """Whether no change has left a rule without anything to decide by."""
    ways = [way for rule in scheme["requirements"] for way in (rule, *rule.get("readings", ()))]
    whole = all("met_when" in way or "readings" in way or len(way) < 3 for way in ways)
    return whole and "[]" not in json.dumps([scheme["requirements"], scheme["questions"]])


def main(pairs: int, applicants: int, seed: int = 0) -> int:
    """Try pairs drawn at random, and count."""
    total = Tried(Flips((), ()))
    changes = undecided = 0
    for number in range(seed, seed + pairs):
        draw = Random(number)
        found = tried(*drawn_pair(draw), applicants, draw)
        total.applicants += applicants
        total.differing += found.differing
        total.unnamed += found.unnamed
        total.untrue += found.untrue
        total.overclaimed += found.overclaimed
        changes += len(found.flips.changes)
        undecided += len(found.flips.undecided)
        for missing in (*found.unnamed[:2], *found.untrue[:2], *found.overclaimed[:2]):
            print(f"pair {number}: {missing}")
    print(
        f"{pairs} pairs, {changes} changes, {undecided} rules undecided; of {total.applicants} "
        f"applicants {total.differing} differ, {len(total.unnamed)} of them unnamed; "
        f"{len(total.untrue)} changes untrue, {len(total.overclaimed)} applicants wrongly named"
    )
    return bool(total.unnamed or total.untrue or total.overclaimed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
