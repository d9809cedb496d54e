"""Soundness: whether each part of a calculator can make a difference.

In: the catalogue. Out: the errors of questions that change no result, of requirements and
readings that come out the same for everybody, of conditions that are never true, and of
amounts without a ceiling.

Each rule is worked out by the engine for its critical answers, in every combination with
the other facts of that rule alone. An applicant is taken to answer what is asked, and
nothing else. A rule that its critical answers do not decide (``critical`` says which) is
taken to be sound, and so are the questions that it uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from .. import kinds
from ..api.export import calculator_data
from ..content.catalogue import AnyEntry, Catalogue, SchemeView
from ..content.load import FieldPath
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError, working_on
from ..models.calculator import Calculator
from .critical import Answers, Critical, facts_of
from .engine import Table, values
from .typecheck import publish

_ALWAYS = ["equal", 0, 0]


def check_soundness(catalogue: Catalogue) -> list[DataError]:
    """The errors of every scheme's calculator and checklist; their rules fit the questions."""
    errors: list[DataError] = []
    for scheme in catalogue.versions():
        with working_on(catalogue.get(kinds.CALCULATOR, scheme.id).raw.file):
            errors += _Checker(scheme).errors()
    return errors


@dataclass(slots=True)
class _Rule:
    """Expressions that decide one thing together, and all that they can come to."""

    entry: AnyEntry
    path: FieldPath
    expressions: list[Any]
    facts: list[str]
    """Those of the expressions, and those that decide whether these are asked."""
    asked: list[tuple[str, Any]]
    rows: list[Answers] | None
    """Answers in the order of ``facts``; ``None`` where they do not decide."""
    outcomes: list[list[Any]] = field(default_factory=list)
    """For each row the values of ``expressions``; an answer that is not asked for is none."""

    def reaches(self, truths: dict[int, bool]) -> bool:
        """Whether some applicant has an outcome with these values at these places."""
        return self.rows is None or any(
            all(outcome[at] is truth for at, truth in truths.items()) for outcome in self.outcomes
        )

    def turns_on(self, fact: str) -> bool:
        """Whether two answers to ``fact`` give two outcomes, the other answers being the same."""
        if self.rows is None:
            return True
        at = self.facts.index(fact)
        first: dict[Answers, list[Any]] = {}
        for row, outcome in zip(self.rows, self.outcomes, strict=True):
            # Of what does not apply, nothing else is a result.
            result = outcome[:1] if outcome[0] is False else outcome
            if first.setdefault(row[:at] + row[at + 1 :], result) != result:
                return True
        return False


