"""The categories of a scheme, side by side: what is each one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...content.catalogue import SchemeView
from ...models.calculator import Option, Question, Requirement
from ...models.expressions import facts_in
from ...models.grant import Limit
from ...models.operation import Expression
from ...models.operators import All, Any_, By, Condition, Enough, Not, OneOf
from ...models.scheme import ChecklistItem
from ...rules.ceilings import Ceiling, answers, ceilings


@dataclass(frozen=True, slots=True)
class Category:
    """One category: an answer to the scheme's question, with what it must have and what it gets."""

    question: Question
    answer: str
    option: Option | None
    requirements: tuple[Requirement, ...]
    ceilings: tuple[Ceiling | None, ...]
    """Of each limit that goes by category, in their order; nothing where it does not apply."""
    documents: tuple[ChecklistItem, ...]

    def __bool__(self) -> bool:
        """Whether anything is its own."""
        return bool(self.requirements or self.ceilings or self.documents)


def categories(scheme: SchemeView) -> tuple[Category, ...]:
    """The answers to the question that the calculator names, where anything is one's own.

    Empty where it names none.
    """
    calculator = scheme.calculator
    if calculator.category is None:
        return ()
    question = next(q for q in calculator.questions if q.id == calculator.category)
    items = [item for phase in scheme.checklist.phases for item in phase.items]
    limits = [limit for limit in calculator.limits if _goes_by(limit, question)]

    def ceiling(limit: Limit, answer: str) -> Ceiling | None:
        """What a limit comes to for an answer."""
        if truth_for(limit.applies_when, question.id, answer) is False:
            return None
        rows = ceilings(limit, calculator.questions)
        return next(row for row in rows if row.answer in (answer, None))

    found = tuple(
        Category(
            question,
            answer,
            option,
            tuple(
                requirement
                for requirement in calculator.requirements
                if is_own(requirement.applies_when, question, answer)
            ),
            tuple(ceiling(limit, answer) for limit in limits),
            tuple(item for item in items if is_own(item.needed_when, question, answer)),
        )
        for answer, option in answers(question)
    )
    return found if any(found) else ()


def rest_is_for_all(scheme: SchemeView) -> bool:
    """Whether no requirement or document asks more or less of a category beside its own ones."""
    calculator = scheme.calculator
    own = {id(one) for category in categories(scheme) for one in category.requirements}
    own |= {id(item) for category in categories(scheme) for item in category.documents}
    rest = [r for r in calculator.requirements if id(r) not in own]
    items = [item for phase in scheme.checklist.phases for item in phase.items]
    asked = [condition for r in rest for condition in (r.applies_when, *r.conditions)]
    asked += [item.needed_when for item in items if id(item) not in own]
    return not any(calculator.category in set(facts_in(c)) for c in asked if c is not None)


def _goes_by(limit: Limit, question: Question) -> bool:
    """Whether a limit comes to something for each answer, or is for some of the answers alone."""
    if isinstance(limit.value, By) and limit.value.by.fact == question.id:
        return True
    return set(_truths(limit.applies_when, question).values()) == {True, False}


def is_own(condition: Condition | None, question: Question, answer: str) -> bool:
    """Whether what has this condition is for this answer, but not alike for all the others."""
    truths = _truths(condition, question)
    return len(set(truths.values())) > 1 and truths[answer] is not False


def _truths(condition: Condition | None, question: Question) -> dict[str, bool | None]:
    """What a condition is for each answer of a question."""
    return {answer: truth_for(condition, question.id, answer) for answer, _ in answers(question)}


def truth_for(condition: Expression | None, fact: str, answer: str) -> bool | None:
    """What a condition is where this answer is all that is known; ``None`` where that leaves it
    open.
    """
    match condition:
        case None:
            return True
        case str():
            return answer == "true" if condition == fact else None
        case Not(not_=inner):
            inner_truth = truth_for(inner, fact, answer)
            return None if inner_truth is None else not inner_truth
        case OneOf(one_of=member):
            return answer in member.options if member.fact == fact else None
        case All(all=every):
            return _enough([(1, truth_for(inner, fact, answer)) for inner in every], len(every))
        case Any_(any=every):
            return _enough([(1, truth_for(inner, fact, answer)) for inner in every], 1)
        case Enough(enough=enough):
            truths = [(part.points, truth_for(part.when, fact, answer)) for part in enough.of]
            return _enough(truths, enough.least)
    return None


def _enough(parts: Sequence[tuple[float, bool | None]], least: float) -> bool | None:
    """Whether the points of what is true reach the least, or of what is open still can."""
    if sum(points for points, truth in parts if truth) >= least:
        return True
    return None if sum(points for points, truth in parts if truth is not False) >= least else False
