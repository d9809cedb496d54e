"""The view of a scheme's worked examples: each with what its version says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ...api.scheme_words import limit_name
from ...content.catalogue import Entry, SchemeView
from ...labels import Label
from ...models.base import Text
from ...models.calculator import ChoiceQuestion, NumberQuestion, Question
from ...models.key import Key
from ...models.scheme import Example
from ...rules.answer_link import answer_link
from ...rules.formulas import format_money, format_number
from ...rules.results import DecidedRequirement, Result
from ..context import Context
from .common import STATUS_LABELS, VERDICT_LABELS, Cited, InForce, Review, in_force, review


@dataclass(frozen=True, slots=True)
class Decided:
    """A requirement that decides an example, and how it comes out."""

    status: str
    status_words: str
    title: Text
    clause: str
    readings: tuple[tuple[Text, str], ...]
    """Where they do not agree: each way to read the clause, and what it comes to."""
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """What an example that is eligible can be granted at most, and by which limit."""

    cap: str
    binding: str
    instalments: tuple[str, ...]
    """None where all is paid at once."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """A deadline of an example, its date written in the page's language."""

    title: Text
    date: str
    office_day: str | None
    """The next working day, where it falls on another."""
    clause: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A worked example with its result."""

    id: str
    model: Example
    verdict: str
    verdict_words: str
    decided: tuple[Decided, ...]
    grant: Grant | None
    left_open: Text | None
    """Of one that is eligible, what the rules leave open of the amount, where none is fixed."""
    exceeds_cap: bool
    due: tuple[DueDate, ...]
    facts: tuple[tuple[Text, Markup | str], ...]
    """Each question with its answer."""
    calculator: str
    """The address of the calculator with these answers."""


@dataclass(frozen=True, slots=True)
class ExamplesPage(Cited):
    """What the page of the worked examples shows."""

    introduction: str
    in_force: InForce
    review: Review | None
    examples: tuple[ExampleView, ...]
    all_examples: str | None
    """The address of the page with all of them, on the page with some."""


def examples_page(ctx: Context, key: Key) -> ExamplesPage:
    """The view of a version's worked examples for readers."""
    scheme = ctx.scheme(key)
    shown = tuple(entry for entry in scheme.examples if entry.model.shown) or scheme.examples
    all_examples = ctx.url(key) + "examples/all/"
    return _page(ctx, scheme, "examples_introduction", "examples/", shown, all_examples)


def all_examples_page(ctx: Context, key: Key) -> ExamplesPage:
    """The view of all worked examples of a version."""
    scheme = ctx.scheme(key)
    introduction: Label = "all_examples_introduction"
    return _page(ctx, scheme, introduction, "examples/all/", scheme.examples, None)


def _page(
    ctx: Context,
    scheme: SchemeView,
    introduction: Label,
    path: str,
    examples: tuple[Entry[Example], ...],
    all_examples: str | None,
) -> ExamplesPage:
    return ExamplesPage(
        head=scheme.key,
        introduction=ctx.t[introduction],
        in_force=in_force(ctx, scheme, path),
        review=review(ctx, scheme.model),
        examples=tuple(_example(ctx, scheme, entry) for entry in examples),
        all_examples=all_examples,
    )


def _example(ctx: Context, scheme: SchemeView, entry: Entry[Example]) -> ExampleView:
    answers = ctx.results[entry.key]["facts"]
    result = ctx.results[entry.key]["result"]
    rules = ctx.inputs.results.calculators[scheme.id].data
    deadlines = {deadline.id: deadline.title for deadline in scheme.calculator.deadlines}
    return ExampleView(
        id=entry.key.name,
        model=entry.model,
        verdict=result["verdict"],
        verdict_words=ctx.t[VERDICT_LABELS[result["verdict"]]],
        decided=tuple(_decided(ctx, scheme, result["requirements"])),
        grant=_grant(ctx, scheme, result),
        left_open=_left_open(scheme, result),
        exceeds_cap=result["verdict"] == "eligible"
        and bool(result["amount"] and result["amount"]["exceeds_cap"]),
        due=tuple(
            DueDate(
                deadlines[deadline["id"]],
                deadline["date"],
                deadline["office_day"],
                deadline["clause"],
            )
            for deadline in result["deadlines"]
            if deadline["date"]
        ),
        facts=tuple(
            (question.label, _answer(ctx, question, answers[question.id]))
            for question in scheme.calculator.questions
            if question.id in answers
        ),
        calculator=ctx.url(scheme.key.of("calculator")) + answer_link(rules, answers, result),
    )


def _decided(
    ctx: Context, scheme: SchemeView, results: list[DecidedRequirement]
) -> Iterator[Decided]:
    """What speaks against the application or has a note; then what is known of the payment."""
    requirements = {requirement.id: requirement for requirement in scheme.calculator.requirements}
    against = ("unmet", "unclear", "unknown")
    at_application = (
        r for r in results if r["stage"] == "application" and (r["status"] in against or r["notes"])
    )
    at_payment = (r for r in results if r["stage"] == "payment" and r["status"] != "unknown")
    for result in (*at_application, *at_payment):
        requirement = requirements[result["id"]]
        readings = {reading.id: reading.text for reading in requirement.readings}
        notes = {note.id: note.text for note in requirement.notes}
        yield Decided(
            result["status"],
            ctx.t[STATUS_LABELS[result["status"]]],
            requirement.title,
            result["clause"],
            tuple(
                (readings[reading["id"]], ctx.t[STATUS_LABELS[reading["outcome"]]])
                for reading in result.get("readings", [])
            ),
            tuple(notes[id_] for id_ in result["notes"]),
        )


def _grant(ctx: Context, scheme: SchemeView, result: Result) -> Grant | None:
    amount = result["amount"]
    eligible = result["verdict"] == "eligible"
    if not eligible or amount is None or amount["cap"] is None or not amount["binding"]:
        return None
    first, *others = amount["binding"]
    if others:
        binding = ctx.t["binding_both"]
    else:
        limits = scheme.calculator.limits
        limit = next(limit for limit in limits if limit.id == first)
        name = ctx.say(limit_name(scheme, limit))
        binding = ctx.t["binding_limit"].replace("{limit}", name)
    parts = result["instalments"] if len(result["instalments"]) > 1 else []
    return Grant(
        format_money(amount["cap"], amount["currency"], ctx.t),
        binding,
        tuple(
            format_number(instalment["amount"])
            for instalment in parts
            if instalment["amount"] is not None
        ),
    )


def _left_open(scheme: SchemeView, result: Result) -> Text | None:
    amount, left = result["amount"], scheme.calculator.left_open
    if left is None or result["verdict"] != "eligible":
        return None
    if amount is None:
        return left.amount or left.ceiling
    # No limit binds: that is known.
    return left.ceiling or left.amount if amount["binding"] == [] else None


def _answer(ctx: Context, question: Question, value: object) -> Markup | str:
    """An answer as a person reads it."""
    if value is None:
        return "—"
    if question.type == "boolean":
        return ctx.t["yes" if value else "no"]
    if isinstance(question, ChoiceQuestion):
        chosen = value if isinstance(value, list) else [value]
        labels = [ctx.tx(option.label) for option in question.options if option.id in chosen]
        return Markup(ctx.language.semicolon).join(labels) or ctx.t["none_chosen"]
    if isinstance(question, NumberQuestion) and isinstance(value, int | float):
        if question.currency is not None:
            return format_money(value, question.currency, ctx.t)
        number = format_number(value)
        return Markup("{} {}").format(number, ctx.tx(question.unit)) if question.unit else number
    return str(value)
