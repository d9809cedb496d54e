"""The site map: every page of the site as an entry, and the order in which they are made.

A page is found by its name in :data:`PAGES`. Paths are in the source language throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..content.catalogue import Catalogue
from ..content.extent import has_page
from ..content.questions import keys
from ..site.routes import path_of
from . import descriptions, subjects
from .context import Context
from .entries import of_version, part, single
from .page_spec import AnyPage, Branch, PageSpec
from .subjects import (
    SITE,
    OfCommentary,
    OfConclusion,
    OfMoved,
    OfPair,
    OfPolicy,
    OfRegister,
    OfScheme,
    OfStop,
    OfVersionShown,
    OfVisit,
    Subject,
    TheSite,
)
from .views.conclusions import conclusion_page, findings_page
from .views.coverage import coverage_page
from .views.examples import all_examples_page, examples_page
from .views.grantees import grantees_page
from .views.ledger import ledger_page
from .views.policy import commentary_page, graph_page, policies_page, policy_page
from .views.questions import questions_page
from .views.registers import register_page
from .views.rules import rules_page
from .views.sandbox import sandbox_page
from .views.scheme import calculator_page, documents_page, scheme_page
from .views.screening import screening_page
from .views.site import embed_page, home_page, search_page, sitemap_page, updates_page
from .views.sources import notes_page, sources_page
from .views.stop import stop_page
from .views.translations import translations_page
from .views.versions import MovedPage, comparison_page, versions_page
from .views.visit import visit_page, visits_page

# --- pages ----------------------------------------------------------------------------------


def _moved_page(ctx: Context, path: str) -> MovedPage:
    """The view: what the page at ``path`` is called; a hand-written one goes by its address."""
    pages = expand(ctx.inputs.catalogue)
    titles = (spec.title_of(ctx, of) for spec, of in pages if of.base + spec.path == path)
    return MovedPage(ctx.to(path), next(titles, path))


def _moved(part: PageSpec[OfScheme]) -> PageSpec[OfVersionShown]:
    """The same page of the version that is shown, which leads on to the scheme's own."""

    def path(of: OfVersionShown) -> str:
        return path_of(of.key) + part.path

    return PageSpec(
        f"moved_{part.name}",
        OfVersionShown,
        lambda ctx, of: _moved_page(ctx, path(of)),
        descriptions.summary,
        title=part.title,
        path=part.path,
        above=("scheme", "versions", *(("version",) if part.title else ())),
        parent="versions",
        template="moved",
        own=part.own,
        described_by_title=True,
        searched=False,
        leads_to=path,
    )


