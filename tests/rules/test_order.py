"""The order of asking, worked out from rules that are made for it."""

from __future__ import annotations

from typing import Any

from generator.content.catalogue import Catalogue
from generator.models.calculator import Calculator
from generator.rules.order import steps

WORDS = {"zh": "字", "en": "Words"}


def question(id_: str, type_: str = "boolean", **more: Any) -> dict[str, Any]:
    if type_ == "choice":
        more["options"] = [{"id": "one", "label": WORDS}, {"id": "two", "label": WORDS}]
    return {"id": id_, "type": type_, "clause": "1", "label": WORDS, **more}


def group(id_: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": id_, "title": WORDS, "questions": questions, **more}


def rule(id_: str, **more: Any) -> dict[str, Any]:
    texts = dict.fromkeys(("title", "rule", "met", "unmet"), WORDS)
    return {"id": id_, "clause": "1", **texts, **more}


def readings(*ways: Any) -> list[dict[str, Any]]:
    """Ways to read a rule; ``None`` for the one by which it is no condition."""
    return [
        {"id": f"way-{i}", "text": WORDS, **({} if way is None else {"met_when": way})}
        for i, way in enumerate(ways)
    ]


def order(
    groups: list[dict[str, Any]], rules: list[dict[str, Any]], quick: tuple[str, ...] = ()
) -> list[tuple[str, ...]]:
    """The steps of a calculator, each its id and its questions."""
    calculator = Calculator.model_validate(
        {
            "sources": [{"document": "rules"}],
            "quick": quick,
            "groups": groups,
            "requirements": rules,
            "amount": {
                "currency": "TWD",
                "clause": "1",
                "label": WORDS,
                "limits": [{"id": "ceiling", "clause": "1", "label": WORDS, "value": 5}],
            },
            "instalments": [
                {"id": "all", "clause": "1", "title": WORDS, "percent": 100, "needs": WORDS}
            ],
        }
    )
    return [(step.id, *step.questions) for step in steps(calculator)]


def ids(*args: Any, **more: Any) -> list[str]:
    return [id_ for id_, *_ in order(*args, **more)]


def test_what_ends_it_by_itself_comes_before_what_ends_it_with_another() -> None:
    groups = [group("all", *map(question, ("idle", "half", "other_half", "alone")))]
    rules = [
        rule("both", met_when={"any": ["half", "other_half"]}),
        rule("one", met_when="alone"),
    ]
    assert ids(groups, rules) == ["alone", "half", "other_half", "idle"]


def test_among_those_alike_the_one_on_which_most_rests_comes_first() -> None:
    groups = [group("all", *map(question, ("light", "heavy")))]
    rules = [
        rule("first", met_when="light"),
        rule("second", met_when="heavy"),
        rule("third", met_when={"not": "heavy"}),
    ]
    assert ids(groups, rules) == ["heavy", "light"]


def test_those_that_are_alike_in_all_stay_in_the_order_of_the_file() -> None:
    groups = [group("a", question("b")), group("c", question("a"))]
    assert ids(groups, [rule("b", met_when="b"), rule("a", met_when="a")]) == ["b", "a"]


def test_with_a_quick_question_another_ends_it_by_itself() -> None:
    groups = [group("all", question("kind", "choice"), question("pair"), question("script"))]
    rules = [
        rule("pair", met_when={"any": ["pair", "script"]}),
        rule(
            "script",
            applies_when={"one_of": {"fact": "kind", "options": ["one"]}},
            met_when="script",
        ),
    ]
    assert ids(groups, rules, quick=("kind",)) == ["script", "pair"]
    # Without it, the script ends it only together with the kind: as the pair does with it.
    assert ids(groups, rules) == ["script", "pair", "kind"]


def test_a_rule_that_one_reading_meets_whatever_is_answered_ends_nothing() -> None:
    groups = [group("all", *map(question, ("tone", "half", "other_half")))]
    both = rule("both", met_when={"any": ["half", "other_half"]})
    harmless = rule("tone", readings=readings("tone", None))
    deciding = rule("tone", readings=readings("tone", {"not": "tone"}))
    assert ids(groups, [both, harmless]) == ["half", "other_half", "tone"]
    assert ids(groups, [both, deciding]) == ["tone", "half", "other_half"]


def test_a_question_stands_behind_those_that_decide_whether_it_is_asked() -> None:
    asked = {"all": ["first", {"one_of": {"fact": "kind", "options": ["one"]}}]}
    groups = [
        group(
            "all", question("kind", "choice"), question("first"), question("late", asked_when=asked)
        )
    ]
    rules = [
        rule("late", applies_when="first", met_when="late"),
        rule("also", met_when={"not": "late"}),
    ]
    assert ids(groups, rules) == ["first", "kind", "late"]
    assert ids(groups, rules, quick=("kind",)) == ["first", "late"]


def test_a_number_stands_behind_the_one_that_bounds_it() -> None:
    groups = [
        group(
            "all", question("total", "integer"), question("part", "integer", no_more_than="total")
        )
    ]
    assert ids(groups, [rule("part", met_when={"at_least": ["part", 3]})]) == ["total", "part"]


def test_an_optional_question_comes_last_whatever_rests_on_it() -> None:
    groups = [group("all", question("wish", optional=True), question("idle"))]
    assert ids(groups, [rule("wish", met_when="wish")]) == ["idle", "wish"]


def test_a_group_that_is_asked_at_once_is_one_step() -> None:
    whole = {"label": WORDS, "values": {"width": 1920, "height": 1080, "kind": "one"}}
    fields = (question("width", "integer"), question("height", "integer"))
    groups = [
        group("first", question("idle"), question("plan")),
        group("technical", *fields, question("kind", "choice"), at_once=whole),
    ]
    rules = [
        rule("plan", met_when="plan"),
        rule("height", met_when={"at_least": ["height", 3]}),
        rule("frame", met_when={"at_least": ["height", "width"]}),
    ]
    technical = ("technical", "width", "height", "kind")
    # It stands where the strongest of them would.
    assert order(groups, rules) == [technical, ("plan", "plan"), ("idle", "idle")]
    # What was asked before is not asked again.
    assert order(groups, rules, quick=("kind",))[0] == technical[:-1]


def test_such_a_group_stands_behind_what_one_of_its_questions_waits_for() -> None:
    fields = (question("width", "integer"), question("height", "integer", asked_when="digital"))
    whole = {"label": WORDS, "values": {"width": 1920, "height": 1080}}
    groups = [group("first", question("digital")), group("technical", *fields, at_once=whole)]
    rules = [rule("width", met_when={"at_least": ["width", 3]})]
    assert ids(groups, rules) == ["digital", "technical"]


def test_quick_questions_and_those_of_somebody_with_a_grant_are_no_steps() -> None:
    groups = [
        group("all", question("kind", "choice"), question("cost", "integer"), question("plan")),
        group("after", question("approved", "integer"), stage="payment"),
    ]
    rules = [
        rule("plan", met_when="plan"),
        rule("shown", stage="payment", met_when={"at_least": ["approved", 1]}),
    ]
    assert ids(groups, rules, quick=("kind", "cost")) == ["plan"]


def test_a_payment_gives_a_question_no_power() -> None:
    groups = [group("all", question("paid"), question("plan"))]
    rules = [rule("paid", stage="payment", met_when="paid"), rule("plan", met_when="plan")]
    assert ids(groups, rules) == ["plan", "paid"]


def test_every_question_of_a_real_scheme_is_asked_once(catalogue: Catalogue) -> None:
    for scheme in catalogue.versions():
        calculator = scheme.calculator
        asked = [id_ for step in steps(calculator) for id_ in step.questions]
        later = {
            item.id
            for part in calculator.groups
            if part.stage == "payment"
            for item in part.questions
        }
        wanted = {item.id for item in calculator.questions} - {*calculator.quick} - later
        assert len(asked) == len(set(asked))
        assert set(asked) == wanted
        behind: set[str] = set(calculator.quick)
        for step in steps(calculator):
            behind.update(step.questions)
            for item in calculator.questions:
                limit = getattr(item, "no_more_than", None)
                if item.id in step.questions and limit is not None:
                    assert limit in behind
