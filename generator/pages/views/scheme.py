"""The views of a scheme's overview, of its calculator without scripts, and of its documents."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ... import kinds
from ...api.page_table import PageTable
from ...content.catalogue import SchemeView
from ...content.questions import of_scheme
from ...models.base import Text
from ...models.calculator import Limit, Option, Requirement
from ...models.key import Key
from ...models.operators import OneOf
from ...models.scheme import Checklist, ChecklistItem, Scheme
from ...rules.ceilings import ceilings
from ...rules.formulas import Formulas, formulas
from ..context import Context
from ..figures import FlowStep, flow_steps
from .categories import categories
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

    option: Option
    ceiling: str
    clause: str
    requirements: tuple[CategoryRequirement, ...]
    documents: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The steps from the first document to the last payment."""

    steps: tuple[FlowStep, ...]
    asides: tuple[FlowStep, ...]
    """Those that come only where the applicant asks for it."""


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
    flow: Flow
    amounts: PageTable
    instalments: PageTable
    timeline: PageTable | None
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
    return SchemePage(
        head=key,
        id=scheme.id,
        model=model,
        quick=bool(calculator.quick),
        in_force=in_force(ctx, scheme, ""),
        review=review(ctx, model),
        rules=f"{ctx.url(key)}rules/",
        categories=_categories(ctx, scheme),
        flow=_flow(scheme),
        amounts=ctx.table_of(key, "amounts"),
        instalments=ctx.table_of(key, "instalments"),
        timeline=ctx.table_of(key, "timeline") if calculator.deadlines else None,
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


def formula(ctx: Context, scheme: SchemeView) -> Formulas:
    """What writes the values of a scheme's calculator in the page's language."""
    return formulas(scheme.calculator, ctx.lang, ctx.t)


def _categories(ctx: Context, scheme: SchemeView) -> tuple[CategoryColumn, ...]:
    write = formula(ctx, scheme)
    return tuple(
        CategoryColumn(
            category.option,
            write(category.ceiling),
            category.clause,
            tuple(
                CategoryRequirement(
                    requirement, conditional=not isinstance(requirement.applies_when, OneOf)
                )
                for requirement in category.requirements
            ),
            category.documents,
        )
        for category in categories(scheme)
    )


def _flow(scheme: SchemeView) -> Flow:
    steps = flow_steps(scheme)
    return Flow(
        tuple(step for step in steps if not step.aside),
        tuple(step for step in steps if step.aside),
    )


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit of the amount; for one that goes by option, each option and what it comes to."""

    limit: Limit
    options: tuple[tuple[Text, str], ...]


def limit_lines(ctx: Context, scheme: SchemeView) -> tuple[LimitLine, ...]:
    """Every limit of a scheme's amount, in the page's language."""
    write = formula(ctx, scheme)
    return tuple(
        LimitLine(
            limit,
            tuple(
                (row.option.label, write(row.value))
                for row in ceilings(limit, scheme.calculator.questions)
                if row.option is not None
            ),
        )
        for limit in scheme.calculator.amount.limits
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
        aid=ctx.catalogue.site.aid,
        in_force=in_force(ctx, scheme, "calculator/"),
        review=review(ctx, scheme.model),
        stale=ctx.stale_calculator(key),
        scheme=scheme.id,
        requirements=tuple((heading, group) for heading, group in groups if group),
        limits=limit_lines(ctx, scheme),
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