HOME = PageSpec(
    "home", TheSite, lambda ctx, _: home_page(ctx), descriptions.site_description, wide=True
)
SCHEME = PageSpec(
    "scheme", OfScheme, lambda ctx, of: scheme_page(ctx, of.key), descriptions.summary, own=True
)
PARTS = (
    part("rules", rules_page, "rules_introduction"),
    replace(part("calculator", calculator_page, descriptions.aid), wide=True, embedded=True),
    part("documents", documents_page, descriptions.checklist),
    part("examples", examples_page, "examples_introduction"),
    replace(
        part("all_examples", all_examples_page, "all_examples_introduction"),
        path="examples/all/",
        above=("scheme", "examples"),
        parent="examples",
        template="examples",
        searched=False,
    ),
    replace(part("coverage", coverage_page, "coverage_introduction"), wide=True, searched=False),
)
GRANTEES = replace(
    part("grantees", grantees_page, "grantees_introduction"), path="after-approval/", wide=True
)
SCREENING = replace(
    part("screening", screening_page, "screening_introduction"), wide=True, searched=False
)
SANDBOX = replace(
    part("sandbox", sandbox_page, "sandbox_introduction"),
    parent="screening",
    wide=True,
    searched=False,
)
VERSIONS = PageSpec(
    "versions",
    OfScheme,
    lambda ctx, of: versions_page(ctx, of.key),
    "versions_introduction",
    title="versions",
    path="versions/",
    above=("scheme",),
)
VERSION_PAGES = (replace(of_version(SCHEME), name="version"), *map(of_version, PARTS))
VERSION_GRANTEES = of_version(GRANTEES)
MOVED_GRANTEES = _moved(GRANTEES)
MOVED_RULES = replace(_moved(PARTS[0]), above=("scheme",), parent="rules")
"""Made of a scheme with one version, too: it is the address that is copied of a clause."""
MOVED_PAGES = tuple(map(_moved, (SCHEME, *PARTS[1:])))
MOVED = PageSpec(
    "old_address",
    OfMoved,
    lambda ctx, of: _moved_page(ctx, of.new),
    "page_moved",
    parent="sitemap",
    searched=False,
    leads_to=lambda of: of.new,
)
COMPARISON = PageSpec(
    "comparison",
    OfPair,
    lambda ctx, of: comparison_page(ctx, of.older, of.newer),
    "changes_introduction",
    title="changes",
    above=("scheme", "versions"),
    parent="versions",
    crumb=descriptions.version_numbers,
    searched=False,
)
VISITS = single("visits", visits_page, "visits", "visits_introduction")
VISIT = PageSpec(
    "visit",
    OfVisit,
    lambda ctx, of: visit_page(ctx, of.key),
    descriptions.summary,
    above=("visits",),
    own=True,
)
FINDINGS = PageSpec(
    "findings",
    OfVisit,
    lambda ctx, of: findings_page(ctx, of.key),
    descriptions.learned,
    title="findings_and_recommendations",
    path="findings/",
    above=("visits", "visit"),
    described_by_title=True,
)
CONCLUSION = PageSpec(
    "conclusion",
    OfConclusion,
    lambda ctx, of: conclusion_page(ctx, of.key, of.siblings),
    descriptions.summary,
    above=("visits", "visit", "findings"),
    parent="findings",
    own=True,
)
STOP = PageSpec(
    "stop",
    OfStop,
    lambda ctx, of: stop_page(ctx, of.key, of.siblings),
    descriptions.summary,
    above=("visits", "visit"),
    parent="visit",
    own=True,
)
LEDGER = single("recommendations", ledger_page, "ledger", "ledger_introduction")
POLICIES = single("policies", policies_page, "policies", "policies_introduction")
POLICY = PageSpec(
    "policy",
    OfPolicy,
    lambda ctx, of: policy_page(ctx, of.key),
    descriptions.summary,
    above=("policies",),
    parent="policies",
    own=True,
)
COMMENTARY = PageSpec(
    "commentary",
    OfCommentary,
    lambda ctx, of: commentary_page(ctx, of.key),
    descriptions.summary,
    above=("policies",),
    own=True,
)
REGISTER = PageSpec(
    "register",
    OfRegister,
    lambda ctx, of: register_page(ctx, of.label),
    descriptions.register,
    own=True,
)
QUESTIONS = replace(
    single("questions", questions_page, "questions", "questions_introduction"), shows=keys
)
SOURCES = single("sources", sources_page, "sources", "sources_introduction")
GRAPH = replace(
    single("graph", graph_page, "graph", "graph_introduction"), above=("policies",), wide=True
)
SITEMAP = replace(
    single("sitemap", sitemap_page, "sitemap", "sitemap_introduction"), searched=False
)
SEARCH = replace(single("search", search_page, "search", "search_introduction"), searched=False)
NOTES = single("notes", notes_page, "editors_notes", "notes_introduction")
TRANSLATIONS = replace(
    single("translations", translations_page, "translations", "translations_introduction"),
    searched=False,
)
UPDATES = replace(
    single("updates", updates_page, "updates", "updates_introduction"), path="changes/"
)
EMBED = single("embed", embed_page, "embed", "embed_introduction")


SITE_MAP: tuple[AnyPage | Branch, ...] = (
    HOME,
    Branch(
        subjects.schemes,
        (
            SCHEME,
            *PARTS,
            SCREENING,
            SANDBOX,
            Branch(subjects.with_grantees, (GRANTEES,)),
            Branch(subjects.version_shown, (MOVED_RULES,)),
            Branch(
                subjects.schemes_with_versions,
                (
                    VERSIONS,
                    Branch(
                        subjects.versions_not_shown,
                        (
                            *VERSION_PAGES,
                            Branch(subjects.with_grantees, (VERSION_GRANTEES,)),
                        ),
                    ),
                    Branch(
                        subjects.version_shown,
                        (*MOVED_PAGES, Branch(subjects.with_grantees, (MOVED_GRANTEES,))),
                    ),
                    Branch(subjects.pairs_of_versions, (COMPARISON,)),
                ),
            ),
        ),
    ),
    VISITS,
    Branch(
        subjects.visits,
        (
            VISIT,
            FINDINGS,
            Branch(subjects.conclusions, (CONCLUSION,)),
            Branch(subjects.stops, (STOP,)),
        ),
    ),
    LEDGER,
    POLICIES,
    Branch(subjects.policies, (POLICY,)),
    Branch(subjects.commentaries, (COMMENTARY,)),
    Branch(subjects.moved, (MOVED,)),
    QUESTIONS,
    Branch(subjects.registers, (REGISTER,)),
    SOURCES,
    GRAPH,
    SITEMAP,
    SEARCH,
    NOTES,
    TRANSLATIONS,
    UPDATES,
    EMBED,
)


def expand(
    catalogue: Catalogue,
    pages: tuple[AnyPage | Branch, ...] = SITE_MAP,
    within: Subject = SITE,
) -> Iterator[tuple[AnyPage, Subject]]:
    """Every page of the site in one language: its entry and its subject, in order."""
    for page in pages:
        if isinstance(page, PageSpec):
            if has_page(catalogue, page.name):
                yield page, within
            continue
        for subject in page.subjects(catalogue, within):
            yield from expand(catalogue, page.pages, subject)


def _entries(pages: tuple[AnyPage | Branch, ...]) -> Iterator[AnyPage]:
    for page in pages:
        if isinstance(page, PageSpec):
            yield page
        else:
            yield from _entries(page.pages)


PAGES: Mapping[str, AnyPage] = {spec.name: spec for spec in _entries(SITE_MAP)}
"""Every entry of the site map by its name."""
