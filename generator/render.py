"""Render: the catalogue to pages of Markdown, by the templates beside this file.

In: the frozen catalogue, the examples' results, the list of hand-written pages. Out:
:class:`~generator.pages.Page` for every page in both languages, and the navigation.
Templates escape everything; a text's inline Markdown becomes safe HTML in
:mod:`~generator.inline`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from . import locators
from .addresses import address, page, relative
from .catalogue import Catalogue, Entry, Key, SchemeView, VisitView
from .drawings import Drawings, flow_steps, glance, moments, people_met
from .embed import oembed_file, snippets
from .errors import GeneratorError
from .inline import inline, plain
from .models.base import LANGS, Lang, Text
from .pages import Crumb, NavItem, Page
from .relations import relations

TEMPLATES = Path(__file__).parent / "templates"

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()>#+\-.!])")
_WEEKDAYS = {
    "zh": "一二三四五六日",
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def render(
    catalogue: Catalogue, results: Mapping[Key, Mapping[str, Any]], site_url: str = "/"
) -> list[Page]:
    """Every generated page, Chinese and English; the site will stand at ``site_url``."""
    environment = _environment()
    try:
        return [
            each
            for lang in LANGS
            for each in _Renderer(catalogue, results, lang, environment, site_url).pages()
        ]
    except UndefinedError as error:  # a label whose name is put together, as kind_… is
        raise GeneratorError(f"data/interface.yml: a label is missing: {error}") from None


def _environment() -> Environment:
    """One for both languages, so that each template is compiled once."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    @pass_context
    def day(context: Context, value: date) -> str:
        return format_date(value, context["lang"])

    @pass_context
    def when(context: Context, value: str) -> str:
        return format_when(value, context["lang"])

    @pass_context
    def locator(context: Context, value: str) -> str:
        return locators.name(value, context["lang"])

    @pass_context
    def money(context: Context, amount: float, currency: str) -> str:
        """NT$8,000,000; a currency without a label of its own goes by its code."""
        form: str = context["t"].get(f"currency_{currency.lower()}", f"{currency} {{amount}}")
        return form.replace("{amount}", format_number(amount))

    @pass_context
    def plain_words(context: Context, value: Text) -> str:
        return plain(value[context["lang"]])

    environment.filters.update(
        number=format_number,
        md=_markdown_text,
        day=day,
        when=when,
        locator=locator,
        plain=plain_words,
        money=money,
    )
    environment.globals.update(
        Key=Key,
        locators=locators,
        relative=relative,
        flow_steps=flow_steps,
        glance=glance,
        moments=moments,
        people_met=people_met,
    )
    return environment


def format_date(day: date, lang: Lang) -> str:
    """2024 年 7 月 22 日（星期一）, or Monday 22 July 2024."""
    if lang == "zh":
        weekday = _WEEKDAYS["zh"][day.weekday()]
        return f"{day.year} 年 {day.month} 月 {day.day} 日（星期{weekday}）"
    return f"{_WEEKDAYS['en'][day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_when(when: str, lang: Lang) -> str:
    """A year, a month or a day, as exact as it is given: 2024 年 7 月, or July 2024."""
    year, *rest = when.split("-")
    if len(rest) == 2:
        return format_date(date.fromisoformat(when), lang)
    if not rest:
        return f"{year} 年" if lang == "zh" else year
    month = int(rest[0])
    return f"{year} 年 {month} 月" if lang == "zh" else f"{_MONTHS[month - 1]} {year}"


def format_number(number: float) -> str:
    """8,000,000; a fraction keeps its digits."""
    return f"{number:,}"


