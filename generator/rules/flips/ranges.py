"""Ranges: the answers to one question that one state takes and the other refuses.

A question's type, options, least and most are plain: the answers at which they can differ are
few, and the engine is asked of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby, pairwise
from math import floor

from ..engine import Answer
from .edges import as_typed, between
from .model import Change, Span
from .pairs import AnswerPair, Key, key_of
from .published_form import Plain
from .states import States

_OWN = ("asked_when", "no_more_than")
"""What other answers decide, which is compared by itself."""
_Question = Mapping[str, Plain]


def ranges(states: States) -> Iterator[Change]:
    """The changes of what each question takes for an answer."""
    for fact, after in states.after.questions.items():
        before = states.before.questions.get(fact)
        if before is not None:
            ways = [_alone(one) for one in (before, after)]
            if ways[0] != ways[1]:
                yield from _Range(fact, states, *ways).changes()


def _alone(question: _Question) -> _Question:
    return {name: value for name, value in question.items() if name not in _OWN}


class _Range:
    def __init__(self, fact: str, states: States, before: _Question, after: _Question) -> None:
        self._fact = fact
        self._ways = before, after
        parts = [
            {**state.part(()), "questions": [way]}
            for state, way in zip(states.both, self._ways, strict=True)
        ]
        clause = states.clause_of(fact)
        self._pair = AnswerPair("answer", fact, clause, [fact], parts[0], parts[1])

    def changes(self) -> Iterator[Change]:
        """For each way to differ the answers that do."""
        types = {way["type"] for way in self._ways}
        if types <= {"integer", "number"}:
            yield from self._numbers(whole="integer" in types)
            if len(types) > 1:
                yield from self._first([floor(end) + 0.5 for end in [*self._ends(), Fraction(0)]])
        elif len(types) == 1:
            for answer, key in self._keyed(self._chosen()):
                if key is not None:
                    yield self._change(answer, key)
        else:
            yield from self._first(self._examples())

    def _keyed(self, answers: Sequence[Answer]) -> list[tuple[Answer, Key | None]]:
        found = self._pair.outcomes([{self._fact: answer} for answer in answers])
        return [
            (answer, None if outcomes is None else key_of(*outcomes))
            for answer, outcomes in zip(answers, found, strict=True)
        ]

    def _change(self, answer: Answer, key: Key, span: Span | None = None) -> Change:
        before, after = map(str, key)
        return Change(
            "answer", self._fact, self._pair.clause, {self._fact: answer}, before, after, span
        )

    def _chosen(self) -> list[Answer]:
        """Every option of either state."""
        options = {option["id"] for way in self._ways for option in way.get("options", ())}
        ordered = sorted(options)
        if self._ways[0]["type"] == "choices":
            return [(option,) for option in ordered]
        return list(ordered)

    def _examples(self) -> Iterator[Answer]:
        for way in self._ways:
            for option in way.get("options", ()):
                yield option["id"] if way["type"] == "choice" else (option["id"],)
        yield from (True, "2028-01-01")
        ends = list(self._ends()) or [Fraction(0)]
        for number in (*ends, ends[0] + 1, ends[-1] - 1):
            yield as_typed(number)

    def _first(self, answers: Plain) -> Iterator[Change]:
        """One answer for each way to differ, as an example."""
        found: dict[Key, Answer] = {}
        for answer, key in self._keyed(list(answers)):
            if key is not None:
                found.setdefault(key, answer)
        for key, answer in found.items():
            yield replace(self._change(answer, key), extent="example")

    def _ends(self) -> list[Fraction]:
        names = ("min", "above", "max")
        return sorted(
            {Fraction(str(way[name])) for way in self._ways for name in names if name in way}
        )

    def _numbers(self, whole: bool) -> Iterator[Change]:
        ends = self._ends() or [Fraction(0)]
        if whole:
            near = {floor(end) + step for end in ends for step in (-1, 0, 1, 2)}
            keyed = self._keyed(sorted(near))
        else:
            wide = [ends[0] - 2, *ends, ends[-1] + 2]
            middles = {between(low, high) for low, high in pairwise(wide)}
            keyed = self._keyed(list(map(as_typed, sorted({*ends, *middles}))))
        closed = {answer for answer, _ in keyed} if whole else set(map(as_typed, ends))
        at = 0
        for key, group in groupby(keyed, key=lambda one: one[1]):
            row = [answer for answer, _ in group]
            if key is not None:
                before = keyed[at - 1][0] if at else None
                after = keyed[at + len(row)][0] if at + len(row) < len(keyed) else None
                span = Span.of(self._fact, row, before, after, closed)
                for answer in span.shown(row):
                    yield self._change(answer, key, span)
            at += len(row)
