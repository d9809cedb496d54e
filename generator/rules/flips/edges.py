"""Edges: from one applicant whose result differs to those at the edge of all that do.

In: a pair and an applicant's answers. Out: the fewest of the answers with which it still
differs in the same way, and for each number or date among them the answers between which it
does. The engine decides every one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, groupby, pairwise
from math import ceil, floor

from ...models.expressions import OPERATORS
from ...models.operands import Result
from ..engine import Answer
from .lines import Curved, points
from .model import Change, Shown, Span
from .pairs import Facts, Key, Outcome, Pair
from .published_form import Plain, walk
from .states import States

YEARS = (2027, 2028)
"""An ordinary year and a leap year, in which whatever comes round each year is shown."""

_Outcomes = tuple[Outcome, Outcome] | None


@dataclass(frozen=True, slots=True)
class _Run:
    """Answers in a row with which a rule differs in the same way."""

    answers: Sequence[Answer]
    span: Span
    turns: Collection[Answer]
    """The points at which the rule can turn."""


class Edges:
    """The edges of one pair."""

    def __init__(self, pair: Pair, states: States) -> None:
        self._pair = pair
        self._ways = states.questions(pair.facts)
        self._expressions = list(_turning(pair, states))
        self._known: dict[str, _Outcomes] = {}

    def outcomes(self, rows: Sequence[Facts]) -> list[_Outcomes]:
        """What the engine says of both states to each applicant's answers."""
        names = list(map(_name, rows))
        new = {name: row for name, row in zip(names, rows, strict=True) if name not in self._known}
        found = self._pair.outcomes(list(new.values())) if new else []
        self._known.update(zip(new, found, strict=True))
        return [self._known[name] for name in names]

    def keys(self, rows: Sequence[Facts]) -> list[Key | None]:
        """In which way each applicant's result differs."""
        return list(map(self._pair.key, self.outcomes(rows)))

    def key(self, facts: Facts) -> Key | None:
        """In which way an applicant's result differs."""
        return self.keys([facts])[0]

    def least(
        self, facts: Facts, key: Key, holds: Callable[[Facts, Key], bool] = lambda *_: True
    ) -> Facts:
        """The fewest answers with which the result still differs in the same way, and of which
        ``holds`` says so.
        """
        for fact in reversed(self._pair.facts):
            if fact not in facts:
                continue
            without = {f: answer for f, answer in facts.items() if f != fact}
            if self.key(without) == key and holds(without, key):
                facts = without
                continue
            answer = facts[fact]
            for option in answer if isinstance(answer, tuple) else ():
                fewer = tuple(o for o in facts[fact] if o != option)  # type: ignore[union-attr]
                one = {**facts, fact: fewer}
                if self.key(one) == key and holds(one, key):
                    facts = one
        return facts

    def changes(self, facts: Facts, key: Key) -> Iterator[Change]:
        """The applicants at the edges around one, by each number and date among the answers."""
        measured = [fact for fact in facts if self._type(fact) in ("integer", "number", "date")]
        if self._pair.scattered:
            yield self._change(facts)
            return
        facts = self._lowered(facts, measured, key)
        found: dict[str, Change] = {}
        for fact in measured:
            for run in self._told(facts, fact, key):
                if len(measured) > 1 and run.span.first is None and run.span.last is None:
                    continue
                for answer in self._shown(facts, fact, run):
                    one = {**facts, fact: answer}
                    found.setdefault(_name(one), self._change(one, run.span))
        yield from found.values() or (self._change(facts),)

    def _change(self, facts: Facts, span: Span | None = None) -> Change:
        (outcomes,) = self.outcomes([facts])
        assert outcomes is not None
        before, after = outcomes
        pair = self._pair
        clause = after.clause or before.clause or pair.clause
        return Change(pair.kind, pair.rule, clause, facts, *shown(before, after), span)

    def _type(self, fact: str) -> str:
        before, after = self._ways[fact]
        types = {way["type"] for way in (before, after) if way is not None}
        return "integer" if types == {"integer", "number"} else str(min(types))

    def _lowered(self, facts: Facts, measured: Sequence[str], key: Key) -> Facts:
        """The applicant with the lowest figures of those around."""
        for _ in range(20):
            lowest = dict(facts)
            for fact in measured:
                for run in self._runs(lowest, fact, key):
                    if lowest[fact] in run.answers:
                        lowest[fact] = _plainest(run)
            if lowest == facts:
                break
            facts = lowest
        return facts

    def _shown(self, facts: Facts, fact: str, run: _Run) -> list[Answer]:
        """The answers of a run to be told: its ends, and where a figure's difference bends."""
        bends = list(self._bends(facts, fact, run))
        if bends and run.span.first is None and run.span.last is None:
            return bends
        edges = {*run.span.shown(run.answers), *bends}
        return [answer for answer in run.answers if answer in edges]

    def _bends(self, facts: Facts, fact: str, run: _Run) -> Iterator[Answer]:
        """Where, of an amount, what differs grows faster or slower from there on."""
        if self._pair.kind not in ("amount", "limit") or self._type(fact) == "date":
            return
        found = self.outcomes([{**facts, fact: answer} for answer in run.answers])
        gaps = {
            Fraction(str(answer)): one[1].number - one[0].number
            for answer, one in zip(run.answers, found, strict=True)
            if one is not None and one[0].number is not None and one[1].number is not None
        }
        for answer in run.answers:
            point = Fraction(str(answer))
            # Nearer than this, rounding leaves too little of the slopes.
            low = max((other for other in gaps if other <= point - 4), default=None)
            high = min((other for other in gaps if other >= point + 4), default=None)
            if answer in run.turns and point in gaps and low is not None and high is not None:
                before = (gaps[point] - gaps[low]) / (point - low)
                after = (gaps[high] - gaps[point]) / (high - point)
                if abs(after - before) > 2 / (point - low) + 2 / (high - point):
                    yield answer

    def _told(self, facts: Facts, fact: str, key: Key) -> list[_Run]:
        """The runs to be told: of what comes round each year the first ones."""
        runs = self._runs(facts, fact, key)
        return runs[:2] if self._type(fact) == "date" else runs

    def _runs(self, facts: Facts, fact: str, key: Key) -> list[_Run]:
        answers, turns = self._answers(facts, fact)
        found = self.outcomes([{**facts, fact: answer} for answer in answers])
        keyed = [
            (answer, self._pair.key(one) == key) for answer, one in zip(answers, found, strict=True)
        ]
        if self._type(fact) != "number":
            keyed = self._refined(facts, fact, key, keyed)
        runs: list[_Run] = []
        at = 0
        for differs, group in groupby(keyed, key=lambda one: one[1]):
            row = [answer for answer, _ in group]
            if differs:
                runs += self._split(fact, keyed, at, row, turns)
            at += len(row)
        return runs

    def _split(
        self,
        fact: str,
        keyed: Sequence[tuple[Answer, bool]],
        at: int,
        row: Sequence[Answer],
        turns: Collection[Answer],
    ) -> Iterator[_Run]:
        before = keyed[at - 1][0] if at else None
        end = at + len(row)
        after = keyed[end][0] if end < len(keyed) else None
        ends = turns if self._type(fact) == "number" else row
        yield _Run(row, Span.of(fact, row, before, after, ends), turns)

    def _refined(
        self, facts: Facts, fact: str, key: Key, keyed: list[tuple[Answer, bool]]
    ) -> list[tuple[Answer, bool]]:
        """With the whole numbers between which it turns, where rounding moves them."""
        found = dict(keyed)
        for (low, differs), (high, also) in pairwise(keyed):
            while differs != also and (middle := _middle(low, high)) is not None:
                found[middle] = self.key({**facts, fact: middle}) == key
                low, high = (middle, high) if found[middle] == differs else (low, middle)
        return sorted(found.items())

    def _answers(self, facts: Facts, fact: str) -> tuple[Sequence[Answer], Collection[Answer]]:
        """The answers at which the rule can turn, those beside them, and the ends; and which of
        them are such points.
        """
        type_ = self._type(fact)
        if type_ == "date":
            return _days(self._expressions, str(facts[fact])), ()
        low, high, open_ = _ends([way for way in self._ways[fact] if way is not None])
        try:
            found = points(self._expressions, fact, facts)
        except Curved:
            found = set()
        current = Fraction(str(facts[fact]))
        found = {p for p in found if (low is None or p >= low) and (high is None or p <= high)}
        marks = sorted({*found, *(end for end in (low, high) if end is not None)}) or [current]
        if type_ == "integer":
            near = {n + step for p in marks for n in (floor(p), ceil(p)) for step in (-1, 0, 1)}
            near |= {floor((a + b) / 2) for a, b in pairwise(marks)}
            near |= {floor(current), floor(marks[-1]) + 100, ceil(marks[0]) - 100}
            return sorted(
                n
                for n in near
                if (low is None or n > low or (n == low and not open_))
                and (high is None or n <= high)
            ), {ceil(p) for p in marks}
        gaps = [between(a, b) for a, b in pairwise([marks[0] - 2, *marks, marks[-1] + 2])]
        inside = {p for p in marks if Fraction(str(float(p))) == p}
        answers = sorted(
            as_typed(p)
            for p in {*inside, *gaps, current}
            if (low is None or p > low or (p == low and not open_)) and (high is None or p <= high)
        )
        return answers, set(map(as_typed, inside))


