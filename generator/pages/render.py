"""Render: the catalogue to pages of Markdown, by the templates beside this file.

In: the frozen catalogue and the examples' results. Out: :class:`~generator.site.page.Page` for
every page in both languages.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import combinations
from math import ceil
from typing import Any

from jinja2 import Environment, UndefinedError
from markupsafe import Markup

from .. import kinds
from ..api.tables import tables
from ..content import versions
from ..content.catalogue import AnyEntry, Catalogue, Entry, SchemeView, VisitView
from ..content.relations import relations
from ..content.translations import State
from ..diagnostics.errors import GeneratorError
from ..kinds import HEADS, KINDS, key_of
from ..languages import LANGS, LANGUAGES, SOURCE, Lang, other
from ..models.base import Text
from ..models.calculator import Calculator
from ..models.key import Key
from ..models.scheme import Provision
from ..rules.comparison import ClausePair, clause_pairs, example_pairs, word_changes
from ..rules.formulas import Formulas, formulas
from ..site.navigation import navigation
from ..site.page import Crumb, NavItem, Page
from ..site.routes import address, page, path_of, relative
from ..text import locators
from ..text.dates import format_day
from ..text.inline import inline, plain
from .embed import oembed_file, snippets
from .environment import environment
from .figures import Drawings
from .glossary_links import TermMarker

_PARTS = ("rules", "calculator", "documents", "examples")
"""The pages of a scheme beside its overview: template, address and label have this name."""

# Sections of data/ whose page has another name.
_SECTION_PAGES = {"commentary": None}


def render(
    catalogue: Catalogue, results: Mapping[Key, Mapping[str, Any]], site_url: str = "/"
) -> list[Page]:
    """Every generated page, Chinese and English; the site will stand at ``site_url``."""
    templates = environment()
    # The same in both languages.
    templates.globals.update(table_of=tables(catalogue).__getitem__, relations=relations(catalogue))
    return [
        each
        for lang in LANGS
        for each in _Renderer(catalogue, results, lang, templates, site_url).pages()
    ]


class _Renderer:
    """Renders one language."""

    def __init__(
        self,
        catalogue: Catalogue,
        results: Mapping[Key, Mapping[str, Any]],
        lang: Lang,
        templates: Environment,
        site_url: str,
    ) -> None:
        self.catalogue = catalogue
        self.results = results
        self.site_url = site_url
        self.lang = lang
        self.language = LANGUAGES[lang]
        self.other = other(lang)
        self.notice = catalogue.interface["translation_is_stale"].en
        self.labels = catalogue.interface.in_language(lang)
        self.templates = templates
        self.context = {
            "lang": lang,
            "other": self.other,
            "language": self.language,
            "other_language": LANGUAGES[self.other],
            "kinds": kinds,
            "languages": LANGUAGES,
            "t": self.labels,
            "catalogue": catalogue,
            "site": catalogue.site,
            "results": results,
            "title_of": self.title_of,
            "formulas": self._formulas,
            "stale": self._stale,
            "stale_calculator": self._stale_calculator,
            "uses_of_clause": self._uses_of_clause,
            "period": self._period,
            "terms_of": self._terms,
            "rules_introduction": self._rules_introduction,
            "room": self._room,
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
        yield from self._leaves("policy.md", self.catalogue.all(kinds.POLICY), [policies])
        for entry in self.catalogue.all(kinds.COMMENTARY):
            yield self._of("commentary.md", entry, [policies])
        for kind in (kinds.PERSON, kinds.ORGANISATION, kinds.PLACE, kinds.TERM):
            yield self._page(
                "register.md",
                f"{kind.page}/",
                t[str(kind.page)],
                description=t[f"{kind.page}_introduction"],
                about=tuple(entry.key for entry in self.catalogue.all(kind)),
                kind=kind,
                introduction=t[f"{kind.page}_introduction"],
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
        yield self._page(
            "sitemap.md",
            "sitemap/",
            t["sitemap"],
            description=t["sitemap_introduction"],
            searched=False,
            navigation=navigation(self.catalogue, self.lang),
            leaves=self._leaf_items(),
        )
        yield self._page(
            "search.md",
            "search/",
            t["search"],
            description=t["search_introduction"],
            searched=False,
        )
        yield self._page(
            "notes.md", "notes/", t["editors_notes"], description=t["notes_introduction"]
        )
        yield self._page(
            "translations.md",
            "translations/",
            t["translations"],
            description=t["translations_introduction"],
            sections=self._translated_sections,
            stale_texts=lambda: [
                (each.raw.key, each)
                for each in self.catalogue.translations
                if each.state is State.STALE
            ],
        )
        yield self._page(
            "updates.md", "changes/", t["updates"], description=t["updates_introduction"]
        )
        yield self._page(
            "embed.md",
            "embed/",
            t["embed"],
            description=t["embed_introduction"],
            snippets=snippets(self.catalogue, self.site_url),
        )

    def _leaf_items(self) -> dict[str, list[NavItem]]:
        """Pages outside the navigation, by the address of the page that they belong to."""
        below = {f"visits/{visit.id}/": list(visit.stops) for visit in self.catalogue.visits()} | {
            "policies/": list(self.catalogue.all(kinds.POLICY))
        }
        return {
            page(path, self.lang): [
                NavItem(plain(entry.title[self.lang]), address(entry.key, self.lang))
                for entry in entries
            ]
            for path, entries in below.items()
        }

    def _scheme(self, scheme: SchemeView) -> Iterator[Page]:
        t = self.labels
        home = path_of(scheme.key)
        name = scheme.model.short_title[self.lang]
        yield self._of("scheme.md", scheme.entry, [], scheme=scheme, part="")
        for part in _PARTS:
            title = self._joined(t[part], name)
            yield self._page(
                f"{part}.md",
                f"{home}{part}/",
                title,
                description=self._described(title, self._introduction(scheme, part)),
                trail=[(name, home)],
                crumb=t[part],
                wide=part == "calculator",
                oembed=oembed_file(scheme.id, self.lang) if part == "calculator" else None,
                scheme=scheme,
                part=f"{part}/",
            )
        if len(scheme.all_versions) > 1:
            yield from self._versions(scheme, home, name)

    def _versions(self, shown: SchemeView, home: str, name: str) -> Iterator[Page]:
        """The list of versions, every version that is not shown, and the changes of each pair."""
        t = self.labels
        every = f"{home}versions/"
        trail = [(name, home), (t["versions"], every)]
        yield self._page(
            "versions.md",
            every,
            self._joined(t["versions"], name),
            description=t["versions_introduction"],
            trail=trail[:1],
            crumb=t["versions"],
            scheme=shown,
            part="",
        )
        for scheme in shown.all_versions:
            title = self._joined(name, f"{t['version']} {scheme.model.version}")
            for part in ("", *_PARTS):
                folder = f"{every}{scheme.slug}/"
                yield self._page(
                    f"{part or 'scheme'}.md" if scheme.id != shown.id else "moved.md",
                    f"{folder}{part and part + '/'}",
                    self._joined(t[part], title) if part else title,
                    description=scheme.model.summary,
                    trail=[*trail, *([(title, folder)] if part else [])],
                    crumb=t[part] if part else None,
                    parent=every,
                    searched=False,
                    wide=part == "calculator" and scheme.id != shown.id,
                    source=None if part else scheme.entry.raw.file,
                    scheme=scheme,
                    part=part and f"{part}/",
                    entry=scheme.entry,
                    model=scheme.model,
                )
        for older, newer in combinations(shown.all_versions, 2):
            numbers = f"{older.model.version} → {newer.model.version}"
            yield self._page(
                "changes.md",
                f"{every}changes/{older.slug}/{newer.slug}/",
                self._joined(t["changes"], f"{name} {numbers}"),
                description=t["changes_introduction"],
                trail=trail,
                crumb=self._joined(t["changes"], numbers),
                parent=every,
                searched=False,
                scheme=shown,
                older=older,
                newer=newer,
                clauses=partial(self._changed_clauses, older, newer),
                examples=partial(example_pairs, older, newer, self.results),
            )

    def _introduction(self, scheme: SchemeView, part: str) -> str:
        """What a page of a scheme is about, beside its name."""
        if part == "rules":
            return self._rules_introduction(scheme)
        if part == "calculator":
            return self.catalogue.site.aid[self.lang]
        if part == "documents":
            return scheme.checklist.introduction[self.lang]
        return self.labels["examples_introduction"]

    def _rules_introduction(self, scheme: SchemeView) -> str:
        t = self.labels
        points, clauses = str(len(scheme.points)), str(len(scheme.provisions))
        return t["rules_introduction"].replace("{points}", points).replace("{clauses}", clauses)

    def _joined(self, title: str, rest: str) -> str:
        return self.language.labelled(title, rest)

    def _described(self, title: str, rest: str) -> str:
        return f"{title}{self.language.between_sentences}{rest}"

    def _visit(self, visit: VisitView, visits: tuple[str, str]) -> Iterator[Page]:
        t = self.labels
        home = f"visits/{visit.id}/"
        name = visit.model.short_title[self.lang]
        yield self._of("visit.md", visit.entry, [visits], visit=visit)
        title = self._joined(t["findings_and_recommendations"], name)
        learned = [entry.title[self.lang] for entry in visit.findings]
        yield self._page(
            "findings.md",
            f"{home}findings/",
            title,
            description=self._described(title, self.language.listed(learned)),
            trail=[visits, (name, home)],
            crumb=t["findings_and_recommendations"],
            visit=visit,
        )
        yield from self._leaves("stop.md", visit.stops, [visits, (name, home)], visit=visit)

    def _leaves(
        self,
        template: str,
        entries: tuple[AnyEntry, ...],
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
        self, template: str, entry: AnyEntry, trail: list[tuple[str, str]], **context: Any
    ) -> Page:
        """The page of one record."""
        return self._page(
            template,
            path_of(entry.key),
            plain(entry.title[self.lang]),
            description=_first(getattr(entry.model, "summary", entry.title)),
            trail=trail,
            source=entry.raw.file,
            about=(entry.key,),
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
        about: tuple[Key, ...] = (),
        wide: bool = False,
        oembed: str | None = None,
        searched: bool = True,
        **context: Any,
    ) -> Page:
        here = page(path, self.lang)
        words = description if isinstance(description, str) else description[self.lang]
        head: dict[str, Any] = {"title": title, "description": plain(_shorten(words))}
        if oembed is not None:
            head["oembed"] = oembed
        if not searched:
            head["search"] = {"exclude": True}
        front = "".join(f"{key}: {json.dumps(v, ensure_ascii=False)}\n" for key, v in head.items())
        crumbs = [Crumb(self.labels["home"], page("", self.lang))] if path else []
        crumbs += [Crumb(name, page(target, self.lang)) for name, target in trail or []]
        return Page(
            address=here,
            lang=self.lang,
            other=page(path, self.other),
            title=title,
            description=head["description"],
            write=cache(lambda: f"---\n{front}---\n\n{self._text(template, here, title, context)}"),
            trail=(*crumbs, Crumb(crumb or title, here)) if path else (),
            parent=None if parent is None else page(parent, self.lang),
            previous=previous,
            next=next,
            source=source,
            about=about,
            wide=wide,
        )

    def _text(self, template: str, here: str, title: str, context: Mapping[str, Any]) -> str:
        version = context["scheme"].key if "scheme" in context else Key("")
        try:
            return self.templates.get_template(f"{template}.j2").render(
                self.context,
                page_title=title,
                here=here,
                tx=partial(self._inline, here, version),
                url=partial(self._url, here),
                to=lambda target: relative(page(target, self.lang), here),
                draw=Drawings(self.catalogue, self.lang, self.labels, partial(self._url, here)),
                **context,
            )
        except UndefinedError as error:  # a label whose name is put together, as kind_… is
            raise GeneratorError(f"data/interface.yml: a label is missing: {error}") from None

    # --- what the templates call ------------------------------------------------

    def _inline(self, here: str, version: Key, text: Text, lang: Lang | None = None) -> Markup:
        def resolve(kind: str, id_: str) -> str:
            return self._url(here, versions.own(key_of(kind, id_), version))

        html = inline(text[lang or self.lang], resolve)
        if (lang or self.lang) != SOURCE and self.catalogue.is_stale(text):
            return html + Markup(' <small class="stale" lang="en">{}</small>').format(self.notice)
        return html

    def _stale(self, text: Text) -> Markup:
        """The notice below a heading whose English is stale, on an English page."""
        if self.lang == SOURCE or not self.catalogue.is_stale(text):
            return Markup("")
        return Markup('<p class="stale"><small>{}</small></p>').format(self.notice)

    def _stale_calculator(self, scheme: SchemeView) -> Markup:
        """The notice above a calculator some of whose English is stale."""
        if self.lang == SOURCE or not self.catalogue.has_stale_calculator(scheme.key):
            return Markup("")
        notice = self.labels["stale_calculator"]
        return Markup('<p class="stale"><small>{}</small></p>').format(notice)

    def _url(self, here: str, key: Key) -> str:
        return relative(address(key, self.lang), here)

    def title_of(self, key: Key) -> Text:
        """What a link to a record says; a clause goes by its formal name.

        A copy, of which no notice says that its English is stale: that stands on its page.
        """
        entry = self.catalogue.entry(key)
        if key.kind == "provision":
            title = Text(**{lang: locators.name(key.name, lang) for lang in LANGS})
        else:
            title = entry.title.model_copy()
        if not key.version:
            return title
        number = self.catalogue.entry(key.of("scheme")).model.version
        word = self.catalogue.interface["version"]
        words = {lang: LANGUAGES[lang].bracketed(f"{word[lang]} {number}") for lang in LANGS}
        return Text(**{lang: title[lang] + words[lang] for lang in LANGS})

    def _period(self, scheme: SchemeView) -> str:
        """From when to when a version is in force, as far as its source tells."""
        t = self.labels
        first, last = scheme.first, scheme.last
        if first is None:
            words = t["period_unknown"] if last is None else t["period_to"]
        else:
            words = t["period_from"] if last is None else t["period_both"]
        for name, day in (("{from}", first), ("{to}", last)):
            words = words.replace(name, "" if day is None else format_day(day, self.lang))
        return words

    def _changed_clauses(self, older: SchemeView, newer: SchemeView) -> Sequence[Any]:
        """What is another in this language: ``{pair, kind, words}`` for each clause."""
        changed = []
        for pair in clause_pairs(older, newer):
            before, after = self._wording(pair.before), self._wording(pair.after)
            if before != after:
                changed.append({"pair": pair, "kind": _kind(pair), "words": _marked(before, after)})
        return changed

    def _wording(self, clause: Entry[Provision] | None) -> str:
        """All that a clause says, its paragraphs on lines of their own."""
        if clause is None:
            return ""
        model = clause.model
        texts = filter(None, (model.heading, model.text, *model.details))
        return "\n".join(plain(text[self.lang]) for text in texts)

    def _terms(self, scheme: SchemeView, here: str) -> TermMarker:
        """Marks the terms that come from the documents of a scheme."""
        documents = {source.document for source in scheme.model.sources}
        terms = (
            entry
            for entry in self.catalogue.all(kinds.TERM)
            if not documents.isdisjoint(source.document for source in entry.model.sources)
        )
        return TermMarker(terms, self.lang, lambda entry: self._url(here, entry.key))

    def _formulas(self, calculator: Calculator) -> Formulas:
        return formulas(calculator, self.lang, self.labels)

    def _translated_sections(self) -> list[dict[str, Any]]:
        """For each section its name, address, and how many of its texts are in each state."""
        counts: dict[str, Counter[State]] = {}
        for each in self.catalogue.translations:
            counts.setdefault(each.section, Counter())[each.state] += 1
        names = {
            f"{KINDS[head].folder}/{entry.key.id}": entry.model.short_title[self.lang]
            for head in HEADS
            for entry in self.catalogue.all(KINDS[head])
        }
        found = []
        for section, states in counts.items():
            texts, current = states.total(), states[State.CURRENT]
            found.append(
                {
                    "title": names.get(section) or self.labels[section or "interface_words"],
                    "address": _SECTION_PAGES.get(section, f"{section}/" if section else None),
                    "texts": texts,
                    "share": current * 100 // texts,
                    **{state.value: states[state] for state in State},
                }
            )
        return found

    def _uses_of_clause(self, scheme: SchemeView, entry: Entry[Provision]) -> dict[str, list[Any]]:
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

    def _room(self, clause: Provision, uses: Mapping[str, list[Any]]) -> int:
        """The height that a clause takes at most on the narrowest window, in hundreds of pixels.

        The browser reckons with it until it lays the clause out: too little, and what is not
        laid out yet would overlap; too much does no harm. Measured at 320 pixels,
        and a third added.
        """
        across = 27 if self.language.space else 14  # characters in a line
        texts = [clause.text, *clause.details]
        links = [
            *(self.labels["used_by_documents"] + each.title[self.lang]
              for name in ("requirements", "documents") for each in uses[name]),
            *(self.title_of(back.source)[self.lang] for back in uses["policies"]),
        ]  # fmt: skip
        height = (
            60
            + 30 * sum(len(text[self.lang]) / across + 0.6 for text in texts)
            + 26 * sum(len(link) / across + 0.5 for link in links)
            + 34 * bool(clause.notes)
        )
        return min(ceil(height * 1.3 / 100), 40)  # as far as the style sheet has classes


def _kind(pair: ClausePair) -> str:
    if pair.before is None:
        return "added"
    return "removed" if pair.after is None else "changed"


def _marked(before: str, after: str) -> Markup:
    """The words of both, those taken out and put in marked as such."""
    forms = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}
    parts = word_changes(before, after)
    return Markup().join(Markup(forms[kind]).format(words) for kind, words in parts)


def _first(text: Text | tuple[Text, ...]) -> Text:
    return text[0] if isinstance(text, tuple) else text


def _shorten(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
