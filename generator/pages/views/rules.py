"""The view of a scheme's rules: every clause in both languages, and what rests on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from ... import kinds
from ...api.page_table import PageTable
from ...content.catalogue import Entry, SchemeView
from ...models.base import Text
from ...models.key import Key
from ...models.registry import Term
from ...models.scheme import Provision
from ...rules.conditions import conditions
from ...rules.trees import Tree, trees
from ...text import locators
from ..context import Context
from ..glossary_links import TermMarker
from .common import (
    InForce,
    NoteView,
    Review,
    SourceLine,
    in_force,
    notes,
    review,
    sources,
)


@dataclass(frozen=True, slots=True)
class Use:
    """A requirement or a document that rests on a clause."""

    title: Text
    href: str


@dataclass(frozen=True, slots=True)
class RequirementTrees:
    """How the conditions of a requirement hang together."""

    title: Text
    trees: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a clause says in a language: a paragraph, a list below it, further paragraphs."""

    text: Markup | None
    """None of a clause that is but a heading."""
    items: tuple[Markup, ...]
    details: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A clause in its place in the rules."""

    locator: str
    heading: Text | None
    level: int
    """Of its heading below the page's title."""
    own: Wording
    """In the page's language, with terms marked."""
    other: Wording
    """In the other language."""
    uses: tuple[Use, ...]
    trees: tuple[RequirementTrees, ...]
    """Of those of its requirements whose conditions have parts."""
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """A clause of the first level, and all that stand below it."""

    locator: str
    marker: str
    """What stands before it in the rules."""
    heading: Text | None
    provisions: tuple[ProvisionView, ...]
    """Itself first."""


@dataclass(frozen=True, slots=True)
class RulesPage:
    """What the page of the rules shows."""

    citation: str
    """How a clause is cited; ``{clause}`` is filled in."""
    permanent: str
    """The address of this version's rules, whichever version is shown at the scheme's own."""
    in_force: InForce
    review: Review | None
    points: tuple[PointView, ...]
    terms: tuple[tuple[str, Term], ...]
    """What the texts of the page mark, by its id."""
    table: PageTable
    sources: tuple[SourceLine, ...]


def rules_page(ctx: Context, key: Key) -> RulesPage:
    """The view of a version's rules."""
    scheme = ctx.scheme(key)
    marker = _marker(ctx, scheme)
    points = tuple(_point(ctx, scheme, entry, marker) for entry in scheme.points)
    return RulesPage(
        citation=_citation(ctx, scheme),
        permanent=ctx.to(f"schemes/{scheme.base}/versions/{scheme.slug}/rules/"),
        in_force=in_force(ctx, scheme, "rules/"),
        review=review(ctx, scheme.model),
        points=points,
        terms=tuple((entry.key.name, entry.model) for entry in marker.used),
        table=ctx.table(f"schemes/{scheme.id}/rules/clauses"),
        sources=sources(ctx, scheme.model.sources),
    )


def _citation(ctx: Context, scheme: SchemeView) -> str:
    """The name of the rules, that this is a restatement, the clause and the version."""
    words = ctx.t["rules_citation"].replace("{rules}", ctx.say(scheme.model.title))
    return words.replace("{version}", scheme.model.version)


def _marker(ctx: Context, scheme: SchemeView) -> TermMarker:
    """Marks the terms that come from the documents of a scheme."""
    documents = {source.document for source in scheme.model.sources}
    terms = (
        entry
        for entry in ctx.catalogue.all(kinds.TERM)
        if not documents.isdisjoint(source.document for source in entry.model.sources)
    )
    return TermMarker(terms, ctx.lang, lambda entry: ctx.url(entry.key))


def _point(
    ctx: Context, scheme: SchemeView, entry: Entry[Provision], marker: TermMarker
) -> PointView:
    marker.new_section()
    name = entry.key.name
    return PointView(
        locator=name,
        marker=locators.marker(name, ctx.lang),
        heading=entry.model.heading,
        provisions=tuple(
            _provision(ctx, scheme, clause, marker)
            for clause in scheme.provisions
            if locators.point(clause.key.name) == name
        ),
    )


def _provision(
    ctx: Context, scheme: SchemeView, entry: Entry[Provision], marker: TermMarker
) -> ProvisionView:
    model, name = entry.model, entry.key.name
    return ProvisionView(
        locator=name,
        heading=model.heading,
        level=_level(scheme, name),
        own=_wording(model, lambda text: marker.mark(ctx.tx(text))),
        other=_wording(model, lambda text: ctx.tx(text, ctx.other)),
        uses=_uses(ctx, scheme, entry),
        trees=_trees(ctx, scheme, entry),
        notes=notes(ctx, model.notes),
    )


def _wording(model: Provision, written: Callable[[Text], Markup]) -> Wording:
    return Wording(
        None if model.text is None else written(model.text),
        tuple(map(written, model.items)),
        tuple(map(written, model.details)),
    )


def _level(scheme: SchemeView, name: str) -> int:
    """The level of a clause's heading: one below that of the nearest clause above with one."""
    parts = name.split(".")
    above = (".".join(parts[:end]) for end in range(2, len(parts)))
    key = scheme.key
    headed = (scheme.catalogue.entry(key.of("provision", a)).model.heading for a in above)
    return 3 + sum(heading is not None for heading in headed)


def _uses(ctx: Context, scheme: SchemeView, entry: Entry[Provision]) -> tuple[Use, ...]:
    """What of the calculator, and then of the checklist, rests on a clause."""
    pages = (
        (scheme.key.of("calculator"), scheme.calculator.requirements),
        (scheme.key.of("checklist"), (i for phase in scheme.checklist.phases for i in phase.items)),
    )
    return tuple(
        Use(item.title, f"{ctx.url(page)}#{item.id}")
        for page, items in pages
        for item in items
        if item.clause == entry.key.name
    )


def _trees(
    ctx: Context, scheme: SchemeView, entry: Entry[Provision]
) -> tuple[RequirementTrees, ...]:
    """How the conditions of those requirements of a clause hang together that have parts."""
    words = conditions(scheme.calculator, ctx.lang, ctx.t)
    drawn = (
        RequirementTrees(requirement.title, trees(requirement, words, ctx.t))
        for requirement in scheme.calculator.requirements
        if requirement.clause == entry.key.name
    )
    return tuple(of_requirement for of_requirement in drawn if of_requirement.trees)