def shown(before: Outcome, after: Outcome) -> tuple[Shown, Shown]:
    """What is told of two outcomes: how readings come out only where else both are alike."""
    old, new = before.shown, after.shown
    if isinstance(old, dict) != isinstance(new, dict):
        return "unclear" if isinstance(old, dict) else old, "unclear" if isinstance(
            new, dict
        ) else new
    return old, new


def _name(facts: Facts) -> str:
    return repr(sorted(facts.items()))


def _turning(pair: Pair, states: States) -> Iterator[Plain]:
    """All by which a pair can turn: its expressions, and when its questions are asked."""
    yield from pair.expressions
    values = [node for node in pair.expressions if _is_value(node)]
    yield from (["at_least", one, other] for one, other in combinations(values, 2))
    for ways in states.questions(pair.facts).values():
        for way in ways:
            if way is not None and "asked_when" in way:
                yield way["asked_when"]
            if way is not None and "no_more_than" in way:
                yield ["more_than", way["id"], way["no_more_than"]]


def _is_value(node: Plain) -> bool:
    return not isinstance(node, list) or OPERATORS[node[0]].result is Result.NUMBER


def _ends(ways: Sequence[Mapping[str, Plain]]) -> tuple[Fraction | None, Fraction | None, bool]:
    """The least and the most that all ways to ask allow, and whether the least is excluded."""
    lows = [(Fraction(str(way["min"])), False) for way in ways if "min" in way]
    lows += [(Fraction(str(way["above"])), True) for way in ways if "above" in way]
    highs = [Fraction(str(way["max"])) for way in ways if "max" in way]
    low, open_ = max(lows, default=(None, False))
    return low, min(highs, default=None), open_


