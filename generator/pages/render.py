"""Render: the catalogue to pages of Markdown, by the site map and the templates beside this file.

In: the frozen catalogue, the examples' results, and what is made of them once for all pages.
Out: :class:`~generator.site.page.Page` for every page in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import TypeAlias

from jinja2 import Environment, UndefinedError

from ..content.catalogue import Catalogue
from ..diagnostics.errors import GeneratorError, working_on
from ..diagnostics.messages import phrase
from ..languages import LANGS, Lang, other
from ..models.key import Key
from ..site.page import Content, Crumb, Page
from ..site.routes import page
from ..text.inline import plain
from .context import Context, PageInputs
from .embed import oembed_file
from .environment import environment
from .page_spec import AnyPage
from .site_map import PAGES, expand
from .subjects import OfScheme, Subject

_RECENT = 256
"""So many pages stay written for those that name their parts; the others are let go."""

Recent: TypeAlias = Callable[[Callable[[], Content]], Content]
"""What a function that writes a page gives, or has just given."""


def render(inputs: PageInputs) -> list[Page]:
    """Every generated page, Chinese and English."""
    templates = environment()
    recent: Recent = lru_cache(_RECENT)(lambda write: write())
    pages: dict[str, Page] = {}
    for lang in LANGS:
        for spec, subject in expand(inputs.catalogue):
            generated = _page(inputs, templates, lang, spec, subject, pages, recent)
            pages[generated.address] = generated
    return list(pages.values())


def _page(
    inputs: PageInputs,
    templates: Environment,
    lang: Lang,
    spec: AnyPage,
    subject: Subject,
    pages: Mapping[str, Page],
    recent: Recent,
) -> Page:
    path = subject.base + spec.path
    here = page(path, lang)

    def begin() -> Context:
        """A context for the page. It is not held while nobody makes the page."""
        return Context(inputs, lang, here, subject.head, pages)

    ctx = begin()
    title = spec.title_of(ctx, subject)
    description, oembed = _description(ctx, spec, subject, title), _oembed(ctx, spec, subject)
    template = f"{spec.template or spec.name}.md.j2"
    record = subject.record if spec.own else None
    source = None if record is None else inputs.catalogue.entry(record).raw.file

    trail, version = _trail(ctx, spec, subject, title), ctx.version
    known, dated = frozenset(ctx.catalogue.read), ctx.catalogue.dated

    def write() -> Content:
        """What the template makes of the view; errors name the record's file, or the page's."""
        with working_on(source or f"{here}index.html"):
            ctx = begin()
            view = spec.view(ctx, subject)
            try:
                text = templates.get_template(template).render(
                    ctx.for_template(), page_title=title, view=view
                )
            except UndefinedError as error:  # a label that has lost the place for its day
                raise GeneratorError(phrase("missing_label", reason=str(error))) from None
        reader = ctx.catalogue
        return Content(text, frozenset(ctx.needs), known | reader.read, dated or reader.dated)

    return Page(
        name=spec.name,
        address=here,
        lang=lang,
        other=page(path, other(lang)),
        title=title,
        description=description,
        write=partial(recent, write),
        trail=trail,
        known=known,
        dated=dated,
        parent=None if spec.parent is None else page(_path(spec.parent, subject), lang),
        source=source,
        version=version,
        about=_about(inputs.catalogue, spec, subject),
        wide=spec.wide,
        oembed=oembed,
        searched=spec.searched,
        leads_to=None if spec.leads_to is None else page(spec.leads_to(subject), lang),
    )


def _about(catalogue: Catalogue, spec: AnyPage, subject: Subject) -> tuple[Key, ...]:
    if spec.shows is not None:
        return spec.shows(catalogue)
    return subject.about(catalogue) if spec.own else ()


def _description(ctx: Context, spec: AnyPage, subject: Subject, title: str) -> str:
    if callable(spec.description):
        words = spec.description(ctx, subject)
    else:
        words = ctx.t[spec.description]
    if spec.described_by_title:
        words = f"{title}{ctx.language.between_sentences}{words}"
    return plain(_shorten(words))


def _shorten(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _oembed(ctx: Context, spec: AnyPage, subject: Subject) -> str | None:
    """The oEmbed document of what the page shows, where portals can embed it."""
    if not spec.embedded or not isinstance(subject, OfScheme):
        return None
    return oembed_file(subject.key.id, ctx.lang)


def _trail(ctx: Context, spec: AnyPage, subject: Subject, title: str) -> tuple[Crumb, ...]:
    """The way from home to the page; none for home itself."""
    if not subject.base + spec.path:
        return ()
    crumbs = [Crumb(ctx.t["home"], page("", ctx.lang))]
    for name in spec.above:
        above, of = PAGES[name], _of(name, subject)
        words = of.name(ctx) if above.title is None else ctx.t[above.title]
        crumbs.append(Crumb(words, page(of.base + above.path, ctx.lang)))
    if spec.crumb is not None:
        title = spec.crumb(ctx, subject)
    elif spec.title is not None:
        title = ctx.t[spec.title]
    return (*crumbs, Crumb(title, ctx.here))


def _of(name: str, subject: Subject) -> Subject:
    """What the page of this name is about, from which one comes to a page about ``subject``."""
    wanted: type[Subject] = PAGES[name].subject
    return next(around for around in subject.lineage() if isinstance(around, wanted))


def _path(name: str, subject: Subject) -> str:
    return _of(name, subject).base + PAGES[name].path