class _Renderer:
    """Renders one language."""

    def __init__(
        self,
        catalogue: Catalogue,
        results: Mapping[Key, Mapping[str, Any]],
        lang: Lang,
        environment: Environment,
        site_url: str,
    ) -> None:
        self.catalogue = catalogue
        self.site_url = site_url
        self.lang = lang
        self.other: Lang = "en" if lang == "zh" else "zh"
        self.labels = {key: text[lang] for key, text in catalogue.interface.root.items()}
        self.environment = environment
        self.context = {
            "lang": lang,
            "other": self.other,
            "t": self.labels,
            "catalogue": catalogue,
            "site": catalogue.site,
            "results": results,
            "title_of": self.title_of,
            "uses_of_clause": self._uses_of_clause,
            "relations": relations(catalogue),
        }

    # --- the pages ------------------------------------------------------------

    def pages(self) -> Iterator[Page]:
        t = self.labels
        yield self._page(
            "home.md",
            "",
            self.catalogue.site.title[self.lang],
            wide=True,
            description=self.catalogue.site.description,
        )
        for scheme in self.catalogue.schemes():
            yield from self._scheme(scheme)
        visits = (t["visits"], "visits/")
        yield self._page("visits.md", *reversed(visits), description=t["visits_introduction"])
        for visit in self.catalogue.visits():
            yield from self._visit(visit, visits)
        policies = (t["policies"], "policies/")
        yield self._page("policies.md", *reversed(policies), description=t["policies_introduction"])
        yield from self._leaves("policy.md", self.catalogue.all("policy"), [policies])
        for entry in self.catalogue.all("commentary"):
            yield self._of("commentary.md", entry, [], parent="policies/")
        for kind, path in (
            ("person", "people"),
            ("organisation", "organisations"),
            ("place", "places"),
            ("term", "glossary"),
        ):
            yield self._page(
                "register.md",
                f"{path}/",
                t[path],
                description=t[f"{path}_introduction"],
                kind=kind,
                introduction=t[f"{path}_introduction"],
            )
        yield self._page(
            "sources.md", "sources/", t["sources"], description=t["sources_introduction"]
        )
        yield self._page(
            "graph.md",
            "graph/",
            t["graph"],
            description=t["graph_introduction"],
            trail=[policies],
            wide=True,
        )
        yield self._page("search.md", "search/", t["search"], description=t["search_introduction"])
        yield self._page(
            "notes.md", "notes/", t["editors_notes"], description=t["notes_introduction"]
        )
        yield self._page(
            "embed.md",
            "embed/",
            t["embed"],
            description=t["embed_introduction"],
            snippets=snippets(self.catalogue, self.site_url),
        )

    def _scheme(self, scheme: SchemeView) -> Iterator[Page]:
        t = self.labels
        home = f"schemes/{scheme.id}/"
        name = scheme.model.short_title[self.lang]
        yield self._of("scheme.md", scheme.entry, [], scheme=scheme)
        for template, part in (
            ("rules.md", "rules"),
            ("calculator.md", "calculator"),
            ("documents.md", "documents"),
            ("examples.md", "examples"),
        ):
            yield self._page(
                template,
                f"{home}{part}/",
                f"{t[part]}：{name}" if self.lang == "zh" else f"{t[part]}: {name}",
                description=f"{scheme.model.title[self.lang]}　{t[part]}"
                if self.lang == "zh"
                else f"{scheme.model.title.en}: {t[part]}",
                trail=[(name, home)],
                crumb=t[part],
                wide=part == "calculator",
                oembed=oembed_file(scheme.id, self.lang) if part == "calculator" else None,
                scheme=scheme,
            )

    def _visit(self, visit: VisitView, visits: tuple[str, str]) -> Iterator[Page]:
        t = self.labels
        home = f"visits/{visit.id}/"
        name = visit.model.short_title[self.lang]
        yield self._of("visit.md", visit.entry, [visits], visit=visit)
        yield self._page(
            "findings.md",
            f"{home}findings/",
            f"{t['findings_and_recommendations']}：{name}"
            if self.lang == "zh"
            else f"{t['findings_and_recommendations']}: {name}",
            description=f"{visit.model.title[self.lang]}　{t['findings_and_recommendations']}"
            if self.lang == "zh"
            else f"{visit.model.title.en}: {t['findings_and_recommendations']}",
            trail=[visits, (name, home)],
            crumb=t["findings_and_recommendations"],
            visit=visit,
        )
        yield from self._leaves("stop.md", visit.stops, [visits, (name, home)], visit=visit)

    def _leaves(
        self,
        template: str,
        entries: tuple[Entry, ...],
        trail: list[tuple[str, str]],
        **context: Any,
    ) -> Iterator[Page]:
        """Pages outside the navigation, each with the one before and after it."""
        around = [None, *entries, None]
        for before, entry, after in zip(around, entries, around[2:], strict=False):
            yield self._of(
                template,
                entry,
                trail,
                parent=trail[-1][1],
                previous=before and address(before.key, self.lang),
                next=after and address(after.key, self.lang),
                siblings=entries,
                **context,
            )

    def _of(
        self, template: str, entry: Entry, trail: list[tuple[str, str]], **context: Any
    ) -> Page:
        """The page of one record."""
        return self._page(
            template,
            address(entry.key, "zh"),
            plain(entry.title[self.lang]),
            description=_first(getattr(entry.model, "summary", entry.title)),
            trail=trail,
            source=entry.raw.file,
            entry=entry,
            model=entry.model,
            **context,
        )

    def _page(
        self,
        template: str,
        path: str,
        title: str,
        *,
        description: Text | str,
        trail: list[tuple[str, str]] | None = None,
        crumb: str | None = None,
        parent: str | None = None,
        previous: str | None = None,
        next: str | None = None,
        source: str | None = None,
        wide: bool = False,
        oembed: str | None = None,
        **context: Any,
    ) -> Page:
        here = page(path, self.lang)
        words = description if isinstance(description, str) else description[self.lang]
        text = self.environment.get_template(f"{template}.j2").render(
            self.context,
            page_title=title,
            here=here,
            tx=partial(self._inline, here),
            url=partial(self._url, here),
            to=lambda target: relative(page(target, self.lang), here),
            draw=Drawings(self.catalogue, self.lang, self.labels, partial(self._url, here)),
            **context,
        )
        head = {"title": title, "description": plain(_shorten(words))}
        if oembed is not None:
            head["oembed"] = oembed
        front = "".join(f"{key}: {json.dumps(v, ensure_ascii=False)}\n" for key, v in head.items())
        crumbs = [Crumb(self.labels["home"], page("", self.lang))] if path else []
        crumbs += [Crumb(name, page(target, self.lang)) for name, target in trail or []]
        return Page(
            address=here,
            lang=self.lang,
            other=page(path, self.other),
            title=title,
            description=head["description"],
            markdown=f"---\n{front}---\n\n{text}",
            trail=(*crumbs, Crumb(crumb or title, here)) if path else (),
            parent=None if parent is None else page(parent, self.lang),
            previous=previous,
            next=next,
            source=source,
            wide=wide,
        )

    # --- what the templates call ------------------------------------------------

    def _inline(self, here: str, text: Text, lang: Lang | None = None) -> Markup:
        def resolve(kind: str, id_: str) -> str:
            return self._url(here, Key(kind, id_))

        return inline(text[lang or self.lang], resolve)

    def _url(self, here: str, key: Key) -> str:
        return relative(address(key, self.lang), here)

    def title_of(self, key: Key) -> Text:
        """What a link to a record says; a clause goes by its formal name."""
        entry = self.catalogue.get(key.kind, key.id)
        if key.kind == "provision":
            return Text(**{lang: locators.name(key.name, lang) for lang in LANGS})
        return entry.title

    def _uses_of_clause(self, scheme: SchemeView, entry: Entry) -> dict[str, list[Any]]:
        """The requirements, documents and policies that rest on a clause."""
        name = entry.key.name
        return {
            "requirements": [r for r in scheme.calculator.requirements if r.clause == name],
            "documents": [
                item
                for phase in scheme.checklist.phases
                for item in phase.items
                if item.clause == name
            ],
            "policies": [
                back for back in self.catalogue.backlinks(entry.key) if back.source.kind == "policy"
            ],
        }


