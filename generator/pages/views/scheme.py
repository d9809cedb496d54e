"""The views of a scheme's overview, of its calculator without scripts, and of its documents."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ... import kinds
from ...api.page_table import PageTable
from ...api.scheme_words import aid, answer_name, for_whom, limit_name, payment
from ...content.catalogue import SchemeView
from ...content.questions import of_scheme
from ...languages import LANGUAGES
from ...models.base import Text
from ...models.calculator import Requirement
from ...models.expressions import facts_in
from ...models.grant import LeftOpen, Limit
from ...models.key import Key
from ...models.scheme import Checklist, ChecklistItem, Scheme
from ...rules.ceilings import Ceiling
from ...text.inline import plain
from ..context import Context
from ..figures import FlowStep, flow_steps
from .amounts import AmountWords, LimitLine, amount_words, formula, limit_lines
from .categories import categories, rest_is_for_all, truth_for
from .common import (
    Cited,
    InForce,
    NoteView,
    Review,
    SourceLine,
    Stages,
    in_force,
    notes,
    review,
    sources,
    stages,
)


@dataclass(frozen=True, slots=True)
class CategoryRequirement:
    """What a category must meet; it may not apply to every application in it."""

    requirement: Requirement
    conditional: bool


@dataclass(frozen=True, slots=True)
class CategoryColumn:
    """One category at a glance."""

    name: Text
    help: Text | None
    ceilings: tuple[tuple[str, str] | None, ...]
    """Of each limit that goes by category, what it comes to, and the clause, where it applies."""
    requirements: tuple[CategoryRequirement, ...]
    documents: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The steps from the first document to the last payment."""

    steps: tuple[FlowStep, ...]
    asides: tuple[FlowStep, ...]
    """Those that come only where the applicant asks for it."""
    to_payment: bool
    """Whether the rules have anything to pay."""


@dataclass(frozen=True, slots=True)
class SchemePage(Cited):
    """What the overview of a scheme shows."""

    id: str
    """By which the calculator's component asks for its data."""
    model: Scheme
    quick: bool
    """Whether there are questions that give a first amount."""
    in_force: InForce
    review: Review | None
    rules: str
    """The address of the rules."""
    categories: tuple[CategoryColumn, ...]
    ceilings: tuple[str, ...]
    """What the limits that go by category are called."""
    rest_is_for_all: bool
    """Whether nothing else goes by category."""
    flow: Flow
    amounts: PageTable | None
    amount_words: AmountWords
    payment: Text
    """The heading over how it is paid."""
    instalments: PageTable | None
    timeline: PageTable | None
    left_open: LeftOpen
    requirements: Stages
    related: tuple[Key, ...]
    """Policies that bear on it."""
    figures: PageTable | None
    questions: tuple[Key, ...]
    """The first of those that its clauses answer; none for a version at its own address."""
    questions_in_all: int
    notes: tuple[NoteView, ...]
    sources: tuple[SourceLine, ...]
    disclaimer: Text

    @property
    def calculator(self) -> Key:
        """The key of the version's calculator."""
        return self.head.of("calculator")

    @property
    def checklist(self) -> Key:
        """The key of the version's checklist."""
        return self.head.of("checklist")


def scheme_page(ctx: Context, key: Key) -> SchemePage:
    """The view of a version's overview."""
    scheme = ctx.scheme(key)
    model, calculator = scheme.model, scheme.calculator
    columns = _categories(ctx, scheme)
    return SchemePage(
        head=key,
        id=scheme.id,
        model=model,
        quick=bool(calculator.quick),
        in_force=in_force(ctx, scheme, ""),
        review=review(ctx, model),
        rules=f"{ctx.url(key)}rules/",
        categories=columns,
        ceilings=_ceiling_names(ctx, scheme),
        rest_is_for_all=rest_is_for_all(scheme),
        flow=_flow(scheme),
        amounts=ctx.table_of(key, "amounts") if calculator.limits else None,
        amount_words=amount_words(ctx, scheme),
        payment=payment(scheme),
        instalments=ctx.table_of(key, "instalments") if calculator.instalments else None,
        timeline=ctx.table_of(key, "timeline") if calculator.deadlines else None,
        left_open=calculator.left_open or LeftOpen(),
        requirements=stages(scheme),
        related=tuple(Key("policy", id_) for id_ in model.related),
        figures=ctx.figures(key),
        questions=() if key.version else _questions(ctx, scheme),
        questions_in_all=len(ctx.catalogue.all(kinds.QUESTION)),
        notes=notes(ctx, model.notes),
        sources=sources(ctx, model.sources),
        disclaimer=ctx.catalogue.site.disclaimer,
    )


def _questions(ctx: Context, scheme: SchemeView) -> tuple[Key, ...]:
    return tuple(entry.key for entry in of_scheme(ctx.catalogue, scheme.id)[:5])


