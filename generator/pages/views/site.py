"""The views of pages about the whole site: home, updates, embedding, the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, zip_longest

from ... import kinds
from ...content.catalogue import AnyEntry, SchemeView
from ...labels import Label
from ...languages import LANGUAGES, Language
from ...models.base import Text
from ...models.key import Key
from ...models.scheme import Scheme
from ...models.site import Change
from ...site.page import NavItem
from ...site.routes import address, page
from ...text.inline import plain
from ..context import Context
from ..embed import Snippet, snippets
from .amounts import AmountWords, LimitLine, amount_words, limit_lines
from .common import stages
from .ledger import Tally, tallies
from .policy import OwnerGroup, policies_by_owner


@dataclass(frozen=True, slots=True)
class SchemeBand:
    """A scheme on the front page, with a door to each of its pages."""

    id: str
    key: Key
    model: Scheme
    calculator: Key
    quick: bool
    """Whether there are questions that give a first amount."""
    checklist: Key
    rules: str
    """The address of the rules."""
    requirements: int
    provisions: int
    by_option: tuple[LimitLine, ...]
    for_everybody: tuple[LimitLine, ...]
    amount: AmountWords
    first_documents: int
    first_phase: Text


@dataclass(frozen=True, slots=True)
class Learnt:
    """A lesson, where it stands in full, and the visit's short title."""

    text: Text
    key: Key
    visit: Text


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the front page shows."""

    tagline: Text
    schemes: tuple[SchemeBand, ...]
    questions: int
    """How many have an answer."""
    lessons: tuple[Learnt, ...]
    """Three of those of the visits."""
    tallies: tuple[Tally, ...]
    policies: tuple[OwnerGroup, ...]


def home_page(ctx: Context) -> HomePage:
    """The view of the front page."""
    return HomePage(
        ctx.catalogue.site.tagline,
        tuple(_band(ctx, scheme) for scheme in ctx.catalogue.schemes()),
        len(ctx.catalogue.all(kinds.QUESTION)),
        tuple(islice(_lessons(ctx), 3)),
        tallies(ctx),
        policies_by_owner(ctx),
    )


def _lessons(ctx: Context) -> Iterator[Learnt]:
    """The first lesson of each visit, the latest first, then the second of each, and so on."""
    visits = ctx.catalogue.visits()
    for row in zip_longest(*(visit.model.lessons for visit in visits)):
        for visit, lesson in zip(visits, row, strict=True):
            if lesson is not None:
                key = (
                    visit.key if lesson.finding is None else visit.key.of("finding", lesson.finding)
                )
                yield Learnt(lesson.text, key, visit.model.short_title)


def _band(ctx: Context, scheme: SchemeView) -> SchemeBand:
    limits = limit_lines(ctx, scheme)
    first = scheme.checklist.phases[0]
    return SchemeBand(
        id=scheme.id,
        key=scheme.key,
        model=scheme.model,
        calculator=scheme.key.of("calculator"),
        quick=bool(scheme.calculator.quick),
        checklist=scheme.key.of("checklist"),
        rules=ctx.to(f"schemes/{scheme.id}/rules/"),
        requirements=len(stages(scheme).application),
        provisions=len(scheme.provisions),
        by_option=tuple(line for line in limits if line.options),
        for_everybody=tuple(line for line in limits if not line.options),
        amount=amount_words(ctx, scheme),
        first_documents=len(first.items),
        first_phase=first.title,
    )


ACCESS_KEY_LABELS: Mapping[str, Label] = {
    "U": "access_key_u",
    "C": "access_key_c",
    "S": "access_key_s",
    "Z": "access_key_z",
}


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """What the sitemap for readers shows."""

    access_keys: tuple[tuple[str, str], ...]
    """Each key with where it leads."""
    navigation: tuple[NavItem, ...]
    leaves: Mapping[str | None, tuple[NavItem, ...]]
    """Pages outside the navigation, by the address of the page that they belong to."""


def sitemap_page(ctx: Context) -> SitemapPage:
    """The view of every page in its place."""

    def items(entries: tuple[AnyEntry, ...]) -> tuple[NavItem, ...]:
        """Records as items of the navigation."""
        return tuple(
            NavItem(plain(entry.title[ctx.lang]), address(entry.key, ctx.lang)) for entry in entries
        )

    leaves: dict[str | None, tuple[NavItem, ...]] = {
        page(f"visits/{visit.id}/", ctx.lang): items(visit.stops)
        for visit in ctx.catalogue.visits()
    }
    leaves |= {
        page(f"visits/{visit.id}/findings/", ctx.lang): items(
            (*visit.findings, *visit.recommendations)
        )
        for visit in ctx.catalogue.visits()
    }
    leaves[page("policies/", ctx.lang)] = items(ctx.catalogue.all(kinds.POLICY))
    for scheme in ctx.catalogue.schemes():
        examples = f"schemes/{scheme.id}/examples/"
        every = NavItem(ctx.t["all_examples"], page(f"{examples}all/", ctx.lang))
        leaves[page(examples, ctx.lang)] = (every,)
        desk = f"schemes/{scheme.id}/screening/"
        sandbox = NavItem(ctx.t["sandbox"], page(f"schemes/{scheme.id}/sandbox/", ctx.lang))
        leaves[page(desk, ctx.lang)] = (sandbox,)
    access_keys = ((key, ctx.t[label]) for key, label in ACCESS_KEY_LABELS.items())
    return SitemapPage(tuple(access_keys), ctx.navigation(), leaves)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the search page offers to somebody who has not asked or found anything."""

    examples: tuple[str, ...]
    """What others look for."""
    where: tuple[tuple[Key, Key], ...]
    """Each scheme and its calculator."""


def search_page(ctx: Context) -> SearchPage:
    """The view of the search page."""
    schemes = [entry.key for entry in ctx.catalogue.all(kinds.SCHEME)]
    return SearchPage(
        ctx.catalogue.search.examples[ctx.lang],
        tuple((scheme, scheme.of("calculator")) for scheme in schemes),
    )


@dataclass(frozen=True, slots=True)
class UpdatesPage:
    """What the page of changes shows, the newest first."""

    changes: tuple[Change, ...]


def updates_page(ctx: Context) -> UpdatesPage:
    """The view of what has changed on the site, the newest first."""
    return UpdatesPage(ctx.catalogue.changes.newest_first())


@dataclass(frozen=True, slots=True)
class SnippetView:
    """Code to copy; one of all is shown before the reader chooses."""

    snippet: Snippet
    frame: str
    """The address of the framed page, from this page."""
    shown: bool


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """What the page that makes code for portals shows."""

    schemes: tuple[tuple[str, Text, bool], ...]
    """Each with its short title, and whether it has questions that give a first amount."""
    languages: tuple[Language, ...]
    snippets: tuple[SnippetView, ...]
    preview: SnippetView | None


def embed_page(ctx: Context) -> EmbedPage:
    """The view of the page that makes code for portals."""
    every = snippets(ctx.catalogue, ctx.inputs.site_url)
    views = tuple(
        SnippetView(
            snippet,
            ctx.from_here(snippet.frame),
            shown=(snippet.form, snippet.lang, snippet.scheme)
            == ("frame", ctx.lang, every[0].scheme),
        )
        for snippet in every
    )
    return EmbedPage(
        tuple(
            (scheme.id, scheme.model.short_title, bool(scheme.calculator.quick))
            for scheme in ctx.catalogue.schemes()
        ),
        tuple(LANGUAGES.values()),
        views,
        next((view for view in views if view.shown), None),
    )
