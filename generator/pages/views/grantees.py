"""The view of what comes after the approval: deadlines and payments, for those with a grant."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...api.scheme_words import payment
from ...content.catalogue import SchemeView
from ...models.base import Text
from ...models.calculator import Deadline, Requirement
from ...models.grant import Instalment, LeftOpen
from ...models.key import Key
from ...models.scheme import ChecklistItem, ChecklistPhase
from ..context import Context
from .common import Cited, InForce, Review, SourceLine, in_force, review, sources, stages


@dataclass(frozen=True, slots=True)
class Payment:
    """An instalment with the documents that go with it."""

    instalment: Instalment
    documents: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class GranteesPage(Cited):
    """What the page shows, with scripts or without."""

    in_force: InForce
    review: Review | None
    stale: Markup
    scheme: str
    """The id by which the component asks for its data."""
    deadlines: tuple[Deadline, ...]
    payment: Text
    """The heading over how the grant is paid."""
    payments: tuple[Payment, ...]
    left_open: LeftOpen
    requirements: tuple[Requirement, ...]
    """Those that are decided when an instalment is claimed."""
    others: tuple[ChecklistPhase, ...]
    """What else is handed in from the first instalment on."""
    contact: Text | None
    sources: tuple[SourceLine, ...]
    disclaimer: Text

    @property
    def calculator(self) -> Key:
        """The key of the version's calculator."""
        return self.head.of("calculator")


def grantees_page(ctx: Context, key: Key) -> GranteesPage:
    """The view of what comes after a version's approval."""
    scheme = ctx.scheme(key)
    payments, others = _payments(scheme)
    return GranteesPage(
        head=key,
        in_force=in_force(ctx, scheme, ""),
        review=review(ctx, scheme.model),
        stale=ctx.stale_calculator(key),
        scheme=scheme.id,
        deadlines=scheme.calculator.deadlines,
        payment=payment(scheme),
        payments=payments,
        left_open=scheme.calculator.left_open or LeftOpen(),
        requirements=stages(scheme).payment,
        others=others,
        contact=scheme.model.contact,
        sources=sources(ctx, scheme.model.sources),
        disclaimer=ctx.catalogue.site.disclaimer,
    )


def _payments(scheme: SchemeView) -> tuple[tuple[Payment, ...], tuple[ChecklistPhase, ...]]:
    """Each instalment with the documents of its clause, and what else comes from the first on."""
    instalments = scheme.calculator.instalments
    clauses = [instalment.clause for instalment in instalments]
    phases = scheme.checklist.phases
    first = next((i for i, phase in enumerate(phases) if phase.clause in clauses), len(phases))
    payments = tuple(
        Payment(
            instalment,
            tuple(
                item
                for phase in phases
                if phase.clause == instalment.clause
                for item in phase.items
            ),
        )
        for instalment in instalments
    )
    return payments, tuple(phase for phase in phases[first:] if phase.clause not in clauses)
