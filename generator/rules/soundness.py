"""Soundness: whether each part of a calculator can make a difference.

In: the catalogue and the compiled calculators. Out: the errors of questions that change no
result, of requirements and readings that come out the same for everybody, of conditions that
are never true, of rules that need an answer nobody is asked for, and of amounts without a
ceiling.

The engine works each rule out for the critical answers of the rule's own questions, in every
combination. An applicant is taken to answer what is asked, and nothing else. A rule that its
critical answers do not decide (``critical`` says which) is taken to be sound, and so are the
questions that it uses; only whether it needs an answer nobody is asked for is tried with a
sample of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from ..content.catalogue import AnyEntry, Catalogue, SchemeView
from ..content.load import FieldPath
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError, working_on
from ..models.calculator import NumberQuestion, Question, Reading
from ..models.expressions import facts_in
from ..models.operation import Expression
from ..models.operators import Min, MoreThan
from . import amounts
from .compile import Calculators, CompiledCalculator
from .critical import Answers, Critical
from .engine import AnswerTable, Outcome, values
from .published import publish


def check_soundness(
    catalogue: Catalogue, calculators: Calculators, unfit: Collection[str] = ()
) -> list[DataError]:
    """The errors of the calculators and checklists of schemes whose rules fit the questions.

    A scheme is passed over whose checklist is missing or among the ``unfit`` files: only with it
    is it known what each question is for.
    """
    errors: list[DataError] = []
    for scheme in catalogue.versions():
        checklist = catalogue.find(scheme.key.of("checklist"))
        if scheme.id in calculators and checklist and checklist.raw.file not in unfit:
            with working_on(catalogue.entry(scheme.key.of("calculator")).raw.file):
                errors += _Checker(scheme, calculators[scheme.id]).errors()
    return errors


@dataclass(slots=True)
class _Rule:
    """Expressions that decide one thing together, and all that they can come to."""

    entry: AnyEntry
    path: FieldPath
    expressions: list[Expression]
    facts: list[str]
    """The questions in the expressions, and those that decide whether these are asked."""
    asked: list[tuple[str, Expression]]
    """Questions that are not asked of everybody, and when."""
    rows: list[Answers]
    """Critical answers, in the order of ``facts``."""
    complete: bool
    """Whether they decide the rule; else they are a sample."""
    settle: Callable[[list[Outcome]], list[Outcome]] = list
    """What follows from all that ``expressions`` come to."""
    outcomes: list[list[Outcome]] = field(default_factory=list)
    """For each row what ``expressions`` come to, of the answers that are asked for, settled."""

    def reaches(self, truths: dict[int, bool]) -> bool:
        """Whether some applicant has an outcome with these values at these places."""
        return not self.complete or any(
            all(outcome[at] is truth for at, truth in truths.items()) for outcome in self.outcomes
        )

    def turns_on(self, fact: str) -> bool:
        """Whether two answers to ``fact`` give two outcomes, the other answers being the same."""
        if not self.complete:
            return True
        at = self.facts.index(fact)
        first: dict[Answers, list[Outcome]] = {}
        for row, outcome in zip(self.rows, self.outcomes, strict=True):
            # Where a requirement does not apply, whether it is met does not show.
            result = outcome[:1] if outcome[0] is False else outcome
            if first.setdefault(row[:at] + row[at + 1 :], result) != result:
                return True
        return False

    @property
    def conditional(self) -> tuple[str, ...]:
        """The questions of the rule that are not asked of everybody."""
        named = {fact for expression in self.expressions for fact in facts_in(expression)}
        return tuple(fact for fact, _ in self.asked if fact in named)

    @property
    def lacks_an_answer(self) -> bool:
        """Whether some applicant who answers all that is asked leaves it undecided."""
        return any(
            outcome[0] is None or (outcome[0] is not False and None in outcome)
            for outcome in self.outcomes
        )


class _Checker:
    def __init__(self, scheme: SchemeView, compiled: CompiledCalculator) -> None:
        self.scheme = scheme
        self.calculator = compiled.model
        self.dates = compiled.dates
        self.questions: dict[str, Question] = {q.id: q for q in self.calculator.questions}
        self.entry = scheme.catalogue.entry(scheme.key.of("calculator"))

    def errors(self) -> Iterator[DataError]:
        """All that is unsound in the version's calculator and checklist."""
        askings, documents = list(self._askings()), list(self._documents())
        requirements, notes = list(self._requirements()), list(self._notes())
        granted = list(self._amount())
        limits = [*self._limits()]
        others = [*notes, *granted, *self._deadlines()]
        _work_out([*askings, *documents, *requirements, *limits, *others])
        for rule in askings:
            yield from _never(rule, rule.path, Code.NEVER_ASKED)
        for rule in documents:
            yield from _never(rule, rule.path, Code.NEVER_NEEDED)
        for rule in notes:
            yield from _never(rule, rule.path, Code.NEVER_SHOWN)
        for rule, requirement in zip(requirements, self.calculator.requirements, strict=True):
            if rule.lacks_an_answer:
                yield rule.entry.raw.error(rule.path, Code.NOT_ASKED, facts=rule.conditional)
            elif not rule.reaches({0: True}):
                yield from _never(rule, (*rule.path, "applies_when"), Code.NEVER_APPLIES)
            elif requirement.readings:
                yield from _readings(rule, requirement.readings)
            else:
                yield from _decided(rule, 1, "requirement", (*rule.path, "met_when"))
        for rule in limits:
            yield from _never(rule, rule.path, Code.NEVER_LIMITS)
        for rule in granted[:1]:
            if self.calculator.limits and rule.lacks_an_answer:
                yield rule.entry.raw.error(rule.path, Code.NOT_ASKED, facts=rule.conditional)
        never_asked = [rule.path for rule in askings if not rule.reaches({0: True})]
        yield from self._idle([*documents, *requirements, *others], never_asked)
        yield from self._ceilings()

    def _askings(self) -> Iterator[_Rule]:
        for question, path in self._questions():
            if question.asked_when is not None:
                yield self._rule((*path, "asked_when"), [question.asked_when])

    def _documents(self) -> Iterator[_Rule]:
        checklist = self.scheme.catalogue.entry(self.scheme.key.of("checklist"))
        for p, phase in enumerate(self.scheme.checklist.phases):
            for i, item in enumerate(phase.items):
                if item.needed_when is not None:
                    path: FieldPath = ("phases", p, "items", i, "needed_when")
                    yield self._rule(path, [item.needed_when], checklist)

    def _requirements(self) -> Iterator[_Rule]:
        """Whether it applies, then whether it is met by each reading."""
        for i, requirement in enumerate(self.calculator.requirements):
            ways = [reading.met_when for reading in requirement.readings]
            conditions = [requirement.applies_when, *(ways or [requirement.met_when])]
            yield self._rule(
                ("requirements", i),
                [amounts.ALWAYS if condition is None else condition for condition in conditions],
            )

    def _notes(self) -> Iterator[_Rule]:
        for i, requirement in enumerate(self.calculator.requirements):
            for j, note in enumerate(requirement.notes):
                yield self._rule(("requirements", i, "notes", j, "when"), [note.when])

    def _amount(self) -> Iterator[_Rule]:
        """The cap, whether it is exceeded, and the amount that the instalments divide."""
        amount = self.calculator.amount
        if amount is None:
            return
        if amount.limits:
            limits = tuple(limit.value for limit in amount.limits)
            cap: Expression = limits[0] if len(limits) == 1 else Min(min=limits)
            conditions = [amounts.applies(limit) for limit in amount.limits]
            parts = [part for pair in zip(conditions, limits, strict=True) for part in pair]
            yield self._rule(
                ("amount", "limits"), parts, meeting=[*conditions, cap], settle=amounts.cap
            )
            if amount.requested is not None:
                exceeds = MoreThan(more_than=(amount.requested, cap))
                yield self._rule(
                    ("amount", "requested"),
                    [*parts, amount.requested],
                    meeting=[*conditions, exceeds],
                    settle=amounts.exceeds,
                )
        if amount.approved is not None:
            yield self._rule(("amount", "approved"), [amount.approved])

    def _limits(self) -> Iterator[_Rule]:
        """When each limit applies that does not limit everybody's amount."""
        for i, limit in enumerate(self.calculator.limits):
            if limit.applies_when is not None:
                path: FieldPath = ("amount", "limits", i, "applies_when")
                yield self._rule(path, [limit.applies_when])

    def _deadlines(self) -> Iterator[_Rule]:
        for i, date in enumerate(self.dates.values()):
            yield self._rule(("deadlines", i, "date"), [date])

    def _rule(
        self,
        path: FieldPath,
        expressions: list[Expression],
        entry: AnyEntry | None = None,
        *,
        meeting: list[Expression] | None = None,
        settle: Callable[[list[Outcome]], list[Outcome]] = list,
    ) -> _Rule:
        """``meeting`` has the values whose order matters, where ``expressions`` does not."""
        facts: set[str] = set()
        found = {fact for expression in expressions for fact in facts_in(expression)}
        while found - facts:
            facts |= found
            for fact in facts:
                found.update(_rests_on(self.questions[fact]))
        ordered = [fact for fact in self.questions if fact in facts]
        asked: list[tuple[str, Expression]] = [
            (fact, when)
            for fact in ordered
            if (when := self.questions[fact].asked_when) is not None
        ]
        conditions = [when for _, when in asked]
        critical = Critical(self.questions, ordered, [*(meeting or expressions), *conditions])
        rows = critical.rows()
        complete = rows is not None
        rows = critical.sample() if rows is None else rows
        entry = entry or self.entry
        return _Rule(entry, path, expressions, ordered, asked, rows, complete, settle)

    def _questions(self) -> Iterator[tuple[Question, FieldPath]]:
        for g, group in enumerate(self.calculator.groups):
            for q, question in enumerate(group.questions):
                yield question, ("groups", g, "questions", q)

    def _idle(self, rules: list[_Rule], reported: list[FieldPath]) -> Iterator[DataError]:
        for question, path in self._questions():
            if (*path, "asked_when") in reported:
                continue
            fact = question.id
            if not any(fact in rule.facts and rule.turns_on(fact) for rule in rules):
                yield self.entry.raw.error((*path, "id"), Code.IDLE_QUESTION, fact=fact)

    def _ceilings(self) -> Iterator[DataError]:
        """Whoever answers, a fixed figure is among the limits that apply: an error for each
        combination of the options by which limits differ of which that is not so.
        """
        limits, left_open = self.calculator.limits, self.calculator.left_open
        stated = left_open is not None and (left_open.ceiling or left_open.amount)
        if self.calculator.amount is None or stated:
            return
        facts = amounts.chosen_by(limits)
        rule = self._rule(("amount", "limits"), [*map(amounts.applies, limits), *facts])
        _work_out([rule])
        for case in dict.fromkeys(amounts.without_ceiling(limits, rule.outcomes)):
            where = tuple(map(": ".join, zip(facts, case, strict=True)))
            yield self.entry.raw.error(
                ("amount", "limits"), Code.NO_CEILING, where=where or Word("whole_amount")
            )


def _rests_on(question: Question) -> Iterator[str]:
    """The questions that decide whether one is asked, or bound its answer."""
    if question.asked_when is not None:
        yield from facts_in(question.asked_when)
    if isinstance(question, NumberQuestion) and question.no_more_than is not None:
        yield question.no_more_than


def _work_out(rules: list[_Rule]) -> None:
    """What every rule comes to for each of its rows, in one call of the engine."""
    tables: list[AnswerTable] = [
        {
            "facts": rule.facts,
            "rows": rule.rows,
            "asked": [(fact, publish(when)) for fact, when in rule.asked],
            "expressions": [publish(expression) for expression in rule.expressions],
        }
        for rule in rules
    ]
    for rule, outcomes in zip(rules, values(tables), strict=True):
        rule.outcomes = list(map(rule.settle, outcomes))


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


def _readings(rule: _Rule, readings: tuple[Reading, ...]) -> Iterator[DataError]:
    """Each that is a condition decides something, and no two always agree."""
    ids = [reading.id for reading in readings]
    sound = True
    for i, reading in enumerate(readings):
        if reading.met_when is None:
            continue
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
