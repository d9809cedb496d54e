"""JSON-LD: what a page is about, in the words of schema.org.

In: the catalogue and the records that a page shows. Out: the text of one
``application/ld+json`` element. A record goes by one ``@id`` in both languages, its Chinese
address. What the sources do not hold is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from .. import kinds
from ..content.catalogue import AnyEntry, Catalogue, Entry, SchemeView, VisitView
from ..kinds import KINDS
from ..languages import LANGUAGES, Lang, other
from ..models.base import Text
from ..models.key import Key
from ..models.kind import Kind, M
from ..models.question import FrequentQuestion
from ..models.registry import Organisation, Person, Place
from ..models.scheme import Scheme
from ..models.visit import Stop, Visit
from ..rules.ceilings import ceilings
from ..site.page import Crumb
from ..site.routes import address, page, path_of
from ..text.inline import plain

Node = dict[str, object]


def structured(
    catalogue: Catalogue,
    lang: Lang,
    site_url: str,
    about: Iterable[Key],
    trail: Iterable[Crumb],
    further: Iterable[Node] = (),
) -> Markup:
    """The graph of a page that shows the records ``about``; ``trail`` leads to it from home.

    A home page has no trail; it stands for the whole site. ``site_url`` ends with a slash.
    ``further`` nodes are of what is no record by itself.
    """
    words = _Words(catalogue, lang, site_url)
    crumbs = list(trail)
    graph = [words.breadcrumbs(crumbs) if crumbs else words.website()]
    questions = []
    for key in about:
        if key.kind == kinds.QUESTION.name:
            questions.append(catalogue.entry(key))
        graph += words.of(key)
    if questions:
        graph.append(words.faq(questions))
    graph += further
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return Markup(text.replace("<", "\\u003c"))


class _Words:
    """The nodes of one language."""

    def __init__(self, catalogue: Catalogue, lang: Lang, site_url: str) -> None:
        self.catalogue, self.lang, self.site_url = catalogue, lang, site_url
        self.kinds: Mapping[str, Callable[[AnyEntry], list[Node]]] = {
            kinds.SCHEME.name: self._scheme,
            kinds.VISIT.name: self._visit,
            kinds.STOP.name: self._stop,
            kinds.PERSON.name: self._person,
            kinds.ORGANISATION.name: self._organisation,
            kinds.PLACE.name: self._place,
        }

    def of(self, key: Key) -> list[Node]:
        """A record's own nodes; none for a kind that schema.org has no fitting type for."""
        make = self.kinds.get(key.kind)
        return [] if make is None else make(self.catalogue.entry(key))

    def website(self) -> Node:
        """The site with its search."""
        site = self.catalogue.site
        search = self.site_url + page("search/", self.lang)
        return {
            "@type": "WebSite",
            "name": site.title[self.lang],
            "description": plain(site.description[self.lang]),
            "url": self.site_url + page("", self.lang),
            "inLanguage": LANGUAGES[self.lang].tag,
            "potentialAction": {
                "@type": "SearchAction",
                "target": search + "?q={search_term_string}",
                "query-input": "required name=search_term_string",
            },
        }

    def breadcrumbs(self, trail: list[Crumb]) -> Node:
        """The way to a page from home, each step with its address."""
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": number,
                    "name": crumb.title,
                    "item": self.site_url + crumb.address.removeprefix("./"),
                }
                for number, crumb in enumerate(trail, start=1)
            ],
        }

    def faq(self, questions: Iterable[Entry[FrequentQuestion]]) -> Node:
        """The page of these questions, each with its answer."""
        t = self.catalogue.interface
        path = path_of(Key(kinds.QUESTION.name)).partition("#")[0]
        return {
            "@type": kinds.QUESTION.schema_type,
            "@id": self.site_url + path,
            "name": self._say(t["questions"]),
            "url": self.site_url + page(path, self.lang),
            "inLanguage": LANGUAGES[self.lang].tag,
            "mainEntity": [
                {
                    **self._record(entry, type_="Question"),
                    "acceptedAnswer": {"@type": "Answer", "text": self._say(entry.model.answer)},
                }
                for entry in questions
            ],
        }

    # --- schemes and visits -------------------------------------------------------

    def _scheme(self, entry: Entry[Scheme]) -> list[Node]:
        scheme = SchemeView(self.catalogue, entry)
        agency = self._agency(scheme.model.agency)
        t = self.catalogue.interface
        service: Node = {
            **self._record(entry),
            "description": self._say(scheme.model.summary),
            "provider": agency,
            "serviceType": self._say(t["service_type"]),
            "termsOfService": self.site_url + page(f"{path_of(scheme.key)}rules/", self.lang),
        }
        amount = scheme.calculator.amount
        if amount is None:  # nothing that is said to be money
            return [service]
        # One in principle, or for some alone, rules no higher amount out.
        by_option = [
            [row.value for row in ceilings(limit, scheme.calculator.questions)]
            for limit in scheme.calculator.limits
            if limit.applies_when is None and not limit.in_principle
        ]
        # Where a ceiling is worked out from answers, no figure holds for everybody.
        most = []
        for values in by_option:
            figures = [value for value in values if isinstance(value, int | float)]
            if len(figures) == len(values):
                most.append(max(figures))
        grant: Node = {
            **self._record(entry, "#grant", type_="MonetaryGrant"),
            "description": self._say(scheme.model.summary),
            "funder": agency,
        }
        if most:
            grant["amount"] = {
                "@type": "MonetaryAmount",
                "currency": amount.currency,
                "maxValue": min(most),
            }
        return [service, grant]

    def _visit(self, entry: Entry[Visit]) -> list[Node]:
        visit = VisitView(self.catalogue, entry)
        model = visit.model
        return [
            {
                **self._record(entry),
                "description": self._say(model.summary[0]),
                **self._when_and_where(entry),
                "organizer": self._agency(model.agency),
                "attendee": [self._named(kinds.PERSON, m.person) for m in model.members],
                "subEvent": [
                    {**self._record(stop), **self._when_and_where(stop)} for stop in visit.stops
                ],
            }
        ]

    def _stop(self, entry: Entry[Stop]) -> list[Node]:
        model, visit = entry.model, self.catalogue.get(kinds.VISIT, entry.key.scope)
        # Not those whom the report names there: some it only tells of, such as a founder.
        node: Node = {
            **self._record(entry),
            "description": self._say(model.summary),
            **self._when_and_where(entry),
            "superEvent": {**self._record(visit), **self._when_and_where(visit)},
        }
        return [node]

    def _when_and_where(self, entry: Entry[Visit] | Entry[Stop]) -> Node:
        """What search engines ask of every event, be it told of within another."""
        model = entry.model
        if isinstance(model, Visit):
            first, last, locality = model.start, model.end, self._say(model.destination)
            where: Node = {"@type": kinds.PLACE.schema_type, "name": locality}
        else:
            first, last = min(model.dates), max(model.dates)
            where, locality = self._where(model.place), self._locality(model.place)
        where["address"] = {"@type": "PostalAddress", "addressLocality": locality}
        return {"startDate": first.isoformat(), "endDate": last.isoformat(), "location": where}

    def _locality(self, place: str | None) -> str:
        """A place with all that it is in, in the order in which the language names them."""
        names = []
        while place is not None:
            entry = self.catalogue.get(kinds.PLACE, place)
            names.append(self._say(entry.title))
            place = entry.model.within
        return LANGUAGES[self.lang].located(names)

    # --- registers ----------------------------------------------------------------

    def _person(self, entry: Entry[Person]) -> list[Node]:
        model = entry.model
        node = {**self._record(entry), "jobTitle": self._say(model.role)}
        if model.organisation is not None:
            node["affiliation"] = self._named(kinds.ORGANISATION, model.organisation)
        return [self._described(node, model)]

    def _organisation(self, entry: Entry[Organisation]) -> list[Node]:
        node = self._record(entry)
        if entry.model.place is not None:
            node["location"] = self._named(kinds.PLACE, entry.model.place)
        return [self._described(node, entry.model)]

    def _place(self, entry: Entry[Place]) -> list[Node]:
        node = self._record(entry)
        if entry.model.within is not None:
            node["containedInPlace"] = self._named(kinds.PLACE, entry.model.within)
        return [self._described(node, entry.model)]

    def _described(self, node: Node, model: Person | Organisation | Place) -> Node:
        names = dict.fromkeys((self._say(model.name, other(self.lang)), *model.aliases))
        node["alternateName"] = [name for name in names if name != node["name"]]
        if model.description is not None:
            node["description"] = self._say(model.description)
        return node

    # --- parts --------------------------------------------------------------------

    def _record(self, entry: AnyEntry, part: str = "", type_: str | None = None) -> Node:
        """What every node of a record has; ``part`` tells two nodes of one record apart.

        ``type_`` is narrower than the type of the kind, or that of another node.
        """
        return {
            "@type": type_ or KINDS[entry.key.kind].schema_type,
            "@id": self.site_url + path_of(entry.key) + part,
            "name": self._say(entry.title),
            "url": self.site_url + address(entry.key, self.lang),
        }

    def _named(self, kind: Kind[M], reference: str, type_: str | None = None) -> Node:
        """A record that is told in full elsewhere."""
        node = self._record(self.catalogue.get(kind, reference), type_=type_)
        del node["url"]
        return node

    def _agency(self, organisation: str) -> Node:
        return self._named(kinds.ORGANISATION, organisation, "GovernmentOrganization")

    def _where(self, place: str) -> Node:
        node = self._named(kinds.PLACE, place)
        within = self.catalogue.get(kinds.PLACE, place).model.within
        if within is not None:
            node["containedInPlace"] = self._where(within)
        return node

    def _say(self, text: Text, lang: Lang | None = None) -> str:
        return plain(text[lang or self.lang])
