"""What a page says of itself to search engines and in links: a sentence or a list of names."""

from __future__ import annotations

from ..api import scheme_words
from ..models.base import Text
from .context import Context
from .subjects import OfPair, OfRegister, OfScheme, OfVisit, Subject, TheSite
from .views.common import first_of
from .views.registers import INTRODUCTIONS


def summary(ctx: Context, subject: Subject) -> str:
    """The summary of a record, or its title where it has none."""
    assert subject.record is not None
    entry = ctx.catalogue.entry(subject.record)
    text: Text | tuple[Text, ...] = getattr(entry.model, "summary", entry.title)
    return first_of(text)[ctx.lang]


def site_description(ctx: Context, subject: TheSite) -> str:
    """That of the whole site."""
    return ctx.catalogue.site.description[ctx.lang]


def aid(ctx: Context, subject: OfScheme) -> str:
    """That a result is an aid, not a decision."""
    return scheme_words.aid(ctx.scheme(subject.key))[ctx.lang]


def checklist(ctx: Context, subject: OfScheme) -> str:
    """The introduction of a checklist."""
    return ctx.scheme(subject.key).checklist.introduction[ctx.lang]


def learned(ctx: Context, subject: OfVisit) -> str:
    """What was learned on a visit, by the titles of the findings."""
    findings = ctx.visit(subject.key).findings
    return ctx.language.listed(entry.title[ctx.lang] for entry in findings)


def register(ctx: Context, subject: OfRegister) -> str:
    """The introduction of a register."""
    return ctx.t[INTRODUCTIONS[subject.label]]


def version_numbers(ctx: Context, subject: OfPair) -> str:
    """Which two versions are compared."""
    return ctx.language.labelled(ctx.t["changes"], subject.numbers(ctx))