def _categories(ctx: Context, scheme: SchemeView) -> tuple[CategoryColumn, ...]:
    write = formula(ctx, scheme)
    return tuple(
        CategoryColumn(
            answer_name(scheme, category.question, category.answer),
            None if category.option is None else category.option.help,
            tuple(
                None if row is None else (write(row.value), row.clause) for row in category.ceilings
            ),
            tuple(
                CategoryRequirement(
                    requirement,
                    conditional=truth_for(
                        requirement.applies_when, category.question.id, category.answer
                    )
                    is None,
                )
                for requirement in category.requirements
            ),
            category.documents,
        )
        for category in categories(scheme)
    )


def _ceiling_names(ctx: Context, scheme: SchemeView) -> tuple[str, ...]:
    """Of one limit by category in sums that it is the ceiling; else what each is called.

    One that counts on a further condition is called by that too.
    """
    found = categories(scheme)
    rows = [
        [row for row in limit if row is not None]
        for limit in zip(*(category.ceilings for category in found), strict=True)
    ]
    limits = [some[0].limit for some in rows]
    sums = all(isinstance(row.value, int | float) for some in rows for row in some)
    if len(limits) == 1 and sums and not (limits[0].in_principle or limits[0].applies_when):
        return (ctx.t["glance_ceiling"],)
    return tuple(_row_name(ctx, scheme, limit) for limit in limits)


def _row_name(ctx: Context, scheme: SchemeView, limit: Limit) -> str:
    name = plain(limit_name(scheme, limit)[ctx.lang])
    category, condition = scheme.calculator.category, limit.applies_when
    if condition is None or set(facts_in(condition)) == {category}:
        return name  # the columns say for whom
    whom = for_whom(scheme, Ceiling(limit, None, None, None, limit.value, limit.clause))
    assert whom is not None
    return f"{plain(whom[ctx.lang])}{LANGUAGES[ctx.lang].colon}{name}"


def has_payment(scheme: SchemeView) -> bool:
    """Whether a scheme's rules have anything to pay: an amount, or instalments of one."""
    return bool(scheme.calculator.amount or scheme.calculator.instalments)


def _flow(scheme: SchemeView) -> Flow:
    steps = flow_steps(scheme)
    return Flow(
        tuple(step for step in steps if not step.aside),
        tuple(step for step in steps if step.aside),
        has_payment(scheme),
    )


@dataclass(frozen=True, slots=True)
class CalculatorPage(Cited):
    """What the page around the calculator shows, with scripts or without."""

    aid: Text
    in_force: InForce
    review: Review | None
    stale: Markup
    scheme: str
    """The id by which the component asks for its data."""
    requirements: tuple[tuple[str, tuple[Requirement, ...]], ...]
    """Each group with the heading above it."""
    limits: tuple[LimitLine, ...]
    amount_words: AmountWords
    sources: tuple[SourceLine, ...]
    disclaimer: Text


def calculator_page(ctx: Context, key: Key) -> CalculatorPage:
    """The view of a version's calculator."""
    scheme = ctx.scheme(key)
    by_stage = stages(scheme)
    groups = (
        (ctx.t["requirements"], by_stage.application),
        (ctx.t["requirements_payment"], by_stage.payment),
    )
    return CalculatorPage(
        head=key,
        aid=aid(scheme),
        in_force=in_force(ctx, scheme, "calculator/"),
        review=review(ctx, scheme.model),
        stale=ctx.stale_calculator(key),
        scheme=scheme.id,
        requirements=tuple((heading, group) for heading, group in groups if group),
        limits=limit_lines(ctx, scheme),
        amount_words=amount_words(ctx, scheme),
        sources=sources(ctx, scheme.model.sources),
        disclaimer=ctx.catalogue.site.disclaimer,
    )


@dataclass(frozen=True, slots=True)
class DocumentsPage(Cited):
    """What the page of the documents to hand in shows."""

    scheme: Scheme
    checklist: Checklist
    in_force: InForce
    review: Review | None
    notes: tuple[NoteView, ...]
    table: PageTable
    sources: tuple[SourceLine, ...]
    disclaimer: Text


def documents_page(ctx: Context, key: Key) -> DocumentsPage:
    """The view of the documents that a version asks for."""
    scheme = ctx.scheme(key)
    return DocumentsPage(
        head=key,
        scheme=scheme.model,
        checklist=scheme.checklist,
        in_force=in_force(ctx, scheme, "documents/"),
        review=review(ctx, scheme.model),
        notes=notes(ctx, scheme.checklist.notes),
        table=ctx.table(f"schemes/{scheme.id}/documents/documents"),
        sources=sources(ctx, scheme.checklist.sources),
        disclaimer=ctx.catalogue.site.disclaimer,
    )
