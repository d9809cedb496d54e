"""The view of what the rules of a scheme cover: each clause, who takes it up, and by what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ...api.coverage import READINGS, ROLES, TAKEN_UP
from ...api.page_table import PageTable
from ...content.coverage import Decider
from ...models.base import Text
from ...models.key import Key
from ...rules.coverage import ClauseCoverage, counts, coverage
from ..context import Context
from .common import Cited, InForce, SourceLine, in_force, sources


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a clause, and where it is shown."""

    role: str
    related: bool
    """Whether it has a clause of its own, and only looks at this one."""
    title: Text
    href: str


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A clause, who takes it up, and what of it is left out."""

    locator: str
    heading: Text | None
    taken_up: str
    resting: tuple[Resting, ...]
    examples: tuple[tuple[Text, str], ...]
    """The title of each, and its address."""
    readings: tuple[str, ...]
    """Where it is told that the clause reads two ways."""
    reason: str | None
    """Why a part is left out of a clause that is taken up."""
    why: Text | None


@dataclass(frozen=True, slots=True)
class CoveragePage(Cited):
    """What the page of the coverage shows."""

    in_force: InForce
    counts: tuple[tuple[str, int], ...]
    two_ways: int
    readings: str
    """Of those, how many are told where."""
    tested: int
    """Clauses of which a worked example expects something."""
    lines: tuple[CoverageLine, ...]
    table: PageTable
    data: str
    """The address of the same for other programs."""
    sources: tuple[SourceLine, ...]


def coverage_page(ctx: Context, key: Key) -> CoveragePage:
    """The view of what a version covers."""
    scheme = ctx.scheme(key)
    lines = coverage(scheme)
    return CoveragePage(
        head=key,
        in_force=in_force(ctx, scheme, "coverage/"),
        counts=tuple((ctx.t[TAKEN_UP[way]], number) for way, number in counts(lines)),
        two_ways=sum(bool(line.readings) for line in lines),
        readings=_places(ctx, lines),
        tested=sum(bool(line.examples) for line in lines),
        lines=tuple(_line(ctx, key, line) for line in lines),
        table=ctx.table(f"schemes/{scheme.id}/coverage/clauses"),
        data=ctx.from_here(f"api/schemes/{scheme.id}/coverage.json"),
        sources=sources(ctx, scheme.model.sources),
    )


def _places(ctx: Context, lines: tuple[ClauseCoverage, ...]) -> str:
    found = Counter(place for line in lines for place in line.readings)
    return ctx.language.semicolon.join(
        ctx.language.labelled(ctx.t[label], str(found[place]))
        for place, label in READINGS.items()
        if found[place]
    )


def _line(ctx: Context, key: Key, line: ClauseCoverage) -> CoverageLine:
    name, beyond = line.entry.key.name, line.entry.model.beyond
    partly = beyond is not None and line.taken_up in ("calculator", "checklist")
    return CoverageLine(
        locator=name,
        heading=line.entry.model.heading,
        taken_up=ctx.t[TAKEN_UP[line.taken_up]],
        resting=tuple(_resting(ctx, key, decider) for decider in line.deciders),
        examples=tuple((e.model.title, ctx.url(e.key)) for e in line.examples),
        readings=tuple(ctx.t[READINGS[place]] for place in line.readings),
        reason=ctx.t[TAKEN_UP[beyond.reason]] if beyond is not None and partly else None,
        why=None if beyond is None else beyond.why,
    )


def _resting(ctx: Context, key: Key, decider: Decider) -> Resting:
    return Resting(
        ctx.t[ROLES["requirement" if decider.role == "related" else decider.role]],
        decider.role == "related",
        decider.title,
        _address(ctx, key, decider),
    )


def _address(ctx: Context, key: Key, decider: Decider) -> str:
    """Where a reader sees what rests on a clause."""
    calculator, documents = ctx.url(key.of("calculator")), ctx.url(key.of("checklist"))
    match decider.role:
        case "requirement" | "related":
            return f"{calculator}#{decider.id}"
        case "document":
            return f"{documents}#{decider.id}"
        case "phase":
            return f"{documents}#phase-{decider.id}"
        case "amount":
            return f"{ctx.url(key)}#amounts"
        case "instalment":
            return f"{ctx.url(key)}#instalments"
        case "deadline":
            return f"{ctx.url(key)}#timeline"
        case "question":
            return calculator