def _days(expressions: Sequence[Plain], answer: str) -> list[str]:
    """Days of the years that the rules name, or of two others; those named, and the answer."""
    named = {
        date.fromisoformat(node[1])
        for expression in expressions
        for node in walk(expression)
        if isinstance(node, list) and node[0] == "day"
    }
    years = {day.year + step for day in named for step in (-1, 0, 1)} or set(YEARS)
    days = {date(year, month, day) for year in years for month in range(1, 13) for day in (1, 16)}
    days |= {day for year in years for day in (date(year, 12, 31), date(year, 2, 28))}
    days |= {day + timedelta(step) for day in named for step in (-1, 0, 1)}
    here = date.fromisoformat(answer)
    days |= {here + timedelta(step) for step in (-40, -1, 0, 1, 40)}
    return [day.isoformat() for day in sorted(days) if 2000 <= day.year <= 2199]


def as_typed(number: Fraction) -> int | float:
    """A number as people write it: a whole one without a point."""
    return int(number) if number.denominator == 1 else float(number)


def _middle(low: Answer, high: Answer) -> Answer | None:
    """The whole number or day halfway between two; ``None`` where there is none between."""
    if isinstance(low, str) and isinstance(high, str):
        ends = [date.fromisoformat(day).toordinal() for day in (low, high)]
        day = sum(ends) // 2
        return None if day == ends[0] else date.fromordinal(day).isoformat()
    assert isinstance(low, int)
    assert isinstance(high, int)
    return None if high - low < 2 else (low + high) // 2


def between(low: Fraction, high: Fraction) -> Fraction:
    """The number between two others that is written with the fewest decimals."""
    middle = (low + high) / 2
    for places in range(15):
        near = Fraction(round(middle * 10**places), 10**places)
        if low < near < high:
            return near
    return middle


def _plainest(run: _Run) -> Answer:
    """The answer to tell of a run: its lowest, or else its highest."""
    return run.span.shown(run.answers)[0]
