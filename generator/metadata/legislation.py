"""A scheme's rules in the words of schema.org and of ELI, for the page that restates them.

https://schema.org/Legislation, https://eur-lex.europa.eu/eli-register/about.html. In: a version
of a scheme. Out: a node of the page's JSON-LD. The node is the rules themselves; what the page
and the Akoma Ntoso file hold is an expression of them, without legal value.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from .. import kinds
from ..content.catalogue import Entry, SchemeView
from ..languages import LANGUAGES, Lang
from ..models.registry import Source
from ..site.routes import path_of
from ..text.inline import plain
from .akoma_ntoso import MEDIA_TYPE, rules_file, rules_iri, rules_page, sources_of

ELI = "http://data.europa.eu/eli/ontology#"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"

Node = dict[str, object]


def legislation(scheme: SchemeView, lang: Lang, site_url: str) -> Node:
    """The rules, and their restatement in a language; ``site_url`` ends with a slash."""
    model, agency = scheme.model, scheme.catalogue.get(kinds.ORGANISATION, scheme.model.agency)
    file = site_url + rules_file(scheme.id, lang)
    issued = [source for source in sources_of(scheme) if source.model.kind == "rules"]
    return {
        "@context": {"eli": ELI},
        "@type": ["Legislation", "eli:LegalResource"],
        "@id": rules_iri(scheme, site_url),
        "name": plain(model.title[lang]),
        "url": site_url + rules_page(scheme, lang),
        "version": model.version,
        **_made(issued, lang),
        "legislationResponsible": {
            "@type": "GovernmentOrganization",
            "@id": site_url + path_of(agency.key),
            "name": plain(agency.title[lang]),
        },
        **_in_force(scheme),
        "encoding": {
            "@type": "LegislationObject",
            "@id": file,
            "contentUrl": file,
            "encodingFormat": MEDIA_TYPE,
            "inLanguage": LANGUAGES[lang].tag,
            "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        },
        "eli:is_realized_by": {
            "@type": "eli:LegalExpression",
            "@id": site_url + rules_page(scheme, lang),
            "eli:language": {"@id": _LANGUAGE + LANGUAGES[lang].alpha3.upper()},
            "eli:is_embodied_by": {"@type": "eli:Format", "@id": file},
        },
    }


def _made(sources: Iterable[Entry[Source]], lang: Lang) -> Node:
    """By whom the rules were made, and when, as far as the documents tell."""
    found = list(sources)
    days = [source.model.dated for source in found if source.model.dated is not None]
    issuers = dict.fromkeys(plain(source.model.issuer[lang]) for source in found)
    passed: Node = {
        "legislationPassedBy": [{"@type": "Organization", "name": name} for name in issuers]
    }
    return passed | ({"legislationDate": min(days).isoformat()} if days else {})


def _in_force(scheme: SchemeView) -> Node:
    """The days on which the rules are in force, as far as their source tells."""
    days = {"first_date_entry_in_force": scheme.first, "date_no_longer_in_force": None}
    if scheme.last is not None:
        days["date_no_longer_in_force"] = scheme.last + timedelta(days=1)
    known: Node = {
        f"eli:{name}": {"@type": _XSD_DATE, "@value": day.isoformat()}
        for name, day in days.items()
        if day is not None
    }
    if scheme.first is not None:
        last = ".." if scheme.last is None else scheme.last.isoformat()
        known["temporalCoverage"] = f"{scheme.first.isoformat()}/{last}"
    return known
