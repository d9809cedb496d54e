"""Order: in which the changes of a rule are told, whatever the order of finding them."""

from __future__ import annotations

from collections.abc import Iterable

from ..engine import Answer
from .model import Change
from .states import States

_Place = list[tuple[int, float, str]]


def in_order(changes: Iterable[Change], states: States) -> list[Change]:
    """Changes by their answers: question by question, as they are asked, from the least on."""
    questions = {**states.before.questions, **states.after.questions}
    order = list(questions)

    def rank(fact: str, answer: Answer) -> tuple[float, str]:
        if isinstance(answer, bool):
            return not answer, ""
        if isinstance(answer, int | float):
            return answer, ""
        options = [option["id"] for option in questions[fact].get("options", ())]
        chosen = [answer] if isinstance(answer, str) else answer
        places = (options.index(one) for one in chosen if one in options)
        return next(places, len(options)), str(answer)

    def place(change: Change) -> _Place:
        return sorted((order.index(fact), *rank(fact, one)) for fact, one in change.facts.items())

    return sorted(changes, key=place)