def navigation(catalogue: Catalogue, lang: Lang) -> tuple[NavItem, ...]:
    """The global navigation: few pages; leaves such as stops stay out of it."""
    t: Callable[[str], str] = lambda key: catalogue.interface[key][lang]  # noqa: E731

    def item(title: str, path: str) -> NavItem:
        return NavItem(title, page(path, lang))

    schemes = [
        NavItem(
            scheme.model.short_title[lang],
            children=(
                item(t("scheme_overview"), f"schemes/{scheme.id}/"),
                item(t("calculator"), f"schemes/{scheme.id}/calculator/"),
                item(t("documents"), f"schemes/{scheme.id}/documents/"),
                item(t("rules"), f"schemes/{scheme.id}/rules/"),
                item(t("examples"), f"schemes/{scheme.id}/examples/"),
            ),
        )
        for scheme in catalogue.schemes()
    ]
    visits = [
        NavItem(
            visit.model.short_title[lang],
            children=(
                item(t("summary"), f"visits/{visit.id}/"),
                item(t("findings_and_recommendations"), f"visits/{visit.id}/findings/"),
            ),
        )
        for visit in catalogue.visits()
    ]
    registers = [item(t(p), f"{p}/") for p in ("people", "organisations", "places", "glossary")]
    commentary = [item(e.title[lang], address(e.key, "zh")) for e in catalogue.all("commentary")]
    return (
        item(t("home"), ""),
        *schemes,
        NavItem(t("visits"), children=(item(t("visits"), "visits/"), *visits)),
        NavItem(
            t("policies"),
            children=(item(t("policies"), "policies/"), item(t("graph"), "graph/"), *commentary),
        ),
        NavItem(t("registers"), children=tuple(registers)),
        NavItem(
            t("about"),
            children=(
                item(t("about"), "about/"),
                item(t("sources"), "sources/"),
                item(t("editors_notes"), "notes/"),
                item(t("data"), "data/"),
                item(t("guide"), "guide/"),
                item(t("embed"), "embed/"),
                item(t("embed_guide"), "guide/embed/"),
            ),
        ),
    )


def _markdown_text(text: str) -> Markup:
    """Plain words for a place where Markdown is read, such as a heading."""
    return Markup(_MARKDOWN.sub(r"\\\1", escape(text, quote=False)))


def _first(text: Text | tuple[Text, ...]) -> Text:
    return text[0] if isinstance(text, tuple) else text


def _shorten(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
