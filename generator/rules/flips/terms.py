"""Terms: the rules of one state as formulas of the solver, as the engine reads them.

A condition is a pair of formulas, when it is true and when it is false; neither while it is
unknown. A value is a pair of when it is known and what it then is. Numbers are exact. A date is
its day since the year 1, with year, month and day of the month beside it where a rule reads them.
Whatever is found by these formulas the engine decides again; ``tests/rules/test_flips.py``
sees to it that they say what the engine says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import reduce

import z3

from .days import FIRST, is_of_one_date, moved, ranges, years
from .formulas import FALSE, TRUE, Day, Formula, Question, Truth, Value, both, either, exact, real
from .published_form import Plain, facts_in
from .unknowns import Unknowns

_DAYS_BEFORE = [
    date(2001, month, 1).toordinal() - date(2001, 1, 1).toordinal() for month in range(1, 13)
]


class Terms:
    """One state of the rules over the answers of an applicant."""

    def __init__(self, questions: Iterable[Question], unknowns: Unknowns, name: str) -> None:
        """``name`` tells the solver's own unknowns of one state from those of the other."""
        self._questions = {question["id"]: question for question in questions}
        self._unknowns = unknowns
        self._name = name
        self._asked: dict[str, Formula] = {}
        self._days: dict[int, Day] = {}
        self._dates_read = 0
        self.rules: list[Formula] = []
        """What holds of the unknowns that these terms have beside the answers."""

    def asked(self, fact: str) -> Formula:
        """Whether a question is asked."""
        if fact not in self._asked:
            if fact not in self._questions:
                self._asked[fact] = FALSE
            else:
                when = self._questions[fact].get("asked_when")
                self._asked[fact] = TRUE if when is None else self.truth(when)[0]
        return self._asked[fact]

    def counts(self, fact: str) -> Formula:
        """Whether there is an answer that counts."""
        if fact not in self._questions:
            return FALSE
        return z3.And(self._unknowns.given[fact], self.asked(fact))

    def exceeds(self, fact: str) -> Formula:
        """Whether an answer is more than the one that bounds it."""
        limit = self._questions.get(fact, {}).get("no_more_than")
        if limit is None:
            return FALSE
        (known, number), (also, most) = self.value(fact), self.value(limit)
        return z3.And(known, also, number > most)

    def truth(self, node: Plain) -> Truth:
        """When a condition is true, and when it is false."""
        if isinstance(node, str):
            counts = self.counts(node)
            if self._unknowns.types[node] != "boolean":
                return FALSE, FALSE
            answer = self._unknowns.answers[node]
            return z3.And(counts, answer), z3.And(counts, z3.Not(answer))
        operator, *operands = node
        match operator:
            case "not":
                true, false = self.truth(operands[0])
                return false, true
            case "all" | "any":
                truths = [self.truth(operand) for operand in operands]
                true, false = [t for t, _ in truths], [f for _, f in truths]
                if operator == "all":
                    return both(true), either(false)
                return either(true), both(false)
            case "one_of" | "any_of":
                return self._among(operator, *operands)
            case "enough":
                return self._enough(*operands)
            case "between_days":
                return self._between(*operands)
        return self._compared(operator, *operands)

    def _among(self, operator: str, fact: str, options: list[str]) -> Truth:
        unknowns, counts = self._unknowns, self.counts(fact)
        if unknowns.types[fact] != ("choice" if operator == "one_of" else "choices"):
            return FALSE, FALSE
        known = [option for option in options if option in unknowns.options[fact]]
        answer = unknowns.answers[fact]
        if operator == "one_of":
            among = either(answer == unknowns.options[fact].index(option) for option in known)
        else:
            among = either(answer[option] for option in known)
        return z3.And(counts, among), z3.And(counts, z3.Not(among))

    def _enough(self, least: int, of: list[Plain]) -> Truth:
        truths = [(points, *self.truth(when)) for points, when in of]
        sure = z3.Sum([z3.If(true, points, 0) for points, true, _ in truths])
        possible = z3.Sum([z3.If(false, 0, points) for points, _, false in truths])
        return sure >= least, possible < least

    def _between(self, of: Plain, first: int, last: int) -> Truth:
        return self._of_one_date(["between_days", of, first, last])

    def _of_one_date(self, node: Plain) -> Truth:
        """A condition that rests on no answer but one date."""
        fact = next(facts_in(node), None)
        if fact is None:
            return (TRUE, FALSE) if ranges(node) else (FALSE, TRUE)
        if self._unknowns.types[fact] != "date":
            return FALSE, FALSE
        known, day = self.value(fact)
        inside = either(
            z3.And(day.ordinal >= first, day.ordinal <= last) for first, last in ranges(node)
        )
        return z3.And(known, inside), z3.And(known, z3.Not(inside))

    def _compared(self, operator: str, one: Plain, other: Plain) -> Truth:
        if self._is_of_one_date(one, other):
            return self._of_one_date([operator, one, other])
        (known, a), (also, b) = self.value(one), self.value(other)
        if isinstance(a, Day) != isinstance(b, Day):
            return FALSE, FALSE  # the other state's type of question, to which there is no answer
        if isinstance(a, Day):
            a, b = a.ordinal, b.ordinal
        holds = {
            "at_least": lambda: a >= b,
            "at_most": lambda: a <= b,
            "more_than": lambda: a > b,
            "less_than": lambda: a < b,
            "equal": lambda: a == b,
        }[operator]()
        return z3.And(known, also, holds), z3.And(known, also, z3.Not(holds))

    def _is_of_one_date(self, *nodes: Plain) -> bool:
        facts = {fact for node in nodes for fact in facts_in(node)}
        types = {self._unknowns.types[fact] for fact in facts}
        return types == {"date"} and is_of_one_date(*nodes)

    def value(self, node: Plain) -> Value:
        """When a value is known, and what it then is."""
        if isinstance(node, str):
            return self._answer(node)
        if not isinstance(node, list):
            return TRUE, exact(node)
        operator, *operands = node
        match operator:
            case "share":
                return self._portion(operands[1], Fraction(str(operands[0])) / 100)
            case "fraction":
                return self._portion(operands[2], Fraction(operands[0], operands[1]))
            case "times" | "sum" | "min" | "max":
                return self._folded(operator, list(map(self.number, operands)))
            case "by":
                return self._by(*operands)
            case "day":
                return TRUE, _day(date.fromisoformat(operands[0]))
        if operator == "year_of":
            return self._year(operands[0])
        known, day = self.value(operands[0])
        if not isinstance(day, Day):
            return FALSE, _day(FIRST)  # of no date, where the states ask for different things
        years, months, days = operands[1:]
        sign = 1 if operator == "later" else -1
        return known, self._moved(day, sign * (years * 12 + months), sign * days)

    def _answer(self, fact: str) -> Value:
        answer = self._unknowns.answers[fact]
        if self._unknowns.types[fact] not in ("integer", "number", "date"):
            return FALSE, exact(0)
        return self.counts(fact), answer

    def number(self, node: Plain) -> Value:
        """A value that a number is wanted of."""
        known, term = self.value(node)
        return (FALSE, exact(0)) if isinstance(term, Day) else (known, term)

    def _portion(self, of: Plain, part: Fraction) -> Value:
        known, whole = self.number(of)
        return known, real(whole) * exact(part)

    def _folded(self, operator: str, values: list[Value]) -> Value:
        known = both(known for known, _ in values)
        terms = [term for _, term in values]
        if any(not z3.is_int(term) for term in terms):
            terms = [real(term) for term in terms]
        join = {
            "times": lambda a, b: a * b,
            "sum": lambda a, b: a + b,
            "min": lambda a, b: z3.If(a <= b, a, b),
            "max": lambda a, b: z3.If(a >= b, a, b),
        }[operator]
        return known, reduce(join, terms)

    def _by(self, fact: str, cases: Mapping[str, Plain]) -> Value:
        unknowns, counts = self._unknowns, self.counts(fact)
        if unknowns.types[fact] == "boolean":
            chosen = {"true": unknowns.answers[fact], "false": z3.Not(unknowns.answers[fact])}
        elif unknowns.types[fact] == "choice":
            places = enumerate(unknowns.options[fact])
            chosen = {option: unknowns.answers[fact] == i for i, option in places}
        else:
            return FALSE, exact(0)
        known, number = FALSE, z3.RealVal(0)
        for case, is_chosen in chosen.items():
            if case in cases:
                case_known, term = self.number(cases[case])
                known = z3.Or(known, z3.And(is_chosen, case_known))
                number = z3.If(is_chosen, real(term), number)
        return z3.And(counts, known), number

    def _year(self, of: Plain) -> Value:
        fact = next(facts_in(of), None)
        first = moved(of)(FIRST).year
        if fact is None:
            return TRUE, exact(first)
        if self._unknowns.types[fact] != "date":
            return FALSE, exact(0)
        known, day = self.value(fact)
        turns = [z3.If(day.ordinal >= turn, 1, 0) for turn in years(of)]
        return known, z3.Sum([exact(first), *turns])

    def _read(self, day: Day) -> Day:
        """A date with its month and day of the month."""
        if day.month is None:
            number = self._dates_read
            month, in_month = z3.Ints(f"{self._name}:month{number} {self._name}:day{number}")
            self._dates_read += 1
            day.month, day.day = month, in_month
            self.rules += [
                *(month >= 1900 * 12, month < 2300 * 12),
                *(in_month >= 1, in_month <= _length(month)),
                day.ordinal == _ordinal(month, in_month),
            ]
        return day

    def _moved(self, day: Day, months: int, days: int) -> Day:
        """As ``shift`` of the engine moves a date."""
        if months == 0:
            return Day(day.ordinal + days)
        self._read(day)
        month, last = day.month + months, _length(day.month + months)
        clipped = z3.If(day.day > last, last, day.day)
        if months > 0:
            clipped = z3.If(z3.And(day.day > 27, day.day == _length(day.month)), last, clipped)
        moved = Day(_ordinal(month, clipped), month, clipped)
        return moved if days == 0 else Day(moved.ordinal + days)


def _day(day: date) -> Day:
    month = day.year * 12 + day.month - 1
    return Day(*map(z3.IntVal, (day.toordinal(), month, day.day)))


def _is_leap(year: Formula) -> Formula:
    return z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))


def _length(month: Formula) -> Formula:
    """How many days a month has."""
    short = either(month % 12 == place for place in (3, 5, 8, 10))
    february = z3.If(_is_leap(month / 12), z3.IntVal(29), z3.IntVal(28))
    return z3.If(month % 12 == 1, february, z3.If(short, z3.IntVal(30), z3.IntVal(31)))


def _ordinal(month: Formula, day: Formula) -> Formula:
    year, past = month / 12, month / 12 - 1
    before = z3.IntVal(_DAYS_BEFORE[0])
    for place in range(1, 12):
        before = z3.If(month % 12 == place, z3.IntVal(_DAYS_BEFORE[place]), before)
    leap = z3.If(z3.And(_is_leap(year), month % 12 > 1), z3.IntVal(1), z3.IntVal(0))
    return 365 * past + past / 4 - past / 100 + past / 400 + before + leap + day