class _Checker:
    def __init__(self, scheme: SchemeView) -> None:
        self.scheme = scheme
        self.calculator: Calculator = scheme.calculator
        self.published = calculator_data(scheme)
        self.questions: dict[str, dict[str, Any]] = {
            question["id"]: question for question in self.published["questions"]
        }
        self.entry = scheme.catalogue.entry(scheme.key.of("calculator"))

    def errors(self) -> Iterator[DataError]:
        askings, documents = list(self._askings()), list(self._documents())
        requirements = list(self._requirements())
        others = [*self._amount(), *self._deadlines()]
        _work_out([*askings, *documents, *requirements, *others])
        for rule in askings:
            yield from _never(rule, rule.path, Code.NEVER_ASKED)
        for rule in documents:
            yield from _never(rule, rule.path, Code.NEVER_NEEDED)
        for rule, requirement in zip(requirements, self.calculator.requirements, strict=True):
            if not rule.reaches({0: True}):
                yield from _never(rule, (*rule.path, "applies_when"), Code.NEVER_APPLIES)
            elif requirement.readings:
                yield from _readings(rule, [reading.id for reading in requirement.readings])
            else:
                yield from _decided(rule, 1, "requirement", (*rule.path, "met_when"))
        never_asked = [rule.path for rule in askings if not rule.reaches({0: True})]
        yield from self._idle([*documents, *requirements, *others], never_asked)
        yield from self._ceilings()

    def _askings(self) -> Iterator[_Rule]:
        for question, path in self._questions():
            if "asked_when" in question:
                yield self._rule((*path, "asked_when"), [question["asked_when"]])

    def _documents(self) -> Iterator[_Rule]:
        checklist = self.scheme.catalogue.entry(self.scheme.key.of("checklist"))
        for p, phase in enumerate(self.scheme.checklist.phases):
            for i, item in enumerate(phase.items):
                if item.needed_when is not None:
                    path: FieldPath = ("phases", p, "items", i, "needed_when")
                    yield self._rule(path, [publish(item.needed_when)], checklist)

    def _requirements(self) -> Iterator[_Rule]:
        """Whether it applies, then whether it is met by each reading."""
        for i, each in enumerate(self.published["requirements"]):
            met = [reading["met_when"] for reading in each.get("readings", [each])]
            yield self._rule(("requirements", i), [each.get("applies_when", _ALWAYS), *met])

    def _amount(self) -> Iterator[_Rule]:
        """The cap, whether it is exceeded, and the amount that the instalments divide."""
        amount = self.published["amount"]
        cap = ["min", *(limit["value"] for limit in amount["limits"])]
        yield self._rule(("amount", "limits"), [cap])
        if "requested" in amount:
            yield self._rule(("amount", "requested"), [["more_than", amount["requested"], cap]])
        if "approved" in amount:
            yield self._rule(("amount", "approved"), [amount["approved"]])

    def _deadlines(self) -> Iterator[_Rule]:
        for i, deadline in enumerate(self.published["deadlines"]):
            yield self._rule(("deadlines", i, "date"), [deadline["date"]])

    def _rule(
        self, path: FieldPath, expressions: list[Any], entry: AnyEntry | None = None
    ) -> _Rule:
        facts: set[str] = set()
        found = {fact for each in expressions for fact in facts_of(each, self.questions)}
        while found - facts:
            facts |= found
            for fact in facts:
                for name in ("asked_when", "no_more_than"):
                    found.update(facts_of(self.questions[fact].get(name), self.questions))
        ordered = [fact for fact in self.questions if fact in facts]
        asked = [
            (fact, self.questions[fact]["asked_when"])
            for fact in ordered
            if "asked_when" in self.questions[fact]
        ]
        conditions = [when for _, when in asked]
        rows = Critical(self.questions, ordered, [*expressions, *conditions]).rows()
        return _Rule(entry or self.entry, path, expressions, ordered, asked, rows)

    def _questions(self) -> Iterator[tuple[dict[str, Any], FieldPath]]:
        for g, group in enumerate(self.calculator.groups):
            for q, question in enumerate(group.questions):
                yield self.questions[question.id], ("groups", g, "questions", q)

    def _idle(self, rules: list[_Rule], reported: list[FieldPath]) -> Iterator[DataError]:
        for question, path in self._questions():
            if (*path, "asked_when") in reported:
                continue
            fact = question["id"]
            if not any(fact in rule.facts and rule.turns_on(fact) for rule in rules):
                yield self.entry.raw.error((*path, "id"), Code.IDLE_QUESTION, fact=fact)

    def _ceilings(self) -> Iterator[DataError]:
        """Every combination of the options by which limits differ has a fixed figure as a limit."""
        limits = [limit["value"] for limit in self.published["amount"]["limits"]]
        facts = sorted({fact for limit in limits for fact in _by_facts(limit)})
        options = [[option["id"] for option in self.questions[f]["options"]] for f in facts]
        for chosen in product(*options):
            case = dict(zip(facts, chosen, strict=True))
            if not any(_fixed(limit, case) for limit in limits):
                chosen = tuple(f"{fact}: {option}" for fact, option in case.items())
                where = chosen or Word("whole_amount")
                yield self.entry.raw.error(("amount", "limits"), Code.NO_CEILING, where=where)


def _work_out(rules: list[_Rule]) -> None:
    """What every rule comes to for each of its rows, in one call of the engine."""
    tables: list[Table] = [
        {
            "facts": rule.facts,
            "rows": rule.rows or [],
            "asked": rule.asked,
            "expressions": rule.expressions,
        }
        for rule in rules
    ]
    for rule, outcomes in zip(rules, values(tables), strict=True):
        rule.outcomes = outcomes


def _never(rule: _Rule, path: FieldPath, code: Code) -> Iterator[DataError]:
    if not rule.reaches({0: True}):
        yield rule.entry.raw.error(path, code)


def _decided(rule: _Rule, at: int, what: str, path: FieldPath) -> Iterator[DataError]:
    """Where it applies, it can be met, and it can be unmet."""
    for truth, word in ((True, "met"), (False, "unmet")):
        if not rule.reaches({0: True, at: truth}):
            yield rule.entry.raw.error(
                path, Code.ALWAYS_THE_SAME, what=Word(what), outcome=Word(word)
            )


def _readings(rule: _Rule, ids: list[str]) -> Iterator[DataError]:
    sound = True
    for i in range(len(ids)):
        for error in _decided(rule, i + 1, "reading", (*rule.path, "readings", i, "met_when")):
            sound = False
            yield error
    for i, j in combinations(range(len(ids)), 2):
        ways = [{0: True, i + 1: met, j + 1: not met} for met in (True, False)]
        if sound and not any(map(rule.reaches, ways)):
            yield rule.entry.raw.error(
                (*rule.path, "readings", j, "met_when"),
                Code.READINGS_AGREE,
                first=ids[i],
                second=ids[j],
            )


def _by_facts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        if node[0] == "by":
            yield node[1]
        for each in _operands(node):
            yield from _by_facts(each)


def _operands(node: list[Any]) -> list[Any]:
    return list(node[2].values()) if node[0] == "by" else node[1:]


def _fixed(node: Any, case: dict[str, str]) -> bool:
    """Whether a value cannot grow beyond a figure of the rules, given the options chosen."""
    if not isinstance(node, list):
        return not isinstance(node, str)
    if node[0] == "by":
        return _fixed(node[2][case[node[1]]], case)
    return (any if node[0] == "min" else all)(_fixed(each, case) for each in node[1:])
