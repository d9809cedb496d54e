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
    taken_up_by,
)


@dataclass(frozen=True, slots=True)
class Use:
    """A requirement or a document that rests on a clause."""

    title: Text
    href: str


@dataclass(frozen=True, slots=True)
class Uses:
    """What rests on a clause."""

    requirements: tuple[Use, ...]
    documents: tuple[Use, ...]
    policies: tuple[Key, ...]

    def __bool__(self) -> bool:
        return bool(self.requirements or self.documents or self.policies)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a clause says in a language: a paragraph, a list below it, further paragraphs."""

    text: Markup
    items: tuple[Markup, ...]
    details: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A clause in its place in the rules."""

    locator: str
    depth: int
    """0 for a point."""
    marker: str
    """What stands before it in the rules."""
    heading: Text | None
    level: int
    """Of its heading below the page's title."""
    own: Wording
    """In the page's language, with terms marked."""
    other: Wording
    """In the other language."""
    uses: Uses
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """What the page of the rules shows."""

    introduction: str
    in_force: InForce
    review: Review | None
    provisions: tuple[ProvisionView, ...]
    terms: tuple[tuple[str, Term], ...]
    """What the texts of the page mark, by its id."""
    table: PageTable
    sources: tuple[SourceLine, ...]


def rules_introduction(ctx: Context, scheme: SchemeView) -> str:
    """How many clauses the rules have."""
    words = ctx.t["rules_introduction"].replace("{points}", str(len(scheme.points)))
    return words.replace("{clauses}", str(len(scheme.provisions)))


def rules_page(ctx: Context, key: Key) -> RulesPage:
    """The view of a version's rules."""
    scheme = ctx.scheme(key)
    marker = _marker(ctx, scheme)
    provisions = tuple(_provision(ctx, scheme, entry, marker) for entry in scheme.provisions)
    return RulesPage(
        introduction=rules_introduction(ctx, scheme),
        in_force=in_force(ctx, scheme, "rules/"),
        review=review(ctx, scheme.model),
        provisions=provisions,
        terms=tuple((entry.key.name, entry.model) for entry in marker.used),
        table=ctx.table(f"schemes/{scheme.id}/rules/clauses"),
        sources=sources(ctx, scheme.model.sources),
    )


def _marker(ctx: Context, scheme: SchemeView) -> TermMarker:
    """Marks the terms that come from the documents of a scheme."""
    documents = {source.document for source in scheme.model.sources}
    terms = (
        entry
        for entry in ctx.catalogue.all(kinds.TERM)
        if not documents.isdisjoint(source.document for source in entry.model.sources)
    )
    return TermMarker(terms, ctx.lang, lambda entry: ctx.url(entry.key))


def _provision(
    ctx: Context, scheme: SchemeView, entry: Entry[Provision], marker: TermMarker
) -> ProvisionView:
    model, name = entry.model, entry.key.name
    depth = name.count(".")
    if depth == 0:
        marker.new_section()
    uses = _uses(ctx, scheme, entry)
    return ProvisionView(
        locator=name,
        depth=depth,
        marker=locators.marker(name, ctx.lang),
        heading=model.heading,
        level=_level(scheme, name),
        own=_wording(model, lambda text: marker.mark(ctx.tx(text))),
        other=_wording(model, lambda text: ctx.tx(text, ctx.other)),
        uses=uses,
        notes=notes(ctx, model.notes),
    )


def _wording(model: Provision, written: Callable[[Text], Markup]) -> Wording:
    return Wording(
        written(model.text),
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


def _uses(ctx: Context, scheme: SchemeView, entry: Entry[Provision]) -> Uses:
    name = entry.key.name
    calculator = ctx.url(scheme.key.of("calculator"))
    checklist = ctx.url(scheme.key.of("checklist"))
    return Uses(
        tuple(
            Use(requirement.title, f"{calculator}#{requirement.id}")
            for requirement in scheme.calculator.requirements
            if requirement.clause == name
        ),
        tuple(
            Use(item.title, f"{checklist}#{item.id}")
            for phase in scheme.checklist.phases
            for item in phase.items
            if item.clause == name
        ),
        tuple(evidence.key for evidence in taken_up_by(ctx, entry.key)),
    )
